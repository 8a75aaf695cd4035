// Latency: of each message where its time went. Left what the kernel does, step by step, the same
// every time; right the waiting, which depends on everything else. All bars have one scale: that
// the two sides differ by orders of magnitude is what there is to see.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "gui/panels/tab.h"
#include "gui/scene/parts.h"

namespace gui {
namespace {

using sim::analysis::LatencyPart;
using sim::analysis::MessageLatency;

constexpr float kRow = 22, kTallRow = 30, kHead = 20, kLegend = 20;

const char* key_of(int part) {
  static constexpr const char* kKeys[sim::analysis::kLatencyParts] = {
      "lat.syscall_entry",    "lat.copy_in",        "lat.queue_work",     "lat.wake_up",
      "lat.context_switch",   "lat.copy_out",       "lat.return_to_user", "lat.waiting_for_room",
      "lat.waiting_on_queue", "lat.waiting_for_cpu"};
  return kKeys[part];
}

// Cool colours for what is certain, warm ones for what is not.
Color color_of(const Canvas& c, int part) {
  constexpr std::uint32_t kColors[sim::analysis::kLatencyParts] = {
      0x4f6d8f, 0x4aa3c7, 0x3d7fb8, 0x7b8fd6, 0x5a5fb0,
      0x41b3a3, 0x6f8ba6, 0xb5651d, 0xd9a441, 0xe07a4f};
  const Color k = rgb(kColors[part]);
  return c.colors.ground.r > 128 ? mix(k, rgb(0xffffff), 70) : k;
}

bool certain(int part) { return sim::analysis::is_deterministic(static_cast<LatencyPart>(part)); }

struct Columns {
  Rect who, total, certain, uncertain;
};

// The longest bar of each side, of all that are shown.
struct Longest {
  std::int64_t certain = 1, uncertain = 1;
};

// A sum stands behind each bar.
constexpr float kSumWidth = 82, kLeastColumn = 136, kLeastMark = 3;

// What is left of the row is shared between the two sides as their longest bars need it, so that
// one scale holds for both.
Columns columns_of(Rect area, const Longest& longest) {
  Columns col;
  area.take_right(14);
  col.who = area.take_left(std::clamp(area.w * 0.23f, 250.0f, 380.0f));
  col.total = area.take_left(92);
  area.take_left(16);
  const double bars = area.w - 24 - 2 * kSumWidth;
  const double certain = static_cast<double>(longest.certain),
               uncertain = static_cast<double>(longest.uncertain);
  const float w = kSumWidth + static_cast<float>(bars * certain / (certain + uncertain));
  col.certain = area.take_left(
      std::clamp(w, kLeastColumn, std::max(kLeastColumn, area.w - 24 - kLeastColumn)));
  area.take_left(24);
  col.uncertain = area;
  return col;
}

// Of both sides alike.
double pixels_per_ns(const Columns& col, const Longest& longest) {
  return std::min((col.certain.w - kSumWidth) / static_cast<double>(longest.certain),
                  (col.uncertain.w - kSumWidth) / static_cast<double>(longest.uncertain));
}

std::string route_of(const TabContext& t, const MessageLatency& m) {
  return fmt::format(
      "{} → {} · {}", t.name_of(m.sender), t.name_of(m.receiver),
      t.canvas.tr.format("lat.type", {std::to_string(m.type), std::to_string(m.size)}));
}

void draw_parts(TabContext& t, const MessageLatency& m, const Rect& row, const Rect& box, bool sure,
                double scale, bool past, const std::string& id, const Rect& area) {
  Canvas& c = t.canvas;
  const std::int64_t sum = sure ? m.deterministic_ns() : m.uncertain_ns();
  const Rect bar{box.x, row.y + 3, static_cast<float>(static_cast<double>(sum) * scale), row.h - 6};
  const bool mark = sum > 0 && bar.w < kLeastMark;
  float x = bar.x;
  int longest = -1;
  std::vector<std::string> lines{route_of(t, m)};
  for (int i = 0; i < sim::analysis::kLatencyParts; ++i) {
    const std::int64_t ns = m.parts[static_cast<std::size_t>(i)];
    if (certain(i) != sure || ns <= 0) continue;
    if (longest < 0 || ns > m.parts[static_cast<std::size_t>(longest)]) longest = i;
    const std::string& name = c.tr(key_of(i));
    lines.push_back(fmt::format("{} · {}", name, format_ns(ns)));
    if (mark) continue;
    const float w = static_cast<float>(static_cast<double>(ns) * scale);
    Color color = color_of(c, i);
    if (!past) color = mix(color, c.colors.panel, 150);
    const Rect part{x, bar.y, w, bar.h};
    c.rect(fmt::format("{}:{}", id, i), Layer::content, part, color);
    if (c.width(TextStyle::axis, name) + 12 < w)
      t.cell(fmt::format("{}:{}:name", id, i), part.inset(6, 0), name,
             past ? rgb(0x10141a) : c.colors.dim, TextStyle::axis);
    x += w;
  }
  // Too short to be seen at this scale: a mark says that there is something.
  if (mark) {
    const Color color = color_of(c, longest);
    c.rect(id + ":mark", Layer::content, {bar.x, bar.y, kLeastMark, bar.h},
           past ? color : mix(color, c.colors.panel, 150));
    x = bar.x + kLeastMark;
  }
  if (t.hovers({box.x, row.y, x - box.x + kSumWidth, row.h})) t.tooltip(lines, area);
  c.label(id + ":sum", x + 8, row.center().y, TextStyle::field, past ? c.colors.text : c.colors.dim,
          format_ns(sum));
}

void draw_row(TabContext& t, const MessageLatency& m, std::size_t n, const Rect& row,
              const Longest& longest, bool past, const Rect& area) {
  Canvas& c = t.canvas;
  const Columns col = columns_of(row, longest);
  const double scale = pixels_per_ns(col, longest);
  const std::string id = fmt::format("lat:{}", n);
  const float y = row.center().y;
  if (t.hovers(row))
    c.rect(id + ":back", Layer::panel, row, c.colors.selected_weak, kNoColor, 4).action = id;
  float x = col.who.x + 4;
  x = c.label(id + ":from", x, y, TextStyle::strong, t.color_of(m.sender), t.name_of(m.sender));
  x = c.label(id + ":arrow", x + 6, y, TextStyle::small, c.colors.dim, "→");
  x = c.label(id + ":to", x + 6, y, TextStyle::strong, t.color_of(m.receiver),
              t.name_of(m.receiver));
  std::string what = c.tr.format("lat.type", {std::to_string(m.type), std::to_string(m.size)});
  if (m.pipelined) what += " · " + c.tr("lat.pipelined");
  t.cell(id + ":what", {x + 12, row.y, col.who.right() - x - 12, row.h}, what, c.colors.dim);
  t.cell(id + ":total", col.total, format_ns(m.total_ns()), past ? c.colors.text : c.colors.dim,
         TextStyle::field, Align::right);
  draw_parts(t, m, row, col.certain, true, scale, past, id + ":d", area);
  draw_parts(t, m, row, col.uncertain, false, scale, past, id + ":u", area);
}

// How many messages have arrived by now; they are in the order of their arrival.
std::size_t arrived(std::span<const MessageLatency> all, sim::SimTime now) {
  return static_cast<std::size_t>(
      std::partition_point(all.begin(), all.end(),
                           [&](const MessageLatency& m) { return m.received <= now; }) -
      all.begin());
}

// The parts' colours: first the certain ones, then the others.
void draw_legend(TabContext& t, const Rect& row) {
  Canvas& c = t.canvas;
  const auto width_of = [&](int i) { return 15 + c.width(TextStyle::axis, c.tr(key_of(i))); };
  float names = 0;
  for (int i = 0; i < sim::analysis::kLatencyParts; ++i) names += width_of(i);
  const float gap =
      std::clamp((row.w - 40 - names) / (sim::analysis::kLatencyParts + 1), 4.0f, 14.0f);
  float x = row.x + 4;
  for (int i = 0; i < sim::analysis::kLatencyParts; ++i) {
    if (i == static_cast<int>(LatencyPart::waiting_for_room)) x += gap;
    const float w = width_of(i);
    if (x + w > row.right()) break;
    const float y = row.center().y + 3;
    c.rect(fmt::format("lat:legend:{}", i), Layer::content, {x, y - 5, 10, 10}, color_of(c, i));
    c.label(fmt::format("lat:legend:{}:name", i), x + 15, y, TextStyle::axis, c.colors.dim,
            c.tr(key_of(i)));
    x += w + gap;
  }
}

// Percent; near the ends with a decimal, so that "nearly all" does not read as "all".
std::string share_text(double part, double whole) {
  const double percent = whole > 0 ? 100 * part / whole : 0;
  const bool near_an_end = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
  return near_an_end ? fmt::format("{:.1f}", std::clamp(percent, 0.1, 99.9))
                     : fmt::format("{:.0f}", percent);
}

void draw_summary(TabContext& t, std::span<const MessageLatency> all) {
  Canvas& c = t.canvas;
  std::vector<std::int64_t> totals;
  double total = 0, waiting = 0;
  // Of a long run the figures of its last messages.
  constexpr std::size_t kMost = 2000;
  for (std::size_t i = all.size() > kMost ? all.size() - kMost : 0; i < all.size(); ++i) {
    totals.push_back(all[i].total_ns());
    total += static_cast<double>(all[i].total_ns());
    waiting += static_cast<double>(all[i].uncertain_ns());
  }
  t.cell("lat:summary", t.header,
         c.tr.format("lat.summary", {group_digits(all.size()),
                                     format_ns(sim::analysis::median_of(std::move(totals))),
                                     share_text(waiting, total)}),
         c.colors.dim, TextStyle::small, Align::right);
}

void draw_heads(TabContext& t, const Columns& head) {
  Canvas& c = t.canvas;
  const float y = head.who.center().y - 3;
  c.caps("lat:head:who", head.who.x + 4, y, c.tr("lat.message"));
  c.caps("lat:head:total", head.total.right() - c.width(TextStyle::caps, c.tr("lat.total")), y,
         c.tr("lat.total"));
  c.caps("lat:head:sure", head.certain.x, y, c.tr("lat.deterministic"));
  c.caps("lat:head:unsure", head.uncertain.x, y, c.tr("lat.uncertain"));
}

}  // namespace

std::optional<Command> latency_tab(TabContext& t, const Rect& area, LatencyView& view) {
  Canvas& c = t.canvas;
  std::span<const MessageLatency> all = t.session.notes().latencies();
  all = all.first(arrived(all, t.session.shown_until()));
  if (all.empty()) {
    Rect text = area;
    if (t.session.horizon()) t.later(text.take_bottom(area.h / 2), Align::center);
    t.cell("lat:none", text, c.tr("lat.none"), c.colors.dim, TextStyle::body, Align::center);
    return std::nullopt;
  }
  draw_summary(t, all);
  Rect body = area;
  if (t.session.horizon()) t.later(body.take_bottom(kLegend));
  draw_legend(t, body.take_bottom(kLegend));
  const Rect head_row = body.take_top(kHead);

  const std::size_t so_far = arrived(all, t.session.now());
  const float row_h =
      std::clamp(body.h / static_cast<float>(std::max<std::size_t>(1, all.size())), kRow, kTallRow);
  const double rows = std::floor(body.h / row_h);
  if (view.seen != so_far && view.follow)
    view.first = std::max(0.0, static_cast<double>(so_far) - rows + 1);
  view.seen = so_far;
  scroll_rows(t, body, static_cast<double>(all.size()), rows, view.first);
  const auto first = static_cast<std::size_t>(view.first);
  const std::size_t last = std::min(all.size(), first + static_cast<std::size_t>(rows));
  Longest longest;
  for (std::size_t i = first; i < last; ++i) {
    longest.certain = std::max(longest.certain, all[i].deterministic_ns());
    longest.uncertain = std::max(longest.uncertain, all[i].uncertain_ns());
  }
  draw_heads(t, columns_of(head_row, longest));
  std::optional<Command> command;
  for (std::size_t i = first; i < last; ++i) {
    const Rect row = body.take_top(row_h);
    draw_row(t, all[i], i, row, longest, i < so_far, area);
    if (t.clicks(row) && t.in.mouse.x < area.right() - 16)
      command = command::SeekTime{all[i].received};
  }
  return command;
}

}  // namespace gui
