// What every tab of the bottom panel is given. A tab draws shapes into a canvas and reads what the
// mouse does: no ImGui, so that a test needs no window. What a person asks for comes back as a
// command.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gui/app/command.h"
#include "gui/app/session.h"
#include "gui/scene/canvas.h"
#include "gui/scene/stage.h"

namespace gui {

// What the mouse does, in design units.
struct TabInput {
  Vec2 mouse{-1e6f, -1e6f};
  Vec2 moved;            // since the last frame
  Vec2 pressed_at;       // where the button went down
  bool down = false;     // the left button is held
  bool clicked = false;  // it went down in this frame
  bool released = false;
  float wheel = 0;  // notches, up is positive
  bool shift = false, ctrl = false;
};

struct TabContext {
  Canvas& canvas;
  const Session& session;
  const std::vector<Process>& processes;
  TabInput in;
  Rect header;  // free space in the row of the tabs' names

  // A thread has the colour of its process.
  Color color_of(sim::Pid pid) const {
    const ProcessLane* lane = session.lanes().process(pid);
    return process_color(canvas.colors, processes, lane != nullptr ? lane->tgid : pid);
  }
  bool hovers(const Rect& r) const { return r.contains(in.mouse); }
  bool clicks(const Rect& r) const { return in.clicked && hovers(r); }
  // "receiver", "init", "kernel".
  std::string name_of(sim::Pid pid) const { return session.notes().names().comm(pid); }
  // What is not shown yet because a question waits for its answer: says so.
  void later(const Rect& box, Align align = Align::left) const {
    cell("later", box, canvas.tr("later"), canvas.colors.dim, TextStyle::small, align);
  }
  // Text in a box, clipped to it.
  Shape& cell(std::string id, const Rect& box, std::string_view text, Color color,
              TextStyle style = TextStyle::small, Align align = Align::left) const {
    return canvas.text(std::move(id), box, style, color, text, align);
  }
  // A box with lines of text beside the mouse, over everything else.
  void tooltip(const std::vector<std::string>& lines, const Rect& inside) const;
};

// A small scroll bar at the right of `area`, and what the wheel does to it. `first` is the first
// row shown.
void scroll_rows(TabContext& t, const Rect& area, double total, double visible, double& first);

// What a person chose inside the tabs.
struct TimelineView {
  double from_ns = 0, to_ns = 0;  // the range shown; to <= from: chosen by itself
  bool cpus = false;              // a lane a CPU instead of a lane a process
  double first_lane = -1;         // -1: nobody has turned the list; it follows whoever runs
  double followed = 0;
  double last_now = -1;                                  // the present at the last look
  std::optional<std::int64_t> measure_from, measure_to;  // ns: a bracket between two moments
  bool measuring = false, panning = false, seeking = false;
};

struct LatencyView {
  double first = 0;
  bool follow = true;
  std::size_t seen = 0;  // messages delivered at the last look: follow when there are more
};

struct MetricsView {
  double first = 0;
};

struct StatesView {};

struct EventsView {
  std::string filter;
  double first = 0;
  std::uint64_t seen_moves = ~0ull;  // Session::moves() at the last look
  // The events that pass the filter, as far as looked through.
  std::string applied;
  std::vector<std::uint32_t> passing;
  std::size_t looked = 0;
  const void* run = nullptr;
};

struct IpcsView {
  double first = 0;
};

struct TabViews {
  TimelineView timeline;
  LatencyView latency;
  MetricsView metrics;
  StatesView states;
  EventsView events;
  IpcsView ipcs;
  // Text that was shown and that the fonts may not have all characters of.
  std::vector<std::string> unknown;
};

std::optional<Command> timeline_tab(TabContext& t, const Rect& area, TimelineView& view);
std::optional<Command> latency_tab(TabContext& t, const Rect& area, LatencyView& view);
std::optional<Command> metrics_tab(TabContext& t, const Rect& area, MetricsView& view);
std::optional<Command> states_tab(TabContext& t, const Rect& area, StatesView& view);
std::optional<Command> events_tab(TabContext& t, const Rect& area, EventsView& view);
std::optional<Command> ipcs_tab(TabContext& t, const Rect& area, IpcsView& view);

// The tab that is chosen, in the part of the bottom panel below the tabs' names.
std::optional<Command> tab_content(TabContext& t, const Rect& area, TabViews& views);

}  // namespace gui
