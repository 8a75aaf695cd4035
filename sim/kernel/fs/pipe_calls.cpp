// pipe(2), pipe2(2), dup(2), dup2(2), dup3(2), fcntl(2).
#include <array>

#include "sim/base/errno.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kNrPipe2 = 293, kNrDup = 32, kNrDup3 = 292;

FileId make_end(KernelState& k, PipeId pipe, FileKind kind, std::uint32_t flags) {
  File f;
  f.kind = kind;
  f.flags = flags | (kind == FileKind::pipe_write ? kOWronly : 0);
  f.refs = 1;
  f.pipe = pipe;
  return k.open_files.allocate(std::move(f));
}

Next make_pipe(Ctx& ctx) {
  const auto& call = ctx.current().call;
  const auto flags = call.nr == kNrPipe2 ? static_cast<std::uint32_t>(call.args[1]) : 0u;
  if ((flags & ~(kONonblock | kOCloexec)) != 0) return ctx.sys_return(-kEINVAL);
  Pipe p;
  p.readers = p.writers = 1;
  ctx.current().call.a = ctx.k.pipes.allocate(std::move(p)).value;
  return Next::advance();
}

Next give_pipe_descriptors(Ctx& ctx) {
  KernelState& k = ctx.k;
  const Task& t = ctx.current();
  const auto flags = t.call.nr == kNrPipe2 ? static_cast<std::uint32_t>(t.call.args[1]) : 0u;
  const PipeId pipe(static_cast<std::uint32_t>(t.call.a));
  const bool cloexec = (flags & kOCloexec) != 0;
  const FileId read = make_end(k, pipe, FileKind::pipe_read, flags & kONonblock);
  const FileId write = make_end(k, pipe, FileKind::pipe_write, flags & kONonblock);
  const std::int64_t fd0 = install_fd(ctx, read, cloexec);
  const std::int64_t fd1 = fd0 < 0 ? -kEMFILE : install_fd(ctx, write, cloexec);
  const std::array<std::int32_t, 2> fds{static_cast<std::int32_t>(fd0),
                                        static_cast<std::int32_t>(fd1)};
  const bool full = fd0 < 0 || fd1 < 0;
  if (!full && put_user(ctx, t.call.args[0], fds)) return ctx.sys_return(0);
  if (fd1 >= 0)
    close_fd(ctx, t.files, static_cast<std::uint64_t>(fd1));
  else
    put_file(ctx, write);
  if (fd0 >= 0)
    close_fd(ctx, t.files, static_cast<std::uint64_t>(fd0));
  else
    put_file(ctx, read);
  return ctx.sys_return(full ? -kEMFILE : -kEFAULT);
}

constexpr Step kPipeSteps[] = {
    {"make a pipe: an empty buffer with two ends", Cost::pipe_op, make_pipe},
    {"two descriptors: one to read, one to write", Cost::file_op, give_pipe_descriptors},
};

// --- one more descriptor for an open file ---

std::int64_t dup_to(Ctx& ctx, FileId file, bool cloexec, std::uint64_t lowest) {
  get_file(ctx.k, file);
  const std::int64_t fd = install_fd(ctx, file, cloexec, static_cast<int>(lowest));
  if (fd < 0) put_file(ctx, file);
  return fd;
}

FileId file_id_of(const Ctx& ctx, std::uint64_t fd) {
  return ctx.k.files[ctx.current().files].fds[static_cast<std::uint32_t>(fd)].file;
}

Next do_dup(Ctx& ctx) {
  Task& t = ctx.current();
  const auto& a = t.call.args;
  if (t.call.nr == kNrDup3 &&
      ((a[2] & ~std::uint64_t{kOCloexec}) != 0 ||
       static_cast<std::uint32_t>(a[0]) == static_cast<std::uint32_t>(a[1])))
    return ctx.sys_return(-kEINVAL);
  const auto to = static_cast<std::uint32_t>(a[1]);
  if (t.call.nr != kNrDup && to >= ctx.k.fixed->limits.max_files) return ctx.sys_return(-kEBADF);
  if (file_of(ctx, a[0]) == nullptr) return ctx.sys_return(-kEBADF);
  const FileId file = file_id_of(ctx, a[0]);
  if (t.call.nr == kNrDup) return ctx.sys_return(dup_to(ctx, file, false, 0));
  if (static_cast<std::uint32_t>(a[0]) == to) return ctx.sys_return(to);
  get_file(ctx.k, file);  // also when `to` was its last descriptor
  close_fd(ctx, t.files, to);
  t.call.result = dup_to(ctx, file, t.call.nr == kNrDup3 && a[2] != 0, to);
  put_file(ctx, file);
  return ctx.cpu.wake_q.empty() ? Next::ret() : Next::tail(PathId::wake_up_q);
}

constexpr Step kDupSteps[] = {
    {"another descriptor for the same open file", Cost::file_op, do_dup},
};

enum : std::uint32_t { kFDupfd = 0, kFGetfd, kFSetfd, kFGetfl, kFSetfl, kFDupfdCloexec = 1030 };

Next do_fcntl(Ctx& ctx) {
  const auto& a = ctx.current().call.args;
  File* f = file_of(ctx, a[0]);
  if (f == nullptr) return ctx.sys_return(-kEBADF);
  FdEntry& entry = ctx.k.files[ctx.current().files].fds[static_cast<std::uint32_t>(a[0])];
  constexpr std::uint32_t kSettable = kOAppend | kONonblock;
  switch (static_cast<std::uint32_t>(a[1])) {
    case kFDupfd:
    case kFDupfdCloexec:
      if (static_cast<std::uint32_t>(a[2]) >= ctx.k.fixed->limits.max_files)
        return ctx.sys_return(-kEINVAL);
      return ctx.sys_return(dup_to(ctx, entry.file, a[1] != kFDupfd, a[2]));
    case kFGetfd:
      return ctx.sys_return(entry.cloexec);
    case kFSetfd:
      entry.cloexec = (a[2] & 1) != 0;
      return ctx.sys_return(0);
    case kFGetfl:
      return ctx.sys_return(f->flags);
    case kFSetfl:
      f->flags = (f->flags & ~kSettable) | (static_cast<std::uint32_t>(a[2]) & kSettable);
      return ctx.sys_return(0);
    default:
      return ctx.sys_return(-kEINVAL);
  }
}

constexpr Step kFcntlSteps[] = {
    {"read or change the descriptor or its open file", Cost::syscall_work, do_fcntl},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_pipe, "pipe2", code_of<kPipeSteps>, "makes a pipe"},
    {PathId::sys_dup, "dup", code_of<kDupSteps>, "makes another descriptor for an open file"},
    {PathId::sys_fcntl, "fcntl", code_of<kFcntlSteps>, "reads or changes a descriptor's flags"},
};

}  // namespace

std::span<const KernelPath> pipe_call_paths() { return kPaths; }

}  // namespace sim
