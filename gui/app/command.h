// Everything a person can do to a run, as values: panels return them, keys make them, a script can
// write them down; Session::apply does them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gui/app/breakpoint.h"
#include "gui/app/choices.h"
#include "gui/app/run_settings.h"
#include "sim/base/ids.h"
#include "sim/base/time.h"

namespace gui {

enum class Direction : std::uint8_t { back, forward };

namespace command {

// --- moving in time ---
// To the next (or the greatest earlier) position of that kind; without one, of the chosen kind.
struct Step {
  Direction direction = Direction::forward;
  std::optional<Granularity> granularity;
};
struct Play {};
struct Pause {};
struct TogglePlay {};
// A part of the motion of one step, on or back; then it stands still.
struct StepPart {
  Direction direction = Direction::forward;
};
struct SeekStep {
  std::uint64_t step = 0;
};
struct SeekTime {
  sim::SimTime time;
};
struct Reset {};     // to the beginning
struct RunToEnd {};  // to the next breakpoint, question or the end of the run
struct SetSpeed {
  double steps_per_second = 4;
};
struct ChangeSpeed {
  int notches = 1;  // each a quarter of a decade
};
struct SetGranularity {
  Granularity granularity = Granularity::step;
};

// --- notes on the run ---
struct ToggleBreakpoint {  // adds it, or removes an equal one
  Breakpoint breakpoint;
};
struct EnableBreakpoint {
  std::size_t index = 0;
  bool enabled = true;
};
struct AddBookmark {  // at the present position
  std::string note;
};
struct EditBookmark {
  std::size_t index = 0;
  std::string note;
};
struct RemoveBookmark {
  std::size_t index = 0;
};
struct AnswerQuestion {
  int choice = 0;
};
struct DismissQuestion {};

// --- what is shown, and how ---
struct SetLanguage {
  Lang lang = Lang::en;
};
struct SetTheme {
  Theme theme = Theme::dark;
};
struct SetScale {
  float scale = 1;
};
struct SetPresenter {
  bool on = false;
};
struct SetTab {
  BottomTab tab = BottomTab::timeline;
};
struct Select {  // whose PCB is open; nobody's
  std::optional<sim::Pid> pid;
};
struct SelectQueue {  // the queue shown large; -1: the one used last
  std::int32_t msqid = -1;
};
struct SetRunQueueTree {
  bool on = false;
};

// --- files ---
struct OpenFile {  // a scenario or a C file
  std::string path;
};
struct Reload {};
struct EditProgram {        // runs the same scenario with another text for one of its programs
  std::size_t process = 0;  // index into MachineConfig::processes
  std::string text;
};
struct CompareWith {  // a second run on the same time axis
  std::string path;
};
struct CompareSettings {  // with the same scenario under other settings
  std::vector<Setting> settings;
};
struct StopComparing {};

}  // namespace command

using Command = std::variant<
    command::Step, command::Play, command::Pause, command::TogglePlay, command::StepPart,
    command::SeekStep, command::SeekTime, command::Reset, command::RunToEnd, command::SetSpeed,
    command::ChangeSpeed, command::SetGranularity, command::ToggleBreakpoint,
    command::EnableBreakpoint, command::AddBookmark, command::EditBookmark, command::RemoveBookmark,
    command::AnswerQuestion, command::DismissQuestion, command::SetLanguage, command::SetTheme,
    command::SetScale, command::SetPresenter, command::SetTab, command::Select,
    command::SelectQueue, command::SetRunQueueTree, command::OpenFile, command::Reload,
    command::EditProgram, command::CompareWith, command::CompareSettings, command::StopComparing>;

}  // namespace gui
