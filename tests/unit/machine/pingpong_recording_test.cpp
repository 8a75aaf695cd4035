// The order of a ping-pong's events against a recording of Linux 6.18: two processes on one CPU
// bounce a message over two queues.
#include <string>
#include <vector>

#include "tests/unit/machine/programs.h"

namespace sim {
namespace {

enum : int { kNrMsgsnd = 69, kNrMsgrcv = 70 };

// One round in the steady state, as recorded.
const std::vector<std::string> kRecordedRound{
    "pong: sys_msgrcv ->",           "pong: sys_msgsnd",
    "pong: sched_waking ping",       "pong: sched_wakeup ping",
    "pong: sys_msgsnd ->",           "pong: sched_switch R ==> ping",
    "ping: sys_msgrcv ->",           "ping: sys_msgsnd",
    "ping: sys_msgsnd ->",           "ping: sys_msgrcv",
    "ping: sched_switch S ==> pong", "pong: sys_msgrcv",
};

std::string describe(const Event& e) {
  const auto name = [&](std::int64_t pid) {
    return std::string(pid == 101 ? "ping" : pid == 102 ? "pong" : "other");
  };
  const std::string who = name(e.pid.value) + ": ";
  const std::string call = e.args[0] == kNrMsgsnd   ? "sys_msgsnd"
                           : e.args[0] == kNrMsgrcv ? "sys_msgrcv"
                                                    : "sys_other";
  switch (e.type) {
    case EventType::sys_enter:
      return who + call;
    case EventType::sys_exit:
      return who + call + " ->";
    case EventType::sched_waking:
      return who + "sched_waking " + name(e.args[0]);
    case EventType::sched_wakeup:
      return who + "sched_wakeup " + name(e.args[0]);
    case EventType::sched_switch:
      return who + "sched_switch " + task_state_letter(static_cast<TaskState>(e.args[2])) +
             " ==> " + name(e.args[3]);
    default:
      return "";
  }
}

TEST(PingPongRecording, TheOrderOfEventsInTheSteadyStateIsTheRecordedOne) {
  Trace trace(Detail::events);
  Machine m = Machine::boot(config_for({ping(50), pong(50)}), &trace);
  m.run({}, &trace);
  std::vector<std::string> events;
  for (std::size_t i = 0; i < trace.size(); ++i)
    if (std::string s = describe(trace[i]); !s.empty()) events.push_back(std::move(s));
  // From the middle of the run, beginning where a round begins in the recording: ten rounds.
  std::size_t at = events.size() / 2;
  while (at < events.size() && events[at] != kRecordedRound[0]) ++at;
  ASSERT_LT(at + 10 * kRecordedRound.size(), events.size());
  for (std::size_t i = 0; i < 10 * kRecordedRound.size(); ++i)
    EXPECT_EQ(events[at + i], kRecordedRound[i % kRecordedRound.size()]) << "event " << i;
}

}  // namespace
}  // namespace sim
