#include "sim/user/cc/literal.h"

#include <fmt/format.h>

#include <charconv>

namespace sim::cc {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

void append_utf8(std::string& out, std::uint32_t code) {
  auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0 | code >> 6), put(0x80 | (code & 63));
  } else if (code < 0x10000) {
    put(0xe0 | code >> 12), put(0x80 | (code >> 6 & 63)), put(0x80 | (code & 63));
  } else {
    put(0xf0 | code >> 18), put(0x80 | (code >> 12 & 63)), put(0x80 | (code >> 6 & 63)),
        put(0x80 | (code & 63));
  }
}

// Decodes one UTF-8 character of `text` at `i`; a malformed byte stands for itself.
std::uint32_t next_utf8(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i++]);
  int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  if (more == 0) return lead;
  std::uint32_t code = lead & (0x3fu >> more);
  while (more-- > 0 && i < text.size() && (text[i] & 0xc0) == 0x80)
    code = code << 6 | (static_cast<unsigned char>(text[i++]) & 0x3f);
  return code;
}

struct Unit {
  std::uint32_t value = 0;
  bool is_code_point = false;  // to be encoded; else a raw code unit (\x, octal)
};

std::uint32_t numeric_escape(Compilation& c, const Token& t, std::string_view text, std::size_t& i,
                             int base, int max_digits) {
  std::uint32_t value = 0;
  int digits = 0;
  while (i < text.size() && digits < max_digits && digit_value(text[i]) < base) {
    value = value * static_cast<std::uint32_t>(base) +
            static_cast<std::uint32_t>(digit_value(text[i++]));
    ++digits;
  }
  if (digits == 0) c.error(t.place, "this escape sequence has no digits");
  return value;
}

// The character or escape sequence at text[i].
Unit next_unit(Compilation& c, const Token& t, std::string_view text, std::size_t& i) {
  if (text[i] != '\\') return {next_utf8(text, i), true};
  ++i;
  if (i >= text.size()) return {'\\', true};
  const char e = text[i];
  if (e >= '0' && e <= '7') return {numeric_escape(c, t, text, i, 8, 3), false};
  ++i;
  switch (e) {
    case 'n':
      return {'\n', false};
    case 't':
      return {'\t', false};
    case 'r':
      return {'\r', false};
    case 'a':
      return {'\a', false};
    case 'b':
      return {'\b', false};
    case 'f':
      return {'\f', false};
    case 'v':
      return {'\v', false};
    case 'e':
    case 'E':
      return {27, false};
    case 'x':
      return {numeric_escape(c, t, text, i, 16, 100), false};
    case 'u':
      return {numeric_escape(c, t, text, i, 16, 4), true};
    case 'U':
      return {numeric_escape(c, t, text, i, 16, 8), true};
    case '\\':
    case '\'':
    case '"':
    case '?':
      return {static_cast<std::uint32_t>(e), false};
    default:
      c.warn(t.place, fmt::format("unknown escape sequence '\\{}'", e));
      return {static_cast<unsigned char>(e), false};
  }
}

struct Quoted {
  std::string_view text;
  int width;
};

Quoted unquote(const Token& t) {
  std::string_view text = t.text;
  int width = 1;
  if (text[0] == 'L' || text[0] == 'U') width = 4;
  if (text[0] == 'u' && text[1] != '8') width = 2;
  while (text[0] != '"' && text[0] != '\'') text.remove_prefix(1);
  return {text.substr(1, text.size() - 2), width};
}

bool parse_float(Compilation& c, const Token& t, std::string_view text, Number& n) {
  const bool hex = text.size() > 2 && text[0] == '0' && (text[1] | 32) == 'x';
  if (text.find_first_of(hex ? ".pP" : ".eE") == std::string_view::npos) return false;
  n.is_float = true;
  const char last = text.back();
  if (!hex || text.find_first_of("pP") != std::string_view::npos) {
    if (last == 'f' || last == 'F') n.is_single = true, text.remove_suffix(1);
    if (last == 'l' || last == 'L') n.is_long_double = true, text.remove_suffix(1);
  }
  std::string_view digits = hex ? text.substr(2) : text;
  const auto format = hex ? std::chars_format::hex : std::chars_format::general;
  std::from_chars_result r;
  if (n.is_single) {
    float f = 0;
    r = std::from_chars(digits.data(), digits.data() + digits.size(), f, format);
    n.value = static_cast<double>(f);
  } else {
    r = std::from_chars(digits.data(), digits.data() + digits.size(), n.value, format);
  }
  if (r.ec == std::errc::result_out_of_range) {
    const auto e = digits.find_first_of(hex ? "pP" : "eE");
    const bool small =
        e != std::string_view::npos && digits.substr(e).find('-') != std::string_view::npos;
    n.value = small ? 0.0 : static_cast<double>(__builtin_inf());
    c.warn(t.place, "this floating constant is out of range");
  } else if (r.ec != std::errc{} || r.ptr != digits.data() + digits.size()) {
    c.error(t.place, fmt::format("'{}' is not a number", t.text.substr(0, 60)));
  }
  return true;
}

