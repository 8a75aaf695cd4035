// Constants as they are written: numbers, characters, strings.
#pragma once

#include <span>
#include <string>

#include "sim/user/cc/compilation.h"

namespace sim::cc {

struct Number {
  bool is_float = false;
  bool is_single = false;       // suffix f
  bool is_long_double = false;  // suffix l
  bool is_unsigned = false;
  int rank = 0;  // 0 int, 1 long, 2 long long
  std::uint64_t bits = 0;
  double value = 0;
};

struct Character {
  std::int64_t value = 0;
  int width = 1;  // bytes of the type: 1 for 'x' (an int), 4 for L'x'
};

// The bytes of a string: `width` bytes an element, without the final zero.
struct StringText {
  std::string bytes;
  int width = 1;
};

Number parse_number(Compilation& compilation, const Token& token);
Character parse_character(Compilation& compilation, const Token& token);
// Adjacent string constants, joined.
StringText parse_strings(Compilation& compilation, std::span<const Token> tokens);

}  // namespace sim::cc
