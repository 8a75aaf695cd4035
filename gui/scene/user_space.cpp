#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gui/scene/parts.h"
#include "gui/scene/user_line.h"
#include "sim/kernel/signal.h"

namespace gui {
namespace {

constexpr float kLine = 19.5f;  // of source
constexpr float kLeastLine = 16.9f;
constexpr float kHeader = 36;
constexpr float kTerminal = 24;
constexpr float kEnded = 36;  // a card of one line
constexpr float kGap = 10;

struct Badge {
  std::string text;
  Color back, ink;
};

// The kernel's name of the state and the textbook's; without room the textbook's alone. The
// kernel's name is never shortened: a task that is TASK_RUNNING need not run.
Badge state_badge(const Drawing& d, const sim::Task* t, bool full) {
  const Palette& c = d.canvas.colors;
  const Strings& tr = d.canvas.tr;
  if (t == nullptr) return {tr("state.ended"), c.idle_back, c.idle_text};
  const auto named = [&](const char* word) {
    return full ? fmt::format("{} · {}", task_state_name(t->state), tr(word)) : tr(word);
  };
  switch (t->state) {
    case sim::TaskState::running:
      if (t->on_cpu)
        return {named(t->in_kernel() ? "state.kernel_mode" : "state.user_mode"), c.good_back,
                c.good_text};
      if (not_begun(*t)) return {tr("state.new"), c.idle_back, c.idle_text};
      return {named("state.ready"), c.wait_back, c.wait_text};
    case sim::TaskState::interruptible:
    case sim::TaskState::uninterruptible:
      return {named("state.blocked"), c.bad_back, c.bad_text};
    case sim::TaskState::stopped:
      return {named("state.stopped"), c.idle_back, c.idle_text};
    case sim::TaskState::zombie:
      return {named("state.zombie"), c.idle_back, c.idle_text};
    case sim::TaskState::dead:
      break;
  }
  return {named("state.terminated"), c.idle_back, c.idle_text};
}

// The state of a process, which may be over: then how, when it was not by itself.
Badge process_badge(const Drawing& d, const Process& p, const sim::Task* t, bool full) {
  const Badge badge = state_badge(d, t, full);
  if (t != nullptr || p.killed_by == 0) return badge;
  const Palette& c = d.canvas.colors;
  const std::string signal(sim::signal_name(p.killed_by));
  const std::string text =
      p.killed_line == 0
          ? d.canvas.tr.format("state.killed", {signal})
          : d.canvas.tr.format("state.killed_at", {signal, std::to_string(p.killed_line)});
  return {text, c.bad_back, c.bad_text};
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t n = text.find('\n');
    lines.push_back(text.substr(0, n));
    if (n == std::string_view::npos) break;
    text.remove_prefix(n + 1);
  }
  return lines;
}

// Indentation at half its width: cards are narrow.
std::string half_indented(const std::string& line) {
  const std::size_t n = std::min(line.find_first_not_of(' '), line.size());
  return line.substr(n / 2 + n % 2);
}

std::string expand_tabs(std::string_view line) {
  std::string s;
  for (const char ch : line) {
    if (ch == '\t')
      s.append(4 - s.size() % 4, ' ');
    else if (ch != '\r')
      s.push_back(ch);
  }
  return s;
}

std::string policy_text(const sim::Task& t) {
  switch (t.policy) {
    case sim::Policy::fifo:
      return fmt::format("FIFO {}", t.rt_priority);
    case sim::Policy::rr:
      return fmt::format("RR {}", t.rt_priority);
    case sim::Policy::batch:
      return fmt::format("batch, nice {}", t.nice);
    case sim::Policy::idle:
      return "SCHED_IDLE";
    case sim::Policy::normal:
      break;
  }
  return fmt::format("nice {}", t.nice);
}

// How all the cards are written: alike.
struct CardStyle {
  bool full_states = true;
  std::set<std::string> shared_names = {};  // names of several processes: the pid tells them apart
};

constexpr float kCardLeft = 17, kCardRight = 10, kBeforeBadge = 10, kCardInset = 6;

std::string pid_text(const Process& p) { return fmt::format("pid {}", p.pid.value); }

// The kernel's names of states are shown if they fit on every card, whatever its state.
CardStyle card_style(const Drawing& d, float width, const std::vector<const Process*>& shown) {
  const Canvas& c = d.canvas;
  CardStyle style;
  std::set<std::string> seen;
  for (const Process* p : shown)
    if (!seen.insert(p->name).second) style.shared_names.insert(p->name);
  const std::string longest =
      fmt::format("{} · {}", task_state_name(sim::TaskState::interruptible), c.tr("state.blocked"));
  for (const Process* p : shown) {
    float w = kCardLeft + c.width(TextStyle::name, p->name);
    if (style.shared_names.contains(p->name)) w += 8 + c.width(TextStyle::small, pid_text(*p));
    w += kBeforeBadge + c.width(TextStyle::badge, longest) + 14 + kCardRight;
    style.full_states = style.full_states && w <= width - kCardInset;
  }
  return style;
}

void draw_header(Drawing& d, const Rect& card, const Process& p, const sim::Task* t,
                 const CardStyle& style, bool one_line) {
  Canvas& c = d.canvas;
  const std::string id = "card:" + std::to_string(p.pid.value);
  const float middle = card.y + (one_line ? card.h / 2 : card.h - 17);
  const float left = card.x + kCardLeft, right = card.right() - kCardRight;
  const std::string who = pid_text(p);
  const std::string nice = t != nullptr ? " · " + policy_text(*t) : "";
  const float name_w = c.width(TextStyle::name, p.name);
  const float who_w = c.width(TextStyle::small, who), nice_w = c.width(TextStyle::small, nice);
  // What there is room for: nice goes first, then the pid.
  const Badge badge = process_badge(d, p, t, style.full_states);
  const float room = right - left - c.width(TextStyle::badge, badge.text) - 14 - kBeforeBadge;
  float x = c.label(id + ":name", left, middle, TextStyle::name, c.colors.text,
                    c.fit(TextStyle::name, p.name, room));
  if (name_w + 8 + who_w + nice_w <= room)
    x = c.label(id + ":pid", x + 8, middle + 1, TextStyle::small, c.colors.dim, who + nice);
  else if (name_w + 8 + who_w <= room)
    x = c.label(id + ":pid", x + 8, middle + 1, TextStyle::small, c.colors.dim, who);
  const Rect b = c.badge_right(id + ":state", right, middle, badge.back, badge.ink, badge.text);
  // Who has ended, on a card of one line: the last it printed.
  if (t != nullptr || !one_line || b.x - x < 70 || !d.facts.output_of) return;
  const std::string output = d.facts.output_of(p.pid);
  const auto lines = split_lines(output);
  if (lines.empty()) return;
  const Rect strip{x + 12, middle - 10, b.x - x - 22, 20};
  c.rect(id + ":last", Layer::well, strip, c.colors.well, kNoColor, 3);
  c.text(id + ":last:text", strip.inset(6, 0), TextStyle::field, c.colors.text,
         expand_tabs(lines.back()));
}

// A line that says something: not blank, not a brace alone.
bool has_code(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char ch) {
    return ch != ' ' && ch != '\t' && ch != '\r' && ch != '{' && ch != '}' && ch != ';';
  });
}

