#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gui/scene/parts.h"
#include "gui/scene/user_line.h"

namespace gui {
namespace {

constexpr float kLine = 19.5f;  // of source
constexpr float kLeastLine = 16.9f;
constexpr float kHeader = 36;
constexpr float kTerminal = 24;
constexpr float kGap = 10;

struct Badge {
  std::string text;
  Color back, ink;
};

std::string short_state(sim::TaskState s) {
  std::string_view name = task_state_name(s);
  for (const std::string_view prefix : {"TASK_", "EXIT_"})
    if (name.substr(0, prefix.size()) == prefix) name.remove_prefix(prefix.size());
  return std::string(name);
}

// The kernel's name of the state and the text book's.
Badge state_badge(const Drawing& d, const sim::Task* t, bool full) {
  const Palette& c = d.canvas.colors;
  const Strings& tr = d.canvas.tr;
  if (t == nullptr) return {tr("state.ended"), c.idle_back, c.idle_text};
  const std::string kernel = full ? std::string(task_state_name(t->state)) : short_state(t->state);
  switch (t->state) {
    case sim::TaskState::running:
      if (t->on_cpu)
        return {kernel + " · " + tr(t->in_kernel() ? "state.kernel_mode" : "state.user_mode"),
                c.good_back, c.good_text};
      if (not_begun(*t)) return {tr("state.new"), c.idle_back, c.idle_text};
      return {kernel + " · " + tr("state.ready"), c.wait_back, c.wait_text};
    case sim::TaskState::interruptible:
    case sim::TaskState::uninterruptible:
      return {kernel + " · " + tr("state.blocked"), c.bad_back, c.bad_text};
    case sim::TaskState::stopped:
      return {kernel + " · " + tr("state.stopped"), c.idle_back, c.idle_text};
    case sim::TaskState::zombie:
      return {kernel + " · " + tr("state.zombie"), c.idle_back, c.idle_text};
    case sim::TaskState::dead:
      break;
  }
  return {kernel + " · " + tr("state.terminated"), c.idle_back, c.idle_text};
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

void draw_header(Drawing& d, const Rect& card, const Process& p, const sim::Task* t) {
  Canvas& c = d.canvas;
  const std::string id = "card:" + std::to_string(p.pid.value);
  const float middle = card.y + 19, left = card.x + 17, right = card.right() - 10;
  const std::string who = fmt::format("pid {}", p.pid.value);
  const std::string nice = t != nullptr ? " · " + policy_text(*t) : "";
  const float name_w = c.width(TextStyle::name, p.name);
  const float who_w = c.width(TextStyle::small, who), nice_w = c.width(TextStyle::small, nice);
  // What there is room for: the full state name, else the short one; then nice; then the pid.
  Badge badge = state_badge(d, t, true);
  auto badge_w = [&] { return c.width(TextStyle::badge, badge.text) + 14; };
  const float all = right - left;
  if (name_w + 8 + who_w + nice_w + 10 + badge_w() > all) badge = state_badge(d, t, false);
  const float room = all - badge_w() - 10;
  float x = c.label(id + ":name", left, middle, TextStyle::name, c.colors.text,
                    c.fit(TextStyle::name, p.name, room));
  if (name_w + 8 + who_w + nice_w <= room)
    c.label(id + ":pid", x + 8, middle + 1, TextStyle::small, c.colors.dim, who + nice);
  else if (name_w + 8 + who_w <= room)
    c.label(id + ":pid", x + 8, middle + 1, TextStyle::small, c.colors.dim, who);
  c.badge_right(id + ":state", right, middle, badge.back, badge.ink, badge.text);
}

// Where main begins: what to show of a program that has not run yet.
int first_line(const sim::Program& program) {
  for (const sim::Function& f : program.functions)
    if (f.name == "main" && f.file == 0) return static_cast<int>(f.line);
  return 1;
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
  int first = 1;
  if (static_cast<int>(lines.size()) > shown) {
    first = look_at - (shown - 1) / 2;
    first = std::clamp(first, 1, static_cast<int>(lines.size()) - shown + 1);
  }
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

void draw_card(Drawing& d, const Rect& card, const Process& p, const sim::Task* t) {
  Canvas& c = d.canvas;
  const std::string id = "card:" + std::to_string(p.pid.value);
  const Color color = d.color_of(p.pid);
  const bool on_cpu = t != nullptr && t->on_cpu;
  const bool selected = d.options.selected == p.pid;
  Shape& s = c.panel(id, card);
  s.action = fmt::format("select.{}", p.pid.value);
  if (on_cpu || selected) s.stroke = selected ? c.colors.text : color;
  c.rect(id + ":stripe", Layer::panel, {card.x, card.y, 5, card.h}, color, kNoColor, 3);
  Rect inside{card.x + 5, card.y, card.w - 6, card.h - 8};
  draw_header(d, inside.take_top(kHeader).moved(-5, 0), p, t);
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
    const std::string state = state_badge(d, d.task_of(p->pid), false).text;
    const auto [at, fresh] =
        index.try_emplace({std::string(base_name(p->name)), state}, together.size());
    if (fresh) together.push_back({std::string(base_name(p->name)), state, {}});
    together[at->second].members.push_back(p);
  }
  alone.insert(alone.end(), together.begin(), together.end());
  return alone;
}

void draw_crowd(Drawing& d, const Rect& card, const Crowd& crowd) {
  const Process& first = *crowd.members.front();
  for (const Process* p : crowd.members) d.cards[p->pid] = card;
  if (crowd.members.size() == 1) return draw_card(d, card, first, d.task_of(first.pid));
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
  const Badge badge = state_badge(d, d.task_of(first.pid), false);
  const Rect b =
      c.badge_right(id + ":state", card.right() - 10, middle, badge.back, badge.ink, badge.text);
  const std::string count = "× " + group_digits(crowd.members.size());
  const float count_w = c.width(TextStyle::strong, count);
  const float x = c.label(id + ":name", card.x + 20, middle, TextStyle::name, c.colors.text,
                          c.fit(TextStyle::name, crowd.name, b.x - 20 - count_w - card.x - 20));
  c.label(id + ":count", x + 8, middle + 1, TextStyle::strong, c.colors.dim, count);
}

void draw_crowds(Drawing& d, Rect area, const std::vector<const Process*>& all) {
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
    draw_crowd(d, area.take_top(kRow + (crowds[i].state.empty() ? extra : 0)), crowds[i]);
    area.take_top(kBetween);
  }
  std::size_t left = 0;
  for (std::size_t i = count; i < crowds.size(); ++i) left += crowds[i].members.size();
  if (left > 0)
    d.canvas.text("user_space:more", {area.x, area.y - 2, area.w, 26}, TextStyle::small,
                  d.canvas.colors.dim, d.canvas.tr.format("stage.more", {group_digits(left)}),
                  Align::center);
}

}  // namespace

void draw_user_space(Drawing& d, const Rect& area_in) {
  Canvas& c = d.canvas;
  Rect area = area_in;
  c.caps("label:user_space", area.x + 4, area.y + 8, c.tr("stage.user_space"));
  area.take_top(24);
  // Everyone who lives, in order of pid, then, as far as there is room, those who have ended.
  std::vector<const Process*> shown;
  for (const Process& p : d.facts.processes) {
    const sim::Task* t = d.task_of(p.pid);
    if (t != nullptr && t->state != sim::TaskState::dead) shown.push_back(&p);
  }
  const std::size_t alive = shown.size();
  const auto room = static_cast<std::size_t>(area.h / (kHeader + 3 * kLine + kGap));
  for (const Process& p : d.facts.processes) {
    if (shown.size() >= std::max(room, alive)) break;
    const sim::Task* t = d.task_of(p.pid);
    if (t == nullptr || t->state == sim::TaskState::dead) shown.push_back(&p);
  }
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
  const float smallest = kHeader + 6;
  const auto most = static_cast<std::size_t>(area.h / (smallest + 6));
  if (shown.size() > most) return draw_crowds(d, area, shown);
  const std::size_t count = shown.size();
  const float gap = count > 6 ? 6 : kGap;
  // Who has ended needs no source: a header and the last of what it printed.
  auto ended = [&](const Process& p) {
    const sim::Task* t = d.task_of(p.pid);
    return t == nullptr || t->state == sim::TaskState::dead;
  };
  auto ended_height = [&](const Process& p) {
    return d.facts.output_of && !d.facts.output_of(p.pid).empty() ? kHeader + 36 : kHeader + 4;
  };
  float left_over = area.h - gap * static_cast<float>(count - 1);
  std::size_t living = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (ended(*shown[i]))
      left_over -= ended_height(*shown[i]);
    else
      ++living;
  }
  const float each =
      std::min(237.0f, left_over / static_cast<float>(std::max<std::size_t>(living, 1)));
  Rect rest = area;
  for (std::size_t i = 0; i < count; ++i) {
    const Process& p = *shown[i];
    const bool gone = ended(p);
    const float h = gone ? ended_height(p) : std::max(each, smallest);
    draw_card(d, rest.take_top(h), p, gone ? nullptr : d.task_of(p.pid));
    rest.take_top(gap);
  }
}

}  // namespace gui
