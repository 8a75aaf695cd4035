// Fields of events as text, by their kind: one place for the log, the window and the exports.
#pragma once

#include <cstdint>
#include <string>

#include "sim/analysis/names.h"
#include "sim/trace/event.h"

namespace sim::analysis {

// "receiver:101", "TASK_INTERRUPTIBLE", "EAGAIN", "msgsnd", "0x801f", ...
std::string field_text(const Event& e, int field, const Names& names);
// The same for people, where the field alone does not tell what its number means: what a system
// call returned, a key, a signal the scenario sends.
std::string field_words(const Event& e, int field, const Names& names);
// "msqid=0 type=888 size=5", without the fields the event does not have. `words`: for people, with
// a system call's arguments and results as programs write them.
enum class Values : std::uint8_t { words, numbers };
std::string fields_text(const Event& e, const Names& names, Values values = Values::words);
// A system call with its arguments as ftrace prints them: "msgsnd(msqid: 0, ..., msgflg: 0x800)".
std::string syscall_text(const Event& sys_enter);
// ftrace's way with a system call's argument: 9, 0x10.
std::string ftrace_argument(std::uint64_t value);
// The letter sched_switch prints for a task_state field.
char state_letter(std::int64_t state);
// The person's source line a user_line event stands for: "sender.c:11"; empty when unknown.
std::string line_text(const Event& user_line, const Names& names);

}  // namespace sim::analysis
