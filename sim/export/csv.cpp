// One row an event: seq,cause,time_ns,cpu,pid,comm,event, then up to six name=value fields.
#include <fmt/format.h>

#include "sim/analysis/fields.h"
#include "sim/export/formats.h"

namespace sim::exporting {
namespace {

// RFC 4180: quotes where they are needed, doubled inside.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

class CsvWriter : public EventWriter {
 public:
  std::string header(const Immutable&, int) override {
    return "seq,cause,time_ns,cpu,pid,comm,event,field1,field2,field3,field4,field5,field6\n";
  }
  std::string event(const Event& e, const analysis::Names& names) override {
    const EventSpec& spec = event_spec(e.type);
    std::string row = fmt::format("{},{},{},{},{},{},{}", e.seq, e.cause, e.time.ns, e.cpu,
                                  e.pid.value, cell(names.comm(e.pid, e.cpu)), spec.name);
    for (int i = 0; i < static_cast<int>(spec.fields.size()); ++i) {
      row += ',';
      if (!spec.fields[i].name.empty())
        row += cell(fmt::format("{}={}", spec.fields[i].name, analysis::field_text(e, i, names)));
    }
    return row + "\n";
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_csv_writer() { return std::make_unique<CsvWriter>(); }

}  // namespace sim::exporting
