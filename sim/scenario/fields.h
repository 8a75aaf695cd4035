// Values of event fields as people write and read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/scenario/scenario.h"
#include "sim/trace/event.h"

namespace sim::scenario {

// What a pattern says of a field: a value, or the pid of a process of a name.
struct FieldValue {
  std::int64_t value = 0;
  std::string process;  // FieldKind::pid given as a name
  std::string text;     // FieldKind::text8: what it begins with
};

// "888" for a message type, "receiver" or 101 for a pid, "EINTR", "SIGUSR1", "R", "true", ...
std::optional<FieldValue> parse_field(FieldKind kind, std::string_view text);
// What parse_field expects, for messages: "an errno such as EAGAIN".
std::string field_form(FieldKind kind);

// The name of a kernel path; "?" for a number that is none.
std::string_view path_name(std::int64_t path);
// The pseudo-code of one of its steps; "?" likewise.
std::string_view path_step_text(std::int64_t path, std::int64_t step, Lang lang = Lang::en);

// Text of up to eight bytes packed little-endian, without what cannot be shown.
std::string unpack_text8(std::int64_t packed);

}  // namespace sim::scenario
