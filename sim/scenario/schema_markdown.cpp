// The scenario file's form as tables of Markdown, from the loader's own tables.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/scenario/schema.h"
#include "sim/scenario/values.h"
#include "sim/trace/event.h"

namespace sim::scenario {
namespace {

std::string range_of(const KeySpec& k) {
  const auto number = [&](std::int64_t v) {
    return k.form == Form::time ? format_duration(v) : std::to_string(v);
  };
  const bool low = k.min != INT64_MIN, high = k.max != INT64_MAX;
  if (low && high) return fmt::format(", {} to {}", number(k.min), number(k.max));
  return low && k.min != 0 ? fmt::format(", {} or more", number(k.min)) : "";
}

std::string link(const ObjectSpec& o) { return fmt::format("[{0}](#{0})", o.name); }

std::string choices_of(const KeySpec& k) {
  if (k.choices.size() > 16) return "one of the names below";
  std::string all;
  for (const std::string_view c : k.choices)
    all += fmt::format("{}`{}`", all.empty() ? "" : ", ", c);
  return all;
}

std::string takes(const KeySpec& k) {
  switch (k.form) {
    case Form::text:
      return "text, or `{en: ..., zh: ...}`";
    case Form::integer:
      return "whole number" + range_of(k);
    case Form::boolean:
      return "`true` or `false`";
    case Form::time:
      return "time" + range_of(k);
    case Form::choice:
      return choices_of(k);
    case Form::signal:
      return "signal";
    case Form::program:
      return "C file, or C source";
    case Form::costs:
      return "name, file, or mapping";
    case Form::object:
      return link(*k.object);
    case Form::one_of: {
      std::string all;
      for (const ObjectSpec* a : k.alternatives) all += (all.empty() ? "" : ", ") + link(*a);
      return all;
    }
    case Form::string:
    case Form::any_scalar:
      break;
  }
  return "text";
}

// The objects a table refers to, in order of their first mention, each once.
void collect(const ObjectSpec& o, std::vector<const ObjectSpec*>& all) {
  if (std::find(all.begin(), all.end(), &o) != all.end()) return;
  all.push_back(&o);
  for (const KeySpec& k : o.keys) {
    if (k.object != nullptr) collect(*k.object, all);
    for (const ObjectSpec* a : k.alternatives) collect(*a, all);
  }
}

std::string table(const ObjectSpec& o) {
  std::string t =
      fmt::format("### {}\n\n{}.{}\n\n| key | takes | |\n|---|---|---|\n", o.name, o.about,
                  o.event_fields ? " Besides these keys, the event's own fields." : "");
  for (const KeySpec& k : o.keys)
    t += fmt::format("| `{}`{} | {}{} | {} |\n", k.name, k.required ? " *" : "",
                     k.list ? "list of: " : "", takes(k), k.help);
  return t + "\n";
}

}  // namespace

std::string schema_markdown() {
  std::vector<const ObjectSpec*> all;
  collect(scenario_spec(), all);
  std::string text;
  for (const ObjectSpec* o : all) text += table(*o);
  text += "### events\n\n| event | fields | |\n|---|---|---|\n";
  for (const EventSpec& e : event_specs()) {
    std::string fields;
    for (const EventField& f : e.fields)
      if (!f.name.empty()) fields += fmt::format("{}`{}`", fields.empty() ? "" : " ", f.name);
    text += fmt::format("| `{}` | {} | {} |\n", e.name, fields, e.about);
  }
  return text;
}

}  // namespace sim::scenario
