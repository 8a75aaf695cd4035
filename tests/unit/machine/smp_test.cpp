// Several CPUs at once: whatever their steps' interleaving, no task is lost or runs twice.
#include "tests/unit/machine/programs.h"

namespace sim {
namespace {

// Clients and a server over one queue with little room: senders and receivers block all the time.
const char* const kCrowd = R"(
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>
struct msg { long mtype; long value; };
int main(void) {
  int requests = msgget(IPC_PRIVATE, 0600), replies = msgget(IPC_PRIVATE, 0600);
  struct msqid_ds ds;
  msgctl(requests, IPC_STAT, &ds);
  ds.msg_qbytes = 3 * sizeof(long);
  msgctl(requests, IPC_SET, &ds);
  for (int c = 1; c <= 6; c++)
    if (fork() == 0) {
      long sum = 0;
      struct msg m;
      for (int i = 0; i < 20; i++) {
        m.mtype = c;
        m.value = i;
        msgsnd(requests, &m, sizeof m.value, 0);
        msgrcv(replies, &m, sizeof m.value, c, 0);
        sum += m.value;
      }
      _exit(sum == 190 * 2 ? 0 : 1);
    }
  struct msg m;
  for (int i = 0; i < 6 * 20; i++) {
    msgrcv(requests, &m, sizeof m.value, 0, 0);
    m.value *= 2;
    msgsnd(replies, &m, sizeof m.value, 0);
  }
  int status, failed = 0;
  while (wait(&status) > 0) failed += status != 0;
  printf("failed %d\n", failed);
  return 0;
}
)";

// Children that end at the same moment wake their parent from several CPUs at once.
const char* const kEndings = R"(
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  int n = 0;
  for (int round = 0; round < 5; round++) {
    int kids[6];
    for (int i = 0; i < 6; i++)
      if ((kids[i] = fork()) == 0) {
        if (i % 2) pause();
        _exit(0);
      }
    for (int i = 0; i < 6; i++) kill(kids[i], SIGTERM);
    while (wait(0) > 0) n++;
  }
  printf("%d\n", n);
  return 0;
}
)";

std::string run_checked(const char* program, int cpus) {
  MachineConfig config = config_for({{"program", program}});
  config.cpus = cpus;
  Machine m = Machine::boot(config);
  while (m.ended() == RunEnd::running && m.steps() < 5'000'000) {
    m.step();
    if (const auto problem = m.check_invariants()) return *problem;
  }
  return m.ended() == RunEnd::finished ? output_of(m) : m.describe_blocked();
}

class Smp : public ::testing::TestWithParam<int> {};

TEST_P(Smp, BlockingSendersAndReceiversAllGetTheirMessages) {
  EXPECT_EQ(run_checked(kCrowd, GetParam()), "failed 0\n");
}

TEST_P(Smp, ChildrenEndingTogetherWakeTheirParentOnce) {
  EXPECT_EQ(run_checked(kEndings, GetParam()), "30\n");
}

INSTANTIATE_TEST_SUITE_P(Cpus, Smp, ::testing::Values(1, 2, 3, 4, 8));

// A CPU looks for something to run, and halts a moment later: whoever is woken in between must run.
TEST(Idle, DoesNotSleepThroughAWakeUpBetweenLookingAndHalting) {
  MachineConfig config = config_for(
      {{"first", "int main(void) { return 0; }"}, {"second", "int main(void) { return 0; }"}});
  for (std::int64_t start_ns = 19'000; start_ns < 21'000; ++start_ns) {
    config.processes[1].start = SimTime{start_ns};
    Machine m = Machine::boot(config);
    m.run({});
    ASSERT_EQ(m.ended(), RunEnd::finished) << "second starts at " << start_ns;
  }
}

}  // namespace
}  // namespace sim
