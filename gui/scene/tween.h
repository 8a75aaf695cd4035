// Motion: the picture between two pictures, shape by shape, matched by id.
#pragma once

#include "gui/scene/shape.h"

namespace gui {

// t = 0 is `before`, t = 1 is exactly `after`. What is in both glides (tokens and messages on an
// arc); what is new comes from `enters_from` or fades in; what is gone goes to `leaves_to` or
// fades.
Scene tween(const Scene& before, const Scene& after, float t);

// Whether anything moves between the two (else there is nothing to animate).
bool moves(const Scene& before, const Scene& after);

}  // namespace gui
