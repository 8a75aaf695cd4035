// Metrics: the textbook's criteria, a process a row and over all, up to the present moment.
#include <fmt/format.h>

#include <algorithm>

#include "gui/panels/tab.h"
#include "gui/scene/parts.h"

namespace gui {
namespace {

using sim::analysis::Metrics;
using sim::analysis::ProcessMetrics;

constexpr float kRow = 22, kHead = 20;

struct Column {
  const char* key;
  float width;  // share
};
constexpr Column kColumns[] = {
    {"met.process", 1.5f},     {"met.cpu", 2.0f},      {"met.user", 1.05f},
    {"met.kernel", 1.05f},     {"met.waiting", 1.1f},  {"met.blocked", 1.1f},
    {"met.turnaround", 1.15f}, {"met.response", 1.1f}, {"met.switches", 1.0f},
    {"met.wakeups", 0.9f},     {"met.messages", 1.4f},
};

std::vector<Rect> cells_of(const Rect& row) {
  float all = 0;
  for (const Column& k : kColumns) all += k.width;
  std::vector<Rect> cells;
  float x = row.x;
  for (const Column& k : kColumns) {
    const float w = row.w * k.width / all;
    cells.push_back({x, row.y, w - 10, row.h});
    x += w;
  }
  return cells;
}

// A share of the time as a bar with its number.
void draw_share(TabContext& t, const std::string& id, const Rect& cell, double share, Color color) {
  Canvas& c = t.canvas;
  const Rect bar{cell.x, cell.center().y - 5, cell.w - 48, 10};
  c.rect(id + ":well", Layer::content, bar, c.colors.well, kNoColor, 3);
  const float w = bar.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  if (w >= 1) c.rect(id + ":bar", Layer::content, {bar.x, bar.y, w, bar.h}, color, kNoColor, 3);
  c.text(id + ":text", {bar.right(), cell.y, 46, cell.h}, TextStyle::field, c.colors.text,
         fmt::format("{:.1f}%", share * 100), Align::right);
}

void draw_head(TabContext& t, const Rect& row) {
  const auto cells = cells_of(row);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Canvas& c = t.canvas;
    const bool left = i < 2;
    Rect cell = cells[i];
    cell.y -= 3;
    c.text(std::string("met:head:") + kColumns[i].key, cell, TextStyle::axis, c.colors.dim,
           c.tr(kColumns[i].key), left ? Align::left : Align::right);
  }
}

void draw_process(TabContext& t, const ProcessMetrics& p, const Metrics& m, const Rect& row) {
  Canvas& c = t.canvas;
  const auto cells = cells_of(row);
  const std::string id = fmt::format("met:{}", p.pid.value);
  if (t.hovers(row))
    c.rect(id + ":back", Layer::panel, row, c.colors.selected_weak, kNoColor, 4).action =
        fmt::format("select.{}", p.pid.value);
  const Color color = t.color_of(p.pid);
  c.rect(id + ":mark", Layer::content, {cells[0].x, row.center().y - 5, 10, 10}, color, kNoColor,
         5);
  t.cell(id + ":name", {cells[0].x + 16, row.y, cells[0].w - 16, row.h}, p.name, c.colors.text,
         TextStyle::strong);
  const std::int64_t life = p.turnaround_ns(m.time);
  draw_share(t, id + ":cpu", cells[1],
             life > 0 ? static_cast<double>(p.cpu_ns) / static_cast<double>(life) : 0, color);
  std::size_t i = 2;
  const auto put = [&](const std::string& text, Color ink) {
    t.cell(fmt::format("{}:{}", id, i), cells[i], text, ink, TextStyle::field, Align::right);
    ++i;
  };
  const auto time = [&](std::int64_t ns) {
    put(ns == 0 ? "0" : format_ns(ns), ns == 0 ? c.colors.faint : c.colors.text);
  };
  time(p.user_ns);
  time(p.kernel_ns);
  time(p.waiting_ns());
  time(p.blocked_ns);
  put(format_ns(life) + (p.end ? "" : " …"), p.end ? c.colors.text : c.colors.dim);
  put(p.response_ns() ? format_ns(*p.response_ns()) : "–", c.colors.text);
  put(fmt::format("{} + {}", p.switches_voluntary, p.switches_involuntary), c.colors.text);
  put(std::to_string(p.wakeups), c.colors.text);
  put(fmt::format("{} / {}", p.messages_sent, p.messages_received), c.colors.text);
}

// Each over those of whom it is known: a turnaround only of who has ended, a response time only of
// who has had a CPU.
struct Means {
  std::optional<std::int64_t> turnaround, waiting, response;
  std::size_t ended = 0;
};

Means means_of(const Metrics& m) {
  Means means;
  std::int64_t turnaround = 0, waiting = 0, response = 0;
  std::int64_t started = 0, ended = 0, responded = 0;
  for (const ProcessMetrics& p : m.processes) {
    if (!p.started || p.pid.value <= 1) continue;
    ++started;
    waiting += p.waiting_ns();
    if (p.end) {
      ++ended;
      turnaround += p.turnaround_ns(m.time);
    }
    if (p.response_ns()) {
      ++responded;
      response += *p.response_ns();
    }
  }
  if (ended > 0) means.turnaround = turnaround / ended;
  if (started > 0) means.waiting = waiting / started;
  if (responded > 0) means.response = response / responded;
  means.ended = static_cast<std::size_t>(ended);
  return means;
}

// A CPU counts the switches away from its idle task, too; the processes' own numbers do not.
std::string switches_text(const Canvas& c, const Metrics& m) {
  std::uint64_t all = 0, processes = 0;
  for (const auto& cpu : m.cpus) all += cpu.switches;
  for (const ProcessMetrics& p : m.processes)
    processes += p.switches_voluntary + p.switches_involuntary;
  if (all <= processes) return std::to_string(all);
  return c.tr.format("met.switches_and_idle",
                     {std::to_string(processes), std::to_string(all - processes)});
}

void draw_overall(TabContext& t, const Metrics& m, Rect area) {
  Canvas& c = t.canvas;
  c.line("met:line", Layer::content, {area.x - 16, area.y}, {area.x - 16, area.bottom()},
         c.colors.line);
  const Rect head = area.take_top(kHead);
  c.caps("met:overall", head.x, head.center().y - 3, c.tr("met.overall"));
  const double time = std::max(1.0, static_cast<double>(m.time.ns));
  const Means means = means_of(m);
  const std::size_t rows = 5;
  const float line_h = std::clamp(area.h / static_cast<float>(rows + 1), 15.0f, 20.0f);
  const std::size_t cpus = std::min<std::size_t>(
      m.cpus.size(), std::max<std::size_t>(1, static_cast<std::size_t>(area.h / line_h) > rows
                                                  ? static_cast<std::size_t>(area.h / line_h) - rows
                                                  : 1));
  for (std::size_t i = 0; i < cpus; ++i) {
    const Rect row = area.take_top(line_h);
    const std::string id = fmt::format("met:cpu:{}", i);
    t.cell(id, {row.x, row.y, row.w * 0.5f, row.h},
           c.tr.format("met.utilisation", {std::to_string(m.cpus[i].cpu)}), c.colors.dim);
    draw_share(t, id, {row.x + row.w * 0.46f, row.y, row.w * 0.54f, row.h},
               static_cast<double>(m.cpus[i].busy_ns) / time, c.colors.accent);
  }
  int n = 0;
  const auto line = [&](const char* key, const std::string& value) {
    const Rect row = area.take_top(line_h);
    if (row.bottom() > area.bottom() + 1) return;
    t.cell(fmt::format("met:all:{}", n), {row.x, row.y, row.w * 0.6f, row.h}, c.tr(key),
           c.colors.dim);
    t.cell(fmt::format("met:all:{}:value", n), row, value, c.colors.text, TextStyle::field,
           Align::right);
    ++n;
  };
  const auto mean = [](std::optional<std::int64_t> ns) {
    return ns ? format_ns(*ns) : std::string("–");
  };
  line("met.mean_turnaround", mean(means.turnaround));
  line("met.mean_waiting", mean(means.waiting));
  line("met.mean_response", mean(means.response));
  line("met.throughput",
       means.ended == 0
           ? "–"
           : c.tr.format("met.per_second",
                         {fmt::format("{:.1f}", static_cast<double>(means.ended) * 1e9 / time)}));
  line("met.context_switches", switches_text(c, m));
}

}  // namespace

