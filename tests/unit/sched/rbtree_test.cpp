#include "sim/sched/rbtree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/base/prng.h"

namespace sim {
namespace {

struct Forest {
  std::vector<RbLinks> links;
  std::vector<int> key;
  RbTree tree;
  auto nodes() {
    return [this](TaskId id) -> RbLinks& { return links[id.value]; };
  }
  auto ops() { return RbOps(tree, nodes()); }
  auto less() {
    return [this](TaskId a, TaskId b) { return key[a.value] < key[b.value]; };
  }
  auto is_before(TaskId id) {
    return [this, id](TaskId other) { return key[id.value] < key[other.value]; };
  }

  // Height in black nodes; -1 when a rule of the tree is broken.
  int black_height(TaskId x, TaskId parent) {
    if (!x) return 1;
    const RbLinks& l = links[x.value];
    if (l.parent != parent) return -1;
    if (l.red && parent && links[parent.value].red) return -1;
    const int left = black_height(l.left, x), right = black_height(l.right, x);
    if (left < 0 || left != right) return -1;
    return left + (l.red ? 0 : 1);
  }

  std::vector<TaskId> in_order() {
    std::vector<TaskId> out;
    for (TaskId x = tree.leftmost; x; x = ops().next(x)) out.push_back(x);
    return out;
  }
};

TEST(RbTree, StaysBalancedAndOrderedThroughRandomInsertsAndErases) {
  Prng prng(42);
  Forest f;
  constexpr std::uint32_t kNodes = 300;
  f.links.resize(kNodes);
  f.key.resize(kNodes);
  std::vector<TaskId> in;
  std::vector<TaskId> out;
  for (std::uint32_t i = 0; i < kNodes; ++i) out.push_back(TaskId{i});
  for (int round = 0; round < 20000; ++round) {
    const bool insert = in.empty() || (!out.empty() && prng.below(2) == 0);
    auto& from = insert ? out : in;
    auto& to = insert ? in : out;
    const std::size_t i = prng.below(from.size());
    const TaskId id = from[i];
    from.erase(from.begin() + static_cast<std::ptrdiff_t>(i));
    to.push_back(id);
    if (insert) {
      f.key[id.value] = static_cast<int>(prng.below(50));
      f.ops().insert(id, f.is_before(id));
    } else {
      f.ops().erase(id);
    }
    ASSERT_GT(f.black_height(f.tree.root, TaskId::none()), 0);
    ASSERT_EQ(f.tree.size, in.size());
    if (round % 50 == 0) {
      const auto order = f.in_order();
      ASSERT_EQ(order.size(), in.size());
      ASSERT_TRUE(std::is_sorted(order.begin(), order.end(), f.less()));
      ASSERT_EQ(f.tree.rightmost, order.empty() ? TaskId::none() : order.back());
    }
  }
}

TEST(RbTree, EqualKeysKeepTheOrderInWhichTheyCame) {
  Forest f;
  f.links.resize(10);
  f.key.assign(10, 5);
  for (std::uint32_t i = 0; i < 10; ++i) f.ops().insert(TaskId{i}, f.is_before(TaskId{i}));
  const auto order = f.in_order();
  for (std::uint32_t i = 0; i < 10; ++i) EXPECT_EQ(order[i], TaskId{i});
  EXPECT_EQ(f.tree.rightmost, TaskId{9});
}

}  // namespace
}  // namespace sim
