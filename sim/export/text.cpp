// Readable columns: time in ms, CPU, task, event, fields.
#include <fmt/format.h>

#include "sim/analysis/fields.h"
#include "sim/export/formats.h"

namespace sim::exporting {
namespace {

class TextWriter : public EventWriter {
 public:
  std::string header(const Immutable& fixed, int cpus) override {
    return fmt::format("# {}: {} CPU{}\n#{:>15}  {:>3}  {:<21} {:<20} {}\n", fixed.scenario, cpus,
                       cpus == 1 ? "" : "s", "time ms", "cpu", "task", "event", "fields");
  }
  std::string event(const Event& e, const analysis::Names& names) override {
    const std::string task = fmt::format("{}-{}", names.comm(e.pid, e.cpu), e.pid.value);
    std::string line = fmt::format("{:>9}.{:06}  {:>3}  {:<21} {:<20} {}", e.time.ns / 1'000'000,
                                   e.time.ns % 1'000'000, e.cpu, task, event_spec(e.type).name,
                                   analysis::fields_text(e, names));
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
  }
};

}  // namespace

std::unique_ptr<EventWriter> make_text_writer() { return std::make_unique<TextWriter>(); }

}  // namespace sim::exporting
