// What things cost, in simulated nanoseconds. A named set; the default is from measurements on a
// real machine (docs/costs.md). A scenario may load another set or change single entries.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/hash.h"
#include "sim/base/time.h"

namespace sim {

// name, default nanoseconds, meaning
#define SIM_COSTS(X)                                                       \
  X(none, 0, "nothing worth counting")                                     \
  X(user_insn, 1, "one instruction of the virtual CPU")                    \
  X(trap_in, 70, "system call: trap into the kernel, save registers")      \
  X(trap_out, 60, "restore registers, return to user mode")                \
  X(syscall_work, 30, "the work of a trivial system call")                 \
  X(irq_in, 150, "interrupt: save state, find the handler")                \
  X(irq_out, 80, "return from an interrupt")                               \
  X(exception_in, 120, "fault in user mode: save state, find the handler") \
  X(get_user, 18, "read one word from user space")                         \
  X(put_user, 18, "write one word to user space")                          \
  X(alloc_msg, 462, "allocate a msg_msg and charge it to its owner")       \
  X(alloc_seg, 30, "allocate one more segment of a message")               \
  X(free_seg, 30, "free one more segment of a message")                    \
  X(copy_text, 78, "begin to copy a message's text across the boundary")   \
  X(copy_text_64, 6, "copy 64 bytes of a message's text")                  \
  X(free_msg, 259, "free a msg_msg")                                       \
  X(copy_start, 20, "begin a copy across the boundary")                    \
  X(copy_bytes_16, 2, "copy 16 bytes across the boundary")                 \
  X(ipc_lookup, 24, "find an IPC object by its id")                        \
  X(ipc_perm, 15, "check permissions")                                     \
  X(lock, 20, "take a spin lock nobody holds")                             \
  X(unlock, 12, "release a spin lock")                                     \
  X(lock_handover, 60, "get a spin lock another CPU just released")        \
  X(list_op, 12, "link or unlink one list node")                           \
  X(list_scan, 6, "look at one list node")                                 \
  X(check, 10, "one comparison worth showing")                             \
  X(wake_q_op, 12, "put a task on, or take it off, the wake queue")        \
  X(ttwu, 180, "try_to_wake_up: check the state, take the locks")          \
  X(select_cpu, 90, "choose a CPU for a woken task")                       \
  X(enqueue, 160, "enqueue a task on a run queue")                         \
  X(dequeue, 150, "dequeue a task from a run queue")                       \
  X(rq_node, 5, "one level of the red-black tree")                         \
  X(update_curr, 40, "account the time the current task has run")          \
  X(preempt_check, 60, "should the woken task preempt the current one?")   \
  X(pick_next, 120, "choose the next task")                                \
  X(put_prev, 60, "put the previous task back")                            \
  X(switch_mm, 420, "change page tables to another process's")             \
  X(switch_regs, 380, "save and load registers, change stacks")            \
  X(finish_switch, 80, "clean up after a context switch")                  \
  X(set_state, 8, "set a task's state")                                    \
  X(tick_work, 250, "the scheduler's work at a tick")                      \
  X(timer_program, 60, "arm or cancel a timer")                            \
  X(timer_expire, 120, "run one expired timer")                            \
  X(ipi, 600, "an interrupt from one CPU to another arrives")              \
  X(idle_exit, 500, "an idle CPU starts to work again")                    \
  X(fork_task, 12000, "allocate and copy a task_struct")                   \
  X(fork_page, 60, "share one page copy-on-write")                         \
  X(exit_task, 15000, "tear a process down")                               \
  X(wait_scan, 20, "look at one child")                                    \
  X(reap, 2500, "release a zombie")                                        \
  X(signal_send, 200, "queue a signal")                                    \
  X(signal_deliver, 700, "push a signal frame")                            \
  X(signal_return, 300, "pop a signal frame")                              \
  X(page_fault, 500, "give a process a page")                              \
  X(tty_write, 900, "hand a write to the terminal")                        \
  X(tty_byte_16, 30, "16 bytes to the terminal")                           \
  X(pipe_op, 150, "work on a pipe's buffers")                              \
  X(file_op, 300, "work on a file")                                        \
  X(path_lookup, 500, "find a file by its name")                           \
  X(ipc_create, 868, "create an IPC object")                               \
  X(ipc_destroy, 668, "destroy an IPC object")                             \
  X(brk_work, 300, "move the program break")

enum class Cost : std::uint8_t {
#define SIM_COST_ENUM(name, ns, about) name,
  SIM_COSTS(SIM_COST_ENUM)
#undef SIM_COST_ENUM
      count_,
};
constexpr int kCostCount = static_cast<int>(Cost::count_);

struct CostModel {
  std::array<std::int32_t, kCostCount> ns{};

  static CostModel defaults();
  SimDuration operator[](Cost c) const { return {ns[static_cast<std::size_t>(c)]}; }
  void hash(Hasher& h) const {
    for (auto v : ns) h.add(v);
  }
};

std::string_view cost_name(Cost c);
std::string_view cost_about(Cost c);
std::optional<Cost> cost_by_name(std::string_view name);

}  // namespace sim
