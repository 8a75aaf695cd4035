#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/options.h"
#include "sim/analysis/messages.h"

namespace {

// "msgscope run x.c -- a b": what stands after the first "--" belongs to the program.
cli::Args split_off_args(std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == "--") {
      cli::Args args(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      words.resize(i);
      return args;
    }
  return {};
}

// The language asked for, where the command line is no good and nothing else knows it.
sim::scenario::Lang language_of(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == "--lang=zh" ||
        (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "zh"))
      return sim::scenario::Lang::zh;
  return sim::scenario::Lang::en;
}

int run(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  const cli::Args args = split_off_args(words);
  CLI::App app{"msgscope: kernel message queues, simulated, step by step", "msgscope"};
  app.require_subcommand(1);
  app.set_version_flag("--version", "msgscope " MSGSCOPE_VERSION);
  app.footer("msgscope COMMAND --help tells more about a command.");
  cli::Action chosen;
  cli::add_run(app, chosen, args);
  cli::add_check(app, chosen);
  cli::add_trace(app, chosen, args);
  cli::add_metrics(app, chosen, args);
  cli::add_ipcs(app, chosen, args);
  cli::add_render(app, chosen, args);
  cli::add_schema(app, chosen);
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 wants them
    app.parse(reversed);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // --help, --version
    const auto lang = language_of(words);
    fmt::print(stderr, "msgscope: {}\n{}\n", sim::analysis::translate(e.what(), lang),
               sim::analysis::translate("Try 'msgscope --help'.", lang));
    return cli::kBadInput;
  }
  return chosen();
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe ends the writing, quietly
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    return cli::report("out of memory", language_of({argv + 1, argv + argc}));
  }
}
