#include "sim/base/errno.h"
#include "tests/unit/kernel/harness.h"

namespace sim {
namespace {

constexpr int kRead = 0, kWrite = 1, kClose = 3, kPipe = 22, kDup2 = 33, kFork = 57, kPipe2 = 293,
              kFcntl = 72;
constexpr std::uint64_t kBuffer = Harness::kData + 4096;
constexpr std::uint64_t kNonblock = 04000;

struct PipeTest : testing::Test {
  Harness h;
  TaskId a = h.add_task("a");
  TaskId b;
  std::uint64_t in = 0, out = 0;

  // a and its child b share both ends.
  void SetUp() override {
    ASSERT_EQ(h.call(a, kPipe, {Harness::kData}), 0);
    in = static_cast<std::uint64_t>(h.get<int>(a, 0));
    out = static_cast<std::uint64_t>(h.get<int>(a, 4));
    h.call(a, kFork);
    b = h.task(a).first_child;
    h.resume(b);
  }
};

TEST_F(PipeTest, AReaderSleepsUntilThereIsData) {
  EXPECT_EQ(h.start(b, kRead, {in, kBuffer, 100}), Run::blocked);
  h.put_text(a, 4096, "hello");
  EXPECT_EQ(h.call(a, kWrite, {out, kBuffer, 5}), 5);
  EXPECT_EQ(h.resume(b), Run::done);
  EXPECT_EQ(h.result(b), 5);
  EXPECT_EQ(h.get_bytes(b, 4096, 5), "hello");
}

TEST_F(PipeTest, TheLastWriterGoneMeansEndOfFile) {
  h.call(b, kClose, {out});
  EXPECT_EQ(h.start(b, kRead, {in, kBuffer, 100}), Run::blocked);
  EXPECT_EQ(h.call(a, kClose, {out}), 0);
  EXPECT_EQ(h.resume(b), Run::done);
  EXPECT_EQ(h.result(b), 0);
}

TEST_F(PipeTest, WritingWithoutAReaderIsSigpipe) {
  h.call(a, kClose, {in});
  h.call(b, kClose, {in});
  EXPECT_EQ(h.start(a, kWrite, {out, kBuffer, 5}), Run::ended);
  EXPECT_EQ(h.task(a).exit_status, kSIGPIPE);
}

TEST_F(PipeTest, IgnoringSigpipeLeavesEpipe) {
  h.k.sighands[h.task(a).sighand].action[kSIGPIPE - 1].handler = kSigIgn;
  h.call(a, kClose, {in});
  h.call(b, kClose, {in});
  EXPECT_EQ(h.call(a, kWrite, {out, kBuffer, 5}), -kEPIPE);
}

TEST_F(PipeTest, AWriteUpToPipeBufIsAllOrNothing) {
  for (int i = 0; i < 15; ++i) ASSERT_EQ(h.call(a, kWrite, {out, kBuffer, 4096}), 4096);
  ASSERT_EQ(h.call(a, kWrite, {out, kBuffer, 4000}), 4000);
  EXPECT_EQ(h.start(a, kWrite, {out, kBuffer, 4096}), Run::blocked);
  EXPECT_EQ(h.call(b, kRead, {in, kBuffer, 4096}), 4096);
  EXPECT_EQ(h.resume(a), Run::done);
  EXPECT_EQ(h.result(a), 4096);
}

TEST_F(PipeTest, HasRoomForALargeWriteOnlyWhenAWholePageIsFree) {
  for (int i = 0; i < 16; ++i) ASSERT_EQ(h.call(a, kWrite, {out, kBuffer, 4000}), 4000);
  EXPECT_EQ(h.call(a, kWrite, {out, kBuffer, 96}), 96);  // behind the bytes of the last page
  EXPECT_EQ(h.start(a, kWrite, {out, kBuffer, 1}), Run::blocked);
  EXPECT_EQ(h.call(b, kRead, {in, kBuffer, 3999}), 3999);
  EXPECT_EQ(h.call(b, kRead, {in, kBuffer, 1}), 1);
  EXPECT_EQ(h.resume(a), Run::done);
}

TEST_F(PipeTest, ALongWriteFillsThePipeAndSleepsForTheRest) {
  EXPECT_EQ(h.start(a, kWrite, {out, kBuffer, 100000}), Run::blocked);
  EXPECT_EQ(h.call(b, kRead, {in, kBuffer, 65536}), 65536);
  EXPECT_EQ(h.resume(a), Run::done);
  EXPECT_EQ(h.result(a), 100000);
}

TEST_F(PipeTest, NonblockGivesEagainInsteadOfSleep) {
  EXPECT_EQ(h.call(a, kFcntl, {in, 4, kNonblock}), 0);
  EXPECT_EQ(h.call(a, kRead, {in, kBuffer, 1}), -kEAGAIN);
}

TEST_F(PipeTest, Dup2MakesStandardOutputThePipe) {
  EXPECT_EQ(h.call(a, kDup2, {out, 1}), 1);
  h.put_text(a, 4096, "x");
  EXPECT_EQ(h.call(a, kWrite, {1, kBuffer, 1}), 1);
  EXPECT_EQ(h.call(b, kRead, {in, kBuffer, 10}), 1);
  EXPECT_EQ(h.k.output.size(), 0u);
}

TEST_F(PipeTest, ABadAddressIsEfaultAndLeavesNoDescriptors) {
  EXPECT_EQ(h.call(a, kPipe2, {16, 0}), -kEFAULT);
  EXPECT_EQ(h.call(a, kPipe2, {Harness::kData, 1}), -kEINVAL);
  ASSERT_EQ(h.call(a, kPipe2, {Harness::kData, 0}), 0);
  EXPECT_EQ(h.get<int>(a, 0), 5);
}

}  // namespace
}  // namespace sim
