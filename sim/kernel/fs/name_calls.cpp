// System calls on names and small files, each done in one step: mkdir, rmdir, rename, chdir, chmod,
// truncate, pread, pwrite and their relatives.
#include <algorithm>

#include "sim/base/errno.h"
#include "sim/kernel/fs/names.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/simple_calls.h"
#include "sim/kernel/uaccess.h"

namespace sim::simple {
namespace {

struct Named {
  std::int64_t inode = 0;  // or a negative errno
  std::int32_t parent = -1;
  std::string absolute;
};

// The path whose address is the call's argument `n`.
Named name_of(Ctx& ctx, int n) {
  Named out;
  std::string path;
  out.inode = get_path(ctx, ctx.current().call.args[static_cast<std::size_t>(n)], path);
  if (out.inode == 0)
    out.inode = lookup(ctx.k, ctx.current().cred, path, &out.parent, &out.absolute);
  return out;
}

bool may_change_directory(const Ctx& ctx, std::int32_t directory) {
  const Credentials& who = ctx.current().cred;
  return directory >= 0 && may_access(ctx.k.inodes[directory], who.euid, who.egid, 3);
}

// /proc and /dev stay as they are; the root and the devices' directory, too.
bool is_fixed(std::string_view path) {
  return path == "/" || path.starts_with("/proc") || path.starts_with("/dev");
}

bool is_empty(const KernelState& k, const std::string& directory) {
  return std::none_of(k.inodes.begin(), k.inodes.end(), [&](const Inode& i) {
    return i.exists && i.path.starts_with(directory + "/");
  });
}

bool owns(const Ctx& ctx, const Inode& inode) {
  const Credentials& who = ctx.current().cred;
  return who.euid == 0 || who.euid == inode.uid;
}

std::int64_t set_mode(Ctx& ctx, Inode& inode, std::uint64_t mode) {
  if (!owns(ctx, inode)) return -kEPERM;
  inode.mode = (inode.mode & 0170000) | (static_cast<std::uint32_t>(mode) & 07777);
  return 0;
}

std::int64_t set_size(Ctx& ctx, Inode& inode, std::uint64_t size) {
  if (static_cast<std::int64_t>(size) < 0) return -kEINVAL;
  if (inode.directory) return -kEISDIR;
  if (is_fixed(inode.path)) return -kEINVAL;
  if (size > ctx.k.fixed->limits.output_bytes) return -kEFBIG;
  std::string text = *inode.data;
  text.resize(size);
  inode.data = std::make_shared<const std::string>(std::move(text));
  return 0;
}

}  // namespace

std::int64_t mkdir(Ctx& ctx) {
  Named n = name_of(ctx, 0);
  if (n.inode >= 0) return -kEEXIST;
  if (n.inode != -kENOENT || n.parent < 0) return n.inode;
  if (!may_change_directory(ctx, n.parent) || is_fixed(n.absolute)) return -kEACCES;
  const Task& t = ctx.current();
  const auto mode = static_cast<std::uint32_t>(t.call.args[1]) & 01777 & ~t.umask;
  make_inode(ctx.k, std::move(n.absolute), mode, true, t.cred);
  return 0;
}

std::int64_t rmdir(Ctx& ctx) {
  const Named n = name_of(ctx, 0);
  if (n.inode < 0) return n.inode;
  Inode& inode = ctx.k.inodes[n.inode];
  if (!inode.directory) return -kENOTDIR;
  if (is_fixed(inode.path) || inode.path == kWorkingDirectory) return -kEBUSY;
  if (!may_change_directory(ctx, n.parent)) return -kEACCES;
  if (!is_empty(ctx.k, inode.path)) return -kENOTEMPTY;
  inode.exists = false;
  return 0;
}

std::int64_t rename(Ctx& ctx) {
  const Named from = name_of(ctx, 0);
  if (from.inode < 0) return from.inode;
  const Named to = name_of(ctx, 1);
  if (to.inode < 0 && (to.inode != -kENOENT || to.parent < 0)) return to.inode;
  if (from.inode == to.inode) return 0;
  if (!may_change_directory(ctx, from.parent) || !may_change_directory(ctx, to.parent) ||
      is_fixed(from.absolute) || is_fixed(to.absolute))
    return -kEACCES;
  const bool directory = ctx.k.inodes[from.inode].directory;
  if (directory && to.absolute.starts_with(from.absolute + "/")) return -kEINVAL;
  if (to.inode >= 0) {
    Inode& old = ctx.k.inodes[to.inode];
    if (old.directory != directory) return directory ? -kENOTDIR : -kEISDIR;
    if (directory && !is_empty(ctx.k, old.path)) return -kENOTEMPTY;
    old.exists = false;
  }
  for (Inode& i : ctx.k.inodes)
    if (i.exists && (i.path == from.absolute || i.path.starts_with(from.absolute + "/")))
      i.path = to.absolute + i.path.substr(from.absolute.size());
  return 0;
}

std::int64_t chdir(Ctx& ctx) {
  const Named n = name_of(ctx, 0);
  if (n.inode < 0) return n.inode;
  const Inode& inode = ctx.k.inodes[n.inode];
  const Credentials& who = ctx.current().cred;
  if (!inode.directory) return -kENOTDIR;
  if (!may_access(inode, who.euid, who.egid, 1)) return -kEACCES;
  ctx.current().cwd = inode.path == kWorkingDirectory ? std::string() : inode.path;
  return 0;
}

std::int64_t getcwd(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const std::string& own = ctx.current().cwd;
  const std::string text = own.empty() ? std::string(kWorkingDirectory) : own;
  const std::size_t bytes = text.size() + 1;
  if (a[1] < bytes) return -kERANGE;
  if (copy_to_user(ctx, a[0], std::as_bytes(std::span(text.c_str(), bytes))) != 0) return -kEFAULT;
  return static_cast<std::int64_t>(bytes);
}

std::int64_t chmod(Ctx& ctx) {
  const Named n = name_of(ctx, 0);
  return n.inode < 0 ? n.inode : set_mode(ctx, ctx.k.inodes[n.inode], ctx.current().call.args[1]);
}

std::int64_t fchmod(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const File* f = file_of(ctx, a[0]);
  if (f == nullptr) return -kEBADF;
  return f->inode < 0 ? 0 : set_mode(ctx, ctx.k.inodes[f->inode], a[1]);
}

std::int64_t chown(Ctx& ctx) {
  const Named n = name_of(ctx, 0);
  if (n.inode < 0) return n.inode;
  if (ctx.current().cred.euid != 0) return -kEPERM;
  const auto uid = static_cast<std::uint32_t>(ctx.current().call.args[1]);
  const auto gid = static_cast<std::uint32_t>(ctx.current().call.args[2]);
  Inode& inode = ctx.k.inodes[n.inode];
  if (uid != ~0u) inode.uid = uid;
  if (gid != ~0u) inode.gid = gid;
  return 0;
}

std::int64_t truncate(Ctx& ctx) {
  const Named n = name_of(ctx, 0);
  if (n.inode < 0) return n.inode;
  Inode& inode = ctx.k.inodes[n.inode];
  const Credentials& who = ctx.current().cred;
  if (!inode.directory && !may_access(inode, who.euid, who.egid, 2)) return -kEACCES;
  return set_size(ctx, inode, ctx.current().call.args[1]);
}

std::int64_t ftruncate(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const File* f = file_of(ctx, a[0]);
  if (f == nullptr) return -kEBADF;
  if (f->kind != FileKind::regular || !writable(*f)) return -kEINVAL;
  return set_size(ctx, ctx.k.inodes[f->inode], a[1]);
}

std::int64_t fsync(Ctx& ctx) {
  const File* f = file_of(ctx, ctx.current().call.args[0]);
  if (f == nullptr) return -kEBADF;
  return f->kind == FileKind::regular || f->kind == FileKind::directory ? 0 : -kEINVAL;
}

std::int64_t sync(Ctx&) { return 0; }

std::int64_t pread64(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const File* f = file_of(ctx, a[0]);
  if (f == nullptr || !readable(*f)) return -kEBADF;
  if (static_cast<std::int64_t>(a[2]) < 0 || static_cast<std::int64_t>(a[3]) < 0) return -kEINVAL;
  if (f->kind == FileKind::directory) return -kEISDIR;
  if (f->kind != FileKind::regular) return -kESPIPE;
  const std::string_view text = *ctx.k.inodes[f->inode].data;
  if (a[3] >= text.size()) return 0;
  const std::string_view part = text.substr(a[3], a[2]);
  const std::size_t missed = copy_to_user(ctx, a[1], std::as_bytes(std::span(part)));
  return missed == part.size() && !part.empty() ? -kEFAULT
                                                : static_cast<std::int64_t>(part.size() - missed);
}

std::int64_t pwrite64(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  const File* f = file_of(ctx, a[0]);
  if (f == nullptr || !writable(*f)) return -kEBADF;
  if (static_cast<std::int64_t>(a[2]) < 0 || static_cast<std::int64_t>(a[3]) < 0) return -kEINVAL;
  if (f->kind != FileKind::regular) return -kESPIPE;
  const std::uint64_t limit = ctx.k.fixed->limits.output_bytes;
  if (a[2] > limit || a[3] > limit - a[2]) return -kEFBIG;
  std::string data(a[2], '\0');
  data.resize(a[2] - copy_from_user(
                         ctx, std::as_writable_bytes(std::span(data.data(), data.size())), a[1]));
  if (data.empty()) return a[2] == 0 ? 0 : -kEFAULT;
  Inode& inode = ctx.k.inodes[f->inode];
  std::string text = *inode.data;
  text.resize(std::max<std::size_t>(text.size(), a[3] + data.size()));
  std::copy(data.begin(), data.end(), text.begin() + static_cast<std::ptrdiff_t>(a[3]));
  inode.data = std::make_shared<const std::string>(std::move(text));
  return static_cast<std::int64_t>(data.size());
}

// struct linux_dirent64: inode, offset, length, type, name; padded to 8 bytes. The open file's
// position counts the entries told: ".", "..", then the inodes.
std::int64_t getdents64(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  File* f = file_of(ctx, a[0]);
  if (f == nullptr) return -kEBADF;
  if (f->kind != FileKind::directory) return -kENOTDIR;
  const std::string& path = ctx.k.inodes[f->inode].path;
  const std::string prefix = path == "/" ? path : path + "/";
  std::string out;
  for (; f->pos < static_cast<std::int64_t>(ctx.k.inodes.size()) + 2; ++f->pos) {
    const Inode& inode = ctx.k.inodes[f->pos < 2 ? f->inode : f->pos - 2];
    std::string name = f->pos == 0 ? "." : f->pos == 1 ? ".." : inode.path;
    if (f->pos >= 2) {
      if (!inode.exists || !name.starts_with(prefix)) continue;
      name.erase(0, prefix.size());
      if (name.empty() || name.find('/') != name.npos) continue;
    }
    const std::size_t length = (19 + name.size() + 1 + 7) / 8 * 8;
    if (out.size() + length > a[2]) break;
    const auto number = [&](std::uint64_t value, int bytes) {
      for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
    };
    const std::size_t end = out.size() + length;
    number(inode.ino, 8);
    number(static_cast<std::uint64_t>(f->pos + 1), 8);
    number(length, 2);
    number(inode.mode >> 12, 1);  // DT_DIR, DT_REG, DT_CHR
    out += name;
    out.resize(end, '\0');
  }
  if (out.empty() && f->pos < static_cast<std::int64_t>(ctx.k.inodes.size()) + 2) return -kEINVAL;
  const std::size_t missed = copy_to_user(ctx, a[1], std::as_bytes(std::span(out)));
  return missed != 0 ? -kEFAULT : static_cast<std::int64_t>(out.size());
}

}  // namespace sim::simple
