// The kernel's half of the stage: the boundary, and below it CPUs with their run queues, the
// message queues, and where else tasks wait.
#include <fmt/format.h>

#include "gui/scene/parts.h"

namespace gui {
namespace {

void draw_boundary(Drawing& d, const Rect& strip) {
  Canvas& c = d.canvas;
  c.caps("label:kernel", strip.x + 4, strip.y + 8, c.tr("stage.kernel"));
  const float y = strip.y + 33;
  c.line("boundary", Layer::panel, {strip.x, y}, {strip.right(), y}, c.colors.faint, 1, true);
  const std::string up = c.tr("stage.user_mode") + " ↑", down = c.tr("stage.kernel_mode") + " ↓";
  c.label("boundary:user", strip.x + 10, y - 10, TextStyle::axis, c.colors.dim, up);
  c.label("boundary:kernel", strip.right() - 10 - c.width(TextStyle::axis, down), y + 11,
          TextStyle::axis, c.colors.dim, down);
  // A gate for each task in the middle of a system call: crossing the line is what it did.
  float x = strip.x + strip.w * 0.36f;
  for (const sim::Cpu& cpu : d.moment.kernel.cpus) {
    if (!cpu.current.valid() || !d.moment.kernel.tasks.contains(cpu.current)) continue;
    const sim::Task& t = d.moment.kernel.tasks[cpu.current];
    if (t.is_idle || !t.in_kernel() || t.call.nr < 0) continue;
    bool entering = false, leaving = false;
    for (const sim::Event& e : d.moment.events) {
      entering = entering || (e.type == sim::EventType::sys_enter && e.pid == t.pid);
      leaving = leaving || (e.type == sim::EventType::sys_exit && e.pid == t.pid);
    }
    const Color color = d.color_of(t.pid);
    const float w = 26;
    c.rect(fmt::format("gate:{}", cpu.id.value), Layer::content, {x, y - 2, w, 4}, color, kNoColor,
           2);
    if (entering || leaving) {
      const Vec2 a{x + w / 2, y - 12}, b{x + w / 2, y + 13};
      c.arrow(fmt::format("gate:{}:arrow", cpu.id.value), Layer::arrow, entering ? a : b,
              entering ? b : a, c.colors.now, 2);
    }
    x += w + 12;
    if (x > strip.right() - 150) break;
  }
}

}  // namespace

void draw_kernel(Drawing& d, const Rect& area_in) {
  Rect area = area_in;
  const bool low = area.h < 440;
  draw_boundary(d, area.take_top(36));
  area.take_top(low ? 20 : 26);
  area = Rect{area.x + 10, area.y, area.w - 20, area.h};
  const auto cpus = d.moment.kernel.cpus.size();
  const float row = low ? 92.0f : 112.0f, gap = low ? 10.0f : 14.0f;
  float cpu_h = row;
  if (cpus == 2) cpu_h = std::min(2 * 96 + gap, area.h * 0.45f);
  if (cpus > 2) cpu_h = compact_cpus_height(cpus, area.h);
  draw_cpus(d, area.take_top(std::min(cpu_h, area.h * 0.5f)));
  area.take_top(gap);
  const float waits_h = area.h > 240 ? 40 : 30;
  const Rect waits = area.take_bottom(waits_h);
  area.take_bottom(8);
  draw_message_queues(d, area);
  draw_other_waits(d, waits);
}

// Sleeping, waiting for a child, for a signal, for a pipe: tasks that hang on no message queue.
void draw_other_waits(Drawing& d, const Rect& area) {
  Canvas& c = d.canvas;
  c.rect("waits", Layer::panel, area, kNoColor, c.colors.line, 8);
  struct Group {
    std::string id, title;
    std::vector<const sim::Task*> tasks;
  };
  std::vector<Group> groups;
  auto group = [&](const std::string& id, const std::string& title) -> Group& {
    for (Group& g : groups)
      if (g.id == id) return g;
    groups.push_back({id, title, {}});
    return groups.back();
  };
  d.moment.kernel.tasks.for_each([&](sim::TaskId, const sim::Task& t) {
    if (t.is_idle || t.is_init || d.placed.count(t.pid) != 0) return;
    if (t.state == sim::TaskState::zombie)
      return group("zombie", c.tr("wait.zombie")).tasks.push_back(&t);
    if (t.state == sim::TaskState::stopped)
      return group("stopped", c.tr("wait.stopped")).tasks.push_back(&t);
    if (t.state == sim::TaskState::running) {
      // On a run queue: it is counted there, where there is no room for its token.
      if (t.on_rq) return;
      const bool fresh = not_begun(t);
      return group(fresh ? "new" : "waking", c.tr(fresh ? "wait.new" : "wait.waking"))
          .tasks.push_back(&t);
    }
    if (t.state == sim::TaskState::dead) return;
    if (t.wait == sim::WaitKind::msg_receivers || t.wait == sim::WaitKind::msg_senders) return;
    switch (t.wait) {
      case sim::WaitKind::child_exit:
        return group("child", c.tr("wait.child")).tasks.push_back(&t);
      case sim::WaitKind::sleep:
        return group("sleep", c.tr("wait.sleep")).tasks.push_back(&t);
      case sim::WaitKind::pause:
        return group("pause", c.tr("wait.pause")).tasks.push_back(&t);
      case sim::WaitKind::pipe_read:
      case sim::WaitKind::pipe_write:
        return group("pipe", c.tr("wait.pipe")).tasks.push_back(&t);
      default:
        return group(std::string(wait_kind_name(t.wait)), std::string(wait_kind_name(t.wait)))
            .tasks.push_back(&t);
    }
  });
  const float middle = area.center().y;
  float x = c.label("waits:title", area.x + 14, middle, TextStyle::small, c.colors.dim,
                    c.tr("stage.other_waits"));
  if (groups.empty()) {
    c.label("waits:none", x + 16, middle, TextStyle::small, c.colors.faint, c.tr("stage.none"));
    return;
  }
  x += 18;
  const float token_h = token_extent(TokenSize::small).y;
  for (const Group& g : groups) {
    const float title_w = c.width(TextStyle::small, g.title);
    if (x + title_w + 80 > area.right()) break;
    const float begin = x;
    c.label("waits:" + g.id + ":title", x, middle, TextStyle::small, c.colors.text, g.title);
    x += title_w + 8;
    std::size_t n = 0;
    for (; n < g.tasks.size(); ++n) {
      const float w = std::max(token_extent(TokenSize::small).x,
                               c.width(TextStyle::badge, d.label_of(*g.tasks[n])) + 28);
      if (x + w + 40 > area.right()) break;
      draw_token(d, {x + w / 2, middle}, *g.tasks[n], TokenSize::small);
      x += w + 6;
    }
    if (n < g.tasks.size())
      x = c.label("waits:" + g.id + ":more", x, middle, TextStyle::small, c.colors.dim,
                  fmt::format("+{}", g.tasks.size() - n));
    c.rect("list:" + g.id, Layer::panel,
           {begin - 6, middle - token_h / 2 - 3, x - begin + 6, token_h + 6}, kNoColor);
    x += 14;
  }
}

}  // namespace gui
