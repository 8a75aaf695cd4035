#include "sim/kernel/fs/pipe.h"

#include <algorithm>

namespace sim {
namespace {

struct List {
  TaskId& first;
  TaskId& last;
};

List list_of(Pipe& p, bool writer) {
  return writer ? List{p.write_wait_first, p.write_wait_last}
                : List{p.read_wait_first, p.read_wait_last};
}

// Who polls several descriptors hangs on no pipe's list: its task knows the pipes.
void wake_pollers(Ctx& ctx, PipeId id, bool writers) {
  std::vector<TaskId> sleepers;
  ctx.k.tasks.for_each([&](TaskId task, const Task& t) {
    if (t.wait == WaitKind::poll && t.state == TaskState::interruptible &&
        std::count(t.poll_pipes.begin(), t.poll_pipes.end(), id) != 0)
      sleepers.push_back(task);
  });
  for (const TaskId t : sleepers)
    wake_q_add(ctx, t, ctx.emit(EventType::pipe_wake, {ctx.task(t).pid.value, id.value, writers}));
}

// What of a write goes behind the bytes of the last page: the part beyond whole pages, as a whole
// or not at all, and only as the write begins.
std::size_t merged_bytes(const Pipe& p, std::uint64_t size, std::uint64_t done) {
  const std::size_t part = size % kPageBytes;
  const bool fits = done == 0 && !p.pages.empty() && p.pages.back().end + part <= kPageBytes;
  return fits ? part : 0;
}

}  // namespace

std::size_t pipe_room(const Pipe& p, std::uint64_t size, std::uint64_t done) {
  const std::size_t merged = merged_bytes(p, size, done);
  const std::size_t in_new_pages = (kPipePages - p.pages.size()) * kPageBytes;
  return merged + std::min<std::uint64_t>(size - done - merged, in_new_pages);
}

void pipe_put(Pipe& p, std::span<const std::byte> bytes, std::uint64_t size, std::uint64_t done) {
  p.data.insert(p.data.end(), bytes.begin(), bytes.end());
  std::size_t left = bytes.size();
  if (const std::size_t merged = std::min(left, merged_bytes(p, size, done)); merged != 0) {
    p.pages.back().end = static_cast<std::uint16_t>(p.pages.back().end + merged);
    p.pages.back().bytes = static_cast<std::uint16_t>(p.pages.back().bytes + merged);
    left -= merged;
  }
  while (left != 0) {
    const auto part = static_cast<std::uint16_t>(std::min<std::size_t>(left, kPageBytes));
    p.pages.push_back({part, part});
    left -= part;
  }
}

bool pipe_take(Pipe& p, std::size_t n) {
  p.data.erase(p.data.begin(), p.data.begin() + static_cast<std::ptrdiff_t>(n));
  auto page = p.pages.begin();
  while (page != p.pages.end() && page->bytes <= n) n -= (page++)->bytes;
  if (n != 0) page->bytes = static_cast<std::uint16_t>(page->bytes - n);
  const bool freed = page != p.pages.begin();
  p.pages.erase(p.pages.begin(), page);
  return freed;
}

void sleep_on_pipe(Ctx& ctx, PipeId id, bool writer) {
  Task& t = ctx.current();
  const List l = list_of(ctx.k.pipes[id], writer);
  t.wait = writer ? WaitKind::pipe_write : WaitKind::pipe_read;
  t.wait_pipe = id;
  t.wait_node = TaskNode{l.last, TaskId::none()};
  (l.last ? ctx.task(l.last).wait_node.next : l.first) = ctx.current_id();
  l.last = ctx.current_id();
  ctx.emit(EventType::pipe_block, {t.pid.value, id.value, writer});
  set_task_state(ctx, t, TaskState::interruptible,
                 writer ? ReasonCode::waits_for_pipe_room : ReasonCode::waits_for_pipe_data);
}

void leave_pipe_wait(Ctx& ctx) {
  Task& t = ctx.current();
  const List l = list_of(ctx.k.pipes[t.wait_pipe], t.wait == WaitKind::pipe_write);
  (t.wait_node.prev ? ctx.task(t.wait_node.prev).wait_node.next : l.first) = t.wait_node.next;
  (t.wait_node.next ? ctx.task(t.wait_node.next).wait_node.prev : l.last) = t.wait_node.prev;
  t.wait = WaitKind::none;
  t.wait_pipe = PipeId::none();
  t.wait_node = TaskNode{};
}

void wake_pipe(Ctx& ctx, PipeId id, bool writers) {
  for (TaskId t = list_of(ctx.k.pipes[id], writers).first; t; t = ctx.task(t).wait_node.next) {
    if (ctx.task(t).state != TaskState::interruptible) continue;
    wake_q_add(ctx, t, ctx.emit(EventType::pipe_wake, {ctx.task(t).pid.value, id.value, writers}));
  }
  if (ctx.k.pollers != 0) wake_pollers(ctx, id, writers);
}

void release_pipe_end(Ctx& ctx, const File& file) {
  const PipeId id = file.pipe;
  Pipe& p = ctx.k.pipes[id];
  const bool writer = file.kind == FileKind::pipe_write;
  if (--(writer ? p.writers : p.readers) == 0) wake_pipe(ctx, id, !writer);
  if (p.readers == 0 && p.writers == 0) ctx.k.pipes.release(id);
}

}  // namespace sim
