// States: the textbook's diagram of process states under the kernel's names, with the processes in
// it as tokens. The way that was taken in the last step is lit.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "gui/panels/tab.h"
#include "gui/scene/parts.h"

namespace gui {
namespace {

enum Node { kNew, kReady, kRunning, kBlocked, kStopped, kZombie, kGone, kNodes };

struct NodeText {
  const char* key;
  const char* kernel;
};
constexpr std::array<NodeText, kNodes> kNodeTexts{{
    {"sts.new", ""},
    {"sts.ready", "TASK_RUNNING, on_rq"},
    {"sts.running", "TASK_RUNNING, on_cpu"},
    {"sts.blocked", "TASK_INTERRUPTIBLE"},
    {"sts.stopped", "TASK_STOPPED"},
    {"sts.zombie", "EXIT_ZOMBIE"},
    {"sts.gone", ""},
}};

constexpr float kWayBack = 14;  // room below "blocked"

struct Diagram {
  std::array<Rect, kNodes> box;
};

Diagram layout(const Rect& all) {
  Diagram d;
  Rect area = all;
  // What is beyond the diagram: processes that have been reaped.
  const Rect gone = area.take_right(std::clamp(area.w * 0.06f, 64.0f, 90.0f));
  area.take_right(std::clamp(area.w * 0.045f, 48.0f, 76.0f));
  const float gap_y = 26, h = (area.h - gap_y) / 2;
  const float w_side = area.w * 0.105f, w_main = area.w * 0.215f;
  const float top = area.y, low = area.y + h + gap_y;
  const float gap = (area.w - 2 * w_side - 2 * w_main) / 3;
  d.box[kNew] = {area.x, top, w_side, h};
  d.box[kReady] = {area.x + w_side + gap, top, w_main, h};
  d.box[kRunning] = {area.x + w_side + 2 * gap + w_main, top, w_main, h};
  d.box[kZombie] = {area.right() - w_side, top, w_side, h};
  d.box[kGone] = {gone.x, top, gone.w, h};
  const float middle = (d.box[kReady].right() + d.box[kRunning].x) / 2;
  const float w_low = area.w * 0.27f;
  // Below it the way back from being stopped passes.
  d.box[kBlocked] = {middle - w_low / 2, low, w_low, h - kWayBack};
  d.box[kStopped] = {area.right() - w_main * 0.9f, low, w_main * 0.9f, h};
  return d;
}

Node node_of(const sim::Task& t) {
  switch (t.state) {
    case sim::TaskState::running:
      return t.on_cpu ? kRunning : not_begun(t) ? kNew : kReady;
    case sim::TaskState::stopped:
      return kStopped;
    case sim::TaskState::zombie:
    case sim::TaskState::dead:
      return kZombie;
    default:
      // On its way to sleep it still has the CPU; being woken it is on the run queue already.
      return t.on_cpu ? kRunning : t.on_rq ? kReady : kBlocked;
  }
}

// The ways taken in the last step, as pairs of nodes.
struct Taken {
  bool admitted = false, picked = false, preempted = false, waits = false, woken = false,
       exits = false, stops = false, continues = false, reaped = false;
};

// From TASK_STOPPED it goes on to the run queue, or, killed, out of the diagram.
bool was_stopped(const sim::Event& task_state) {
  return static_cast<sim::TaskState>(task_state.args[1]) == sim::TaskState::stopped &&
         static_cast<sim::TaskState>(task_state.args[2]) == sim::TaskState::running;
}

Taken taken_in(std::span<const sim::Event> events) {
  Taken taken;
  for (const sim::Event& e : events) {
    using E = sim::EventType;
    if (e.type == E::sched_wakeup) taken.woken = true;
    if (e.type == E::sched_wakeup_new) taken.admitted = true;
    if (e.type == E::sched_process_wait) taken.reaped = true;
    if (e.type == E::task_state && was_stopped(e)) taken.continues = true;
    if (e.type != E::sched_switch) continue;
    taken.picked |= e.args[3] != 0;
    switch (static_cast<sim::TaskState>(e.args[2])) {
      case sim::TaskState::running:
        taken.preempted |= e.args[0] != 0;
        break;
      case sim::TaskState::stopped:
        taken.stops = true;
        break;
      case sim::TaskState::zombie:
      case sim::TaskState::dead:
        taken.exits = true;
        break;
      default:
        taken.waits = true;
    }
  }
  return taken;
}

struct Artist {
  TabContext& t;
  const Diagram& d;
  std::array<float, kNodes> name_ends{};

