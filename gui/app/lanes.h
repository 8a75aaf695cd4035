// Lanes: for each process and each CPU what it did when, and the arrows between them (messages,
// wake-ups). Asked for what to draw of a range of time in a number of pixel columns: the answer has
// at most one rectangle a column and lane, and its cost follows the columns, not the run's length.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/ids.h"
#include "sim/base/time.h"
#include "sim/machine/machine.h"
#include "sim/trace/trace.h"

namespace gui {

enum class Activity : std::uint8_t {
  none,     // not there yet, gone, or (a CPU) idle
  user,     // runs in user mode
  kernel,   // runs in kernel mode
  ready,    // waits for a CPU
  blocked,  // sleeps, or is stopped
};
constexpr int kActivityCount = 5;

struct LaneRect {
  int x0 = 0, x1 = 0;  // columns [x0, x1)
  Activity activity = Activity::none;
  std::int32_t who = 0;
  // Stands for several short pieces: `activity` is the longest kind, and `running` says how much of
  // the time it ran (user or kernel), in sixteenths.
  bool merged = false;
  int running = 0;
};

// What one lane did: pieces that follow each other without a gap, and sums over them, so that the
// time spent in each activity between two moments is found by binary search.
class Lane {
 public:
  struct Piece {
    std::int64_t begin = 0, end = 0;  // ns
    Activity activity = Activity::none;
    std::int32_t who = 0;  // a CPU's lane: the pid that ran; a process's: the CPU
  };
  // From `t` on. Times never go back; a piece of no length disappears.
  void set(std::int64_t t, Activity activity, std::int32_t who);

  std::size_t size() const { return begins_.size(); }
  Activity last() const { return activities_.empty() ? Activity::none : activities_.back(); }
  Piece piece(std::size_t i, std::int64_t run_end) const;
  // The piece that contains t; nullopt before the first.
  std::optional<std::size_t> find(std::int64_t t) const;
  // Nanoseconds of each activity in [a, b).
  std::array<std::int64_t, kActivityCount> sums(std::int64_t a, std::int64_t b,
                                                std::int64_t run_end) const;
  // What to draw of it from a to b in `columns` columns: ascending, without overlaps.
  std::vector<LaneRect> rects(sim::SimTime a, sim::SimTime b, int columns,
                              std::int64_t run_end) const;

 private:
  static constexpr std::size_t kStride = 16;  // pieces between two remembered sums
  std::array<std::int64_t, kActivityCount> sums_before(std::int64_t t) const;
  void drop_last();

  std::vector<std::int64_t> begins_;
  std::vector<Activity> activities_;
  std::vector<std::int32_t> who_;
  std::vector<std::array<std::int64_t, kActivityCount>> totals_;  // before piece i * kStride
};

struct LaneArrow {
  enum class Kind : std::uint8_t { message, pipelined, wakeup };
  Kind kind = Kind::message;
  std::int64_t begin = 0, end = 0;  // ns
  sim::Pid from, to;
  std::int64_t type = 0;  // of the message
  std::int64_t size = 0;
  sim::EventSeq seq = 0;  // the event at its end
};

struct ProcessLane {
  sim::Pid pid, tgid;
  std::string name;
  std::uint32_t program = 0;
  Lane lane;
  std::int64_t born = 0;
  std::optional<std::int64_t> died;
};

class Lanes {
 public:
  explicit Lanes(const sim::Machine& start) : cpus_(start.kernel().cpus.size()) {}

  // What happened while the machine was switched on.
  void on_boot(const sim::Trace& events, const sim::Machine& m);
  // A step was done (the machine is the one after it); events [first, last) are what it stated.
  void on_step(const sim::StepInfo& step, const sim::Machine& m, const sim::Trace& events,
               std::size_t first, std::size_t last);

  // In the order of their creation; without init and the idle tasks.
  const std::vector<ProcessLane>& processes() const { return processes_; }
  const ProcessLane* process(sim::Pid pid) const;
  const std::vector<Lane>& cpus() const { return cpus_; }
  std::int64_t end() const { return end_; }

  std::vector<LaneRect> rects(const Lane& lane, sim::SimTime a, sim::SimTime b, int columns) const {
    return lane.rects(a, b, columns, end_);
  }
  // Arrows that touch [a, b], at most a few a column.
  std::vector<LaneArrow> arrows(sim::SimTime a, sim::SimTime b, int columns) const;

 private:
  void on_event(const sim::Event& e, std::int64_t step_end, const sim::Machine& m);
  void on_switch(const sim::Event& e, std::int64_t at);
  void on_born(const sim::Event& e, const sim::Machine& m);
  void on_message(const sim::Event& e);
  void make_ready(sim::Pid pid, std::int64_t t, int cpu);
  ProcessLane* find(sim::Pid pid);
  void add_arrow(const LaneArrow& a);

  std::vector<ProcessLane> processes_;
  std::map<sim::Pid, std::size_t> by_pid_;
  std::vector<Lane> cpus_;
  struct Sent {
    std::int64_t at = 0;
    sim::Pid from;
  };
  std::map<std::int64_t, Sent> in_queue_;  // by MsgId, while on q_messages
  std::vector<LaneArrow> arrows_;          // in order of their end
  std::vector<std::int64_t> min_begin_;    // of each block of arrows: the earliest begin
  std::int64_t end_ = 0;
};

}  // namespace gui
