// msgscope run: the processes' stdout is stdout.
#include <csignal>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/ending.h"
#include "cli/killed.h"
#include "cli/options.h"
#include "cli/terminal.h"

namespace cli {
namespace {

using namespace sim;
using namespace sim::scenario;

struct RunOptions : SourceOptions {
  bool exit_status = false;
};

// How the first process ended: what `--exit-status` passes on.
class FirstExit : public RunListener {
 public:
  std::uint64_t wants() const override {
    return event_bit(EventType::sched_process_fork) | event_bit(EventType::sched_process_exit);
  }
  void on_event(const Event& e, const Machine&) override {
    if (e.type == EventType::sched_process_fork && !first_) first_ = e.args[1];
    if (e.type == EventType::sched_process_exit && first_ == e.args[0])
      status_ = static_cast<int>(e.args[3] != 0 ? 128 + e.args[3] : e.args[2] & 0xff);
  }
  std::optional<int> status() const { return status_; }

 private:
  std::optional<std::int64_t> first_;
  std::optional<int> status_;
};

int run(const RunOptions& o) {
  auto s = load_source(o);
  if (!s) return report(s.error(), o.language());
  if (o.exit_status && s->machine.processes.size() != 1)
    return report("--exit-status is for a single program", o.language());
  TerminalWriter terminal(o.label);
  FirstExit first;
  KilledProcesses killed(s->machine);
  ProgressLine progress(o.language());
  const RunLimits limits = limits_of(*s, o);
  const RunReport r = run_machine(s->machine, limits, {&terminal, &first, &killed, &progress});
  killed.report(o.language());
  const int status = report_ending(r, o.language());
  return o.exit_status && status == kEnded && first.status() ? *first.status() : status;
}

}  // namespace

void add_run(CLI::App& app, Action& chosen, const Args& args) {
  CLI::App* c = app.add_subcommand("run", "run to the end; the processes' stdout is stdout");
  auto o = std::make_shared<RunOptions>();
  add_source_options(*c, *o);
  c->add_flag("--label", o->label, "prefix each output line with its process");
  c->add_flag("--exit-status", o->exit_status,
              "end as the single program ended: its status, or 128+N when signal N killed it");
  c->footer(
      "Examples:\n"
      "  msgscope run receiver.c sender.c\n"
      "  msgscope run --cpus 2 --label scenarios/lessons/01-first-message.yaml\n"
      "  msgscope run --exit-status prog.c -- one two\n"
      "A process that a signal ended is named on stderr, with the line it was on; the run has\n"
      "ended all the same: --exit-status passes such an end on.\n"
      "Exit status: 0 ended, 2 bad input, 3 deadlock, 4 time or step limit reached.");
  c->callback([o, &chosen, &args] {
    o->args = args;
    chosen = [o] { return run(*o); };
  });
}

}  // namespace cli
