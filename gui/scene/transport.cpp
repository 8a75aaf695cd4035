// The top of the window: the scenario, the transport buttons, the clock, and the scrubber.
#include <fmt/format.h>

#include <cmath>

#include "gui/scene/parts.h"

namespace gui {
namespace {

// The transport's symbols are drawn, not set: they are the same in every font.
enum class Icon { to_start, back_fast, back, play, pause, forward, forward_fast, to_end };

void draw_icon(Canvas& c, const std::string& id, const Rect& box, Icon icon, Color color) {
  const float h = 12, w = 10;
  const Vec2 m = box.center();
  int part = 0;
  auto bar = [&](float x, float width) {
    c.rect(fmt::format("{}:{}", id, part++), Layer::token, {m.x + x, m.y - h / 2, width, h}, color);
  };
  auto triangle = [&](float x, bool right) {
    Shape s;
    s.id = fmt::format("{}:{}", id, part++);
    s.kind = ShapeKind::triangle;
    s.layer = Layer::token;
    s.box = {m.x + x, m.y - h / 2, w, h};
    const float a = m.x + x, b = m.x + x + w;
    s.points = right ? std::vector<Vec2>{{a, m.y - h / 2}, {b, m.y}, {a, m.y + h / 2}}
                     : std::vector<Vec2>{{b, m.y - h / 2}, {b, m.y + h / 2}, {a, m.y}};
    s.fill = color;
    c.add(std::move(s));
  };
  switch (icon) {
    case Icon::to_start:
      bar(-7, 2.5f);
      triangle(-3, false);
      break;
    case Icon::back_fast:
      triangle(-11, false);
      triangle(0, false);
      break;
    case Icon::back:
      triangle(-6, false);
      break;
    case Icon::play:
      triangle(-4, true);
      break;
    case Icon::pause:
      bar(-6, 4);
      bar(2, 4);
      break;
    case Icon::forward:
      triangle(-7, true);
      bar(5, 2.5f);
      break;
    case Icon::forward_fast:
      triangle(-10, true);
      triangle(1, true);
      break;
    case Icon::to_end:
      triangle(-9, true);
      bar(3, 8);
      break;
  }
}

// Three sliders.
void draw_settings_icon(Canvas& c, const Rect& box) {
  const Vec2 m = box.center();
  const float knob[] = {3, -4, 1};
  for (int i = 0; i < 3; ++i) {
    const float y = m.y - 5 + 5 * static_cast<float>(i);
    c.rect(fmt::format("settings:line{}", i), Layer::token, {m.x - 8, y - 0.5f, 16, 1},
           c.colors.dim);
    c.rect(fmt::format("settings:knob{}", i), Layer::token, {m.x + knob[i] - 1.5f, y - 2, 3, 4},
           c.colors.text);
  }
}

// A screen.
void draw_screen_icon(Canvas& c, const Rect& box, Color color) {
  const Vec2 m = box.center();
  Shape& s =
      c.rect("presenter:screen", Layer::token, {m.x - 9, m.y - 7, 18, 12}, kNoColor, color, 2);
  s.stroke_width = 1.5f;
  c.rect("presenter:foot", Layer::token, {m.x - 4, m.y + 7, 8, 1.5f}, color);
}

// Broken in two where both parts fit, at the last place for it; the second is cut if it must be.
std::pair<std::string, std::string> in_two(const Canvas& c, TextStyle style,
                                           const std::string& text, float width) {
  std::size_t cut = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded at = decode_utf8(std::string_view(text).substr(i));
    if ((at.c == ' ' || at.c >= 0x2e80) && c.width(style, text.substr(0, i)) <= width) cut = i;
    i += static_cast<std::size_t>(at.bytes);
  }
  const std::size_t rest = cut < text.size() && text[cut] == ' ' ? cut + 1 : cut;
  return {text.substr(0, cut), c.fit(style, text.substr(rest), width)};
}

float draw_title(Drawing& d, const Rect& area, float limit) {
  Canvas& c = d.canvas;
  const float m = area.center().y - 1;
  // The title matters more than the program's name; it may take two lines.
  const float with_name = area.x + 18 + c.width(TextStyle::title, "msgscope") + 12;
  float x = area.x + 18;
  const bool named = with_name + c.width(TextStyle::strong, d.facts.title) + 24 <= limit;
  if (named) {
    c.label("app", x, m, TextStyle::title, c.colors.text, "msgscope");
    x = with_name;
  }
  if (named && !d.facts.lesson.empty()) {
    const std::string lesson = d.facts.lesson + "  · ";
    if (x + c.width(TextStyle::body, lesson) + 120 < limit)
      x = c.label("lesson", x, m, TextStyle::body, c.colors.dim, lesson) + 6;
  }
  const float room = limit - x - 24;
  float end = x;
  if (c.width(TextStyle::strong, d.facts.title) <= room) {
    end = c.label("title", x, m, TextStyle::strong, c.colors.text, d.facts.title);
  } else {
    const auto [first, second] = in_two(c, TextStyle::small, d.facts.title, room);
    end = c.label("title", x, m - 9, TextStyle::small, c.colors.text, first);
    end = std::max(end, c.label("title:2", x, m + 9, TextStyle::small, c.colors.text, second));
  }
  Shape s;
  s.id = "title:menu";
  s.kind = ShapeKind::triangle;
  s.box = {end + 9, m - 3, 9, 6};
  s.points = {{end + 9, m - 3}, {end + 18, m - 3}, {end + 13.5f, m + 3}};
  s.fill = c.colors.dim;
  c.add(std::move(s));
  Shape& hit =
      c.rect("title:hit", Layer::content, {x - 6, area.y + 8, end + 28 - x, area.h - 16}, kNoColor);
  hit.action = "file.menu";
  hit.tooltip = c.tr("tip.file_menu");
  return end + 24;
}

}  // namespace