  // No room for a second row: the tokens stand beside the name.
  static bool low(const Rect& b) { return b.h < 60; }

  void node(Node n) {
    Canvas& c = t.canvas;
    const Rect& b = d.box[n];
    const std::string id = std::string("sts:") + kNodeTexts[n].key;
    c.rect(id, Layer::well, b, c.colors.well, c.colors.line, 8);
    const float middle = low(b) ? b.center().y : b.y + 13;
    const float x = c.label(id + ":name", b.x + 10, middle, TextStyle::strong, c.colors.text,
                            c.tr(kNodeTexts[n].key));
    name_ends[n] = x;
    if (low(b)) return;
    const std::string_view kernel = kNodeTexts[n].kernel;
    if (x + 12 + c.width(TextStyle::field, kernel) < b.right() - 6)
      c.label(id + ":kernel", x + 10, b.y + 13, TextStyle::field, c.colors.faint, kernel);
  }

  float width(const char* key) const { return t.canvas.width(TextStyle::axis, t.canvas.tr(key)); }

  void arrow(const char* key, Vec2 a, Vec2 b, Vec2 label, bool lit) {
    Canvas& c = t.canvas;
    const Color color = lit ? c.colors.now : c.colors.dim;
    c.arrow(std::string("sts:arrow:") + key, Layer::arrow, a, b, color, lit ? 2.5f : 1.5f);
    const std::string& text = c.tr(key);
    const float w = c.width(TextStyle::axis, text);
    c.label(std::string("sts:label:") + key, label.x - w / 2, label.y, TextStyle::axis, color,
            text);
  }

  void polyline(const char* key, std::vector<Vec2> points, Vec2 label, bool lit) {
    arrow(key, points.front(), points.back(), label, lit);
    for (Shape& s : t.canvas.scene().shapes)
      if (s.id == std::string("sts:arrow:") + key) s.points = std::move(points);
  }

  void tokens(Node n, const std::vector<const sim::Task*>& tasks) {
    Canvas& c = t.canvas;
    const Rect b = d.box[n];
    const float h = low(b) ? std::min(22.0f, b.h - 8) : 24;
    const float top = low(b) ? b.center().y - h / 2 : b.bottom() - h - 7;
    float x = low(b) ? name_ends[n] + 12 : b.x + 10;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      const std::string name = t.name_of(tasks[i]->pid);
      const float w = std::clamp(c.width(TextStyle::small, name) + 18, 40.0f, b.w - 20);
      if (x + w > b.right() - (i + 1 < tasks.size() ? 40.0f : 6.0f) && (i > 0 || low(b))) {
        c.label(fmt::format("sts:more:{}", static_cast<int>(n)), x, top + h / 2, TextStyle::small,
                c.colors.dim, fmt::format("+{}", tasks.size() - i));
        return;
      }
      Shape s;
      s.id = fmt::format("sts:task:{}", tasks[i]->pid.value);
      s.kind = ShapeKind::token;
      s.layer = Layer::token;
      s.box = {x, top, w, h};
      s.radius = h / 2;
      s.fill = t.color_of(tasks[i]->pid);
      s.text = c.fit(TextStyle::small, name, w - 12);
      s.style = TextStyle::small;
      s.align = Align::center;
      s.ink = c.colors.on_process;
      s.action = fmt::format("select.{}", tasks[i]->pid.value);
      s.tooltip = std::string(sim::task_state_name(tasks[i]->state));
      c.add(std::move(s));
      x += w + 6;
      if (n != kBlocked || tasks[i]->wait == sim::WaitKind::none) continue;
      // On what it sleeps.
      const std::string_view on = sim::wait_kind_name(tasks[i]->wait);
      const float text_w = c.width(TextStyle::field, on);
      if (x + text_w + 14 > b.right()) continue;
      c.label(fmt::format("sts:wait:{}", tasks[i]->pid.value), x, top + h / 2, TextStyle::field,
              c.colors.dim, on);
      // Held together with its task by a frame.
      const float begin = x - w - 6;
      x += text_w + 8;
      c.rect(fmt::format("sts:held:{}", tasks[i]->pid.value), Layer::well,
             {begin - 2, top - 2, x - begin + 2, h + 4}, kNoColor, c.colors.line, h / 2 + 2);
      x += 10;
    }
  }
};

void draw_arrows(Artist& a, const Taken& taken) {
  const auto& box = a.d.box;
  const auto mid = [](const Rect& r, float share) { return r.y + r.h * share; };
  const float x0 = box[kReady].right(), x1 = box[kRunning].x, xm = (x0 + x1) / 2;
  const float up = mid(box[kReady], 0.36f), down = mid(box[kReady], 0.78f);
  a.arrow("sts.admitted", {box[kNew].right() + 3, up}, {box[kReady].x - 3, up},
          {(box[kNew].right() + box[kReady].x) / 2, up - 11}, taken.admitted);
  a.arrow("sts.picked", {x0 + 3, up}, {x1 - 3, up}, {xm, up - 11}, taken.picked);
  a.arrow("sts.preempted", {x1 - 3, down}, {x0 + 3, down}, {xm, down - 11}, taken.preempted);
  a.arrow("sts.exits", {box[kRunning].right() + 3, up}, {box[kZombie].x - 3, up},
          {(box[kRunning].right() + box[kZombie].x) / 2, up - 11}, taken.exits);
  const float low = mid(box[kBlocked], 0.5f);
  const float rx = box[kRunning].x + box[kRunning].w * 0.4f;
  a.arrow("sts.waits", {rx, box[kRunning].bottom() + 3}, {box[kBlocked].right() + 3, low},
          {(rx + box[kBlocked].right()) / 2 + 12 + a.width("sts.waits") / 2,
           box[kRunning].bottom() + 14},
          taken.waits);
  const float lx = box[kReady].x + box[kReady].w * 0.5f;
  a.arrow("sts.woken", {box[kBlocked].x - 3, low}, {lx, box[kReady].bottom() + 3},
          {(box[kBlocked].x + lx) / 2 - 14 - a.width("sts.woken") / 2, low - 2}, taken.woken);
  const float sx = box[kStopped].x + 40;
  a.arrow("sts.reaped", {box[kZombie].right() + 3, up}, {box[kGone].x - 3, up},
          {(box[kZombie].right() + box[kGone].x) / 2, up - 11}, taken.reaped);
  // Back from being stopped: along the bottom, to the run queue.
  const float bottom = box[kBlocked].bottom() + kWayBack - 3, left = box[kReady].x - 22;
  a.polyline(
      "sts.continues",
      {{box[kStopped].x - 3, bottom}, {left, bottom}, {left, down}, {box[kReady].x - 3, down}},
      {(box[kReady].x + box[kBlocked].x) / 2, bottom - 9}, taken.continues);
  a.arrow("sts.stops", {box[kRunning].right() - 20, box[kRunning].bottom() + 3},
          {sx, box[kStopped].y - 3}, {sx + 46, box[kStopped].y - 13}, taken.stops);
}

}  // namespace

