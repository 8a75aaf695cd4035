#include "gui/scene/stage.h"

#include "gui/scene/parts.h"

namespace gui {

Areas areas_of(const StageOptions& o) {
  Areas a;
  Rect all{0, 0, o.size.x, o.size.y};
  const float margin = 12, gap = 14;
  a.transport = all.take_top(54);
  a.scrubber = all.take_top(24);
  all.take_top(10);
  all = Rect{margin, all.y, all.w - 2 * margin, all.h - margin};
  if (o.show_bottom && !o.presenter) {
    a.bottom = all.take_bottom(std::max(184.0f, o.size.y * o.bottom_share - margin));
    all.take_bottom(gap);
  }
  if (o.show_left) {
    a.left = all.take_left(std::max(250.0f, o.size.x * o.left_share - margin - 4));
    all.take_left(gap);
  }
  if (o.show_right) {
    a.right = all.take_right(std::max(270.0f, o.size.x * o.right_share - margin));
    all.take_right(gap);
  }
  a.center = all;
  return a;
}

Scene stage(const Moment& moment, const StageFacts& facts, const StageOptions& options,
            const TextMeasure& measure) {
  Scene scene;
  scene.size = options.size;
  scene.shapes.reserve(512);
  Canvas canvas(scene, measure, palette(options.theme, options.presenter),
                Strings::of(options.lang));
  Drawing d{canvas, moment, facts, options, {}, {}};
  moment.kernel.tasks.for_each([&](sim::TaskId, const sim::Task& t) {
    if (t.pid.value != 0) d.tasks.emplace(t.pid, &t);
  });
  const Areas a = areas_of(options);
  canvas.rect("ground", Layer::ground, {0, 0, options.size.x, options.size.y},
              canvas.colors.ground);
  draw_transport(d, a.transport);
  draw_scrubber(d, a.scrubber);
  if (options.show_left) draw_user_space(d, a.left);
  draw_kernel(d, a.center);
  if (options.show_right) {
    const std::size_t first = scene.shapes.size();
    canvas.panel("right", a.right);
    Rect right = a.right;
    // What happened comes first; the code panel can scroll.
    const float left = right.h - narration_height(d, right.w);
    const float least = right.h * (facts.question ? 0.16f : 0.3f);
    // More than half only for steps that would be cut otherwise.
    const float most =
        std::max({right.h * 0.55f, least, std::min(left, kernel_code_height(d, right.w))});
    const float code = std::clamp(left, least, most);
    draw_kernel_code(d, right.take_top(code));
    draw_narration(d, right);
    // What is read does not move.
    for (std::size_t i = first; i < scene.shapes.size(); ++i) scene.shapes[i].still = true;
  }
  if (a.bottom.h > 0) draw_tabs(d, a.bottom);
  scene.finish();
  return scene;
}

}  // namespace gui
