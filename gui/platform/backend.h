// Backend: where a window's picture goes and where its input comes from. ImGui's context must exist
// before a backend is made and outlive it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gui/platform/raster.h"
#include "sim/base/result.h"

namespace gui {

struct WindowOptions {
  std::string title = "msgscope";
  int width = 1600, height = 900;
  bool fullscreen = false;
};

class Backend {
 public:
  virtual ~Backend() = default;
  virtual std::string name() const = 0;
  // Takes in what the person did and tells ImGui size and time; false when the window was closed.
  // `wait_s`: sleep up to that long when nothing happens (an idle window costs no CPU).
  virtual bool begin_frame(double wait_s) = 0;
  // Shows what ImGui::Render() made.
  virtual void end_frame() = 0;
  // The font atlas was built anew.
  virtual void fonts_changed() = 0;
  // Pixels of the screen for a unit of the design (1 on an ordinary screen, 2 on a dense one).
  virtual float density() const { return 1; }
  virtual void set_title(const std::string&) {}
  virtual void set_fullscreen(bool) {}
  // Files dropped on the window since the last call.
  virtual std::vector<std::string> take_dropped_files() { return {}; }
};

// Fails with one clear message: no display, no OpenGL 3.
sim::Result<std::unique_ptr<Backend>> make_glfw_backend(const WindowOptions& options);
sim::Result<std::unique_ptr<Backend>> make_sdl2_backend(const WindowOptions& options);

// Draws in memory; needs no display. Time passes as it is told to.
class OffscreenBackend : public Backend {
 public:
  OffscreenBackend(int width, int height);
  std::string name() const override { return "offscreen"; }
  bool begin_frame(double wait_s) override;
  void end_frame() override;
  void fonts_changed() override;
  void resize(int width, int height);
  void set_frame_time(double seconds) { frame_time_s_ = seconds; }
  // When off, end_frame() only counts (for tests that press widgets and need no picture).
  void set_drawing(bool on) { drawing_ = on; }
  const Image& picture() const { return picture_; }

 private:
  Image picture_, font_texture_;
  double frame_time_s_ = 1.0 / 60;
  bool drawing_ = true;
};

}  // namespace gui
