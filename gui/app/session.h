// Session: one person looking at one run. It holds the scenario, any moment of its run, and what
// the person has chosen; it changes only by apply() and tick(). No ImGui, no window.
//
//   auto session = Session::open("lesson.yaml");
//   session->apply(command::Step{});
//   session->tick(1.0 / 60);
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gui/app/bookmarks.h"
#include "gui/app/command.h"
#include "gui/app/run_index.h"
#include "gui/app/run_notes.h"
#include "sim/base/result.h"
#include "sim/machine/timeline.h"
#include "sim/scenario/scenario.h"

namespace gui {

struct SessionOptions {
  sim::Timeline::Options timeline;
  RunIndex::Limits limits;
  double explore_slice_s = 0.006;  // real time a tick may spend looking ahead
  double watch_interval_s = 0.5;   // between two looks at the files' times
  double motion_s = 0.35;          // how long the motion of a single step takes
};

// A question of the scenario that is being asked.
struct AskedQuestion {
  std::size_t index = 0;  // into Scenario::questions
  int picked = -1;        // -1: not answered yet
};

// The moment up to which the run is shown while a question waits for its answer.
struct Horizon {
  std::uint64_t position = 0;
  sim::SimTime time;
};

class Session {
 public:
  static sim::Result<std::unique_ptr<Session>> open(const std::string& path,
                                                    SessionOptions options = {});
  explicit Session(sim::scenario::Scenario scenario, SessionOptions options = {});
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // --- acting ---
  void apply(const Command& command);
  // Real time has passed: plays on, lets motion go on, looks ahead, notices changed files.
  void tick(double real_dt_s);
  // Nothing moves and nothing is left to look at: the window may sleep.
  bool idle() const;

  // --- the moment ---
  const sim::Machine& machine() const;
  std::uint64_t position() const { return machine().steps(); }
  sim::SimTime now() const { return machine().now(); }
  // The time to show. A step may take long (an idle CPU, a computation): in motion it is the part
  // of it that has passed; where a time was asked for, that time.
  sim::SimTime clock() const;
  // Everything the last step stated, kernel steps and lines of C included.
  std::span<const sim::Event> last_events() const;
  // Motion inside a step: the picture is `phase` of the way from the machine before to machine().
  const sim::Machine& before() const;
  float phase() const { return phase_; }  // 1: there
  // The machine before the last step, however one came here; nullptr at the beginning.
  const sim::Machine* previous() const;
  // What the step that led to before() stated.
  std::span<const sim::Event> before_events() const { return before_events_; }
  // The motion stands still in the middle of a step.
  bool held() const { return held_; }
  // Counts moves; when it has changed there are new pictures to tween between. A jump has no
  // motion.
  std::uint64_t moves() const { return moves_; }

  // --- the run ---
  const sim::scenario::Scenario& scenario() const { return *scenario_; }
  const RunIndex& run() const { return *index_; }
  const Lanes& lanes() const { return index_->lanes(); }
  std::uint64_t known_steps() const { return index_->steps(); }
  bool complete() const { return index_->complete(); }
  bool at_end() const { return complete() && position() >= known_steps(); }
  // The last part of what process `pid` had printed by now.
  std::string output_of(sim::Pid pid, std::size_t max_bytes = 16384) const;
  const RunNotes& notes() const { return *notes_; }
  sim::analysis::Metrics metrics() const { return notes_->metrics_at(machine(), *index_); }
  // A program was changed here, so that the scenario's texts speak of another run than this one:
  // its questions are not asked, and what it narrates is about the original.
  bool edited() const { return edited_; }
  // What the scenario's narration said last; empty: nothing yet.
  std::string told() const;
  // The processes met so far, in the order of their creation (which gives their colours).
  std::vector<Process> processes() const;
  // Marks of the scrubber, thinned out to at most one of a kind a column.
  std::vector<Mark> marks(int columns) const;

