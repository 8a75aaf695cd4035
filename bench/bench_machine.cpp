// Parts of the machine: a kernel step, a switch among many tasks, a copy, a seek, a spinning loop.
#include <benchmark/benchmark.h>

#include "bench/machine_for.h"
#include "sim/machine/timeline.h"

namespace {

using sim::Machine;
using sim::SimTime;

constexpr const char* kHog = "int main(void) { for (;;) ; }";
constexpr const char* kLoop =
    "int main(void) { volatile unsigned s = 0; for (unsigned i = 0;; i++) s += i; }";

Machine::Until until_ms(std::int64_t ms) { return {~0ull, SimTime{} + sim::milliseconds(ms)}; }

void PingPongRound(benchmark::State& state) {
  const int rounds = 20000;
  const Machine start = Machine::boot(bench::config_of_file("pingpong", {std::to_string(rounds)}));
  std::uint64_t steps = 0;
  for (auto _ : state) {
    Machine m = start;
    m.run({});
    steps += m.steps();
  }
  state.SetItemsProcessed(state.iterations() * rounds);
  state.counters["steps_a_round"] =
      static_cast<double>(steps) / static_cast<double>(state.iterations() * rounds);
  state.counters["a_step"] = benchmark::Counter(
      static_cast<double>(steps), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(PingPongRound)->Unit(benchmark::kMillisecond);

void PingPongRoundRecorded(benchmark::State& state) {
  const int rounds = 20000;
  const Machine start = Machine::boot(bench::config_of_file("pingpong", {std::to_string(rounds)}));
  sim::Trace trace(sim::Detail::events);
  for (auto _ : state) {
    trace.clear();
    Machine m = start;
    m.run({}, &trace);
  }
  state.SetItemsProcessed(state.iterations() * rounds);
  state.counters["events_a_round"] = static_cast<double>(trace.size()) / rounds;
  state.counters["bytes_an_event"] = sizeof(sim::Event);
}
BENCHMARK(PingPongRoundRecorded)->Unit(benchmark::kMillisecond);

void SwitchAmongCpuBoundTasks(benchmark::State& state) {
  sim::MachineConfig config = bench::config_of("hog", kHog);
  config.processes.resize(static_cast<std::size_t>(state.range(0)), config.processes[0]);
  config.limits.max_tasks = config.processes.size() + 10;
  const Machine start = Machine::boot(config);
  Machine m = start;
  std::int64_t ms = 4 * state.range(0);
  m.run(until_ms(ms));  // every task has had its first turn
  std::uint64_t switches = 0;
  for (auto _ : state) {
    const std::uint64_t before = m.kernel().cpus[0].switches;
    ms += 4 * 1000;
    m.run(until_ms(ms));
    switches += m.kernel().cpus[0].switches - before;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(switches));
  state.counters["a_switch"] = benchmark::Counter(
      static_cast<double>(switches), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(SwitchAmongCpuBoundTasks)->Arg(1000)->Arg(100000);

void CopyAMachineOfTenProcesses(benchmark::State& state) {
  sim::MachineConfig config = bench::config_of("loop", kLoop);
  config.processes.resize(10, config.processes[0]);
  Machine m = Machine::boot(config);
  m.run(until_ms(200));
  for (auto _ : state) {
    Machine copy = m;
    benchmark::DoNotOptimize(copy);
  }
}
BENCHMARK(CopyAMachineOfTenProcesses)->Unit(benchmark::kMicrosecond);

void SeekInARunOfAMillionSteps(benchmark::State& state) {
  sim::Timeline timeline(Machine::boot(bench::config_of_file("pingpong", {"20000"})));
  timeline.explore({1'000'000, SimTime::never()});
  sim::Prng prng(1);
  for (auto _ : state) benchmark::DoNotOptimize(timeline.seek(prng.below(1'000'000)).steps());
}
BENCHMARK(SeekInARunOfAMillionSteps)->Unit(benchmark::kMillisecond);

void UserInstructions(benchmark::State& state) {
  Machine m = Machine::boot(bench::config_of("loop", kLoop));
  std::int64_t ms = 10;
  m.run(until_ms(ms));
  std::int64_t ns = 0;
  for (auto _ : state) {
    const std::int64_t before = m.kernel().cpus[0].user_ns;
    ms += 20;
    m.run(until_ms(ms));
    ns += m.kernel().cpus[0].user_ns - before;
  }
  state.SetItemsProcessed(ns);  // one instruction a nanosecond of user time
  state.counters["an_instruction"] = benchmark::Counter(
      static_cast<double>(ns), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(UserInstructions)->Unit(benchmark::kMillisecond);

void ThreeSecondsOfFourSpinningProcesses(benchmark::State& state) {
  sim::MachineConfig config = bench::config_of("hog", kHog);
  config.processes.resize(4, config.processes[0]);
  const Machine start = Machine::boot(config);
  for (auto _ : state) {
    Machine m = start;
    m.run(until_ms(3000));
  }
}
BENCHMARK(ThreeSecondsOfFourSpinningProcesses)->Unit(benchmark::kMillisecond);

void CompileAndBoot(benchmark::State& state) {
  const std::string text = bench::read_file(MSGSCOPE_SOURCE_DIR "/bench/programs/pingpong.c");
  for (auto _ : state) {
    Machine m = Machine::boot(bench::config_of("pingpong", text));
    benchmark::DoNotOptimize(m);
  }
}
BENCHMARK(CompileAndBoot)->Unit(benchmark::kMillisecond);

void StateHash(benchmark::State& state) {
  Machine m = Machine::boot(bench::config_of_file("pingpong", {"20000"}));
  m.run({10000, SimTime::never()});
  for (auto _ : state) {
    m.step();
    benchmark::DoNotOptimize(m.hash());
  }
}
BENCHMARK(StateHash)->Unit(benchmark::kMicrosecond);

}  // namespace
