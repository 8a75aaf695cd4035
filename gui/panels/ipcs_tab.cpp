// ipcs: what the tool would print at this moment.
#include <algorithm>
#include <cmath>
#include <string_view>

#include "gui/panels/tab.h"
#include "sim/kernel/ipc/ipcs.h"

namespace gui {
namespace {

constexpr float kLine = 17;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  while (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

void column(TabContext& t, Rect area, const std::string& id, const std::string& command_line,
            const std::vector<std::string>& lines, std::size_t first) {
  Canvas& c = t.canvas;
  const Rect head = area.take_top(22);
  t.cell("ipc:" + id, head, "$ " + command_line, c.colors.dim, TextStyle::code_strong);
  for (std::size_t i = first; i < lines.size() && area.h >= kLine; ++i) {
    const bool title = lines[i].starts_with("---") || lines[i].starts_with("key ");
    t.cell("ipc:" + id + ":" + std::to_string(i), area.take_top(kLine), lines[i],
           title ? c.colors.dim : c.colors.text, TextStyle::code);
  }
}

}  // namespace

std::optional<Command> ipcs_tab(TabContext& t, const Rect& area, IpcsView& view) {
  const sim::KernelState& k = t.session.machine().kernel();
  const auto queues = lines_of(sim::ipcs_q(k));
  Rect body = area.inset(4, 0);
  const Rect summary = body.take_right(body.w * 0.24f);
  const Rect limits = body.take_right(body.w * 0.36f);
  body.take_right(30);
  const double rows = (body.h - 22) / kLine;
  scroll_rows(t, body, static_cast<double>(queues.size()), std::floor(rows), view.first);
  column(t, body, "q", "ipcs -q", queues, static_cast<std::size_t>(view.first));
  column(t, limits, "l", "ipcs -q -l", lines_of(sim::ipcs_q_limits(k)), 0);
  column(t, summary, "u", "ipcs -q -u", lines_of(sim::ipcs_q_summary(k)), 0);
  return std::nullopt;
}

}  // namespace gui