// What to show of a program that has not run yet: where main begins.
int first_line(const sim::Program& program) {
  for (const sim::Function& f : program.functions)
    if (f.name == "main" && f.file == 0) return static_cast<int>(f.line);
  return 1;
}

// The first of `shown` lines, so that `look_at` is among them. Of few lines, those that say most;
// else those with `look_at` in the middle.
int first_shown(const std::vector<std::string_view>& lines, int look_at, int shown, bool begun) {
  const int last = std::max(1, static_cast<int>(lines.size()) - shown + 1);
  // A program that has not begun is read from the first statement of main.
  if (!begun && shown < 4) {
    const auto says = [&](int n) { return has_code(lines[static_cast<std::size_t>(n - 1)]); };
    int n = look_at + 1;
    while (n < static_cast<int>(lines.size()) && !says(n)) ++n;
    return std::clamp(n, 1, last);
  }
  const int middle = std::clamp(look_at - (shown - 1) / 2, 1, last);
  if (shown > 4) return middle;
  int best = middle, most = -1;
  // The nearest to the middle first: only what says more is preferred to it.
  for (int away = 0; away < shown; ++away)
    for (const int first : {middle + away, middle - away}) {
      if (first < 1 || first > last || first > look_at || first + shown <= look_at) continue;
      const auto begin = lines.begin() + (first - 1);
      const auto end =
          lines.begin() + std::min<std::ptrdiff_t>(first - 1 + shown, std::ssize(lines));
      const auto says = static_cast<int>(std::count_if(begin, end, has_code));
      if (says > most) {
        most = says;
        best = first;
      }
    }
  return best;
}

