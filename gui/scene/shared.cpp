#include <fmt/format.h>

#include <cctype>

#include "gui/scene/parts.h"
#include "sim/base/readable.h"

namespace gui {

Color process_color(const Palette& colors, const std::vector<Process>& processes, sim::Pid pid) {
  for (std::size_t i = 0; i < processes.size(); ++i)
    if (processes[i].pid == pid) return colors.process[i % colors.process.size()];
  return colors.dim;
}

Vec2 token_extent(TokenSize size) { return size == TokenSize::large ? Vec2{96, 36} : Vec2{72, 24}; }

std::string Drawing::label_of(const sim::Task& t) const {
  const std::string name = name_of(t);
  int same = 0;
  for (const Process& p : facts.processes) same += p.name == name ? 1 : 0;
  return same > 1 ? fmt::format("{} {}", name, t.pid.value) : name;
}

void draw_breakpoint(Canvas& c, const std::string& id, const Rect& row) {
  Shape s;
  s.id = id;
  s.kind = ShapeKind::disc;
  s.layer = Layer::token;
  s.box = {row.x + 1, row.center().y - 4.5f, 9, 9};
  s.fill = rgb(0xe2574c);
  c.add(std::move(s));
}

std::string token_id(std::string_view name, sim::Pid pid) {
  return fmt::format("task:{}:{}", name, pid.value);
}

void draw_token(Drawing& d, Vec2 center, const sim::Task& task, TokenSize size, float max_width) {
  const Palette& c = d.canvas.colors;
  const TextStyle style = size == TokenSize::large ? TextStyle::strong : TextStyle::badge;
  const Vec2 least = token_extent(size);
  const std::string name = d.name_of(task);
  std::string label = d.label_of(task);
  float w = std::max(least.x, d.canvas.width(style, label) + 28);
  if (max_width > 0) w = std::min(w, max_width);
  if (label != name && d.canvas.width(style, label) > w - 10)
    label = std::to_string(task.pid.value);  // what tells it from the others
  Shape s;
  s.id = token_id(name, task.pid);
  s.kind = ShapeKind::token;
  s.layer = Layer::token;
  s.box = {center.x - w / 2, center.y - least.y / 2, w, least.y};
  s.fill = d.color_of(task.pid);
  s.radius = least.y / 2;
  s.text = d.canvas.fit(style, label, w - 10);
  s.style = style;
  s.align = Align::center;
  s.ink = c.on_process;
  s.shadow = d.options.theme == Theme::light ? 0.3f : 1;
  if (!d.placed.insert(task.pid).second) {
    s.id = fmt::format("node:{}", task.pid.value);
    s.kind = ShapeKind::rect;
    s.ink = s.stroke = s.fill;
    s.stroke_width = 1.5f;
    s.fill = kNoColor;
    s.shadow = 0;
    d.canvas.add(std::move(s));
    return;
  }
  s.action = fmt::format("select.{}", task.pid.value);
  s.tooltip = fmt::format("{} · pid {} · {}", name, task.pid.value, task_state_name(task.state));
  if (const auto it = d.cards.find(task.pid); it != d.cards.end()) s.enters_from = it->second;
  d.canvas.add(std::move(s));
}

bool not_begun(const sim::Task& t) {
  return t.state == sim::TaskState::running && !t.on_rq && !t.on_cpu &&
         t.utime_ns + t.stime_ns == 0 && t.nvcsw + t.nivcsw == 0;
}

std::string message_preview(const sim::MsgMsg& m) {
  const auto bytes = m.bytes();
  if (bytes.empty()) return "";
  std::string start;  // of the text of a C string
  for (std::size_t i = 0; i < bytes.size() && i < 24 && bytes[i] != std::byte{0}; ++i)
    start.push_back(static_cast<char>(bytes[i]));
  const auto text = sim::readable_text(start, start.size() < bytes.size());
  if (text && !text->empty()) return "\"" + *text + "\"";
  std::string first;
  for (std::size_t i = 0; i < bytes.size() && i < 4; ++i)
    first.push_back(static_cast<char>(bytes[i]));
  return sim::hex_text(first) + (bytes.size() > 4 ? " …" : "");
}

float envelope_width(const Drawing& d, sim::MsgId id) {
  const sim::MsgMsg& m = d.moment.kernel.msg.messages[id];
  return 16 + std::max(d.canvas.width(TextStyle::badge, fmt::format("type {}", m.m_type)),
                       d.canvas.width(TextStyle::axis,
                                      fmt::format("{} B {}", m.m_ts, message_preview(m))));
}

void draw_envelope(Drawing& d, const Rect& box, sim::MsgId id, bool fresh) {
  const Palette& c = d.canvas.colors;
  const sim::MsgMsg& m = d.moment.kernel.msg.messages[id];
  Shape s;
  s.id = fmt::format("msg:{}:{}", id.value, m.sent);
  s.kind = ShapeKind::envelope;
  s.layer = Layer::message;
  s.box = box;
  s.fill = c.paper;
  s.stroke = fresh ? c.now : mix(c.paper, c.ink, 64);
  s.stroke_width = fresh ? 2.0f : 1.0f;
  s.radius = 4;
  s.ink = c.ink;
  s.shadow = d.options.theme == Theme::light ? 0.3f : 1;
  s.style = TextStyle::badge;
  s.text = d.canvas.fit(TextStyle::badge, fmt::format("type {}", m.m_type), box.w - 14);
  s.text2 =
      d.canvas.fit(TextStyle::axis, fmt::format("{} B {}", m.m_ts, message_preview(m)), box.w - 14);
  if (box.h < 32) {  // one line, or none
    s.text = d.canvas.fit(TextStyle::badge, fmt::format("{} · {} B", m.m_type, m.m_ts), box.w - 14);
    s.text2.clear();
  }
  if (box.w < 50) s.text.clear();
  s.tooltip = fmt::format("msg_msg · m_type {} · m_ts {} · {} · from pid {}", m.m_type, m.m_ts,
                          message_preview(m), m.sender.value);
  if (const auto it = d.cards.find(m.sender); it != d.cards.end()) {
    const Vec2 from = it->second.center();
    s.enters_from = Rect{from.x - box.w / 2, from.y - box.h / 2, box.w, box.h};
  }
  d.canvas.add(std::move(s));
}

std::string format_ns(std::int64_t ns) {
  const std::int64_t a = ns < 0 ? -ns : ns;
  const double v = static_cast<double>(ns);
  if (a < 1000) return fmt::format("{} ns", ns);
  if (a < 1'000'000) return fmt::format("{:.2f} µs", v / 1e3);
  if (a < 1'000'000'000) return fmt::format("{:.2f} ms", v / 1e6);
  return fmt::format("{:.3f} s", v / 1e9);
}

std::string format_clock(std::int64_t ns) {
  const std::int64_t ms = ns / 1'000'000, rest = ns % 1'000'000;
  if (ms >= 10'000) return fmt::format("{}.{:03} {:03} s", ms / 1000, ms % 1000, rest / 1000);
  return fmt::format("{}.{:03} {:03} ms", ms, rest / 1000, rest % 1000);
}

std::string group_digits(std::uint64_t n) {
  const std::string s = std::to_string(n);
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (i > 0 && (s.size() - i) % 3 == 0) out.push_back(' ');
    out.push_back(s[i]);
  }
  return out;
}

bool task_changed(const Moment& m, sim::Pid pid) {
  for (const sim::Event& e : m.events)
    if (e.pid == pid) return true;
  return false;
}

}  // namespace gui
