// A kernel set up by hand, for tests of the picture: KernelState is plain data.
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "gui/scene/stage.h"
#include "sim/kernel/paths.h"

namespace gui {

inline const sim::KernelPath& path_of(sim::PathId id) {
  for (const auto& table : {sim::kernel_paths(), sim::sched_paths()})
    for (const sim::KernelPath& p : table)
      if (p.id == id) return p;
  static const sim::KernelPath none{};
  return none;
}

class FakeKernel {
 public:
  sim::KernelState k;
  sim::SchedState s;
  sim::StepInfo last;
  std::uint64_t step = 412;
  sim::SimTime now{5'013'420};
  std::vector<sim::Event> events;
  StageFacts facts;
  StageOptions options;

  explicit FakeKernel(int cpus = 1) {
    fixed_ = std::make_shared<sim::Immutable>();
    k.fixed = fixed_;
    k.cpus.resize(static_cast<std::size_t>(cpus));
    s.rqs.resize(static_cast<std::size_t>(cpus));
    for (int i = 0; i < cpus; ++i) {
      const auto id = static_cast<std::uint32_t>(i);
      k.cpus[id].id = sim::CpuId{id};
      const sim::TaskId idle = add_task("swapper", 0, "", 0);
      k.tasks[idle].is_idle = true;
      k.tasks[idle].on_cpu = true;
      k.cpus[id].idle_task = k.cpus[id].current = idle;
    }
    facts.title = "Pipelined send: past the queue";
    facts.lesson = "Lesson 3";
    facts.steps_in_all = 1876;
  }

  // A task whose program is `source`; it stands on `line`.
  sim::TaskId add_task(const std::string& name, int pid, const std::string& source, int line) {
    fixed_->names.push_back(name);
    auto program = std::make_shared<sim::Program>();
    program->name = name;
    program->files.push_back({name + ".c", source, false});
    int n = 1;
    for (const char ch : source + "\n") {
      if (ch != '\n') continue;
      sim::Insn insn;
      insn.op = sim::Op::line;
      insn.imm = static_cast<std::int32_t>(program->lines.size());
      program->code.push_back(insn);
      program->lines.push_back({0, static_cast<std::uint32_t>(n++), 0});
    }
    sim::Function main;
    main.name = "main";
    main.end = static_cast<std::uint32_t>(program->code.size());
    program->functions.push_back(main);
    fixed_->programs.push_back(program);
    sim::Task t;
    t.pid = t.tgid = sim::Pid{pid};
    t.comm = sim::NameId{static_cast<std::uint32_t>(fixed_->names.size() - 1)};
    t.program = sim::ProgramId{static_cast<std::uint32_t>(fixed_->programs.size() - 1)};
    t.state = sim::TaskState::running;
    t.cpu = sim::CpuId{0};
    t.mm = k.mms.allocate();
    t.regs.pc =
        sim::kTextBase + sim::kInsnBytes * static_cast<std::uint64_t>(std::max(0, line - 1));
    t.regs.r[sim::kRegSp] = 0x7fffe50;
    const sim::TaskId id = k.tasks.allocate(std::move(t));
    s.entities.resize(std::max<std::size_t>(s.entities.size(), id.value + 1));
    if (pid > 1) facts.processes.push_back({sim::Pid{pid}, name, k.tasks[id].program});
    return id;
  }

  void run_on(sim::TaskId t, int cpu) {
    k.cpus[static_cast<std::size_t>(cpu)].current = t;
    k.tasks[t].on_cpu = k.tasks[t].on_rq = true;
    k.tasks[t].cpu = sim::CpuId{static_cast<std::uint32_t>(cpu)};
  }

