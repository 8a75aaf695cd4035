// msgscope render: pictures and films of a run, as the window shows it, without a window.
#include "sim/export/render.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "cli/commands.h"
#include "cli/options.h"
#include "sim/scenario/values.h"

namespace cli {
namespace {

using namespace sim;
using exporting::RenderOptions;

struct Options : SourceOptions {
  std::string at, from, to, size = "1600x900", output;
  RenderOptions picture;
};

Result<SimTime> time_of(const std::string& option, const std::string& text) {
  const auto t = scenario::parse_duration(text);
  if (!t || t->ns < 0)
    return tl::unexpected<Error>(
        error_in(option, fmt::format("found '{}'; expected {}", text, scenario::kDurationForm)));
  return SimTime{t->ns};
}

// "1600x900"
bool parse_size(const std::string& text, int& width, int& height) {
  const char* end = text.data() + text.size();
  const auto w = std::from_chars(text.data(), end, width);
  if (w.ec != std::errc() || w.ptr == end || *w.ptr != 'x') return false;
  const auto h = std::from_chars(w.ptr + 1, end, height);
  return h.ec == std::errc() && h.ptr == end && width > 0 && height > 0;
}

#ifdef MSGSCOPE_HAVE_RENDER
int render(Options o) {
  if (!parse_size(o.size, o.picture.width, o.picture.height))
    return report(error_in("--size", fmt::format("found '{}'; expected 1600x900", o.size)),
                  o.language());
  if (o.at.empty() == o.from.empty())
    return report("render needs either --at TIME or --from TIME --to TIME", o.language());
  if (o.from.empty() != o.to.empty())
    return report("--from and --to belong together", o.language());
  o.picture.lang = o.lang;
  auto s = load_source(o);
  if (!s) return report(s.error(), o.language());
  if (!o.at.empty()) {
    const auto at = time_of("--at", o.at);
    if (!at) return report(at.error(), o.language());
    const auto done = exporting::render_picture(*s, *at, o.picture, o.output);
    return done ? kEnded : report(done.error(), o.language());
  }
  const auto from = time_of("--from", o.from), to = time_of("--to", o.to);
  if (!from) return report(from.error(), o.language());
  if (!to) return report(to.error(), o.language());
  const auto done = exporting::render_film(*s, *from, *to, o.picture, o.output);
  return done ? kEnded : report(done.error(), o.language());
}
#else
int render(const Options& o) {
  return report(
      "this msgscope was built without pictures (ImGui or a library it needs was missing)",
      o.language());
}
#endif

}  // namespace

void add_render(CLI::App& app, Action& chosen, const Args& args) {
  CLI::App* c =
      app.add_subcommand("render", "a picture or a film of the run, as the window shows it");
  auto o = std::make_shared<Options>();
  add_source_options(*c, *o);
  c->add_option("--at", o->at, "the moment: 2ms, 1.5s, or nanoseconds");
  c->add_option("--from", o->from, "a film: its first moment");
  c->add_option("--to", o->to, "a film: its last moment");
  c->add_option("--size", o->size, "width x height in pixels")->capture_default_str();
  c->add_option("--theme", o->picture.theme, "dark or light")
      ->check(CLI::IsMember({"dark", "light"}))
      ->capture_default_str();
  c->add_option("--scale", o->picture.scale, "of everything: 1 to 3")->check(CLI::Range(0.5, 4.0));
  c->add_option("--tab", o->picture.tab, "what the bottom shows")
      ->check(CLI::IsMember({"timeline", "latency", "metrics", "states", "events", "ipcs"}))
      ->capture_default_str();
  c->add_option("--compare", o->picture.compare,
                "a second run on the same time axis: another file, or KEY=VALUE for the same "
                "scenario under other settings");
  c->add_flag("--presenter", o->picture.presenter, "large, without the bottom");
  c->add_option("-o,--output", o->output, "F.png; for a film F.gif or F.mp4")->required();
  c->footer(
      "Examples:\n"
      "  msgscope render --at 2.5ms -o send.png scenarios/lessons/03-pipelined-send.yaml\n"
      "  msgscope render --from 2.5ms --to 2.51ms -o send.gif "
      "scenarios/lessons/03-pipelined-send.yaml\n"
      "  msgscope render scenarios/lessons/06-arrived-but-waiting.yaml --at 30ms -o two.png "
      "--compare cpus=2");
  c->callback([o, &chosen, &args] {
    o->args = args;
    chosen = [o] { return render(*o); };
  });
}

}  // namespace cli
