#include "gui/scene/tween.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace gui {
namespace {

float ease(float t) { return t * t * (3 - 2 * t); }
float lerp(float a, float b, float t) { return a + (b - a) * t; }
Color lerp(Color a, Color b, float t) { return mix(a, b, static_cast<int>(t * 256)); }

bool travels(const Shape& s) { return s.kind == ShapeKind::token || s.kind == ShapeKind::envelope; }

Rect glide(const Rect& a, const Rect& b, float t, bool arc) {
  Rect r{lerp(a.x, b.x, t), lerp(a.y, b.y, t), lerp(a.w, b.w, t), lerp(a.h, b.h, t)};
  if (arc) {
    // A flat arc: the eye follows a curve more easily than a jump along a straight line.
    const float dx = b.center().x - a.center().x, dy = b.center().y - a.center().y;
    const float lift = 4 * t * (1 - t) * 0.12f;
    r.x += dy * lift;
    r.y -= std::abs(dx) * lift;
  }
  return r;
}

Shape between(const Shape& a, const Shape& b, float t) {
  Shape s = b;
  s.box = glide(a.box, b.box, t, travels(b));
  s.fill = lerp(a.fill, b.fill, t);
  s.stroke = lerp(a.stroke, b.stroke, t);
  s.ink = lerp(a.ink, b.ink, t);
  s.opacity = lerp(a.opacity, b.opacity, t);
  if (a.points.size() == b.points.size())
    for (std::size_t i = 0; i < s.points.size(); ++i)
      s.points[i] = {lerp(a.points[i].x, b.points[i].x, t), lerp(a.points[i].y, b.points[i].y, t)};
  // A travelling thing stays above what it passes.
  if (travels(b) && t < 1 && !(a.box == b.box)) s.layer = std::max(s.layer, Layer::arrow);
  return s;
}

// A message flies along the path that is drawn for it ("path:3" for "msg:3:..."), if there is one.
void follow_path(Shape& s, const Rect& from, const Rect& to, const Scene& after, float t) {
  if (s.kind != ShapeKind::envelope) return;
  const std::string number = s.id.substr(4, s.id.find(':', 4) - 4);
  const Shape* path = after.find("path:" + number);
  if (path == nullptr || path->points.size() != 4) return;
  const auto& p = path->points;
  const float u = 1 - t;
  const Vec2 on =
      p[0] * (u * u * u) + p[1] * (3 * u * u * t) + p[2] * (3 * u * t * t) + p[3] * (t * t * t);
  const Vec2 center = on + (from.center() - p[0]) * u + (to.center() - p[3]) * t;
  s.box.x = center.x - s.box.w / 2;
  s.box.y = center.y - s.box.h / 2;
}

using Index = std::unordered_map<std::string_view, const Shape*>;

Index index_of(const Scene& s) {
  Index m;
  m.reserve(s.shapes.size());
  for (const Shape& x : s.shapes)
    if (!x.id.empty()) m.emplace(x.id, &x);
  return m;
}

}  // namespace

Scene tween(const Scene& before, const Scene& after, float t) {
  if (t >= 1) return after;
  const float e = ease(std::max(0.0f, t));
  Scene out;
  out.size = after.size;
  out.bars = after.bars;
  out.shapes.reserve(after.shapes.size() + 8);
  const Index old = index_of(before), now = index_of(after);
  for (const Shape& s : before.shapes) {
    if (!travels(s) && !s.leaves_to) continue;  // other things simply end
    if (s.id.empty() || now.count(s.id) != 0) continue;
    Shape ghost = s;
    ghost.action.clear();
    if (s.leaves_to) ghost.box = glide(s.box, *s.leaves_to, e, travels(s));
    ghost.opacity = s.opacity * (1 - e * e);
    ghost.layer = Layer::arrow;
    out.shapes.push_back(std::move(ghost));
  }
  for (const Shape& s : after.shapes) {
    const auto it = s.id.empty() ? old.end() : old.find(s.id);
    const bool other_words =
        s.kind == ShapeKind::text && it != old.end() && it->second->text != s.text;
    if (s.still || other_words) {
      out.shapes.push_back(s);
      continue;
    }
    if (it != old.end() && it->second->kind == s.kind) {
      out.shapes.push_back(between(*it->second, s, e));
      follow_path(out.shapes.back(), it->second->box, s.box, after, e);
      continue;
    }
    Shape fresh = s;
    if (s.enters_from) {
      fresh.box = glide(*s.enters_from, s.box, e, travels(s));
      if (travels(s)) fresh.layer = Layer::arrow;
    }
    if (s.layer > Layer::panel && !s.id.empty()) fresh.opacity = s.opacity * e;
    out.shapes.push_back(std::move(fresh));
  }
  out.finish();
  return out;
}

bool moves(const Scene& before, const Scene& after) {
  if (!(before.size == after.size)) return false;
  const Index old = index_of(before);
  for (const Shape& s : after.shapes) {
    if (!travels(s)) continue;
    const auto it = old.find(s.id);
    if (it == old.end() || !(it->second->box == s.box)) return true;
  }
  return false;
}

}  // namespace gui
