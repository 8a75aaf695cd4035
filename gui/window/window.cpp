#include "gui/window/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/panels/painter.h"
#include "gui/platform/theme.h"
#include "gui/scene/tween.h"
#include "gui/window/actions.h"
#include "gui/window/facts.h"
#include "sim/analysis/messages.h"
#include "sim/analysis/narrate.h"
#include "sim/kernel/step_texts.h"
#include "sim/scenario/scenario.h"

namespace gui {
namespace {

// The stage is composed for at least this many design units; a smaller window shrinks it.
constexpr Vec2 kLeast{1180, 640};
// The presenter's stage is as large as it can be.
constexpr Vec2 kPresenter{1190, 668};
// The bottom panel's share of the height when two runs are compared.
constexpr float kTwoRuns = 0.36f;

void add_text(GlyphSet& glyphs, const sim::scenario::Text& t) {
  glyphs.add(t.en);
  glyphs.add(t.zh);
}

// Every character that this session's texts may show.
void add_session_text(GlyphSet& glyphs, const Session& s) {
  const sim::scenario::Scenario& sc = s.scenario();
  add_text(glyphs, sc.title);
  add_text(glyphs, sc.about);
  for (const auto& n : sc.narration) add_text(glyphs, n.text);
  for (const auto& q : sc.questions) {
    add_text(glyphs, q.ask);
    add_text(glyphs, q.why);
    for (const auto& choice : q.choices) add_text(glyphs, choice);
  }
  for (const auto& p : sc.machine.processes) {
    glyphs.add(p.name);
    if (p.program == nullptr) continue;
    for (const sim::SourceFile& f : p.program->files)
      if (!f.is_libc) glyphs.add(f.text);
    // What it can print: its strings, escapes resolved.
    for (const sim::Segment& segment : p.program->segments)
      glyphs.add({reinterpret_cast<const char*>(segment.bytes.data()), segment.bytes.size()});
  }
  for (const Bookmark& b : s.bookmarks()) glyphs.add(b.note);
  if (s.other() != nullptr) add_session_text(glyphs, *s.other());
}

void add_language(GlyphSet& glyphs, Lang lang) {
  for (const auto& [key, text] : Strings::of(lang).all()) glyphs.add(text);
  for (const sim::analysis::Sentence& s : sim::analysis::sentences())
    glyphs.add(lang == Lang::zh ? s.zh : s.en);
  for (const sim::StepText& s : sim::step_texts()) glyphs.add(lang == Lang::zh ? s.zh : s.en);
  if (lang == Lang::zh)
    for (const std::string& text : sim::analysis::MessageCatalog::chinese().translations())
      glyphs.add(text);
  glyphs.add("EN | 中");
}

}  // namespace

Window::Window(Backend& backend, Session& session) : backend_(backend), session_(session) {
  left_share_ = options_.left_share;
  right_share_ = options_.right_share;
  bottom_share_ = options_.bottom_share;
}

void Window::fit_scale() {
  const ImVec2 px = ImGui::GetIO().DisplaySize;
  float scale = session_.choices().scale * backend_.density();
  if (session_.choices().presenter)
    scale = std::max(scale, std::min(px.x / kPresenter.x, px.y / kPresenter.y));
  scale = std::min(scale, std::min(px.x / kLeast.x, px.y / kLeast.y));
  // In steps, so that fonts are not rasterised anew for every pixel the window grows.
  scale = std::max(0.5f, std::floor(scale * 16) / 16);
  if (scale != scale_) {
    scale_ = scale;
    fonts_dirty_ = true;
  }
}

void Window::rebuild_fonts() {
  if (session_.choices().lang == Lang::zh && !chinese_font_installed())
    apply(command::SetLanguage{Lang::en});
  glyphs_ = GlyphSet();
  add_language(glyphs_, session_.choices().lang);
  add_session_text(glyphs_, session_);
  fonts_.build(*ImGui::GetIO().Fonts, scale_, glyphs_);
  backend_.fonts_changed();
  theme_ = session_.choices().theme;
  apply_theme(theme_, scale_);
  fonts_dirty_ = false;
  scene_key_.clear();
}

// The scene is made anew only when something it shows has changed.
void Window::rebuild_scene() {
  const ImVec2 px = ImGui::GetIO().DisplaySize;
  options_ = options_of(session_.choices(), {px.x / scale_, px.y / scale_});
  options_.left_share = left_share_;
  options_.right_share = right_share_;
  // Two runs need the room of two.
  const bool two = session_.other() != nullptr;
  options_.bottom_share = two ? std::max(bottom_share_, kTwoRuns) : bottom_share_;
  const Choices& c = session_.choices();
  const std::string key =
      fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", px.x, px.y,
                  scale_, static_cast<int>(c.lang), static_cast<int>(c.theme), c.presenter,
                  static_cast<int>(c.granularity), static_cast<int>(c.tab), c.steps_per_second,
                  c.selected ? c.selected->value : -1, c.focus_msqid, c.run_queue_as_tree,
                  session_.known_steps(), session_.complete(), session_.playing(),
                  session_.question() ? static_cast<int>(session_.question()->index) : -1,
                  session_.question() ? session_.question()->picked : -1,
                  session_.bookmarks().size(), session_.breakpoints().size(), session_.notice(),
                  left_share_ + right_share_ * 7, options_.bottom_share);
  // Once more when motion ends: the clock has gone on meanwhile.
  if (moves_ == session_.moves() && key == scene_key_ && moving_ == (session_.phase() < 1)) return;
  // In motion the picture is between two: both follow from the step alone, whatever was shown last.
  const StageFacts facts = facts_of(session_, storyteller_, static_cast<int>(options_.size.x / 4));
  Moment moment = moment_of(session_.machine(), session_.last_events());
  moment.now = session_.clock();
  after_ = stage(moment, facts, options_, fonts_);
  moving_ = session_.phase() < 1;
  if (moving_) {
    const Moment earlier = moment_of(session_.before(), session_.before_events());
    before_ = stage(earlier, facts, options_, fonts_);
  }
  moves_ = session_.moves();
  scene_key_ = key;
  // A text nobody foresaw (what a program printed): the next frame has its characters. (Within a
  // frame the fonts may not change.)
  for (const Shape& s : after_.shapes) {
    glyphs_grew_ = glyphs_.add(s.text) || glyphs_grew_;
    glyphs_grew_ = glyphs_.add(s.text2) || glyphs_grew_;
  }
}

