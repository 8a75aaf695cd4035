// msgscope trace: what happened, event by event, or told as a story.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "cli/commands.h"
#include "cli/ending.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "sim/analysis/story.h"
#include "sim/export/writer.h"

namespace cli {
namespace {

using namespace sim;
using namespace sim::scenario;

struct TraceOptions : SourceOptions {
  std::string format = "text", detail = "events", output;
  bool narrate = false;
};

Detail detail_by_name(const std::string& name) {
  if (name == "switches") return Detail::switches;
  if (name == "steps") return Detail::steps;
  if (name == "lines") return Detail::lines;
  return Detail::events;
}

// Writes each event as it happens, so that a long trace needs no memory.
class TraceToFile : public RunListener {
 public:
  TraceToFile(OutputFile& file, exporting::Format format, Detail detail)
      : file_(file), writer_(exporting::make_writer(format)), shown_(events_up_to(detail)) {}
  std::uint64_t wants() const override { return shown_ | event_bit(EventType::sched_process_fork); }
  void begin(const MachineConfig& config) {
    Immutable fixed;
    fixed.scenario = config.scenario;
    buffer_ = writer_->header(fixed, config.cpus);
  }
  void on_event(const Event& e, const Machine& m) override {
    names_.learn(e, m.fixed());
    if ((shown_ & event_bit(e.type)) != 0) buffer_ += writer_->event(e, names_);
    if (buffer_.size() > 1u << 16) flush();
  }
  bool on_piece(const Machine&) override { return open_; }
  void on_end(const Machine&, Outcome, SimTime) override {
    buffer_ += writer_->footer();
    flush();
  }

 private:
  void flush() {
    if (open_) open_ = file_.write(buffer_);
    buffer_.clear();
  }
  OutputFile& file_;
  std::unique_ptr<exporting::EventWriter> writer_;
  std::uint64_t shown_;
  analysis::Names names_;
  std::string buffer_;
  bool open_ = true;
};

class StoryToFile : public RunListener {
 public:
  StoryToFile(OutputFile& file, const Scenario& s, Lang lang, Detail detail)
      : file_(file), story_(s, lang, detail) {}
  std::uint64_t wants() const override { return story_.wants(); }
  void begin() { open_ = file_.write(story_.title()); }
  void on_event(const Event& e, const Machine& m) override {
    const std::string text = story_.tell(e, m);
    if (open_ && !text.empty()) open_ = file_.write(text);
  }
  void on_end(const Machine&, Outcome outcome, SimTime at) override {
    const std::string text = story_.end(outcome, at);
    if (open_ && !text.empty()) open_ = file_.write(text);
  }
  bool on_piece(const Machine&) override { return open_; }

 private:
  OutputFile& file_;
  analysis::Story story_;
  bool open_ = true;
};

int trace(const TraceOptions& o) {
  const auto format = exporting::format_by_name(o.format);
  auto s = load_source(o);
  if (!s) return report(s.error(), o.language());
  const bool to_stdout = o.output.empty() || o.output == "-";
  if (!o.narrate && *format == exporting::Format::perfetto && to_stdout && isatty(STDOUT_FILENO))
    return report("--format perfetto is binary; name a file with -o and open it in ui.perfetto.dev",
                  o.language());
  auto file = OutputFile::open(o.output);
  if (!file) return report(file.error(), o.language());
  const Detail detail = detail_by_name(o.detail);
  TraceToFile events(*file, *format, detail);
  StoryToFile story(*file, *s, o.language(), detail);
  ProgressLine progress(o.language());
  const RunLimits limits = limits_of(*s, o);
  std::vector<RunListener*> listeners{&progress};
  if (o.narrate) {
    story.begin();
    listeners.push_back(&story);
  } else {
    events.begin(s->machine);
    listeners.push_back(&events);
  }
  const RunReport r = run_machine(s->machine, limits, listeners);
  if (auto ok = file->commit(); !ok) return report(ok.error(), o.language());
  return report_ending(r, o.language());
}

}  // namespace

void add_trace(CLI::App& app, Action& chosen, const Args& args) {
  CLI::App* c = app.add_subcommand("trace", "what happened, event by event");
  auto o = std::make_shared<TraceOptions>();
  add_source_options(*c, *o);
  c->add_option("--format", o->format, "text, jsonl, ftrace, perfetto or csv")
      ->check(CLI::IsMember({"text", "jsonl", "ftrace", "perfetto", "csv"}));
  c->add_option("--detail", o->detail, "switches, events, steps or lines")
      ->check(CLI::IsMember({"switches", "events", "steps", "lines"}));
  c->add_flag("--narrate", o->narrate, "as a story, in sentences that say why");
  c->add_option("-o,--output", o->output, "the file to write (default: stdout)");
  c->footer(
      "Examples:\n"
      "  msgscope trace ping.c pong.c --narrate\n"
      "  msgscope trace scenarios/lessons/03-pipelined-send.yaml --narrate --lang zh\n"
      "  msgscope trace ping.c pong.c --format ftrace -o trace.txt\n"
      "  msgscope trace ping.c pong.c --format jsonl --detail steps | jq .event");
  c->callback([o, &chosen, &args] {
    o->args = args;
    chosen = [o] { return trace(*o); };
  });
}

}  // namespace cli
