#include "sim/scenario/loader.h"

#include <gtest/gtest.h>

#include "sim/kernel/signal.h"

namespace sim::scenario {
namespace {

constexpr const char* kProgram =
    "processes:\n"
    "  - name: a\n"
    "    program: |\n"
    "      int main(void) { return 0; }\n";

std::string error_of(const std::string& text) {
  const auto s = load_scenario_text(text, "s.yaml", "");
  return s ? "" : s.error().to_string();
}

// A scenario of one process with more keys, which begin in line 6.
std::string with(const std::string& more) { return std::string("scenario: x\n") + kProgram + more; }

TEST(LoadScenario, ReadsMachineProcessesAndTexts) {
  const auto s = load_scenario_text(
      "scenario: ping\n"
      "title: {en: Ping, zh: 乒}\n"
      "machine: {cpus: 4, hz: 1000, seed: 7, cfs: {latency: 12ms}, costs: {trap_in: 99}}\n"
      "limits: {msgmnb: 64}\n"
      "processes:\n"
      "  - {name: a, program: \"int main(void)\\n{ return 0; }\\n\", args: [1, two], start: 2ms,\n"
      "     nice: -5, uid: 1000, cpus: [1, 3]}\n"
      "  - {name: w, program: \"int main(void)\\n{ return 0; }\\n\", policy: fifo, priority: 50,\n"
      "     count: 2}\n"
      "until: 1.5s\n",
      "s.yaml", "");
  ASSERT_TRUE(s) << s.error().to_string();
  EXPECT_EQ(s->id, "ping");
  EXPECT_EQ(s->title.in(Lang::zh), "乒");
  EXPECT_EQ(s->machine.cpus, 4);
  EXPECT_EQ(s->machine.hz, 1000);
  EXPECT_EQ(s->machine.seed, 7u);
  EXPECT_EQ(s->machine.sched.cfs.latency_ns, 12'000'000);
  EXPECT_EQ(s->machine.costs[Cost::trap_in].ns, 99);
  EXPECT_EQ(s->machine.msg.msgmnb, 64u);
  EXPECT_EQ(s->until, SimTime{1'500'000'000});
  ASSERT_EQ(s->machine.processes.size(), 3u);
  const ProcessSpec& a = s->machine.processes[0];
  EXPECT_EQ(a.args, (std::vector<std::string>{"1", "two"}));
  EXPECT_EQ(a.start, SimTime{2'000'000});
  EXPECT_EQ(a.nice, -5);
  EXPECT_EQ(a.uid, 1000u);
  EXPECT_EQ(a.gid, 1000u);
  EXPECT_EQ(a.cpus_allowed, 0b1010u);
  EXPECT_EQ(s->machine.processes[1].name, "w-1");
  EXPECT_EQ(s->machine.processes[2].name, "w-2");
  EXPECT_EQ(s->machine.processes[2].policy, Policy::fifo);
  EXPECT_EQ(s->machine.processes[2].rt_priority, 50);
}

TEST(LoadScenario, SuggestsTheKeyThatWasMeant) {
  EXPECT_EQ(error_of("scenario: x\nproceses:\n  - name: a\n"),
            "s.yaml:2:1: error: unknown key 'proceses'; did you mean 'processes'?");
}

TEST(LoadScenario, ListsTheKnownKeysWhenNoneIsNear) {
  EXPECT_EQ(error_of(with("limits: {colour: 1}\n")),
            "s.yaml:6:10: error: unknown key 'colour' (known: msgmax, msgmnb, msgmni)");
}

TEST(LoadScenario, SaysWhatIsMissing) {
  EXPECT_EQ(error_of("scenario: x\n"),
            "s.yaml:1:1: error: the key 'processes' is missing in this scenario: the processes, "
            "started in this order");
  EXPECT_EQ(error_of("scenario: x\nprocesses: []\n"),
            "s.yaml:2:12: error: a scenario needs at least one process");
}

TEST(LoadScenario, ChecksNumbersAndTheirRange) {
  EXPECT_EQ(error_of(with("machine: {cpus: 65}\n")),
            "s.yaml:6:17: error: found '65' for 'cpus'; expected a whole number from 1 to 64");
  EXPECT_EQ(error_of(with("machine: {cpus: [1]}\n")),
            "s.yaml:6:17: error: found a list for 'cpus'; expected a whole number from 1 to 64");
  EXPECT_EQ(error_of(with("until: 2 weeks\n")),
            "s.yaml:6:8: error: found '2 weeks' for 'until'; expected a time such as 2ms, 500us, "
            "1.5s, or a whole number of nanoseconds");
}

TEST(LoadScenario, RefusesAKeyThatIsGivenTwice) {
  EXPECT_EQ(error_of(with("until: 1s\nuntil: 2s\n")),
            "s.yaml:7:1: error: the key 'until' is given twice; first in line 6");
}

TEST(LoadScenario, KnowsTheFieldsOfEachEvent) {
  EXPECT_EQ(error_of(with("expect:\n  - {event: msg_pipelind}\n")),
            "s.yaml:7:13: error: unknown event 'msg_pipelind'; did you mean 'msg_pipelined'?");
  EXPECT_EQ(error_of(with("expect:\n  - {event: msg_pipelined, recever: a}\n")),
            "s.yaml:7:28: error: unknown key 'recever'; did you mean 'receiver'?");
  EXPECT_EQ(error_of(with("expect:\n  - {event: sys_exit, ret: EAGIN}\n")),
            "s.yaml:7:28: error: found 'EAGIN' for 'ret'; expected a number, or an error such as "
            "EAGAIN");
}

TEST(LoadScenario, KnowsTheProcessesByName) {
  EXPECT_EQ(error_of(with("expect:\n  - {exit: aa, status: 0}\n")),
            "s.yaml:7:12: error: there is no process 'aa'; did you mean 'a'?");
}

TEST(LoadScenario, ReportsAnErrorInInlineCAtItsLineOfTheFile) {
  const std::string error = error_of(
      "scenario: x\n"
      "processes:\n"
      "  - name: a\n"
      "    program: |\n"
      "      int main(void)\n"
      "      {\n"
      "          int x = ;\n"
      "          return x;\n"
      "      }\n");
  EXPECT_EQ(error.substr(0, 19), "s.yaml:7:19: error:");
  EXPECT_NE(error.find("(in the program of 'a')"), std::string::npos) << error;
}

TEST(LoadScenario, PutsWarningsOfInlineCAtTheirLineOfTheFile) {
  const auto s = load_scenario_text(
      "scenario: x\nprocesses:\n  - name: a\n    program: |\n"
      "      int main(void) { return puts(\"x\") < 0; }\n",
      "s.yaml", "");
  ASSERT_TRUE(s) << s.error().to_string();
  ASSERT_FALSE(s->warnings.empty());
  EXPECT_EQ(s->warnings.front().substr(0, 9), "s.yaml:5:");
}

TEST(LoadScenario, RefusesMoreProcessesThanAMachineCanHave) {
  EXPECT_EQ(error_of("scenario: x\nprocesses:\n  - {name: a, program: a.c, count: 1000000000}\n"),
            "s.yaml:3:36: error: found '1000000000' for 'count'; expected a whole number from 1 "
            "to 1000");
}

TEST(LoadScenario, WantsARealtimePriorityForRealtimePoliciesOnly) {
  const std::string process =
      "scenario: x\nprocesses:\n  - {name: a, program: \"int main(void)\\n{return 0;}\"";
  EXPECT_NE(error_of(process + ", policy: rr}\n").find("needs a 'priority' from 1 to 99"),
            std::string::npos);
  EXPECT_NE(error_of(process + ", priority: 5}\n").find("'priority' is for 'policy: fifo'"),
            std::string::npos);
}

TEST(LoadScenario, TakesQuestionsWithTheirAnswerCountedFromOne) {
  const std::string question =
      "questions:\n  - when: {at: 1ms}\n    ask: Who?\n    choices: [a, b]\n    answer: ";
  const auto s = load_scenario_text(with(question + "2\n"), "s.yaml", "");
  ASSERT_TRUE(s) << s.error().to_string();
  EXPECT_EQ(s->questions.front().answer, 1);
  EXPECT_EQ(error_of(with(question + "3\n")),
            "s.yaml:10:13: error: found 3 for 'answer'; there are 2 choices");
}

TEST(LoadScenario, ReadsInjections) {
  const auto s = load_scenario_text(
      with("inject:\n"
           "  - {when: {at: 3ms}, signal: SIGINT, to: a}\n"
           "  - {when: {event: msg_enqueue, process: a, nth: 2}, delay: 5us, msgmnb: 100}\n"),
      "s.yaml", "");
  ASSERT_TRUE(s) << s.error().to_string();
  ASSERT_EQ(s->machine.injections.size(), 2u);
  EXPECT_EQ(s->machine.injections[0].at, SimTime{3'000'000});
  EXPECT_EQ(s->machine.injections[0].value, kSIGINT);
  EXPECT_EQ(s->machine.injections[1].on_event, EventType::msg_enqueue);
  EXPECT_EQ(s->machine.injections[1].nth, 2u);
  EXPECT_EQ(s->machine.injections[1].what, Injection::What::set_msgmnb);
  EXPECT_EQ(error_of(with("inject:\n  - {when: {at: 1ms}, signal: SIGINT}\n")),
            "s.yaml:7:5: error: a signal goes to a process: 'to' is missing");
}

TEST(LoadScenario, NamesTheMissingProgram) {
  EXPECT_EQ(error_of("scenario: x\nprocesses:\n  - {program: nothere.c}\n"),
            "s.yaml:3:15: error: there is no C file 'nothere.c' beside the scenario");
}

}  // namespace
}  // namespace sim::scenario