bool breaks_at(const Drawing& d, const std::string& program, std::uint32_t file, int line) {
  for (const LineBreak& b : d.facts.line_breaks)
    if (b.program == program && b.file == file && static_cast<int>(b.line) == line) return true;
  return false;
}

void draw_source(Drawing& d, const Rect& area, const Process& p, const sim::Task& t) {
  Canvas& c = d.canvas;
  const sim::Program& program = d.moment.kernel.program(t);
  if (program.files.empty() || area.h < kLeastLine) return;
  const sim::LineEntry* at = user_line(d.moment.kernel, t);
  const std::uint32_t file = at != nullptr ? at->file : 0;
  const auto lines = split_lines(program.files[file].text);
  const int shown = static_cast<int>(area.h / kLeastLine);
  const float line_h = std::min(20.0f, area.h / static_cast<float>(shown));
  const int current = at != nullptr ? static_cast<int>(at->line) : 0;
  const int look_at = current != 0 ? current : first_line(program);
  const int first = first_shown(lines, look_at, shown, current != 0);
  const std::string id = "src:" + std::to_string(p.pid.value) + ":";
  for (int i = 0; i < shown && first + i <= static_cast<int>(lines.size()); ++i) {
    const int n = first + i;
    const Rect row{area.x, area.y + static_cast<float>(i) * line_h, area.w, line_h};
    const float middle = row.y + line_h / 2;
    if (n == current) {
      const bool active = t.on_cpu;
      Shape& mark = c.rect(id + "current", Layer::well, {row.x, row.y, row.w, row.h},
                           active ? c.colors.selected : c.colors.selected_weak);
      mark.action = "";
      if (active)
        c.rect(id + "cursor", Layer::content, {row.x, row.y, 4, row.h}, c.colors.now, kNoColor, 1);
    }
    if (breaks_at(d, program.name, file, n))
      draw_breakpoint(c, id + std::to_string(n) + ":stop", row);
    Shape& gutter = c.rect(id + std::to_string(n) + ":gutter", Layer::content,
                           {row.x, row.y, 36, row.h}, kNoColor);
    gutter.action = fmt::format("break.{}.{}.{}", p.pid.value, file, n);
    gutter.tooltip = c.tr("tip.break_line");
    c.text(id + std::to_string(n) + ":no", {row.x + 4, row.y, 24, row.h}, TextStyle::code,
           c.colors.faint, std::to_string(n), Align::right);
    std::string text = half_indented(expand_tabs(lines[static_cast<std::size_t>(n - 1)]));
    const bool waits = n == current && !t.on_cpu && t.state != sim::TaskState::running;
    const float room = row.w - 46 - (waits ? 22 : 6);
    text = c.fit(TextStyle::code, text, room);
    const float end =
        c.label(id + std::to_string(n), row.x + 42, middle, TextStyle::code, c.colors.text, text);
    if (waits) {
      const float x = std::min(end + 14, row.right() - 16);
      c.rect(id + "wait1", Layer::content, {x, row.y + 5, 2, row.h - 10}, c.colors.text);
      c.rect(id + "wait2", Layer::content, {x + 5, row.y + 5, 2, row.h - 10}, c.colors.text);
    }
  }
}

