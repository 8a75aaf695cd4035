// stat(2) and its relatives, lseek(2), unlink(2), access(2), ioctl(2).
#include <array>

#include "sim/base/errno.h"
#include "sim/kernel/fs/names.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/simple_calls.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kNrFstat = 5, kNrNewfstatat = 262, kNrUnlinkat = 263, kNrFaccessat = 269,
                       kNrFaccessat2 = 439;
constexpr std::uint64_t kAtEmptyPath = 0x1000;

// struct stat of x86-64.
struct UserStat {
  std::uint64_t st_dev = 0x803, st_ino = 0, st_nlink = 1;
  std::uint32_t st_mode = 0, st_uid = 0, st_gid = 0, pad = 0;
  std::uint64_t st_rdev = 0;
  std::int64_t st_size = 0, st_blksize = 4096, st_blocks = 0;
  std::array<std::int64_t, 6> times{};
  std::array<std::int64_t, 3> unused{};
};
static_assert(sizeof(UserStat) == 144);

UserStat stat_of(const KernelState& k, const Inode& inode) {
  UserStat s;
  s.st_ino = inode.ino;
  s.st_nlink = inode.directory ? 2 : inode.exists ? 1 : 0;
  s.st_mode = inode.mode;
  s.st_uid = inode.uid;
  s.st_gid = inode.gid;
  s.st_size = inode.directory ? 4096 : static_cast<std::int64_t>(inode.data->size());
  s.st_blocks = (s.st_size + 4095) / 4096 * 8;
  for (int i = 0; i < 6; i += 2) s.times[i] = k.fixed->boot_realtime_s;
  return s;
}

UserStat stat_of(const KernelState& k, const File& f) {
  if (f.inode >= 0) return stat_of(k, k.inodes[f.inode]);
  UserStat s;
  const bool pipe = f.kind == FileKind::pipe_read || f.kind == FileKind::pipe_write;
  s.st_dev = pipe ? 14 : 24;
  s.st_ino = pipe ? 20000 + f.pipe.value : 3;
  s.st_mode = pipe ? 010600 : 020620;  // S_IFIFO, S_IFCHR
  s.st_rdev = pipe ? 0 : 0x8800;       // a pseudo terminal
  return s;
}

Next do_stat(Ctx& ctx) {
  const auto& call = ctx.current().call;
  const auto& a = call.args;
  const bool at = call.nr == kNrNewfstatat;
  if (call.nr == kNrFstat) {
    const File* f = file_of(ctx, a[0]);
    if (f == nullptr) return ctx.sys_return(-kEBADF);
    return ctx.sys_return(put_user(ctx, a[1], stat_of(ctx.k, *f)) ? 0 : -kEFAULT);
  }
  std::string path;
  const std::int64_t error = get_path(ctx, at ? a[1] : a[0], path);
  if (error == -kENOENT && at && (a[3] & kAtEmptyPath) != 0) {
    const File* f = file_of(ctx, a[0]);
    if (f == nullptr) return ctx.sys_return(-kEBADF);
    return ctx.sys_return(put_user(ctx, a[2], stat_of(ctx.k, *f)) ? 0 : -kEFAULT);
  }
  if (error != 0) return ctx.sys_return(error);
  const std::int64_t inode = lookup(ctx.k, ctx.current().cred, path);
  if (inode < 0) return ctx.sys_return(inode);
  const UserStat s = stat_of(ctx.k, ctx.k.inodes[inode]);
  return ctx.sys_return(put_user(ctx, at ? a[2] : a[1], s) ? 0 : -kEFAULT);
}

constexpr Step kStatSteps[] = {
    {"find the file; tell its inode number, mode, owner, size", Cost::path_lookup, do_stat},
};

Next do_lseek(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  File* f = file_of(ctx, a[0]);
  if (f == nullptr) return ctx.sys_return(-kEBADF);
  const auto whence = static_cast<std::uint32_t>(a[2]);
  if (whence > 2) return ctx.sys_return(-kEINVAL);
  if (f->kind == FileKind::tty || f->kind == FileKind::pipe_read || f->kind == FileKind::pipe_write)
    return ctx.sys_return(-kESPIPE);
  if (f->kind == FileKind::null) return ctx.sys_return(0);
  const std::int64_t size = f->kind == FileKind::text ? static_cast<std::int64_t>(f->text.size())
                            : f->kind == FileKind::directory
                                ? 0
                                : static_cast<std::int64_t>(ctx.k.inodes[f->inode].data->size());
  const std::int64_t base = whence == 0 ? 0 : whence == 1 ? f->pos : size;
  std::int64_t to = 0;
  if (__builtin_add_overflow(base, static_cast<std::int64_t>(a[1]), &to))
    return ctx.sys_return(-kEOVERFLOW);
  if (to < 0) return ctx.sys_return(-kEINVAL);
  f->pos = to;
  return ctx.sys_return(to);
}

