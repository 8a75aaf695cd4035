// msgscope ipcs: what `ipcs -q` would print at a moment.
#include "sim/kernel/ipc/ipcs.h"

#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/ending.h"
#include "cli/files.h"
#include "cli/options.h"
#include "sim/analysis/messages.h"
#include "sim/scenario/run.h"
#include "sim/scenario/values.h"

namespace cli {
namespace {

using namespace sim;
using namespace sim::scenario;

struct IpcsOptions : SourceOptions {
  std::string at;
  bool limits = false, summary = false;
};

int ipcs(const IpcsOptions& o) {
  const auto at = parse_duration(o.at);
  if (!at || at->ns < 0)
    return report(error_in("--at", fmt::format("found '{}'; expected {}", o.at, kDurationForm)),
                  o.language());
  auto s = load_source(o);
  if (!s) return report(s.error(), o.language());
  RunLimits limits;
  limits.until = SimTime{at->ns};
  if (o.max_steps) limits.steps = *o.max_steps;
  const RunReport r = run_machine(s->machine, limits, {});
  const KernelState& k = r.machine.kernel();
  auto file = OutputFile::open("");
  const std::string text = o.limits ? ipcs_q_limits(k) : o.summary ? ipcs_q_summary(k) : ipcs_q(k);
  file->write(analysis::translate_lines(text, o.language()));
  if (auto ok = file->commit(); !ok) return report(ok.error(), o.language());
  // The asked moment is not a limit that was hit: everything up to it has happened.
  return r.outcome == Outcome::time_limit || r.outcome == Outcome::deadlock
             ? kEnded
             : report_ending(r, o.language());
}

}  // namespace

void add_ipcs(CLI::App& app, Action& chosen, const Args& args) {
  CLI::App* c = app.add_subcommand("ipcs", "what ipcs -q would print at a moment");
  auto o = std::make_shared<IpcsOptions>();
  add_source_options(*c, *o);
  c->add_option("--at", o->at, "the moment: 2ms, 1.5s, or nanoseconds")->required();
  c->add_flag("-l,--limits", o->limits, "the limits, as ipcs -q -l");
  c->add_flag("-u,--summary", o->summary, "a summary, as ipcs -q -u");
  c->footer(
      "Example:\n"
      "  msgscope ipcs --at 5ms scenarios/lessons/05-full-queue-sleeping-senders.yaml");
  c->callback([o, &chosen, &args] {
    o->args = args;
    chosen = [o] { return ipcs(*o); };
  });
}

}  // namespace cli
