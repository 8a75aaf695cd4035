// The same C file on the real kernel and on msgscope, both on one CPU: CPU time a round (which,
// unlike wall time, does not depend on what else this computer does; what others do who share its
// cores can still make all of it slower for seconds, so the best of many short runs counts).
//   side_by_side            every comparison
#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "bench/machine_for.h"

namespace {

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}

void stay_on_first_cpu() {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(0, &set);
  sched_setaffinity(0, sizeof set, &set);
}

// CPU seconds, user and system, of the natively compiled program and its children.
double run_native(const std::string& binary, const std::string& arg) {
  const pid_t child = fork();
  if (child == 0) {
    execl(binary.c_str(), binary.c_str(), arg.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (status != 0) std::fprintf(stderr, "%s failed: status %d\n", binary.c_str(), status);
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double run_simulated(const sim::Machine& start, sim::Trace* trace) {
  sim::Machine m = start;
  if (trace != nullptr) trace->clear();
  const double begin = cpu_seconds();
  m.run({}, trace);
  const double seconds = cpu_seconds() - begin;
  if (m.ended() != sim::RunEnd::finished) std::fprintf(stderr, "the run did not finish\n");
  return seconds;
}

constexpr int kRuns = 25;

struct Comparison {
  const char* program;
  int arg;
  int units;  // rounds or messages in all
  const char* unit;
};

void compare(const Comparison& c) {
  const std::string source = MSGSCOPE_SOURCE_DIR "/bench/programs/" + std::string(c.program) + ".c";
  const std::string binary =
      "/tmp/msgscope-bench-" + std::to_string(getpid()) + "-" + std::string(c.program);
  if (std::system(("cc -O2 -o " + binary + " " + source).c_str()) != 0) return;
  const std::string arg = std::to_string(c.arg);
  const sim::Machine start = sim::Machine::boot(bench::config_of_file(c.program, {arg}));
  sim::Trace trace(sim::Detail::events);
  double native = 1e9, plain = 1e9, recorded = 1e9;
  for (int i = 0; i < kRuns; ++i) {  // in turn, so that all see the same noise; the best of each
    native = std::min(native, run_native(binary, arg));
    plain = std::min(plain, run_simulated(start, nullptr));
    recorded = std::min(recorded, run_simulated(start, &trace));
  }
  const double ns = 1e9 / c.units;
  std::printf("%-10s %-8s %12.0f %12.0f %10.1f %12.0f %9.2f\n", c.program, c.unit, native * ns,
              plain * ns, native / plain, recorded * ns, recorded / plain);
  std::remove(binary.c_str());
}

}  // namespace

int main() {
  stay_on_first_cpu();
  std::printf("%-10s %-8s %12s %12s %10s %12s %9s\n", "program", "unit", "Linux ns", "msgscope ns",
              "times", "recorded ns", "recorded");
  std::printf("%-10s %-8s %12s %12s %10s %12s %9s\n", "", "", "", "", "faster", "", "/ plain");
  compare({"pingpong", 20000, 20000, "round"});
  compare({"herd", 30, 1920, "message"});
}
