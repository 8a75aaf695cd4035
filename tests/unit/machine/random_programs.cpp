#include "tests/unit/machine/random_programs.h"

#include <fmt/format.h>

#include <initializer_list>
#include <iterator>

#include "tests/unit/machine/programs.h"

namespace sim {
namespace {

const char* const kPrelude = R"(
#define _GNU_SOURCE
#include <fcntl.h>
#include <msgscope.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
struct msg { long mtype; char text[9000]; };
static struct msg m;
static char bytes[9000];
static int q[3], fd[2] = {-1, -1}, depth;
static pid_t kid;
static volatile sig_atomic_t caught;
static void on_signal(int n) { caught++; }
static void snd(int i, long type, int size, int flags) {
  m.mtype = type;
  msgsnd(q[i], &m, size, flags);
}
static void rcv(int i, long type, int size, int flags) { msgrcv(q[i], &m, size, type, flags); }
static void limit(int i, int bytes_in_all) {
  struct msqid_ds ds;
  if (msgctl(q[i], IPC_STAT, &ds) == -1) return;
  ds.msg_qbytes = bytes_in_all;
  msgctl(q[i], IPC_SET, &ds);
}
static void handle(int n, int flags) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_signal;
  sa.sa_flags = flags;
  sigaction(n, &sa, 0);
}
static void hold(int how, int n) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, n);
  sigprocmask(how, &set, 0);
}
static void wait_for_signal(int n, int us) {
  struct timespec ts = {0, us * 1000L};
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, n);
  sigtimedwait(&set, 0, &ts);
}
static void ring(int us, int every) {
  struct itimerval it = {{0, every}, {0, us}};
  setitimer(ITIMER_REAL, &it, 0);
}
static void policy(int which, int priority) {
  struct sched_param p = {priority};
  sched_setscheduler(0, which, &p);
}
static void poll_both(int ms) {
  struct pollfd p[2] = {{fd[0], POLLIN, 0}, {fd[1], POLLOUT, 0}};
  poll(p, 2, ms);
}
static void map(int pages) {
  char *p = mmap(0, pages * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) return;
  for (int i = 0; i < pages; i++) p[i * 4096] = 1;
  munmap(p, pages * 4096);
}
static void new_pipe(int flags) {
  if (fd[0] >= 0) close(fd[0]);
  if (fd[1] >= 0) close(fd[1]);
  if (pipe2(fd, flags) == -1) fd[0] = fd[1] = -1;
}
)";

class Writer {
 public:
  explicit Writer(Prng& prng) : prng_(prng) {}

  std::string statement(int depth) {
    switch (prng_.below(14)) {
      case 0:
      case 1:
      case 2:
        return send_or_receive();
      case 3:
        return queue_control();
      case 4:
      case 5:
        return pipes();
      case 6:
      case 7:
        return signals();
      case 8:
        return waits();
      case 9:
        return scheduling();
      case 10:
        return fmt::format("compute_us({});", number({1, 10, 100, 1000}));
      case 11:
        return fmt::format("for (int i = 0; i < {}; i++) {{ {} }}", number({2, 3, 7}),
                           send_or_receive());
      case 12:
        return fmt::format("map({});", number({1, 3, 20}));
      default:
        return depth == 0 ? family() : child(depth);
    }
  }

 private:
  int number(std::initializer_list<int> all) {
    return *std::next(all.begin(), static_cast<std::ptrdiff_t>(prng_.below(all.size())));
  }
  const char* one_of(std::initializer_list<const char*> all) {
    return *std::next(all.begin(), static_cast<std::ptrdiff_t>(prng_.below(all.size())));
  }
  const char* a_signal() {
    return one_of({"SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE", "SIGRTMIN", "SIGCONT"});
  }
  const char* whom() { return one_of({"getppid()", "kid", "kid", "getpid()", "0", "101", "102"}); }

  std::string send_or_receive() {
    const int queue = number({0, 0, 0, 1, 1, 2});
    if (prng_.below(2) == 0)
      return fmt::format("snd({}, {}, {}, {});", queue, number({1, 1, 2, 3, 0}),
                         number({0, 1, 16, 100, 4049, 8192, 9000}),
                         one_of({"0", "0", "IPC_NOWAIT"}));
    return fmt::format(
        "rcv({}, {}, {}, {});", queue, number({0, 0, 1, 2, -2, -3}), number({0, 16, 9000, 9000}),
        one_of({"0", "0", "IPC_NOWAIT", "MSG_NOERROR", "MSG_EXCEPT", "IPC_NOWAIT | MSG_COPY"}));
  }

