#include "sim/scenario/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sim::scenario {
namespace {

// Multiplies `digits.fraction` by `unit` exactly; nullopt when a fraction of a nanosecond remains.
std::optional<std::int64_t> scaled(std::string_view number, std::int64_t unit) {
  constexpr std::int64_t kMost = 4'000'000'000'000'000'000;  // some 127 years
  std::int64_t value = 0;
  std::int64_t place = unit;
  bool fraction = false, digits = false;
  for (const char c : number) {
    if (c == '.') {
      if (fraction) return std::nullopt;
      fraction = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digits = true;
    const int d = c - '0';
    if (fraction) {
      if (place % 10 != 0 && d != 0) return std::nullopt;
      place /= 10;
      value += d * place;
    } else {
      if (value > (kMost - d * unit) / 10) return std::nullopt;
      value = value * 10 + d * unit;
    }
  }
  return digits ? std::optional(value) : std::nullopt;
}

// Levenshtein's distance, with a swap of neighbours as one change.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two(b.size() + 1), one(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) one[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two[j - 2] + 1);
    }
    std::swap(two, one);
    std::swap(one, row);
  }
  return one[b.size()];
}

}  // namespace

std::optional<SimDuration> parse_duration(std::string_view text) {
  struct Unit {
    std::string_view name;
    std::int64_t ns;
  };
  static constexpr Unit kUnits[] = {
      {"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}};
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto end = text.find_first_not_of("0123456789._");
  std::string number;
  for (const char c : text.substr(0, end))
    if (c != '_') number += c;
  std::string_view unit = end == std::string_view::npos ? std::string_view() : text.substr(end);
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  std::optional<std::int64_t> ns;
  if (unit.empty()) ns = scaled(number, 1);
  for (const Unit& u : kUnits)
    if (unit == u.name) ns = scaled(number, u.ns);
  if (!ns) return std::nullopt;
  return SimDuration{negative ? -*ns : *ns};
}

std::string format_duration(std::int64_t ns) {
  const std::uint64_t magnitude = ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : ns;
  const char* sign = ns < 0 ? "-" : "";
  if (magnitude < 1000) return fmt::format("{}{} ns", sign, magnitude);
  std::uint64_t unit = 1000;
  const char* name = "us";
  if (magnitude >= 1'000'000'000) {
    unit = 1'000'000'000;
    name = "s";
  } else if (magnitude >= 1'000'000) {
    unit = 1'000'000;
    name = "ms";
  }
  const std::uint64_t whole = magnitude / unit;
  const int decimals = whole >= 100 ? 1 : whole >= 10 ? 2 : 3;
  std::uint64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  std::string text = fmt::format("{}.{:0{}}", whole, magnitude % unit * scale / unit, decimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return fmt::format("{}{} {}", sign, text, name);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
    text.remove_prefix(text[1] == 'o' ? 2 : 1);
  }
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  const std::uint64_t most = negative ? 1ull << 63 : (1ull << 63) - 1;
  if (value > most) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - value : value);
}

std::optional<std::string_view> nearest_name(std::string_view name,
                                             std::span<const std::string_view> known) {
  if (name.size() > 64) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const std::string_view k : known) {
    const std::size_t d = distance(name, k);
    if (d < best_distance) {
      best_distance = d;
      best = k;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> known) {
  const auto near = nearest_name(name, known);
  return near ? fmt::format("; did you mean '{}'?", *near) : "";
}

}  // namespace sim::scenario
