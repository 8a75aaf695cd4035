#include "tests/unit/kernel/ipc_msg_fixture.h"

namespace sim {
namespace {

using namespace ipc;
using Msgget = MsgTest;

TEST_F(Msgget, MakesANewQueueForIpcPrivateEachTime) {
  const TaskId a = h.add_task("a");
  EXPECT_EQ(create(a), 0);
  EXPECT_EQ(create(a), 1);
}

TEST_F(Msgget, FindsAQueueByItsKey) {
  const TaskId a = h.add_task("a");
  EXPECT_EQ(get(a, 77, 0), -kENOENT);
  const int id = get(a, 77, kIpcCreat | 0600);
  EXPECT_EQ(get(a, 77, 0), id);
  EXPECT_EQ(get(a, 77, kIpcCreat | 0600), id);
}

TEST_F(Msgget, RefusesAnExistingKeyOnlyWithBothCreatAndExcl) {
  const TaskId a = h.add_task("a");
  const int id = get(a, 77, kIpcCreat | kIpcExcl | 0600);
  EXPECT_EQ(get(a, 77, kIpcCreat | kIpcExcl | 0600), -kEEXIST);
  EXPECT_EQ(get(a, 77, kIpcExcl | 0600), id);
}

TEST_F(Msgget, StopsAtMsgmni) {
  h.k.msg.limits.msgmni = 2;
  const TaskId a = h.add_task("a");
  create(a);
  get(a, 5, kIpcCreat);
  EXPECT_EQ(create(a), -kENOSPC);
  EXPECT_GE(get(a, 5, kIpcCreat), 0) << "opening one needs no place";
}

TEST_F(Msgget, ChecksTheAskedModeAgainstOwnerGroupOrOther) {
  const TaskId owner = h.add_task("owner", 1000);
  const TaskId other = h.add_task("other", 1001);
  const TaskId root = h.add_task("root");
  const int id = get(owner, 77, kIpcCreat | 0642);
  EXPECT_EQ(get(owner, 77, 0600), id);
  EXPECT_EQ(get(owner, 77, 0100), -kEACCES);
  EXPECT_EQ(get(other, 77, 0002), id);
  EXPECT_EQ(get(other, 77, 0004), -kEACCES);
  EXPECT_EQ(get(other, 77, 0), id) << "asking for nothing is always permitted";
  EXPECT_EQ(get(root, 77, 0777), id);
  h.task(other).cred.egid = 1000;
  EXPECT_EQ(get(other, 77, 0040), id) << "the group's bits";
  EXPECT_EQ(get(other, 77, 0002), -kEACCES) << "not the others' bits";
}

TEST_F(Msgget, GivesIndicesCyclicallyAndCountsTheSequence) {
  const TaskId a = h.add_task("a");
  const int first = create(a);
  ctl(a, first, kIpcRmid);
  int id = 0;
  for (int i = 1; i < 64; ++i) {
    id = create(a);
    EXPECT_EQ(id, i);
    ctl(a, id, kIpcRmid);
  }
  id = create(a);
  EXPECT_EQ(id, 32768) << "index 0 again, sequence 1";
  EXPECT_EQ(ctl(a, first, kIpcStat), -kEINVAL) << "the stale id";
  EXPECT_EQ(ctl(a, id, kIpcStat), 0);
}

TEST_F(Msgget, WidensTheCycleWithTheNumberOfQueues) {
  const TaskId a = h.add_task("a");
  for (int i = 0; i < 60; ++i) EXPECT_EQ(create(a), i);
  int last = 59;
  for (int i = 60; i < 90; ++i) {
    last = create(a);
    EXPECT_EQ(last, i);
    ctl(a, last, kIpcRmid);
  }
  EXPECT_EQ(create(a), 32768 + 60) << "90 = 60 * 3 / 2 is the bound, and 0 to 59 are in use";
}

TEST_F(Msgget, StatesTheCreation) {
  const TaskId a = h.add_task("a");
  const int id = get(a, 77, kIpcCreat | 0640);
  const Event* e = h.last(EventType::msq_create);
  ASSERT_NE(e, nullptr);
  EXPECT_EQ(e->args[0], id);
  EXPECT_EQ(e->args[1], 77);
  EXPECT_EQ(e->args[2], 0640);
}

}  // namespace
}  // namespace sim
