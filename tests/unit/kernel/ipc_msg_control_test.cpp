#include "tests/unit/kernel/ipc_msg_fixture.h"

namespace sim {
namespace {

using namespace ipc;
using Msgctl = MsgTest;

TEST_F(Msgctl, StatTellsWhatTheQueueIs) {
  const TaskId a = h.add_task("a");
  const int id = get(a, 0x1234, kIpcCreat | 0640);
  send(a, id, 1, "hello");
  EXPECT_EQ(ctl(a, id, kIpcStat), 0);
  const auto ds = h.get<MsqidDs>(a, 0);
  EXPECT_EQ(ds.key, 0x1234);
  EXPECT_EQ(ds.mode, 0640u);
  EXPECT_EQ(ds.qnum, 1u);
  EXPECT_EQ(ds.cbytes, 5u);
  EXPECT_EQ(ds.qbytes, 16384u);
  EXPECT_EQ(ds.lspid, h.task(a).tgid.value);
  EXPECT_EQ(ds.lrpid, 0);
  EXPECT_NE(ds.stime, 0);
  EXPECT_EQ(ds.rtime, 0);
  EXPECT_NE(ds.ctime, 0);
}

TEST_F(Msgctl, RejectsBadIdsCommandsAndBuffersInOrder) {
  const TaskId a = h.add_task("a");
  const int id = create(a);
  EXPECT_EQ(ctl(a, -1, kIpcStat), -kEINVAL);
  EXPECT_EQ(ctl(a, id, 4711), -kEINVAL);
  EXPECT_EQ(ctl(a, 4711, kIpcStat, kNowhere), -kEINVAL);
  EXPECT_EQ(ctl(a, 4711, kIpcSet, kNowhere), -kEFAULT);
  EXPECT_EQ(ctl(a, id, kIpcStat, kNowhere), -kEFAULT);
  EXPECT_EQ(ctl(a, id, kIpcRmid, kNowhere), 0);
  EXPECT_EQ(ctl(a, id, kIpcRmid), -kEINVAL);
}

TEST_F(Msgctl, OnlyOwnerCreatorAndRootMayChangeOrRemove) {
  const TaskId owner = h.add_task("owner", 1000), other = h.add_task("other", 1001);
  const TaskId root = h.add_task("root");
  const int id = create(owner, 0666);
  EXPECT_EQ(ctl(other, id, kIpcRmid), -kEPERM);
  EXPECT_EQ(ctl(other, id, kIpcSet), -kEPERM);
  ctl(root, id, kIpcStat);
  auto ds = h.get<MsqidDs>(root, 0);
  ds.uid = 1001;
  h.put(root, 0, ds);
  EXPECT_EQ(ctl(root, id, kIpcSet), 0);
  EXPECT_EQ(ctl(other, id, kIpcRmid), 0) << "the owner now";
}

TEST_F(Msgctl, RaisingQbytesOverMsgmnbNeedsRoot) {
  const TaskId owner = h.add_task("owner", 1000), root = h.add_task("root");
  const int id = create(owner);
  for (const TaskId t : {owner, root}) {
    ctl(t, id, kIpcStat);
    auto ds = h.get<MsqidDs>(t, 0);
    ds.qbytes = 16385;
    h.put(t, 0, ds);
    EXPECT_EQ(ctl(t, id, kIpcSet), t == root ? 0 : -kEPERM);
  }
  EXPECT_EQ(queue(id).q_qbytes, 16385u);
}

TEST_F(Msgctl, SetMakesReceiversLookAgain) {
  const TaskId root = h.add_task("root"), other = h.add_task("other", 1001);
  const TaskId stays = h.add_task("stays");
  const int id = create(root, 0666);
  ASSERT_EQ(start_receive(other, id, 0), Run::blocked);
  ASSERT_EQ(start_receive(stays, id, 0), Run::blocked);
  ctl(root, id, kIpcStat);
  auto ds = h.get<MsqidDs>(root, 0);
  ds.mode = 0600;
  h.put(root, 0, ds);
  EXPECT_EQ(ctl(root, id, kIpcSet), 0);
  EXPECT_EQ(h.resume(other), Run::done);
  EXPECT_EQ(h.result(other), -kEACCES);
  EXPECT_EQ(h.resume(stays), Run::blocked);
  EXPECT_EQ(queue(id).receivers_first, stays);
}

TEST_F(Msgctl, AReceiverToldToLookAgainCanStillBeHandedAMessage) {
  const TaskId root = h.add_task("root"), b = h.add_task("b");
  const int id = create(root);
  ASSERT_EQ(start_receive(b, id, 0), Run::blocked);
  set_qbytes(root, id, 100);
  send(root, id, 1, "in between");
  EXPECT_EQ(queue(id).q_qnum, 0u);
  EXPECT_EQ(h.resume(b), Run::done);
  EXPECT_EQ(text(b), "in between");
}

TEST_F(Msgctl, SetWakesSendersThatNowFit) {
  const TaskId a = h.add_task("a"), b = h.add_task("b"), c = h.add_task("c");
  const int id = create(a);
  set_qbytes(a, id, 0);
  ASSERT_EQ(start_send(b, id, 1, "1234567890"), Run::blocked);
  ASSERT_EQ(start_send(c, id, 1, "12"), Run::blocked);
  set_qbytes(a, id, 5);
  EXPECT_TRUE(h.is_blocked(b));
  EXPECT_FALSE(h.is_blocked(c));
  EXPECT_EQ(h.resume(c), Run::done);
  EXPECT_EQ(h.result(c), 0);
}

TEST_F(Msgctl, RemovingWakesAllSleepersWithEidrm) {
  const TaskId a = h.add_task("a"), sender = h.add_task("sender");
  const TaskId receiver = h.add_task("receiver");
  const int id = create(a);
  set_qbytes(a, id, 1);
  send(a, id, 1, "x");
  ASSERT_EQ(start_send(sender, id, 1, "y"), Run::blocked);
  ASSERT_EQ(start_receive(receiver, id, 99), Run::blocked);
  EXPECT_EQ(ctl(a, id, kIpcRmid), 0);
  EXPECT_EQ(h.resume(sender), Run::done);
  EXPECT_EQ(h.result(sender), -kEIDRM);
  EXPECT_EQ(h.resume(receiver), Run::done);
  EXPECT_EQ(h.result(receiver), -kEIDRM);
  EXPECT_EQ(h.k.msg.messages.live(), 0u);
  EXPECT_EQ(send(a, id, 1, "z"), -kEINVAL);
}

TEST_F(Msgctl, ASleeperDoesNotTakeTheNextQueueInTheSameSlotForItsOwn) {
  const TaskId a = h.add_task("a"), sender = h.add_task("sender");
  const int id = create(a);
  set_qbytes(a, id, 0);
  ASSERT_EQ(start_send(sender, id, 1, "y"), Run::blocked);
  ctl(a, id, kIpcRmid);
  int next = create(a);
  while (index_of(next) != index_of(id)) {
    ctl(a, next, kIpcRmid);
    next = create(a);
  }
  h.resume(sender);
  EXPECT_EQ(h.result(sender), -kEIDRM);
  EXPECT_EQ(queue(next).q_qnum, 0u);
}

TEST_F(Msgctl, InfoTellsLimitsAndUsage) {
  const TaskId a = h.add_task("a");
  create(a);
  const int id = create(a);
  send(a, id, 1, "hello");
  send(a, id, 1, "you");
  EXPECT_EQ(ctl(a, 0, kIpcInfo), 1) << "the greatest index";
  auto info = h.get<MsgInfo>(a, 0);
  EXPECT_EQ(info.msgmax, 8192);
  EXPECT_EQ(info.msgmnb, 16384);
  EXPECT_EQ(info.msgmni, 32000);
  EXPECT_EQ(info.msgpool, 512000);
  EXPECT_EQ(info.msgseg, 0xffff);
  EXPECT_EQ(ctl(a, 0, kMsgInfo), 1);
  info = h.get<MsgInfo>(a, 0);
  EXPECT_EQ(info.msgpool, 2);
  EXPECT_EQ(info.msgmap, 2);
  EXPECT_EQ(info.msgtql, 8);
}

TEST_F(Msgctl, MsgStatTakesAnIndexAndReturnsTheId) {
  const TaskId a = h.add_task("a"), other = h.add_task("other", 1001);
  const int first = create(a);
  ctl(a, first, kIpcRmid);
  int id = create(a);
  while (index_of(id) != index_of(first)) {
    ctl(a, id, kIpcRmid);
    id = create(a);
  }
  EXPECT_EQ(ctl(a, 0, kMsgStat), id);
  EXPECT_EQ(ctl(a, 1, kMsgStat), -kEINVAL);
  EXPECT_EQ(ctl(other, 0, kMsgStat), -kEACCES);
  EXPECT_EQ(ctl(other, 0, kMsgStatAny), id);
}

}  // namespace
}  // namespace sim
