#include "gui/render/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "gui/app/session.h"
#include "gui/platform/backend.h"
#include "gui/window/open.h"
#include "gui/window/window.h"

namespace gui {
namespace {

constexpr const char* kTabs[] = {"timeline", "latency", "metrics", "states", "events", "ipcs"};

// A window in memory.
class Studio {
 public:
  Studio(const sim::scenario::Scenario& scenario, const RenderOptions& o)
      : context_(ImGui::CreateContext()),
        backend_(o.width, o.height),
        session_(scenario, still(o)),
        window_(backend_, session_) {
    session_.apply(command::SetLanguage{o.lang == "zh" ? Lang::zh : Lang::en});
    session_.apply(command::SetTheme{o.theme == "light" ? Theme::light : Theme::dark});
    session_.apply(command::SetScale{static_cast<float>(o.scale)});
    session_.apply(command::SetPresenter{o.presenter});
    const auto* tab = std::find(std::begin(kTabs), std::end(kTabs), o.tab);
    session_.apply(command::SetTab{static_cast<BottomTab>(tab - std::begin(kTabs))});
  }
  Session& session() { return session_; }
  sim::Result<void> compare(const std::vector<std::string>& with) {
    return gui::compare(session_, with);
  }
  // Two frames: ImGui lays out some things in the one after they first appear.
  const Image& picture() {
    shoot(0, false);
    return shoot(0, true);
  }
  const Image& shoot(double dt_s, bool draw = true) {
    backend_.set_drawing(draw);
    window_.frame(dt_s);
    return backend_.picture();
  }

