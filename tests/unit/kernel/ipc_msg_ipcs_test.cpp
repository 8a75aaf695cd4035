#include "sim/kernel/ipc/ipcs.h"
#include "tests/unit/kernel/ipc_msg_fixture.h"

namespace sim {
namespace {

using namespace ipc;
using Ipcs = MsgTest;

TEST_F(Ipcs, ListsQueuesAsTheToolDoes) {
  const TaskId a = h.add_task("a");
  get(a, 0x1234abcd, kIpcCreat | 0066);
  send(a, 0, 1, "fifty");
  get(a, -5, kIpcCreat | 0777);
  queue(1).q_perm.uid = 12345;
  EXPECT_EQ(ipcs_q(h.k),
            "\n------ Message Queues --------\n"
            "key        msqid      owner      perms      used-bytes   messages    \n"
            "0x1234abcd 0          root       66         5            1           \n"
            "0xfffffffb 1          12345      777        0            0           \n\n");
}

TEST_F(Ipcs, ShowsTheHeaderWithoutQueues) {
  EXPECT_EQ(ipcs_q(h.k),
            "\n------ Message Queues --------\n"
            "key        msqid      owner      perms      used-bytes   messages    \n\n");
  EXPECT_EQ(proc_sysvipc_msg(h.k, h.task(h.k.init)),
            "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid"
            "      stime      rtime      ctime\n");
}

TEST_F(Ipcs, ShowsOneQueue) {
  const TaskId a = h.add_task("a");
  const int id = get(a, 1, kIpcCreat | 0066);
  EXPECT_EQ(ipcs_q_id(h.k, id),
            "\nMessage Queue msqid=0\n"
            "uid=0\tgid=0\tcuid=0\tcgid=0\tmode=066\n"
            "cbytes=0\tqbytes=16384\tqnum=0\tlspid=0\tlrpid=0\n"
            "send_time=Not set                   \n"
            "rcv_time=Not set                   \n"
            "change_time=Wed Jan  1 00:00:00 2025  \n\n");
  EXPECT_EQ(ipcs_q_id(h.k, 7), std::nullopt);
}

TEST_F(Ipcs, ShowsLimitsAndUsage) {
  const TaskId a = h.add_task("a");
  const int id = create(a);
  send(a, id, 1, "hello");
  EXPECT_EQ(ipcs_q_limits(h.k),
            "\n------ Messages Limits --------\n"
            "max queues system wide = 32000\n"
            "max size of message (bytes) = 8192\n"
            "default max size of queue (bytes) = 16384\n\n");
  EXPECT_EQ(ipcs_q_summary(h.k),
            "\n------ Messages Status --------\n"
            "allocated queues = 1\n"
            "used headers = 1\n"
            "used space = 5 bytes\n\n");
}

TEST_F(Ipcs, PrintsTheProcFileAsTheKernelDoes) {
  const TaskId a = h.add_task("a");
  get(a, 0x1234abcd, kIpcCreat | 0066);
  send(a, 0, 1, "fifty");
  queue(0).q_lspid = Pid{22402};
  queue(0).q_ctime = queue(0).q_stime = 1795289263;
  const std::string text = proc_sysvipc_msg(h.k, h.task(a));
  EXPECT_EQ(
      text.substr(text.find('\n') + 1),
      " 305441741          0    66           5          1 22402     0     0     0     0     0 "
      "1795289263          0 1795289263\n");
}

TEST(UtcTime, IsPrintedAsCtimeDoes) {
  EXPECT_EQ(utc_time_text(0), "Thu Jan  1 00:00:00 1970");
  EXPECT_EQ(utc_time_text(1795289263), "Sat Nov 21 19:27:43 2026");
  EXPECT_EQ(utc_time_text(951782399), "Mon Feb 28 23:59:59 2000");
  EXPECT_EQ(utc_time_text(951782400), "Tue Feb 29 00:00:00 2000");
  EXPECT_EQ(utc_time_text(4107542400), "Mon Mar  1 00:00:00 2100");
}

}  // namespace
}  // namespace sim
