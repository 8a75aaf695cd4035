// msgscope-gui [SRC ...]: the window.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "gui/app/session.h"
#include "gui/app/settings.h"
#include "gui/app/texts.h"
#include "gui/platform/backend.h"
#include "gui/platform/picture.h"
#include "gui/window/open.h"
#include "gui/window/report.h"
#include "gui/window/window.h"

namespace {

using Clock = std::chrono::steady_clock;

sim::Result<std::unique_ptr<gui::Backend>> open_window(const std::string& wanted,
                                                       const gui::WindowOptions& options) {
  if (wanted == "sdl2") return gui::make_sdl2_backend(options);
  auto glfw = gui::make_glfw_backend(options);
  if (glfw || wanted == "glfw") return glfw;
  auto sdl2 = gui::make_sdl2_backend(options);
  if (sdl2) return sdl2;
  return sim::fail({}, fmt::format("no window could be opened: {}; {} (`msgscope render` makes "
                                   "pictures without one)",
                                   glfw.error().message, sdl2.error().message));
}

int fail(const sim::Error& e, gui::Lang lang) {
  const std::string text = sim::analysis::to_string(e, gui::text_lang(lang));
  std::fprintf(stderr, "msgscope-gui: %s\n", text.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("A window on a simulated kernel: message queues, scheduling, processes");
  std::vector<std::string> files, compared;
  std::string backend_name, lang, theme, report_file;
  gui::WindowOptions options;
  float scale = 0;
  int frames = 0;
  app.add_option("SRC", files, "A scenario (.yaml), or C programs");
  app.add_option("--backend", backend_name, "glfw or sdl2; without it, what works")
      ->check(CLI::IsMember({"glfw", "sdl2"}));
  app.add_option("--lang", lang, "en or zh")->check(CLI::IsMember({"en", "zh"}));
  app.add_option("--theme", theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
  app.add_option("--scale", scale, "1 to 3")->check(CLI::Range(1.0, 3.0));
  app.add_option("--width", options.width, "of the window")->check(CLI::Range(640, 16384));
  app.add_option("--height", options.height, "of the window")->check(CLI::Range(360, 16384));
  app.add_flag("--fullscreen", options.fullscreen, "on the whole screen");
  app.add_option("--compare", compared,
                 "A second run on the same time axis: another file, or KEY=VALUE for the same "
                 "scenario under other settings (cpus=2 msgmnb=64 hog.present=no all.policy=rr)");
  app.add_option("--frames", frames, "Close after that many frames (for tests)");
  app.add_option("--report", report_file,
                 "Keep this file as a report (JSON) of what the window shows (for tests)");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }

  const gui::Lang asked = lang == "zh" ? gui::Lang::zh : gui::Lang::en;
  auto session = gui::open_session(files);
  if (!session) return fail(session.error(), asked);
  if (auto done = gui::compare(**session, compared); !done) return fail(done.error(), asked);
  // A run for a test neither reads nor leaves traces of a person's settings.
  const std::string settings_file = frames == 0 ? gui::settings_path() : "";
  if (!settings_file.empty()) {
    gui::Settings settings = gui::load_settings(settings_file);
    (*session)->set_choices(settings.choices);
    (*session)->add_recent_files(settings.recent_files);
  }
  if (!lang.empty()) (*session)->apply(gui::command::SetLanguage{asked});
  if (!theme.empty())
    (*session)->apply(
        gui::command::SetTheme{theme == "light" ? gui::Theme::light : gui::Theme::dark});
  if (scale > 0) (*session)->apply(gui::command::SetScale{scale});

  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  int status = 0;
  {
    auto backend = open_window(backend_name, options);
    if (!backend) {
      status = fail(backend.error(), (*session)->choices().lang);
    } else {
      gui::Window window(**backend, **session);
      auto last = Clock::now();
      std::string report;
      for (int n = 0; frames == 0 || n < frames; ++n) {
        const auto now = Clock::now();
        const double dt = std::chrono::duration<double>(now - last).count();
        last = now;
        // An idle window sleeps until something happens.
        if (!window.frame(dt, (*session)->idle() ? 0.1 : 0)) break;
        if (report_file.empty()) continue;
        std::string now_shown = gui::report_of(window, (*backend)->name());
        if (now_shown == report) continue;
        report = std::move(now_shown);
        if (auto ok = gui::write_file(report_file, report); !ok) {
          status = fail(ok.error(), (*session)->choices().lang);
          break;
        }
      }
    }
  }
  ImGui::DestroyContext();
  // Settings that cannot be kept are not worth a message.
  if (!settings_file.empty())
    (void)gui::save_settings(settings_file, {(*session)->choices(), (*session)->recent_files()});
  return status;
}
