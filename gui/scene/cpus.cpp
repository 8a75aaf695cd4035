// CPUs and their run queues.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "gui/scene/parts.h"

namespace gui {
namespace {

const sim::Task* current_task(const Drawing& d, const sim::Cpu& cpu) {
  if (!cpu.current.valid() || !d.moment.kernel.tasks.contains(cpu.current)) return nullptr;
  const sim::Task& t = d.moment.kernel.tasks[cpu.current];
  return t.is_idle ? nullptr : &t;
}

// Chosen to run next, and not switched to yet: off the tree, on no CPU.
const sim::Task* picked_task(const Drawing& d, const sim::Cpu& cpu) {
  const sim::TaskId picked = d.moment.sched.rqs[cpu.id.value].cfs.curr;
  if (!picked.valid() || picked == cpu.current || !d.moment.kernel.tasks.contains(picked))
    return nullptr;
  const sim::Task& t = d.moment.kernel.tasks[picked];
  return t.is_idle || t.on_cpu || !t.on_rq ? nullptr : &t;
}

// "msgsnd › wake_up_q", innermost last.
std::string call_chain(const Drawing& d, const sim::Task& t) {
  std::string chain;
  for (int i = 0; i < t.frame_count; ++i) {
    const sim::PathId id = t.frames[static_cast<std::size_t>(i)].path;
    if (i == 0 && t.frame_count > 1 && id == sim::PathId::syscall_entry) continue;
    if (!chain.empty()) chain += " › ";
    chain += d.moment.path(id).name;
  }
  return chain;
}

std::string what_it_does(const Drawing& d, const sim::Cpu& cpu, const sim::Task* t) {
  const Strings& tr = d.canvas.tr;
  if (cpu.lock_wait) return tr("cpu.lock_wait");
  if (t == nullptr) return cpu.mode == sim::CpuMode::irq ? tr("cpu.irq") : tr("cpu.idle");
  if (cpu.spinning) return tr("cpu.spinning");
  if (t->in_kernel()) return call_chain(d, *t);
  return tr("state.user_mode");
}

// As many of them as there is room for.
std::string registers_line(const Canvas& c, const sim::Task& t, float width) {
  const auto& r = t.regs;
  std::string line;
  for (const std::string& one :
       {fmt::format("pc {:#x}", r.pc), fmt::format("sp {:#x}", r.r[sim::kRegSp]),
        fmt::format("r0 {}", static_cast<std::int64_t>(r.r[0])),
        fmt::format("fp {:#x}", r.r[sim::kRegFp])}) {
    const std::string longer = line.empty() ? one : fmt::format("{}  {}", line, one);
    if (c.width(TextStyle::field, longer) > width) break;
    line = longer;
  }
  return line;
}

constexpr float kTwoLines = 56, kCompactRow = 64, kCompactLow = 42;

struct Ready {
  sim::TaskId id;
  std::uint64_t vruntime;
};

std::vector<Ready> ready_fair(const Drawing& d, const sim::Cpu& cpu) {
  std::vector<Ready> out;
  for (const sim::TaskId id : sim::ready_by_vruntime(d.moment.sched, cpu.id))
    out.push_back({id, d.moment.sched.entities[id.value].vruntime});
  return out;
}

std::vector<sim::TaskId> ready_realtime(const Drawing& d, const sim::Cpu& cpu) {
  std::vector<sim::TaskId> out;
  const sim::RtRq& rt = d.moment.sched.rqs[cpu.id.value].rt;
  for (int prio = 0; prio < 100 && rt.nr_running != 0; ++prio)
    for (sim::TaskId t = rt.first[static_cast<std::size_t>(prio)]; t.valid();
         t = d.moment.sched.entities[t.value].rt_next)
      if (t != cpu.current) out.push_back(t);
  return out;
}

// A round number of milliseconds at or below ns / 4: ticks of the axis.
std::int64_t axis_step(std::int64_t span_ns, int wanted) {
  std::int64_t step = 1;
  for (;;) {
    for (const std::int64_t k : {1, 2, 5})
      if (span_ns <= step * k * wanted) return step * k;
    step *= 10;
  }
}

std::string axis_label(std::int64_t ns, std::int64_t step) {
  const int digits = step >= 1'000'000 ? 0 : step >= 100'000 ? 1 : step >= 10'000 ? 2 : 3;
  return fmt::format("{:.{}f}", static_cast<double>(ns) / 1e6, digits);
}

void draw_axis(Drawing& d, const Rect& area, const std::vector<Ready>& ready, const sim::Cpu& cpu) {
  Canvas& c = d.canvas;
  const sim::CfsRq& cfs = d.moment.sched.rqs[cpu.id.value].cfs;
  const std::string id = fmt::format("rq:{}", cpu.id.value);
  const auto min_v = static_cast<std::int64_t>(cfs.min_vruntime);
  std::int64_t low = min_v, high = min_v;
  for (const Ready& r : ready) {
    low = std::min(low, static_cast<std::int64_t>(r.vruntime));
    high = std::max(high, static_cast<std::int64_t>(r.vruntime));
  }
  const std::int64_t step = axis_step(std::max<std::int64_t>((high - low) * 5 / 4, 1'000'000), 4);
  const std::int64_t begin = low >= 0 ? low / step * step : 0, end = begin + 5 * step;
  const Rect plot{area.x + 16, area.y, area.w - 32, area.h - 20};
  auto x_of = [&](std::int64_t v) {
    return plot.x + plot.w * static_cast<float>(static_cast<double>(v - begin) /
                                                static_cast<double>(end - begin));
  };
  c.line(id + ":axis", Layer::well, {area.x + 6, plot.bottom()}, {area.right() - 6, plot.bottom()},
         c.colors.line, 1.5f);
  for (int i = 0; i <= 5; ++i) {
    const std::int64_t v = begin + i * step;
    std::string label = axis_label(v, step);
    if (i == 5) label += " ms";
    const float w = c.width(TextStyle::axis, label);
    const float x = std::min(x_of(v) - w / 2, area.right() - w - 2);
    c.label(fmt::format("{}:tick:{}", id, i), std::max(area.x, x), plot.bottom() + 11,
            TextStyle::axis, c.colors.dim, label);
    c.line(fmt::format("{}:notch:{}", id, i), Layer::well, {x_of(v), plot.bottom() - 3},
           {x_of(v), plot.bottom()}, c.colors.line);
  }
  c.line(id + ":min", Layer::well, {x_of(min_v), plot.y + 2}, {x_of(min_v), plot.bottom()},
         c.colors.dim, 1, true);
  // Tokens sit at their vruntime; where they would overlap they move right, a thread showing where
  // they belong.
  const bool large = plot.h >= 42;
  const TokenSize size = large ? TokenSize::large : TokenSize::small;
  const float token_h = token_extent(size).y;
  const float y = plot.y + (plot.h - token_h) / 2;
  std::vector<float> width, at;
  float sum = 0;
  for (const Ready& r : ready) {
    const std::string name = d.label_of(d.moment.kernel.tasks[r.id]);
    const TextStyle style = large ? TextStyle::strong : TextStyle::badge;
    width.push_back(std::max(token_extent(size).x, c.width(style, name) + 28));
    sum += width.back() + 6;
  }
  const bool crowded = sum > area.w;
  const float each =
      crowded && !ready.empty() ? (area.w - 8) / static_cast<float>(ready.size()) - 4 : 0;
  std::size_t shown = ready.size();
  const bool too_many = crowded && each < 34;
  if (too_many) {
    // Whoever is next, with names that can be read, and how many more there are.
    float room = area.w - 62;
    for (shown = 0; shown < ready.size() && room >= std::min(width[shown], 72.0f); ++shown)
      room -= (width[shown] = std::min(width[shown], 72.0f)) + 4;
    shown = std::max<std::size_t>(shown, 1);
  }
  float from = area.x + 2;
  for (std::size_t i = 0; i < shown; ++i) {
    if (crowded && !too_many) width[i] = std::max(34.0f, each);
    const float want = x_of(static_cast<std::int64_t>(ready[i].vruntime)) - width[i] / 2;
    at.push_back(std::max(want, from));
    from = at.back() + width[i] + 4;
  }
  float limit = area.right() - (shown < ready.size() ? 40.0f : 2.0f);
  for (std::size_t i = shown; i-- > 0;) {
    at[i] = std::min(at[i], limit - width[i]);
    limit = at[i] - 4;
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const float x = x_of(static_cast<std::int64_t>(ready[i].vruntime));
    const sim::Task& t = d.moment.kernel.tasks[ready[i].id];
    c.line(fmt::format("{}:thread:{}", id, t.pid.value), Layer::content,
           {at[i] + width[i] / 2, y + token_h}, {x, plot.bottom()}, d.color_of(t.pid), 1.5f);
    draw_token(d, {at[i] + width[i] / 2, y + token_h / 2}, t, size, width[i]);
  }
  if (shown < ready.size())
    c.label(id + ":more", area.right() - 34, y + token_h / 2, TextStyle::small, c.colors.dim,
            fmt::format("+{}", group_digits(ready.size() - shown)));
  if (ready.empty())
    c.text(id + ":empty", plot, TextStyle::body, c.colors.faint, c.tr("rq.empty"), Align::center);
}

// The red-black tree itself: in-order positions across, depth down.
void draw_tree(Drawing& d, Rect area, std::vector<Ready> ready, const sim::Cpu& cpu) {
  Canvas& c = d.canvas;
  const std::string id = fmt::format("rq:{}", cpu.id.value);
  const auto& entities = d.moment.sched.entities;
  if (ready.empty()) {
    c.text(id + ":empty", area, TextStyle::body, c.colors.faint, c.tr("rq.empty"), Align::center);
    return;
  }
  std::map<sim::TaskId, Vec2> place;
  int deepest = 1;
  auto depth_of = [&](sim::TaskId t) {
    int depth = 0;
    for (sim::TaskId p = entities[t.value].run_node.parent; p.valid() && depth < 64;
         p = entities[p.value].run_node.parent)
      ++depth;
    return depth;
  };
  for (const Ready& r : ready) deepest = std::max(deepest, depth_of(r.id));
  // Of very many, those who come first: the left end of the tree.
  const auto most = static_cast<std::size_t>(std::max(1.0f, (area.w - 50) / 26));
  const std::size_t all = ready.size();
  if (all > most) {
    ready.resize(most);
    c.label(id + ":more", area.right() - 40, area.y + 12, TextStyle::small, c.colors.dim,
            fmt::format("+{}", group_digits(all - most)));
    area.w -= 50;
  }
  const float step_x = area.w / static_cast<float>(ready.size());
  const float step_y = std::min(34.0f, (area.h - 22) / static_cast<float>(deepest));
  for (std::size_t i = 0; i < ready.size(); ++i)
    place[ready[i].id] = {area.x + step_x * (static_cast<float>(i) + 0.5f),
                          area.y + 12 + step_y * static_cast<float>(depth_of(ready[i].id))};
  for (const Ready& r : ready) {
    const sim::RbLinks& links = entities[r.id.value].run_node;
    if (links.parent.valid() && place.count(links.parent) != 0)
      c.line(fmt::format("{}:edge:{}", id, r.id.value), Layer::content, place[links.parent],
             place[r.id], c.colors.faint, 1.5f);
    const Vec2 p = place[r.id];
    const float w = std::min(step_x - 2, 72.0f);
    const sim::Task& t = d.moment.kernel.tasks[r.id];
    draw_token(d, p, t, TokenSize::small, w);
    // The node's colour is a ring and, not by colour alone, a letter.
    c.rect(fmt::format("{}:ring:{}", id, t.pid.value), Layer::arrow,
           {p.x - w / 2 - 2, p.y - 14, w + 4, 28}, kNoColor,
           links.red ? rgb(0xe2574c) : c.colors.text, 14)
        .stroke_width = 1.5f;
    if (w > 48)
      c.label(fmt::format("{}:letter:{}", id, t.pid.value), p.x + w / 2 + 4, p.y, TextStyle::axis,
              c.colors.dim, links.red ? "R" : "B");
  }
}

// The tasks that are ready, in the order in which they would run, in the queue's own frame.
void draw_compact_queue(Drawing& d, const Rect& box, const sim::Cpu& cpu) {
  Canvas& c = d.canvas;
  const std::string id = fmt::format("rq:{}", cpu.id.value);
  c.rect(fmt::format("list:rq{}", cpu.id.value), Layer::well, box, c.colors.well, c.colors.line, 6);
  std::vector<sim::TaskId> waiting = ready_realtime(d, cpu);
  for (const Ready& r : ready_fair(d, cpu)) waiting.push_back(r.id);
  const float middle = box.center().y;
  float x = box.x + 8;
  if (box.w > 150)
    x = c.label(id + ":title", x, middle, TextStyle::axis, c.colors.faint, c.tr("rq.title")) + 8;
  if (waiting.empty())
    c.text(id + ":empty", {x, middle - 8, box.right() - x - 4, 16}, TextStyle::axis, c.colors.faint,
           c.tr("queue.empty"));
  const float share =
      (box.right() - x - 4) / static_cast<float>(std::max<std::size_t>(1, waiting.size()));
  const float most = std::clamp(share - 5, 52.0f, 130.0f);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const sim::Task& task = d.moment.kernel.tasks[waiting[i]];
    const float w =
        std::min(most, std::max(66.0f, c.width(TextStyle::badge, d.label_of(task)) + 24));
    const bool last = i + 1 == waiting.size();
    if (x + w + (last ? 3.0f : 26.0f) > box.right()) {
      c.label(id + ":more", x, middle, TextStyle::axis, c.colors.dim,
              fmt::format("+{}", waiting.size() - i));
      break;
    }
    draw_token(d, {x + w / 2, middle}, task, TokenSize::small, w);
    x += w + 5;
  }
}

// One of several: whoever runs and whoever is chosen to, what the CPU does, and its run queue.
void draw_compact_cpu(Drawing& d, const Rect& box, const sim::Cpu& cpu) {
  Canvas& c = d.canvas;
  const std::string id = fmt::format("cpu:{}", cpu.id.value);
  const sim::Task* t = current_task(d, cpu);
  const sim::Task* next = picked_task(d, cpu);
  Shape& s = c.panel(id, box);
  if (t != nullptr) s.stroke = d.color_of(t->pid);
  c.rect(fmt::format("list:cpu{}", cpu.id.value), Layer::panel, box, kNoColor);
  // Two lines where there is room: who it is and what it does; tasks below.
  const bool two_lines = box.h >= kTwoLines;
  Rect tasks = box;
  const Rect head = two_lines ? tasks.take_top(24) : box;
  const float m = two_lines ? head.center().y + 2 : head.center().y;
  float x = c.label(id + ":name", box.x + 8, m, TextStyle::badge, c.colors.text,
                    fmt::format("CPU {}", cpu.id.value)) +
            8;
  if (two_lines) {
    const std::string min = fmt::format(
        "min_vruntime {}",
        format_ns(static_cast<std::int64_t>(d.moment.sched.rqs[cpu.id.value].cfs.min_vruntime)));
    const float min_w = c.width(TextStyle::axis, min);
    c.label(id + ":min_vruntime", box.right() - 8 - min_w, m, TextStyle::axis, c.colors.faint, min);
    c.text(id + ":doing", {x, m - 9, box.right() - 18 - min_w - x, 18}, TextStyle::axis,
           c.colors.dim, what_it_does(d, cpu, t));
    x = box.x + 8;
  }
  const float middle = two_lines ? tasks.center().y - 2 : m;
  const auto width_of = [&](const sim::Task& task) {
    return std::min(two_lines ? 110.0f : 90.0f,
                    std::max(66.0f, c.width(TextStyle::badge, d.label_of(task)) + 24));
  };
  if (t != nullptr) {
    const float w = width_of(*t);
    draw_token(d, {x + w / 2, middle}, *t, TokenSize::small, w);
    x += w + 8;
  }
  if (next != nullptr) {
    const float w = width_of(*next);
    c.arrow(id + ":next", Layer::content, {x - 4, middle}, {x + 8, middle}, c.colors.now, 2);
    draw_token(d, {x + 10 + w / 2, middle}, *next, TokenSize::small, w);
    x += w + 18;
  } else if (t == nullptr && !two_lines) {
    x = c.label(id + ":idle", x, middle, TextStyle::axis, c.colors.faint, c.tr("cpu.idle")) + 8;
  }
  // In one line what it does stands before its queue, if both have room.
  const float begin = std::max(x, box.x + box.w * (two_lines ? 0.36f : 0.42f));
  const std::string doing = t == nullptr ? "" : what_it_does(d, cpu, t);
  if (!two_lines && x + c.width(TextStyle::axis, doing) < begin)
    c.label(id + ":doing", x, middle, TextStyle::axis, c.colors.dim, doing);
  const float h = std::min(34.0f, two_lines ? tasks.h - 4 : box.h - 6);
  draw_compact_queue(d, {begin, middle - h / 2, box.right() - 6 - begin, h}, cpu);
}

// Several CPUs side by side, in rows.
int compact_columns(std::size_t cpus) { return cpus <= 16 ? 2 : cpus <= 36 ? 3 : 4; }

}  // namespace

