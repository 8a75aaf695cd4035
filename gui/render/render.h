// Pictures without a window: what `msgscope render` writes, and the documentation shows.
//
//   auto picture = gui::render(session, {.lang = Lang::zh});
//   write_file("moment.png", png_bytes(picture));
#pragma once

#include <string>
#include <vector>

#include "gui/platform/picture.h"
#include "sim/base/result.h"
#include "sim/export/render.h"
#include "sim/scenario/scenario.h"

namespace gui {

using RenderOptions = sim::exporting::RenderOptions;

// The picture of a scenario at a time: the last step that has begun by then.
sim::Result<Image> render_at(const sim::scenario::Scenario& scenario, sim::SimTime at,
                             const RenderOptions& options);
// The picture after that many steps.
sim::Result<Image> render_step(const sim::scenario::Scenario& scenario, std::uint64_t step,
                               const RenderOptions& options);

struct FilmOptions {
  sim::SimTime from, to;
  std::uint64_t last_steps = 0;  // instead of `from`: so many steps before `to`
  int frames_per_step = 5;       // of motion
  int frames_per_second = 12;
  std::size_t most_frames = 600;  // longer ranges skip steps
};
// The pictures from one time to another, with the motion inside the steps.
sim::Result<std::vector<Image>> render_film(const sim::scenario::Scenario& scenario,
                                            const FilmOptions& film, const RenderOptions& options);

// Writes a PNG, or, for a film, a GIF or (through ffmpeg, where it is installed) an MP4, by the
// ending of the file's name.
bool is_picture(const std::string& path);
bool is_film(const std::string& path);
// Whether what makes such a film is there, before its pictures are drawn.
sim::Result<void> can_write_film(const std::string& path);
sim::Result<void> write_picture(const std::string& path, const Image& picture);
sim::Result<void> write_film(const std::string& path, const std::vector<Image>& pictures,
                             int frames_per_second);

}  // namespace gui
