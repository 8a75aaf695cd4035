#include "sim/base/errno.h"
#include "tests/unit/kernel/harness.h"

namespace sim {
namespace {

constexpr int kRead = 0, kWrite = 1, kOpen = 2, kClose = 3, kStat = 4, kLseek = 8, kUnlink = 87;
constexpr std::uint64_t kRdonly = 0, kWronly = 1, kCreat = 0100, kExcl = 0200;
constexpr std::uint64_t kPath = Harness::kData, kBuffer = Harness::kData + 4096;

struct FileTest : testing::Test {
  Harness h;
  TaskId a = h.add_task("a");

  std::int64_t open(const std::string& path, std::uint64_t flags, std::uint64_t mode = 0644) {
    h.put_text(a, 0, path);
    return h.call(a, kOpen, {kPath, flags, mode});
  }
  std::uint64_t inode_of(const std::string& path) {
    h.put_text(a, 0, path);
    EXPECT_EQ(h.call(a, kStat, {kPath, kBuffer}), 0) << path;
    return h.get<std::uint64_t>(a, 4096 + 8);
  }
};

TEST_F(FileTest, WhatIsWrittenCanBeReadBack) {
  const auto fd = static_cast<std::uint64_t>(open("/tmp/x", kWronly | kCreat));
  h.put_text(a, 4096, "some text");
  EXPECT_EQ(h.call(a, kWrite, {fd, kBuffer, 9}), 9);
  EXPECT_EQ(h.call(a, kRead, {fd, kBuffer, 9}), -kEBADF);
  EXPECT_EQ(h.call(a, kClose, {fd}), 0);
  const auto again = static_cast<std::uint64_t>(open("/tmp/x", kRdonly));
  EXPECT_EQ(h.call(a, kLseek, {again, 5, 0}), 5);
  EXPECT_EQ(h.call(a, kRead, {again, kBuffer, 100}), 4);
  EXPECT_EQ(h.get_bytes(a, 4096, 4), "text");
  EXPECT_EQ(h.call(a, kRead, {again, kBuffer, 100}), 0);
}

TEST_F(FileTest, NamesThatAreMissingOrTakenAreErrors) {
  EXPECT_EQ(open("/tmp/none", kRdonly), -kENOENT);
  EXPECT_EQ(open("/tmp", kWronly), -kEISDIR);
  EXPECT_EQ(open("test.c/x", kRdonly), -kENOTDIR);
  EXPECT_EQ(open("/dev/null", kWronly | kCreat | kExcl), -kEEXIST);
  EXPECT_EQ(open("", kRdonly), -kENOENT);
}

TEST_F(FileTest, TheProgramsFilesAreThereForFtok) {
  EXPECT_NE(inode_of("."), 0u);
  EXPECT_EQ(inode_of("."), inode_of("/root"));
  EXPECT_EQ(inode_of("./test.c"), inode_of("/root/test.c"));
  EXPECT_NE(inode_of("test"), inode_of("test.c"));
}

TEST_F(FileTest, AnUnlinkedFileLivesOnForWhoHasItOpen) {
  const auto fd = static_cast<std::uint64_t>(open("f", 2 | kCreat));
  h.put_text(a, 0, "f");
  EXPECT_EQ(h.call(a, kUnlink, {kPath}), 0);
  EXPECT_EQ(open("f", kRdonly), -kENOENT);
  EXPECT_EQ(h.call(a, kWrite, {fd, kBuffer, 3}), 3);
  EXPECT_EQ(h.call(a, kLseek, {fd, 0, 0}), 0);
  EXPECT_EQ(h.call(a, kRead, {fd, kBuffer, 10}), 3);
}

TEST_F(FileTest, AnotherUserIsBoundByTheMode) {
  ASSERT_GE(open("secret", kWronly | kCreat, 0600), 0);
  const TaskId other = h.add_task("other", 1000);
  h.put_text(other, 0, "secret");
  EXPECT_EQ(h.call(other, kOpen, {kPath, kRdonly, 0}), -kEACCES);
}

TEST_F(FileTest, TheTerminalIsReadALineAtATime) {
  h.k.input = "one\ntwo";
  EXPECT_EQ(h.call(a, kRead, {0, kBuffer, 100}), 4);
  EXPECT_EQ(h.call(a, kRead, {0, kBuffer, 2}), 2);
  EXPECT_EQ(h.call(a, kRead, {0, kBuffer, 100}), 1);
  EXPECT_EQ(h.call(a, kRead, {0, kBuffer, 100}), 0);
}

TEST_F(FileTest, ARunThatFloodsTheTerminalIsHalted) {
  h.immutable().limits.output_bytes = 10;
  EXPECT_EQ(h.call(a, kWrite, {1, kBuffer, 8}), 8);
  EXPECT_EQ(h.k.halt, Halt::none);
  EXPECT_EQ(h.call(a, kWrite, {1, kBuffer, 8}), 2);
  EXPECT_EQ(h.k.halt, Halt::output_limit);
}

TEST(OutputLog, CopiesShareWhatWasWrittenBeforeAndNotWhatCameAfter) {
  OutputLog one;
  const std::string text(10000, 'x');
  one.append(text.data(), text.size());
  OutputLog two = one;
  one.append("1", 1);
  two.append("2", 1);
  EXPECT_EQ(one.read(9999, 20000), "x1");
  EXPECT_EQ(two.read(9999, 20000), "x2");
  EXPECT_NE(one.hash(), two.hash());
  EXPECT_EQ(one.read(0, 10000), text);
}

}  // namespace
}  // namespace sim
