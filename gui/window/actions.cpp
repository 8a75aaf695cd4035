#include "gui/window/actions.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace gui {
namespace {

std::optional<int> number_after(std::string_view text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return std::nullopt;
  text.remove_prefix(prefix.size());
  int n = 0;
  const auto r = std::from_chars(text.data(), text.data() + text.size(), n);
  if (r.ec != std::errc() || r.ptr != text.data() + text.size()) return std::nullopt;
  return n;
}

// The numbers in "break.101.0.12" after the prefix; empty when it is something else.
std::vector<int> numbers_after(std::string_view text, std::string_view prefix) {
  std::vector<int> numbers;
  if (text.substr(0, prefix.size()) != prefix) return numbers;
  text.remove_prefix(prefix.size());
  while (!text.empty()) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const auto n = number_after(text.substr(0, dot), "");
    if (!n) return {};
    numbers.push_back(*n);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return numbers;
}

std::optional<Command> toggle_breakpoint(std::string_view action, const Session& s) {
  if (const auto n = numbers_after(action, "break."); n.size() == 3) {
    for (const ProcessLane& p : s.lanes().processes()) {
      if (p.pid.value != n[0]) continue;
      const auto& programs = s.machine().fixed().programs;
      if (p.program >= programs.size()) return std::nullopt;
      return command::ToggleBreakpoint{
          {AtLine{programs[p.program]->name, static_cast<std::uint32_t>(n[1]),
                  static_cast<std::uint32_t>(n[2])}}};
    }
  }
  if (const auto n = numbers_after(action, "kbreak."); n.size() == 2)
    return command::ToggleBreakpoint{
        {AtKernelStep{static_cast<sim::PathId>(n[0]), static_cast<std::uint8_t>(n[1])}}};
  return std::nullopt;
}

constexpr std::string_view kGrains[] = {"grain.line", "grain.step", "grain.event", "grain.switch"};
constexpr std::string_view kTabs[] = {"tab.timeline", "tab.latency", "tab.metrics",
                                      "tab.states",   "tab.events",  "tab.ipcs"};

}  // namespace

std::optional<Command> command_of(std::string_view action, const Session& s) {
  const Choices& c = s.choices();
  if (action == "go.start") return command::Reset{};
  if (action == "go.end") return command::RunToEnd{};
  if (action == "go.play") return command::TogglePlay{};
  if (action == "go.back") return command::Step{Direction::back, {}};
  if (action == "go.forward") return command::Step{Direction::forward, {}};
  if (action == "go.part_back") return command::StepPart{Direction::back};
  if (action == "go.part_on") return command::StepPart{Direction::forward};
  if (action == "go.prev_switch")
    return command::Step{Direction::back, Granularity::context_switch};
  if (action == "go.next_switch")
    return command::Step{Direction::forward, Granularity::context_switch};
  for (int i = 0; i < 4; ++i)
    if (action == kGrains[i]) return command::SetGranularity{static_cast<Granularity>(i)};
  for (int i = 0; i < kBottomTabCount; ++i)
    if (action == kTabs[i]) return command::SetTab{static_cast<BottomTab>(i)};
  if (action == "lang.toggle")
    return command::SetLanguage{c.lang == Lang::zh ? Lang::en : Lang::zh};
  if (action == "theme.toggle")
    return command::SetTheme{c.theme == Theme::light ? Theme::dark : Theme::light};
  if (action == "presenter.toggle") return command::SetPresenter{!c.presenter};
  if (action == "rq.toggle_tree") return command::SetRunQueueTree{!c.run_queue_as_tree};
  if (action == "pcb.close") return command::Select{};
  if (action == "speed.up") return command::ChangeSpeed{1};
  if (action == "speed.down") return command::ChangeSpeed{-1};
  if (action == "bookmark.add") return command::AddBookmark{""};
  if (action == "file.reload") return command::Reload{};
  if (const auto pid = number_after(action, "select.")) {
    const sim::Pid p{*pid};
    return c.selected == p ? command::Select{} : command::Select{p};
  }
  if (auto breakpoint = toggle_breakpoint(action, s)) return breakpoint;
  if (const auto id = number_after(action, "queue."))
    return command::SelectQueue{c.focus_msqid == *id ? -1 : *id};
  if (const auto choice = number_after(action, "question.")) {
    if (s.question() && s.question()->picked >= 0) return command::DismissQuestion{};
    return command::AnswerQuestion{*choice};
  }
  return std::nullopt;
}

std::optional<int> choice_of_key(char key, const Session& s) {
  if (!s.asking()) return std::nullopt;
  const std::size_t choices = s.scenario().questions[s.question()->index].choices.size();
  for (std::size_t i = 0; i < choices; ++i)
    if (key != 0 && key == key_of_choice(i)) return static_cast<int>(i);
  return std::nullopt;
}

std::string_view action_of_key(char key) {
  switch (key) {
    case '1':
      return kGrains[0];
    case '2':
      return kGrains[1];
    case '3':
      return kGrains[2];
    case '4':
      return kGrains[3];
    case '+':
    case '=':
      return "speed.up";
    case '-':
      return "speed.down";
    case ',':
      return "go.part_back";
    case '.':
      return "go.part_on";
    case 'p':
      return "presenter.toggle";
    case 'l':
      return "lang.toggle";
    case 't':
      return "theme.toggle";
    case 'b':
      return "bookmark.add";
    case 'r':
      return "file.reload";
    case 'o':
      return "file.menu";
    case 'e':
      return "tool.editor";
    case 'v':
      return "tool.inspector";
    case 'k':
      return "tool.notes";
    case 'c':
      return "tool.compare";
    case '?':
      return "help.toggle";
    default:
      return "";
  }
}

bool is_drag(std::string_view action) {
  return action.size() > 5 && action.substr(action.size() - 5) == ".drag";
}

}  // namespace gui
