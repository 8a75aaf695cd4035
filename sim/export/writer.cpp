#include "sim/export/writer.h"

#include <fmt/format.h>

#include "sim/export/formats.h"

namespace sim::exporting {

std::optional<Format> format_by_name(std::string_view name) {
  if (name == "text") return Format::text;
  if (name == "jsonl") return Format::jsonl;
  if (name == "ftrace") return Format::ftrace;
  if (name == "csv") return Format::csv;
  if (name == "perfetto") return Format::perfetto;
  return std::nullopt;
}

std::unique_ptr<EventWriter> make_writer(Format format) {
  switch (format) {
    case Format::jsonl:
      return make_jsonl_writer();
    case Format::ftrace:
      return make_ftrace_writer();
    case Format::csv:
      return make_csv_writer();
    case Format::perfetto:
      return make_perfetto_writer();
    case Format::text:
      break;
  }
  return make_text_writer();
}

std::string ftrace_time(SimTime t) {
  return fmt::format("{}.{:06}", t.ns / 1'000'000'000, t.ns % 1'000'000'000 / 1'000);
}

}  // namespace sim::exporting
