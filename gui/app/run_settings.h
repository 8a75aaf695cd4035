// The knobs of a run by name, so that a scenario can be run again under other settings and the two
// runs compared: "cpus", "cfs.latency", "msgmnb", "cost.switch_mm", "hog.policy", "hog.present".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/result.h"
#include "sim/scenario/scenario.h"

namespace gui {

struct Setting {
  std::string key, value;
  friend bool operator==(const Setting&, const Setting&) = default;
};

// A knob as it stands. Where only some values make sense, they are listed.
struct Knob {
  std::string key, value;
  std::vector<std::string> choices;
};

// The machine's knobs (costs are not among them: there are too many; they are set by name).
std::vector<Knob> machine_knobs(const sim::scenario::Scenario& s);
// A process's knobs: whether it is there at all, policy, nice.
std::vector<Knob> process_knobs(const sim::ProcessSpec& p);

// "cpus=2"
sim::Result<Setting> parse_setting(std::string_view text);
// Several, with blanks or commas between them.
sim::Result<std::vector<Setting>> parse_settings(std::string_view text);
// The scenario under these settings; the first one that cannot be is the error.
sim::Result<sim::scenario::Scenario> with_settings(sim::scenario::Scenario s,
                                                   std::span<const Setting> settings);
// "cpus 2 · msgmnb 64"
std::string describe(std::span<const Setting> settings);

}  // namespace gui
