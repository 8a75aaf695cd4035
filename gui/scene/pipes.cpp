// Pipes: how full, what is in them, who waits at which end.
#include <fmt/format.h>

#include <cstdlib>

#include "gui/scene/parts.h"

namespace gui {
namespace {

std::string preview(const sim::Pipe& p, std::size_t most) {
  std::string s;
  for (std::size_t i = 0; i < p.data.size() && i < most; ++i) {
    const auto b = std::to_integer<unsigned char>(p.data[i]);
    if (b == '\n')
      s += "\\n";
    else
      s.push_back(b >= 0x20 && b < 0x7f ? static_cast<char>(b) : '.');
  }
  return p.data.size() > most ? s + "…" : s;
}

// Tasks that wait at one end, in a row; returns where it ends.
void draw_waiters(Drawing& d, const Rect& box, const std::string& id, const char* title,
                  sim::TaskId first) {
  Canvas& c = d.canvas;
  const auto& tasks = d.moment.kernel.tasks;
  const float middle = box.center().y;
  c.rect("list:" + id, Layer::well, box, c.colors.well, c.colors.line, 8);
  float x =
      c.label(id + ":title", box.x + 12, middle, TextStyle::small, c.colors.dim, c.tr(title)) + 12;
  if (!first.valid())
    c.label(id + ":none", x, middle, TextStyle::small, c.colors.faint, c.tr("stage.none"));
  for (sim::TaskId t = first; t.valid(); t = tasks[t].wait_node.next) {
    const float w = std::max(token_extent(TokenSize::small).x,
                             c.width(TextStyle::badge, d.label_of(tasks[t])) + 28);
    if (x + w + 20 > box.right()) {
      c.label(id + ":more", x, middle, TextStyle::small, c.colors.dim, "…");
      break;
    }
    draw_token(d, {x + w / 2, middle}, tasks[t], TokenSize::small);
    x += w + 6;
  }
}

void draw_pipe(Drawing& d, Rect area, sim::PipeId id, const sim::Pipe& p) {
  Canvas& c = d.canvas;
  const std::string name = fmt::format("pipe:{}", id.value);
  c.panel(name, area).fill = c.colors.panel_raised;
  const Rect head = area.take_top(34);
  const float m = head.center().y + 1;
  const float x = c.label(name + ":name", head.x + 14, m, TextStyle::field_name, c.colors.text,
                          fmt::format("{} {}", c.tr("pipe.title"), id.value));
  const float gauge_w = std::clamp(head.w * 0.16f, 60.0f, 120.0f);
  const Rect gauge{head.right() - 14 - gauge_w, m - 5, gauge_w, 10};
  const std::string bytes = c.tr.format("pipe.bytes", {std::to_string(p.data.size())});
  const float bytes_w = c.width(TextStyle::axis, bytes);
  c.label(name + ":bytes", gauge.x - 8 - bytes_w, m, TextStyle::axis, c.colors.dim, bytes);
  c.text(name + ":ends", {x + 12, m - 9, gauge.x - bytes_w - x - 30, 20}, TextStyle::small,
         c.colors.dim,
         c.tr.format("pipe.ends", {std::to_string(p.readers), std::to_string(p.writers)}));
  c.rect(name + ":gauge", Layer::well, gauge, c.colors.line, kNoColor, 5);
  if (!p.data.empty())
    c.rect(name + ":gauge:fill", Layer::content,
           {gauge.x, gauge.y,
            std::max(10.0f, gauge.w * static_cast<float>(p.data.size()) /
                                static_cast<float>(sim::kPipeBytes)),
            gauge.h},
           c.colors.accent, kNoColor, 5);
  if (area.h < 30) return;
  area = Rect{area.x + 14, area.y, area.w - 28, area.h - 12};
  if (area.h >= 110) {
    // The bytes themselves, in the order in which they will be read.
    const Rect data = area.take_top(std::min(46.0f, area.h - 80));
    area.take_top(8);
    c.rect(name + ":data", Layer::well, data, c.colors.paper, kNoColor, 4);
    const auto fits = static_cast<std::size_t>((data.w - 24) / c.width(TextStyle::code, "m"));
    c.label(name + ":data:text", data.x + 12, data.center().y, TextStyle::code, c.colors.ink,
            p.data.empty() ? "" : preview(p, fits > 2 ? fits - 1 : 1));
  }
  const float h = std::min(40.0f, (area.h - 8) / 2);
  if (h < 20) return;
  draw_waiters(d, area.take_top(h), name + ":read", "pipe.readers", p.read_wait_first);
  area.take_top(8);
  draw_waiters(d, area.take_top(h), name + ":write", "pipe.writers", p.write_wait_first);
}

}  // namespace

void draw_pipes(Drawing& d, const Rect& area_in) {
  Rect area = area_in;
  std::vector<sim::PipeId> pipes;
  d.moment.kernel.pipes.for_each([&](sim::PipeId id, const sim::Pipe&) { pipes.push_back(id); });
  const float gap = 10;
  const int columns = pipes.size() > 1 && area.w > 560 ? 2 : 1;
  const auto rows =
      (pipes.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
  const auto shown_rows = std::min<std::size_t>(
      rows, static_cast<std::size_t>(std::max(1.0f, (area.h + gap) / (44 + gap))));
  const float h = std::min(
      190.0f, (area.h - gap * static_cast<float>(shown_rows - 1)) / static_cast<float>(shown_rows));
  const float w = (area.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (std::size_t i = 0; i < pipes.size() && i < shown_rows * static_cast<std::size_t>(columns);
       ++i) {
    const auto [row, column] = std::div(static_cast<int>(i), columns);
    const float x = area.x + static_cast<float>(column) * (w + gap);
    const float y = area.y + static_cast<float>(row) * (h + gap);
    draw_pipe(d, {x, y, w, h}, pipes[i], d.moment.kernel.pipes[pipes[i]]);
  }
}

}  // namespace gui
