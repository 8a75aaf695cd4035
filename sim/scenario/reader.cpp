#include "sim/scenario/reader.h"

#include <fmt/format.h>

#include "sim/scenario/fields.h"
#include "sim/scenario/schema.h"
#include "sim/scenario/values.h"

namespace sim::scenario {

std::optional<std::int64_t> integer_at(const YamlNode& node, std::string_view key) {
  const YamlNode* v = node.find(key);
  return v != nullptr ? parse_integer(v->text) : std::nullopt;
}

std::optional<SimDuration> time_at(const YamlNode& node, std::string_view key) {
  const YamlNode* v = node.find(key);
  return v != nullptr ? parse_duration(v->text) : std::nullopt;
}

std::optional<bool> boolean_at(const YamlNode& node, std::string_view key) {
  const YamlNode* v = node.find(key);
  return v != nullptr ? std::optional(v->text == "true") : std::nullopt;
}

std::optional<std::string> string_at(const YamlNode& node, std::string_view key) {
  const YamlNode* v = node.find(key);
  return v != nullptr ? std::optional(v->text) : std::nullopt;
}

std::optional<int> signal_at(const YamlNode& node, std::string_view key) {
  const YamlNode* v = node.find(key);
  if (v == nullptr) return std::nullopt;
  const auto s = parse_field(FieldKind::signal, v->text);
  return s ? std::optional(static_cast<int>(s->value)) : std::nullopt;
}

Text text_of(const YamlNode& node) {
  if (!node.is_map()) return {node.text, ""};
  return {string_at(node, "en").value_or(""), string_at(node, "zh").value_or("")};
}

Text text_at(const YamlNode& node, std::string_view key) {
  const YamlNode* v = node.find(key);
  return v != nullptr ? text_of(*v) : Text{};
}

EventPattern pattern_of(const YamlNode& node, const std::string& file) {
  EventPattern p;
  p.place = {file, node.line, node.column};
  p.type = *event_type_by_name(node.find("event")->text);
  p.process = string_at(node, "process").value_or("");
  for (const auto& [key, value] : node.entries) {
    const auto field = event_field_index(p.type, key.text);
    if (!field) continue;
    const auto v =
        *parse_field(event_spec(p.type).fields[static_cast<std::size_t>(*field)].kind, value.text);
    p.fields.push_back({*field, v.value, v.process, v.text});
  }
  return p;
}

Moment moment_of(const YamlNode& node, const std::string& file) {
  Moment m;
  if (const auto at = time_at(node, "at")) {
    m.at = SimTime{at->ns};
    return m;
  }
  m.event = pattern_of(node, file);
  m.nth = static_cast<std::uint32_t>(integer_at(node, "nth").value_or(1));
  if (boolean_at(node, "every").value_or(false)) m.nth = 0;
  return m;
}

namespace {

using Parsed = Result<Expectation>;

Parsed output_expectation(const YamlNode& node, const std::string& file, Expectation e) {
  ExpectOutput o;
  o.process = *string_at(node, "output");
  if (o.process == "all") o.process.clear();
  o.text = string_at(node, "text");
  o.contains = string_at(node, "contains");
  if (const YamlNode* lines = node.find("lines")) {
    o.has_lines = true;
    for (const YamlNode& l : lines->items) o.lines.push_back(l.text);
  }
  if (!o.text && !o.contains && !o.has_lines)
    return fail_at(node, file, "an output expectation wants 'text', 'contains' or 'lines'");
  e.what = std::move(o);
  return e;
}

Parsed exit_expectation(const YamlNode& node, const std::string& file, Expectation e) {
  ExpectExit x;
  x.process = *string_at(node, "exit");
  if (const auto s = integer_at(node, "status")) x.status = static_cast<int>(*s);
  x.signal = signal_at(node, "signal");
  if (x.status && x.signal)
    return fail_at(node, file, "a process ends with a status or by a signal, not both");
  e.what = std::move(x);
  return e;
}

Parsed event_expectation(const YamlNode& node, const std::string& file, Expectation e) {
  ExpectEvent x;
  x.pattern = pattern_of(node, file);
  x.count = integer_at(node, "count");
  x.max = integer_at(node, "max");
  x.min = integer_at(node, "min").value_or(x.max ? 0 : 1);
  e.what = std::move(x);
  return e;
}

Parsed state_expectation(const YamlNode& node, const std::string& file, Expectation e) {
  ExpectState x;
  x.at = SimTime{time_at(node, "at")->ns};
  x.process = string_at(node, "process").value_or("");
  x.state = string_at(node, "state").value_or("");
  if (const YamlNode* q = node.find("queue")) {
    x.queue = true;
    x.key = integer_at(*q, "key");
    x.msqid = integer_at(*q, "msqid");
    if (!x.key && !x.msqid) return fail_at(*q, file, "a queue is named by its 'key' or 'msqid'");
  }
  x.exists = boolean_at(node, "exists");
  x.q_qnum = integer_at(node, "q_qnum");
  x.q_cbytes = integer_at(node, "q_cbytes");
  x.q_qbytes = integer_at(node, "q_qbytes");
  x.receivers = integer_at(node, "receivers");
  x.senders = integer_at(node, "senders");
  if (x.queue == !x.process.empty() || (!x.queue && x.state.empty()))
    return fail_at(node, file,
                   "a state at a time is that of a process (process: NAME, state: STATE) or of a "
                   "queue (queue: {key: KEY}, q_qnum: N)");
  e.what = std::move(x);
  return e;
}

Parsed metric_expectation(const YamlNode& node, const std::string& file, Expectation e) {
  const YamlNode& m = *node.find("metric");
  ExpectMetric x;
  x.process = string_at(m, "process").value_or("");
  if (const auto cpu = integer_at(m, "cpu")) x.cpu = static_cast<int>(*cpu);
  x.field = *string_at(m, "field");
  const auto bound = [&](std::string_view key) -> std::optional<std::int64_t> {
    const auto t = time_at(m, key);
    return t ? std::optional(t->ns) : std::nullopt;
  };
  x.min = bound("min");
  x.max = bound("max");
  x.equals = bound("equals");
  if (x.process.empty() == !x.cpu)
    return fail_at(m, file, "a metric is that of a 'process' or of a 'cpu'");
  if (!x.min && !x.max && !x.equals)
    return fail_at(m, file, "a metric wants bounds: 'min', 'max' or 'equals'");
  e.what = std::move(x);
  return e;
}

}  // namespace

Result<Expectation> expectation_of(const YamlNode& node, const std::string& file) {
  Expectation e;
  e.place = {file, node.line, node.column};
  if (node.find("output") != nullptr) return output_expectation(node, file, std::move(e));
  if (node.find("exit") != nullptr) return exit_expectation(node, file, std::move(e));
  if (node.find("event") != nullptr) return event_expectation(node, file, std::move(e));
  if (node.find("at") != nullptr) return state_expectation(node, file, std::move(e));
  if (node.find("metric") != nullptr) return metric_expectation(node, file, std::move(e));
  if (const YamlNode* never = node.find("never")) {
    e.what = ExpectNever{pattern_of(*never, file)};
    return e;
  }
  if (const YamlNode* order = node.find("order")) {
    ExpectOrder x;
    for (const YamlNode& p : order->items) x.patterns.push_back(pattern_of(p, file));
    e.what = std::move(x);
    return e;
  }
  e.what = ExpectEnd{*string_at(node, "end")};
  return e;
}

}  // namespace sim::scenario
