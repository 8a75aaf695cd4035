// A trace for ui.perfetto.dev: protocol buffers (Trace, repeated TracePacket). CPUs and thread
// states come from scheduling events in ftrace form, system calls are slices on their thread, what
// happens to messages are instants, and a message's way from sender to receiver is a flow.
// Field numbers: protos/perfetto/trace/{trace_packet,ftrace/*,track_event/*}.proto of Perfetto.
#include <map>
#include <string>

#include "sim/analysis/arguments.h"
#include "sim/analysis/fields.h"
#include "sim/export/formats.h"
#include "sim/kernel/syscall_table.h"
#include "sim/kernel/task.h"

namespace sim::exporting {
namespace {

// A protocol buffer message under construction.
class Message {
 public:
  Message& number(int field, std::uint64_t value) {
    varint(static_cast<std::uint64_t>(field) << 3);
    varint(value);
    return *this;
  }
  Message& number(int field, std::int64_t value) {
    return number(field, static_cast<std::uint64_t>(value));
  }
  Message& number(int field, int value) { return number(field, std::int64_t{value}); }
  Message& fixed64(int field, std::uint64_t value) {
    varint(static_cast<std::uint64_t>(field) << 3 | 1);
    for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 0xff);
    return *this;
  }
  Message& text(int field, std::string_view value) {
    varint(static_cast<std::uint64_t>(field) << 3 | 2);
    varint(value.size());
    bytes_ += value;
    return *this;
  }
  Message& message(int field, const Message& m) { return text(field, m.bytes_); }
  const std::string& bytes() const { return bytes_; }

 private:
  void varint(std::uint64_t v) {
    for (; v >= 0x80; v >>= 7) bytes_ += static_cast<char>(v | 0x80);
    bytes_ += static_cast<char>(v);
  }
  std::string bytes_;
};

enum TrackEventType { kSliceBegin = 1, kSliceEnd = 2, kInstant = 3 };

// A task's state as the kernel's sched_switch carries it (TASK_REPORT bits).
std::int64_t kernel_state(std::int64_t state) {
  switch (static_cast<TaskState>(state)) {
    case TaskState::interruptible:
      return 1;
    case TaskState::uninterruptible:
      return 2;
    case TaskState::stopped:
      return 4;
    case TaskState::dead:
      return 0x10;
    case TaskState::zombie:
      return 0x20;
    case TaskState::running:
      break;
  }
  return 0;
}

class PerfettoWriter : public EventWriter {
 public:
  std::string event(const Event& e, const analysis::Names& names) override {
    switch (e.type) {
      case EventType::sched_process_fork:
        return described(e, names);
      case EventType::sched_switch:
        return ftrace(e, 4, switched(e, names));
      case EventType::sched_wakeup:
        return ftrace(e, 17, woken(e, names));
      case EventType::sched_waking:
        return ftrace(e, 20, woken(e, names));
      case EventType::sched_wakeup_new:
        return ftrace(e, 114, woken(e, names));
      case EventType::sys_enter:
        return call_begins(e);
      case EventType::sys_exit:
        return call_ends(e);
      case EventType::kernel_step:
      case EventType::user_line:
      case EventType::task_state:
      case EventType::tick:
        return "";
      default: {
        Message m = instant(e, names);
        return on_thread(e, m);
      }
    }
  }

 private:
  static constexpr int kSequence = 1;

  // One packet of the trace, complete with its tag and length.
  static std::string packet(const Message& m) { return Message().message(1, m).bytes(); }

  Message stamped(const Event& e) {
    Message p;
    p.number(8, e.time.ns).number(10, kSequence);
    // The reader shall expect no state from before this writer's first packet.
    if (!begun_) p.number(13, 1);
    begun_ = true;
    return p;
  }

  static std::uint64_t track(Pid pid) { return static_cast<std::uint64_t>(pid.value) + 1; }