void Window::apply(const Command& command) {
  session_.apply(command);
  if (const auto* edit = std::get_if<command::EditBookmark>(&command))
    glyphs_grew_ = glyphs_.add(edit->note) || glyphs_grew_;
  if (std::holds_alternative<command::OpenFile>(command) ||
      std::holds_alternative<command::Reload>(command) ||
      std::holds_alternative<command::SetLanguage>(command) ||
      std::holds_alternative<command::CompareWith>(command) ||
      std::holds_alternative<command::CompareSettings>(command) ||
      std::holds_alternative<command::AddBookmark>(command) ||
      std::holds_alternative<command::EditProgram>(command))
    fonts_dirty_ = true;
}

bool Window::frame(double dt_s, double wait_s) {
  for (const std::string& path : backend_.take_dropped_files()) apply(command::OpenFile{path});
  session_.tick(dt_s);
  return draw_only(wait_s);
}

bool Window::draw_only(double wait_s) {
  if (!backend_.begin_frame(wait_s)) return false;
  fit_scale();
  if (fonts_dirty_ || theme_ != session_.choices().theme) {
    rebuild_fonts();
  } else if (glyphs_grew_) {
    fonts_.build(*ImGui::GetIO().Fonts, scale_, glyphs_);
    backend_.fonts_changed();
    scene_key_.clear();  // what was measured without those characters
  }
  glyphs_grew_ = false;
  ImGui::NewFrame();
  widgets_.begin_frame();
  rebuild_scene();
  draw_stage();
  ImGui::Render();
  backend_.end_frame();
  return true;
}

