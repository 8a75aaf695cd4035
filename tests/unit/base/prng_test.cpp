#include "sim/base/prng.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(Prng, SameSeedGivesTheSameNumbers) {
  Prng a(7), b(7), c(8);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const auto x = a.next();
    EXPECT_EQ(x, b.next());
    differs |= x != c.next();
  }
  EXPECT_TRUE(differs);
}

TEST(Prng, BelowStaysBelow) {
  Prng p(3);
  for (int i = 0; i < 1000; ++i) EXPECT_LT(p.below(7), 7u);
  EXPECT_EQ(p.below(0), 0u);
}

}  // namespace
}  // namespace sim
