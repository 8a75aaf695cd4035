// What is known of a run from its beginning up to the furthest step looked at: what each step was,
// the recorded events and at which step each happened, the lanes. Grows in slices, so that a long
// run never makes the window wait; memory is bounded by Limits, where looking ahead ends.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "gui/app/choices.h"
#include "gui/app/lanes.h"
#include "sim/machine/timeline.h"
#include "sim/trace/trace.h"

namespace gui {

// A vector that never moves what it holds: growing costs the same whatever its size.
template <class T>
class ChunkVector {
 public:
  void push_back(const T& v) {
    if (size_ % kChunk == 0 && size_ / kChunk == chunks_.size())
      chunks_.push_back(std::make_unique<std::array<T, kChunk>>());
    (*chunks_[size_ / kChunk])[size_ % kChunk] = v;
    ++size_;
  }
  const T& operator[](std::size_t i) const { return (*chunks_[i / kChunk])[i % kChunk]; }
  T& operator[](std::size_t i) { return (*chunks_[i / kChunk])[i % kChunk]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& back() const { return (*this)[size_ - 1]; }

 private:
  static constexpr std::size_t kChunk = 4096;
  std::vector<std::unique_ptr<std::array<T, kChunk>>> chunks_;
  std::size_t size_ = 0;
};

// What one step was.
struct StepCode {
  enum Flag : std::uint8_t {
    user_line = 1,  // it came to the beginning of a line, which is run next
    has_event = 2,
    has_switch = 4,
    kernel = 8,
    has_message = 16,  // a message was sent or received
  };
  std::uint8_t flags = 0;
  std::uint8_t cpu = 0;
  std::uint16_t program = 0;  // user_line: ProgramId
  std::uint32_t what = 0;     // user_line: index into Program::lines; kernel: path << 8 | step
};

// Hears of everything (kernel steps and lines of C included) while the run is looked at for the
// first time.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void on_event(const sim::Event& e, std::uint64_t position, const sim::Machine& m) = 0;
  // After a step's events: the machine stands there.
  virtual void on_step(std::uint64_t position, const sim::Machine& m) = 0;
};

class RunIndex {
 public:
  struct Limits {
    std::size_t events = 2'000'000;
    std::uint64_t steps = 8'000'000;
    sim::SimTime time = sim::SimTime::never();  // the scenario's `until`
  };

  // `boot`: the events of switching the machine on.
  RunIndex(const sim::Machine& start, const sim::Trace& boot, Limits limits,
           RunObserver* observer = nullptr);

  // Looks up to `steps` steps further along the timeline. True while there is more to see.
  bool explore(sim::Timeline& timeline, std::uint64_t steps);

  std::uint64_t steps() const { return last_step_; }  // known up to this position
  bool complete() const { return complete_; }         // nothing more will come
  bool full() const { return full_; }                 // ... because a limit was reached
  sim::RunEnd end() const { return end_; }            // running: its time was over, or a limit
  std::optional<sim::Pid> killed() const { return killed_; }  // the first that a signal ended
  sim::SimTime end_time() const { return end_time_; }         // up to when it is known

  // The first position after `position` (the last one before it) at which a step of that kind ends;
  // nullopt when none is known.
  std::optional<std::uint64_t> next(Granularity kind, std::uint64_t position) const;
  std::optional<std::uint64_t> previous(Granularity kind, std::uint64_t position) const;

  // The first position in (after, up_to] whose step has that flag.
  std::optional<std::uint64_t> next_flag(std::uint8_t flag, std::uint64_t after,
                                         std::uint64_t up_to) const;

  // What the step that leads to `position` was (position >= 1).
  const StepCode& code(std::uint64_t position) const { return codes_[position - 1 - first_step_]; }

  const sim::Trace& events() const { return events_; }
  std::uint64_t step_of_event(std::size_t i) const { return event_steps_[i]; }
  // Indices [first, last) of the events of a position.
  std::pair<std::size_t, std::size_t> events_of_step(std::uint64_t position) const;
  // Events [0, n) have happened at `position`.
  std::size_t events_up_to(std::uint64_t position) const { return events_of_step(position).second; }

  const Lanes& lanes() const { return lanes_; }

 private:
  static constexpr std::uint64_t kBlock = 1024;  // steps whose flags are summed up
  static std::uint8_t flag_of(Granularity kind);
  void take(const sim::Event& e, std::uint64_t position, const sim::Machine& m);
  void add_code(StepCode code);

  Limits limits_;
  RunObserver* observer_ = nullptr;
  std::uint64_t first_step_ = 0, last_step_ = 0;
  bool complete_ = false, full_ = false;
  sim::RunEnd end_ = sim::RunEnd::running;
  std::optional<sim::Pid> killed_;
  sim::SimTime end_time_;
  ChunkVector<StepCode> codes_;
  std::vector<std::uint8_t> block_flags_;
  sim::Trace events_;
  ChunkVector<std::uint32_t> event_steps_;
  sim::Trace scratch_;
  Lanes lanes_;
};

}  // namespace gui
