// What a signal handler finds on its stack, and what rt_sigreturn puts back. The layouts of
// siginfo_t and ucontext_t are those of Linux x86-64 as far as programs look at them;
// uc_mcontext.gregs[0..15] are r0..r15, gregs[16] is the program counter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/kernel/signal.h"
#include "sim/user/isa.h"

namespace sim {

struct UserSiginfo {
  std::int32_t si_signo = 0, si_errno = 0, si_code = 0, pad = 0;
  union {
    struct {
      std::int32_t si_pid;
      std::uint32_t si_uid;
      std::int64_t si_value;  // SIGCHLD: si_status in the low half
    } sender;
    std::uint64_t si_addr;
  } u{};
  std::array<std::uint64_t, 12> rest{};
};
static_assert(sizeof(UserSiginfo) == 128);

struct UserUcontext {
  std::uint64_t uc_flags = 0, uc_link = 0;
  std::array<std::uint64_t, 3> uc_stack{};
  std::array<std::uint64_t, 23> gregs{};
  std::uint64_t fpregs = 0;
  std::array<std::uint64_t, 8> reserved{};
  std::array<std::uint64_t, 16> uc_sigmask{};
};

struct SignalFrame {
  std::uint64_t return_address = 0;  // Program::sigreturn
  std::uint64_t signo = 0;           // the handler's three arguments
  std::uint64_t info_address = 0;
  std::uint64_t context_address = 0;
  std::uint64_t magic = 0;
  std::uint64_t compute_left_ns = 0;  // of a compute_us that was interrupted
  UserSiginfo info;
  UserUcontext context;
};
static_assert(sizeof(SignalFrame) % 8 == 0);
constexpr std::uint64_t kSignalFrameMagic = 0x6672616d65736967;

UserSiginfo to_user_siginfo(const SigInfo& info);

}  // namespace sim
