// The kernel code panel: the path's table of steps, with the cursor on what was just done.
#include <fmt/format.h>

#include "gui/scene/parts.h"
#include "gui/scene/step_text.h"
#include "gui/scene/user_line.h"

namespace gui {
namespace {

constexpr float kLine = 19.5f;

struct Where {
  const sim::Task* task = nullptr;
  const sim::Cpu* cpu = nullptr;
  sim::PathId path = sim::PathId::none;
  int step = -1;                   // what was just done ...
  bool next = false;               // ... or, before anything was, what comes next
  std::vector<std::string> chain;  // outermost first, the path itself last
};

// What the last step ran; between steps, where its task stands.
Where where_it_is(const Drawing& d) {
  Where w;
  const sim::StepInfo& last = d.moment.last;
  const auto& k = d.moment.kernel;
  if (last.task.valid() && k.tasks.contains(last.task)) w.task = &k.tasks[last.task];
  if (last.cpu.valid() && last.cpu.value < k.cpus.size()) w.cpu = &k.cpus[last.cpu.value];
  if (last.path != sim::PathId::none) {
    w.path = last.path;
    w.step = last.path_step;
  } else if (w.task != nullptr && w.task->in_kernel()) {
    w.path = w.task->top().path;
    w.step = static_cast<int>(w.task->top().step);
    w.next = true;
  }
  if (w.path == sim::PathId::none) return w;
  // The chain of calls: the task's frames up to this path (after the step they may have changed).
  if (w.task != nullptr) {
    for (int i = 0; i < w.task->frame_count; ++i) {
      const sim::PathId id = w.task->frames[static_cast<std::size_t>(i)].path;
      if (id == w.path) break;
      w.chain.emplace_back(d.moment.path(id).name);
    }
  }
  w.chain.emplace_back(d.moment.path(w.path).name);
  return w;
}

void draw_chain(Drawing& d, const Rect& head, float left, const Where& w) {
  Canvas& c = d.canvas;
  const std::string& last = w.chain.back();
  const float right = head.right() - 15, m = head.center().y;
  const float last_w = c.width(TextStyle::strong, last);
  c.label("code:path", right - last_w, m, TextStyle::strong, c.colors.text, last);
  // The innermost calls matter most: what does not fit is left out from the left.
  const float room = right - last_w - left - 4;
  std::string before;
  for (std::size_t n = w.chain.size() - 1; n-- > 0;) {
    const std::string longer = w.chain[n] + " › " + before;
    const bool whole = n == 0;
    if (c.width(TextStyle::small, whole ? longer : "… › " + longer) > room) {
      before.insert(0, "… › ");
      break;
    }
    before = longer;
  }
  const float w_before = c.width(TextStyle::small, before);
  if (w_before <= room)
    c.label("code:chain", right - last_w - w_before - 2, m, TextStyle::small, c.colors.dim, before);
}

bool is_chinese(char32_t c) { return c >= 0x2e80; }

// Punctuation that no line begins with.
bool closes(char32_t c) {
  return std::u32string_view(U"，。；：？！、）").find(c) != std::u32string_view::npos;
}

// Text in lines of `width`, broken at a space or around a Chinese character; all but the first
// are indented.
std::vector<std::string> wrap(const Canvas& c, TextStyle style, std::string_view text,
                              float width) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> lines;
  for (;;) {
    const std::string indent = lines.empty() ? "" : "  ";
    const float room = width - c.width(style, indent);
    std::size_t cut = 0;
    char32_t before = 0;
    const bool whole = c.width(style, text) <= room;
    for (std::size_t i = 0; i < text.size() && !whole;) {
      const Decoded at = decode_utf8(text.substr(i));
      const bool may_break =
          at.c == ' ' ||
          (!closes(at.c) && ((is_chinese(at.c) && before != U'（') || closes(before)));
      if (may_break && c.width(style, text.substr(0, i)) <= room) cut = i;
      before = at.c;
      i += static_cast<std::size_t>(at.bytes);
    }
    if (cut == 0 || lines.size() + 1 == kMost) {
      lines.push_back(indent + c.fit(style, text, room));
      return lines;
    }
    lines.push_back(indent + std::string(text.substr(0, cut)));
    text.remove_prefix(text[cut] == ' ' ? cut + 1 : cut);
  }
}

constexpr float kLeastLine = 17;

// A narrow panel sets smaller type.
TextStyle step_style(float width) { return width < 390 ? TextStyle::field : TextStyle::code; }

std::int64_t step_cost(const Drawing& d, const Where& w, int i) {
  const sim::StepInfo& last = d.moment.last;
  if (i == w.step && last.kind == sim::StepInfo::Kind::kernel) return (last.end - last.begin).ns;
  const sim::Step& step = d.moment.path(w.path).steps[static_cast<std::size_t>(i)];
  return d.moment.kernel.fixed->costs[step.cost].ns;
}

std::vector<std::string> step_lines(const Drawing& d, const Where& w, int i, float width) {
  const Canvas& c = d.canvas;
  const TextStyle style = step_style(width);
  const std::int64_t ns = step_cost(d, w, i);
  const float cost_w = ns > 0 ? c.width(style, format_ns(ns)) + 8 : 0;
  const sim::Step& step = d.moment.path(w.path).steps[static_cast<std::size_t>(i)];
  return wrap(c, style, step_text(step, c.tr.lang()), width - 34 - 15 - cost_w);
}

void draw_steps(Drawing& d, const Rect& area, const Where& w) {
  Canvas& c = d.canvas;
  const sim::KernelPath& path = d.moment.path(w.path);
  const int all = static_cast<int>(path.steps.size());
  const TextStyle style = step_style(area.w);
  auto cost_of = [&](int i) { return step_cost(d, w, i); };
  auto lines_of = [&](int i) { return step_lines(d, w, i, area.w); };
  std::vector<int> wanted;
  int lines = 0;
  for (int i = 0; i < all; ++i) {
    wanted.push_back(static_cast<int>(lines_of(i).size()));
    lines += wanted.back();
  }
  // Every step in full if there is room for that; else the one the cursor is on, and those that
  // are nearest to it.
  const int rows = std::max(1, static_cast<int>(area.h / kLeastLine));
  std::vector<int> given(wanted);
  if (lines > rows) {
    given.assign(wanted.size(), 1);
    int spare = rows - all;
    const int middle = std::clamp(w.step, 0, std::max(0, all - 1));
    for (int away = 0; away < all; ++away)
      for (const int i : {middle + away, middle - away}) {
        if (i < 0 || i >= all) continue;
        const auto at = static_cast<std::size_t>(i);
        const int more = wanted[at] - 1;
        if (given[at] > 1 || (more > spare && i != w.step)) continue;
        given[at] = wanted[at];
        spare -= more;
      }
  }
  lines = 0;
  for (const int n : given) lines += n;
  const float line =
      std::clamp(area.h / static_cast<float>(std::max(lines, 1)), kLeastLine, kLine + 1.5f);
  const int shown =
      lines <= rows ? all
                    : std::max(1, std::min(all, static_cast<int>(area.h / line) - (lines - all)));
  const int first = all > shown ? std::clamp(w.step - shown / 2, 0, all - shown) : 0;
  float y = area.y;
  for (int i = first; i < std::min(all, first + shown); ++i) {
    const std::string id = fmt::format("code:{}:{}", path.name, i);
    const bool now = i == w.step;
    std::vector<std::string> text = lines_of(i);
    if (static_cast<int>(text.size()) > given[static_cast<std::size_t>(i)]) {
      text.resize(1);
      const std::string cost = cost_of(i) > 0 ? format_ns(cost_of(i)) : "";
      text[0] = c.fit(style, text[0] + " …", area.w - 34 - 15 - c.width(style, cost) - 6);
    }
    const Rect row{area.x, y, area.w, line * static_cast<float>(text.size())};
    y = row.bottom();
    if (now) {
      c.rect("code:current", Layer::well, row, w.next ? c.colors.selected_weak : c.colors.selected);
      c.rect("code:cursor", Layer::content, {row.x, row.y, 4, row.h}, c.colors.now, kNoColor, 1);
    }
    const float middle = row.y + line / 2;
    for (const StepBreak& b : d.facts.step_breaks)
      if (b.path == path.id && b.step == i) draw_breakpoint(c, id + ":stop", row);
    Shape& gutter = c.rect(id + ":gutter", Layer::content, {row.x, row.y, 30, row.h}, kNoColor);
    gutter.action = fmt::format("kbreak.{}.{}", static_cast<int>(path.id), i);
    gutter.tooltip = c.tr("tip.break_step");
    c.text(id + ":no", {row.x + 4, row.y, 22, line}, TextStyle::code, c.colors.faint,
           std::to_string(i + 1), Align::right);
    const std::int64_t ns = cost_of(i);
    if (ns > 0)
      c.text(id + ":cost", {row.right() - 15 - 74, row.y, 74, line}, style,
             now ? c.colors.dim : c.colors.faint, format_ns(ns), Align::right);
    for (std::size_t k = 0; k < text.size(); ++k)
      c.label(k == 0 ? id : fmt::format("{}:{}", id, k + 1), row.x + 34,
              middle + line * static_cast<float>(k), style, c.colors.text, text[k]);
  }
  if (first > 0)
    c.label("code:above", area.right() - 14, area.y - 3, TextStyle::axis, c.colors.dim, "↑");
  if (first + shown < all)
    c.label("code:below", area.right() - 14, area.bottom() + 2, TextStyle::axis, c.colors.dim, "↓");
}

// In user mode the processor runs the program's own code: show what it sees.
void draw_user_mode(Drawing& d, const Rect& area, const Where& w) {
  Canvas& c = d.canvas;
  if (w.task == nullptr || w.task->is_idle) {
    c.text("code:idle", {area.x + 15, area.y, area.w - 30, 60}, TextStyle::body, c.colors.dim,
           c.tr(d.moment.step == 0 ? "code.not_begun" : "code.idle"));
    return;
  }
  const sim::Task& t = *w.task;
  Rect r{area.x + 15, area.y, area.w - 30, area.h};
  const float h =
      c.paragraph("code:user", r, c.tr.format("code.user", {d.name_of(t)}),
                  {TextStyle::body, TextStyle::strong, TextStyle::code, 22, c.colors.dim},
                  {{d.name_of(t), d.color_of(t.pid)}});
  r.take_top(h + 12);
  struct Register {
    std::string name;
    std::uint64_t value;
  };
  std::vector<Register> regs{
      {"pc", t.regs.pc}, {"sp", t.regs.r[sim::kRegSp]}, {"fp", t.regs.r[sim::kRegFp]}};
  for (std::size_t i = 0; i < 7; ++i) regs.push_back({fmt::format("r{}", i), t.regs.r[i]});
  const float line = 21;
  for (std::size_t i = 0; i < regs.size(); ++i) {
    const bool second = i >= 5;
    const float x = r.x + (second ? r.w / 2 + 8 : 0);
    const float y = r.y + line * static_cast<float>(second ? i - 5 : i) + line / 2;
    if (y + line / 2 > r.bottom()) continue;
    c.label("code:reg:" + regs[i].name, x, y, TextStyle::code, c.colors.dim, regs[i].name);
    c.label("code:reg:" + regs[i].name + ":value", x + 30, y, TextStyle::code, c.colors.text,
            c.fit(TextStyle::code, fmt::format("{:#x}", regs[i].value), r.w / 2 - 40));
  }
}

}  // namespace

