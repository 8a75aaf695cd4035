// Message queues by hand: system calls of tasks whose memory holds one message buffer each.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "sim/base/errno.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/ipc/msg_queue.h"
#include "tests/unit/kernel/harness.h"

namespace sim {

class MsgTest : public ::testing::Test {
 protected:
  using Run = sim::Run;  // not the private function of testing::Test
  enum : int { kMsgget = 68, kMsgsnd = 69, kMsgrcv = 70, kMsgctl = 71 };
  static constexpr std::uint64_t kBuffer = Harness::kData;
  static constexpr std::uint64_t kNowhere = 16;

  void TearDown() override {
    const auto problem = ipc::check_invariants(h.k);
    EXPECT_FALSE(problem.has_value()) << *problem;
  }

  int create(TaskId t, int mode = 0600) {
    return static_cast<int>(h.call(t, kMsgget, {0, static_cast<std::uint64_t>(mode)}));
  }
  int get(TaskId t, int key, int flags) {
    return static_cast<int>(
        h.call(t, kMsgget, {static_cast<std::uint64_t>(key), static_cast<std::uint64_t>(flags)}));
  }

  Run start_send(TaskId t, int id, std::int64_t type, const std::string& text, int flags = 0) {
    h.put(t, 0, type);
    h.put_text(t, 8, text);
    return h.start(
        t, kMsgsnd,
        {static_cast<std::uint64_t>(id), kBuffer, text.size(), static_cast<std::uint64_t>(flags)});
  }
  std::int64_t send(TaskId t, int id, std::int64_t type, const std::string& text, int flags = 0) {
    EXPECT_EQ(start_send(t, id, type, text, flags), Run::done);
    return h.result(t);
  }

  Run start_receive(TaskId t, int id, std::int64_t type, std::uint64_t size = 8192, int flags = 0) {
    return h.start(t, kMsgrcv,
                   {static_cast<std::uint64_t>(id), kBuffer, size, static_cast<std::uint64_t>(type),
                    static_cast<std::uint64_t>(flags)});
  }
  std::int64_t receive(TaskId t, int id, std::int64_t type, std::uint64_t size = 8192,
                       int flags = 0) {
    EXPECT_EQ(start_receive(t, id, type, size, flags), Run::done);
    return h.result(t);
  }
  // The text of the message a task has received last.
  std::string text(TaskId t) {
    const std::int64_t n = h.result(t);
    return n < 0 ? std::string(errno_name(static_cast<int>(-n)))
                 : h.get_bytes(t, 8, static_cast<std::size_t>(n));
  }
  std::int64_t type(TaskId t) { return h.get<std::int64_t>(t, 0); }
  // Receives the first that matches, without waiting; its text, or the name of the error.
  std::string take(TaskId t, int id, std::int64_t wanted = 0, int flags = 0) {
    receive(t, id, wanted, 8192, flags | ipc::kIpcNowait);
    return text(t);
  }

  std::int64_t ctl(TaskId t, int id, int cmd, std::uint64_t buffer = kBuffer) {
    return h.call(t, kMsgctl,
                  {static_cast<std::uint64_t>(id), static_cast<std::uint64_t>(cmd), buffer});
  }
  void set_qbytes(TaskId t, int id, std::uint64_t bytes) {
    ASSERT_EQ(ctl(t, id, ipc::kIpcStat), 0);
    auto ds = h.get<ipc::MsqidDs>(t, 0);
    ds.qbytes = bytes;
    h.put(t, 0, ds);
    ASSERT_EQ(ctl(t, id, ipc::kIpcSet), 0);
  }

  // A signal from init, for which the task has a handler.
  void handle_and_send(TaskId t, int signal) {
    constexpr int kKill = 62;
    h.k.sighands[h.task(t).sighand].action[static_cast<std::size_t>(signal) - 1].handler =
        h.immutable().programs[0]->sigreturn;
    const TaskId from = h.add_task("from");
    EXPECT_EQ(h.call(from, kKill,
                     {static_cast<std::uint64_t>(h.task(t).pid.value),
                      static_cast<std::uint64_t>(signal)}),
              0);
  }
  // Returns from the handler; what the interrupted system call then has returned.
  std::int64_t interrupted_result(TaskId t) {
    constexpr int kRtSigreturn = 15;
    h.task(t).regs.r[kRegSp] += 8;  // the handler's return address
    return h.call(t, kRtSigreturn);
  }

  MsgQueue& queue(int id) { return h.k.msg.queues[ipc::index_of(id).value]; }

  Harness h;
};

}  // namespace sim