void parse_suffix(Compilation& c, const Token& t, std::string_view suffix, Number& n) {
  for (std::size_t i = 0; i < suffix.size(); ++i) {
    const char s = suffix[i];
    if ((s == 'u' || s == 'U') && !n.is_unsigned) {
      n.is_unsigned = true;
    } else if ((s == 'l' || s == 'L') && n.rank == 0) {
      n.rank = 1;
      if (i + 1 < suffix.size() && suffix[i + 1] == s) n.rank = 2, ++i;
    } else {
      c.error(t.place, fmt::format("'{}' is not a number (what is '{}'?)", t.text.substr(0, 60),
                                   suffix.substr(0, 20)));
    }
  }
}

}  // namespace

Number parse_number(Compilation& c, const Token& t) {
  Number n;
  std::string_view text = t.text;
  if (parse_float(c, t, text, n)) return n;
  int base = 10;
  if (text.size() > 1 && text[0] == '0') {
    base = 8;
    if ((text[1] | 32) == 'x')
      base = 16, text.remove_prefix(2);
    else if ((text[1] | 32) == 'b')
      base = 2, text.remove_prefix(2);
  }
  std::size_t i = 0;
  bool overflow = false;
  for (; i < text.size() && digit_value(text[i]) < (base == 8 ? 10 : base); ++i) {
    if (digit_value(text[i]) >= base)
      c.error(t.place, fmt::format("'{}': the digit {} does not belong in an octal number",
                                   t.text.substr(0, 60), text[i]));
    overflow |= n.bits > (~0ull - static_cast<std::uint64_t>(digit_value(text[i]))) /
                             static_cast<std::uint64_t>(base);
    n.bits = n.bits * static_cast<std::uint64_t>(base) +
             static_cast<std::uint64_t>(digit_value(text[i]));
  }
  if (i == 0 && base != 8)
    c.error(t.place, fmt::format("'{}' is not a number", t.text.substr(0, 60)));
  parse_suffix(c, t, text.substr(i), n);
  if (overflow) c.warn(t.place, "this integer constant is too large for its type");
  // The first type it fits in.
  if (n.rank == 0 && n.bits > 0xffffffffull) n.rank = 1;
  if (n.rank == 0 && n.bits > 0x7fffffffull && !n.is_unsigned) {
    if (base == 10)
      n.rank = 1;
    else
      n.is_unsigned = true;
  }
  if (n.rank > 0 && n.bits > 0x7fffffffffffffffull) n.is_unsigned = true;
  return n;
}

Character parse_character(Compilation& c, const Token& t) {
  const auto [text, width] = unquote(t);
  if (text.empty()) c.error(t.place, "a character constant needs a character");
  if (width > 1) {
    std::size_t i = 0;
    return {static_cast<std::int32_t>(next_unit(c, t, text, i).value), width};
  }
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    const Unit u = next_unit(c, t, text, i);
    if (u.is_code_point)
      append_utf8(bytes, u.value);
    else
      bytes += static_cast<char>(u.value);
  }
  if (bytes.size() == 1) return {static_cast<signed char>(bytes[0]), 1};
  c.warn(t.place, "multi-character character constant");
  std::uint32_t value = 0;
  for (char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return {static_cast<std::int32_t>(value), 1};
}

StringText parse_strings(Compilation& c, std::span<const Token> tokens) {
  StringText out;
  for (const Token& t : tokens) out.width = std::max(out.width, unquote(t).width);
  for (const Token& t : tokens) {
    const std::string_view text = unquote(t).text;
    for (std::size_t i = 0; i < text.size();) {
      const Unit u = next_unit(c, t, text, i);
      if (out.width > 1) {
        for (int b = 0; b < out.width; ++b) out.bytes += static_cast<char>(u.value >> (8 * b));
      } else if (u.is_code_point) {
        append_utf8(out.bytes, u.value);
      } else {
        out.bytes += static_cast<char>(u.value);
      }
    }
  }
  return out;
}

}  // namespace sim::cc
