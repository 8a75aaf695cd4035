// Who am I, who is my parent, and on whose behalf: pids, process groups, sessions, user and group
// ids (credentials(7)).
#include "sim/base/errno.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/simple_calls.h"
#include "sim/kernel/uaccess.h"

namespace sim::simple {
namespace {

Pid pid_arg(const Ctx& ctx, int i) {
  return Pid(static_cast<std::int32_t>(ctx.current().call.args[i]));
}
std::uint32_t id_arg(const Ctx& ctx, int i) {
  return static_cast<std::uint32_t>(ctx.current().call.args[i]);
}
constexpr std::uint32_t kSame = ~0u;  // (uid_t) -1: leave as it is

bool group_exists(const KernelState& k, Pid pgid, Pid sid) {
  bool found = false;
  k.tasks.for_each([&](TaskId, const Task& t) {
    found |= t.pgid == pgid && t.sid == sid && t.state != TaskState::dead && !t.is_idle;
  });
  return found;
}

struct Ids {
  std::uint32_t &real, &effective, &saved;
};
Ids users(Credentials& c) { return {c.uid, c.euid, c.suid}; }
Ids groups(Credentials& c) { return {c.gid, c.egid, c.sgid}; }

std::int64_t set_id(Ctx& ctx, Ids ids, std::uint32_t id) {
  if (id == kSame) return -kEINVAL;
  if (ctx.current().cred.euid == 0) {
    ids.real = ids.effective = ids.saved = id;
    return 0;
  }
  if (id != ids.real && id != ids.saved) return -kEPERM;
  ids.effective = id;
  return 0;
}

std::int64_t set_re(Ctx& ctx, Ids ids, std::uint32_t real, std::uint32_t effective) {
  const bool root = ctx.current().cred.euid == 0;
  const std::uint32_t old_real = ids.real;
  if (!root && real != kSame && real != ids.real && real != ids.effective) return -kEPERM;
  if (!root && effective != kSame && effective != ids.real && effective != ids.effective &&
      effective != ids.saved)
    return -kEPERM;
  if (real != kSame) ids.real = real;
  if (effective != kSame) ids.effective = effective;
  if (real != kSame || (effective != kSame && effective != old_real)) ids.saved = ids.effective;
  return 0;
}

std::int64_t set_res(Ctx& ctx, Ids ids, const std::array<std::uint32_t, 3>& to) {
  const bool root = ctx.current().cred.euid == 0;
  for (std::uint32_t id : to)
    if (!root && id != kSame && id != ids.real && id != ids.effective && id != ids.saved)
      return -kEPERM;
  if (to[0] != kSame) ids.real = to[0];
  if (to[1] != kSame) ids.effective = to[1];
  if (to[2] != kSame) ids.saved = to[2];
  return 0;
}

std::int64_t get_res(Ctx& ctx, Ids ids) {
  const auto& a = ctx.current().call.args;
  const bool ok = put_user(ctx, a[0], ids.real) && put_user(ctx, a[1], ids.effective) &&
                  put_user(ctx, a[2], ids.saved);
  return ok ? 0 : -kEFAULT;
}

}  // namespace

std::int64_t getpid(Ctx& ctx) { return ctx.current().tgid.value; }
std::int64_t gettid(Ctx& ctx) { return ctx.current().pid.value; }
std::int64_t getppid(Ctx& ctx) { return ctx.task(ctx.current().parent).tgid.value; }
std::int64_t getpgrp(Ctx& ctx) { return ctx.current().pgid.value; }

std::int64_t getpgid(Ctx& ctx) {
  const Pid pid = pid_arg(ctx, 0);
  if (pid.value == 0) return ctx.current().pgid.value;
  const Task* t = ctx.k.find_task(pid);
  return t != nullptr ? t->pgid.value : -kESRCH;
}

std::int64_t getsid(Ctx& ctx) {
  const Pid pid = pid_arg(ctx, 0);
  if (pid.value == 0) return ctx.current().sid.value;
  const Task* t = ctx.k.find_task(pid);
  return t != nullptr ? t->sid.value : -kESRCH;
}

std::int64_t setpgid(Ctx& ctx) {
  const Task& self = ctx.current();
  const Pid pid = pid_arg(ctx, 0).value == 0 ? self.pid : pid_arg(ctx, 0);
  const Pid pgid = pid_arg(ctx, 1).value == 0 ? pid : pid_arg(ctx, 1);
  if (pgid.value < 0) return -kEINVAL;
  const TaskId id = ctx.k.find_task_id(pid);
  if (!id) return -kESRCH;
  Task& t = ctx.task(id);
  if (t.parent == ctx.current_id()) {
    if (t.sid != self.sid) return -kEPERM;
  } else if (id != ctx.current_id()) {
    return -kESRCH;
  }
  if (t.sid == t.pid) return -kEPERM;  // a session leader stays where it is
  if (pgid != pid && !group_exists(ctx.k, pgid, self.sid)) return -kEPERM;
  t.pgid = pgid;
  return 0;
}

std::int64_t setsid(Ctx& ctx) {
  Task& t = ctx.current();
  bool leader = false;
  ctx.k.tasks.for_each([&](TaskId, const Task& o) {
    leader |= o.pgid == t.pid && o.state != TaskState::dead && !o.is_idle;
  });
  if (leader) return -kEPERM;
  t.sid = t.pgid = t.pid;
  return t.sid.value;
}

std::int64_t getuid(Ctx& ctx) { return ctx.current().cred.uid; }
std::int64_t geteuid(Ctx& ctx) { return ctx.current().cred.euid; }
std::int64_t getgid(Ctx& ctx) { return ctx.current().cred.gid; }
std::int64_t getegid(Ctx& ctx) { return ctx.current().cred.egid; }

std::int64_t setuid(Ctx& ctx) { return set_id(ctx, users(ctx.current().cred), id_arg(ctx, 0)); }
std::int64_t setgid(Ctx& ctx) { return set_id(ctx, groups(ctx.current().cred), id_arg(ctx, 0)); }
std::int64_t setreuid(Ctx& ctx) {
  return set_re(ctx, users(ctx.current().cred), id_arg(ctx, 0), id_arg(ctx, 1));
}
std::int64_t setregid(Ctx& ctx) {
  return set_re(ctx, groups(ctx.current().cred), id_arg(ctx, 0), id_arg(ctx, 1));
}
std::int64_t setresuid(Ctx& ctx) {
  return set_res(ctx, users(ctx.current().cred), {id_arg(ctx, 0), id_arg(ctx, 1), id_arg(ctx, 2)});
}
std::int64_t setresgid(Ctx& ctx) {
  return set_res(ctx, groups(ctx.current().cred), {id_arg(ctx, 0), id_arg(ctx, 1), id_arg(ctx, 2)});
}
std::int64_t getresuid(Ctx& ctx) { return get_res(ctx, users(ctx.current().cred)); }
std::int64_t getresgid(Ctx& ctx) { return get_res(ctx, groups(ctx.current().cred)); }

// No supplementary groups.
std::int64_t getgroups(Ctx& ctx) {
  return static_cast<std::int32_t>(ctx.current().call.args[0]) < 0 ? -kEINVAL : 0;
}

}  // namespace sim::simple
