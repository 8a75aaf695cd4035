// Events: the log, filtered; only the rows in sight are made into text. A click goes to the moment.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "gui/panels/tab.h"
#include "gui/scene/parts.h"
#include "sim/analysis/fields.h"

namespace gui {
namespace {

constexpr float kRow = 19, kHead = 18;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool contains(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

std::vector<std::string> words_of(const std::string& filter) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : filter + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// Every word must be in the event's name, its process's name or its fields.
bool passes(const sim::Event& e, const std::vector<std::string>& words,
            const sim::analysis::Names& names) {
  std::string text;
  for (const std::string& w : words) {
    if (contains(sim::event_spec(e.type).name, w)) continue;
    if (text.empty()) text = names.comm(e.pid, e.cpu) + " " + sim::analysis::fields_text(e, names);
    if (!contains(text, w)) return false;
  }
  return true;
}

// Looks through what is new, for a few milliseconds at most.
void look_through(const Session& s, EventsView& view) {
  const RunIndex& run = s.run();
  if (view.applied != view.filter || view.run != &run) {
    view.applied = view.filter;
    view.run = &run;
    view.passing.clear();
    view.looked = 0;
  }
  const auto words = words_of(view.filter);
  if (words.empty()) {
    view.looked = run.events().size();
    return;
  }
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(4);
  while (view.looked < run.events().size()) {
    if (view.looked % 256 == 0 && std::chrono::steady_clock::now() >= until) return;
    if (passes(run.events()[view.looked], words, s.notes().names()))
      view.passing.push_back(static_cast<std::uint32_t>(view.looked));
    ++view.looked;
  }
}

struct Columns {
  Rect time, cpu, who, event, fields;
};
Columns columns_of(Rect row) {
  row.take_right(14);
  row.take_left(4);
  Columns c;
  c.time = row.take_left(112);
  row.take_left(14);
  c.cpu = row.take_left(36);
  c.who = row.take_left(150);
  c.event = row.take_left(200);
  c.fields = row;
  return c;
}

void draw_row(TabContext& t, std::size_t i, const Rect& row, bool now, bool past) {
  Canvas& c = t.canvas;
  const sim::Event& e = t.session.run().events()[i];
  const auto& names = t.session.notes().names();
  const Columns col = columns_of(row);
  const std::string id = fmt::format("evt:{}", e.seq);
  if (now) {
    c.rect(id + ":back", Layer::panel, row, c.colors.selected, kNoColor, 3);
    c.rect(id + ":mark", Layer::content, {row.x - 4, row.y, 3, row.h}, c.colors.now);
  }
  Shape& hit = c.rect(id, Layer::panel, row, kNoColor, kNoColor, 3);
  hit.action = id;
  if (t.hovers(row) && !now) hit.fill = c.colors.selected_weak;
  const Color text = past ? c.colors.text : c.colors.faint;
  const Color dim = past ? c.colors.dim : c.colors.faint;
  t.cell(id + ":time", col.time, format_clock(e.time.ns), dim, TextStyle::field, Align::right);
  t.cell(id + ":cpu", col.cpu, std::to_string(e.cpu), dim, TextStyle::field);
  const Color who = e.pid.value > 1 ? t.color_of(e.pid) : c.colors.dim;
  t.cell(id + ":who", col.who, names.comm(e.pid, e.cpu), past ? who : mix(who, c.colors.panel, 140),
         TextStyle::small);
  t.cell(id + ":name", col.event, sim::event_spec(e.type).name, text, TextStyle::code_strong);
  t.cell(id + ":fields", col.fields, sim::analysis::fields_text(e, names), dim, TextStyle::field);
}

}  // namespace

std::optional<Command> events_tab(TabContext& t, const Rect& area, EventsView& view) {
  Canvas& c = t.canvas;
  const Session& s = t.session;
  look_through(s, view);
  const bool filtered = !words_of(view.filter).empty();
  // What a question is about is not told by what comes next.
  const std::size_t shown = s.shown_events();
  const std::size_t count =
      filtered ? static_cast<std::size_t>(
                     std::lower_bound(view.passing.begin(), view.passing.end(), shown) -
                     view.passing.begin())
               : shown;
  const auto event_at = [&](std::size_t row) {
    return filtered ? static_cast<std::size_t>(view.passing[row]) : row;
  };
  Rect body = area;
  const Columns head = columns_of(body.take_top(kHead));
  const auto title = [&](const char* key, Rect cell, Align align = Align::left) {
    cell.y -= 3;
    t.cell(std::string("evt:head:") + key, cell, c.tr(key), c.colors.dim, TextStyle::axis, align);
  };
  title("evt.time", head.time, Align::right);
  title("evt.cpu", head.cpu);
  title("evt.who", head.who);
  title("evt.event", head.event);
  title("evt.fields", head.fields);
  // The filter's box (drawn by the window) takes the right end of the header.
  Rect note = t.header;
  note.take_right(292);
  t.cell("evt:count", note,
         view.looked < s.run().events().size()
             ? c.tr("evt.looking")
             : c.tr.format("evt.count", {group_digits(count), group_digits(shown)}),
         c.colors.dim, TextStyle::small, Align::right);
  if (s.horizon()) t.later(body.take_bottom(kRow));
  if (count == 0) {
    t.cell("evt:none", body, c.tr("evt.none"), c.colors.dim, TextStyle::body, Align::center);
    return std::nullopt;
  }
  // Events of the present step are lit; the view follows them when the position has changed.
  const auto [now_first, now_last] = s.run().events_of_step(s.position());
  const auto row_of = [&](std::size_t event) {
    if (!filtered) return event;
    return static_cast<std::size_t>(
        std::lower_bound(view.passing.begin(), view.passing.end(), event) - view.passing.begin());
  };
  const double rows = std::floor(body.h / kRow);
  if (view.seen_moves != s.moves()) {
    view.seen_moves = s.moves();
    const auto at = static_cast<double>(row_of(now_last));
    if (at - rows > view.first - 1 || at < view.first + 1) view.first = at - rows * 0.6;
  }
  scroll_rows(t, body, static_cast<double>(count), rows, view.first);
  const auto first = static_cast<std::size_t>(view.first);
  std::optional<Command> command;
  for (std::size_t r = first; r < std::min(count, first + static_cast<std::size_t>(rows)); ++r) {
    const std::size_t i = event_at(r);
    const Rect row = body.take_top(kRow);
    draw_row(t, i, row, i >= now_first && i < now_last, i < now_last);
    if (t.clicks(row) && t.in.mouse.x < area.right() - 14)
      command = command::SeekStep{s.run().step_of_event(i)};
  }
  return command;
}

}  // namespace gui
