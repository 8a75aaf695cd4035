#include "gui/render/render.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "gui/render/studio.h"

namespace gui {
namespace {

bool ends_with(const std::string& s, std::string_view end) {
  return s.size() >= end.size() && s.compare(s.size() - end.size(), end.size(), end) == 0;
}

template <class Seek>
sim::Result<Image> render(const sim::scenario::Scenario& scenario, const RenderOptions& options,
                          Seek seek) {
  if (auto ok = Studio::check(options); !ok) return tl::unexpected<sim::Error>(ok.error());
  Studio studio(scenario, options);
  if (auto ok = studio.compare(options.compare); !ok) return tl::unexpected<sim::Error>(ok.error());
  seek(studio.session());
  studio.look_ahead();
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

// Whether a shell would find the program.
bool on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  return false;
}

sim::Result<void> write_mp4(const std::string& path, const std::vector<Image>& pictures, int rate) {
  const std::string command = fmt::format(
      "ffmpeg -loglevel error -y -f rawvideo -pix_fmt rgba -s {}x{} -r {} -i - -pix_fmt yuv420p "
      "-vf 'pad=ceil(iw/2)*2:ceil(ih/2)*2' {}",
      pictures[0].width, pictures[0].height, rate, quoted(path));
  FILE* pipe = popen(command.c_str(), "w");
  if (pipe == nullptr) return sim::fail({path, 0, 0}, "cannot start ffmpeg");
  for (const Image& p : pictures) std::fwrite(p.rgba.data(), 1, p.rgba.size(), pipe);
  if (pclose(pipe) != 0) return sim::fail({path, 0, 0}, "ffmpeg could not make the film");
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
  if (auto ok = Studio::check(options); !ok) return tl::unexpected<sim::Error>(ok.error());
  if (film.last_steps == 0 && film.to < film.from)
    return sim::fail({}, "the film would end before it begins");
  Studio studio(scenario, options);
  if (auto ok = studio.compare(options.compare); !ok) return tl::unexpected<sim::Error>(ok.error());
  Session& s = studio.session();
  studio.look_ahead();
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

sim::Result<void> can_write_film(const std::string& path) {
  if (ends_with(path, ".mp4") && !on_path("ffmpeg"))
    return sim::fail({path, 0, 0},
                     "an MP4 is made by ffmpeg, which is not installed; a .gif needs nothing");
  return {};
}

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
  if (auto ok = gui::can_write_film(path); !ok) return ok;
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
