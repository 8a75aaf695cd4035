#include "sim/analysis/expect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.h"

namespace sim::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

// What fails of a scenario's expectations.
std::vector<std::string> failures_of(const std::string& yaml) {
  const scenario::Scenario s = scenario_of(yaml);
  ExpectationChecker checker(s);
  scenario::run_machine(s.machine, {}, {&checker});
  std::vector<std::string> found;
  for (const Failure& f : checker.failures()) found.push_back(f.message);
  return found;
}

// ... of these on ping().
std::vector<std::string> failures(const std::string& expectations) {
  return failures_of(ping() + "expect:\n" + expectations);
}

TEST(Expectation, HoldsWhenTheRunIsAsItSays) {
  EXPECT_THAT(failures(R"(
  - {output: receiver, text: "got 5 bytes\n"}
  - {output: all, lines: ["got 5 bytes"]}
  - {output: receiver, contains: "5"}
  - {exit: receiver, status: 3}
  - {event: msg_pipelined, process: sender, type: 7, text: hello, receiver: receiver, count: 1}
  - never: {event: msg_enqueue}
  - order: [{event: msg_block_receiver}, {event: msg_pipelined}, {event: sched_wakeup, pid: receiver}]
  - {at: 1ms, process: receiver, state: TASK_INTERRUPTIBLE}
  - {at: 1ms, process: receiver, state: blocked}
  - {at: 1ms, queue: {key: 0x77}, q_qnum: 0, receivers: 1}
  - {at: 10ms, process: receiver, state: terminated}
  - metric: {process: receiver, field: blocked_ns, min: 1.5ms, max: 3ms}
  - {end: finished}
)"),
              IsEmpty());
}

TEST(Expectation, SaysWhatWasPrintedInstead) {
  EXPECT_THAT(failures("  - {output: receiver, text: \"got 6 bytes\\n\"}\n"),
              ElementsAre("receiver wrote \"got 5 bytes\\n\", not \"got 6 bytes\\n\""));
  EXPECT_THAT(failures("  - {output: receiver, lines: [\"got 5 bytes\", more]}\n"),
              ElementsAre("receiver wrote 1 line; line 2, \"more\", is missing"));
  EXPECT_THAT(failures("  - {output: sender, contains: x}\n"),
              ElementsAre("sender wrote \"\", without \"x\""));
}

TEST(Expectation, SaysHowAProcessEndedInstead) {
  EXPECT_THAT(failures("  - {exit: receiver, status: 0}\n"),
              ElementsAre("receiver ended with status 3, not with status 0"));
  EXPECT_THAT(failures("  - {exit: receiver, signal: SIGKILL}\n"),
              ElementsAre("receiver ended with status 3, not killed by SIGKILL"));
}

TEST(Expectation, CountsEvents) {
  EXPECT_THAT(failures("  - {event: msg_pipelined, count: 2}\n"),
              ElementsAre("msg_pipelined happened once, not 2 times"));
  EXPECT_THAT(failures("  - {event: msg_pipelined, type: 8}\n"),
              ElementsAre("msg_pipelined (type 8) happened 0 times, not at least once"));
}

TEST(Expectation, SaysWhenSomethingHappenedThatMustNever) {
  EXPECT_THAT(failures("  - never: {event: msg_pipelined, process: sender}\n"),
              ElementsAre(StartsWith("msg_pipelined of sender happened once, first at 2.0")));
}

TEST(Expectation, SaysWhereAnOrderBreaks) {
  EXPECT_THAT(
      failures("  - order: [{event: msg_pipelined}, {event: msg_block_receiver}]\n"),
      ElementsAre(StartsWith("msg_block_receiver never happened after msg_pipelined (at 2.0")));
}

TEST(Expectation, SaysWhichStateAProcessOrQueueHadInstead) {
  EXPECT_THAT(failures("  - {at: 1ms, process: receiver, state: ready}\n"),
              ElementsAre("receiver was TASK_INTERRUPTIBLE (blocked) at 1 ms, not ready"));
  EXPECT_THAT(failures("  - {at: 1ms, queue: {key: 0x77}, q_qnum: 1}\n"),
              ElementsAre("q_qnum was 0 at 1 ms, not 1"));
  EXPECT_THAT(failures("  - {at: 1ms, queue: {key: 0x78}, q_qnum: 1}\n"),
              ElementsAre("there was no such queue at 1 ms"));
}

TEST(Expectation, ComparesFigures) {
  EXPECT_THAT(failures("  - metric: {process: receiver, field: wakeups, equals: 2}\n"),
              ElementsAre("wakeups of receiver is 1, not 2"));
}

TEST(Expectation, KnowsTheMomentTheRunWentWrong) {
  const auto moment = [](const std::string& expectation) {
    const scenario::Scenario s = scenario_of(ping() + "expect:\n" + expectation);
    ExpectationChecker checker(s);
    scenario::run_machine(s.machine, {}, {&checker});
    return checker.failures().size() == 1 ? checker.failures()[0].at.ns : -1;
  };
  const std::int64_t end = moment("  - {output: receiver, text: other}");
  EXPECT_EQ(moment("  - {at: 1ms, process: receiver, state: running}"), 1'000'000);
  const std::int64_t sent = moment("  - never: {event: msg_pipelined}");
  EXPECT_GT(sent, 1'000'000);
  EXPECT_LT(sent, end);
  EXPECT_EQ(moment("  - {event: msg_pipelined, max: 0}"), sent);
  EXPECT_EQ(moment("  - {event: msg_pipelined, count: 2}"), end);
  EXPECT_EQ(moment("  - order: [{event: msg_pipelined}, {event: msg_pipelined}]"), end);
  EXPECT_EQ(moment("  - {end: deadlock}"), end);
}

TEST(Expectation, ADeadlockFailsUnlessItIsExpected) {
  const std::string stuck = R"(
scenario: stuck
processes:
  - name: alone
    program: |
      #include <sys/msg.h>
      int main(void) {
        struct { long t; char x[8]; } m;
        return (int)msgrcv(msgget(1, IPC_CREAT | 0600), &m, 8, 0, 0);
      }
)";
  EXPECT_THAT(failures_of(stuck),
              ElementsAre(testing::HasSubstr("alone (pid 101) waits in msgrcv")));
  EXPECT_THAT(failures_of(stuck + "expect: [{end: deadlock}]\n"), IsEmpty());
}

}  // namespace
}  // namespace sim::analysis
