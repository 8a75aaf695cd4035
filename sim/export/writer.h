// A trace as text in one of several formats, an event at a time: a long run needs no memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sim/analysis/names.h"
#include "sim/trace/event.h"

namespace sim::exporting {

enum class Format : std::uint8_t { text, jsonl, ftrace, csv, perfetto };
std::optional<Format> format_by_name(std::string_view name);

// What stands around one event's text.
class EventWriter {
 public:
  virtual ~EventWriter() = default;
  virtual std::string header(const Immutable&, int /*cpus*/) { return ""; }
  // The event's line(s); empty when the format has none for it.
  virtual std::string event(const Event& e, const analysis::Names& names) = 0;
  virtual std::string footer() { return ""; }
};

std::unique_ptr<EventWriter> make_writer(Format format);

// "1299.162370": seconds with microseconds, as ftrace prints them.
std::string ftrace_time(SimTime t);

}  // namespace sim::exporting
