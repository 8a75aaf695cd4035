#include <fmt/format.h>

#include <optional>
#include <vector>

#include "sim/scenario/fields.h"
#include "sim/scenario/schema.h"
#include "sim/scenario/values.h"

namespace sim::scenario {
namespace {

Result<void> validate_value(const YamlNode& node, const KeySpec& key, const std::string& file);

std::string joined(std::span<const std::string_view> names) {
  std::string all;
  for (const std::string_view n : names) all.append(all.empty() ? "" : ", ").append(n);
  return all;
}

// "; expected one of a, b, c" or, when there are many, the near name only.
std::string expected_one_of(std::string_view found, std::span<const std::string_view> names) {
  std::string near = did_you_mean(found, names);
  if (names.size() > 16) return near;
  return near + (near.empty() ? "; " : " ") + fmt::format("(one of: {})", joined(names));
}

// The event a mapping with event fields names; nullopt when it names none (validated elsewhere).
std::optional<EventType> event_of(const YamlNode& node) {
  const YamlNode* e = node.find("event");
  return e != nullptr && e->is_scalar() ? event_type_by_name(e->text) : std::nullopt;
}

std::vector<std::string_view> known_keys(const YamlNode& node, const ObjectSpec& spec) {
  std::vector<std::string_view> names;
  for (const KeySpec& k : spec.keys) names.push_back(k.name);
  if (!spec.event_fields) return names;
  if (const auto event = event_of(node))
    for (const EventField& f : event_spec(*event).fields)
      if (!f.name.empty()) names.push_back(f.name);
  return names;
}

Result<void> validate_event_field(const YamlNode& key, const YamlNode& value, EventType event,
                                  int field, const std::string& file) {
  const EventField& f = event_spec(event).fields[static_cast<std::size_t>(field)];
  if (!value.is_scalar() || !parse_field(f.kind, value.text))
    return fail_at(value, file,
                   fmt::format("found {} for '{}'; expected {}", value.describe(), key.text,
                               field_form(f.kind)));
  return {};
}

Result<void> validate_entry(const YamlNode& node, const YamlNode& key, const YamlNode& value,
                            const ObjectSpec& spec, const std::string& file) {
  for (const KeySpec& k : spec.keys)
    if (k.name == key.text) return validate_value(value, k, file);
  if (const auto event = spec.event_fields ? event_of(node) : std::nullopt)
    if (const auto field = event_field_index(*event, key.text))
      return validate_event_field(key, value, *event, *field, file);
  const auto known = known_keys(node, spec);
  std::string near = did_you_mean(key.text, known);
  return fail_at(key, file,
                 fmt::format("unknown key '{}'{}", key.text,
                             near.empty() ? fmt::format(" (known: {})", joined(known)) : near));
}

Result<void> validate_scalar(const YamlNode& node, const KeySpec& key, const std::string& file) {
  if (node.text.size() > key.max_bytes)
    return fail_at(node, file,
                   fmt::format("'{}' has {} bytes; at most {} are allowed", key.name,
                               node.text.size(), key.max_bytes));
  return {};
}

Result<void> validate_integer(const YamlNode& node, const KeySpec& key, const std::string& file) {
  std::optional<std::int64_t> value;
  if (node.is_scalar()) value = parse_integer(node.text);
  std::string expected = "a whole number";
  if (key.min != INT64_MIN && key.max != INT64_MAX)
    expected = fmt::format("a whole number from {} to {}", key.min, key.max);
  else if (key.min != INT64_MIN)
    expected = fmt::format("a whole number, {} or more", key.min);
  if (!value || *value < key.min || *value > key.max)
    return fail_at(
        node, file,
        fmt::format("found {} for '{}'; expected {}", node.describe(), key.name, expected));
  return {};
}

Result<void> validate_time(const YamlNode& node, const KeySpec& key, const std::string& file) {
  const auto value = node.is_scalar() ? parse_duration(node.text) : std::nullopt;
  if (!value)
    return fail_at(
        node, file,
        fmt::format("found {} for '{}'; expected {}", node.describe(), key.name, kDurationForm));
  if (value->ns < key.min || value->ns > key.max)
    return fail_at(node, file,
                   key.max == INT64_MAX
                       ? fmt::format("found {} for '{}'; expected {} or more", node.describe(),
                                     key.name, format_duration(key.min))
                       : fmt::format("found {} for '{}'; expected {} to {}", node.describe(),
                                     key.name, format_duration(key.min), format_duration(key.max)));
  return {};
}

Result<void> validate_one_of(const YamlNode& node, const KeySpec& key, const std::string& file) {
  std::vector<std::string_view> firsts;
  for (const ObjectSpec* a : key.alternatives) firsts.push_back(a->keys.front().name);
  if (!node.is_map())
    return fail_at(node, file,
                   fmt::format("found {} for '{}'; expected a mapping with one of: {}",
                               node.describe(), key.name, joined(firsts)));
  if (const ObjectSpec* a = choose_alternative(node, key.alternatives))
    return validate(node, *a, file);
  const std::string_view found =
      node.entries.empty() ? std::string_view() : std::string_view(node.entries.front().key.text);
  return fail_at(
      node, file,
      fmt::format("found '{}' in '{}'{}", found, key.name, expected_one_of(found, firsts)));
}

Result<void> validate_single(const YamlNode& node, const KeySpec& key, const std::string& file) {
  const auto wrong = [&](std::string_view expected) {
    return fail_at(
        node, file,
        fmt::format("found {} for '{}'; expected {}", node.describe(), key.name, expected));
  };
  switch (key.form) {
    case Form::integer:
      return validate_integer(node, key, file);
    case Form::time:
      return validate_time(node, key, file);
    case Form::one_of:
      return validate_one_of(node, key, file);
    case Form::object:
      if (!node.is_map()) return wrong(fmt::format("a mapping ({})", key.object->about));
      return validate(node, *key.object, file);
    case Form::boolean:
      if (!node.is_scalar() || (node.text != "true" && node.text != "false"))
        return wrong("true or false");
      return {};
    case Form::choice:
      if (!node.is_scalar()) return wrong(fmt::format("one of: {}", joined(key.choices)));
      for (const std::string_view c : key.choices)
        if (c == node.text) return {};
      return fail_at(node, file,
                     fmt::format("unknown {} '{}'{}", key.name, node.text.substr(0, 64),
                                 expected_one_of(node.text, key.choices)));
    case Form::signal:
      if (!node.is_scalar() || !parse_field(FieldKind::signal, node.text))
        return wrong("a signal such as SIGUSR1, or its number");
      return {};
    case Form::text: {
      if (node.is_scalar()) return validate_scalar(node, key, file);
      if (!node.is_map() || node.entries.empty()) return wrong("a text, or {en: ..., zh: ...}");
      static constexpr std::string_view kLanguages[] = {"en", "zh"};
      for (const auto& [k, v] : node.entries) {
        if (k.text != "en" && k.text != "zh")
          return fail_at(
              k, file,
              fmt::format("unknown language '{}'{}", k.text, expected_one_of(k.text, kLanguages)));
        if (!v.is_scalar())
          return fail_at(v, file, fmt::format("found {}; expected a text", v.describe()));
        if (auto ok = validate_scalar(v, key, file); !ok) return ok;
      }
      return {};
    }
    case Form::costs:
      if (!node.is_scalar() && !node.is_map())
        return wrong("a set's name, a file, or costs in nanoseconds");
      return {};
    case Form::string:
    case Form::program:
    case Form::any_scalar:
      if (!node.is_scalar())
        return wrong(key.form == Form::program ? "a C file's name, or C source as a block (|)"
                                               : "a text");
      return validate_scalar(node, key, file);
  }
  return {};
}

Result<void> validate_value(const YamlNode& node, const KeySpec& key, const std::string& file) {
  if (!key.list) return validate_single(node, key, file);
  if (!node.is_sequence())
    return fail_at(node, file,
                   fmt::format("found {} for '{}'; expected a list", node.describe(), key.name));
  if (node.items.size() > key.max_items)
    return fail_at(node, file,
                   fmt::format("'{}' has {} entries; at most {} are allowed", key.name,
                               node.items.size(), key.max_items));
  for (const YamlNode& item : node.items)
    if (auto ok = validate_single(item, key, file); !ok) return ok;
  return {};
}

}  // namespace

tl::unexpected<Error> fail_at(const YamlNode& node, const std::string& file, std::string message) {
  return fail({file, node.line, node.column}, std::move(message));
}

const ObjectSpec* choose_alternative(const YamlNode& node,
                                     std::span<const ObjectSpec* const> alternatives) {
  for (const ObjectSpec* a : alternatives)
    if (node.find(a->keys.front().name) != nullptr) return a;
  return nullptr;
}

Result<void> validate(const YamlNode& node, const ObjectSpec& spec, const std::string& file) {
  if (!node.is_map())
    return fail_at(node, file,
                   fmt::format("found {}; expected {} (a mapping of keys to values)",
                               node.describe(), spec.about));
  for (std::size_t i = 0; i < node.entries.size(); ++i) {
    const auto& [key, value] = node.entries[i];
    if (!key.is_scalar())
      return fail_at(key, file, fmt::format("found {}; expected a key", key.describe()));
    // Known keys are few: were there many entries, an unknown one would have ended this.
    for (std::size_t j = 0; j < i; ++j)
      if (node.entries[j].key.text == key.text)
        return fail_at(key, file,
                       fmt::format("the key '{}' is given twice; first in line {}", key.text,
                                   node.entries[j].key.line));
    if (auto ok = validate_entry(node, key, value, spec, file); !ok) return ok;
  }
  for (const KeySpec& k : spec.keys)
    if (k.required && node.find(k.name) == nullptr)
      return fail_at(
          node, file,
          fmt::format("the key '{}' is missing in this {}: {}", k.name, spec.name, k.help));
  return {};
}

}  // namespace sim::scenario
