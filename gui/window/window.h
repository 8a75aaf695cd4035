// The window: the stage and the panels together. A frame takes in what the person did, acts on the
// session, and draws.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "gui/app/session.h"
#include "gui/panels/bottom_panel.h"
#include "gui/panels/panel.h"
#include "gui/panels/tools.h"
#include "gui/platform/backend.h"
#include "gui/platform/fonts.h"
#include "gui/platform/widgets.h"
#include "gui/scene/stage.h"
#include "gui/window/story.h"

namespace gui {

class Window {
 public:
  // ImGui's context must exist; backend and session outlive the window.
  Window(Backend& backend, Session& session);

  // One frame. `dt_s`: real time since the last. False when the window was closed.
  bool frame(double dt_s, double wait_s = 0);

  // The same without letting real time pass for the session: nothing plays or is looked ahead at.
  bool draw_only(double wait_s = 0);

  // Does what pressing that widget does ("go.forward", "lang.toggle", "question.1").
  void press(std::string_view action);

  // Makes sure that the fonts have the characters of a text, from the next frame on.
  void foresee(std::string_view text) {
    glyphs_.add(text);
    glyphs_grew_ = true;
  }

  // In the frame shown last.
  const Widgets& widgets() const { return widgets_; }
  const Scene& scene() const { return shown_; }
  Session& session() { return session_; }
  float scale() const { return scale_; }
  // What Enter would press; empty: nothing.
  const std::string& focused() const { return focused_; }

 private:
  enum class Popup { none, help, settings, open };
  // What lies over the kernel's part of the stage; one can go on stepping meanwhile.
  enum class Tool { none, editor, inspector, notes, compare };

  void fit_scale();
  void rebuild_fonts();
  void rebuild_scene();
  void draw_stage();
  void draw_splitters();
  void handle_mouse();
  void handle_keys();
  void handle_characters();
  void handle_drag(const Shape& shape, Vec2 mouse);
  void move_focus(int by);
  void draw_tooltip(const Shape& shape);
  void draw_popups();
  void draw_help();
  void draw_settings();
  void draw_open();
  void draw_tool();
  void apply(const Command& command);
  void write_note();

  Backend& backend_;
  Session& session_;
  FontSet fonts_;
  GlyphSet glyphs_;
  Widgets widgets_;
  Storyteller storyteller_;
  TabViews bottom_;
  StageOptions options_;
  Scene before_, after_, shown_;
  bool moving_ = false;  // before_ belongs to after_
  float scale_ = 1;      // pixels a design unit
  float built_for_ = 0;  // the scale the fonts were built for
  bool fonts_dirty_ = true;
  bool glyphs_grew_ = false;  // text with characters that the fonts do not have yet
  Theme theme_ = Theme::dark;
  std::uint64_t moves_ = ~0ull;  // Session::moves() of after_
  std::string scene_key_;        // what else after_ was built for
  std::string hovered_, dragging_, focused_;
  Popup popup_ = Popup::none;
  Tool tool_ = Tool::none;
  EditorView editor_;
  InspectorView inspector_;
  NotesView notes_;
  int keys_wait_ = 0;  // frames until a field that was given the focus has it
  CompareView compare_;
  std::string open_path_;
  float left_share_, right_share_, bottom_share_;
};

}  // namespace gui
