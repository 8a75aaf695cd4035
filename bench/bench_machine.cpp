// How fast the machine is: stepping, recording, copying, hashing, seeking.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "sim/machine/timeline.h"
#include "sim/scenario/programs.h"

namespace {

constexpr const char* kPingPong = R"(
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>
struct message { long mtype; char mtext[64]; };
int main(void) {
  struct message m = {1, "ball"};
  int there = msgget(IPC_PRIVATE, 0600), back = msgget(IPC_PRIVATE, 0600);
  if (fork() == 0) {
    for (;;) {
      msgrcv(there, &m, sizeof m.mtext, 0, 0);
      msgsnd(back, &m, sizeof m.mtext, 0);
    }
  }
  for (;;) {
    msgsnd(there, &m, sizeof m.mtext, 0);
    msgrcv(back, &m, sizeof m.mtext, 0, 0);
  }
}
)";

constexpr const char* kLoop = R"(
int main(void) {
  volatile unsigned total = 1;
  for (unsigned i = 0;; i++) total = total * 31 + i;
}
)";

constexpr const char* kTenProcesses = R"(
#include <string.h>
#include <unistd.h>
static char block[65536];
int main(void) {
  for (int i = 0; i < 9; i++)
    if (fork() == 0) break;
  for (int i = 0;; i++) memset(block, i, sizeof block);
}
)";

// A machine with one process that runs this C text.
sim::Machine boot(const char* text) {
  const auto program = sim::scenario::compile_source(text, "bench", "bench.c", ".");
  if (!program) std::abort();
  sim::MachineConfig config;
  sim::ProcessSpec process;
  process.name = "bench";
  process.program = *program;
  config.processes.push_back(process);
  return sim::Machine::boot(config);
}

sim::Machine boot_and_run(const char* text, std::uint64_t steps) {
  sim::Machine m = boot(text);
  m.run({.step = steps});
  return m;
}

void compile(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(sim::scenario::compile_source(kPingPong, "bench", "bench.c", "."));
}
BENCHMARK(compile)->Unit(benchmark::kMillisecond);

// Simulated time a real second of CPU-bound code, in seconds.
void user_code(benchmark::State& state) {
  sim::Machine m = boot_and_run(kLoop, 100);
  const sim::SimTime begin = m.now();
  sim::SimTime until = begin;
  for (auto _ : state) {
    until += sim::milliseconds(10);
    m.run({.time = until});
  }
  state.counters["simulated_s"] = benchmark::Counter(
      static_cast<double>((m.now() - begin).ns) * 1e-9, benchmark::Counter::kIsRate);
}
BENCHMARK(user_code)->Unit(benchmark::kMillisecond);

void ping_pong(benchmark::State& state, bool run_ahead, const sim::Detail* detail) {
  sim::Machine m = boot_and_run(kPingPong, 1'000);
  sim::Trace trace(detail == nullptr ? sim::Detail::switches : *detail);
  sim::Trace* recording = detail == nullptr ? nullptr : &trace;
  constexpr std::uint64_t kSteps = 10'000;
  for (auto _ : state) {
    trace.clear();
    if (run_ahead)
      m.run({.step = m.steps() + kSteps}, recording);
    else
      for (std::uint64_t i = 0; i < kSteps; ++i) m.step(recording);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(kSteps) * state.iterations());
}
constexpr sim::Detail kEvents = sim::Detail::events, kLines = sim::Detail::lines;
BENCHMARK_CAPTURE(ping_pong, step, false, nullptr);
BENCHMARK_CAPTURE(ping_pong, run, true, nullptr);
BENCHMARK_CAPTURE(ping_pong, run_recording_events, true, &kEvents);
BENCHMARK_CAPTURE(ping_pong, run_recording_lines, true, &kLines);

void copy_of_ten_processes(benchmark::State& state) {
  const sim::Machine m = boot_and_run(kTenProcesses, 20'000);
  for (auto _ : state) {
    sim::Machine copy = m;
    benchmark::DoNotOptimize(copy);
  }
}
BENCHMARK(copy_of_ten_processes)->Unit(benchmark::kMicrosecond);

void hash_after_each_step(benchmark::State& state) {
  sim::Machine m = boot_and_run(kPingPong, 1'000);
  for (auto _ : state) {
    m.step();
    benchmark::DoNotOptimize(m.hash());
  }
}
BENCHMARK(hash_after_each_step)->Unit(benchmark::kMicrosecond);

void step_back(benchmark::State& state) {
  sim::Timeline timeline(boot(kPingPong));
  timeline.explore({.step = 200'000});
  timeline.seek(150'000);
  for (auto _ : state) timeline.step_back();
}
BENCHMARK(step_back)->Unit(benchmark::kMillisecond);

void seek_anywhere(benchmark::State& state) {
  sim::Timeline timeline(boot(kPingPong));
  timeline.explore({.step = 200'000});
  sim::Prng prng(5);
  for (auto _ : state) timeline.seek(prng.below(timeline.length()));
}
BENCHMARK(seek_anywhere)->Unit(benchmark::kMillisecond);

}  // namespace