void Window::draw_stage() {
  const ImGuiIO& io = ImGui::GetIO();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("stage", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar(3);
  shown_ = session_.phase() < 1 ? tween(before_, after_, session_.phase()) : after_;
  if (session_.phase() < 1)
    show_motion(shown_, {session_.clock().ns, session_.phase(), session_.held()}, options_, fonts_);
  handle_mouse();
  handle_keys();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Painter painter(list, fonts_, {0, 0});
  painter.paint(shown_, hovered_.empty() ? focused_ : hovered_);
  for (const Shape& s : shown_.shapes)
    if (!s.action.empty())
      widgets_.add(s.action,
                   {s.box.x * scale_, s.box.y * scale_, s.box.w * scale_, s.box.h * scale_});
  draw_splitters();
  const Areas areas = areas_of(options_);
  if (areas.bottom.h > 0) {
    const Palette& colors = palette(options_.theme);
    Rect area = areas.bottom;
    area.take_top(46);
    const PanelContext p{area.inset(13, 6), fonts_, colors, Strings::of(options_.lang),
                         widgets_,          list,   scale_};
    if (const auto command = bottom_panel(p, session_, bottom_)) apply(*command);
    for (const std::string& text : bottom_.unknown)
      glyphs_grew_ = glyphs_.add(text) || glyphs_grew_;
  }
  ImGui::End();
  draw_tool();
  draw_popups();
}

void Window::press(std::string_view action) {
  if (action == "help.toggle") {
    popup_ = popup_ == Popup::help ? Popup::none : Popup::help;
  } else if (action == "settings.open") {
    popup_ = popup_ == Popup::settings ? Popup::none : Popup::settings;
  } else if (action == "file.menu") {
    popup_ = popup_ == Popup::open ? Popup::none : Popup::open;
    open_path_ = session_.path();
  } else if (action == "tool.editor") {
    tool_ = tool_ == Tool::editor ? Tool::none : Tool::editor;
    if (const auto shown = shown_program(session_)) editor_.process = *shown;
  } else if (action == "tool.inspector") {
    tool_ = tool_ == Tool::inspector ? Tool::none : Tool::inspector;
  } else if (action == "tool.notes") {
    tool_ = tool_ == Tool::notes ? Tool::none : Tool::notes;
  } else if (action == "tool.compare") {
    tool_ = tool_ == Tool::compare ? Tool::none : Tool::compare;
  } else if (const auto command = command_of(action, session_)) {
    apply(*command);
    if (action == "bookmark.add") write_note();
  }
}

// What is typed next is the note of the bookmark that was just made.
void Window::write_note() {
  const auto& all = session_.bookmarks();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].step == session_.position()) notes_.write = i;
  tool_ = Tool::notes;
  popup_ = Popup::none;
  keys_wait_ = 6;
}

void Window::handle_mouse() {
  const ImGuiIO& io = ImGui::GetIO();
  hovered_.clear();
  const Vec2 mouse{io.MousePos.x / scale_, io.MousePos.y / scale_};
  if (!dragging_.empty()) {
    if (!ImGui::IsMouseDown(0)) {
      dragging_.clear();
    } else if (dragging_.rfind("split.", 0) != 0) {
      for (const Shape& s : shown_.shapes)
        if (s.action == dragging_) handle_drag(s, mouse);
    }
    return;
  }
  if (!ImGui::IsWindowHovered()) return;
  const Shape* shape = shown_.action_at(mouse);
  if (shape == nullptr) return;
  hovered_ = shape->action;
  if (ImGui::IsMouseClicked(0)) {
    focused_.clear();
    if (is_drag(shape->action)) {
      dragging_ = shape->action;
      handle_drag(*shape, mouse);
    } else {
      press(shape->action);
    }
  } else if (!shape->tooltip.empty()) {
    draw_tooltip(*shape);
  }
}

void Window::handle_drag(const Shape& shape, Vec2 mouse) {
  const float pad = shape.action == "scrub.drag" ? 8.0f : 4.0f;
  const float t =
      std::clamp((mouse.x - shape.box.x - pad) / std::max(1.0f, shape.box.w - 2 * pad), 0.0f, 1.0f);
  if (shape.action == "scrub.drag") {
    const auto step = static_cast<std::uint64_t>(
        std::llround(static_cast<double>(t) * static_cast<double>(session_.known_steps())));
    if (step != session_.position()) apply(command::SeekStep{step});
  } else if (shape.action == "speed.drag") {
    apply(command::SetSpeed{std::exp2(static_cast<double>(t) * kSpeedOctaves + kSlowest)});
  }
}

void Window::draw_tooltip(const Shape& shape) {
  compat::push_font(fonts_.font(TextStyle::small), fonts_.pixels(TextStyle::small));
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(shape.tooltip.c_str());
  ImGui::EndTooltip();
  ImGui::PopFont();
}

