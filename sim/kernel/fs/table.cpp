#include "sim/kernel/fs/table.h"

#include "sim/base/errno.h"
#include "sim/kernel/fs/pipe.h"

namespace sim {

FilesId make_standard_files(KernelState& k) {
  File tty;
  tty.kind = FileKind::tty;
  tty.flags = kORdwr;
  tty.refs = 3;
  const FileId file = k.open_files.allocate(std::move(tty));
  FdTable table;
  table.fds.assign(3, FdEntry{file, false});
  return k.files.allocate(std::move(table));
}

FilesId copy_files(KernelState& k, FilesId from) {
  FdTable copy = k.files[from];
  copy.refs = 1;
  for (const FdEntry& e : copy.fds)
    if (e.file) get_file(k, e.file);
  return k.files.allocate(std::move(copy));
}

bool readable(const File& f) { return (f.flags & kOAccmode) != kOWronly; }
bool writable(const File& f) { return (f.flags & kOAccmode) != 0; }

void get_file(KernelState& k, FileId file) { ++k.open_files[file].refs; }

File* file_of(Ctx& ctx, std::uint64_t fd) {
  const auto& fds = ctx.k.files[ctx.current().files].fds;
  const auto n = static_cast<std::uint32_t>(fd);
  if (n >= fds.size() || !fds[n].file) return nullptr;
  return &ctx.k.open_files[fds[n].file];
}

std::int64_t install_fd(Ctx& ctx, FileId file, bool cloexec, int lowest) {
  auto& fds = ctx.k.files[ctx.current().files].fds;
  std::size_t fd = static_cast<std::size_t>(lowest);
  while (fd < fds.size() && fds[fd].file) ++fd;
  if (fd >= ctx.k.fixed->limits.max_files) return -kEMFILE;
  if (fd >= fds.size()) fds.resize(fd + 1);
  fds[fd] = FdEntry{file, cloexec};
  ctx.emit(EventType::file_open, {ctx.current().pid.value, static_cast<std::int64_t>(fd),
                                  static_cast<int>(ctx.k.open_files[file].kind)});
  return static_cast<std::int64_t>(fd);
}

void put_file(Ctx& ctx, FileId id) {
  File& f = ctx.k.open_files[id];
  if (--f.refs != 0) return;
  if (f.kind == FileKind::pipe_read || f.kind == FileKind::pipe_write) release_pipe_end(ctx, f);
  ctx.k.open_files.release(id);
}

std::int64_t close_fd(Ctx& ctx, FilesId table, std::uint64_t fd) {
  auto& fds = ctx.k.files[table].fds;
  const auto n = static_cast<std::uint32_t>(fd);
  if (n >= fds.size() || !fds[n].file) return -kEBADF;
  const FileId file = fds[n].file;
  fds[n] = FdEntry{};
  ctx.emit(EventType::file_close, {ctx.current().pid.value, n});
  put_file(ctx, file);
  return 0;
}

void close_all(Ctx& ctx) {
  Task& t = ctx.current();
  if (!t.files) return;
  const FilesId table = t.files;
  t.files = FilesId::none();
  if (--ctx.k.files[table].refs != 0) return;
  for (std::uint32_t fd = 0; fd < ctx.k.files[table].fds.size(); ++fd) {
    const FileId file = ctx.k.files[table].fds[fd].file;
    if (file) put_file(ctx, file);
  }
  ctx.k.files.release(table);
}

}  // namespace sim