  std::string described(const Event& e, const analysis::Names& names) {
    const Pid pid{static_cast<std::int32_t>(e.args[1])};
    const std::string comm = names.comm(pid);
    Message process, thread, tree;
    process.number(1, pid.value).number(2, static_cast<std::int32_t>(e.args[0])).text(3, comm);
    thread.number(1, pid.value).number(2, pid.value).text(5, comm);
    tree.message(1, process);
    Message descriptor;
    descriptor.number(1, track(pid)).message(4, thread);
    return packet(stamped(e).message(2, tree)) + packet(stamped(e).message(60, descriptor));
  }

  static Message switched(const Event& e, const analysis::Names& names) {
    Message m;
    m.text(1, names.comm(e.args[0], e.cpu)).number(2, e.args[0]).number(3, e.args[1]);
    m.number(4, kernel_state(e.args[2]));
    m.text(5, names.comm(e.args[3], e.cpu)).number(6, e.args[3]).number(7, e.args[4]);
    return m;
  }

  static Message woken(const Event& e, const analysis::Names& names) {
    Message m;
    m.text(1, names.comm(e.args[0], e.cpu)).number(2, e.args[0]).number(3, e.args[1]);
    m.number(4, 1).number(5, e.args[2]);
    return m;
  }

  std::string ftrace(const Event& e, int field, const Message& body) {
    Message event, bundle, p;
    event.number(1, e.time.ns).number(2, e.pid.value).message(field, body);
    bundle.number(1, int{e.cpu}).message(2, event);
    p.message(1, bundle).number(10, kSequence);
    return packet(p);
  }

  std::string on_thread(const Event& e, Message& track_event) {
    if (e.pid.value == 0) return "";  // interrupts of an idle CPU belong to no thread
    track_event.number(11, track(e.pid));
    return packet(stamped(e).message(11, track_event));
  }

  static void annotate(Message& event, std::string_view name, std::string_view value) {
    event.message(4, Message().text(10, name).text(6, value));
  }

  std::string call_begins(const Event& e) {
    Message m;
    m.number(9, kSliceBegin).text(23, syscall_name(static_cast<int>(e.args[0])));
    m.text(22, "syscall");
    annotate(m, "call", analysis::syscall_words(e));
    return on_thread(e, m);
  }

  std::string call_ends(const Event& e) {
    Message m;
    m.number(9, kSliceEnd);
    annotate(m, "ret", analysis::result_words(e.args[0], e.args[1]));
    std::string text;
    if (const auto got = handed_.find(e.pid); got != handed_.end()) {
      Message received;
      received.number(9, kInstant).text(23, "msg_received").text(22, "msg");
      received.fixed64(48, got->second);
      handed_.erase(got);
      text = on_thread(e, received);
    }
    return text + on_thread(e, m);
  }

  Message instant(const Event& e, const analysis::Names& names) {
    Message m;
    m.number(9, kInstant).text(23, event_spec(e.type).name).text(22, "event");
    annotate(m, "fields", analysis::fields_text(e, names));
    if (e.type == EventType::msg_enqueue) {
      flows_[e.args[1]] = e.seq;
      m.fixed64(47, e.seq);
    } else if (e.type == EventType::msg_pipelined) {
      handed_[Pid{static_cast<std::int32_t>(e.args[5])}] = e.seq;
      m.fixed64(47, e.seq);
    } else if (e.type == EventType::msg_dequeue) {
      if (const auto flow = flows_.find(e.args[1]); flow != flows_.end()) {
        m.fixed64(48, flow->second);
        flows_.erase(flow);
      }
    }
    return m;
  }

  bool begun_ = false;
  std::map<std::int64_t, std::uint64_t> flows_;  // messages on a queue: MsgId -> flow
  std::map<Pid, std::uint64_t> handed_;          // messages in a receiver's hands
};

}  // namespace

std::unique_ptr<EventWriter> make_perfetto_writer() { return std::make_unique<PerfettoWriter>(); }

}  // namespace sim::exporting
