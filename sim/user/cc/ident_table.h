// Tables over identifiers: the interning table, and maps from an identifier to something.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/user/cc/arena.h"
#include "sim/user/cc/token.h"

namespace sim::cc {

// Gives each spelling its one Ident. Open addressing, at most half full.
class IdentTable {
 public:
  explicit IdentTable(Arena& arena) : arena_(arena), slots_(8192) {}

  Ident* intern(std::string_view name) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    const std::uint64_t h = hash(name);
    Ident*& slot = find(h, name);
    if (slot == nullptr) {
      slot = arena_.make<Ident>();
      slot->name = arena_.copy(name);
      slot->id = count_++;
    }
    return slot;
  }

 private:
  static std::uint64_t hash(std::string_view name) {
    std::uint64_t h = 14695981039346656037ull;
    for (char c : name) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return h ^ h >> 29;
  }

  Ident*& find(std::uint64_t h, std::string_view name) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = h & mask;; i = (i + 1) & mask)
      if (slots_[i] == nullptr || slots_[i]->name == name) return slots_[i];
  }

  void grow() {
    std::vector<Ident*> old(slots_.size() * 2);
    old.swap(slots_);
    for (Ident* ident : old)
      if (ident != nullptr) find(hash(ident->name), ident->name) = ident;
  }

  Arena& arena_;
  std::vector<Ident*> slots_;
  std::uint32_t count_ = 0;
};

// A map from identifiers; what was never set is T{}.
template <class T>
class IdentMap {
 public:
  T get(const Ident* ident) const { return ident->id < values_.size() ? values_[ident->id] : T{}; }
  T& operator[](const Ident* ident) {
    if (ident->id >= values_.size()) values_.resize(ident->id + ident->id / 2 + 64);
    return values_[ident->id];
  }

 private:
  std::vector<T> values_;
};

}  // namespace sim::cc
