#include "gui/scene/shape.h"

#include <algorithm>

namespace gui {

const Shape* Scene::find(std::string_view id) const {
  for (const Shape& s : shapes)
    if (s.id == id) return &s;
  return nullptr;
}

const Shape* Scene::action_at(Vec2 p) const {
  for (auto s = shapes.rbegin(); s != shapes.rend(); ++s)
    if (!s->action.empty() && s->box.contains(p)) return &*s;
  return nullptr;
}

void Scene::finish() {
  std::stable_sort(shapes.begin(), shapes.end(),
                   [](const Shape& a, const Shape& b) { return a.layer < b.layer; });
}

}  // namespace gui
