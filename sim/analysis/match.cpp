#include "sim/analysis/match.h"

#include "sim/scenario/fields.h"

namespace sim::analysis {
namespace {

bool involves(const Event& e, const std::string& process, const Names& names) {
  if (e.pid.value != 0 && names.comm(e.pid) == process) return true;
  const EventSpec& spec = event_spec(e.type);
  for (std::size_t i = 0; i < spec.fields.size(); ++i)
    if (spec.fields[i].kind == FieldKind::pid && e.args[i] != 0 && names.comm(e.args[i]) == process)
      return true;
  return false;
}

bool field_is(const Event& e, const scenario::EventPattern::FieldIs& f, const Names& names) {
  const std::int64_t v = e.args[static_cast<std::size_t>(f.field)];
  if (!f.pid_of.empty()) return names.comm(v) == f.pid_of;
  if (event_spec(e.type).fields[static_cast<std::size_t>(f.field)].kind == FieldKind::text8)
    return scenario::unpack_text8(v).starts_with(f.text);
  return v == f.value;
}

}  // namespace

bool matches(const Event& e, const scenario::EventPattern& pattern, const Names& names) {
  if (e.type != pattern.type) return false;
  if (!pattern.process.empty() && !involves(e, pattern.process, names)) return false;
  for (const auto& f : pattern.fields)
    if (!field_is(e, f, names)) return false;
  return true;
}

}  // namespace sim::analysis