 private:
  static SessionOptions still(const RenderOptions&) {
    SessionOptions s;
    s.watch_interval_s = 1e9;  // nobody edits files meanwhile
    return s;
  }
  struct Context {
    ImGuiContext* c;
    explicit Context(ImGuiContext* context) : c(context) { ImGui::SetCurrentContext(c); }
    ~Context() { ImGui::DestroyContext(c); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
  };
  Context context_;
  OffscreenBackend backend_;
  Session session_;
  Window window_;
};

sim::Result<void> check(const RenderOptions& o) {
  auto bad = [](const std::string& what) { return sim::fail({}, what); };
  if (o.width < 320 || o.height < 200 || o.width > 16384 || o.height > 16384)
    return bad(fmt::format("size {}x{}: expected 320x200 to 16384x16384", o.width, o.height));
  if (o.lang != "en" && o.lang != "zh") return bad("language `" + o.lang + "`: expected en or zh");
  if (o.lang == "zh" && !chinese_font_installed())
    return bad("no Chinese font is installed (Debian: fonts-noto-cjk)");
  if (o.theme != "dark" && o.theme != "light")
    return bad("theme `" + o.theme + "`: expected dark or light");
  if (std::find(std::begin(kTabs), std::end(kTabs), o.tab) == std::end(kTabs))
    return bad("tab `" + o.tab + "`: expected timeline, latency, metrics, states, events or ipcs");
  if (o.scale < 0.5 || o.scale > 4) return bad("scale: expected 0.5 to 4");
  return {};
}

bool ends_with(const std::string& s, std::string_view end) {
  return s.size() >= end.size() && s.compare(s.size() - end.size(), end.size(), end) == 0;
}

// The future is drawn, too (dimmed): look ahead until the end, or as far as is reasonable.
void look_ahead(Session& s) {
  const auto all_known = [&] { return s.complete() && (!s.other() || s.other()->complete()); };
  for (int i = 0; i < 200 && !all_known(); ++i) s.tick(0);
}

template <class Seek>
sim::Result<Image> render(const sim::scenario::Scenario& scenario, const RenderOptions& options,
                          Seek seek) {
  if (auto ok = check(options); !ok) return tl::unexpected<sim::Error>(ok.error());
  Studio studio(scenario, options);
  if (auto ok = studio.compare(options.compare); !ok) return tl::unexpected<sim::Error>(ok.error());
  seek(studio.session());
  look_ahead(studio.session());
  return studio.picture();
}

std::string quoted(const std::string& s) {
  std::string q = "'";
  for (const char c : s) {
    if (c == '\'')
      q += "'\\''";
    else
      q.push_back(c);
  }
  return q + "'";
}

sim::Result<void> write_mp4(const std::string& path, const std::vector<Image>& pictures, int rate) {
  const std::string command = fmt::format(
      "ffmpeg -loglevel error -y -f rawvideo -pix_fmt rgba -s {}x{} -r {} -i - -pix_fmt yuv420p "
      "-vf 'pad=ceil(iw/2)*2:ceil(ih/2)*2' {}",
      pictures[0].width, pictures[0].height, rate, quoted(path));
  FILE* pipe = popen(command.c_str(), "w");
  if (pipe == nullptr) return sim::fail({path, 0, 0}, "cannot start ffmpeg");
  for (const Image& p : pictures) std::fwrite(p.rgba.data(), 1, p.rgba.size(), pipe);
  if (pclose(pipe) != 0)
    return sim::fail({path, 0, 0}, "ffmpeg could not make the film (is it installed?)");
  return {};
}

}  // namespace

sim::Result<Image> render_at(const sim::scenario::Scenario& scenario, sim::SimTime at,
                             const RenderOptions& options) {
  return render(scenario, options, [&](Session& s) { s.apply(command::SeekTime{at}); });
}

sim::Result<Image> render_step(const sim::scenario::Scenario& scenario, std::uint64_t step,
                               const RenderOptions& options) {
  return render(scenario, options, [&](Session& s) { s.apply(command::SeekStep{step}); });
}

sim::Result<std::vector<Image>> render_film(const sim::scenario::Scenario& scenario,
                                            const FilmOptions& film, const RenderOptions& options) {
  if (auto ok = check(options); !ok) return tl::unexpected<sim::Error>(ok.error());
  if (film.last_steps == 0 && film.to < film.from)
    return sim::fail({}, "the film would end before it begins");
  Studio studio(scenario, options);
  if (auto ok = studio.compare(options.compare); !ok) return tl::unexpected<sim::Error>(ok.error());
  Session& s = studio.session();
  look_ahead(s);
  s.apply(command::SeekTime{film.to});
  const std::uint64_t last = s.position();
  if (film.last_steps > 0)
    s.apply(command::SeekStep{last - std::min(last, film.last_steps)});
  else
    s.apply(command::SeekTime{film.from});
  const std::uint64_t first = s.position();
  // What would be too long a film shows fewer frames a step, then not every step.
  const std::uint64_t steps = last - first;
  int per_step = std::max(1, film.frames_per_step);
  while (per_step > 1 && steps * static_cast<std::uint64_t>(per_step) > film.most_frames)
    --per_step;
  const std::uint64_t stride = std::max<std::uint64_t>(1, steps / film.most_frames);
  std::vector<Image> pictures{studio.picture()};
  const double motion_s = SessionOptions{}.motion_s;
  for (std::uint64_t at = first; at < last;) {
    const std::uint64_t before = at;
    if (stride > 1) {
      s.apply(command::SeekStep{std::min(last, at + stride)});
      pictures.push_back(studio.shoot(0));
    } else {
      s.apply(command::Step{Direction::forward, Granularity::step});
      if (s.position() > last) break;
      for (int i = 0; i < per_step; ++i)
        pictures.push_back(studio.shoot(motion_s / per_step + 1e-6));
    }
    at = s.position();
    if (at <= before) break;
  }
  return pictures;
}

bool is_picture(const std::string& path) { return ends_with(path, ".png"); }

bool is_film(const std::string& path) { return ends_with(path, ".gif") || ends_with(path, ".mp4"); }

sim::Result<void> write_picture(const std::string& path, const Image& picture) {
  if (!is_picture(path)) return sim::fail({path, 0, 0}, "a picture's name ends in .png");
  return write_file(path, png_bytes(picture));
}

sim::Result<void> write_film(const std::string& path, const std::vector<Image>& pictures,
                             int frames_per_second) {
  if (pictures.empty()) return sim::fail({path, 0, 0}, "there is nothing to show");
  const int rate = std::clamp(frames_per_second, 1, 50);
  if (ends_with(path, ".gif")) return write_file(path, gif_bytes(pictures, 100 / rate));
  if (ends_with(path, ".mp4")) return write_mp4(path, pictures, rate);
  return sim::fail({path, 0, 0}, "a film's name ends in .gif or .mp4");
}

}  // namespace gui

// What the command line calls.
namespace sim::exporting {

Result<void> render_picture(const scenario::Scenario& scenario, SimTime at,
                            const RenderOptions& options, const std::string& path) {
  if (!gui::is_picture(path)) return fail({path, 0, 0}, "a picture's name ends in .png");
  const auto picture = gui::render_at(scenario, at, options);
  if (!picture) return tl::unexpected<Error>(picture.error());
  return gui::write_picture(path, *picture);
}

namespace {

Result<void> render(const scenario::Scenario& scenario, const gui::FilmOptions& film,
                    const RenderOptions& options, const std::string& path) {
  if (!gui::is_film(path)) return fail({path, 0, 0}, "a film's name ends in .gif or .mp4");
  const auto pictures = gui::render_film(scenario, film, options);
  if (!pictures) return tl::unexpected<Error>(pictures.error());
  return gui::write_film(path, *pictures, film.frames_per_second);
}

}  // namespace

Result<void> render_film(const scenario::Scenario& scenario, SimTime from, SimTime to,
                         const RenderOptions& options, const std::string& path) {
  gui::FilmOptions film;
  film.from = from;
  film.to = to;
  return render(scenario, film, options, path);
}

Result<void> render_ending(const scenario::Scenario& scenario, SimTime at, std::uint64_t steps,
                           const RenderOptions& options, const std::string& path) {
  gui::FilmOptions film;
  film.to = at;
  film.last_steps = std::max<std::uint64_t>(1, steps);
  film.frames_per_step = 3;
  return render(scenario, film, options, path);
}

}  // namespace sim::exporting
