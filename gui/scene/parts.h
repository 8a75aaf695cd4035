// The parts of the stage. Each draws into its area from the same inputs.
#pragma once

#include <set>

#include "gui/scene/stage.h"

namespace gui {

struct Drawing {
  Canvas& canvas;
  const Moment& moment;
  const StageFacts& facts;
  const StageOptions& options;
  std::map<sim::Pid, Rect> cards;  // where each process's card is (messages come from there)
  std::set<sim::Pid> placed;       // tasks whose one token is drawn already

  std::map<sim::Pid, const sim::Task*> tasks = {};  // all of them, by pid

  const sim::Task* task_of(sim::Pid pid) const {
    const auto it = tasks.find(pid);
    return it == tasks.end() ? nullptr : it->second;
  }
  Color color_of(sim::Pid pid) const { return process_color(canvas.colors, facts.processes, pid); }
  std::string name_of(const sim::Task& t) const { return std::string(moment.kernel.comm(t)); }
  // The name, with the pid where several processes have the same name.
  std::string label_of(const sim::Task& t) const;
};

// top
void draw_transport(Drawing& d, const Rect& area);
void draw_scrubber(Drawing& d, const Rect& area);
// left
void draw_user_space(Drawing& d, const Rect& area);
void draw_pcb(Drawing& d, const Rect& area, const sim::Task& task);
// centre
void draw_kernel(Drawing& d, const Rect& area);
void draw_cpus(Drawing& d, const Rect& area);
// Of more than two CPUs, when all of the kernel's half has `all`.
float compact_cpus_height(std::size_t cpus, float all);
void draw_cpu(Drawing& d, const Rect& area, const sim::Cpu& cpu);
void draw_run_queue(Drawing& d, const Rect& area, const sim::Cpu& cpu);
void draw_message_queues(Drawing& d, const Rect& area);
// Without any object of IPC: the run queue's tree, and what the scheduler knows of each task.
void draw_scheduler_detail(Drawing& d, const Rect& area);
void draw_pipes(Drawing& d, const Rect& area);
void draw_other_waits(Drawing& d, const Rect& area);
// right
void draw_kernel_code(Drawing& d, const Rect& area);
float kernel_code_height(const Drawing& d, float width);  // with every step in full; 0: no steps
void draw_narration(Drawing& d, const Rect& area);
float narration_height(Drawing& d, float width);
// bottom
void draw_tabs(Drawing& d, const Rect& area);

// What several parts share.
// A red dot at the left end of a row of code.
void draw_breakpoint(Canvas& c, const std::string& id, const Rect& row);
enum class TokenSize : std::uint8_t { large, small };
Vec2 token_extent(TokenSize size);
// A task's one token; its id is "task:<name>:<pid>". Where a task that has its token elsewhere
// still hangs on a list, an outline is drawn: "node:<pid>".
void draw_token(Drawing& d, Vec2 center, const sim::Task& task, TokenSize size = TokenSize::large,
                float max_width = 0);
std::string token_id(std::string_view name, sim::Pid pid);
// It has never been on a CPU nor on a run queue.
bool not_begun(const sim::Task& t);
// A message's one envelope; its id is "msg:<n>".
float envelope_width(const Drawing& d, sim::MsgId id);  // with its text in full
void draw_envelope(Drawing& d, const Rect& box, sim::MsgId id, bool fresh);
std::string format_ns(std::int64_t ns);             // "42 ns", "3.10 ms"
std::string format_clock(std::int64_t ns);          // "5.013 420 ms"
std::string group_digits(std::uint64_t n);          // "1 876"
std::string message_preview(const sim::MsgMsg& m);  // "hello", or bytes in hex
// Did the last step's events name this task / this queue?
bool task_changed(const Moment& m, sim::Pid pid);

}  // namespace gui
