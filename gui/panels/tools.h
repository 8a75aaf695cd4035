// Panels that are opened over the stage when they are wanted: the source editor, a process's
// variables and memory, breakpoints and bookmarks. Each draws into the current ImGui window (or
// child) and returns what the person asked for.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gui/app/session.h"
#include "gui/app/variables.h"
#include "gui/panels/panel.h"

namespace gui {

struct EditorView {
  std::size_t process = 0;  // whose program is shown
  // The text as it is being edited, per process; programs without changes have no entry.
  std::map<std::size_t, std::string> edited;
  const void* run = nullptr;  // Scenario the texts belong to
  std::size_t shown_error = 0;
};

struct InspectorView {
  std::string address;  // of the memory shown, as typed; empty: around the stack pointer
  // The values of the step before, to mark what has changed.
  std::uint64_t moves = ~0ull;
  std::map<std::string, std::string> before, now;
};

struct CompareView {
  std::vector<Setting> typed;  // what differs from the scenario, as typed
  std::string more;            // further settings: "cost.switch_mm=5us"
  std::string problem;
};

struct NotesView {
  std::string condition, note;
  std::optional<std::size_t> write;  // the bookmark whose note is to be typed next
  std::string problem;               // with what was typed
  int event = 0, path = 0, step = 0, program = 0;
  std::string line;                           // of that program
  std::string who;                            // the event's process
  std::map<std::string, std::string> fields;  // of the event, as typed
};

// Whose program, variables and memory the tools show: the selected process, else the one that ran
// last; nullptr: there is none yet.
const sim::Task* shown_task(const Session& session);
// The first process of the scenario that has the program which that task runs.
std::optional<std::size_t> shown_program(const Session& session);

// The program of one process after the other, with line numbers, breakpoints in the margin and the
// error at its line; "run" runs the scenario with the text as it is.
std::optional<Command> source_editor(const PanelContext& p, const Session& session,
                                     EditorView& view);
// The call stack, locals and globals of the selected process (or of the one that ran last), and its
// memory.
std::optional<Command> inspector(const PanelContext& p, const Session& session,
                                 InspectorView& view);
// Breakpoints and bookmarks: lists, and forms for new ones.
std::optional<Command> notes_panel(const PanelContext& p, const Session& session, NotesView& view);

// The same scenario under other settings, as a second run on the time axis.
std::optional<Command> compare_panel(const PanelContext& p, const Session& session,
                                     CompareView& view);

// A line of text that can be edited; for callers without imgui_stdlib.
bool text_field(const PanelContext& p, const char* name, const std::string& hint, float width,
                std::string& text, bool on_enter = false);

}  // namespace gui
