#include "sim/user/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace sim {
namespace {

constexpr std::uint64_t kData = 0x600000;
constexpr std::uint64_t kRodata = 0x500000;
constexpr std::uint64_t kBrkStart = 0x700000;

Program small_program() {
  Program p;
  p.code.resize(4);
  p.segments = {{kRodata, 6, {'h', 'e', 'l', 'l', 'o', 0}, false},
                {kData, 3 * kPageBytes, {1, 2, 3}, true}};
  p.brk_start = kBrkStart;
  return p;
}

AddressSpace loaded(std::uint64_t memory_limit = 64 << 20) {
  AddressSpace mm;
  mm.load(small_program(), 8 << 20, memory_limit);
  return mm;
}

bool write_byte(AddressSpace& mm, std::uint64_t address, int value) {
  const std::byte b{static_cast<unsigned char>(value)};
  return mm.copy_out(address, {&b, 1}) == 0;
}

int read_byte(const AddressSpace& mm, std::uint64_t address) {
  std::byte b;
  return mm.peek(address, {&b, 1}) ? std::to_integer<int>(b) : -1;
}

std::uint64_t hash_of(const AddressSpace& mm) {
  Hasher h;
  mm.hash(h);
  return h.digest();
}

TEST(AddressSpace, HoldsTheSegmentsOfTheProgram) {
  const AddressSpace mm = loaded();
  EXPECT_EQ(read_byte(mm, kRodata + 1), 'e');
  EXPECT_EQ(read_byte(mm, kData + 2), 3);
  EXPECT_EQ(read_byte(mm, kData + 3 * kPageBytes - 1), 0);
  EXPECT_EQ(read_byte(mm, kData + 3 * kPageBytes), -1);
}

TEST(AddressSpace, NeverMapsTheNullPage) {
  AddressSpace mm = loaded();
  EXPECT_EQ(mm.page_for(0, Access::read), nullptr);
  EXPECT_EQ(mm.page_for(kPageBytes - 1, Access::write), nullptr);
}

TEST(AddressSpace, LetsNobodyReadOrWriteText) {
  AddressSpace mm = loaded();
  EXPECT_EQ(mm.page_for(kTextBase, Access::read), nullptr);
  EXPECT_EQ(mm.page_for(kTextBase, Access::write), nullptr);
}

TEST(AddressSpace, LetsNobodyWriteReadOnlyData) {
  AddressSpace mm = loaded();
  EXPECT_NE(mm.page_for(kRodata, Access::read), nullptr);
  EXPECT_EQ(mm.page_for(kRodata, Access::write), nullptr);
}

TEST(AddressSpace, ReadsPagesNeverWrittenAsZeroWithoutMakingThem) {
  AddressSpace mm = loaded();
  const std::uint64_t before = mm.resident_pages();
  const std::byte* page = mm.page_for(kData + kPageBytes, Access::read);
  ASSERT_NE(page, nullptr);
  EXPECT_EQ(page[17], std::byte{0});
  EXPECT_EQ(mm.resident_pages(), before);
}

TEST(AddressSpace, CopiesKeepWhatTheyHadWhenTheOtherWrites) {
  AddressSpace parent = loaded();
  AddressSpace child = parent;
  ASSERT_TRUE(write_byte(parent, kData, 10));
  EXPECT_EQ(read_byte(child, kData), 1);
  ASSERT_TRUE(write_byte(child, kData, 20));
  ASSERT_TRUE(write_byte(child, kData + 2 * kPageBytes, 21));
  EXPECT_EQ(read_byte(parent, kData), 10);
  EXPECT_EQ(read_byte(parent, kData + 2 * kPageBytes), 0);
  EXPECT_EQ(read_byte(child, kData), 20);
}

TEST(AddressSpace, CopiesOfCopiesAreIndependent) {
  AddressSpace a = loaded();
  AddressSpace b = a;
  AddressSpace c = b;
  write_byte(b, kData, 50);
  b = c;
  write_byte(c, kData, 60);
  EXPECT_EQ(read_byte(a, kData), 1);
  EXPECT_EQ(read_byte(b, kData), 1);
  EXPECT_EQ(read_byte(c, kData), 60);
}

TEST(AddressSpace, HashesEqualContentsEquallyWhateverTheirHistory) {
  AddressSpace a = loaded();
  AddressSpace b = a;
  const std::uint64_t fresh = hash_of(a);
  EXPECT_EQ(hash_of(b), fresh);
  write_byte(a, kData, 99);
  EXPECT_NE(hash_of(a), fresh);
  EXPECT_EQ(hash_of(b), fresh);
  write_byte(a, kData, 1);
  EXPECT_EQ(hash_of(a), fresh);
  EXPECT_EQ(hash_of(loaded()), fresh);
}

TEST(AddressSpace, HasANewVersionWheneverATranslationMayBeStale) {
  AddressSpace mm = loaded();
  auto changes = [&, last = mm.version()](auto&& action) mutable {
    action();
    const bool changed = mm.version() != last;
    last = mm.version();
    return changed;
  };
  EXPECT_TRUE(changes([&] { mm.page_for(kData + kPageBytes, Access::write); }));
  EXPECT_FALSE(changes([&] { mm.page_for(kData + kPageBytes, Access::write); }));
  EXPECT_FALSE(changes([&] { mm.page_for(kData, Access::read); }));
  AddressSpace copy;
  EXPECT_TRUE(changes([&] { copy = mm; }));
  EXPECT_NE(copy.version(), mm.version());
  EXPECT_TRUE(changes([&] { mm.page_for(kData + kPageBytes, Access::write); }));
  EXPECT_TRUE(changes([&] { hash_of(mm); }));
  EXPECT_TRUE(changes([&] { mm.set_brk(kBrkStart + 1); }));
  EXPECT_TRUE(changes([&] { mm.unmap(kData, kPageBytes); }));
}

TEST(AddressSpace, CopiesUpToTheFaultAndSaysHowMuchIsLeft) {
  AddressSpace mm = loaded();
  std::array<std::byte, 100> buffer{};
  const std::uint64_t end = kData + 3 * kPageBytes;
  EXPECT_EQ(mm.copy_out(end - 40, buffer), 60u);
  EXPECT_EQ(mm.copy_in(buffer, end - 30), 70u);
  EXPECT_EQ(mm.copy_in(buffer, kData), 0u);
  EXPECT_EQ(buffer[1], std::byte{2});
  EXPECT_EQ(mm.copy_in(buffer, 0), 100u);
  EXPECT_EQ(mm.copy_in(buffer, ~0ull - 10), 100u);
}

std::array<std::byte, 256> pattern(int seed) {
  std::array<std::byte, 256> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = std::byte{static_cast<unsigned char>(seed + 7 * i)};
  return bytes;
}

// Every size, at every distance from the border of two pages, first use of a page or not.
TEST(AddressSpace, CopiesAnySizeAcrossAndBesideABorderOfPages) {
  const std::uint64_t border = kData + kPageBytes;
  AddressSpace mm = loaded();
  for (std::size_t size = 0; size <= 130; ++size) {
    for (std::size_t before = 0; before <= 130; before += 1 + before / 16) {
      const auto from = pattern(static_cast<int>(size + before));
      const std::uint64_t to = border - before;
      write_byte(mm, to - 1, 0x5a);
      write_byte(mm, to + size, 0xa5);
      ASSERT_EQ(mm.copy_out(to, std::span(from).first(size)), 0u);
      std::array<std::byte, 256> back{};
      ASSERT_EQ(mm.copy_in(std::span(back).first(size), to), 0u);
      ASSERT_TRUE(
          std::equal(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(size), back.begin()))
          << size << " bytes, " << before << " of them before the border";
      ASSERT_EQ(back[size], std::byte{0});
      ASSERT_EQ(read_byte(mm, to - 1), 0x5a);
      ASSERT_EQ(read_byte(mm, to + size), 0xa5);
    }
  }
}

TEST(AddressSpace, CopiesOnlyUpToTheEndOfThePagesHoweverFewBytesItIs) {
  AddressSpace mm = loaded();
  const std::uint64_t end = kData + 3 * kPageBytes;
  const auto from = pattern(1);
  std::array<std::byte, 256> back{};
  for (std::size_t size = 1; size <= 70; ++size) {
    // the page is the one of the last copy, and all but one byte of this one is in it
    ASSERT_EQ(mm.copy_out(end - 64, std::span(from).first(64)), 0u);
    ASSERT_EQ(mm.copy_in(std::span(back).first(64), end - 64), 0u);
    ASSERT_EQ(mm.copy_out(end - size + 1, std::span(from).first(size)), 1u) << size;
    ASSERT_EQ(mm.copy_in(std::span(back).first(size), end - size + 1), 1u) << size;
    ASSERT_EQ(mm.copy_in(std::span(back).first(size), end), size);
    ASSERT_EQ(mm.copy_out(end, std::span(from).first(size)), size);
  }
}

TEST(AddressSpace, ACopyToAPageThatBecameSharedGoesToItsOwnPage) {
  AddressSpace mm = loaded();
  const auto first = pattern(1), second = pattern(2);
  ASSERT_EQ(mm.copy_out(kData, std::span(first).first(64)), 0u);
  AddressSpace child = mm;
  ASSERT_EQ(mm.copy_out(kData, std::span(second).first(64)), 0u);
  EXPECT_EQ(read_byte(child, kData + 9), std::to_integer<int>(first[9]));
  EXPECT_EQ(read_byte(mm, kData + 9), std::to_integer<int>(second[9]));
}

TEST(AddressSpace, ACopyToAPageWhoseHashIsKnownChangesTheHash) {
  AddressSpace mm = loaded();
  const auto first = pattern(1), second = pattern(2);
  ASSERT_EQ(mm.copy_out(kData, std::span(first).first(64)), 0u);
  const std::uint64_t before = hash_of(mm);
  ASSERT_EQ(mm.copy_out(kData, std::span(second).first(64)), 0u);
  EXPECT_NE(hash_of(mm), before);
}

TEST(AddressSpace, ACopyToAPageThatIsGoneFaults) {
  AddressSpace mm = loaded();
  const auto from = pattern(1);
  std::array<std::byte, 256> back{};
  ASSERT_EQ(mm.copy_out(kData, std::span(from).first(64)), 0u);
  ASSERT_EQ(mm.copy_in(std::span(back).first(64), kData), 0u);
  ASSERT_TRUE(mm.unmap(kData, kPageBytes));
  EXPECT_EQ(mm.copy_out(kData, std::span(from).first(64)), 64u);
  EXPECT_EQ(mm.copy_in(std::span(back).first(64), kData), 64u);
}

TEST(AddressSpace, PeeksStrings) {
  AddressSpace mm = loaded();
  std::string s;
  EXPECT_TRUE(mm.peek_string(kRodata, 100, s));
  EXPECT_EQ(s, "hello");
  EXPECT_FALSE(mm.peek_string(kRodata, 3, s));
  EXPECT_FALSE(mm.peek_string(12, 100, s));
}

TEST(Stack, GrowsToItsLimitAndNoFurther) {
  AddressSpace mm = loaded();
  EXPECT_NE(mm.page_for(kStackTop - 1, Access::write), nullptr);
  const std::uint64_t lowest = kStackTop - (8 << 20);
  EXPECT_NE(mm.page_for(lowest, Access::write), nullptr);
  EXPECT_EQ(mm.find_vma(lowest)->kind, VmaKind::stack);
  EXPECT_EQ(mm.page_for(lowest - 1, Access::write), nullptr);
  EXPECT_EQ(mm.page_for(kStackTop, Access::read), nullptr);
}

TEST(Brk, GivesZeroedMemoryThatGoesWhenItShrinks) {
  AddressSpace mm = loaded();
  EXPECT_FALSE(write_byte(mm, kBrkStart, 1));
  EXPECT_EQ(mm.set_brk(kBrkStart + 10000), kBrkStart + 10000);
  EXPECT_TRUE(write_byte(mm, kBrkStart + 9999, 7));
  const std::uint64_t resident = mm.resident_pages();
  EXPECT_EQ(mm.set_brk(kBrkStart + 10), kBrkStart + 10);
  EXPECT_EQ(mm.resident_pages(), resident - 1);
  EXPECT_FALSE(write_byte(mm, kBrkStart + 9999, 7));
  mm.set_brk(kBrkStart + 10000);
  EXPECT_EQ(read_byte(mm, kBrkStart + 9999), 0);
}

TEST(Brk, StaysWhereItIsWhenItCannotMove) {
  AddressSpace mm = loaded(1 << 20);
  EXPECT_EQ(mm.set_brk(kBrkStart - 1), kBrkStart);
  EXPECT_EQ(mm.set_brk(kBrkStart + (2 << 20)), kBrkStart);
  EXPECT_EQ(mm.set_brk(0), kBrkStart);
}

TEST(MemoryLimit, MakesFirstTouchesFaultAndSaysSo) {
  AddressSpace mm = loaded(40 * kPageBytes);
  const std::uint64_t lowest = kStackTop - (8 << 20);
  int touched = 0;
  while (touched < 100 && write_byte(mm, lowest + touched * kPageBytes, 1)) ++touched;
  EXPECT_EQ(touched, 38);  // besides the two pages of the segments
  EXPECT_TRUE(mm.out_of_memory());
  EXPECT_TRUE(write_byte(mm, lowest, 2)) << "pages it has can still be written";
}

TEST(Mappings, AreFoundRoomAndGivenBack) {
  AddressSpace mm = loaded();
  const std::uint64_t a = mm.map_anonymous(5000);
  const std::uint64_t b = mm.map_anonymous(kPageBytes);
  ASSERT_NE(a, 0u);
  ASSERT_NE(b, 0u);
  EXPECT_EQ(b + kPageBytes, a);
  EXPECT_TRUE(write_byte(mm, a + 4999, 3));
  EXPECT_TRUE(mm.unmap(a, 5000));
  EXPECT_FALSE(write_byte(mm, a, 3));
  EXPECT_TRUE(write_byte(mm, b, 3));
  EXPECT_EQ(mm.map_anonymous(2 * kPageBytes), a);
  EXPECT_EQ(read_byte(mm, a + 4999), 0);
  EXPECT_EQ(mm.map_anonymous(1ull << 40), 0u);
  EXPECT_FALSE(mm.unmap(a + 1, kPageBytes));
}

TEST(Mappings, CanLoseTheirMiddle) {
  AddressSpace mm = loaded();
  const std::uint64_t a = mm.map_anonymous(3 * kPageBytes);
  EXPECT_TRUE(mm.unmap(a + kPageBytes, kPageBytes));
  EXPECT_TRUE(write_byte(mm, a, 1));
  EXPECT_FALSE(write_byte(mm, a + kPageBytes, 1));
  EXPECT_TRUE(write_byte(mm, a + 2 * kPageBytes, 1));
}

}  // namespace
}  // namespace sim
