#include "sim/analysis/arguments.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

#include <initializer_list>

#include "sim/analysis/fields.h"
#include "sim/analysis/narrate.h"
#include "tests/unit/analysis/support.h"

namespace sim::analysis {
namespace {

// A call by its name, with this machine's own numbers for its arguments.
Event call(std::string_view name, std::initializer_list<std::int64_t> args) {
  Event e;
  e.type = EventType::sys_enter;
  for (const SyscallEntry& s : syscall_table())
    if (s.name == name) e.args[0] = s.nr;
  std::size_t i = 1;
  for (const std::int64_t a : args) e.args[i++] = a;
  return e;
}

TEST(Arguments, OfTheMessageCallsReadAsInTheProgram) {
  EXPECT_EQ(syscall_words(call("msgrcv", {0, 0x7000, 64, -3, IPC_NOWAIT})),
            "msgrcv(msqid: 0, msgp: 0x7000, msgsz: 64, msgtyp: -3, msgflg: IPC_NOWAIT)");
  EXPECT_EQ(syscall_words(call("msgrcv", {0, 0x7000, 22, 888, MSG_NOERROR | 020000})),
            "msgrcv(msqid: 0, msgp: 0x7000, msgsz: 22, msgtyp: 888, "
            "msgflg: MSG_NOERROR|MSG_EXCEPT)");
  EXPECT_EQ(syscall_words(call("msgsnd", {32768, 0x7000, 22, 0})),
            "msgsnd(msqid: 32768, msgp: 0x7000, msgsz: 22, msgflg: 0)");
  EXPECT_EQ(syscall_words(call("msgget", {0x42, IPC_CREAT | IPC_EXCL | 0600})),
            "msgget(key: 0x42, msgflg: IPC_CREAT|IPC_EXCL|0600)");
  EXPECT_EQ(syscall_words(call("msgget", {IPC_PRIVATE, 0600})),
            "msgget(key: IPC_PRIVATE, msgflg: 0600)");
  EXPECT_EQ(syscall_words(call("msgctl", {7, IPC_RMID, 0})),
            "msgctl(msqid: 7, cmd: IPC_RMID, buf: NULL)");
  EXPECT_EQ(syscall_words(call("msgctl", {7, IPC_SET, 0x7000})),
            "msgctl(msqid: 7, cmd: IPC_SET, buf: 0x7000)");
  EXPECT_EQ(syscall_words(call("msgctl", {7, 99, 0})), "msgctl(msqid: 7, cmd: 99, buf: NULL)");
}

TEST(Arguments, OfFilesAreFlagsAndModes) {
  EXPECT_EQ(syscall_words(call("open", {0x7000, O_CREAT | O_RDWR, 0644})),
            "open(filename: 0x7000, flags: O_RDWR|O_CREAT, mode: 0644)");
  EXPECT_EQ(syscall_words(call("open", {0x7000, O_RDONLY, 0})),
            "open(filename: 0x7000, flags: O_RDONLY)");
  EXPECT_EQ(syscall_words(call("openat", {AT_FDCWD, 0x7000, O_WRONLY | O_TRUNC | O_SYNC, 0})),
            "openat(dfd: AT_FDCWD, filename: 0x7000, flags: O_WRONLY|O_TRUNC|O_SYNC)");
  EXPECT_EQ(syscall_words(call("lseek", {3, -8, SEEK_END})),
            "lseek(fd: 3, offset: -8, whence: SEEK_END)");
  EXPECT_EQ(syscall_words(call("access", {0x7000, R_OK | W_OK})),
            "access(filename: 0x7000, mode: R_OK|W_OK)");
  EXPECT_EQ(syscall_words(call("access", {0x7000, F_OK})), "access(filename: 0x7000, mode: F_OK)");
  EXPECT_EQ(syscall_words(call("pipe2", {0x7000, O_CLOEXEC | O_NONBLOCK})),
            "pipe2(fildes: 0x7000, flags: O_NONBLOCK|O_CLOEXEC)");
  EXPECT_EQ(syscall_words(call("fcntl", {3, F_GETFL, 0})), "fcntl(fd: 3, cmd: F_GETFL, arg: 0)");
  EXPECT_EQ(
      syscall_words(
          call("mmap", {0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1})),
      "mmap(addr: NULL, len: 4096, prot: PROT_READ|PROT_WRITE, flags: MAP_PRIVATE|MAP_ANONYMOUS, "
      "fd: -1)");
}

TEST(Arguments, OfProcessesAndSignalsAreNames) {
  EXPECT_EQ(syscall_words(call("kill", {100, SIGUSR1})), "kill(pid: 100, sig: SIGUSR1)");
  EXPECT_EQ(syscall_words(call("kill", {-1, 0})), "kill(pid: -1, sig: 0)");
  EXPECT_EQ(syscall_words(call("wait4", {-1, 0x7000, WNOHANG | WUNTRACED, 0})),
            "wait4(upid: -1, stat_addr: 0x7000, options: WNOHANG|WUNTRACED, ru: NULL)");
  // An int may come with only the lower half of its register filled.
  EXPECT_EQ(syscall_words(call("wait4", {0xffffffff, 0, 0, 0})),
            "wait4(upid: -1, stat_addr: NULL, options: 0, ru: NULL)");
  EXPECT_EQ(syscall_words(call("sched_setscheduler", {0, SCHED_FIFO, 0x7000})),
            "sched_setscheduler(pid: 0, policy: SCHED_FIFO, param: 0x7000)");
  EXPECT_EQ(syscall_words(call("rt_sigprocmask", {SIG_SETMASK, 0x7000, 0, 8})),
            "rt_sigprocmask(how: SIG_SETMASK, nset: 0x7000, oset: NULL, sigsetsize: 8)");
}

TEST(Arguments, AreSpelledForCallsAndArgumentsThatExist) {
  for (const SyscallEntry& s : syscall_table())
    for (std::size_t i = 0; i < s.args.size() && !s.args[i].name.empty(); ++i) {
      EXPECT_FALSE(argument_words(s, i, 0).empty()) << s.name;
      // Nothing but addresses is written in hex where a program would not.
      if (s.args[i].kind == FieldKind::integer || s.args[i].kind == FieldKind::bytes) {
        EXPECT_EQ(argument_words(s, i, 888), "888") << s.name << " " << s.args[i].name;
      }
    }
}

TEST(Results, AreWhatTheCallerSees) {
  const std::int64_t msgrcv = 70, mmap = 9;
  EXPECT_EQ(result_words(msgrcv, 22), "22");
  EXPECT_EQ(result_words(msgrcv, -ENOMSG), "-1 ENOMSG");
  EXPECT_EQ(result_words(mmap, 0x7f0000000000), "0x7f0000000000");
}

TEST(Narrate, SaysCallsAndFailuresInTheProgramsWords) {
  const NarrationContext context;
  Event enter = call("msgrcv", {0, 0x7000, 64, -3, IPC_NOWAIT});
  EXPECT_NE(narrate(enter, context, Lang::en).find("msgtyp: -3, msgflg: IPC_NOWAIT)"),
            std::string::npos);
  EXPECT_EQ(fields_text(enter, context.names()), syscall_words(enter));
  // A machine's format keeps numbers.
  EXPECT_NE(fields_text(enter, context.names(), Values::numbers).find("msgflg: 0x800"),
            std::string::npos);
  Event exit;
  exit.type = EventType::sys_exit;
  exit.args = {70, -ENOMSG, 2000, 0, 0, 0};
  EXPECT_NE(narrate(exit, context, Lang::en).find("-1 ENOMSG (No message of desired type)"),
            std::string::npos);
  EXPECT_NE(fields_text(exit, context.names()).find("ret=-1 ENOMSG"), std::string::npos);
  Event create;
  create.type = EventType::msq_create;
  EXPECT_NE(narrate(create, context, Lang::en).find("key IPC_PRIVATE"), std::string::npos);
}

}  // namespace
}  // namespace sim::analysis