  std::string queue_control() {
    const int queue = number({0, 0, 1, 2});
    switch (prng_.below(5)) {
      case 0:
        return fmt::format("msgctl(q[{}], IPC_RMID, 0);", queue);
      case 1:
      case 2:
        return fmt::format("limit({}, {});", queue, number({1, 16, 100, 16384}));
      case 3:
        return fmt::format(
            "msgctl(q[{0}], IPC_RMID, 0); q[{0}] = msgget({0} + 1, IPC_CREAT | IPC_EXCL | 0666);",
            queue);
      default:
        return fmt::format("q[{0}] = msgget({0} + 1, IPC_CREAT | 0666);", queue);
    }
  }

  std::string pipes() {
    switch (prng_.below(8)) {
      case 0:
        return fmt::format("new_pipe({});", one_of({"0", "O_NONBLOCK"}));
      case 1:
      case 2:
        return fmt::format("read(fd[0], bytes, {});", number({1, 100, 4096, 9000}));
      case 3:
        return fmt::format("poll_both({});", number({0, 1, 5}));
      case 4:
        return fmt::format("close(fd[{}]);", number({0, 1}));
      case 5:
        return "dup2(fd[1], fd[0]);";
      default:
        return fmt::format("write(fd[1], bytes, {});", number({1, 100, 4096, 5000, 9000}));
    }
  }

  std::string signals() {
    switch (prng_.below(9)) {
      case 0:
      case 1:
        return fmt::format("handle({}, {});", a_signal(),
                           one_of({"0", "SA_RESTART", "SA_NODEFER", "SA_RESETHAND"}));
      case 2:
        return fmt::format("signal({}, {});", a_signal(), one_of({"SIG_IGN", "SIG_DFL"}));
      case 3:
        return fmt::format("hold({}, {});", one_of({"SIG_BLOCK", "SIG_UNBLOCK"}), a_signal());
      case 4:
        return fmt::format("ring({}, {});", number({50, 500, 3000}), number({0, 0, 700}));
      case 5:
        return fmt::format("wait_for_signal({}, {});", a_signal(), number({0, 200, 2000}));
      default:
        return fmt::format("kill({}, {});", whom(),
                           one_of({"SIGUSR1", "SIGUSR1", "SIGRTMIN", "SIGRTMIN", "SIGSTOP",
                                   "SIGCONT", "SIGCONT", "SIGTERM", "0"}));
    }
  }

  std::string waits() {
    switch (prng_.below(4)) {
      case 0:
        return fmt::format("usleep({});", number({1, 100, 1500}));
      case 1:
        return fmt::format("waitpid(-1, 0, {});", one_of({"0", "WNOHANG", "WUNTRACED"}));
      case 2:
        return "kill(kid, SIGKILL); waitpid(kid, 0, 0);";
      default:
        return "sched_yield();";
    }
  }

  std::string scheduling() {
    switch (prng_.below(4)) {
      case 0:
        return fmt::format("nice({});", number({-5, 1, 5, 19}));
      case 1:
        return fmt::format("policy({}, {});", one_of({"SCHED_FIFO", "SCHED_RR"}),
                           number({1, 2, 50}));
      case 2:
        return fmt::format("policy({}, 0);", one_of({"SCHED_OTHER", "SCHED_BATCH", "SCHED_IDLE"}));
      default:
        return fmt::format("setpriority(PRIO_PROCESS, {}, {});", whom(), number({-3, 0, 7}));
    }
  }

  std::string family() {
    return one_of({"kid = vfork(); if (kid == 0) _exit(1);", "setpgid(0, 0);", "_exit(3);",
                   "abort();", "*(volatile int *)8 = 1;", "alarm(1);"});
  }

  std::string child(int depth) {
    std::string text = "if (depth < 2 && (kid = fork()) == 0) { depth++; kid = 0; ";
    const auto length = 1 + prng_.below(6);
    for (std::uint64_t i = 0; i < length; ++i) text += statement(depth - 1) + " ";
    return text + one_of({"_exit(0); }", "}"});
  }

