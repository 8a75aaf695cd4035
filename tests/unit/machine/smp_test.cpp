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

// The exit statuses of all processes, by pid; -1 in front when the machine did not end, or an
// invariant did not hold.
std::map<std::int64_t, std::int64_t> statuses_of(const MachineConfig& config) {
  std::map<std::int64_t, std::int64_t> statuses;
  Trace trace(Detail::events);
  Machine m = Machine::boot(config, &trace);
  while (m.ended() == RunEnd::running && m.steps() < 200'000) {
    m.step(&trace);
    if (const auto problem = m.check_invariants()) {
      ADD_FAILURE() << *problem;
      break;
    }
  }
  for (std::size_t i = 0; i < trace.size(); ++i)
    if (trace[i].type == EventType::sched_process_exit)
      statuses[trace[i].args[0]] =
          trace[i].args[3] != 0 ? 128 + trace[i].args[3] : trace[i].args[2];
  if (m.ended() != RunEnd::finished) statuses[-1] = -1;
  return statuses;
}

// Two programs at two CPUs, the second starting a little earlier or later each time.
template <class CheckT>
void at_all_offsets(const char* first, const char* second, std::int64_t step_ns, CheckT check) {
  MachineConfig config = config_for({{"first", first}, {"second", second}});
  config.cpus = 2;
  config.processes[0].start = SimTime{20'000};
  for (std::int64_t start_ns = 18'500; start_ns < 21'500; start_ns += step_ns) {
    config.processes[1].start = SimTime{start_ns};
    const auto statuses = statuses_of(config);
    ASSERT_EQ(statuses.count(-1), 0u) << "second starts at " << start_ns;
    check(statuses.at(101), statuses.at(102), start_ns);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(TwoCpus, MakeOneQueueOfAKeyThatBothWantAlone) {
  const char* const make = R"(
#include <sys/msg.h>
int main(void) { return msgget(0x42, IPC_CREAT | IPC_EXCL | 0600) == -1; }
)";
  at_all_offsets(make, make, 15, [](auto one, auto two, auto start_ns) {
    EXPECT_EQ(one + two, 1) << "second starts at " << start_ns;
  });
}

TEST(TwoCpus, OpenTheSameQueueWhoeverMakesIt) {
  const char* const make = R"(
#include <sys/msg.h>
int main(void) { return msgget(0x42, IPC_CREAT | 0600); }
)";
  at_all_offsets(make, make, 15, [](auto one, auto two, auto start_ns) {
    EXPECT_EQ(one, two) << "second starts at " << start_ns;
  });
}

// Removed under the feet of a sender and of another who wants to remove it.
TEST(TwoCpus, RemoveAQueueOnce) {
  const char* const remove = R"(
#include <sys/msg.h>
int main(void) {
  int id = msgget(0x42, IPC_CREAT | 0600);
  return msgctl(id, IPC_RMID, 0) == -1;
}
)";
  at_all_offsets(remove, remove, 15, [](auto one, auto two, auto start_ns) {
    EXPECT_LE(one + two, 1) << "second starts at " << start_ns;
  });
}

// Who is stopped and continued at once goes on, also when SIGCONT comes while it obeys SIGSTOP.
TEST(TwoCpus, ContinueWhoIsJustAboutToStop) {
  for (int spins = 0; spins < 400; ++spins) {
    MachineConfig config = config_for({{"parent", R"(
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static volatile int n;
int main(int argc, char **argv) {
  int spins = atoi(argv[1]), kid = fork();
  if (kid == 0) for (int i = 0; i < 20000; i++) n = i;
  if (kid == 0) _exit(7);
  usleep(20);
  kill(kid, SIGSTOP);
  for (int i = 0; i < spins; i++) n = i;
  kill(kid, SIGCONT);
  int status = 0;
  waitpid(kid, &status, 0);
  return WEXITSTATUS(status);
}
)"}});
    config.cpus = 2;
    config.processes[0].args = {std::to_string(spins)};
    const auto statuses = statuses_of(config);
    ASSERT_EQ(statuses.count(-1), 0u) << spins;
    ASSERT_EQ(statuses.at(101), 7) << spins;
  }
}

// The parent finds its child stopped; before it has noted so, another CPU's SIGCONT comes.
TEST(TwoCpus, NeverTellOfAStopThatIsOver) {
  for (int spins = 0; spins < 400; ++spins) {
    MachineConfig config = config_for({{"parent", R"(
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static volatile int n;
int main(int argc, char **argv) {
  int spins = atoi(argv[1]), status = 0, kid = fork();
  if (kid == 0) {
    usleep(100);
    _exit(0);
  }
  kill(kid, SIGSTOP);
  if (fork() == 0) {
    usleep(40);
    for (int i = 0; i < spins; i++) n = i;
    kill(kid, SIGCONT);
    _exit(0);
  }
  usleep(44);
  waitpid(kid, &status, WUNTRACED);
  return WIFSTOPPED(status) ? WSTOPSIG(status) == SIGSTOP ? 0 : 1 : 0;
}
)"}});
    config.cpus = 2;
    config.processes[0].args = {std::to_string(spins)};
    const auto statuses = statuses_of(config);
    ASSERT_EQ(statuses.count(-1), 0u) << spins;
    ASSERT_EQ(statuses.at(101), 0) << spins;
  }
}

// A process that ends while a signal is sent to it: the sender is told that it was there or not,
// and root never that it may not.
TEST(TwoCpus, SignalADyingProcessOrFindNone) {
  at_all_offsets("int main(void) { return 0; }", R"(
#include <errno.h>
#include <signal.h>
int main(void) {
  for (int i = 0; i < 60; i++)
    if (kill(101, 0) == -1 && errno != ESRCH) return errno;
  return 0;
}
)",
                 25, [](auto, auto sender, auto start_ns) {
                   EXPECT_EQ(sender, 0) << "second starts at " << start_ns;
                 });
}

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
