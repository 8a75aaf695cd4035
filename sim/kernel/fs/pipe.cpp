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

}  // namespace

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
