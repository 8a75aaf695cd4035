// The stage: the whole picture of one moment of a machine, as a pure function. What the machine
// itself does not know (the scenario's title, what a process has printed, where the run's marks
// are) is handed in beside it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gui/scene/canvas.h"
#include "sim/kernel/kernel.h"
#include "sim/machine/machine.h"
#include "sim/sched/sched.h"

namespace gui {

// A machine at one moment, and what its last step did.
struct Moment {
  const sim::KernelState& kernel;
  const sim::SchedState& sched;
  sim::StepInfo last;
  std::uint64_t step = 0;
  sim::SimTime now;
  std::span<const sim::Event> events;  // of the last step
  const sim::KernelPath& (*path)(sim::PathId);
};
Moment moment_of(const sim::Machine& machine, std::span<const sim::Event> events);

// A process of the run, alive or not. Its place in the list gives its colour, for the whole run.
struct Process {
  sim::Pid pid;
  std::string name;
  sim::ProgramId program;
  int killed_by = 0;              // the signal that ends it, or 0: it ends by itself, or not at all
  std::uint32_t killed_line = 0;  // the line of its source it is on then; 0: none is known
};

enum class Granularity : std::uint8_t { line, step, event, context_switch };
enum class BottomTab : std::uint8_t { timeline, latency, metrics, states, events, ipcs };
constexpr int kBottomTabCount = 6;

struct QuestionView {
  std::string ask;
  std::vector<std::string> choices;
  int answer = 0;
  int picked = -1;  // -1: nobody answered yet
  std::string why;
};

// The key that gives that answer: a, b, c; 0: none is left.
constexpr char key_of_choice(std::size_t i) { return i < 26 ? static_cast<char>('a' + i) : '\0'; }

// A mark on the scrubber.
struct Mark {
  enum class Kind : std::uint8_t { context_switch, message, question, bookmark, breakpoint };
  Kind kind;
  std::uint64_t step;
};

// What the person chose to see, and how.
struct StageOptions {
  Vec2 size{1600, 900};
  Lang lang = Lang::en;
  Theme theme = Theme::dark;
  bool presenter = false;
  bool run_queue_as_tree = false;
  std::optional<sim::Pid> selected;  // whose PCB is open
  std::int32_t focus_msqid = -1;     // the queue to show large; -1: the one used last
  Granularity granularity = Granularity::step;
  BottomTab tab = BottomTab::timeline;
  // Shares of the window, moved by the splitters.
  float left_share = 0.2375f, right_share = 0.2725f, bottom_share = 0.2475f;
  bool show_bottom = true, show_left = true, show_right = true;
};

// Where the person wants the run to stop.
struct LineBreak {
  std::string program;
  std::uint32_t file = 0, line = 0;
};
struct StepBreak {
  sim::PathId path = sim::PathId::none;
  int step = 0;
};

// What is known about the run besides the moment.
struct StageFacts {
  std::string title;   // of the scenario, in the language chosen
  std::string lesson;  // "Lesson 3"; may be empty
  std::vector<Process> processes;
  std::function<std::string(sim::Pid)> output_of;  // what it has printed up to now
  std::string narration, narration_more;           // what happened and why; what comes next
  std::optional<QuestionView> question;
  bool asking() const { return question && question->picked < 0; }
  std::uint64_t steps_in_all = 0;
  bool complete = true;  // the run's end has been reached: steps_in_all is final
  bool playing = false;
  double steps_per_second = 4;
  std::vector<Mark> marks;
  std::vector<LineBreak> line_breaks;
  std::vector<StepBreak> step_breaks;
  std::string notice;  // one line of bad news ("receiver.c:3:5: error: ...")
  // The machine before the last step, for what changed in it; nullptr: not known.
  const sim::KernelState* kernel_before = nullptr;
  const sim::SchedState* sched_before = nullptr;
  bool ended = false, deadlock = false;
  std::string end_text;
};

struct Areas {
  Rect transport, scrubber, left, center, right, bottom;
};
Areas areas_of(const StageOptions& options);

// The whole picture (without what the bottom tab shows).
Scene stage(const Moment& moment, const StageFacts& facts, const StageOptions& options,
            const TextMeasure& measure);

// Inside a step's motion: the time by now, how much of it is done, whether it stands still.
struct Motion {
  std::int64_t clock_ns = 0;
  float phase = 0;
  bool held = false;
};
// Shows it in a picture that is already there.
void show_motion(Scene& scene, const Motion& motion, const StageOptions& options,
                 const TextMeasure& measure);

// The slider of the speed goes from 2^kSlowest steps a second over so many octaves.
constexpr double kSlowest = -4, kSpeedOctaves = 16;

// The colour of a process.
Color process_color(const Palette& colors, const std::vector<Process>& processes, sim::Pid pid);

}  // namespace gui
