#include "gui/scene/stage.h"

namespace gui {

Moment moment_of(const sim::Machine& m, std::span<const sim::Event> events) {
  return {m.kernel(), m.sched(), m.last_step(), m.steps(), m.now(), events, &sim::Machine::path};
}

}  // namespace gui
