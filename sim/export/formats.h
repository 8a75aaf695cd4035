// The formats one by one, each in the file of its name.
#pragma once

#include <memory>

#include "sim/export/writer.h"

namespace sim::exporting {

std::unique_ptr<EventWriter> make_text_writer();
std::unique_ptr<EventWriter> make_jsonl_writer();
std::unique_ptr<EventWriter> make_ftrace_writer();
std::unique_ptr<EventWriter> make_csv_writer();
std::unique_ptr<EventWriter> make_perfetto_writer();

}  // namespace sim::exporting
