// msgscope check: run scenarios and their expectations.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/ending.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "sim/analysis/expect.h"
#include "sim/analysis/messages.h"
#include "sim/analysis/moments.h"
#include "sim/export/render.h"
#include "sim/scenario/loader.h"

namespace cli {
namespace {

using namespace sim;
using namespace sim::scenario;
namespace fs = std::filesystem;

// What is shown of a run that went wrong: the steps that led there.
constexpr std::uint64_t kStepsBeforeFailure = 24;

struct CheckOptions : SourceOptions {
  std::string junit;
  std::string gif_dir;
};

// One scenario's result.
struct Checked {
  std::string path;
  bool loaded = true;
  std::size_t expectations = 0;
  std::vector<std::string> failures;
  std::vector<std::string> warnings;  // what the lesson says and asks that never came
  std::optional<SimTime> failed_at;   // the earliest of them
};

bool is_scenario(const fs::path& p) { return p.extension() == ".yaml" || p.extension() == ".yml"; }

// All scenarios below the paths, in order of their names.
Result<std::vector<std::string>> find_scenarios(const std::vector<std::string>& paths) {
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    std::error_code ec;
    if (!fs::exists(path, ec)) return fail({path}, "no such file or directory");
    if (!fs::is_directory(path, ec)) {
      if (!is_scenario(path))
        return fail({path}, "a scenario (.yaml) or a directory of them was expected");
      found.push_back(path);
      continue;
    }
    std::vector<std::string> here;
    for (const auto& entry : fs::recursive_directory_iterator(path, ec))
      if (entry.is_regular_file() && is_scenario(entry.path()))
        here.push_back(entry.path().string());
    if (here.empty()) return fail({path}, "there is no scenario (.yaml) in this directory");
    std::sort(here.begin(), here.end());
    found.insert(found.end(), here.begin(), here.end());
  }
  return found;
}

Checked check_one(const std::string& path, const CheckOptions& o) {
  Checked c;
  c.path = path;
  auto s = load_scenario(path);
  if (s)
    if (auto ok = apply_options(*s, o); !ok) s = tl::unexpected(ok.error());
  if (!s) {
    c.loaded = false;
    c.failures.push_back(analysis::to_string(s.error(), o.language()));
    return c;
  }
  c.expectations = s->expect.size();
  analysis::ExpectationChecker checker(*s);
  const RunLimits limits = limits_of(*s, o);
  analysis::MomentWatch watch(*s);
  run_machine(s->machine, limits, {&checker, &watch});
  for (const analysis::Failure& f : checker.failures()) {
    c.failures.push_back(analysis::to_string(Error{f.place, f.message}, o.language()));
    if (!c.failed_at || f.at < *c.failed_at) c.failed_at = f.at;
  }
  for (const Error& e : watch.missed())
    c.warnings.push_back(analysis::translate_lines(
        fmt::format("{}:{}:{}: warning: {}", e.place.file, e.place.line, e.place.column, e.message),
        o.language()));
  return c;
}

// A file for the scenario's film: its name, numbered where two scenarios have the same.
std::string gif_path(const CheckOptions& o, const std::string& scenario,
                     std::vector<std::string>& taken) {
  const std::string stem = (fs::path(o.gif_dir) / fs::path(scenario).stem()).string();
  std::string path = stem + ".gif";
  for (int n = 2; std::find(taken.begin(), taken.end(), path) != taken.end(); ++n)
    path = fmt::format("{}-{}.gif", stem, n);
  taken.push_back(path);
  return path;
}

// Films the steps before the failure. The scenario is loaded anew: the run has used its input up.
Result<void> film_failure(const Checked& c, const CheckOptions& o, const std::string& path) {
#ifdef MSGSCOPE_HAVE_RENDER
  auto s = load_scenario(c.path);
  if (!s) return tl::unexpected(s.error());
  if (auto ok = apply_options(*s, o); !ok) return ok;
  std::error_code ec;
  fs::create_directories(o.gif_dir, ec);
  if (ec) return fail({o.gif_dir}, fmt::format("cannot be made: {}", ec.message()));
  exporting::RenderOptions picture;
  picture.width = 1280;
  picture.height = 720;
  picture.lang = o.lang;
  return exporting::render_ending(*s, *c.failed_at, kStepsBeforeFailure, picture, path);
#else
  (void)c, (void)o, (void)path;
  return {};
#endif
}

void print_result(const Checked& c, Lang lang) {
  const bool colour = colours(STDOUT_FILENO);
  const bool passed = c.failures.empty();
  fmt::print("{}{}{} {}\n", colour ? passed ? "\x1b[1;32m" : "\x1b[1;31m" : "",
             analysis::translate(passed ? "PASS" : "FAIL", lang), colour ? "\x1b[0m" : "", c.path);
  // A scenario that is no good is an error of the input, not a result.
  if (c.loaded)
    for (const std::string& f : c.failures) fmt::print("     {}\n", f);
  for (const std::string& w : c.warnings) fmt::print("     {}\n", w);
  std::fflush(stdout);
  if (!c.loaded)
    for (const std::string& f : c.failures) report(f, lang);
}

std::string xml(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      out += c;
  }
  return out;
}

