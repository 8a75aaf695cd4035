// read(2), write(2), readv, writev: on the terminal, on pipes, on small files. The bytes of a call
// are one run, wherever its buffers lie. Locals: call.size bytes asked for, call.done moved so far.
#include <algorithm>
#include <vector>

#include "sim/base/errno.h"
#include "sim/kernel/fs/names.h"
#include "sim/kernel/fs/pipe.h"
#include "sim/kernel/fs/table.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/run_path.h"
#include "sim/kernel/uaccess.h"

namespace sim {
namespace {

constexpr std::int32_t kNrReadv = 19, kNrWritev = 20;
constexpr std::uint64_t kIovMax = 1024, kMaxRwCount = 0x7ffff000;

struct UserIovec {
  std::uint64_t base = 0, len = 0;
};

bool is_vector(const Task& t) { return t.call.nr == kNrReadv || t.call.nr == kNrWritev; }

// Calls f(user address, offset in the run, bytes) for the part [from, from + n) of the call's
// buffers, until f moves less than asked; returns the bytes moved.
template <class F>
std::size_t for_each_piece(Ctx& ctx, std::uint64_t from, std::size_t n, F f) {
  const Task& t = ctx.current();
  if (!is_vector(t)) return n - f(t.call.args[1] + from, std::size_t{0}, n);
  std::size_t moved = 0;
  std::uint64_t begin = 0;
  for (std::uint64_t i = 0; i < t.call.args[2] && moved < n; ++i) {
    UserIovec v;
    if (!get_user(ctx, t.call.args[1] + i * sizeof v, v)) break;
    const std::uint64_t at = from + moved;
    if (at < begin + v.len) {
      const std::size_t part = std::min<std::uint64_t>(begin + v.len - at, n - moved);
      const std::size_t left = f(v.base + (at - begin), moved, part);
      moved += part - left;
      if (left != 0) break;
    }
    begin += v.len;
  }
  return moved;
}

// At most n bytes of the run from `from` on; fewer when the program's memory ends.
std::vector<std::byte> take_from_user(Ctx& ctx, std::uint64_t from, std::size_t n) {
  std::vector<std::byte> data(n);
  data.resize(
      for_each_piece(ctx, from, n, [&](std::uint64_t at, std::size_t offset, std::size_t part) {
        return copy_from_user(ctx, std::span(data).subspan(offset, part), at);
      }));
  return data;
}

std::size_t give_to_user(Ctx& ctx, std::uint64_t to, std::span<const std::byte> data) {
  return for_each_piece(ctx, to, data.size(),
                        [&](std::uint64_t at, std::size_t offset, std::size_t part) {
                          return copy_to_user(ctx, at, data.subspan(offset, part));
                        });
}

// How much the call asks for; a negative errno.
std::int64_t asked_bytes(Ctx& ctx) {
  const Task& t = ctx.current();
  if (!is_vector(t)) {
    if (static_cast<std::int64_t>(t.call.args[2]) < 0) return -kEINVAL;
    return static_cast<std::int64_t>(std::min(t.call.args[2], kMaxRwCount));
  }
  if (t.call.args[2] > kIovMax) return -kEINVAL;
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < t.call.args[2]; ++i) {
    UserIovec v;
    if (!get_user(ctx, t.call.args[1] + i * sizeof v, v)) return -kEFAULT;
    if (static_cast<std::int64_t>(v.len) < 0) return -kEINVAL;
    sum += v.len;
  }
  return static_cast<std::int64_t>(std::min(sum, kMaxRwCount));
}

File& open_file(Ctx& ctx) { return *file_of(ctx, ctx.current().call.args[0]); }

Next finish(Ctx& ctx, std::int64_t result) {
  ctx.current().call.result = result;
  return ctx.cpu.wake_q.empty() ? Next::ret() : Next::tail(PathId::wake_up_q);
}

// What was moved before an error counts more than the error.
Next finish_partial(Ctx& ctx, std::int64_t error) {
  const auto done = static_cast<std::int64_t>(ctx.current().call.done);
  return finish(ctx, done > 0 ? done : error);
}

// --- write ---

enum : int { kWriteTty = 1, kWritePipe, kWritePipeWoken, kWriteFile };

Next write_find_file(Ctx& ctx) {
  Task& t = ctx.current();
  const File* f = file_of(ctx, t.call.args[0]);
  if (f == nullptr || !writable(*f)) return ctx.sys_return(-kEBADF);
  const std::int64_t asked = asked_bytes(ctx);
  if (asked < 0) return ctx.sys_return(asked);
  t.call.size = static_cast<std::uint64_t>(asked);
  switch (f->kind) {
    case FileKind::tty:
      return Next::jump(kWriteTty);
    case FileKind::pipe_write:
      return Next::jump(kWritePipe);
    case FileKind::null:
      return ctx.sys_return(asked);
    default:
      return Next::jump(kWriteFile);
  }
}

Next write_tty(Ctx& ctx) {
  const auto& call = ctx.current().call;
  if (call.size == 0) return ctx.sys_return(0);
  const std::uint64_t room = ctx.k.fixed->limits.output_bytes - ctx.k.output.size();
  const bool too_much = call.size > room;
  const auto data = take_from_user(ctx, 0, std::min(call.size, room));
  ctx.add_cost(Cost::tty_byte_16, static_cast<std::int64_t>(data.size() / 16));
  if (data.empty() && !too_much) return ctx.sys_return(-kEFAULT);
  ctx.emit(EventType::tty_write, {ctx.current().pid.value, static_cast<std::int32_t>(call.args[0]),
                                  static_cast<std::int64_t>(ctx.k.output.size()),
                                  static_cast<std::int64_t>(data.size())});
  ctx.k.output.append(reinterpret_cast<const char*>(data.data()), data.size());
  if (too_much) ctx.end_run(Halt::output_limit);
  return ctx.sys_return(static_cast<std::int64_t>(data.size()));
}

void broken_pipe(Ctx& ctx) {
  SigInfo info;
  info.signo = kSIGPIPE;
  info.code = kSiUser;
  info.from = ctx.current().pid;
  info.uid = ctx.current().cred.uid;
  info.to_thread = true;
  ctx.add_cost(Cost::signal_send);
  send_signal(ctx, ctx.current_id(), info);
}

// Copies what fits; sleeps when there is no room: in one step, so that no reader can come between.
Next write_pipe(Ctx& ctx) {
  Task& t = ctx.current();
  const File& f = open_file(ctx);
  if (t.call.size == 0) return ctx.sys_return(0);
  Pipe& p = ctx.k.pipes[f.pipe];
  if (p.readers == 0) {
    broken_pipe(ctx);
    return finish_partial(ctx, -kEPIPE);
  }
  const std::size_t part = pipe_room(p, t.call.size, t.call.done);
  if (part != 0) {
    const auto data = take_from_user(ctx, t.call.done, part);
    pipe_put(p, data, t.call.size, t.call.done);
    t.call.done += data.size();
    if (!data.empty()) wake_pipe(ctx, f.pipe, false);
    if (data.size() < part) return finish_partial(ctx, -kEFAULT);
    if (t.call.done == t.call.size) return finish(ctx, static_cast<std::int64_t>(t.call.done));
    return Next::call_then(PathId::wake_up_q, kWritePipe);
  }
  if ((f.flags & kONonblock) != 0) return finish_partial(ctx, -kEAGAIN);
  if (signal_pending(t)) return finish_partial(ctx, -kERESTARTSYS);
  sleep_on_pipe(ctx, f.pipe, true);
  return Next::call(PathId::schedule);
}

Next write_pipe_woken(Ctx& ctx) {
  leave_pipe_wait(ctx);
  return Next::jump(kWritePipe);
}

Next write_file(Ctx& ctx) {
  const auto& call = ctx.current().call;
  File& f = open_file(ctx);
  Inode& inode = ctx.k.inodes[f.inode];
  const auto data = take_from_user(ctx, 0, call.size);
  if (data.empty() && call.size != 0) return ctx.sys_return(-kEFAULT);
  if ((f.flags & kOAppend) != 0) f.pos = static_cast<std::int64_t>(inode.data->size());
  const std::uint64_t end = static_cast<std::uint64_t>(f.pos) + data.size();
  if (end > ctx.k.fixed->limits.output_bytes) return ctx.sys_return(-kEFBIG);
  std::string text = *inode.data;
  if (!data.empty() && text.size() < end) text.resize(end);
  std::copy_n(reinterpret_cast<const char*>(data.data()), data.size(), text.begin() + f.pos);
  inode.data = std::make_shared<const std::string>(std::move(text));
  f.pos = static_cast<std::int64_t>(end);
  return ctx.sys_return(static_cast<std::int64_t>(data.size()));
}

constexpr Step kWriteSteps[] = {
    {"file = the descriptor's open file; may it be written?", Cost::check, write_find_file},
    {"terminal: copy the text in and show it", Cost::tty_write, write_tty},
    {"pipe: copy in what fits, wake readers; full? sleep on wr_wait", Cost::pipe_op, write_pipe},
    {"woken: off the list, look again", Cost::list_op, write_pipe_woken},
    {"file: copy the bytes to the file's position", Cost::file_op, write_file},
};

// --- read ---

enum : int { kReadTty = 1, kReadPipe, kReadPipeWoken, kReadFile };

Next read_find_file(Ctx& ctx) {
  Task& t = ctx.current();
  const File* f = file_of(ctx, t.call.args[0]);
  if (f == nullptr || !readable(*f)) return ctx.sys_return(-kEBADF);
  const std::int64_t asked = asked_bytes(ctx);
  if (asked < 0) return ctx.sys_return(asked);
  t.call.size = static_cast<std::uint64_t>(asked);
  switch (f->kind) {
    case FileKind::tty:
      return Next::jump(kReadTty);
    case FileKind::pipe_read:
      return Next::jump(kReadPipe);
    case FileKind::null:
      return ctx.sys_return(0);
    case FileKind::directory:
      return ctx.sys_return(-kEISDIR);
    default:
      return Next::jump(kReadFile);
  }
}

// The terminal gives a line at a time; where its input ends, it says end of file.
Next read_tty(Ctx& ctx) {
  KernelState& k = ctx.k;
  const std::string_view rest = std::string_view(k.input).substr(k.input_pos);
  const std::size_t line = std::min(rest.find('\n'), rest.size() - 1) + 1;
  const std::size_t n = rest.empty() ? 0 : std::min<std::size_t>(line, ctx.current().call.size);
  if (n == 0) return ctx.sys_return(0);
  if (give_to_user(ctx, 0, std::as_bytes(std::span(rest.substr(0, n)))) != n)
    return ctx.sys_return(-kEFAULT);
  k.input_pos += n;
  return ctx.sys_return(static_cast<std::int64_t>(n));
}

Next read_pipe(Ctx& ctx) {
  Task& t = ctx.current();
  const File& f = open_file(ctx);
  if (t.call.size == 0) return ctx.sys_return(0);
  Pipe& p = ctx.k.pipes[f.pipe];
  if (!p.data.empty()) {
    const std::size_t n = std::min<std::size_t>(t.call.size, p.data.size());
    const std::size_t given = give_to_user(ctx, 0, std::span(p.data).first(n));
    if (given == 0) return ctx.sys_return(-kEFAULT);
    if (pipe_take(p, given)) wake_pipe(ctx, f.pipe, true);
    return finish(ctx, static_cast<std::int64_t>(given));
  }
  if (p.writers == 0) return ctx.sys_return(0);
  if ((f.flags & kONonblock) != 0) return ctx.sys_return(-kEAGAIN);
  if (signal_pending(t)) return ctx.sys_return(-kERESTARTSYS);
  sleep_on_pipe(ctx, f.pipe, false);
  return Next::call(PathId::schedule);
}

Next read_pipe_woken(Ctx& ctx) {
  leave_pipe_wait(ctx);
  return Next::jump(kReadPipe);
}

Next read_file(Ctx& ctx) {
  File& f = open_file(ctx);
  const std::string_view text = f.kind == FileKind::text
                                    ? std::string_view(f.text)
                                    : std::string_view(*ctx.k.inodes[f.inode].data);
  const auto pos = static_cast<std::uint64_t>(f.pos);
  if (pos >= text.size()) return ctx.sys_return(0);
  const std::string_view part = text.substr(pos, ctx.current().call.size);
  const std::size_t given = give_to_user(ctx, 0, std::as_bytes(std::span(part)));
  if (given == 0 && !part.empty()) return ctx.sys_return(-kEFAULT);
  f.pos += static_cast<std::int64_t>(given);
  return ctx.sys_return(static_cast<std::int64_t>(given));
}

constexpr Step kReadSteps[] = {
    {"file = the descriptor's open file; may it be read?", Cost::check, read_find_file},
    {"terminal: copy a line out", Cost::tty_write, read_tty},
    {"pipe: copy out what is there, wake writers; empty? sleep on rd_wait", Cost::pipe_op,
     read_pipe},
    {"woken: off the list, look again", Cost::list_op, read_pipe_woken},
    {"file: copy the bytes at the file's position out", Cost::file_op, read_file},
};

constexpr KernelPath kPaths[] = {
    {PathId::sys_write, "write", code_of<kWriteSteps>, "writes bytes to a descriptor"},
    {PathId::sys_read, "read", code_of<kReadSteps>, "reads bytes from a descriptor"},
};

}  // namespace

std::span<const KernelPath> read_write_paths() { return kPaths; }

}  // namespace sim
