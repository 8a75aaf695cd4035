// The timeline: a lane a process (or a CPU), arrows between the lanes, the playhead; what lies
// beyond it is known, and dimmed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/panels/tab.h"
#include "gui/scene/parts.h"

namespace gui {
namespace {

constexpr float kNames = 94;     // width of the lanes' names
constexpr float kAxis = 22;      // height of the numbers
constexpr float kOverhead = 14;  // room above the lanes for the playhead and the bracket
constexpr float kBetween = 16;   // between two runs
constexpr float kMostPitch = 40, kLeastPitch = 19;

struct Frame {
  TabContext& t;
  TimelineView& view;
  Rect plot;  // where time runs from left to right
  double from, to;
  float pitch, bar;
  int first_lane, lanes;
  float playhead;
  double run_end;  // of the longer run, where two are compared

  float x_of(double ns) const {
    return plot.x + static_cast<float>((ns - from) / (to - from)) * plot.w;
  }
  double time_of(float x) const { return from + (to - from) * (x - plot.x) / plot.w; }
  float y_of(int lane) const {
    return plot.y + (static_cast<float>(lane - first_lane) + 0.5f) * pitch;
  }
  // Where what may be shown ends.
  float shown_to() const { return x_of(static_cast<double>(t.session.shown_until().ns)); }
  bool shows(int lane) const { return lane >= first_lane && lane < first_lane + lanes; }
};

// Nothing later than this is drawn: a question may wait for its answer.
std::int64_t shown_until(const Session& s) { return std::min(s.lanes().end(), s.shown_until().ns); }

double now_ns(const Session& s) { return static_cast<double>(s.clock().ns); }

// The second run's processes in the places, and so the colours, that the first one's of the same
// names have.
std::vector<Process> in_places_of(const std::vector<Process>& first, std::vector<Process> second) {
  std::vector<Process> placed;
  for (const Process& p : first) {
    const auto same = std::find_if(second.begin(), second.end(),
                                   [&](const Process& q) { return q.name == p.name; });
    placed.push_back(same != second.end() ? *same : Process{});
    if (same != second.end()) second.erase(same);
  }
  placed.insert(placed.end(), second.begin(), second.end());
  return placed;
}

// Everything, or of a long run a page that can still be read.
void choose_range(const Session& s, const TimelineView& view, double run_end, double& from,
                  double& to) {
  if (view.to_ns > view.from_ns) {
    from = view.from_ns;
    to = view.to_ns;
    return;
  }
  constexpr double kReadable = 3000;  // events on a page
  const double end = std::max(1000.0, run_end);
  const auto events = static_cast<double>(s.run().events().size());
  from = 0;
  to = end * 1.03;
  if (events <= kReadable * 1.5) return;
  const double page = end * kReadable / events;
  // Pages overlap by half, so that there is something to see on both sides of the present.
  const double half = page / 2;
  from = (std::round(now_ns(s) / half) - 1) * half;
  from = std::clamp(from, 0.0, std::max(0.0, end - page));
  to = from + page * 1.03;
}

struct Unit {
  const char* name;
  double ns;
};
// By the latest moment shown, so that numbers read as on the clock.
Unit unit_of(double to_ns) {
  if (to_ns >= 1e10) return {"s", 1e9};
  if (to_ns >= 1e6) return {"ms", 1e6};
  if (to_ns >= 1e3) return {"µs", 1e3};
  return {"ns", 1};
}

// The grid, and, when it has a place, the numbers below it.
void draw_axis(Frame& f, float numbers_at) {
  Canvas& c = f.t.canvas;
  const double least = (f.to - f.from) * 110 / f.plot.w;
  double step = std::pow(10.0, std::floor(std::log10(std::max(1.0, least))));
  for (const double k : {2.0, 5.0, 10.0})
    if (step < least) step = std::pow(10.0, std::floor(std::log10(least))) * k;
  const Unit unit = unit_of(f.to);
  // As many decimals as tell one number from the next.
  const int decimals = std::max(0, static_cast<int>(std::ceil(std::log10(unit.ns / step) - 1e-9)));
  const float y = numbers_at + kAxis / 2 + 1;
  if (numbers_at > 0)
    c.label("tl:unit", f.plot.x - kNames, y, TextStyle::axis, c.colors.dim, unit.name);
  int i = 0;
  for (double ns = std::ceil(f.from / step) * step; ns <= f.to && i < 100; ns += step, ++i) {
    const float x = f.x_of(ns);
    c.line(fmt::format("tl:grid:{}", i), Layer::panel, {x, f.plot.y}, {x, f.plot.bottom()},
           mix(c.colors.panel, c.colors.line, 140));
    const std::string text = fmt::format("{:.{}f}", ns / unit.ns, ns == 0 ? 0 : decimals);
    const float w = c.width(TextStyle::axis, text);
    if (numbers_at > 0 && x + w / 2 < f.plot.right() + 14)
      c.label(fmt::format("tl:tick:{}", i), x - w / 2, y, TextStyle::axis, c.colors.dim, text);
  }
}

// Pieces of a lane as bars; what lies beyond the playhead is dimmed.
struct LanePainter {
  Frame& f;
  std::vector<Bar>& bars;

