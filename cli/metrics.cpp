// msgscope metrics: figures per process and per CPU, and where each message's time went.
#include <memory>

#include "cli/commands.h"
#include "cli/ending.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "sim/analysis/metrics_report.h"

namespace cli {
namespace {

using namespace sim;
using namespace sim::scenario;

struct MetricsOptions : SourceOptions {
  bool json = false;
  std::string output;
};

int metrics(const MetricsOptions& o) {
  auto s = load_source(o);
  if (!s) return report(s.error(), o.language());
  auto file = OutputFile::open(o.output);
  if (!file) return report(file.error(), o.language());
  analysis::MetricsCollector figures;
  analysis::LatencyCollector latency;
  ProgressLine progress(o.language());
  const RunLimits limits = limits_of(*s, o);
  const RunReport r = run_machine(s->machine, limits, {&figures, &latency, &progress});
  file->write(o.json ? analysis::metrics_json(figures.result(), latency.messages())
                     : analysis::metrics_table(figures.result(), latency.messages(), o.language()));
  if (auto ok = file->commit(); !ok) return report(ok.error(), o.language());
  return report_ending(r, o.language());
}

}  // namespace

void add_metrics(CLI::App& app, Action& chosen, const Args& args) {
  CLI::App* c = app.add_subcommand("metrics", "figures per process and CPU; latency breakdown");
  auto o = std::make_shared<MetricsOptions>();
  add_source_options(*c, *o);
  c->add_flag("--json", o->json, "as JSON: versioned, stable, times in nanoseconds");
  c->add_option("-o,--output", o->output, "the file to write (default: stdout)");
  c->footer(
      "Examples:\n"
      "  msgscope metrics scenarios/lessons/06-arrived-but-waiting.yaml\n"
      "  msgscope metrics --json --until 1s hog.c hog.c | jq '.processes[].cpu_ns'");
  c->callback([o, &chosen, &args] {
    o->args = args;
    chosen = [o] { return metrics(*o); };
  });
}

}  // namespace cli
