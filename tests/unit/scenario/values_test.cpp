#include "sim/scenario/values.h"

#include <gtest/gtest.h>

namespace sim::scenario {
namespace {

TEST(ParseDuration, ReadsUnitsAndPlainNanoseconds) {
  EXPECT_EQ(parse_duration("2ms")->ns, 2'000'000);
  EXPECT_EQ(parse_duration("500us")->ns, 500'000);
  EXPECT_EQ(parse_duration("1.5s")->ns, 1'500'000'000);
  EXPECT_EQ(parse_duration("250ns")->ns, 250);
  EXPECT_EQ(parse_duration("12345")->ns, 12345);
  EXPECT_EQ(parse_duration("3 ms")->ns, 3'000'000);
  EXPECT_EQ(parse_duration("0.000001ms")->ns, 1);
}

TEST(ParseDuration, RefusesWhatIsNoTimeOrDoesNotFit) {
  for (const char* bad : {"", "ms", "2 m", "1.5", "2h", "--1", "0x10", "1.2.3ms", "0.1ns",
                          "99999999999999999999", "10000000000000s"})
    EXPECT_FALSE(parse_duration(bad)) << bad;
}

TEST(FormatDuration, ChoosesAUnitAndKeepsFourDigits) {
  EXPECT_EQ(format_duration(0), "0 ns");
  EXPECT_EQ(format_duration(999), "999 ns");
  EXPECT_EQ(format_duration(3'200'000), "3.2 ms");
  EXPECT_EQ(format_duration(17'000), "17 us");
  EXPECT_EQ(format_duration(2'000'000'000), "2 s");
  EXPECT_EQ(format_duration(123'456), "123.4 us");
  EXPECT_EQ(format_duration(-1'500), "-1.5 us");
}

TEST(ParseInteger, ReadsWhatCReads) {
  EXPECT_EQ(parse_integer("42"), 42);
  EXPECT_EQ(parse_integer("-3"), -3);
  EXPECT_EQ(parse_integer("0x1F"), 31);
  EXPECT_EQ(parse_integer("0644"), 0644);
  EXPECT_EQ(parse_integer("9223372036854775807"), INT64_MAX);
  for (const char* bad : {"", "-", "0x", "12a", "9223372036854775808", "1e3", "089"})
    EXPECT_FALSE(parse_integer(bad)) << bad;
}

TEST(NearestName, SuggestsOnlyWhatCouldBeMeant) {
  static constexpr std::string_view kKnown[] = {"processes", "machine", "expect"};
  EXPECT_EQ(did_you_mean("proceses", kKnown), "; did you mean 'processes'?");
  EXPECT_EQ(did_you_mean("mahcine", kKnown), "; did you mean 'machine'?");
  EXPECT_EQ(did_you_mean("colour", kKnown), "");
}

}  // namespace
}  // namespace sim::scenario
