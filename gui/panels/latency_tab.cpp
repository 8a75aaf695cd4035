// Latency: of each message where its time went. Left what the kernel does, step by step, the same
// every time; right the waiting, which depends on everything else. Each side has a scale of its
// own, because they differ by orders of magnitude.
#include <fmt/format.h>

#include <algorithm>

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

Columns columns_of(Rect area) {
  Columns col;
  area.take_right(14);
  col.who = area.take_left(std::clamp(area.w * 0.23f, 250.0f, 380.0f));
  col.total = area.take_left(92);
  area.take_left(16);
  col.certain = area.take_left(area.w * 0.5f - 12);
  area.take_left(24);
  col.uncertain = area;
  return col;
}

struct Scale {
  std::int64_t certain = 1, uncertain = 1;
};

void draw_parts(TabContext& t, const MessageLatency& m, const Rect& row, const Rect& box, bool sure,
                std::int64_t scale, bool past, std::string id, const Rect& area) {
  Canvas& c = t.canvas;
  const std::int64_t sum = sure ? m.deterministic_ns() : m.uncertain_ns();
  const float label_w = 74;
  float x = box.x;
  for (int i = 0; i < sim::analysis::kLatencyParts; ++i) {
    const std::int64_t ns = m.parts[static_cast<std::size_t>(i)];
    if (certain(i) != sure || ns <= 0) continue;
    const float w = static_cast<float>(static_cast<double>(ns) / static_cast<double>(scale)) *
                    (box.w - label_w);
    Color color = color_of(c, i);
    if (!past) color = mix(color, c.colors.panel, 150);
    const Rect part{x, row.y + 3, std::max(w, 1.0f), row.h - 6};
    c.rect(fmt::format("{}:{}", id, i), Layer::content, part, color);
    const std::string& name = c.tr(key_of(i));
    if (c.width(TextStyle::axis, name) + 12 < w)
      t.cell(fmt::format("{}:{}:name", id, i), part.inset(6, 0), name,
             past ? rgb(0x10141a) : c.colors.dim, TextStyle::axis);
    if (t.hovers(part))
      t.tooltip(
          {fmt::format("{} · {}", name, format_ns(ns)),
           fmt::format("{} → {} · {}", t.name_of(m.sender), t.name_of(m.receiver),
                       c.tr.format("lat.type", {std::to_string(m.type), std::to_string(m.size)}))},
          area);
    x += w;
  }
  c.label(id + ":sum", x + 8, row.center().y, TextStyle::field, past ? c.colors.text : c.colors.dim,
          format_ns(sum));
}

void draw_row(TabContext& t, const MessageLatency& m, std::size_t n, const Rect& row,
              const Scale& scale, bool past, const Rect& area) {
  Canvas& c = t.canvas;
  const Columns col = columns_of(row);
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
  draw_parts(t, m, row, col.certain, true, scale.certain, past, id + ":d", area);
  draw_parts(t, m, row, col.uncertain, false, scale.uncertain, past, id + ":u", area);
}

// How many messages have arrived by now; they are in the order of their arrival.
std::size_t arrived(const std::vector<MessageLatency>& all, sim::SimTime now) {
  return static_cast<std::size_t>(
      std::partition_point(all.begin(), all.end(),
                           [&](const MessageLatency& m) { return m.received <= now; }) -
      all.begin());
}

// The parts' colours: first the certain ones, below their column, then the others.
void draw_legend(TabContext& t, const Rect& row) {
  Canvas& c = t.canvas;
  const Columns col = columns_of(row);
  float x = col.total.x, end = col.uncertain.x - 16;
  for (int i = 0; i < sim::analysis::kLatencyParts; ++i) {
    if (i == static_cast<int>(LatencyPart::waiting_for_room)) {
      x = col.uncertain.x;
      end = row.right();
    }
    const std::string& name = c.tr(key_of(i));
    const float w = 15 + c.width(TextStyle::axis, name) + 14;
    if (x + w > end + 10) continue;
    const float y = row.center().y + 3;
    c.rect(fmt::format("lat:legend:{}", i), Layer::content, {x, y - 5, 10, 10}, color_of(c, i));
    c.label(fmt::format("lat:legend:{}:name", i), x + 15, y, TextStyle::axis, c.colors.dim, name);
    x += w;
  }
}

// Percent; near the ends with a decimal, so that "nearly all" does not read as "all".
std::string share_text(double part, double whole) {
  const double percent = whole > 0 ? 100 * part / whole : 0;
  const bool near_an_end = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
  return near_an_end ? fmt::format("{:.1f}", std::clamp(percent, 0.1, 99.9))
                     : fmt::format("{:.0f}", percent);
}

void draw_summary(TabContext& t, const std::vector<MessageLatency>& all) {
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
  const auto middle = totals.begin() + static_cast<std::ptrdiff_t>(totals.size() / 2);
  std::nth_element(totals.begin(), middle, totals.end());
  t.cell("lat:summary", t.header,
         c.tr.format("lat.summary",
                     {group_digits(all.size()), format_ns(*middle), share_text(waiting, total)}),
         c.colors.dim, TextStyle::small, Align::right);
}

}  // namespace

std::optional<Command> latency_tab(TabContext& t, const Rect& area, LatencyView& view) {
  Canvas& c = t.canvas;
  const auto& all = t.session.notes().latencies();
  if (all.empty()) {
    t.cell("lat:none", area, c.tr("lat.none"), c.colors.dim, TextStyle::body, Align::center);
    return std::nullopt;
  }
  draw_summary(t, all);
  Rect body = area;
  draw_legend(t, body.take_bottom(kLegend));
  const Columns head = columns_of(body.take_top(kHead));
  const float y = head.who.center().y - 3;
  c.caps("lat:head:who", head.who.x + 4, y, c.tr("lat.message"));
  c.caps("lat:head:total", head.total.right() - c.width(TextStyle::caps, c.tr("lat.total")), y,
         c.tr("lat.total"));
  c.caps("lat:head:sure", head.certain.x, y, c.tr("lat.deterministic"));
  c.caps("lat:head:unsure", head.uncertain.x, y, c.tr("lat.uncertain"));

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
  Scale scale;
  for (std::size_t i = first; i < last; ++i) {
    scale.certain = std::max(scale.certain, all[i].deterministic_ns());
    scale.uncertain = std::max(scale.uncertain, all[i].uncertain_ns());
  }
  std::optional<Command> command;
  for (std::size_t i = first; i < last; ++i) {
    const Rect row = body.take_top(row_h);
    draw_row(t, all[i], i, row, scale, i < so_far, area);
    if (t.clicks(row) && t.in.mouse.x < area.right() - 16)
      command = command::SeekTime{all[i].received};
  }
  return command;
}

}  // namespace gui
