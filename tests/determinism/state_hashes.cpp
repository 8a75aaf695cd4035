// Prints one digest for each source (a scenario or a C program): of the machine's hash along its
// whole run. Another compiler, another build type: the same digest, or a bug. On the way it checks
// that neither recording the run, nor running ahead without looking, nor jumping about in it with a
// Timeline changes what happens.
//
//   state_hashes SOURCE...
#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <string>
#include <string_view>

#include "sim/base/hash.h"
#include "sim/base/prng.h"
#include "sim/machine/timeline.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/programs.h"

namespace {

constexpr std::uint64_t kStepLimit = 60'000;      // of a run
constexpr std::uint64_t kEveryStepUntil = 2'000;  // hashed at every step, then now and then
constexpr std::uint64_t kStride = 61;
constexpr int kSeeks = 40;

using Hashes = std::map<std::uint64_t, std::uint64_t>;  // step -> hash of the machine there

sim::Result<sim::scenario::Scenario> load(const std::string& source) {
  if (source.ends_with(".c")) return sim::scenario::scenario_of_programs({source}, {});
  return sim::scenario::load_scenario(source);
}

bool is_hashed(std::uint64_t step) { return step <= kEveryStepUntil || step % kStride == 0; }

Hashes hashes_along(sim::Machine m, sim::Trace* trace) {
  Hashes hashes;
  while (m.ended() == sim::RunEnd::running && m.steps() < kStepLimit) {
    m.step(trace);
    if (is_hashed(m.steps())) hashes[m.steps()] = m.hash();
  }
  hashes[m.steps()] = m.hash();
  return hashes;
}

std::uint64_t digest(const Hashes& hashes) {
  sim::Hasher h;
  for (const auto& [step, hash] : hashes) h.add(step).add(hash);
  return h.digest();
}

// The first step at which the two differ, for a message.
std::string first_difference(const Hashes& a, const Hashes& b) {
  for (const auto& [step, hash] : a) {
    const auto it = b.find(step);
    if (it == b.end() || it->second != hash) return fmt::format("step {}", step);
  }
  return "the end";
}

std::string check_recording(const sim::Machine& start, const Hashes& expected) {
  sim::Trace trace(sim::Detail::lines);
  const Hashes recorded = hashes_along(start, &trace);
  if (recorded == expected) return {};
  return "recording changes the run from " + first_difference(expected, recorded);
}

std::string check_run(const sim::Machine& start, const Hashes& expected) {
  sim::Machine m = start;
  m.run({.step = kStepLimit});
  const auto& [last_step, last_hash] = *expected.rbegin();
  if (m.steps() == last_step && m.hash() == last_hash) return {};
  return fmt::format("run() ends at step {}, single steps at {}", m.steps(), last_step);
}

std::string check_seeks(const sim::Machine& start, const Hashes& expected) {
  sim::Timeline timeline(start, {.memory_budget_bytes = 16u << 20, .keyframe_interval = 256});
  sim::Prng prng(7);
  for (int i = 0; i < kSeeks; ++i) {
    const auto& [step, hash] =
        *std::next(expected.begin(), static_cast<std::ptrdiff_t>(prng.below(expected.size())));
    const sim::Machine& there = timeline.seek(step);
    if (there.steps() != step || there.hash() != hash)
      return fmt::format("seek {} to step {} finds another machine", i, step);
  }
  return {};
}

bool examine(const std::string& source) {
  const auto scenario = load(source);
  if (!scenario) {
    fmt::print("{}: {}\n", source, scenario.error().to_string());
    return false;
  }
  const sim::Machine start = sim::Machine::boot(scenario->machine);
  const Hashes hashes = hashes_along(start, nullptr);
  fmt::print("{:016x} {:6} steps  {}\n", digest(hashes), hashes.rbegin()->first, source);
  bool good = true;
  for (const auto& check : {check_recording, check_run, check_seeks}) {
    const std::string problem = check(start, hashes);
    if (problem.empty()) continue;
    fmt::print("{}: {}\n", source, problem);
    good = false;
  }
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  bool good = argc > 1;
  for (int i = 1; i < argc; ++i) good = examine(argv[i]) && good;
  return good ? 0 : 1;
}