float kernel_code_height(const Drawing& d, float width) {
  const Where w = where_it_is(d);
  if (w.path == sim::PathId::none) return 0;
  int lines = 0;
  for (int i = 0; i < static_cast<int>(d.moment.path(w.path).steps.size()); ++i)
    lines += static_cast<int>(step_lines(d, w, i, width - 2).size());
  return 34 + 4 + 16 + kLeastLine * static_cast<float>(lines) + 2;
}

void draw_kernel_code(Drawing& d, const Rect& area_in) {
  Canvas& c = d.canvas;
  Rect area = area_in;
  const Rect head = area.take_top(34);
  c.caps("label:code", head.x + 15, head.center().y, c.tr("stage.kernel_code"));
  const float left = head.x + 15 + c.width(TextStyle::caps, c.tr("stage.kernel_code")) + 10;
  area.take_top(4);
  area.take_bottom(16);
  const Where w = where_it_is(d);
  if (w.path == sim::PathId::none)
    draw_user_mode(d, area, w);
  else {
    draw_chain(d, head, left, w);
    draw_steps(d, Rect{area.x + 1, area.y, area.w - 2, area.h}, w);
  }
  c.line("code:end", Layer::well, {area.x + 15, area_in.bottom()},
         {area.right() - 15, area_in.bottom()}, c.colors.line);
}

}  // namespace gui