void draw_transport(Drawing& d, const Rect& area) {
  Canvas& c = d.canvas;
  c.rect("transport", Layer::panel, area, c.colors.panel);
  c.line("transport:line", Layer::well, {area.x, area.bottom()}, {area.right(), area.bottom()},
         c.colors.line);
  const bool wide = area.w >= 1500;
  const bool roomy = area.w >= 1240;
  const float top = area.y + 11, h = 32;

  // From the right: help, presenter, language, clock, speed.
  float right = area.right() - 12;
  auto corner = [&](const char* action, float w, std::string_view text, bool chosen) {
    right -= w;
    const Rect box{right, top, w, h};
    Shape& s = c.button(action, box, text, chosen, TextStyle::body);
    s.tooltip = c.tr(std::string("tip.") + action);
    right -= 6;
    return box;
  };
  corner("help.toggle", 34, "?", false);
  draw_settings_icon(c, corner("settings.open", 34, "", false));
  draw_screen_icon(c, corner("presenter.toggle", 34, "", d.options.presenter),
                   d.options.presenter ? c.colors.on_accent : c.colors.text);
  corner("lang.toggle", 56, "EN | 中", false);
  right -= 12;
  // As wide as the clock can get in this second: it must not push its neighbours about.
  const std::string clock = format_clock(d.moment.now.ns);
  const std::string steps =
      c.tr.format(d.facts.complete ? "transport.step_of" : "transport.step_of_more",
                  {group_digits(d.moment.step), group_digits(d.facts.steps_in_all)});
  const float wanted = std::max(c.width(TextStyle::title, clock), c.width(TextStyle::field, steps));
  const float clock_w = std::max(138.0f, std::ceil(wanted / 16) * 16);
  right -= clock_w;
  c.text("clock", {right, area.y + 9, clock_w, 22}, TextStyle::title, c.colors.text, clock,
         Align::right);
  c.text("clock:step", {right, area.y + 31, clock_w, 16}, TextStyle::field, c.colors.dim, steps,
         Align::right);
  right -= 16;
  if (roomy) {
    const float speed_w = wide ? 112 : 84;
    right -= speed_w;
    const std::string rate = d.facts.steps_per_second >= 10
                                 ? fmt::format("{:.0f}", d.facts.steps_per_second)
                                 : fmt::format("{:.2g}", d.facts.steps_per_second);
    const bool slow = d.facts.steps_per_second < 1;
    const std::string each = fmt::format("{:.2g}", 1 / d.facts.steps_per_second);
    // In words where they fit.
    const std::string words =
        slow ? c.tr.format("transport.slow", {each}) : c.tr.format("transport.speed", {rate});
    const std::string label = c.width(TextStyle::axis, words) <= speed_w ? words
                              : slow ? c.tr.format("transport.slow_short", {each})
                                     : rate + "/s";
    c.text("speed:label", {right, area.y + 8, speed_w, 14}, TextStyle::axis, c.colors.dim, label);
    const Rect track{right, area.y + 27, speed_w, 4};
    c.rect("speed:track", Layer::well, track, c.colors.line, kNoColor, 2);
    // Logarithmic: sixteen seconds a step at the left end, 4096 steps a second at the right.
    const double at =
        std::clamp((std::log2(d.facts.steps_per_second) - kSlowest) / kSpeedOctaves, 0.0, 1.0);
    c.rect("speed:fill", Layer::content, {track.x, track.y, track.w * static_cast<float>(at), 4},
           c.colors.accent, kNoColor, 2);
    Shape& hit =
        c.rect("speed:hit", Layer::content, {track.x - 4, area.y + 4, track.w + 8, 44}, kNoColor);
    hit.action = "speed.drag";
    hit.tooltip = c.tr("tip.speed");
    right -= 20;
  }

  // The middle: transport and granularity, centred between the title and the clock.
  struct Button {
    const char* action;
    Icon icon;
  };
  const Button buttons[] = {
      {"go.start", Icon::to_start},  {"go.prev_switch", Icon::back_fast},
      {"go.back", Icon::back},       {"go.play", d.facts.playing ? Icon::pause : Icon::play},
      {"go.forward", Icon::forward}, {"go.next_switch", Icon::forward_fast},
      {"go.end", Icon::to_end}};
  const float bw = wide ? 36 : 32, play_w = wide ? 50 : 44, bgap = 4;
  const float bar_w = bw * 6 + play_w + bgap * 6;
  const char* grain_keys[] = {"grain.line", "grain.step", "grain.event", "grain.switch"};
  float grain_w[4], grains = 0;
  for (int i = 0; i < 4; ++i) {
    grain_w[i] = c.width(TextStyle::body, c.tr(grain_keys[i])) + (wide ? 22 : 16);
    grains += grain_w[i];
  }
  const float middle_w = bar_w + 14 + grains;
  float x = right - middle_w;
  draw_title(d, area, x - 8);
  for (const Button& b : buttons) {
    const bool play = b.icon == Icon::play || b.icon == Icon::pause;
    const Rect box{x, top, play ? play_w : bw, h};
    Shape& s = c.button(b.action, box, "", play);
    s.tooltip = c.tr(std::string("tip.") + b.action);
    draw_icon(c, fmt::format("icon:{}", b.action), box, b.icon,
              play ? c.colors.on_accent : c.colors.text);
    x += box.w + bgap;
  }
  x += 10;
  c.rect("grain", Layer::content, {x, top, grains, h}, c.colors.panel_raised, c.colors.line, 6);
  for (int i = 0; i < 4; ++i) {
    const bool chosen = static_cast<int>(d.options.granularity) == i;
    Shape& s = c.rect(std::string("button:") + grain_keys[i], Layer::content,
                      {x, top, grain_w[i], h}, chosen ? c.colors.selected : kNoColor, kNoColor, 6);
    s.text = c.tr(grain_keys[i]);
    s.style = TextStyle::body;
    s.align = Align::center;
    s.ink = chosen ? c.colors.text : c.colors.dim;
    s.action = grain_keys[i];
    s.tooltip = c.tr(std::string("tip.") + grain_keys[i]);
    if (i > 0)
      c.line(fmt::format("grain:line{}", i), Layer::content, {x, top}, {x, top + h}, c.colors.line);
    x += grain_w[i];
  }
}