void draw_cpu(Drawing& d, const Rect& area, const sim::Cpu& cpu) {
  Canvas& c = d.canvas;
  const std::string id = fmt::format("cpu:{}", cpu.id.value);
  Shape& s = c.panel(id, area);
  s.fill = c.colors.panel_raised;
  c.rect(fmt::format("list:cpu{}", cpu.id.value), Layer::panel, area, kNoColor);
  const sim::Task* t = current_task(d, cpu);
  const float middle = area.y + 18, left = area.x + 14;
  float x = c.label(id + ":name", left, middle, TextStyle::name, c.colors.text,
                    fmt::format("CPU {}", cpu.id.value));
  float right = area.right() - 12;
  if (cpu.need_resched) {
    const Rect b = c.badge_right(id + ":need_resched", right, middle, c.colors.wait_back,
                                 c.colors.wait_text, "need_resched");
    right = b.x - 6;
  }
  c.text(id + ":doing", {x + 8, middle - 9, right - x - 8, 20}, TextStyle::small, c.colors.dim,
         what_it_does(d, cpu, t));
  const bool registers = area.h >= 100;
  const float token_y = registers ? area.y + 50 : (area.y + 30 + area.bottom() - 8) / 2;
  const sim::Task* next = picked_task(d, cpu);
  float after = left + 4;
  if (t != nullptr) {
    draw_token(d, {left + token_extent(TokenSize::large).x / 2 + 4, token_y}, *t);
    after = c.scene().shapes.back().box.right() + 4;
  }
  if (next != nullptr) {
    const float natural = std::max(token_extent(TokenSize::small).x,
                                   c.width(TextStyle::badge, d.label_of(*next)) + 28);
    const float w = std::min(natural, area.right() - 10 - after - 18);
    c.arrow(id + ":next", Layer::content, {after, token_y}, {after + 14, token_y}, c.colors.now, 2);
    draw_token(d, {after + 18 + w / 2, token_y}, *next, TokenSize::small, w);
  } else if (t == nullptr) {
    c.text(id + ":idle", {left, token_y - 14, area.w - 28, 28}, TextStyle::body, c.colors.faint,
           c.tr(cpu.mode == sim::CpuMode::irq                      ? "cpu.irq"
                : d.moment.sched.rqs[cpu.id.value].nr_running != 0 ? "cpu.idle_leaving"
                                                                   : "cpu.idle_task"));
  }
  if (registers) {
    const Rect r{left, area.bottom() - 38, area.w - 28, 28};
    if (t != nullptr) {
      c.rect(id + ":regs", Layer::well, r, c.colors.well, kNoColor, 4);
      c.text(id + ":regs:text", {r.x + 8, r.y, r.w - 12, r.h}, TextStyle::field, c.colors.dim,
             registers_line(c, *t, r.w - 12));
    }
  }
}

