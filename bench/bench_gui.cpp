// The window: what a frame costs, however long the run is. Drawing is left out except where it is
// what is measured: the rasteriser of pictures.
#include <benchmark/benchmark.h>

#include <chrono>

#include "gui/platform/backend.h"
#include "gui/window/open.h"
#include "gui/window/window.h"
#include "machine_for.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/programs.h"

namespace {

using Clock = std::chrono::steady_clock;

gui::SessionOptions no_watching() {
  gui::SessionOptions o;
  o.watch_interval_s = 1e9;
  return o;
}

// Two processes that send each other messages without end.
sim::scenario::Scenario ping_pong() {
  auto s = sim::scenario::scenario_of_programs({MSGSCOPE_SOURCE_DIR "/bench/programs/pingpong.c"},
                                               {"1000000"});
  return *s;
}

sim::scenario::Scenario scenario(const char* file) {
  return *sim::scenario::load_scenario(std::string(MSGSCOPE_SOURCE_DIR "/") + file);
}

// A window without a screen, looking at a run that is known up to `steps`.
struct Desk {
  ImGuiContext* context = ImGui::CreateContext();
  gui::OffscreenBackend backend;
  gui::Session session;
  gui::Window window{backend, session};

  Desk(sim::scenario::Scenario s, std::uint64_t steps, int width = 1600, int height = 900)
      : backend(width, height), session(std::move(s), no_watching()) {
    backend.set_drawing(false);
    window.frame(0);
    window.frame(0);
    while (!session.complete() && session.known_steps() < steps) session.tick(0);
  }
  ~Desk() { ImGui::DestroyContext(context); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
};

// The picture of another step, ImGui's lists included. Looking ahead is kept out of it.
void FrameOfAStep(benchmark::State& state) {
  const auto steps = static_cast<std::uint64_t>(state.range(0));
  Desk desk(ping_pong(), steps);
  std::uint64_t at = steps / 2;
  for (auto _ : state) {
    desk.session.apply(gui::command::SeekStep{at++});
    // Not tick(): what is measured is the frame, not the looking ahead.
    desk.window.draw_only();
  }
}
BENCHMARK(FrameOfAStep)->Arg(1'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// Nothing has changed: the window is only drawn again.
void FrameAgain(benchmark::State& state) {
  Desk desk(ping_pong(), static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) desk.window.draw_only();
}
BENCHMARK(FrameAgain)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// Dragging the scrubber: far from one place to another, and the picture there.
void Scrubbing(benchmark::State& state) {
  const auto steps = static_cast<std::uint64_t>(state.range(0));
  Desk desk(ping_pong(), steps);
  std::uint64_t at = 1;
  for (auto _ : state) {
    at = (at * 6364136223846793005ull + 1442695040888963407ull);
    desk.session.apply(gui::command::SeekStep{(at >> 33) % steps});
    desk.window.draw_only();
  }
}
BENCHMARK(Scrubbing)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// The slowest frame while the window looks ahead at a long run.
void WorstFrameOfExploring(benchmark::State& state) {
  double worst = 0;
  for (auto _ : state) {
    Desk desk(state.range(0) != 0 ? scenario("tests/golden/thousand.yaml") : ping_pong(), 0);
    while (!desk.session.complete() && desk.session.known_steps() < 20'000'000) {
      const auto begin = Clock::now();
      desk.window.frame(1.0 / 60);
      worst = std::max(worst, std::chrono::duration<double>(Clock::now() - begin).count());
    }
  }
  state.counters["worst_ms"] = worst * 1e3;
}
BENCHMARK(WorstFrameOfExploring)->Arg(0)->Arg(1)->Iterations(1)->Unit(benchmark::kMillisecond);

// A thousand processes, ten thousand messages.
void FrameOfAThousandProcesses(benchmark::State& state) {
  Desk desk(scenario("tests/golden/thousand.yaml"), 1'000'000);
  desk.session.apply(gui::command::SeekTime{sim::SimTime{140'000'000}});
  std::uint64_t at = desk.session.position();
  for (auto _ : state) {
    desk.session.apply(gui::command::SeekStep{at++});
    desk.window.draw_only();
  }
}
BENCHMARK(FrameOfAThousandProcesses)->Unit(benchmark::kMillisecond);

// Each tab of the bottom panel, at the end of a long run.
void FrameOfATab(benchmark::State& state) {
  constexpr const char* kNames[] = {"timeline", "latency", "metrics", "states", "events", "ipcs"};
  Desk desk(ping_pong(), 1'000'000);
  desk.session.apply(gui::command::SetTab{static_cast<gui::BottomTab>(state.range(0))});
  std::uint64_t at = 900'000;
  for (auto _ : state) {
    desk.session.apply(gui::command::SeekStep{at++});
    desk.window.draw_only();
  }
  state.SetLabel(kNames[state.range(0)]);
}
BENCHMARK(FrameOfATab)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

// The picture of a lesson of ten processes as pixels.
void Rasterise(benchmark::State& state) {
  Desk desk(scenario("tests/golden/crowd.yaml"), 1'000'000, 1280, 720);
  desk.session.apply(gui::command::SeekTime{sim::SimTime{6'000'000}});
  desk.window.draw_only();
  desk.backend.set_drawing(true);
  for (auto _ : state) desk.backend.end_frame();
}
BENCHMARK(Rasterise)->Unit(benchmark::kMillisecond);

// A text with characters that nobody foresaw: the fonts are made anew, in the middle of a run.
void FrameWithNewCharacters(benchmark::State& state) {
  Desk desk(scenario("scenarios/lessons/03-pipelined-send.yaml"), 1'000'000);
  desk.session.apply(
      gui::command::SetLanguage{state.range(0) != 0 ? gui::Lang::zh : gui::Lang::en});
  desk.window.draw_only();
  desk.window.draw_only();
  for (auto _ : state) {
    desk.window.foresee("");
    desk.window.draw_only();
  }
  state.SetLabel(state.range(0) != 0 ? "zh" : "en");
}
BENCHMARK(FrameWithNewCharacters)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

// From nothing to the first picture, fonts and the first look at the run included.
void FirstFrame(benchmark::State& state) {
  for (auto _ : state) {
    ImGuiContext* context = ImGui::CreateContext();
    {
      gui::OffscreenBackend backend(1600, 900);
      auto session =
          gui::open_session({MSGSCOPE_SOURCE_DIR "/scenarios/lessons/03-pipelined-send.yaml"});
      gui::Window window(backend, **session);
      window.frame(0);
      benchmark::DoNotOptimize(backend.picture().rgba.data());
    }
    ImGui::DestroyContext(context);
  }
}
BENCHMARK(FirstFrame)->Unit(benchmark::kMillisecond);

}  // namespace