constexpr Step kLseekSteps[] = {
    {"move the open file's position", Cost::syscall_work, do_lseek},
};

Next do_unlink(Ctx& ctx) {
  const auto& call = ctx.current().call;
  std::string path;
  const std::uint64_t from = call.nr == kNrUnlinkat ? call.args[1] : call.args[0];
  if (const std::int64_t error = get_path(ctx, from, path); error != 0)
    return ctx.sys_return(error);
  const Credentials& who = ctx.current().cred;
  std::int32_t parent = -1;
  const std::int64_t found = lookup(ctx.k, who, path, &parent);
  if (found < 0) return ctx.sys_return(found);
  Inode& inode = ctx.k.inodes[found];
  if (inode.directory) return ctx.sys_return(-kEISDIR);
  if (parent < 0 || !may_access(ctx.k.inodes[parent], who.euid, who.egid, 3))
    return ctx.sys_return(-kEACCES);
  const bool sticky = (ctx.k.inodes[parent].mode & 01000) != 0;
  if (inode.path.starts_with("/proc/") || inode.path.starts_with("/dev/") ||
      (sticky && who.euid != 0 && who.euid != inode.uid))
    return ctx.sys_return(-kEPERM);
  inode.exists = false;  // who has it open keeps it
  return ctx.sys_return(0);
}

constexpr Step kUnlinkSteps[] = {
    {"take the name out of its directory", Cost::path_lookup, do_unlink},
};

Next do_access(Ctx& ctx) {
  const auto& call = ctx.current().call;
  const bool at = call.nr == kNrFaccessat || call.nr == kNrFaccessat2;
  const auto mode = static_cast<std::uint32_t>(at ? call.args[2] : call.args[1]);
  if (mode > 7) return ctx.sys_return(-kEINVAL);
  std::string path;
  if (const std::int64_t error = get_path(ctx, at ? call.args[1] : call.args[0], path); error != 0)
    return ctx.sys_return(error);
  const Credentials& who = ctx.current().cred;
  const std::int64_t found = lookup(ctx.k, who, path);
  if (found < 0) return ctx.sys_return(found);
  const bool ok = may_access(ctx.k.inodes[found], who.uid, who.gid, static_cast<int>(mode));
  return ctx.sys_return(ok ? 0 : -kEACCES);
}

constexpr Step kAccessSteps[] = {
    {"find the file; may our real user do that with it?", Cost::path_lookup, do_access},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_stat, "newstat", code_of<kStatSteps>, "tells what a file is"},
    {PathId::sys_lseek, "lseek", code_of<kLseekSteps>, "moves the position in a file"},
    {PathId::sys_unlink, "unlink", code_of<kUnlinkSteps>, "removes a name"},
    {PathId::sys_access, "access", code_of<kAccessSteps>, "asks what one may do with a file"},
};

}  // namespace

namespace simple {

std::int64_t ioctl(Ctx& ctx) {
  constexpr std::uint32_t kTcgets = 0x5401, kTiocgwinsz = 0x5413;
  const auto& a = ctx.current().call.args;
  const File* f = file_of(ctx, a[0]);
  if (f == nullptr) return -kEBADF;
  if (f->kind != FileKind::tty) return -kENOTTY;
  switch (static_cast<std::uint32_t>(a[1])) {
    case kTcgets: {
      // struct termios of the kernel: a terminal as it usually is.
      struct {
        std::uint32_t iflag = 0x500, oflag = 0x5, cflag = 0xbf, lflag = 0x8a3b;
        std::array<std::uint8_t, 20> line_and_chars{};
      } termios;
      return put_user(ctx, a[2], termios) ? 0 : -kEFAULT;
    }
    case kTiocgwinsz: {
      const std::array<std::uint16_t, 4> size{24, 80, 0, 0};
      return put_user(ctx, a[2], size) ? 0 : -kEFAULT;
    }
    default:
      return -kENOTTY;
  }
}

}  // namespace simple

std::span<const KernelPath> file_call_paths() { return kPaths; }

}  // namespace sim