void draw_run_queue(Drawing& d, const Rect& area_in, const sim::Cpu& cpu) {
  Canvas& c = d.canvas;
  Rect area = area_in;
  const std::string id = fmt::format("rq:{}", cpu.id.value);
  Shape& s = c.panel(id, area);
  s.fill = c.colors.panel_raised;
  s.action = "rq.toggle_tree";
  s.tooltip = c.tr("rq.toggle_hint");
  c.rect(fmt::format("list:rq{}", cpu.id.value), Layer::panel, area, kNoColor);
  const float middle = area.y + 18;
  const std::string title = d.moment.kernel.cpus.size() > 1
                                ? fmt::format("{} {}", c.tr("rq.title"), cpu.id.value)
                                : c.tr("rq.title");
  const float x =
      c.label(id + ":title", area.x + 14, middle, TextStyle::name, c.colors.text, title);
  const std::string min = fmt::format(
      "min_vruntime {}",
      format_ns(static_cast<std::int64_t>(d.moment.sched.rqs[cpu.id.value].cfs.min_vruntime)));
  const float min_w = c.width(TextStyle::axis, min);
  c.label(id + ":min_vruntime", area.right() - 12 - min_w, middle, TextStyle::axis, c.colors.dim,
          min);
  c.text(id + ":policy", {x + 8, middle - 9, area.right() - 24 - min_w - x - 8, 20},
         TextStyle::small, c.colors.dim,
         c.tr(d.options.run_queue_as_tree ? "rq.as_tree" : "rq.by_vruntime"));
  area.take_top(32);
  area = Rect{area.x + 12, area.y, area.w - 24, area.h - 4};
  const std::vector<sim::TaskId> rt = ready_realtime(d, cpu);
  if (!rt.empty()) {
    const float w = std::min(area.w * 0.45f, 70 + 78.0f * static_cast<float>(rt.size()));
    const Rect box = area.take_left(w);
    c.label(id + ":rt", box.x + 2, box.center().y - 8, TextStyle::axis, c.colors.dim,
            c.tr("rq.rt"));
    float tx = box.x + 58;
    for (std::size_t i = 0; i < rt.size(); ++i) {
      if (tx + (i + 1 < rt.size() ? 104.0f : 70.0f) > box.right()) {
        c.label(id + ":rt:more", tx, box.center().y - 8, TextStyle::small, c.colors.dim,
                fmt::format("+{}", rt.size() - i));
        break;
      }
      draw_token(d, {tx + 34, box.center().y - 8}, d.moment.kernel.tasks[rt[i]], TokenSize::small,
                 68);
      tx += 74;
    }
    c.line(id + ":rt:line", Layer::well, {box.right(), box.y}, {box.right(), box.bottom() - 6},
           c.colors.line);
    area.take_left(10);
  }
  const std::vector<Ready> ready = ready_fair(d, cpu);
  if (d.options.run_queue_as_tree)
    draw_tree(d, area, ready, cpu);
  else
    draw_axis(d, area, ready, cpu);
}

