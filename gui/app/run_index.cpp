#include "gui/app/run_index.h"

#include <algorithm>

namespace gui {

using sim::EventType;

RunIndex::RunIndex(const sim::Machine& start, const sim::Trace& boot, Limits limits,
                   RunObserver* observer)
    : limits_(limits),
      observer_(observer),
      first_step_(start.steps()),
      last_step_(start.steps()),
      end_time_(start.now()),
      events_(sim::Detail::events),
      scratch_(sim::Detail::lines),
      lanes_(start) {
  lanes_.on_boot(boot, start);
  for (std::size_t i = 0; i < boot.size(); ++i) take(boot[i], first_step_, start);
}

void RunIndex::take(const sim::Event& e, std::uint64_t position, const sim::Machine& m) {
  if (e.type == sim::EventType::sched_process_exit && e.args[3] != 0 && !killed_) killed_ = e.pid;
  if (observer_ != nullptr) observer_->on_event(e, position, m);
  if (!events_.wants(e.type)) return;
  events_.append(e);
  event_steps_.push_back(static_cast<std::uint32_t>(position));
}

void RunIndex::add_code(StepCode code) {
  const std::size_t block = codes_.size() / kBlock;
  if (block == block_flags_.size()) block_flags_.push_back(0);
  block_flags_[block] |= code.flags;
  codes_.push_back(code);
  ++last_step_;
}

namespace {

// A line of C that the step has come to, and that is run next. Only user code comes to a line:
// after an interrupt it goes on with one it had come to before.
void note_line(StepCode& code, const sim::Machine& m) {
  const sim::StepInfo& last = m.last_step();
  if (last.kind != sim::StepInfo::Kind::user && last.kind != sim::StepInfo::Kind::compute) return;
  if (!m.kernel().tasks.contains(last.task)) return;
  const sim::Task& t = m.kernel().tasks[last.task];
  if (t.in_kernel() || t.compute_left_ns > 0 || m.kernel().cpus[last.cpu.value].spinning) return;
  const sim::Program& program = m.kernel().program(t);
  if (t.regs.pc < sim::kTextBase) return;
  const std::uint64_t at = (t.regs.pc - sim::kTextBase) / sim::kInsnBytes;
  if (at >= program.code.size() || program.code[at].op != sim::Op::line) return;
  code.flags |= StepCode::user_line;
  code.program = static_cast<std::uint16_t>(t.program.value);
  code.what = static_cast<std::uint32_t>(program.code[at].imm);
}

// What the step's events say of it.
void note(StepCode& code, const sim::Event& e) {
  switch (e.type) {
    case EventType::kernel_step:
      code.flags |= StepCode::kernel;
      code.what = static_cast<std::uint32_t>(e.args[0] << 8 | e.args[1]);
      return;
    case EventType::sched_switch:
      code.flags |= StepCode::has_switch;
      break;
    case EventType::msg_enqueue:
    case EventType::msg_pipelined:
    case EventType::msg_dequeue:
      code.flags |= StepCode::has_message;
      break;
    default:
      break;
  }
  if (sim::event_spec(e.type).level <= sim::Detail::events) code.flags |= StepCode::has_event;
}

}  // namespace

bool RunIndex::explore(sim::Timeline& timeline, std::uint64_t steps) {
  for (std::uint64_t n = 0; n < steps && !complete_; ++n) {
    scratch_.clear();
    const std::uint64_t before = last_step_;
    timeline.explore({before + 1, limits_.time}, &scratch_);
    const sim::Machine& m = timeline.frontier();
    StepCode code;
    code.cpu = static_cast<std::uint8_t>(m.last_step().cpu.value);
    for (std::size_t i = 0; i < scratch_.size(); ++i) {
      note(code, scratch_[i]);
      take(scratch_[i], m.steps(), m);
    }
    note_line(code, m);
    if (observer_ != nullptr && m.steps() > before) observer_->on_step(m.steps(), m);
    if (m.steps() > before) lanes_.on_step(m.last_step(), m, scratch_, 0, scratch_.size());
    while (last_step_ < m.steps()) add_code(code);
    end_time_ = std::max(end_time_, std::min(m.now(), limits_.time));
    full_ = events_.size() >= limits_.events || last_step_ >= first_step_ + limits_.steps;
    end_ = m.ended();
    complete_ = full_ || m.ended() != sim::RunEnd::running || m.steps() == before;
  }
  return !complete_;
}

std::uint8_t RunIndex::flag_of(Granularity kind) {
  switch (kind) {
    case Granularity::line:
      return StepCode::user_line;
    case Granularity::event:
      return StepCode::has_event;
    case Granularity::context_switch:
      return StepCode::has_switch;
    case Granularity::step:
      break;
  }
  return 0;
}

std::optional<std::uint64_t> RunIndex::next(Granularity kind, std::uint64_t position) const {
  if (position >= last_step_) return std::nullopt;
  if (kind == Granularity::step) return position + 1;
  return next_flag(flag_of(kind), position, last_step_);
}

std::optional<std::uint64_t> RunIndex::next_flag(std::uint8_t flag, std::uint64_t after,
                                                 std::uint64_t up_to) const {
  up_to = std::min(up_to, last_step_);
  // Codes are counted from 0: code i belongs to the step that leads to position i + 1.
  for (std::uint64_t i = after - first_step_; i < up_to - first_step_;) {
    if ((block_flags_[i / kBlock] & flag) == 0) {
      i = (i / kBlock + 1) * kBlock;
      continue;
    }
    if ((codes_[i].flags & flag) != 0) return first_step_ + i + 1;
    ++i;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> RunIndex::previous(Granularity kind, std::uint64_t position) const {
  if (position <= first_step_) return std::nullopt;
  position = std::min(position, last_step_ + 1);
  if (kind == Granularity::step) return position - 1;
  const std::uint8_t flag = flag_of(kind);
  for (std::uint64_t i = position - first_step_ - 1; i > 0;) {  // code i - 1 is looked at
    if ((block_flags_[(i - 1) / kBlock] & flag) == 0) {
      i = (i - 1) / kBlock * kBlock;
      continue;
    }
    if ((codes_[i - 1].flags & flag) != 0) return first_step_ + i;
    --i;
  }
  return std::nullopt;
}

std::pair<std::size_t, std::size_t> RunIndex::events_of_step(std::uint64_t position) const {
  const auto first_from = [&](std::uint64_t step) {
    std::size_t lo = 0, hi = event_steps_.size();
    while (lo < hi) {
      const std::size_t mid = (lo + hi) / 2;
      if (event_steps_[mid] < step)
        lo = mid + 1;
      else
        hi = mid;
    }
    return lo;
  };
  return {first_from(position), first_from(position + 1)};
}

}  // namespace gui
