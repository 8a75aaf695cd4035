// Where a task stands in the person's own source.
#pragma once

#include "sim/machine/user_line.h"

namespace gui {

using sim::user_line;

}  // namespace gui