std::optional<Command> metrics_tab(TabContext& t, const Rect& area, MetricsView& view) {
  Canvas& c = t.canvas;
  const Metrics m = t.session.metrics();
  t.cell("met:so_far", t.header, c.tr.format("met.so_far", {format_clock(m.time.ns)}), c.colors.dim,
         TextStyle::small, Align::right);
  Rect body = area;
  const Rect overall = body.take_right(std::min(320.0f, area.w * 0.24f));
  body.take_right(34);
  draw_overall(t, m, overall);
  draw_head(t, body.take_top(kHead));
  std::vector<const ProcessMetrics*> shown;
  for (const ProcessMetrics& p : m.processes)
    if (p.pid.value > 1) shown.push_back(&p);
  const double rows = std::floor(body.h / kRow);
  scroll_rows(t, {body.x, body.y, body.w + 16, body.h}, static_cast<double>(shown.size()), rows,
              view.first);
  std::optional<Command> command;
  const auto first = static_cast<std::size_t>(view.first);
  for (std::size_t i = first; i < shown.size() && i < first + static_cast<std::size_t>(rows); ++i) {
    const Rect row = body.take_top(kRow);
    draw_process(t, *shown[i], m, row);
    if (t.clicks(row)) command = command::Select{shown[i]->pid};
  }
  return command;
}

}  // namespace gui