void draw_terminal(Drawing& d, const Rect& area, const Process& p, bool alive) {
  Canvas& c = d.canvas;
  const std::string id = "tty:" + std::to_string(p.pid.value);
  c.rect(id, Layer::well, area, c.colors.well, kNoColor, 3);
  const std::string output = d.facts.output_of ? d.facts.output_of(p.pid) : "";
  std::vector<std::string> rows{"$ ./" + p.name};
  for (const std::string_view l : split_lines(output)) rows.push_back(expand_tabs(l));
  const float row_h = 17;
  const int room = std::max(1, static_cast<int>((area.h - 6) / row_h));
  const int first = std::max(0, static_cast<int>(rows.size()) - room);
  float y =
      area.y +
      (area.h - row_h * static_cast<float>(std::min<int>(room, static_cast<int>(rows.size())))) / 2;
  if (room > 1) y = area.y + 4;
  for (std::size_t i = static_cast<std::size_t>(first); i < rows.size(); ++i, y += row_h) {
    const bool prompt = i == 0;
    const float end = c.label(id + ":" + std::to_string(i), area.x + 8, y + row_h / 2,
                              TextStyle::field, prompt ? c.colors.dim : c.colors.text,
                              c.fit(TextStyle::field, rows[i], area.w - 30));
    if (alive && i + 1 == rows.size())
      c.rect(id + ":cursor", Layer::content, {end + 6, y + 3, 4, row_h - 5}, c.colors.dim);
  }
}

void draw_card(Drawing& d, const Rect& card, const Process& p, const sim::Task* t,
               const CardStyle& style) {
  Canvas& c = d.canvas;
  const std::string id = "card:" + std::to_string(p.pid.value);
  const Color color = d.color_of(p.pid);
  const bool on_cpu = t != nullptr && t->on_cpu;
  const bool selected = d.options.selected == p.pid;
  Shape& s = c.panel(id, card);
  s.action = fmt::format("select.{}", p.pid.value);
  if (!style.full_states) s.tooltip = process_badge(d, p, t, true).text;
  if (on_cpu || selected) s.stroke = selected ? c.colors.text : color;
  c.rect(id + ":stripe", Layer::panel, {card.x, card.y, 5, card.h}, color, kNoColor, 3);
  // A low card is set closer, so that a line of its source fits.
  const bool low = card.h < kHeader + 2 * kLeastLine + 8;
  Rect inside{card.x + 5, card.y, card.w - kCardInset, card.h - (low ? 4 : 8)};
  draw_header(d, inside.take_top(std::min(low ? kHeader - 3 : kHeader, card.h)).moved(-5, 0), p, t,
              style, card.h <= kEnded);
  d.cards[p.pid] = card;
  if (inside.h < kLeastLine || (t == nullptr && inside.h < kTerminal)) return;
  const bool terminal = t == nullptr || inside.h >= 3 * kLeastLine + kTerminal;
  if (terminal) {
    const std::string output = d.facts.output_of ? d.facts.output_of(p.pid) : "";
    const auto lines = split_lines(output);
    float rows = output.empty() ? 1.0f : std::min<float>(3, static_cast<float>(lines.size()));
    while (rows > 1 && inside.h - (7 + 17 * rows) < 4 * kLine) --rows;
    const Rect strip = inside.take_bottom(7 + 17 * rows);
    draw_terminal(d, {strip.x + 12, strip.y, strip.w - 23, strip.h}, p, t != nullptr);
    inside.take_bottom(6);
  }
  if (t != nullptr && t->program.valid()) draw_source(d, inside, p, *t);
}

}  // namespace

