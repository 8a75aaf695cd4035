// What fills the middle when there is no object of IPC: the run queue as the tree it is, and what
// the scheduler knows of each task.
#include <fmt/format.h>

#include <map>

#include "gui/scene/parts.h"

namespace gui {
namespace {

void draw_tree(Drawing& d, const Rect& area, const std::vector<sim::TaskId>& ready) {
  Canvas& c = d.canvas;
  const auto& entities = d.moment.sched.entities;
  if (ready.empty()) {
    c.text("tree:empty", area, TextStyle::body, c.colors.faint, c.tr("rq.empty"), Align::center);
    return;
  }
  const auto depth_of = [&](sim::TaskId t) {
    int depth = 0;
    for (sim::TaskId p = entities[t.value].run_node.parent; p.valid() && depth < 64;
         p = entities[p.value].run_node.parent)
      ++depth;
    return depth;
  };
  int deepest = 0;
  for (const sim::TaskId t : ready) deepest = std::max(deepest, depth_of(t));
  const float step_x = area.w / static_cast<float>(ready.size());
  const float step_y =
      deepest == 0 ? 0 : std::min(64.0f, (area.h - 44) / static_cast<float>(deepest));
  std::map<sim::TaskId, Vec2> at;
  for (std::size_t i = 0; i < ready.size(); ++i)
    at[ready[i]] = {area.x + step_x * (static_cast<float>(i) + 0.5f),
                    area.y + 20 + step_y * static_cast<float>(depth_of(ready[i]))};
  const float w = std::clamp(step_x - 8, 30.0f, 110.0f);
  for (const sim::TaskId t : ready) {
    const sim::RbLinks& links = entities[t.value].run_node;
    if (links.parent.valid() && at.count(links.parent) != 0)
      c.line(fmt::format("tree:edge:{}", t.value), Layer::well, at[links.parent], at[t],
             c.colors.faint, 1.5f);
  }
  for (const sim::TaskId t : ready) {
    const sim::RbLinks& links = entities[t.value].run_node;
    const sim::Task& task = d.moment.kernel.tasks[t];
    const Vec2 p = at[t];
    const Color ring = links.red ? rgb(0xe2574c) : c.colors.dim;
    Shape& s = c.rect(fmt::format("tree:{}", task.pid.value), Layer::content,
                      {p.x - w / 2, p.y - 19, w, 38}, c.colors.well, ring, 19);
    s.stroke_width = 2.5f;
    s.action = fmt::format("select.{}", task.pid.value);
    c.text(fmt::format("tree:{}:name", task.pid.value), {p.x - w / 2 + 6, p.y - 17, w - 12, 18},
           TextStyle::badge, d.color_of(task.pid), d.label_of(task), Align::center);
    if (w >= 60)
      c.text(fmt::format("tree:{}:v", task.pid.value), {p.x - w / 2 + 6, p.y, w - 12, 15},
             TextStyle::axis, c.colors.dim,
             format_ns(static_cast<std::int64_t>(entities[t.value].vruntime)), Align::center);
    // Not by colour alone.
    if (step_x - w > 4)
      c.label(fmt::format("tree:{}:letter", task.pid.value), p.x + w / 2 + 3, p.y - 10,
              TextStyle::axis, ring, links.red ? "R" : "B");
  }
}

constexpr float kTableHead = 22, kRow = 22, kLeastRow = 17;

// Of `room`, so that the tree above keeps enough to be read.
float table_height(float room, std::size_t rows) {
  const auto of_rows = [&](float row) { return kTableHead + 2 + row * static_cast<float>(rows); };
  return std::min(of_rows(kRow), std::max(room * 0.5f, std::min(of_rows(kLeastRow), room * 0.66f)));
}

void draw_table(Drawing& d, Rect area, const std::vector<sim::TaskId>& tasks, sim::TaskId current,
                std::uint64_t load) {
  Canvas& c = d.canvas;
  const char* heads[] = {"sched.task", "sched.weight", "sched.share", "sched.vruntime",
                         "sched.ran"};
  const float at[] = {0, 0.34f, 0.48f, 0.66f, 0.84f};
  const float column = 0.16f * area.w;
  const Rect head = area.take_top(kTableHead);
  for (int i = 0; i < 5; ++i)
    c.text(fmt::format("sched:head:{}", i), {area.x + at[i] * area.w, head.y, column, head.h},
           TextStyle::axis, c.colors.dim, c.tr(heads[i]), i == 0 ? Align::left : Align::right);
  // Rows move together before one is left out.
  const float row_h = std::clamp(area.h / static_cast<float>(tasks.size()), kLeastRow, kRow);
  const auto room = static_cast<std::size_t>((area.h + 0.5f) / row_h);
  const std::size_t shown = tasks.size() <= room ? tasks.size() : room - 1;
  if (shown < tasks.size())
    c.text("sched:more", {area.x, area.y + row_h * static_cast<float>(shown), area.w, row_h},
           TextStyle::small, c.colors.dim,
           c.tr.format("stage.more", {group_digits(tasks.size() - shown)}));
  for (std::size_t i = 0; i < shown; ++i) {
    const Rect row = area.take_top(row_h);
    const sim::Task& t = d.moment.kernel.tasks[tasks[i]];
    const sim::SchedEntity& e = d.moment.sched.entities[tasks[i].value];
    const std::string id = fmt::format("sched:{}", t.pid.value);
    if (tasks[i] == current)
      c.rect(id + ":row", Layer::well, {row.x - 8, row.y, row.w + 16, row.h},
             c.colors.selected_weak, kNoColor, 4);
    c.text(id + ":name", {row.x, row.y, row.w * 0.33f, row.h}, TextStyle::strong, d.color_of(t.pid),
           d.label_of(t));
    const bool fair = t.policy != sim::Policy::fifo && t.policy != sim::Policy::rr;
    const double share =
        load == 0 ? 0 : 100.0 * static_cast<double>(e.weight) / static_cast<double>(load);
    const std::string cells[] = {fair ? std::to_string(e.weight) : fmt::format("prio {}", t.prio()),
                                 fair ? fmt::format("{:.1f} %", share) : "–",
                                 fair ? format_ns(static_cast<std::int64_t>(e.vruntime)) : "–",
                                 format_ns(t.utime_ns + t.stime_ns)};
    for (int k = 0; k < 4; ++k)
      c.text(fmt::format("{}:{}", id, k), {row.x + at[k + 1] * row.w, row.y, column, row.h},
             TextStyle::field, c.colors.text, cells[k], Align::right);
  }
}

}  // namespace

void draw_scheduler_detail(Drawing& d, const Rect& area_in) {
  Canvas& c = d.canvas;
  Rect area = area_in;
  c.panel("scheduler", area).fill = c.colors.panel_raised;
  const Rect head = area.take_top(34);
  // The CPU of the last step.
  const sim::CpuId cpu = d.moment.last.cpu.valid() ? d.moment.last.cpu : sim::CpuId{0};
  const std::string name = d.moment.kernel.cpus.size() > 1
                               ? fmt::format("struct rq · CPU {}", cpu.value)
                               : std::string("struct rq");
  const float x = c.label("scheduler:name", head.x + 14, head.center().y + 1, TextStyle::field_name,
                          c.colors.text, name);
  c.text("scheduler:about", {x + 12, head.y + 7, head.right() - x - 26, 20}, TextStyle::small,
         c.colors.dim, c.tr("sched.tree"));
  area = Rect{area.x + 22, area.y, area.w - 44, area.h - 10};
  const std::vector<sim::TaskId> ready = sim::ready_by_vruntime(d.moment.sched, cpu);
  const sim::TaskId current = d.moment.kernel.cpus[cpu.value].current;
  std::vector<sim::TaskId> rows;
  if (current.valid() && !d.moment.kernel.tasks[current].is_idle) rows.push_back(current);
  rows.insert(rows.end(), ready.begin(), ready.end());
  if (!rows.empty() && area.h > 130) {
    draw_table(d, area.take_bottom(table_height(area.h, rows.size())), rows, current,
               d.moment.sched.rqs[cpu.value].cfs.load_weight);
    area.take_bottom(8);
  }
  draw_tree(d, area, ready);
}

}  // namespace gui