  void put(float x0, float x1, float y, float h, Color color, bool hatched, bool dotted) {
    x1 = std::min(x1, f.shown_to());
    const auto piece = [&](float a, float b, Color shade) {
      if (b > a) bars.push_back({{a, y - h / 2, b - a, h}, shade, hatched, dotted});
    };
    const Color future = mix(color, f.t.canvas.colors.panel, 130);
    piece(x0, std::min(x1, f.playhead), color);
    piece(std::max(x0, f.playhead), x1, future);
  }

  void rect(const LaneRect& r, float y, Color color) {
    const float x0 = f.plot.x + static_cast<float>(r.x0);
    const float x1 = f.plot.x + static_cast<float>(r.x1);
    const Color kernel = mix(color, rgb(0x000000), 60);
    if (r.merged) {
      // Too short to be told apart: the share of the time it ran, as height.
      const bool ready = r.activity == Activity::ready;
      if (ready) put(x0, x1, y, 3, color, false, false);
      const float share = static_cast<float>(r.running) / 16;
      put(x0, x1, y, std::max(4.0f, f.bar * share), color, false, false);
      return;
    }
    switch (r.activity) {
      case Activity::user:
        return put(x0, x1, y, f.bar, color, false, false);
      case Activity::kernel:
        return put(x0, x1, y, f.bar, kernel, x1 - x0 > 3, false);
      case Activity::ready:
        return put(x0, x1, y, 4, color, false, false);
      case Activity::blocked:
        return put(x0, x1, y, 2, color, false, true);
      case Activity::none:
        return;
    }
  }
};

// A process's name; where several have the same one, with its pid.
std::string lane_name(const Lanes& lanes, const ProcessLane& p) {
  const auto& all = lanes.processes();
  const auto same =
      std::count_if(all.begin(), all.end(), [&](const ProcessLane& q) { return q.name == p.name; });
  return same > 1 ? fmt::format("{} {}", p.name, p.pid.value) : p.name;
}

void draw_process_lanes(Frame& f) {
  Canvas& c = f.t.canvas;
  const Lanes& lanes = f.t.session.lanes();
  LanePainter painter{f, c.scene().bars};
  for (int i = f.first_lane; i < f.first_lane + f.lanes; ++i) {
    const ProcessLane& p = lanes.processes()[static_cast<std::size_t>(i)];
    const Color color = f.t.color_of(p.pid);
    const float y = f.y_of(i);
    const Rect name{f.plot.x - kNames, y - f.pitch / 2, kNames - 8, f.pitch};
    Shape& s =
        f.t.cell(fmt::format("tl:name:{}", p.pid.value), name, lane_name(lanes, p), c.colors.text,
                 f.pitch >= 24   ? TextStyle::strong
                 : f.pitch >= 16 ? TextStyle::small
                                 : TextStyle::axis);
    s.action = fmt::format("select.{}", p.pid.value);
    for (const LaneRect& r :
         lanes.rects(p.lane, sim::SimTime{static_cast<std::int64_t>(f.from)},
                     sim::SimTime{static_cast<std::int64_t>(f.to)}, static_cast<int>(f.plot.w)))
      painter.rect(r, y, color);
  }
}

void draw_cpu_lanes(Frame& f) {
  Canvas& c = f.t.canvas;
  const Lanes& lanes = f.t.session.lanes();
  LanePainter painter{f, c.scene().bars};
  for (int i = f.first_lane; i < f.first_lane + f.lanes; ++i) {
    const float y = f.y_of(i);
    f.t.cell(fmt::format("tl:cpu:{}", i), {f.plot.x - kNames, y - f.pitch / 2, kNames - 8, f.pitch},
             fmt::format("CPU {}", i), c.colors.text, TextStyle::strong);
    const auto rects = lanes.rects(
        lanes.cpus()[static_cast<std::size_t>(i)], sim::SimTime{static_cast<std::int64_t>(f.from)},
        sim::SimTime{static_cast<std::int64_t>(f.to)}, static_cast<int>(f.plot.w));
    for (const LaneRect& r : rects) {
      const Color color = r.who == 0 ? c.colors.faint : f.t.color_of(sim::Pid{r.who});
      painter.rect(r, y, color);
      const float x = f.plot.x + static_cast<float>(r.x0);
      const float w = std::min(f.plot.x + static_cast<float>(r.x1), f.shown_to()) - x;
      if (r.merged || r.who == 0 || w < 60 || r.activity != Activity::user) continue;
      f.t.cell(fmt::format("tl:cpu:{}:{}", i, r.x0), {x + 6, y - f.bar / 2, w - 10, f.bar},
               f.t.name_of(sim::Pid{r.who}), c.colors.on_process, TextStyle::small);
    }
  }
}

int lane_of(const Frame& f, sim::Pid pid) {
  const auto& all = f.t.session.lanes().processes();
  for (int i = f.first_lane; i < f.first_lane + f.lanes; ++i)
    if (all[static_cast<std::size_t>(i)].pid == pid) return i;
  return -1;
}

void draw_arrows(Frame& f) {
  constexpr std::size_t kMostArrows = 260;  // more would only be a carpet
  Canvas& c = f.t.canvas;
  const auto arrows = f.t.session.lanes().arrows(sim::SimTime{static_cast<std::int64_t>(f.from)},
                                                 sim::SimTime{static_cast<std::int64_t>(f.to)},
                                                 static_cast<int>(f.plot.w));
  if (arrows.size() > kMostArrows) return;
  for (const LaneArrow& a : arrows) {
    if (a.end > f.t.session.shown_until().ns) continue;
    const int from = lane_of(f, a.from), to = lane_of(f, a.to);
    if (from < 0 || to < 0 || from == to) continue;
    const float side = to > from ? 1.0f : -1.0f;
    const bool wake = a.kind == LaneArrow::Kind::wakeup;
    const float x0 = std::clamp(f.x_of(static_cast<double>(a.begin)), f.plot.x, f.plot.right());
    float x1 = std::clamp(f.x_of(static_cast<double>(a.end)), f.plot.x, f.plot.right());
    if (x1 - x0 < 8) x1 = x0 + (wake ? 0.0f : 4.0f);
    const bool past = a.end <= now_ns(f.t.session);
    Color color = wake ? c.colors.dim : mix(c.colors.paper, c.colors.text, 128);
    if (!past) color = mix(color, c.colors.panel, 150);
    const Vec2 p0{x0, f.y_of(from) + side * f.bar / 2};
    const Vec2 p1{x1, f.y_of(to) - side * (f.bar / 2 - 5)};
    Shape& s =
        c.arrow(fmt::format("tl:arrow:{}", a.seq), Layer::arrow, p0, p1, color, wake ? 1.0f : 1.6f);
    s.dashed = wake;
  }
}

void draw_playhead(Frame& f, float bottom) {
  Canvas& c = f.t.canvas;
  if (f.playhead < f.plot.x - 1 || f.playhead > f.plot.right() + 1) return;
  const float top = f.plot.y - 4;
  c.line("tl:playhead", Layer::overlay, {f.playhead, top}, {f.playhead, bottom}, c.colors.text, 2);
  Shape head;
  head.id = "tl:playhead:head";
  head.kind = ShapeKind::triangle;
  head.layer = Layer::overlay;
  head.box = {f.playhead - 6, top - 7, 12, 8};
  head.points = {{f.playhead - 6, top - 7}, {f.playhead + 6, top - 7}, {f.playhead, top + 1}};
  head.fill = c.colors.text;
  c.add(std::move(head));
}

void bracket(Frame& f, const std::string& id, float x0, float x1, float y,
             const std::string& text) {
  Canvas& c = f.t.canvas;
  c.line(id, Layer::overlay, {x0, y}, {x1, y}, c.colors.now, 2);
  c.line(id + ":a", Layer::overlay, {x0, y - 4}, {x0, y + 5}, c.colors.now, 1.5f);
  c.line(id + ":b", Layer::overlay, {x1, y - 4}, {x1, y + 5}, c.colors.now, 1.5f);
  const float w = c.width(TextStyle::axis, text);
  const float x = std::clamp((x0 + x1 - w) / 2, x0 + 10, std::max(x0 + 10, f.plot.right() - w));
  c.label(id + ":text", x, y - 8, TextStyle::axis, c.colors.now, text);
  c.scene().shapes.back().layer = Layer::overlay;
}

// Somebody has been woken and still waits for a CPU: what most questions are about.
void draw_woken_not_running(Frame& f) {
  const Session& s = f.t.session;
  const std::int64_t t = s.now().ns;
  for (int i = f.first_lane; i < f.first_lane + f.lanes; ++i) {
    const ProcessLane& p = s.lanes().processes()[static_cast<std::size_t>(i)];
    const auto at = p.lane.find(t);
    if (!at || *at == 0) continue;
    const Lane::Piece piece = p.lane.piece(*at, s.lanes().end());
    const Lane::Piece before = p.lane.piece(*at - 1, s.lanes().end());
    if (piece.activity != Activity::ready || before.activity != Activity::blocked) continue;
    const float x0 = std::max(f.plot.x, f.x_of(static_cast<double>(piece.begin)));
    const std::int64_t end = std::min(piece.end, s.shown_until().ns);
    const float x1 = std::min(f.plot.right(), f.x_of(static_cast<double>(end)));
    if (x1 - x0 < 4) continue;
    const float y = f.y_of(i) - f.bar / 2 - 3;
    return bracket(f, "tl:woken", x0, x1, y,
                   fmt::format("{} · {}{}", f.t.canvas.tr("tl.woken_not_running"),
                               format_ns(end - piece.begin), end < piece.end ? " …" : ""));
  }
}

std::optional<Command> draw_legend(TabContext& t, TimelineView& view) {
  Canvas& c = t.canvas;
  const float y = t.header.center().y;
  float x = t.header.right();
  const auto entry = [&](const char* key, auto&& mark) {
    const std::string& text = c.tr(key);
    x -= c.width(TextStyle::small, text);
    c.label(std::string("tl:legend:") + key, x, y, TextStyle::small, c.colors.dim, text);
    x -= 24;
    mark(Rect{x, y - 5, 16, 10});
    x -= 18;
  };
  const Color color = mix(c.colors.accent, c.colors.dim, 150);
  auto& bars = c.scene().bars;
  entry("tl.blocked", [&](Rect r) {
    bars.push_back({{r.x, r.y + 4, r.w, 2}, color, false, true});
  });
  entry("tl.ready", [&](Rect r) { bars.push_back({{r.x, r.y + 3, r.w, 4}, color, false, false}); });
  entry("tl.kernel", [&](Rect r) { bars.push_back({r, mix(color, rgb(0), 60), true, false}); });
  entry("tl.user", [&](Rect r) { bars.push_back({r, color, false, false}); });
  const auto toggle = [&](const char* key, const char* action, bool on) {
    const float w = c.width(TextStyle::small, c.tr(key)) + 20;
    x -= w;
    Shape& s = c.button(action, {x, y - 12, w, 24}, c.tr(key), false, TextStyle::small);
    if (on) s.fill = c.colors.selected;
    x -= 8;
    return t.clicks(s.box);
  };
  x -= 8;
  if (view.to_ns > view.from_ns && toggle("tl.whole", "tl.whole", false))
    view.from_ns = view.to_ns = 0;
  if (toggle("tl.by_cpu", "tl.by_cpu", view.cpus)) {
    view.cpus = !view.cpus;
    view.first_lane = -1;
    view.followed = 0;
  }
  if (t.session.other() != nullptr && toggle("tl.stop_comparing", "tl.stop_comparing", false))
    return command::StopComparing{};
  return std::nullopt;
}

const char* activity_key(Activity a) {
  switch (a) {
    case Activity::user:
      return "tl.user";
    case Activity::kernel:
      return "tl.kernel";
    case Activity::ready:
      return "tl.ready_long";
    case Activity::blocked:
      return "tl.blocked";
    case Activity::none:
      break;
  }
  return "";
}

void draw_hover(Frame& f, const Rect& area) {
  TabContext& t = f.t;
  if (!t.hovers(f.plot) || t.in.down) return;
  const int lane = f.first_lane + static_cast<int>((t.in.mouse.y - f.plot.y) / f.pitch);
  const auto ns = static_cast<std::int64_t>(f.time_of(t.in.mouse.x));
  const std::int64_t shown = shown_until(t.session);
  if (!f.shows(lane) || ns >= shown) return;
  const Lanes& lanes = t.session.lanes();
  const auto index = static_cast<std::size_t>(lane);
  const Lane& l = f.view.cpus ? lanes.cpus()[index] : lanes.processes()[index].lane;
  const auto at = l.find(ns);
  if (!at) return;
  const Lane::Piece p = l.piece(*at, lanes.end());
  const char* key = activity_key(p.activity);
  if (*key == 0) return;
  const std::int64_t end = std::min(p.end, shown);
  const std::string more = end < p.end ? " …" : "";
  const std::string who = f.view.cpus ? t.name_of(sim::Pid{p.who}) : lanes.processes()[index].name;
  t.tooltip({fmt::format("{} · {}", who, t.canvas.tr(key)),
             fmt::format("{} … {}", format_clock(p.begin), more.empty() ? format_clock(end) : ""),
             format_ns(end - p.begin) + more},
            area);
}

void zoom(Frame& f, double factor, double around) {
  const double end = f.run_end * 1.03;
  double from = around - (around - f.from) * factor, to = around + (f.to - around) * factor;
  constexpr double kLeast = 200;  // ns across the window
  if (to - from < kLeast) return;
  from = std::max(0.0, from);
  to = std::min(std::max(to, from + kLeast), end);
  if (from <= 0 && to >= end) {
    f.view.from_ns = f.view.to_ns = 0;
    return;
  }
  f.view.from_ns = from;
  f.view.to_ns = to;
}

void pan(Frame& f, double ns) {
  const double width = f.to - f.from;
  const double end = f.run_end * 1.03;
  const double from = std::clamp(f.from + ns, 0.0, std::max(0.0, end - width));
  f.view.from_ns = from;
  f.view.to_ns = from + width;
}

// The moment of the event nearest to `ns`, when one is near on the screen.
std::int64_t snap_to_event(const Frame& f, double ns) {
  const sim::Trace& events = f.t.session.run().events();
  const std::size_t at = events.lower_bound_time(sim::SimTime{static_cast<std::int64_t>(ns)});
  double best = ns, distance = 6 * (f.to - f.from) / f.plot.w;
  const std::size_t shown = f.t.session.shown_events();
  for (std::size_t i = at == 0 ? 0 : at - 1; i < shown && i <= at; ++i) {
    const auto t = static_cast<double>(events[i].time.ns);
    if (std::abs(t - ns) < distance) {
      distance = std::abs(t - ns);
      best = t;
    }
  }
  return static_cast<std::int64_t>(best);
}

void measure(Frame& f) {
  TimelineView& v = f.view;
  const TabInput& in = f.t.in;
  if (in.clicked && in.shift && f.t.hovers(f.plot)) {
    v.measuring = true;
    v.measure_from = v.measure_to = snap_to_event(f, f.time_of(in.mouse.x));
  }
  if (v.measuring && in.down) v.measure_to = snap_to_event(f, f.time_of(in.mouse.x));
  if (!in.down) v.measuring = false;
  if (!v.measure_from || !v.measure_to || *v.measure_from == *v.measure_to) return;
  const auto [a, b] = std::minmax(*v.measure_from, *v.measure_to);
  const float x0 = std::clamp(f.x_of(static_cast<double>(a)), f.plot.x, f.plot.right());
  const float x1 = std::clamp(f.x_of(static_cast<double>(b)), f.plot.x, f.plot.right());
  if (x1 - x0 < 1) return;
  f.t.canvas.rect("tl:measure:back", Layer::panel, {x0, f.plot.y, x1 - x0, f.plot.h},
                  f.t.canvas.colors.now.with_alpha(18));
  bracket(f, "tl:measure", x0, x1, f.plot.bottom() - 6, format_ns(b - a));
}

std::optional<Command> act(Frame& f, const Rect& area) {
  const TabInput& in = f.t.in;
  if (in.clicked && !f.view.cpus && in.mouse.x < f.plot.x - 10 && f.plot.y <= in.mouse.y) {
    const int lane = f.first_lane + static_cast<int>((in.mouse.y - f.plot.y) / f.pitch);
    if (area.contains(in.mouse) && f.shows(lane))
      return command::Select{f.t.session.lanes().processes()[static_cast<std::size_t>(lane)].pid};
  }
  if (f.t.hovers(area) && in.wheel != 0) {
    if (f.plot.contains(in.mouse) && !in.shift)
      zoom(f, std::pow(0.8, in.wheel), f.time_of(in.mouse.x));
    else if (in.shift)
      pan(f, -in.wheel * (f.to - f.from) / 10);
  }
  const Rect grab{f.plot.x, f.plot.y - kOverhead, f.plot.w, f.plot.h + kOverhead};
  if (in.clicked && !in.shift && grab.contains(in.mouse))
    (in.ctrl ? f.view.panning : f.view.seeking) = true;
  if (in.clicked && !in.shift && f.plot.contains(in.mouse)) f.view.measure_from.reset();
  if (!in.down && !in.clicked) f.view.panning = f.view.seeking = false;
  if (f.view.panning && in.moved.x != 0) pan(f, -in.moved.x * (f.to - f.from) / f.plot.w);
  if (f.view.seeking && (in.clicked || in.moved.x != 0)) {
    const double ns = std::max(0.0, f.time_of(std::clamp(in.mouse.x, f.plot.x, f.plot.right())));
    return command::SeekTime{sim::SimTime{static_cast<std::int64_t>(ns)}};
  }
  return std::nullopt;
}

// Of more lanes than fit, those around whoever ran last, until somebody turns the list.
void follow(const TabContext& t, TimelineView& view, int all, int shown) {
  if (view.cpus || all <= shown) {
    view.followed = 0;
    return;
  }
  const auto& k = t.session.machine().kernel();
  const sim::TaskId ran = t.session.machine().last_step().task;
  if (!k.tasks.contains(ran)) return;
  const auto& lanes = t.session.lanes().processes();
  for (int i = 0; i < all; ++i) {
    if (lanes[static_cast<std::size_t>(i)].pid != k.tasks[ran].pid) continue;
    if (i < view.followed || i >= view.followed + shown)
      view.followed = std::clamp(i - shown / 2, 0, all - shown);
    return;
  }
}

// `two`: of a comparison. `other`: the second run, whose time counts, too.
Frame frame_of(TabContext& t, TimelineView& view, const Rect& plot, bool two,
               const Session* other) {
  const Lanes& lanes = t.session.lanes();
  const int all = static_cast<int>(view.cpus ? lanes.cpus().size() : lanes.processes().size());
  // Closer together where that shows them all, or where two runs share the room.
  const float close = kLeastPitch * 0.62f;
  const bool all_fit_close = close * static_cast<float>(all) <= plot.h;
  const float least = two || plot.h < 80 || all_fit_close ? close : kLeastPitch;
  const int shown = std::min(all, std::max(1, static_cast<int>(plot.h / least)));
  if (view.first_lane < 0 && !two) follow(t, view, all, shown);
  // The wheel turns the list of names; over the plot it zooms.
  const double before = std::max(0.0, view.first_lane < 0 ? view.followed : view.first_lane);
  double first = before;
  scroll_rows(t, {plot.x - kNames, plot.y, kNames, plot.h}, all, shown, first);
  if (first != before || view.first_lane >= 0) view.first_lane = first;
  Frame f{t, view, plot, 0, 1, 0, 0, static_cast<int>(first), shown, 0, 0};
  f.run_end = static_cast<double>(lanes.end());
  if (other != nullptr) f.run_end = std::max(f.run_end, static_cast<double>(other->lanes().end()));
  choose_range(t.session, view, f.run_end, f.from, f.to);
  f.pitch = std::min(kMostPitch, plot.h / static_cast<float>(std::max(1, shown)));
  f.bar = std::min(24.0f, f.pitch * 0.62f);
  f.playhead = f.x_of(now_ns(t.session));
  return f;
}

void draw_band(Frame& f) {
  if (f.view.cpus) return draw_cpu_lanes(f);
  draw_process_lanes(f);
  draw_arrows(f);
  draw_woken_not_running(f);
}

// In the room of what comes next, or before it where there is little.
void draw_later(const Frame& f) {
  if (!f.t.session.horizon() || f.shown_to() >= f.plot.right()) return;
  Canvas& c = f.t.canvas;
  constexpr float kLine = 18, kLeast = 150;
  const float x = std::max(f.plot.x, f.shown_to()) + 16;
  const Canvas::ParagraphStyle style{TextStyle::small, TextStyle::badge, TextStyle::field, kLine,
                                     c.colors.dim};
  const float w = std::min(f.plot.right() - x, c.width(TextStyle::small, c.tr("later")) + 2);
  const float h = c.paragraph_height(c.tr("later"), w, style);
  if (w >= kLeast && h <= f.plot.h)
    c.paragraph("later", {x, f.plot.center().y - h / 2, w, h}, c.tr("later"), style, {});
  else
    f.t.later({f.plot.x, f.plot.y - kOverhead, x - 28 - f.plot.x, kOverhead}, Align::right);
}

// How a run ended, when it was not by the end of every process.
std::string unusual_end(const Session& s, const Strings& tr) {
  const RunIndex& run = s.run();
  if (!run.complete()) return "";
  const std::string at = format_clock(run.end_time().ns);
  if (run.end() == sim::RunEnd::deadlock) return tr.format("tl.ended_deadlock", {at});
  if (run.end() != sim::RunEnd::finished) return tr.format("tl.ended_limit", {at});
  if (run.killed()) return tr.format("tl.ended_killed", {s.notes().names().comm(*run.killed())});
  return "";
}

// Which run a band shows, where two are compared, and how it ended if that may be told.
void title(Frame& f, bool tell_end) {
  Canvas& c = f.t.canvas;
  const sim::scenario::Scenario& s = f.t.session.scenario();
  const std::string& text = s.title.in(
      f.t.session.choices().lang == Lang::zh ? sim::scenario::Lang::zh : sim::scenario::Lang::en);
  // In what it differs comes first: the rest is the same.
  const std::string& difference = f.t.session.difference();
  const bool differs = !difference.empty();
  const std::string& name = differs ? difference : text.empty() ? s.id : text;
  const std::string end = tell_end ? unusual_end(f.t.session, c.tr) : "";
  Rect row{f.plot.x, f.plot.y - 14, f.plot.w - 6, 16};
  if (!end.empty()) {
    f.t.cell(fmt::format("tl:end:{}", f.plot.y), row, end, c.colors.bad_text, TextStyle::axis,
             Align::right);
    row.take_right(c.width(TextStyle::axis, end) + 12);
  }
  f.t.cell(fmt::format("tl:title:{}", f.plot.y), row, name, differs ? c.colors.now : c.colors.dim,
           TextStyle::axis, Align::right);
}

// A range somebody chose moves with the present when that leaves it.
void keep_present_in_view(const TabContext& t, TimelineView& view) {
  const double now = now_ns(t.session);
  const double width = view.to_ns - view.from_ns;
  const bool moved = now != view.last_now;
  view.last_now = now;
  if (width <= 0 || !moved || view.seeking || view.panning) return;
  if (now >= view.from_ns && now <= view.to_ns) return;
  view.from_ns = std::max(0.0, now - width / 2);
  view.to_ns = view.from_ns + width;
}

}  // namespace

std::optional<Command> timeline_tab(TabContext& t, const Rect& area, TimelineView& view) {
  // First the buttons: what they change is laid out afterwards.
  std::optional<Command> command = draw_legend(t, view);
  Rect plot{area.x + kNames, area.y + kOverhead, area.w - kNames - 8, area.h - kOverhead - kAxis};
  plot.w = std::floor(plot.w);
  keep_present_in_view(t, view);
  const Session* other = t.session.other();
  Rect upper = plot;
  if (other != nullptr) upper.h = std::floor((plot.h - kBetween) / 2);
  Frame f = frame_of(t, view, upper, other != nullptr, other);
  draw_axis(f, plot.bottom());
  draw_band(f);
  if (other != nullptr) {
    // The second run, on the same axis.
    const Rect lower{plot.x, upper.bottom() + kBetween, plot.w, upper.h};
    const auto processes = in_places_of(t.processes, other->processes());
    TabContext below{t.canvas, *other, processes, t.in, t.header};
    TimelineView still = view;
    still.first_lane = f.first_lane;
    Frame g = frame_of(below, still, lower, true, nullptr);
    // Its list turns with that of the first.
    if (still.first_lane != f.first_lane) view.first_lane = still.first_lane;
    g.from = f.from;
    g.to = f.to;
    g.playhead = f.playhead;
    draw_axis(g, 0);
    draw_band(g);
    draw_hover(g, area);
    const bool tell_end = !t.session.horizon();
    title(f, tell_end);
    title(g, tell_end);
  }
  draw_later(f);
  draw_playhead(f, plot.bottom());
  measure(f);
  draw_hover(f, area);
  if (const auto done = act(f, area)) command = done;
  return command;
}

}  // namespace gui
