// The names of what can be pressed, and what they ask for.
#pragma once

#include <optional>
#include <string_view>

#include "gui/app/session.h"

namespace gui {

// "go.forward" -> Step; nullopt for a name that is not a command of the session.
std::optional<Command> command_of(std::string_view action, const Session& session);
// 'p' -> "presenter.toggle"; empty for other keys.
std::string_view action_of_key(char key);
// 'b' -> 1, while a question with that many choices waits for its answer: then the answer comes
// before what the key does otherwise.
std::optional<int> choice_of_key(char key, const Session& session);
// Pressing it means taking hold of it (the scrubber, the speed).
bool is_drag(std::string_view action);

}  // namespace gui