  // --- what the person chose ---
  bool playing() const { return playing_; }
  bool searching() const { return run_to_.has_value(); }  // RunToEnd is on its way
  const Choices& choices() const { return choices_; }
  const std::vector<Breakpoint>& breakpoints() const { return breakpoints_; }
  const std::vector<Bookmark>& bookmarks() const { return bookmarks_; }
  const std::optional<AskedQuestion>& question() const { return question_; }
  // A question that has been asked and not answered yet.
  bool asking() const { return question_ && question_->picked < 0; }
  // The run's future would tell the answer: until it is given (or one has gone on without it),
  // nothing beyond the question's moment is shown, neither there nor before it.
  const std::optional<Horizon>& horizon() const { return horizon_; }
  sim::SimTime shown_until() const { return horizon_ ? horizon_->time : sim::SimTime::never(); }
  std::size_t shown_events() const;  // how many of run().events()
  // The breakpoint that stopped the run here, if one did.
  std::optional<std::size_t> stopped_at() const { return stopped_at_; }
  const std::string& path() const { return path_; }
  const std::vector<std::string>& recent_files() const { return recent_files_; }
  // Older ones, as remembered.
  void add_recent_files(const std::vector<std::string>& files);
  void set_choices(const Choices& choices) { choices_ = choices; }  // as remembered
  // One line of bad news: a file that cannot be read, a program with an error. Empty: none.
  const std::string& notice() const { return notice_; }
  const std::optional<sim::Error>& error() const { return error_; }  // the same, with its place
  // The main file of a process's program, as it runs now.
  const sim::SourceFile& source_of(std::size_t process) const;
  // The second run, at the same moment of simulated time; nullptr: none.
  const Session* other() const { return other_.get(); }
  // The settings in which the second run differs from this scenario; empty: it is another file.
  const std::vector<Setting>& compared_settings() const { return compared_; }
  // In how far this run, as the second one, differs: "cpus 2".
  const std::string& difference() const { return difference_; }

 private:
  struct Acts;  // what each command does
  friend struct Acts;
  struct Watched {
    std::string path;
    std::int64_t changed = 0;  // as the file system counts
  };

  void take(sim::scenario::Scenario scenario, const std::string& path);
  void remember_programs();  // as the scenario has them
  bool differs_from_originals() const;
  void start();  // builds machine, timeline and index anew
  void restart_at(sim::SimTime t);
  void move_to(std::uint64_t position, bool with_motion,
               std::optional<sim::SimTime> asked_for = std::nullopt);
  void move_other();                  // the second run to the same moment
  void know(std::uint64_t position);  // looks ahead at least that far
  void know_time(sim::SimTime t);
  // The next position of that kind, or the end (the beginning) of the run.
  std::uint64_t target(Granularity kind, Direction d, std::uint64_t from);
  // Where a breakpoint, a question or a pause stops a run from `after` on, in (after, up_to].
  struct Halt {
    std::uint64_t position = 0;
    std::optional<std::size_t> breakpoint;
  };
  std::optional<Halt> first_halt(std::uint64_t after, std::uint64_t up_to);
  std::optional<std::uint64_t> first_hit(const Breakpoint& b, std::uint64_t after,
                                         std::uint64_t up_to);
  void halt_at(const Halt& halt, bool with_motion);
  void ask_here();       // the question of this position, unless it is answered
  void share_horizon();  // with the second run
  void go_forward(std::uint64_t to, bool with_motion);
  void play(double real_dt_s);
  double motion_s() const;  // of the step under way, in real time
  void hold();
  void let_go();
  void search(double budget_s);
  void look_ahead(double budget_s);
  void watch(double real_dt_s);
  void watch_files();
  sim::Result<sim::scenario::Scenario> load(const std::string& path) const;
  void reload();
  void say(sim::Error error);
  void remark(const std::string& text);  // holds until the next move; an error stays before it
  void keep_bookmarks();
  sim::Result<void> compare_settings(std::vector<Setting> settings);
  void compare_again();  // the scenario has changed

  SessionOptions options_;
  std::shared_ptr<const sim::scenario::Scenario> scenario_;
  std::string path_;
  std::vector<std::string> originals_;  // by process: the source as the scenario has it
  bool edited_ = false;
  std::unique_ptr<sim::Timeline> timeline_;
  std::unique_ptr<RunNotes> notes_;
  std::unique_ptr<RunIndex> index_;
  sim::Trace last_{sim::Detail::lines};
  std::vector<sim::Event> last_events_, before_events_;
  std::optional<sim::Machine> before_;
  mutable std::optional<sim::Machine> previous_;  // made when it is asked for
  std::optional<sim::SimTime> asked_for_;         // the time that led here
  std::optional<sim::Machine> probe_;             // where conditions were looked at last
  float phase_ = 1;
  bool held_ = false;
  bool plays_on_ = false;  // held: whether it was playing
  std::uint64_t moves_ = 0;
  bool playing_ = false;
  double play_debt_ = 0;
  std::optional<std::uint64_t> run_to_;  // RunToEnd: searched up to here
  Choices choices_;
  std::vector<Breakpoint> breakpoints_;
  std::vector<Bookmark> bookmarks_;
  std::optional<AskedQuestion> question_;
  std::optional<Horizon> horizon_;
  std::vector<int> answers_;  // by question: what was picked, -1 nothing yet
  std::optional<std::size_t> stopped_at_;
  std::vector<std::string> recent_files_;
  std::vector<Watched> watched_;
  double since_watched_s_ = 0;
  std::string notice_;
  std::optional<sim::Error> error_;
  std::unique_ptr<Session> other_;
  std::vector<Setting> compared_;
  std::string difference_;
};

}  // namespace gui