std::string junit(const std::vector<Checked>& all) {
  const auto failed =
      std::count_if(all.begin(), all.end(), [](const Checked& c) { return !c.failures.empty(); });
  std::string t = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuite name=\"msgscope\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
      all.size(), failed);
  for (const Checked& c : all) {
    t += fmt::format("  <testcase classname=\"scenario\" name=\"{}\"", xml(c.path));
    if (c.failures.empty()) {
      t += "/>\n";
      continue;
    }
    std::string details;
    for (const std::string& f : c.failures) details += f + "\n";
    t += fmt::format(">\n    <failure message=\"{}\">{}</failure>\n  </testcase>\n",
                     xml(c.failures.front()), xml(details));
  }
  return t + "</testsuite>\n";
}

int check(const CheckOptions& o) {
  auto paths = find_scenarios(o.sources);
  if (!paths) return report(paths.error(), o.language());
#ifndef MSGSCOPE_HAVE_RENDER
  if (!o.gif_dir.empty())
    return report(error_in("--gif-on-failure", "this msgscope was built without pictures"),
                  o.language());
#endif
  std::vector<Checked> all;
  std::vector<std::string> films;
  for (const std::string& path : *paths) {
    all.push_back(check_one(path, o));
    print_result(all.back(), o.language());
    if (o.gif_dir.empty() || !all.back().failed_at) continue;
    const std::string film = gif_path(o, path, films);
    if (auto ok = film_failure(all.back(), o, film); !ok) return report(ok.error(), o.language());
    const std::string made = fmt::format("{}: the steps before the failure", film);
    fmt::print(stderr, "{}\n", analysis::translate(made, o.language()));
  }
  const auto failed =
      std::count_if(all.begin(), all.end(), [](const Checked& c) { return !c.failures.empty(); });
  const std::string summary = fmt::format(
      "{} of {} scenarios passed", all.size() - static_cast<std::size_t>(failed), all.size());
  fmt::print("{}\n", analysis::translate(summary, o.language()));
  std::fflush(stdout);
  if (!o.junit.empty()) {
    auto file = OutputFile::open(o.junit);
    if (!file) return report(file.error(), o.language());
    file->write(junit(all));
    if (auto ok = file->commit(); !ok) return report(ok.error(), o.language());
  }
  if (std::any_of(all.begin(), all.end(), [](const Checked& c) { return !c.loaded; }))
    return kBadInput;
  return failed == 0 ? kEnded : kExpectationFailed;
}

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
  CLI::App* c = app.add_subcommand("check", "run scenarios and their expectations");
  auto o = std::make_shared<CheckOptions>();
  c->add_option("PATH", o->sources, "scenarios, or directories of them")
      ->required()
      ->type_name("PATH");
  add_machine_options(*c, *o);
  c->add_option("--junit", o->junit, "write the results as JUnit XML to this file");
  c->add_option("--gif-on-failure", o->gif_dir,
                "leave a GIF of the steps before a failure in this directory")
      ->type_name("DIR");
  c->footer(
      "Examples:\n"
      "  msgscope check scenarios\n"
      "  msgscope check --junit results.xml scenarios/lessons\n"
      "  msgscope check --gif-on-failure out scenarios\n"
      "Exit status: 0 all passed, 1 an expectation failed, 2 a scenario is no good.");
  c->callback([o, &chosen] { chosen = [o] { return check(*o); }; });
}

}  // namespace cli
