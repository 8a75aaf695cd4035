// Any text to the scenario loader: an error with a place in the file, or a scenario.
#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/base/assert.h"
#include "sim/scenario/loader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto scenario = sim::scenario::load_scenario_text(text, "fuzz.yaml", "/nonexistent");
  if (!scenario) SIM_ASSERT(!scenario.error().message.empty());
  return 0;
}
