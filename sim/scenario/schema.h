// The scenario file's form as one table: which keys there are, what they take, in which range, and
// what they mean. The loader's checks, the JSON Schema for editors and the documentation all come
// from it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sim/base/result.h"
#include "sim/scenario/yaml_tree.h"

namespace sim::scenario {

enum class Form : std::uint8_t {
  string,
  text,     // a string, or {en: ..., zh: ...}
  integer,  // decimal or 0x...; min..max
  boolean,
  time,     // "2ms" or nanoseconds; min..max in nanoseconds
  choice,   // one of `choices`
  signal,   // SIGUSR1 or a number
  program,  // a C file's name, or C source as a block of text
  costs,    // a set's name, a file, or a mapping of names to nanoseconds
  object,   // `object`
  one_of,   // a mapping that is one of `alternatives`, told by the first key each of them has
  any_scalar,
};

struct KeySpec;

struct ObjectSpec {
  std::string_view name;  // for messages and the schema's $defs
  std::span<const KeySpec> keys;
  std::string_view about;
  // Besides `keys`, the fields of the event that its key `event` names.
  bool event_fields = false;
};

struct KeySpec {
  std::string_view name;
  Form form = Form::string;
  std::string_view help;
  bool required = false;
  bool list = false;  // a list of these
  std::int64_t min = INT64_MIN, max = INT64_MAX;
  std::span<const std::string_view> choices{};
  const ObjectSpec* object = nullptr;
  std::span<const ObjectSpec* const> alternatives{};
  std::size_t max_items = 100'000;
  std::size_t max_bytes = 1u << 20;  // of a string
};

const ObjectSpec& scenario_spec();

// Checks a tree against a table: unknown and repeated keys, missing ones, kinds and ranges.
Result<void> validate(const YamlNode& node, const ObjectSpec& spec, const std::string& file);

// The alternative a mapping means; nullptr when it has none of their first keys.
const ObjectSpec* choose_alternative(const YamlNode& node,
                                     std::span<const ObjectSpec* const> alternatives);

// The JSON Schema (draft 2020-12) of a scenario file, two spaces a level.
std::string json_schema();

// The same as tables of Markdown, for docs/scenario-format.md.
std::string schema_markdown();

// An Error at a node.
tl::unexpected<Error> fail_at(const YamlNode& node, const std::string& file, std::string message);

}  // namespace sim::scenario
