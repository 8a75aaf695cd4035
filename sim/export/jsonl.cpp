// One JSON object a line and event:
//   {"seq":12,"cause":9,"time_ns":4310,"cpu":0,"pid":102,"comm":"sender","event":"msg_pipelined",
//    "fields":{"msqid":0,"type":888,"size":5,"text":"hello","receiver":101,"receiver_comm":"..."}}
#include <nlohmann/json.hpp>

#include "sim/analysis/fields.h"
#include "sim/export/formats.h"
#include "sim/scenario/fields.h"

namespace sim::exporting {
namespace {

using Json = nlohmann::ordered_json;

// "prev_pid" -> "prev_comm", "pid" -> "comm", "receiver" -> "receiver_comm".
std::string comm_key(std::string_view pid_field) {
  std::string key(pid_field);
  if (key.ends_with("pid")) return key.substr(0, key.size() - 3) + "comm";
  return key + "_comm";
}

void add_field(Json& fields, const Event& e, int index, const analysis::Names& names) {
  const EventField& f = event_spec(e.type).fields[static_cast<std::size_t>(index)];
  const std::int64_t v = e.args[static_cast<std::size_t>(index)];
  const std::string key(f.name);
  switch (f.kind) {
    case FieldKind::pid:
      fields[key] = v;
      if (v >= 0) fields[comm_key(f.name)] = names.comm(v, e.cpu);
      return;
    case FieldKind::boolean:
      fields[key] = v != 0;
      return;
    case FieldKind::text8:
      fields[key] = scenario::unpack_text8(v);
      return;
    case FieldKind::hex:
      fields[key] = static_cast<std::uint64_t>(v);
      return;
    case FieldKind::syscall_nr:
      fields[key] = v;
      fields["name"] = analysis::field_text(e, index, names);
      return;
    case FieldKind::result:
      fields[key] = v;
      if (v < 0 && v > -4096) fields["errno"] = analysis::field_text(e, index, names).substr(1);
      return;
    case FieldKind::signal:
      fields[key] = v;
      if (v != 0) fields[key + "_name"] = analysis::field_text(e, index, names);
      return;
    case FieldKind::errno_code:
      fields[key] = v;
      if (v != 0) fields[key + "_name"] = analysis::field_text(e, index, names);
      return;
    case FieldKind::task_state:
    case FieldKind::reason:
    case FieldKind::path:
    case FieldKind::line:
      fields[key] = analysis::field_text(e, index, names);
      return;
    default:
      fields[key] = v;
      return;
  }
}

class JsonLinesWriter : public EventWriter {
 public:
  std::string event(const Event& e, const analysis::Names& names) override {
    const EventSpec& spec = event_spec(e.type);
    Json o;
    o["seq"] = e.seq;
    o["cause"] = e.cause;
    o["time_ns"] = e.time.ns;
    o["cpu"] = e.cpu;
    o["pid"] = e.pid.value;
    o["comm"] = names.comm(e.pid, e.cpu);
    o["event"] = spec.name;
    Json fields = Json::object();
    for (int i = 0; i < static_cast<int>(spec.fields.size()) && !spec.fields[i].name.empty(); ++i)
      add_field(fields, e, i, names);
    // The index of a name is of no use outside; its text is there as the child's comm.
    if (e.type == EventType::sched_process_fork) fields["child_comm"] = names.comm(e.args[1]);
    if (e.type == EventType::kernel_step)
      fields["text"] = scenario::path_step_text(e.args[0], e.args[1]);
    o["fields"] = std::move(fields);
    // A message's text may be any bytes: what is not UTF-8 is replaced.
    return o.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_jsonl_writer() { return std::make_unique<JsonLinesWriter>(); }

}  // namespace sim::exporting
