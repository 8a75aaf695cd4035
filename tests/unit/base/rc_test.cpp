#include "sim/base/rc.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

struct Block : RcBase<Block> {
  explicit Block(int* ended) : ended_(ended) {}
  ~Block() { ++*ended_; }
  int* ended_;
};

TEST(Rc, EndsTheBlockWithItsLastReference) {
  int ended = 0;
  Rc<Block> a = make_rc<Block>(&ended);
  EXPECT_TRUE(a.unique());
  Rc<Block> b = a;
  EXPECT_FALSE(a.unique());
  a = {};
  EXPECT_EQ(ended, 0);
  EXPECT_TRUE(b.unique());
  b = {};
  EXPECT_EQ(ended, 1);
}

TEST(Rc, ChangesHandsWithoutBeingCounted) {
  int ended = 0;
  Rc<Block> a = make_rc<Block>(&ended), b;
  const Block* block = a.get();
  a.swap(b);
  EXPECT_FALSE(a);
  EXPECT_EQ(b.get(), block);
  EXPECT_TRUE(b.unique());
  Rc<Block> c = std::move(b);
  EXPECT_FALSE(b);  // NOLINT(bugprone-use-after-move): what a move leaves is defined
  EXPECT_TRUE(c.unique());
  EXPECT_EQ(ended, 0);
}

}  // namespace
}  // namespace sim
