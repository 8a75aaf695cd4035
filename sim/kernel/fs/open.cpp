// open(2), openat(2), creat(2) and close(2).
#include "sim/base/errno.h"
#include "sim/kernel/fs/names.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/ipc/ipcs.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kNrOpenat = 257, kNrCreat = 85;

struct OpenArgs {
  std::uint64_t path = 0;
  std::uint32_t flags = 0, mode = 0;
};

OpenArgs open_args(const Task& t) {
  const auto& a = t.call.args;
  const auto u32 = [](std::uint64_t v) { return static_cast<std::uint32_t>(v); };
  if (t.call.nr == kNrOpenat) return {a[1], u32(a[2]), u32(a[3])};
  if (t.call.nr == kNrCreat) return {a[0], kOCreat | kOWronly | kOTrunc, u32(a[1])};
  return {a[0], u32(a[1]), u32(a[2])};
}

// The inode to open, made when it is wanted; a negative errno.
std::int64_t find_or_create(Ctx& ctx, const OpenArgs& args, const std::string& path) {
  KernelState& k = ctx.k;
  const Credentials& who = ctx.current().cred;
  std::int32_t parent = -1;
  std::string absolute;
  const std::int64_t found = lookup(k, who, path, &parent, &absolute);
  if (found >= 0) {
    const bool exclusive = (args.flags & (kOCreat | kOExcl)) == (kOCreat | kOExcl);
    return exclusive ? -kEEXIST : found;
  }
  if (found != -kENOENT || (args.flags & kOCreat) == 0 || parent < 0) return found;
  if (path.ends_with('/')) return -kEISDIR;
  if (!may_access(k.inodes[parent], who.euid, who.egid, 2)) return -kEACCES;
  if (absolute.starts_with("/proc/")) return -kENOENT;
  return make_inode(k, absolute, args.mode & 07777 & ~ctx.current().umask, false, who);
}

std::int64_t check_access(const Ctx& ctx, const OpenArgs& args, const Inode& inode) {
  const std::uint32_t access = args.flags & kOAccmode;
  const bool writes = access != 0 || (args.flags & kOTrunc) != 0;
  if (inode.directory && (access != 0 || (args.flags & kOCreat) != 0)) return -kEISDIR;
  if (!inode.directory && (args.flags & kODirectory) != 0) return -kENOTDIR;
  const int want = (access != kOWronly ? 4 : 0) | (writes ? 2 : 0);
  const Credentials& who = ctx.current().cred;
  return may_access(inode, who.euid, who.egid, want) ? 0 : -kEACCES;
}

File make_file(Ctx& ctx, const OpenArgs& args, std::int32_t index) {
  Inode& inode = ctx.k.inodes[index];
  File f;
  f.flags = args.flags & ~(kOCreat | kOExcl | kOTrunc | kOCloexec);
  f.refs = 1;
  f.inode = index;
  f.kind = inode.directory                     ? FileKind::directory
           : inode.path == "/dev/null"         ? FileKind::null
           : inode.path == "/dev/tty"          ? FileKind::tty
           : inode.path == "/proc/sysvipc/msg" ? FileKind::text
                                               : FileKind::regular;
  if (f.kind == FileKind::text) f.text = proc_sysvipc_msg(ctx.k, ctx.current());
  return f;
}

// call.a: the inode, once it is known to exist; call.b: 1 when this call made it.
Next find_file(Ctx& ctx) {
  const OpenArgs args = open_args(ctx.current());
  std::string path;
  if (const std::int64_t error = get_path(ctx, args.path, path); error != 0)
    return ctx.sys_return(error);
  const std::size_t before = ctx.k.inodes.size();
  const std::int64_t inode = find_or_create(ctx, args, path);
  if (inode < 0) return ctx.sys_return(inode);
  ctx.current().call.a = inode;
  ctx.current().call.b = ctx.k.inodes.size() != before;
  return Next::advance();
}

Next check_mode(Ctx& ctx) {
  const Task& t = ctx.current();
  const OpenArgs args = open_args(t);
  Inode& inode = ctx.k.inodes[t.call.a];
  // Who has just made the file may open it however its mode reads.
  if (t.call.b == 0)
    if (const std::int64_t error = check_access(ctx, args, inode); error != 0)
      return ctx.sys_return(error);
  const bool regular = (inode.mode & 0170000) == 0100000;
  if ((args.flags & kOTrunc) != 0 && regular && !inode.path.starts_with("/proc/"))
    inode.data = std::make_shared<const std::string>();
  return Next::advance();
}

Next give_descriptor(Ctx& ctx) {
  const Task& t = ctx.current();
  const OpenArgs args = open_args(t);
  const FileId file =
      ctx.k.open_files.allocate(make_file(ctx, args, static_cast<std::int32_t>(t.call.a)));
  const std::int64_t fd = install_fd(ctx, file, (args.flags & kOCloexec) != 0);
  if (fd < 0) ctx.k.open_files.release(file);
  return ctx.sys_return(fd);
}

constexpr Step kOpenSteps[] = {
    {"find the file by its name; O_CREAT: make it", Cost::path_lookup, find_file},
    {"may we open it that way? O_TRUNC: empty it", Cost::check, check_mode},
    {"an open file, and the lowest free descriptor for it", Cost::file_op, give_descriptor},
};

Next do_close(Ctx& ctx) {
  Task& t = ctx.current();
  t.call.result = close_fd(ctx, t.files, t.call.args[0]);
  return ctx.cpu.wake_q.empty() ? Next::ret() : Next::tail(PathId::wake_up_q);
}

constexpr Step kCloseSteps[] = {
    {"free the descriptor; last user of a pipe's end? tell the other", Cost::file_op, do_close},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_open, "open", code_of<kOpenSteps>, "opens a file by its name"},
    {PathId::sys_close, "close", code_of<kCloseSteps>, "closes a descriptor"},
};

}  // namespace

std::span<const KernelPath> open_paths() { return kPaths; }

}  // namespace sim
