// execve(2): the calling process becomes another program. It keeps its pid, family, descriptors
// (but those marked close-on-exec), mask and pending signals; memory and registers are new, and
// signals that had a handler have their default action again. call.a: the ProgramId.
#include <algorithm>

#include "sim/base/errno.h"
#include "sim/kernel/fs/names.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/process.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::size_t kMaxArgBytes = 128u << 10;  // MAX_ARG_STRLEN, here for all of them

std::int64_t find_program(const KernelState& k, std::string_view absolute) {
  const auto& all = k.fixed->programs;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (absolute_path(all[i]->name) == absolute) return static_cast<std::int64_t>(i);
  const auto& commands = k.fixed->commands;
  for (std::size_t i = 0; i < commands.size(); ++i)
    if (command_path(*commands[i]) == absolute) return static_cast<std::int64_t>(all.size() + i);
  return -kENOEXEC;
}

Next find_executable(Ctx& ctx) {
  Task& t = ctx.current();
  std::string path, absolute;
  if (const std::int64_t error = get_path(ctx, t.call.args[0], path); error != 0)
    return ctx.sys_return(error);
  const std::int64_t inode = lookup(ctx.k, t.cred, path, nullptr, &absolute);
  if (inode < 0) return ctx.sys_return(inode);
  const Inode& file = ctx.k.inodes[inode];
  if (file.directory || !may_access(file, t.cred.euid, t.cred.egid, 1))
    return ctx.sys_return(-kEACCES);
  t.call.a = find_program(ctx.k, absolute);
  return t.call.a < 0 ? ctx.sys_return(t.call.a) : Next::advance();
}

// The strings of argv or envp; a negative errno. A null pointer is an empty list, as on Linux.
std::int64_t copy_strings(Ctx& ctx, std::uint64_t list, std::size_t& bytes,
                          std::vector<std::string>& out) {
  for (; list != 0; list += 8) {
    std::uint64_t at = 0;
    if (!get_user(ctx, list, at)) return -kEFAULT;
    if (at == 0) break;
    std::string text;
    if (!ctx.mm().peek_string(at, kMaxArgBytes, text))
      return ctx.mm().find_vma(at) == nullptr ? -kEFAULT : -kE2BIG;
    bytes += text.size() + 9;
    if (bytes > kMaxArgBytes) return -kE2BIG;
    ctx.add_cost(Cost::copy_bytes_16, static_cast<std::int64_t>(text.size() / 16 + 1));
    out.push_back(std::move(text));
  }
  return 0;
}

// The point of no return lies behind this step: what can fail has been done by then.
Next load_program(Ctx& ctx) {
  Task& t = ctx.current();
  KernelState& k = ctx.k;
  std::vector<std::string> argv, envp;
  std::size_t bytes = 0;
  for (auto [list, out] : {std::pair{t.call.args[1], &argv}, std::pair{t.call.args[2], &envp}})
    if (const std::int64_t error = copy_strings(ctx, list, bytes, *out); error != 0)
      return ctx.sys_return(error);
  if (argv.empty()) argv.emplace_back();  // Linux never starts a program without argv[0]
  const ProgramId program(static_cast<std::uint32_t>(t.call.a));
  AddressSpace mm = make_address_space(k, program, argv, envp, t.regs);
  drop_mm(k, t.mm);
  t.mm = allocate_mm(k, std::move(mm));
  t.program = program;
  return Next::advance();
}

Next begin_new_exec(Ctx& ctx) {
  Task& t = ctx.current();
  KernelState& k = ctx.k;
  const std::string comm = k.program(t).name.substr(0, 15);
  const auto name = std::find(k.fixed->names.begin(), k.fixed->names.end(), comm);
  if (name != k.fixed->names.end())
    t.comm = NameId(static_cast<std::uint32_t>(name - k.fixed->names.begin()));
  for (SigAction& action : k.sighands[t.sighand].action)
    if (action.handler != kSigIgn) action = SigAction{};
  t.restore_saved_blocked = false;
  ctx.emit(EventType::sched_process_exec, {t.pid.value, t.comm.value, t.program.value});
  release_vfork_parent(ctx, t);
  return Next::advance();
}

Next close_on_exec(Ctx& ctx) {
  const Task& t = ctx.current();
  for (std::size_t fd = 0; fd < ctx.k.files[t.files].fds.size(); ++fd) {
    const FdEntry entry = ctx.k.files[t.files].fds[fd];
    if (entry.file && entry.cloexec) close_fd(ctx, t.files, fd);
  }
  return ctx.cpu.wake_q.empty() ? Next::advance() : Next::call(PathId::wake_up_q);
}

Next start_thread(Ctx& ctx) { return ctx.sys_return(0); }

constexpr Step kExecSteps[] = {
    {"find the program by its name; may it be executed?", Cost::path_lookup, find_executable},
    {"copy argv and envp; a new address space, the program in it", Cost::fork_task, load_program},
    {"begin_new_exec: new name; handlers back to SIG_DFL", Cost::list_op, begin_new_exec},
    {"close what is marked close-on-exec", Cost::list_op, close_on_exec},
    {"start_thread: pc = the program's entry; same pid", Cost::check, start_thread},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_execve, "execve", code_of<kExecSteps>, "the process becomes another program"},
};

}  // namespace

std::span<const KernelPath> exec_paths() { return kPaths; }

}  // namespace sim