namespace {

void set_right(Shape& s, std::string text, const TextMeasure& measure) {
  const float right = s.box.right();
  s.text = std::move(text);
  s.box.w = measure.width(s.style, s.text);
  s.box.x = right - s.box.w;
}

}  // namespace

void show_motion(Scene& scene, const Motion& motion, const StageOptions& options,
                 const TextMeasure& measure) {
  const Palette& colors = palette(options.theme, options.presenter);
  Rect play;
  for (Shape& s : scene.shapes) {
    if (s.id == "clock") set_right(s, format_clock(motion.clock_ns), measure);
    if (s.id == "clock:step" && motion.held) {
      s.ink = colors.now;
      set_right(s,
                Strings::of(options.lang)
                    .format("transport.held", {fmt::format("{:.0f}", motion.phase * 100)}),
                measure);
    }
    if (s.id == "button:go.play") play = s.box;
  }
  if (play.w <= 0) return;
  // Under the button that plays: how much of the step is done.
  const auto bar = [&](const char* id, float w, Color color) {
    Shape s;
    s.id = id;
    s.layer = Layer::overlay;
    s.box = {play.x, play.bottom() + 3, w, 3};
    s.fill = color;
    s.radius = 1.5f;
    scene.shapes.push_back(std::move(s));
  };
  bar("motion:track", play.w, colors.line);
  bar("motion:done", std::max(3.0f, play.w * motion.phase), colors.now);
}

