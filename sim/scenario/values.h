// Values as people write them: durations, numbers, and near names for messages.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.h"

namespace sim::scenario {

constexpr std::string_view kDurationForm =
    "a time such as 2ms, 500us, 1.5s, or a whole number of nanoseconds";

// "2ms", "500us", "1.5s", "250ns", or plain nanoseconds; exact, nullopt when it is none of these or
// does not fit.
std::optional<SimDuration> parse_duration(std::string_view text);
// "3.2 ms", "17 us", "940 ns", "2 s": at most four significant digits, for sentences.
std::string format_duration(std::int64_t ns);

// Decimal, 0x hexadecimal or 0 octal, as C reads them; optional sign.
std::optional<std::int64_t> parse_integer(std::string_view text);

// The known name closest to `name`, when it is close enough to be meant.
std::optional<std::string_view> nearest_name(std::string_view name,
                                             std::span<const std::string_view> known);
// "; did you mean 'x'?" or nothing.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> known);

}  // namespace sim::scenario
