#include "gui/scene/palette.h"

namespace gui {
namespace {

constexpr Palette kDark{
    .ground = rgb(0x12161c),
    .panel = rgb(0x181d25),
    .panel_raised = rgb(0x1b212b),
    .well = rgb(0x10141a),
    .line = rgb(0x2b3340),
    .text = rgb(0xdfe6ee),
    .dim = rgb(0x8593a5),
    .faint = rgb(0x566273),
    .now = rgb(0xf0e442),
    .accent = rgb(0x56b4e9),
    .on_accent = rgb(0x0c1117),
    .selected = rgb(0x2b3d55),
    .selected_weak = rgb(0x232a35),
    .paper = rgb(0xf4efe1),
    .ink = rgb(0x1b1d20),
    .good_back = rgb(0x1f4d3a),
    .good_text = rgb(0x6ff0b8),
    .bad_back = rgb(0x4a2c2c),
    .bad_text = rgb(0xffab9d),
    .wait_back = rgb(0x403c1c),
    .wait_text = rgb(0xf0e442),
    .idle_back = rgb(0x2b3340),
    .idle_text = rgb(0xa9b4c2),
    .question_back = rgb(0x24220f),
    .question_line = rgb(0x6b6320),
    .process = {rgb(0xe69f00), rgb(0x56b4e9), rgb(0x2fbf8f), rgb(0xcc79a7), rgb(0xf0e442),
                rgb(0x3d8fd1), rgb(0xd55e00)},
    .on_process = rgb(0x10141a),
};

constexpr Palette kLight{
    .ground = rgb(0xf1f3f6),
    .panel = rgb(0xffffff),
    .panel_raised = rgb(0xfafbfc),
    .well = rgb(0xeef1f5),
    .line = rgb(0xcdd5df),
    .text = rgb(0x18202b),
    .dim = rgb(0x586577),
    .faint = rgb(0x8d99a8),
    .now = rgb(0xb08a00),
    .accent = rgb(0x1f7fc0),
    .on_accent = rgb(0xffffff),
    .selected = rgb(0xd5e6f7),
    .selected_weak = rgb(0xe9eef4),
    .paper = rgb(0xfff8e1),
    .ink = rgb(0x1b1d20),
    .good_back = rgb(0xd3f2e4),
    .good_text = rgb(0x0b6b47),
    .bad_back = rgb(0xfbe0dc),
    .bad_text = rgb(0xa2301c),
    .wait_back = rgb(0xf7efc4),
    .wait_text = rgb(0x6d5800),
    .idle_back = rgb(0xe4e9ef),
    .idle_text = rgb(0x4c5868),
    .question_back = rgb(0xfff9dc),
    .question_line = rgb(0xd9c55a),
    .process = {rgb(0xe69f00), rgb(0x56b4e9), rgb(0x2fbf8f), rgb(0xcc79a7), rgb(0xe0d22e),
                rgb(0x4f9bd9), rgb(0xe07a2c)},
    .on_process = rgb(0x10141a),
};

// Secondary texts and lines nearer to the text's own colour.
constexpr Palette strengthened(Palette p) {
  p.dim = mix(p.dim, p.text, 110);
  p.faint = mix(p.faint, p.text, 90);
  p.line = mix(p.line, p.text, 40);
  p.idle_text = mix(p.idle_text, p.text, 128);
  return p;
}
constexpr Palette kStrongDark = strengthened(kDark), kStrongLight = strengthened(kLight);

}  // namespace

const Palette& palette(Theme theme, bool strong) {
  if (strong) return theme == Theme::light ? kStrongLight : kStrongDark;
  return theme == Theme::light ? kLight : kDark;
}

}  // namespace gui
