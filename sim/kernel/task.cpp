#include "sim/kernel/task.h"

#include "sim/base/assert.h"

namespace sim {

std::string_view task_state_name(TaskState s) {
  switch (s) {
    case TaskState::running:
      return "TASK_RUNNING";
    case TaskState::interruptible:
      return "TASK_INTERRUPTIBLE";
    case TaskState::uninterruptible:
      return "TASK_UNINTERRUPTIBLE";
    case TaskState::stopped:
      return "TASK_STOPPED";
    case TaskState::zombie:
      return "EXIT_ZOMBIE";
    case TaskState::dead:
      return "EXIT_DEAD";
  }
  return "?";
}

char task_state_letter(TaskState s) { return "RSDTZX"[static_cast<int>(s)]; }

std::string_view textbook_state_name(TextbookState s) {
  switch (s) {
    case TextbookState::new_:
      return "new";
    case TextbookState::ready:
      return "ready";
    case TextbookState::running:
      return "running";
    case TextbookState::blocked:
      return "blocked";
    case TextbookState::stopped:
      return "stopped";
    case TextbookState::zombie:
      return "zombie";
    case TextbookState::terminated:
      return "terminated";
  }
  return "?";
}

std::string_view wait_kind_name(WaitKind k) {
  switch (k) {
    case WaitKind::none:
      return "none";
    case WaitKind::msg_receivers:
      return "q_receivers";
    case WaitKind::msg_senders:
      return "q_senders";
    case WaitKind::child_exit:
      return "wait_chldexit";
    case WaitKind::sleep:
      return "sleep";
    case WaitKind::pause:
      return "pause";
    case WaitKind::pipe_read:
      return "pipe rd_wait";
    case WaitKind::pipe_write:
      return "pipe wr_wait";
    case WaitKind::futex:
      return "futex";
    case WaitKind::vfork:
      return "vfork_done";
    case WaitKind::poll:
      return "poll";
    case WaitKind::signal_wait:
      return "sigtimedwait";
  }
  return "?";
}

TextbookState Task::textbook_state() const {
  switch (state) {
    case TaskState::running:
      if (on_cpu) return TextbookState::running;
      return on_rq || is_idle ? TextbookState::ready : TextbookState::new_;
    case TaskState::interruptible:
    case TaskState::uninterruptible:
      return TextbookState::blocked;
    case TaskState::stopped:
      return TextbookState::stopped;
    case TaskState::zombie:
      return TextbookState::zombie;
    case TaskState::dead:
      break;
  }
  return TextbookState::terminated;
}

}  // namespace sim