  void make_ready(sim::TaskId t, int cpu, std::int64_t vruntime) {
    k.tasks[t].on_rq = true;
    k.tasks[t].on_cpu = false;
    k.tasks[t].cpu = sim::CpuId{static_cast<std::uint32_t>(cpu)};
    auto& rq = s.rqs[static_cast<std::size_t>(cpu)].cfs;
    auto& e = s.entities[t.value];
    e.vruntime = static_cast<std::uint64_t>(vruntime);
    e.on_rq = true;
    // A right spine is a search tree, if not a balanced one, as long as they come in order.
    auto& tree = rq.tasks_timeline;
    if (!tree.root.valid()) {
      tree.root = tree.leftmost = t;
    } else {
      s.entities[tree.rightmost.value].run_node.right = t;
      e.run_node.parent = tree.rightmost;
    }
    tree.rightmost = t;
    ++tree.size;
  }

  sim::QueueId add_queue(int msqid, int key) {
    sim::MsgQueue q;
    q.id = msqid;
    q.q_perm.key = key;
    q.q_perm.mode = 0666;
    q.q_qbytes = 16384;
    k.msg.queues.push_back(q);
    return sim::QueueId{static_cast<std::uint32_t>(k.msg.queues.size() - 1)};
  }

  void block_receiver(sim::TaskId id, sim::QueueId q, long type) {
    sim::Task& t = k.tasks[id];
    t.state = sim::TaskState::interruptible;
    t.on_cpu = t.on_rq = false;
    t.wait = sim::WaitKind::msg_receivers;
    t.wait_queue = t.call.queue = q;
    t.msr.r_msgtype = type;
    t.msr.r_mode = type == 0 ? sim::SearchMode::any : sim::SearchMode::equal;
    t.msr.r_maxsize = 128;
    append(k.msg.queues[q.value].receivers_first, k.msg.queues[q.value].receivers_last, id);
  }

  void block_sender(sim::TaskId id, sim::QueueId q, std::uint64_t bytes) {
    sim::Task& t = k.tasks[id];
    t.state = sim::TaskState::interruptible;
    t.on_cpu = t.on_rq = false;
    t.wait = sim::WaitKind::msg_senders;
    t.wait_queue = t.call.queue = q;
    t.mss.msgsz = bytes;
    append(k.msg.queues[q.value].senders_first, k.msg.queues[q.value].senders_last, id);
  }

  sim::MsgId make_message(long type, const std::string& text, int sender) {
    sim::MsgMsg m;
    m.m_type = type;
    m.m_ts = text.size();
    m.sender = sim::Pid{sender};
    m.sent = ++k.event_seq;
    auto body = sim::make_rc<sim::MsgText>();
    body->bytes.resize(text.size());
    if (!text.empty()) std::memcpy(body->bytes.data(), text.data(), text.size());
    m.text = body;
    return k.msg.messages.allocate(std::move(m));
  }

  void enqueue(sim::QueueId qid, sim::MsgId m) {
    auto& q = k.msg.queues[qid.value];
    auto& pool = k.msg.messages;
    pool[m].queue = qid;
    pool[m].prev = q.messages_last;
    if (q.messages_last.valid())
      pool[q.messages_last].next = m;
    else
      q.messages_first = m;
    q.messages_last = m;
    q.q_cbytes += pool[m].m_ts;
    ++q.q_qnum;
  }

  void happened(sim::EventType type, sim::TaskId by, std::array<std::int64_t, 6> args) {
    sim::Event e;
    e.seq = ++k.event_seq;
    e.type = type;
    e.task = by;
    e.pid = k.tasks[by].pid;
    e.time = now;
    e.args = args;
    events.push_back(e);
  }

  void in_path(sim::TaskId t, std::vector<sim::PathId> chain, int at) {
    sim::Task& task = k.tasks[t];
    task.frame_count = 0;
    for (const sim::PathId p : chain) task.frames[task.frame_count++].path = p;
    task.top().step = static_cast<std::uint8_t>(at);
    task.call.nr = 69;
    last = {sim::StepInfo::Kind::kernel,   task.cpu,      t,  chain.back(),
            static_cast<std::uint8_t>(at), {now.ns - 42}, now};
  }

