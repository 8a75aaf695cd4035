// The state hash: everything that decides what the machine will do, and nothing that is only a
// cache of it.
#include "sim/base/hash.h"

#include "sim/kernel/kernel.h"

namespace sim {
namespace {

void hash_siginfo(Hasher& h, const SigInfo& s) {
  h.add(s.signo).add(s.code).add(s.err).add(s.from).add(s.uid).add(s.value).add(s.generated);
  h.add(s.to_thread);
}

void hash_identity(Hasher& h, const Task& t) {
  h.add(t.pid).add(t.tgid).add(t.pgid).add(t.sid).add(t.comm).add(t.program);
  h.add(t.parent).add(t.first_child).add(t.last_child).add(t.sibling.prev).add(t.sibling.next);
  h.add(t.cred.uid).add(t.cred.euid).add(t.cred.suid);
  h.add(t.cred.gid).add(t.cred.egid).add(t.cred.sgid);
}

void hash_state(Hasher& h, const Task& t) {
  h.add(t.state).add(t.on_cpu).add(t.on_rq).add(t.cpu).add(t.cpus_allowed);
  h.add(t.is_idle).add(t.is_init).add(t.exiting).add(t.exit_status);
  h.add(t.stop_status).add(t.stop_dequeued).add(t.continued).add(t.vfork_parent);
  h.add(t.policy).add(t.nice).add(t.rt_priority);
  h.add(t.wait)
      .add(t.on_wake_q)
      .add(t.wait_queue)
      .add(t.wait_pipe)
      .add(t.wait_node.prev)
      .add(t.wait_node.next);
  h.add(t.msr.r_mode).add(t.msr.r_msgtype).add(t.msr.r_maxsize).add(t.msr.r_noerror);
  h.add(t.msr.r_msg).add(t.msr.r_error).add(t.mss.msgsz);
  h.add(t.wait_until).add(t.timer_generation);
  h.add(t.alarm_generation).add(t.alarm_at).add(t.alarm_interval);
  for (const CpuTimer& timer : t.cpu_timers) h.add(timer.expires_ns).add(timer.interval_ns);
}

void hash_execution(Hasher& h, const Task& t) {
  for (std::uint64_t r : t.regs.r) h.add(r);
  h.add(t.regs.pc).add(t.was_in_empty_loop).add(t.mm).add(t.compute_left_ns).add(t.frame_count);
  for (int i = 0; i < t.frame_count; ++i) {
    h.add(t.frames[i].path).add(t.frames[i].step);
    for (std::int64_t l : t.frames[i].local) h.add(l);
  }
  h.add(t.call.nr);
  for (std::uint64_t a : t.call.args) h.add(a);
  h.add(t.call.result).add(t.call.queue).add(t.call.msg).add(t.call.type).add(t.call.size);
  h.add(t.call.done).add(t.call.a).add(t.call.b).add(t.call.c).add(t.call.d);
  h.add(t.restart.deadline).add(t.restart.rmtp);
}

void hash_signals(Hasher& h, const Task& t) {
  h.add(t.blocked).add(t.saved_blocked).add(t.restore_saved_blocked).add(t.pending);
  h.add(t.waits_for_signal).add(t.real_blocked).add(t.sighand);
  h.add(t.siginfo.size());
  for (const SigInfo& s : t.siginfo) hash_siginfo(h, s);
  hash_siginfo(h, t.delivering);
}

void hash_accounting(Hasher& h, const Task& t) {
  h.add_bytes(t.cwd.data(), t.cwd.size());
  for (const PipeId pipe : t.poll_pipes) h.add(pipe);
  h.add(t.files).add(t.umask).add(t.start_time).add(t.utime_ns).add(t.stime_ns);
  h.add(t.cutime_ns).add(t.cstime_ns).add(t.ready_ns).add(t.blocked_ns).add(t.state_since);
  h.add(t.nvcsw).add(t.nivcsw).add(t.wakeups).add(t.cause).add(t.wake_cause);
}

void hash_files(Hasher& h, const KernelState& k) {
  k.files.for_each([&](FilesId id, const FdTable& t) {
    h.add(id).add(t.refs).add(t.fds.size());
    for (const FdEntry& e : t.fds) h.add(e.file).add(e.cloexec);
  });
  k.open_files.for_each([&](FileId id, const File& f) {
    h.add(id).add(f.kind).add(f.flags).add(f.refs).add(f.pos).add(f.pipe).add(f.inode);
    h.add_bytes(f.text.data(), f.text.size());
  });
  k.pipes.for_each([&](PipeId id, const Pipe& p) {
    h.add(id).add(p.readers).add(p.writers).add(p.lock.owner);
    h.add(p.read_wait_first).add(p.read_wait_last).add(p.write_wait_first).add(p.write_wait_last);
    h.add_bytes(p.data.data(), p.data.size());
    for (const PipePage page : p.pages) h.add(page.end).add(page.bytes);
  });
  for (const Inode& i : k.inodes) {
    h.add_bytes(i.path.data(), i.path.size());
    h.add(i.ino).add(i.mode).add(i.uid).add(i.gid).add(i.directory).add(i.exists);
    if (i.data) h.add_bytes(i.data->data(), i.data->size());
  }
}

void hash_cpu(Hasher& h, const Cpu& c) {
  h.add(c.id).add(c.clock).add(c.current).add(c.idle_task).add(c.mode);
  h.add(c.need_resched).add(c.need_resched_cause).add(c.halted);
  h.add(c.ipi_pending).add(c.ipi_at).add(c.ipi_cause).add(c.tick_stopped).add(c.next_tick);
  h.add(c.irq_depth).add(c.lock_wait).add(c.spinning).add(c.spin_period_ns);
  h.add(c.timers.size());
  for (const Timer& t : c.timers)
    h.add(t.when).add(t.seq).add(t.kind).add(t.task).add(t.generation).add(t.cause);
  h.add(c.wake_q.waiting().size());
  for (const TaskId t : c.wake_q.waiting()) h.add(t);
  h.add(c.user_ns).add(c.kernel_ns).add(c.irq_ns).add(c.idle_ns).add(c.switches);
}

}  // namespace

void Task::hash(Hasher& h) const {
  hash_identity(h, *this);
  hash_state(h, *this);
  hash_execution(h, *this);
  hash_signals(h, *this);
  hash_accounting(h, *this);
}

void KernelState::hash(Hasher& h) const {
  tasks.for_each([&](TaskId id, const Task& t) {
    h.add(id);
    t.hash(h);
  });
  mms.for_each([&](MmId id, const AddressSpace& mm) {
    h.add(id).add(mm_refs[id.value]);
    mm.hash(h);
  });
  sighands.for_each([&](SighandId id, const Sighand& s) {
    h.add(id).add(s.refs);
    for (const SigAction& a : s.action) h.add(a.handler).add(a.flags).add(a.restorer).add(a.mask);
  });
  hash_files(h, *this);
  msg.hash(h);
  h.add(output.size()).add(output.hash());
  for (const Cpu& c : cpus) hash_cpu(h, c);
  h.add(init).add(next_pid).add(live_processes).add(event_seq).add(timer_seq);
  h.add_bytes(input.data(), input.size());
  h.add(input_pos).add(halt);
  for (TaskId t : dead_tasks) h.add(t);
  for (std::uint32_t n : injection_seen) h.add(n);
  h.add(fixed->seed);
  prng.hash(h);
}

}  // namespace sim
