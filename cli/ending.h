// How a run ended, as an exit status and a message.
#pragma once

#include "cli/options.h"
#include "sim/scenario/run.h"

namespace cli {

// Says on stderr why the run did not end by itself; returns the exit status.
int report_ending(const sim::scenario::RunReport& report, sim::scenario::Lang lang);
// "deadlock: ..." and so on; empty when every process has ended.
std::string describe_ending(const sim::scenario::RunReport& report);

}  // namespace cli