// The lines between the stage's parts can be taken and moved.
void Window::draw_splitters() {
  if (options_.presenter) return;
  const Areas a = areas_of(options_);
  const ImGuiIO& io = ImGui::GetIO();
  const Vec2 mouse{io.MousePos.x / scale_, io.MousePos.y / scale_};
  struct Splitter {
    const char* name;
    Rect box;
    bool upright;
  };
  const Splitter splitters[] = {
      {"split.left", {a.left.right() + 3, a.left.y, 8, a.left.h}, true},
      {"split.right", {a.right.x - 11, a.right.y, 8, a.right.h}, true},
      {"split.bottom", {a.bottom.x, a.bottom.y - 11, a.bottom.w, 8}, false},
  };
  for (const Splitter& s : splitters) {
    widgets_.add(s.name, {s.box.x * scale_, s.box.y * scale_, s.box.w * scale_, s.box.h * scale_});
    const bool over = ImGui::IsWindowHovered() && s.box.contains(mouse) && hovered_.empty();
    if (over && dragging_.empty() && ImGui::IsMouseClicked(0)) dragging_ = s.name;
    if (over || dragging_ == s.name)
      ImGui::SetMouseCursor(s.upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  }
  const float x = mouse.x / options_.size.x, y = mouse.y / options_.size.y;
  if (dragging_ == "split.left") left_share_ = std::clamp(x, 0.17f, 0.4f);
  if (dragging_ == "split.right") right_share_ = std::clamp(1 - x, 0.2f, 0.4f);
  if (dragging_ == "split.bottom") bottom_share_ = std::clamp(1 - y, 0.19f, 0.45f);
}

void Window::move_focus(int by) {
  std::vector<std::string> actions;
  for (const Shape& s : shown_.shapes)
    if (!s.action.empty() && !is_drag(s.action) &&
        std::find(actions.begin(), actions.end(), s.action) == actions.end())
      actions.push_back(s.action);
  if (actions.empty()) return;
  const auto n = static_cast<int>(actions.size());
  const auto it = std::find(actions.begin(), actions.end(), focused_);
  const int at = it == actions.end() ? (by > 0 ? -1 : 0) : static_cast<int>(it - actions.begin());
  focused_ = actions[static_cast<std::size_t>((at + by + n) % n)];
}

void Window::handle_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) {
    keys_wait_ = 0;
    return;
  }
  // A field is about to take the keys: ImGui needs a few frames for it.
  if (keys_wait_ > 0) {
    --keys_wait_;
    return;
  }
  using compat::Key;
  if (compat::key_pressed(Key::escape)) {
    if (popup_ != Popup::none)
      popup_ = Popup::none;
    else if (tool_ != Tool::none)
      tool_ = Tool::none;
    else if (session_.choices().selected)
      apply(command::Select{});
    else if (session_.choices().presenter)
      apply(command::SetPresenter{false});
    focused_.clear();
  }
  if (popup_ != Popup::none) return handle_characters();
  const bool shift = io.KeyShift;
  if (compat::key_pressed(Key::space)) press("go.play");
  if (compat::key_pressed(Key::right)) press(shift ? "go.next_switch" : "go.forward");
  if (compat::key_pressed(Key::left)) press(shift ? "go.prev_switch" : "go.back");
  if (compat::key_pressed(Key::home)) press("go.start");
  if (compat::key_pressed(Key::end)) press("go.end");
  if (compat::key_pressed(Key::tab)) move_focus(shift ? -1 : 1);
  if (compat::key_pressed(Key::enter) && !focused_.empty()) press(std::string(focused_));
  handle_characters();
}

void Window::handle_characters() {
  for (const ImWchar ch : ImGui::GetIO().InputQueueCharacters) {
    if (ch >= 0x80) continue;
    if (keys_wait_ > 0) return;
    const char key = static_cast<char>(ch);
    const auto choice = popup_ == Popup::none ? choice_of_key(key, session_) : std::nullopt;
    if (choice) {
      apply(command::AnswerQuestion{*choice});
      continue;
    }
    const std::string_view action = action_of_key(key);
    if (!action.empty()) press(action);
  }
}

}  // namespace gui
