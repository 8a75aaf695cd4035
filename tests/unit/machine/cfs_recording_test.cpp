// CFS against a recording of Linux 6.1 (latency 6 ms, minimal granularity 0.75 ms, wake-up
// granularity 1 ms, HZ=250): one CPU, three CPU-bound processes of nice 0, 5 and 10.
#include <algorithm>
#include <array>
#include <vector>

#include "tests/unit/machine/programs.h"

namespace sim {
namespace {

struct Slice {
  int nice;
  int us;
};

// The recording's first slices, in order.
constexpr Slice kRecorded[] = {
    {10, 3352}, {5, 3974},  {0, 11989}, {5, 4000},  {0, 12000}, {5, 4000},  {0, 8000},
    {10, 4000}, {0, 8000},  {5, 4000},  {0, 12000}, {5, 4000},  {0, 12000}, {5, 4000},
    {0, 8000},  {10, 4003}, {0, 7997},  {5, 4000},  {0, 8000},  {5, 4000},  {0, 10470},
};

// The recorded machine was not switched on at the recording's first line: what the three had run
// before shows only in how far apart their vruntimes were. These distances from nice 10's are the
// ones from which CFS makes the recorded choices.
constexpr std::int64_t kNice5Behind_ns = 1'800'000;
constexpr std::int64_t kNice0Behind_ns = 1'000'000;

Machine as_the_recording_begins() {
  const char* const hog = "int main(void) { for (;;) ; }";
  MachineConfig config = config_for({{"nice10", hog}, {"nice5", hog}, {"nice0", hog}});
  config.processes[0].nice = 10;
  config.processes[1].nice = 5;
  // 3.3 ms before the tick at 4 ms nice 10 is picked; the others become ready at once.
  config.processes[0].start = SimTime{676'000};
  config.processes[1].start = SimTime{680'000};
  config.processes[2].start = SimTime{684'000};
  Machine m = Machine::boot(config);
  m.run({~0ull, SimTime{720'000}});
  SchedState& s = m.sched_for_test();
  const std::vector<TaskId> ready = ready_by_vruntime(s, CpuId{0});
  RbOps tree(s.rqs[0].cfs.tasks_timeline,
             [&s](TaskId id) -> RbLinks& { return s.entities[id.value].run_node; });
  for (const TaskId id : ready) tree.erase(id);
  const std::uint64_t of_nice10 = s.entities[m.kernel().cpus[0].current.value].vruntime;
  for (const TaskId id : ready) {
    const std::int64_t behind = m.kernel().tasks[id].nice == 5 ? kNice5Behind_ns : kNice0Behind_ns;
    s.entities[id.value].vruntime = of_nice10 - static_cast<std::uint64_t>(behind);
  }
  for (const TaskId id : ready)
    tree.insert(id, [&s, id](TaskId other) {
      return s.entities[id.value].vruntime < s.entities[other.value].vruntime;
    });
  return m;
}

TEST(CfsRecording, TheOrderAndLengthOfSlicesIsTheRecordedOne) {
  Machine m = as_the_recording_begins();
  const Task& first = m.kernel().tasks[m.kernel().cpus[0].current];
  ASSERT_EQ(first.nice, 10);
  Trace trace(Detail::switches);
  m.run({~0ull, SimTime{400'000'000}}, &trace);
  std::vector<Slice> slices;
  SimTime begin{676'000};
  int running = 10;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    slices.push_back({running, static_cast<int>((trace[i].time - begin).ns / 1000)});
    begin = trace[i].time;
    running = m.kernel().find_task(Pid{static_cast<int>(trace[i].args[3])})->nice;
  }
  ASSERT_GT(slices.size(), std::size(kRecorded));
  // Up to here both end their slices at ticks. Then the recording has one of 10.470 ms, which no
  // tick ended: some other task of that machine cut in, and from there on the two are different
  // runs.
  for (std::size_t i = 0; i + 1 < std::size(kRecorded); ++i) {
    EXPECT_EQ(slices[i].nice, kRecorded[i].nice) << "slice " << i;
    EXPECT_NEAR(slices[i].us, kRecorded[i].us, 40) << "slice " << i;
  }
  EXPECT_EQ(slices[std::size(kRecorded) - 1].nice, kRecorded[std::size(kRecorded) - 1].nice);
}

TEST(CfsRecording, ATaskThatSleepsMostlyHardlyWaits) {
  const char* const hog = "int main(void) { for (;;) ; }";
  MachineConfig config = config_for({{"hog1", hog}, {"hog2", hog}, {"light", R"(
#include <msgscope.h>
#include <unistd.h>
int main(void) {
  for (int i = 0; i < 100; i++) { compute_us(1000); usleep(9000); }
  return 0;
}
)"}});
  Machine m = Machine::boot(config);
  m.run(until_ms(900));
  const Task* light = m.kernel().find_task(Pid{103});
  ASSERT_NE(light, nullptr);
  ASSERT_GT(light->wakeups, 50u);
  // Not counting its first turn, for which a new task has to wait.
  Machine later = m;
  const std::int64_t ready_before = light->ready_ns;
  const std::uint32_t wakeups_before = light->wakeups;
  later.run(until_ms(1000));
  const Task* t = later.kernel().find_task(Pid{103});
  const std::int64_t waits = t->wakeups - wakeups_before;
  ASSERT_GT(waits, 5);
  EXPECT_LT((t->ready_ns - ready_before) / waits, 200'000);
}

}  // namespace
}  // namespace sim
