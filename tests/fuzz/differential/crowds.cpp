#include <fmt/format.h>

#include "tests/fuzz/differential/generate.h"

namespace differential {

std::string crowd_case(sim::Prng& prng, int number) {
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(prng.below(static_cast<std::uint64_t>(high - low + 1)));
  };
  std::string fields;
  const auto field = [&](const char* name, auto value) {
    fields += fmt::format("  .{} = {},\n", name, value);
  };
  static constexpr const char* kTakings[] = {"OWN_TYPE", "OWN_TYPE", "LOWEST", "ANY"};
  const int least = between(8, 60), most = between(least, 120);
  field("producers", between(1, 5));
  field("consumers", between(1, 5));
  field("messages", between(1, 60));
  field("qbytes", between(most, 400));  // so that every message fits an empty queue
  field("least", least);
  field("most", most);
  field("taking", kTakings[prng.below(4)]);
  field("pause_us", prng.below(3) == 0 ? between(1, 400) : 0);
  field("signals", prng.below(3) == 0 ? between(1, 6) : 0);
  field("remove_queue", prng.below(2));
  field("child_of_child", prng.below(4) == 0 ? 1 : 0);
  return fmt::format(
      "static const struct crowd case{0}_crowd = {{\n{1}}};\n"
      "static int case{0}(void) {{ return be_a_crowd(&case{0}_crowd); }}\n",
      number, fields);
}

}  // namespace differential