namespace {

// nullptr: it has ended, or not begun.
const sim::Task* living_task(const Drawing& d, const Process& p) {
  const sim::Task* t = d.task_of(p.pid);
  return t == nullptr || t->state == sim::TaskState::dead ? nullptr : t;
}

// "waiter-17" -> "waiter": what the processes of one entry of a scenario have in common.
std::string_view base_name(std::string_view name) {
  const std::size_t end = name.find_last_not_of("0123456789");
  if (end == std::string_view::npos || end + 1 == name.size() || name[end] != '-') return name;
  return name.substr(0, end);
}

// Processes that have one card: alike in name and in state.
struct Crowd {
  std::string name, state;
  std::vector<const Process*> members;
};

// Whoever acts in this step has a card of its own; the others are put together.
std::vector<Crowd> crowds_of(const Drawing& d, const std::vector<const Process*>& all) {
  std::vector<Crowd> alone, together;
  std::map<std::pair<std::string, std::string>, std::size_t> index;
  std::set<sim::Pid> acting;
  for (const sim::Event& e : d.moment.events) acting.insert(e.pid);
  for (const sim::Cpu& cpu : d.moment.kernel.cpus)
    if (d.moment.kernel.tasks.contains(cpu.current))
      acting.insert(d.moment.kernel.tasks[cpu.current].pid);
  for (const Process* p : all) {
    if (acting.contains(p->pid)) {
      alone.push_back({p->name, "", {p}});
      continue;
    }
    const std::string state = process_badge(d, *p, living_task(d, *p), false).text;
    const auto [at, fresh] =
        index.try_emplace({std::string(base_name(p->name)), state}, together.size());
    if (fresh) together.push_back({std::string(base_name(p->name)), state, {}});
    together[at->second].members.push_back(p);
  }
  alone.insert(alone.end(), together.begin(), together.end());
  return alone;
}

void draw_crowd(Drawing& d, const Rect& card, const Crowd& crowd, const CardStyle& style) {
  const Process& first = *crowd.members.front();
  for (const Process* p : crowd.members) d.cards[p->pid] = card;
  if (crowd.members.size() == 1) return draw_card(d, card, first, living_task(d, first), style);
  Canvas& c = d.canvas;
  const std::string id = "crowd:" + crowd.name + ":" + crowd.state;
  Shape& s = c.panel(id, card);
  s.action = fmt::format("select.{}", first.pid.value);
  s.tooltip = fmt::format("{} … {}", first.name, crowd.members.back()->name);
  // A stack of cards, in the colours of the first few.
  for (std::size_t i = std::min<std::size_t>(3, crowd.members.size()); i-- > 0;)
    c.rect(fmt::format("{}:stripe:{}", id, i), Layer::panel,
           {card.x + 4 * static_cast<float>(i), card.y, 3.5f, card.h},
           d.color_of(crowd.members[i]->pid), kNoColor, 2);
  const float middle = card.center().y;
  const Badge badge = process_badge(d, first, living_task(d, first), style.full_states);
  const Rect b =
      c.badge_right(id + ":state", card.right() - 10, middle, badge.back, badge.ink, badge.text);
  const std::string count = "× " + group_digits(crowd.members.size());
  const float count_w = c.width(TextStyle::strong, count);
  const float x = c.label(id + ":name", card.x + 20, middle, TextStyle::name, c.colors.text,
                          c.fit(TextStyle::name, crowd.name, b.x - 20 - count_w - card.x - 20));
  c.label(id + ":count", x + 8, middle + 1, TextStyle::strong, c.colors.dim, count);
}

void draw_crowds(Drawing& d, Rect area, const std::vector<const Process*>& all,
                 const CardStyle& style) {
  constexpr float kRow = kHeader + 6, kBetween = 6;
  const std::vector<Crowd> crowds = crowds_of(d, all);
  const auto most = static_cast<std::size_t>((area.h + kBetween) / (kRow + kBetween));
  const std::size_t count = crowds.size() > most ? most - 1 : crowds.size();
  // What is left over shows the source of those who act.
  const auto alone =
      std::count_if(crowds.begin(), crowds.begin() + static_cast<std::ptrdiff_t>(count),
                    [](const Crowd& g) { return g.state.empty(); });
  const float rest =
      area.h - static_cast<float>(count + (count < crowds.size() ? 1 : 0)) * (kRow + kBetween);
  const float extra =
      alone == 0 ? 0 : std::clamp(rest / static_cast<float>(alone), 0.0f, 237 - kRow);
  for (std::size_t i = 0; i < count; ++i) {
    draw_crowd(d, area.take_top(kRow + (crowds[i].state.empty() ? extra : 0)), crowds[i], style);
    area.take_top(kBetween);
  }
  std::size_t left = 0;
  for (std::size_t i = count; i < crowds.size(); ++i) left += crowds[i].members.size();
  if (left > 0)
    d.canvas.text("user_space:more", {area.x, area.y - 2, area.w, 26}, TextStyle::small,
                  d.canvas.colors.dim, d.canvas.tr.format("stage.more", {group_digits(left)}),
                  Align::center);
}

// What each card gets of the height. Who has ended needs no source: a header and the last of what
// it printed, on one line where room is short.
struct CardHeights {
  float gap = kGap, living = 0, ended = 0, ended_silent = 0;
  bool fits = true;
};

constexpr float kSmallest = kHeader + 6, kLargest = 237;

CardHeights card_heights(float room, std::size_t living, std::size_t talked, std::size_t silent) {
  const std::size_t count = living + talked + silent;
  CardHeights h;
  if (count > 6) h.gap = 6;
  const auto share = [&](float ended, float ended_silent) {
    const float left = room - h.gap * static_cast<float>(count - 1) -
                       ended * static_cast<float>(talked) -
                       ended_silent * static_cast<float>(silent);
    h.ended = ended;
    h.ended_silent = ended_silent;
    h.living = living == 0 ? 0 : std::min(kLargest, left / static_cast<float>(living));
    return left;
  };
  const float readable = kHeader + 3 * kLine + 8;
  if (share(kHeader + 36, kHeader + 4) >= readable * static_cast<float>(living)) return h;
  h.fits = share(kEnded, kEnded) >= kSmallest * static_cast<float>(living);
  return h;
}

void draw_cards(Drawing& d, const Rect& area, const std::vector<const Process*>& shown) {
  const CardStyle style = card_style(d, area.w, shown);
  std::size_t living = 0, talked = 0;
  const auto has_talked = [&](const Process& p) {
    return d.facts.output_of && !d.facts.output_of(p.pid).empty();
  };
  // Of very many, asking each for its output would cost more than the picture.
  const bool few = static_cast<float>(shown.size()) * kEnded < area.h;
  if (!few) return draw_crowds(d, area, shown, style);
  for (const Process* p : shown) {
    if (living_task(d, *p) != nullptr)
      ++living;
    else if (has_talked(*p))
      ++talked;
  }
  const CardHeights h = card_heights(area.h, living, talked, shown.size() - living - talked);
  if (!h.fits) return draw_crowds(d, area, shown, style);
  Rect rest = area;
  for (const Process* p : shown) {
    const sim::Task* t = living_task(d, *p);
    const float height = t != nullptr ? h.living : has_talked(*p) ? h.ended : h.ended_silent;
    draw_card(d, rest.take_top(height), *p, t, style);
    rest.take_top(h.gap);
  }
}

}  // namespace

void draw_user_space(Drawing& d, const Rect& area_in) {
  Canvas& c = d.canvas;
  Rect area = area_in;
  c.caps("label:user_space", area.x + 4, area.y + 8, c.tr("stage.user_space"));
  area.take_top(24);
  // Everyone, in the order of the timeline's lanes.
  std::vector<const Process*> shown;
  for (const Process& p : d.facts.processes) shown.push_back(&p);
  if (d.options.selected) {
    if (const sim::Task* t = d.task_of(*d.options.selected)) {
      draw_pcb(d, area, *t);
      for (const Process* p : shown) d.cards[p->pid] = Rect{area.x, area.y, area.w, 60};
      return;
    }
  }
  if (shown.empty()) {
    c.text("user_space:empty", {area.x, area.y, area.w, 40}, TextStyle::body, c.colors.dim,
           c.tr("stage.no_process"), Align::center);
    return;
  }
  draw_cards(d, area, shown);
}

}  // namespace gui
