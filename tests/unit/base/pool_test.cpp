#include "sim/base/pool.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "sim/base/ids.h"

namespace sim {
namespace {

struct Large {
  std::array<int, 100> numbers{};
  std::string name = "fresh";
};

using Names = Pool<std::string, MsgId>;
using Larges = Pool<Large, TaskId>;

TEST(Pool, GivesTheSlotThatWasFreedLastAndThenNewOnes) {
  Names pool;
  const MsgId a = pool.allocate("a"), b = pool.allocate("b"), c = pool.allocate("c");
  EXPECT_EQ((std::vector{a.value, b.value, c.value}), (std::vector{0u, 1u, 2u}));
  pool.release(a);
  pool.release(c);
  pool.release(b);
  EXPECT_EQ(pool.allocate("1"), b);
  EXPECT_EQ(pool.allocate("2"), c);
  EXPECT_EQ(pool.allocate("3"), a);
  EXPECT_EQ(pool.allocate("4"), MsgId{3});
  EXPECT_EQ(pool.capacity(), 4u);
}

TEST(Pool, CountsAndVisitsTheSlotsInUse) {
  Names pool;
  const MsgId a = pool.allocate("a");
  pool.allocate("b");
  pool.allocate("c");
  pool.release(a);
  EXPECT_EQ(pool.live(), 2u);
  EXPECT_FALSE(pool.contains(a));
  EXPECT_FALSE(pool.contains(MsgId{3}));
  EXPECT_FALSE(pool.contains(MsgId::none()));
  std::string all;
  pool.for_each([&](MsgId id, const std::string& s) { all += std::to_string(id.value) + s; });
  EXPECT_EQ(all, "1b2c");
}

TEST(Pool, GivesASlotThatHasNothingOfItsFormerUserIn) {
  Larges pool;
  const TaskId id = pool.allocate();
  pool[id].numbers[7] = 7;
  pool[id].name = "somebody's";
  pool.release(id);
  ASSERT_EQ(pool.allocate(), id);
  EXPECT_EQ(pool[id].numbers[7], 0);
  EXPECT_EQ(pool[id].name, "fresh");
}

TEST(Pool, KeepsReferencesWhileItGrows) {
  Names small;
  Larges large;
  std::string& first_small = small[small.allocate("first")];
  Large& first_large = large[large.allocate()];
  first_large.name = "first";
  for (int i = 0; i < 1000; ++i) {
    small.allocate("another");
    large.allocate();
  }
  EXPECT_EQ(&first_small, &small[MsgId{0}]);
  EXPECT_EQ(first_small, "first");
  EXPECT_EQ(&first_large, &large[TaskId{0}]);
  EXPECT_EQ(first_large.name, "first");
}

TEST(Pool, ACopyGoesOnLikeTheOriginalAndApartFromIt) {
  Names pool;
  for (const char* s : {"a", "b", "c", "d"}) pool.allocate(s);
  pool.release(MsgId{1});
  pool.release(MsgId{2});
  Names copy = pool;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(copy.allocate("x"), pool.allocate("y"));
  EXPECT_EQ(copy[MsgId{2}], "x");
  EXPECT_EQ(pool[MsgId{2}], "y");
  copy = Names{};
  EXPECT_EQ(copy.live(), 0u);
  EXPECT_EQ(copy.allocate("z"), MsgId{0});
}

TEST(PoolDeathTest, WhatIsFreeCannotBeFreedAgain) {
  Names pool;
  const MsgId id = pool.allocate("a");
  pool.release(id);
  EXPECT_DEATH(pool.release(id), "contains");
}

}  // namespace
}  // namespace sim
