// Signal numbers, sets and dispositions: Linux x86-64 (signal(7)).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/base/ids.h"

namespace sim {

enum Signal : int {
  kSIGHUP = 1,
  kSIGINT,
  kSIGQUIT,
  kSIGILL,
  kSIGTRAP,
  kSIGABRT,
  kSIGBUS,
  kSIGFPE,
  kSIGKILL,
  kSIGUSR1,
  kSIGSEGV,
  kSIGUSR2,
  kSIGPIPE,
  kSIGALRM,
  kSIGTERM,
  kSIGSTKFLT,
  kSIGCHLD,
  kSIGCONT,
  kSIGSTOP,
  kSIGTSTP,
  kSIGTTIN,
  kSIGTTOU,
  kSIGURG,
  kSIGXCPU,
  kSIGXFSZ,
  kSIGVTALRM,
  kSIGPROF,
  kSIGWINCH,
  kSIGIO,
  kSIGPWR,
  kSIGSYS,
  kSIGRTMIN = 32,
  kSIGRTMAX = 64,
};
constexpr int kSignalCount = 64;

using SigSet = std::uint64_t;  // bit n-1: signal n, as the kernel's sigset_t
constexpr SigSet sig_bit(int signal) { return 1ull << (signal - 1); }

std::string_view signal_name(int signal);  // "SIGUSR1"; "SIGRTMIN+3"; "SIG?" outside 1..64

struct SigAction {
  std::uint64_t handler = 0;  // 0 SIG_DFL, 1 SIG_IGN, else an address
  std::uint64_t flags = 0;    // SA_*
  std::uint64_t restorer = 0;
  SigSet mask = 0;
};

struct SigInfo {
  std::int32_t signo = 0, code = 0, err = 0;
  Pid from;
  std::uint32_t uid = 0;
  std::int64_t value = 0;  // si_value, si_status or si_addr
  EventSeq generated = 0;  // the signal_generate event
  bool to_thread = false;  // meant for this thread (tkill, a fault), not for its process (kill)
};

// The handlers of a process, shared by its threads.
struct Sighand {
  std::array<SigAction, kSignalCount> action{};
  std::uint32_t refs = 1;
};

struct Ctx;
struct KernelState;
struct Task;

// sigaction(2) flags and special handlers, si_code values.
constexpr std::uint64_t kSigDfl = 0, kSigIgn = 1;
constexpr std::uint64_t kSaNocldstop = 1, kSaNocldwait = 2, kSaSiginfo = 4;
constexpr std::uint64_t kSaRestart = 0x10000000, kSaNodefer = 0x40000000, kSaResethand = 0x80000000;
constexpr std::int32_t kSiUser = 0, kSiKernel = 0x80, kSiQueue = -1, kSiTkill = -6;
constexpr std::int32_t kCldExited = 1, kCldKilled = 2, kCldDumped = 3, kCldStopped = 5,
                       kCldContinued = 6;

// Results inside the kernel only: how an interrupted system call is to go on (signal(7)).
enum RestartCode : int {
  kERESTARTSYS = 512,           // again if no handler ran, or with SA_RESTART; else EINTR
  kERESTARTNOINTR = 513,        // always again
  kERESTARTNOHAND = 514,        // again if no handler ran; else EINTR
  kERESTART_RESTARTBLOCK = 516  // as before, through restart_syscall
};

enum class SignalDefault : std::uint8_t { terminate, core, ignore, stop, cont };
SignalDefault signal_default(int signal);

// What became of a signal.
enum class SendResult : std::uint8_t { queued = 0, ignored = 1, already_pending = 2 };

// Generates a signal for a process: drops it when ignored, merges a standard one that is pending
// already, else queues it; puts the process on ctx.cpu.wake_q when it must be woken for it. The
// caller goes on with Next::call(PathId::wake_up_q). States signal_generate.
SendResult send_signal(Ctx& ctx, TaskId target, SigInfo info);

// A signal that a fault of the current task makes: neither blocking nor ignoring it helps.
void force_signal(Ctx& ctx, SigInfo info);

// May `from` send `signal` to `to`? (kill(2))
bool may_signal(const Task& from, const Task& to, int signal);

// The two parts of `t.pending`: the thread's own set, and the one it shares with its process. A
// signal can be in both, and is then taken twice.
SigSet own_pending(const Task& t);
SigSet shared_pending(const Task& t);

// Takes the next signal out of `t.pending` that is not in `blocked`: SIGKILL, then the thread's
// own, then the process's; of each, those that faults make first, then by number. False: none.
bool dequeue_signal(Task& t, SigSet blocked, SigInfo& out);

// Forgets pending instances of the signals in `set`.
void discard_pending(Task& t, SigSet set);

// The action for a signal, as the process set it.
const SigAction& signal_action(const KernelState& k, const Task& t, int signal);

// Tells a task's parent with SIGCHLD, and wakes it when it waits for children.
void notify_parent(Ctx& ctx, TaskId child, std::int32_t code, std::int32_t status);

}  // namespace sim