void draw_scrubber(Drawing& d, const Rect& area) {
  Canvas& c = d.canvas;
  c.line("scrubber:line", Layer::well, {area.x, area.bottom()}, {area.right(), area.bottom()},
         c.colors.line);
  const Rect track{area.x + 18, area.center().y - 1.5f, area.w - 36, 3};
  const double all = std::max<double>(1, static_cast<double>(d.facts.steps_in_all));
  auto x_of = [&](std::uint64_t step) {
    return track.x + track.w * static_cast<float>(std::min(1.0, static_cast<double>(step) / all));
  };
  c.rect("scrubber:track", Layer::well, track, c.colors.line, kNoColor, 1.5f);
  const float at = x_of(d.moment.step);
  c.rect("scrubber:done", Layer::content, {track.x, track.y, at - track.x, track.h},
         c.colors.accent, kNoColor, 1.5f);
  // One mark of a kind at most every few pixels: what is nearer cannot be told apart.
  float last[5] = {-9, -9, -9, -9, -9};
  int n = 0;
  for (const Mark& m : d.facts.marks) {
    const float x = x_of(m.step);
    float& before = last[static_cast<int>(m.kind)];
    const float apart = m.kind == Mark::Kind::message ? 13.0f : 5.0f;
    if (x - before < apart && m.kind < Mark::Kind::question) continue;
    before = x;
    const std::string id = fmt::format("mark:{}", n++);
    const float y = area.center().y;
    switch (m.kind) {
      case Mark::Kind::context_switch:
        c.rect(id, Layer::content, {x - 0.75f, y - 5, 1.5f, 10}, c.colors.dim);
        break;
      case Mark::Kind::message: {
        Shape s;
        s.id = id;
        s.kind = ShapeKind::triangle;
        s.points = {{x, y - 9}, {x + 4.5f, y - 4.5f}, {x, y}, {x - 4.5f, y - 4.5f}};
        s.box = {x - 4.5f, y - 9, 9, 9};
        s.fill = d.options.theme == Theme::light ? c.colors.dim : c.colors.paper;
        c.add(std::move(s)).stroke = c.colors.ground;
        break;
      }
      case Mark::Kind::question:
        c.rect(id + ":back", Layer::content, {x - 6, y - 8, 12, 16}, c.colors.ground);
        c.label(id, x - c.width(TextStyle::badge, "?") / 2, y, TextStyle::badge, c.colors.now, "?");
        break;
      case Mark::Kind::bookmark:
        c.rect(id, Layer::content, {x - 3, y - 9, 6, 11}, c.colors.accent, c.colors.ground, 1);
        break;
      case Mark::Kind::breakpoint: {
        Shape s;
        s.id = id;
        s.kind = ShapeKind::disc;
        s.box = {x - 4, y - 4, 8, 8};
        s.fill = c.colors.bad_text;
        c.add(std::move(s));
        break;
      }
    }
  }
  Shape knob;
  knob.id = "scrubber:knob";
  knob.kind = ShapeKind::disc;
  knob.layer = Layer::token;
  knob.box = {at - 7, area.center().y - 7, 14, 14};
  knob.fill = d.options.theme == Theme::light ? c.colors.accent : rgb(0xffffff);
  c.add(std::move(knob));
  Shape& hit =
      c.rect("scrubber:hit", Layer::overlay, {track.x - 8, area.y, track.w + 16, area.h}, kNoColor);
  hit.action = "scrub.drag";
}

}  // namespace gui
