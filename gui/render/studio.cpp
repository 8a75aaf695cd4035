#include "gui/render/studio.h"

#include <fmt/format.h>

#include <algorithm>

#include "gui/window/open.h"

namespace gui {
namespace {

constexpr const char* kTabs[] = {"timeline", "latency", "metrics", "states", "events", "ipcs"};

SessionOptions still() {
  SessionOptions s;
  s.watch_interval_s = 1e9;  // nobody edits files meanwhile
  return s;
}

}  // namespace

sim::Result<void> Studio::check(const RenderOptions& o) {
  auto bad = [](const std::string& what) { return sim::fail({}, what); };
  if (o.width < 320 || o.height < 200 || o.width > 16384 || o.height > 16384)
    return bad(fmt::format("size {}x{}: expected 320x200 to 16384x16384", o.width, o.height));
  if (o.lang != "en" && o.lang != "zh")
    return bad(fmt::format("language `{}`: expected en or zh", o.lang));
  if (o.lang == "zh" && !chinese_font_installed())
    return bad("no Chinese font is installed (Debian: fonts-noto-cjk)");
  if (o.theme != "dark" && o.theme != "light")
    return bad(fmt::format("theme `{}`: expected dark or light", o.theme));
  if (std::find(std::begin(kTabs), std::end(kTabs), o.tab) == std::end(kTabs))
    return bad(fmt::format("tab `{}`: expected timeline, latency, metrics, states, events or ipcs",
                           o.tab));
  if (o.scale < 0.5 || o.scale > 4) return bad("scale: expected 0.5 to 4");
  return {};
}

Studio::Studio(const sim::scenario::Scenario& scenario, const RenderOptions& o)
    : context_(ImGui::CreateContext()),
      backend_(o.width, o.height),
      session_(scenario, still()),
      window_(backend_, session_) {
  session_.apply(command::SetLanguage{o.lang == "zh" ? Lang::zh : Lang::en});
  session_.apply(command::SetTheme{o.theme == "light" ? Theme::light : Theme::dark});
  session_.apply(command::SetScale{static_cast<float>(o.scale)});
  session_.apply(command::SetPresenter{o.presenter});
  const auto* tab = std::find(std::begin(kTabs), std::end(kTabs), o.tab);
  session_.apply(command::SetTab{static_cast<BottomTab>(tab - std::begin(kTabs))});
}

sim::Result<void> Studio::compare(const std::vector<std::string>& with) {
  return gui::compare(session_, with);
}

void Studio::look_ahead() {
  const auto all_known = [&] {
    return session_.complete() && (session_.other() == nullptr || session_.other()->complete());
  };
  for (int i = 0; i < 200 && !all_known(); ++i) session_.tick(0);
}

// Two frames: ImGui lays out some things in the one after they first appear.
const Image& Studio::picture() {
  shoot(0, false);
  return shoot(0, true);
}

const Image& Studio::shoot(double dt_s, bool draw) {
  backend_.set_drawing(draw);
  window_.frame(dt_s);
  return backend_.picture();
}

}  // namespace gui
