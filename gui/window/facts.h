// What the stage must be told about a session beside the machine.
#pragma once

#include "gui/app/session.h"
#include "gui/scene/stage.h"
#include "gui/window/story.h"

namespace gui {

// `marks`: on how many columns of the scrubber marks are to be told apart.
StageFacts facts_of(const Session& session, Storyteller& storyteller, int marks);
StageOptions options_of(const Choices& choices, Vec2 size);

}  // namespace gui