float compact_cpus_height(std::size_t cpus, float all) {
  const int columns = compact_columns(cpus);
  const int row_count = (static_cast<int>(cpus) + columns - 1) / columns;
  const auto rows = static_cast<float>(row_count);
  const float row = all < 440 ? kCompactLow : kCompactRow;
  return std::min(all * 0.5f, rows * row + 6 * (rows - 1));
}

void draw_cpus(Drawing& d, const Rect& area_in) {
  Rect area = area_in;
  const auto& cpus = d.moment.kernel.cpus;
  const float gap = 12;
  if (cpus.size() <= 2) {
    const float h =
        (area.h - gap * static_cast<float>(cpus.size() - 1)) / static_cast<float>(cpus.size());
    for (const sim::Cpu& cpu : cpus) {
      Rect row = area.take_top(h);
      area.take_top(gap);
      draw_cpu(d, row.take_left(std::clamp(row.w * 0.36f, 216.0f, 270.0f)), cpu);
      row.take_left(20);
      draw_run_queue(d, row, cpu);
    }
    return;
  }
  const int columns = compact_columns(cpus.size());
  const int row_count = (static_cast<int>(cpus.size()) + columns - 1) / columns;
  const auto rows = static_cast<float>(row_count);
  const float w = (area.w - 8 * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float h = std::min(kCompactRow, (area.h - 6 * (rows - 1)) / rows);
  for (std::size_t i = 0; i < cpus.size(); ++i) {
    const auto [row, column] = std::div(static_cast<int>(i), columns);
    const float x = area.x + static_cast<float>(column) * (w + 8);
    draw_compact_cpu(d, {x, area.y + static_cast<float>(row) * (h + 6), w, h}, cpus[i]);
  }
}

}  // namespace gui