  Moment moment() const { return {k, s, last, step, now, events, &path_of}; }
  Scene scene() const { return stage(moment(), facts, options, measure_); }
  Scene scene(const TextMeasure& m) const { return stage(moment(), facts, options, m); }

 private:
  void append(sim::TaskId& first, sim::TaskId& last_in, sim::TaskId t) {
    k.tasks[t].wait_node.prev = last_in;
    if (last_in.valid())
      k.tasks[last_in].wait_node.next = t;
    else
      first = t;
    last_in = t;
  }

  std::shared_ptr<sim::Immutable> fixed_;
  PlainMeasure measure_;
};

inline const char* const kSenderC =
    "#include <msgscope.h>\n#include <stdio.h>\n#include <string.h>\n#include <sys/msg.h>\n\n"
    "int main(void) {\n  key_t key = ftok(\"/tmp\", 'z');\n"
    "  int q = msgget(key, IPC_CREAT | 0666);\n"
    "  struct msgbuf m = {888, \"hello\"};\n  compute_us(2000);\n"
    "  msgsnd(q, &m, strlen(m.mtext), 0);\n  msgrcv(q, &m, 128, 999, 0);\n"
    "  printf(\"%s\\n\", m.mtext);\n}\n";
inline const char* const kReceiverC =
    "#include <stdio.h>\n#include <sys/msg.h>\n\nstruct { long mtype; char mtext[128]; } m;\n\n"
    "int main(void) {\n  key_t key = ftok(\"/tmp\", 'z');\n"
    "  int q = msgget(key, IPC_CREAT | 0666);\n  ssize_t n = msgrcv(q, &m, 128, 888, 0);\n"
    "  printf(\"got %zd bytes\\n\", n);\n  m.mtype = 999;\n  msgsnd(q, &m, n, 0);\n}\n";
inline const char* const kHogC =
    "static void work(void) {}\n\nint main(void) {\n  for (;;)\n    work();\n}\n";

// Lesson 3 at the moment of the pipelined send: sender on CPU 0 hands its message to receiver.
struct PipelinedSend : FakeKernel {
  sim::TaskId sender, receiver, hog;
  sim::QueueId queue;
  sim::MsgId message;

  PipelinedSend() {
    sender = add_task("sender", 102, kSenderC, 11);
    receiver = add_task("receiver", 101, kReceiverC, 9);
    hog = add_task("hog", 103, kHogC, 5);
    queue = add_queue(0, 0x7a05274f);
    s.rqs[0].cfs.min_vruntime = 3'100'000;
    run_on(sender, 0);
    make_ready(hog, 0, 4'480'000);
    block_receiver(receiver, queue, 888);
    in_path(sender, {sim::PathId::syscall_entry, sim::PathId::sys_msgsnd}, 10);
    message = make_message(888, "hello", 102);
    k.tasks[sender].call.queue = queue;
    k.tasks[sender].call.msg = message;
  }
  void hand_over() {
    auto& q = k.msg.queues[queue.value];
    q.receivers_first = q.receivers_last = sim::TaskId{};
    sim::Task& r = k.tasks[receiver];
    r.wait = sim::WaitKind::none;
    r.wait_node = {};
    r.msr.r_msg = message;
    k.tasks[sender].call.msg = sim::MsgId{};
    q.q_lspid = sim::Pid{102};
    q.q_lrpid = sim::Pid{101};
    happened(sim::EventType::msg_pipelined, sender, {0, message.value, 888, 5, 0, 101});
    facts.narration =
        "sender found receiver asleep on `q_receivers`, waiting for exactly this type. The "
        "message goes **straight into its hands**: it never enters the queue.";
    facts.narration_more =
        "Next, receiver will be woken. Woken is not running: CPU 0 is still busy with sender, and "
        "hog is ready, too.";
    facts.question =
        QuestionView{"Who runs next on CPU 0?", {"sender", "receiver", "hog"}, 0, -1, ""};
  }
};

}  // namespace gui
