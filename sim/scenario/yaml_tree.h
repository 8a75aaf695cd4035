// A YAML document as a plain tree in which every node knows its line and column: what the scenario
// loader works on. Hostile input is refused quickly: too large a file, too deep a nesting, too many
// nodes (an alias counts as everything it stands for).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/result.h"

namespace sim::scenario {

struct YamlLimits {
  std::size_t bytes = 4u << 20;
  int depth = 64;
  std::size_t nodes = 200'000;
};

struct YamlEntry;  // of a map

struct YamlNode {
  enum class Kind : unsigned char { null, scalar, sequence, map };
  Kind kind = Kind::null;
  bool quoted = false;  // "12" rather than 12
  // A block scalar (`|` or `>`): the file's line of its first line of text, and how far that text
  // is indented, so that a place in the text can be told as a place in the file. 0: not one.
  int block_line = 0;
  int block_indent = 0;
  int line = 0, column = 0;  // from 1
  std::string text;          // scalar
  std::vector<YamlNode> items;
  std::vector<YamlEntry> entries;  // map, in the order of the file

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_map() const { return kind == Kind::map; }
  bool is_sequence() const { return kind == Kind::sequence; }
  // The value of a key; nullptr when the map has no such key (or this is no map).
  const YamlNode* find(std::string_view key) const;
  // What was found, for messages: "a list", "a mapping", "nothing", "'abc'".
  std::string describe() const;
};

struct YamlEntry {
  YamlNode key, value;
};

// Parses one document. `file` is what messages call it.
Result<YamlNode> parse_yaml(std::string_view text, const std::string& file,
                            const YamlLimits& limits = {});

}  // namespace sim::scenario