std::optional<Command> states_tab(TabContext& t, const Rect& area, StatesView&) {
  const Diagram d = layout(area.inset(4, 2));
  Artist artist{t, d};
  for (int n = 0; n < kNodes; ++n) artist.node(static_cast<Node>(n));
  draw_arrows(artist, taken_in(t.session.last_events()));
  std::array<std::vector<const sim::Task*>, kNodes> where;
  const sim::KernelState& k = t.session.machine().kernel();
  std::map<sim::Pid, const sim::Task*> by_pid;
  k.tasks.for_each([&](sim::TaskId, const sim::Task& task) { by_pid.emplace(task.pid, &task); });
  const auto find_task = [&](sim::Pid pid) {
    const auto it = by_pid.find(pid);
    return it == by_pid.end() ? nullptr : it->second;
  };
  for (const Process& p : t.processes) {
    const sim::Task* task = find_task(p.pid);
    if (task != nullptr && task->state != sim::TaskState::dead)
      where[static_cast<std::size_t>(node_of(*task))].push_back(task);
  }
  std::size_t gone = 0;
  for (const Process& p : t.processes) {
    const ProcessLane* lane = t.session.lanes().process(p.pid);
    const sim::Task* task = find_task(p.pid);
    if (lane != nullptr && lane->born <= t.session.now().ns &&
        (task == nullptr || task->state == sim::TaskState::dead))
      ++gone;
  }
  if (gone > 0)
    t.canvas.label("sts:gone:count", d.box[kGone].x + 10, d.box[kGone].bottom() - 18,
                   TextStyle::small, t.canvas.colors.dim, std::to_string(gone));
  for (int n = 0; n < kNodes; ++n)
    artist.tokens(static_cast<Node>(n), where[static_cast<std::size_t>(n)]);
  for (const Shape& s : t.canvas.scene().shapes)
    if (s.action.starts_with("select.") && t.clicks(s.box))
      return command::Select{sim::Pid{std::stoi(s.action.substr(7))}};
  return std::nullopt;
}

}  // namespace gui
