// A red-black tree over handles: the links live in the entities, so that the tree can be drawn,
// copied with its machine, and compared. Cormen, Leiserson, Rivest, Stein, "Introduction to
// Algorithms", chapter 13. The first node is cached, as the kernel's rb_root_cached does, and so is
// the last, behind which a task whose slice is over nearly always goes.
#pragma once

#include <bit>
#include <cstdint>

#include "sim/base/ids.h"

namespace sim {

struct RbLinks {
  TaskId parent, left, right;
  bool red = false;
};

struct RbTree {
  TaskId root;
  TaskId leftmost, rightmost;
  std::uint32_t size = 0;

  // Of a balanced tree of this size.
  int levels() const { return std::bit_width(size); }
};

// The operations, over anything `Nodes` that gives the links of a handle: RbLinks&
// operator()(TaskId).
template <class Nodes>
class RbOps {
 public:
  RbOps(RbTree& tree, Nodes nodes) : t_(tree), n_(nodes) {}

  // Puts `z` in its place: before those of which `is_before(other)` says so. Equal keys: the
  // newcomer goes behind.
  template <class IsBefore>
  void insert(TaskId z, IsBefore is_before) {
    if (t_.rightmost && !is_before(t_.rightmost)) {
      put_below(t_.rightmost, z, false);
      t_.rightmost = z;
      return;
    }
    TaskId parent, at = t_.root;
    bool leftmost = true, goes_left = true;
    while (at) {
      parent = at;
      goes_left = is_before(at);
      leftmost = leftmost && goes_left;
      at = goes_left ? n_(at).left : n_(at).right;
    }
    if (leftmost) t_.leftmost = z;
    if (!parent) t_.rightmost = z;  // the tree was empty
    put_below(parent, z, goes_left);
  }

  void erase(TaskId z) {
    if (t_.size == 1) {  // nothing to be mended
      t_ = RbTree{};
      n_(z) = RbLinks{};
      return;
    }
    if (t_.leftmost == z) t_.leftmost = next(z);
    if (t_.rightmost == z) t_.rightmost = previous(z);
    --t_.size;
    TaskId hole, hole_parent;
    bool removed_red = n_(z).red;
    if (!n_(z).left) {
      hole = n_(z).right;
      hole_parent = n_(z).parent;
      transplant(z, hole);
    } else if (!n_(z).right) {
      hole = n_(z).left;
      hole_parent = n_(z).parent;
      transplant(z, hole);
    } else {
      const TaskId y = minimum(n_(z).right);
      removed_red = n_(y).red;
      hole = n_(y).right;
      if (n_(y).parent == z) {
        hole_parent = y;
      } else {
        hole_parent = n_(y).parent;
        transplant(y, hole);
        n_(y).right = n_(z).right;
        n_(n_(y).right).parent = y;
      }
      transplant(z, y);
      n_(y).left = n_(z).left;
      n_(n_(y).left).parent = y;
      n_(y).red = n_(z).red;
    }
    if (!removed_red) fix_after_erase(hole, hole_parent);
    n_(z) = RbLinks{};
  }

  // The node behind `x` in order; none after the last.
  TaskId next(TaskId x) const { return neighbour<&RbLinks::right, &RbLinks::left>(x); }
  // The one before it.
  TaskId previous(TaskId x) const { return neighbour<&RbLinks::left, &RbLinks::right>(x); }

 private:
  TaskId minimum(TaskId x) const { return outermost<&RbLinks::left>(x); }
  template <TaskId RbLinks::*kSide>
  TaskId outermost(TaskId x) const {
    while (n_(x).*kSide) x = n_(x).*kSide;
    return x;
  }
  template <TaskId RbLinks::*kSide, TaskId RbLinks::*kOtherSide>
  TaskId neighbour(TaskId x) const {
    if (n_(x).*kSide) return outermost<kOtherSide>(n_(x).*kSide);
    TaskId p = n_(x).parent;
    while (p && x == n_(p).*kSide) {
      x = p;
      p = n_(p).parent;
    }
    return p;
  }
  void put_below(TaskId parent, TaskId z, bool left) {
    n_(z) = RbLinks{parent, TaskId::none(), TaskId::none(), true};
    if (!parent)
      t_.root = z;
    else if (left)
      n_(parent).left = z;
    else
      n_(parent).right = z;
    ++t_.size;
    fix_after_insert(z);
  }
  bool is_red(TaskId x) const { return x && n_(x).red; }

  void rotate(TaskId x, bool to_left) {
    const TaskId y = to_left ? n_(x).right : n_(x).left;
    const TaskId inner = to_left ? n_(y).left : n_(y).right;
    (to_left ? n_(x).right : n_(x).left) = inner;
    if (inner) n_(inner).parent = x;
    n_(y).parent = n_(x).parent;
    replace_child(n_(x).parent, x, y);
    (to_left ? n_(y).left : n_(y).right) = x;
    n_(x).parent = y;
  }
  void replace_child(TaskId parent, TaskId old_child, TaskId new_child) {
    if (!parent)
      t_.root = new_child;
    else if (n_(parent).left == old_child)
      n_(parent).left = new_child;
    else
      n_(parent).right = new_child;
  }
  void transplant(TaskId u, TaskId v) {
    replace_child(n_(u).parent, u, v);
    if (v) n_(v).parent = n_(u).parent;
  }

  void fix_after_insert(TaskId z) {
    while (is_red(n_(z).parent)) {
      TaskId p = n_(z).parent;
      const TaskId g = n_(p).parent;
      const bool p_is_left = n_(g).left == p;
      const TaskId uncle = p_is_left ? n_(g).right : n_(g).left;
      if (is_red(uncle)) {
        n_(p).red = n_(uncle).red = false;
        n_(g).red = true;
        z = g;
        continue;
      }
      if (z == (p_is_left ? n_(p).right : n_(p).left)) {
        z = p;
        rotate(z, p_is_left);
        p = n_(z).parent;
      }
      n_(p).red = false;
      n_(g).red = true;
      rotate(g, !p_is_left);
    }
    n_(t_.root).red = false;
  }

  void fix_after_erase(TaskId x, TaskId parent) {
    while (x != t_.root && !is_red(x)) {
      const bool x_is_left = n_(parent).left == x;
      TaskId w = x_is_left ? n_(parent).right : n_(parent).left;
      if (is_red(w)) {
        n_(w).red = false;
        n_(parent).red = true;
        rotate(parent, x_is_left);
        w = x_is_left ? n_(parent).right : n_(parent).left;
      }
      if (!is_red(n_(w).left) && !is_red(n_(w).right)) {
        n_(w).red = true;
        x = parent;
        parent = n_(x).parent;
        continue;
      }
      if (!is_red(x_is_left ? n_(w).right : n_(w).left)) {
        n_(x_is_left ? n_(w).left : n_(w).right).red = false;
        n_(w).red = true;
        rotate(w, !x_is_left);
        w = x_is_left ? n_(parent).right : n_(parent).left;
      }
      n_(w).red = n_(parent).red;
      n_(parent).red = false;
      n_(x_is_left ? n_(w).right : n_(w).left).red = false;
      rotate(parent, x_is_left);
      x = t_.root;
    }
    if (x) n_(x).red = false;
  }

  RbTree& t_;
  Nodes n_;
};

}  // namespace sim
