#include "sim/kernel/simple_calls.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "sim/base/assert.h"
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/syscall_table.h"
#include "sim/kernel/time.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace simple {

std::int64_t umask(Ctx& ctx) {
  Task& t = ctx.current();
  const std::uint32_t old = t.umask;
  t.umask = t.call.args[0] & 0777;
  return old;
}

std::int64_t uname(Ctx& ctx) {
  struct {
    char field[6][65];
  } name{};
  constexpr std::string_view kFields[] = {"Linux",  "msgscope", "6.1.0",
                                          "#1 SMP", "x86_64",   "(none)"};
  for (int i = 0; i < 6; ++i) std::copy(kFields[i].begin(), kFields[i].end(), name.field[i]);
  return put_user(ctx, ctx.current().call.args[0], name) ? 0 : -kEFAULT;
}

std::int64_t getcpu(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const std::uint32_t cpu = ctx.cpu.id.value, node = 0;
  if (a[0] != 0 && !put_user(ctx, a[0], cpu)) return -kEFAULT;
  if (a[1] != 0 && !put_user(ctx, a[1], node)) return -kEFAULT;
  return 0;
}

// The kernel returns 20 - nice, so that no result looks like an error.
std::int64_t getpriority(Ctx& ctx) {
  const Task& self = ctx.current();
  const auto which = static_cast<std::int32_t>(self.call.args[0]);
  const auto who = static_cast<std::int32_t>(self.call.args[1]);
  if (which < 0 || which > 2) return -kEINVAL;
  std::int64_t best = -kESRCH;
  ctx.k.tasks.for_each([&](TaskId, const Task& t) {
    if (t.is_idle || t.state == TaskState::dead) return;
    const bool meant =
        which == 0   ? t.pid == (who == 0 ? self.pid : Pid{who})
        : which == 1 ? t.pgid == (who == 0 ? self.pgid : Pid{who})
                     : t.cred.uid == (who == 0 ? self.cred.uid : static_cast<std::uint32_t>(who));
    if (meant) best = std::max<std::int64_t>(best, 20 - t.nice);
  });
  return best;
}

std::int64_t sysinfo(Ctx& ctx) {
  std::array<std::uint64_t, 14> info{};  // struct sysinfo is 112 bytes
  info[0] = static_cast<std::uint64_t>(ctx.now().ns / kNsPerSecond);
  info[4] = info[5] = ctx.k.fixed->limits.total_memory_bytes;
  info[10] = ctx.k.live_processes + 1;  // procs, in the low 16 bits
  info[13] = 1;                         // mem_unit
  return put_user(ctx, ctx.current().call.args[0], info) ? 0 : -kEFAULT;
}

std::int64_t set_tid_address(Ctx& ctx) { return ctx.current().pid.value; }

}  // namespace simple

namespace {

Next do_simple_call(Ctx& ctx) {
  const SyscallEntry* entry = find_syscall(ctx.current().call.nr);
  SIM_ASSERT(entry != nullptr && entry->simple != nullptr);
  return ctx.sys_return(entry->simple(ctx));
}

constexpr Step kSimpleSteps[] = {
    {"look it up in the task's PCB; return it", Cost::syscall_work, do_simple_call},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_simple, "sys_simple", code_of<kSimpleSteps>,
     "system calls that only read or set a field"},
};

}  // namespace

std::span<const KernelPath> simple_call_paths() { return kPaths; }

}  // namespace sim
