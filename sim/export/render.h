// Pictures of a run. Declared here for the command line; the window's code draws them (gui/render),
// where it is built: then MSGSCOPE_HAVE_RENDER is defined.
#pragma once

#include <string>
#include <vector>

#include "sim/base/result.h"
#include "sim/base/time.h"
#include "sim/scenario/scenario.h"

namespace sim::exporting {

struct RenderOptions {
  int width = 1600, height = 900;  // pixels
  std::string lang = "en";         // en, zh
  std::string theme = "dark";      // dark, light
  std::string tab = "timeline";    // timeline, latency, metrics, states, events, ipcs
  double scale = 1;
  bool presenter = false;
  // A second run on the same time axis: another file, or the same scenario under other settings
  // ("cpus=2").
  std::vector<std::string> compare;
};

// The picture of the last step that has begun at `at`, as a PNG.
Result<void> render_picture(const scenario::Scenario& scenario, SimTime at,
                            const RenderOptions& options, const std::string& path);
// The pictures from one time to another, with the motion inside the steps: .gif, or .mp4 (made by
// ffmpeg, where it is installed).
Result<void> render_film(const scenario::Scenario& scenario, SimTime from, SimTime to,
                         const RenderOptions& options, const std::string& path);
// The same of the last `steps` steps that have begun at `at`.
Result<void> render_ending(const scenario::Scenario& scenario, SimTime at, std::uint64_t steps,
                           const RenderOptions& options, const std::string& path);

}  // namespace sim::exporting
