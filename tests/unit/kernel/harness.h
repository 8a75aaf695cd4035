// Runs kernel paths step by step without a machine or a scheduler: one CPU, a few tasks with real
// memory, and "schedule" means that the running task has blocked.
//
//   Harness h;
//   const TaskId a = h.add_task("a");
//   EXPECT_EQ(h.call(a, kNrGetpid), h.task(a).pid.value);
//   EXPECT_TRUE(h.start(b, kNrMsgrcv, {...}) == Run::blocked);   // sleeps
//   h.call(a, kNrMsgsnd, {...});                                 // wakes it
//   EXPECT_EQ(h.resume(b), Run::done);  h.result(b);
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "sim/kernel/kernel.h"
#include "sim/kernel/path.h"
#include "sim/kernel/paths.h"
#include "sim/kernel/process.h"
#include "sim/kernel/signal.h"
#include "sim/kernel/syscall_table.h"
#include "sim/trace/trace.h"

namespace sim {

// The scheduler is not linked in: a step is handed this in its place.
struct SchedState {};

enum class Run : std::uint8_t {
  done,     // the path returned (from its outermost frame)
  blocked,  // it called schedule(), and is not TASK_RUNNING
  ended     // the task is a zombie or gone
};

class Harness {
 public:
  // Where the tasks' memory can be read and written freely.
  static constexpr std::uint64_t kData = 0x500000;
  static constexpr std::uint64_t kDataBytes = 1 << 20;

  explicit Harness(int cpus = 1) : trace(Detail::steps) {
    auto fixed = std::make_shared<Immutable>();
    fixed->names = {"init"};
    auto program = std::make_shared<Program>();
    program->name = "test";
    program->code.resize(16, Insn{Op::trap, 0, 0, 0, 0});
    program->sigreturn = 8;
    program->files.push_back(SourceFile{"test.c", "int main(void) { return 0; }\n", false});
    program->segments.push_back(Segment{kData, kDataBytes, {}, true});
    program->brk_start = kData + kDataBytes;
    fixed->programs.push_back(program);
    immutable_ = fixed;
    k.fixed = fixed;
    k.cpus.resize(cpus);
    for (int i = 0; i < cpus; ++i) k.cpus[i].id = CpuId(i);
    create_init(k, NameId{0});
  }

  // A process that is ready to make system calls.
  TaskId add_task(const std::string& name, std::uint32_t uid = 0) {
    immutable_->names.push_back(name);
    ProcessSetup setup;
    setup.comm = NameId(static_cast<std::uint32_t>(immutable_->names.size() - 1));
    setup.program = ProgramId{0};
    setup.argv = {name};
    setup.uid = setup.gid = uid;
    const TaskId id = create_process(k, setup);
    k.tasks[id].frame_count = 0;
    k.tasks[id].cpu = CpuId{0};
    return id;
  }

  Task& task(TaskId id) { return k.tasks[id]; }
  AddressSpace& mm(TaskId id) { return k.mms[task(id).mm]; }
  std::int64_t result(TaskId id) { return static_cast<std::int64_t>(task(id).regs.r[0]); }
  Immutable& immutable() { return *immutable_; }

  // Writes into, and reads from, a task's memory at kData + offset.
  template <class T>
  std::uint64_t put(TaskId id, std::uint64_t offset, const T& value) {
    EXPECT_EQ(mm(id).copy_out(kData + offset, std::as_bytes(std::span(&value, 1))), 0u);
    return kData + offset;
  }
  std::uint64_t put_text(TaskId id, std::uint64_t offset, const std::string& s) {
    EXPECT_EQ(mm(id).copy_out(kData + offset, std::as_bytes(std::span(s.c_str(), s.size() + 1))),
              0u);
    return kData + offset;
  }
  template <class T>
  T get(TaskId id, std::uint64_t offset) {
    T value{};
    EXPECT_EQ(mm(id).copy_in(std::as_writable_bytes(std::span(&value, 1)), kData + offset), 0u);
    return value;
  }
  std::string get_bytes(TaskId id, std::uint64_t offset, std::size_t n) {
    std::string s(n, '\0');
    EXPECT_EQ(mm(id).copy_in(std::as_writable_bytes(std::span(s)), kData + offset), 0u);
    return s;
  }

  // A system call from user mode, up to user mode again or to where it blocks.
  Run start(TaskId id, int nr, std::initializer_list<std::uint64_t> args = {}) {
    Task& t = task(id);
    EXPECT_EQ(t.frame_count, 0) << "the task is in the kernel already";
    t.regs.r[0] = nr;
    t.call = SyscallLocals{};
    t.call.nr = nr;
    int i = 0;
    for (std::uint64_t a : args) {
      t.call.args[i] = a;
      t.regs.r[++i] = a;
    }
    push_frame(t, PathId::syscall_entry);
    return resume(id);
  }
  // The same, and it must not block; returns what the program sees in r0.
  std::int64_t call(TaskId id, int nr, std::initializer_list<std::uint64_t> args = {}) {
    EXPECT_EQ(start(id, nr, args), Run::done) << syscall_name(nr);
    return result(id);
  }
  // Goes on with a task that blocked and was woken since.
  Run resume(TaskId id) {
    Cpu& cpu = k.cpus[0];
    cpu.current = id;
    task(id).on_cpu = true;
    const Run r = run(cpu);
    if (k.tasks.contains(id)) task(id).on_cpu = false;
    return r;
  }
  // Runs a path on behalf of a task in user mode (an interrupt, a fault).
  Run enter(TaskId id, PathId path, std::int64_t local0 = 0, std::int64_t local1 = 0) {
    push_frame(task(id), path, local0, local1);
    return resume(id);
  }