  Prng& prng_;
};

void choose_scheduling(Prng& prng, MachineConfig& config) {
  constexpr std::int64_t choices[] = {100'000, 750'000, 3'000'000, 6'000'000, 20'000'000};
  CfsTunables& cfs = config.sched.cfs;
  cfs.latency_ns = choices[prng.below(5)];
  cfs.min_granularity_ns = choices[prng.below(3)];
  cfs.wakeup_granularity_ns = choices[prng.below(4)];
  cfs.scale_by_cpus = prng.below(2) == 0;
  cfs.gentle_fair_sleepers = prng.below(2) == 0;
  cfs.start_debit = prng.below(2) == 0;
  cfs.wakeup_preemption = prng.below(4) != 0;
  config.sched.rr_timeslice_ns = choices[prng.below(5)];
}

void choose_costs(Prng& prng, MachineConfig& config) {
  if (prng.below(3) == 0) return;
  for (std::int32_t& ns : config.costs.ns)
    if (prng.below(2) == 0) ns = static_cast<std::int32_t>(ns * prng.below(5) / 2);
  config.costs.ns[static_cast<std::size_t>(Cost::user_insn)] =
      static_cast<std::int32_t>(1 + prng.below(20));
}

void add_injections(Prng& prng, MachineConfig& config) {
  config.injection_names = {"p0"};
  const auto count = prng.below(4);
  for (std::uint64_t i = 0; i < count; ++i) {
    Injection injection;
    injection.at = SimTime{static_cast<std::int64_t>(prng.below(5'000'000))};
    injection.cpu = CpuId{static_cast<std::uint32_t>(prng.below(4))};
    if (prng.below(2) == 0) {
      injection.what = Injection::What::interrupt;
      injection.value = static_cast<std::int64_t>(1 + prng.below(300));
    } else {
      injection.what = Injection::What::signal;
      injection.target = NameId{0};
      injection.value = prng.below(2) == 0 ? kSIGUSR1 : kSIGCONT;
    }
    config.injections.push_back(injection);
  }
}

}  // namespace

std::string random_program(Prng& prng, int length) {
  std::string text = kPrelude;
  text +=
      "int main(void) {\n"
      "  for (int i = 0; i < 3; i++) q[i] = msgget(i + 1, IPC_CREAT | 0666);\n"
      "  new_pipe(0);\n"
      "  handle(SIGUSR1, 0);\n"
      "  handle(SIGRTMIN, SA_RESTART);\n"
      "  handle(SIGALRM, 0);\n"
      "  ring(2000, 2000);\n";  // so that nobody sleeps for ever
  Writer writer(prng);
  for (int i = 0; i < length; ++i) text += "  " + writer.statement(2) + "\n";
  return text + "  return 0;\n}\n";
}

MachineConfig random_machine(std::uint64_t seed) {
  Prng prng(seed);
  std::vector<std::pair<std::string, std::string>> programs;
  const auto count = 1 + prng.below(4);
  for (std::uint64_t i = 0; i < count; ++i)
    programs.emplace_back(fmt::format("p{}", i),
                          random_program(prng, 5 + static_cast<int>(prng.below(40))));
  MachineConfig config = config_for(programs);
  config.cpus = 1 + static_cast<int>(prng.below(4));
  config.hz = prng.below(2) == 0 ? 250 : 1000;
  config.seed = prng.next();
  config.limits.max_tasks = 40;
  for (ProcessSpec& p : config.processes) {
    p.start = SimTime{static_cast<std::int64_t>(prng.below(3) * prng.below(1'000'000))};
    p.nice = static_cast<int>(prng.below(40)) - 20;
    p.uid = prng.below(4) == 0 ? 1000 : 0;
    if (prng.below(4) == 0) p.cpus_allowed = 1 + prng.below(15);
    if (prng.below(5) == 0) {
      p.policy = prng.below(2) == 0 ? Policy::fifo : Policy::rr;
      p.rt_priority = 1 + static_cast<int>(prng.below(99));
    }
  }
  choose_scheduling(prng, config);
  choose_costs(prng, config);
  add_injections(prng, config);
  return config;
}

}  // namespace sim
