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
};

// The handlers of a process, shared by its threads.
struct Sighand {
  std::array<SigAction, kSignalCount> action{};
  std::uint32_t refs = 1;
};

}  // namespace sim
