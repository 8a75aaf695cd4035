#include "sim/scenario/scenario.h"

namespace sim::scenario {

std::string EventPattern::describe() const {
  const EventSpec& spec = event_spec(type);
  std::string text(spec.name);
  if (!process.empty()) text += " of " + process;
  std::string with;
  for (const FieldIs& f : fields) {
    with += with.empty() ? " (" : ", ";
    with += std::string(spec.fields[static_cast<std::size_t>(f.field)].name) + " ";
    with += !f.pid_of.empty() ? f.pid_of
            : !f.text.empty() ? "'" + f.text + "'"
                              : std::to_string(f.value);
  }
  return text + with + (with.empty() ? "" : ")");
}

}  // namespace sim::scenario