  bool is_blocked(TaskId id) { return task(id).state == TaskState::interruptible; }

  int count(EventType type) const {
    int n = 0;
    for (std::size_t i = 0; i < trace.size(); ++i) n += trace[i].type == type;
    return n;
  }
  const Event* last(EventType type) const {
    for (std::size_t i = trace.size(); i-- != 0;)
      if (trace[i].type == type) return &trace[i];
    return nullptr;
  }
  // The texts of the steps that the last run went through, in order.
  const std::vector<std::string>& steps() const { return steps_; }

  KernelState k;
  Trace trace;

 private:
  static const KernelPath* find_path(PathId id) {
    for (const KernelPath& p : kernel_paths())
      if (p.id == id) return &p;
    return nullptr;
  }

  // The scheduler's part of a path, as far as these tests need it. True: `next` was such a path.
  bool scheduler_path(Ctx& ctx, PathId path, std::int64_t argument) {
    switch (path) {
      case PathId::try_to_wake_up:
        wake(ctx, TaskId(static_cast<std::uint32_t>(argument)));
        break;
      case PathId::wake_up_q: {
        while (!ctx.cpu.wake_q.empty()) {
          const TaskId t = ctx.cpu.wake_q.pop();
          if (k.tasks.contains(t)) k.tasks[t].on_wake_q = false;
          wake(ctx, t);
        }
        break;
      }
      case PathId::wake_up_new_task:
      case PathId::scheduler_tick:
      case PathId::reschedule_ipi:
        break;
      default:
        return false;
    }
    return true;
  }
  static void wake(Ctx& ctx, TaskId id) {
    if (ctx.k.tasks.contains(id))
      set_task_state(ctx, ctx.task(id), TaskState::running, ReasonCode::woken);
  }

  Run run(Cpu& cpu) {
    steps_.clear();
    SchedState sched;
    const TaskId id = cpu.current;
    for (int guard = 0; guard < 1'000'000; ++guard) {
      Task& t = k.tasks[id];
      if (t.frame_count == 0) return Run::done;
      const KernelPath* path = find_path(t.top().path);
      if (path == nullptr) {
        ADD_FAILURE() << "no path " << static_cast<int>(t.top().path);
        return Run::done;
      }
      if (t.top().step >= path->steps.size()) {
        --t.frame_count;
        continue;
      }
      const Step& step = path->steps[t.top().step];
      steps_.emplace_back(step.text);
      Ctx ctx{k, sched, cpu, &trace};
      const Next next = step.run != nullptr ? step.run(ctx) : Next::advance();
      cpu.clock += ctx.costs()[step.cost] + nanoseconds(ctx.extra_ns);
      if (!apply(ctx, k.tasks[id], next)) return Run::ended;
      if (blocked_) {
        blocked_ = false;
        return k.tasks[id].state == TaskState::zombie || k.tasks[id].state == TaskState::dead
                   ? Run::ended
                   : Run::blocked;
      }
    }
    ADD_FAILURE() << "the path does not end";
    return Run::done;
  }

  bool apply(Ctx& ctx, Task& t, Next next) {
    KernelFrame& f = t.top();
    switch (next.kind()) {
      case Next::Kind::advance:
        ++f.step;
        break;
      case Next::Kind::jump:
        f.step = next.step();
        break;
      case Next::Kind::return_:
        --t.frame_count;
        break;
      case Next::Kind::call:
        ++f.step;
        return enter_path(ctx, t, next.path());
      case Next::Kind::call_then:
        f.step = next.step();
        return enter_path(ctx, t, next.path());
      case Next::Kind::tail:
        --t.frame_count;
        return enter_path(ctx, t, next.path());
      case Next::Kind::switched:
      case Next::Kind::wait:
        ADD_FAILURE() << "not possible on one CPU without a scheduler";
    }
    return true;
  }
  bool enter_path(Ctx& ctx, Task& t, PathId path) {
    if (path == PathId::schedule) {
      ctx.cpu.need_resched = false;
      blocked_ = t.state != TaskState::running;
    } else if (!scheduler_path(ctx, path, ctx.call_argument)) {
      push_frame(t, path, ctx.call_argument);
    }
    return true;
  }

  std::shared_ptr<Immutable> immutable_;
  std::vector<std::string> steps_;
  bool blocked_ = false;
};

}  // namespace sim
