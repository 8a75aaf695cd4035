#include "gui/window/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "gui/app/texts.h"
#include "gui/scene/parts.h"
#include "gui/scene/step_text.h"
#include "gui/scene/user_line.h"
#include "sim/kernel/signal.h"
#include "sim/kernel/syscall_table.h"
#include "sim/scenario/scenario.h"

namespace gui {
namespace {

using sim::EventType;

// The most telling first.
constexpr std::array kByWeight{
    EventType::limit,
    EventType::msg_pipelined,
    EventType::msg_enqueue,
    EventType::msg_dequeue,
    EventType::msg_block_receiver,
    EventType::msg_block_sender,
    EventType::msg_wake_receiver,
    EventType::msg_wake_sender,
    EventType::msq_create,
    EventType::msq_remove,
    EventType::msq_set,
    EventType::sched_switch,
    EventType::sched_wakeup,
    EventType::sched_wakeup_new,
    EventType::sched_migrate_task,
    EventType::sched_waking,
    EventType::sched_pick,
    EventType::sched_process_exit,
    EventType::sched_process_fork,
    EventType::sched_process_wait,
    EventType::sched_process_reparent,
    EventType::signal_deliver,
    EventType::signal_generate,
    EventType::page_fault,
    EventType::pipe_block,
    EventType::pipe_wake,
    EventType::lock_wait,
    EventType::task_state,
    EventType::sched_need_resched,
    EventType::sched_setprio,
    EventType::tty_write,
    EventType::inject,
    EventType::timer_expire,
    EventType::timer_start,
    EventType::timer_cancel,
    EventType::sys_exit,
    EventType::sys_enter,
    EventType::cpu_idle,
    EventType::file_open,
    EventType::file_close,
};

// Which line of C the step ran, if it ran one: 0 when it was no line of the person's.
std::uint32_t line_run(const Session& session, const sim::Program& program) {
  for (const sim::Event& e : session.last_events())
    if (e.type == EventType::user_line && e.args[0] >= 0 &&
        static_cast<std::size_t>(e.args[0]) < program.lines.size())
      return program.lines[static_cast<std::size_t>(e.args[0])].line;
  return 0;
}

// What a task in user mode is at, in the tense that fits: a line is "next" while nothing of it has
// run, "runs" while it is under way, and "has run" only after that.
std::string tell_user(const Session& session, const Strings& tr, const sim::Task& t,
                      const sim::Cpu& cpu) {
  const sim::KernelState& k = session.machine().kernel();
  const std::string who = session.notes().names().called(t.pid, static_cast<int>(cpu.id.value));
  const sim::LineEntry* at = user_line(k, t);
  if (at == nullptr) return tr.format("story.user", {who});
  const std::string here = std::to_string(at->line);
  if (t.in_kernel()) {
    const bool call = t.top().path == sim::PathId::syscall_entry;
    return call ? tr.format("story.user_trap",
                            {who, here, std::string(sim::syscall_name(t.call.nr))})
                : tr.format("story.user_fault", {who, here});
  }
  if (cpu.spinning) return tr.format("story.user_spin", {who, here});
  if (t.compute_left_ns > 0) return tr.format("story.user_compute", {who, here});
  const bool comes_next = (session.run().code(session.position()).flags & StepCode::user_line) != 0;
  if (!comes_next) return tr.format("story.user_inside", {who, here});
  const std::uint32_t ran = line_run(session, k.program(t));
  return ran != 0 ? tr.format("story.user_line", {who, std::to_string(ran), here})
                  : tr.format("story.user_next", {who, here});
}

// The clock stands in the middle of a wait or a computation that has begun after the last step:
// nothing happens there, and that is what there is to say. Empty: it does not.
std::string tell_wait(const Session& session, const Strings& tr) {
  const sim::Machine& m = session.machine();
  const sim::StepInfo& last = m.last_step();
  const sim::KernelState& k = m.kernel();
  if (session.phase() < 1 || session.clock() >= session.now() || session.clock() <= last.end)
    return "";
  const sim::Cpu& cpu = k.cpus[last.cpu.value];
  if (cpu.halted) return tr.format("story.idle", {fmt::format("{}", last.cpu.value)});
  if (!k.tasks.contains(cpu.current)) return "";
  const sim::Task& t = k.tasks[cpu.current];
  const bool passes_time = cpu.spinning || t.compute_left_ns > 0;
  return passes_time && !t.in_kernel() ? tell_user(session, tr, t, cpu) : "";
}

// A step that stated nothing worth a sentence: say what the step was.
std::string tell_step(const Session& session, const Strings& tr) {
  const sim::Machine& m = session.machine();
  const sim::StepInfo& last = m.last_step();
  const sim::KernelState& k = m.kernel();
  std::string who;
  const sim::Task* task = nullptr;
  if (last.task.valid() && k.tasks.contains(last.task)) {
    task = &k.tasks[last.task];
    who = session.notes().names().called(task->pid, static_cast<int>(last.cpu.value));
  }
  using Kind = sim::StepInfo::Kind;
  switch (last.kind) {
    case Kind::kernel:
    case Kind::interrupt:
      if (last.path != sim::PathId::none) {
        const sim::KernelPath& path = sim::Machine::path(last.path);
        if (last.path_step < path.steps.size()) {
          const std::string text(step_text(path.steps[last.path_step], tr.lang()));
          const bool idle = task == nullptr || task->is_idle;
          return idle ? tr.format("story.kernel_step_idle",
                                  {fmt::format("{}", last.cpu.value), std::string(path.name), text})
                      : tr.format("story.kernel_step", {who, std::string(path.name), text});
        }
      }
      return tr("story.interrupt");
    case Kind::user:
      return task != nullptr ? tell_user(session, tr, *task, k.cpus[last.cpu.value])
                             : tr.format("story.user", {who});
    case Kind::compute:
      return tr.format("story.compute", {who});
    case Kind::spin:
      return tr.format("story.spin", {who});
    case Kind::idle:
      return tr.format("story.idle", {fmt::format("{}", last.cpu.value)});
    case Kind::boot:
    case Kind::none:
      break;
  }
  return tr("story.boot");
}

std::string one_sentence_each(const std::string& lines) {
  std::string text;
  for (const char c : lines) text += c == '\n' ? std::string(". ") : std::string(1, c);
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

// How a process that a signal ended is told of: "**segv** was killed by SIGSEGV at line 2."
std::string tell_killed(const RunNotes::Killed& k, const Strings& tr) {
  const std::string signal(sim::signal_name(k.signal));
  if (k.line == 0) return tr.format("story.killed", {k.name, signal});
  return tr.format("story.killed_at", {k.name, signal, std::to_string(k.line)});
}

// Every process has ended: not all of them by themselves, perhaps.
Told tell_finished(const Session& session, const Strings& tr) {
  constexpr std::size_t kTold = 3;  // of many, the last
  const std::vector<RunNotes::Killed>& killed = session.notes().killed();
  std::string what = tr("story.finished");
  for (std::size_t i = killed.size() - std::min(kTold, killed.size()); i < killed.size(); ++i)
    what += " " + tell_killed(killed[i], tr);
  return {what, tr("story.look_back")};
}

// The end of what the window has looked at, though the processes would go on.
bool explored_no_further(const Session& session) {
  return session.run().complete() && session.position() == session.run().steps();
}
Told tell_limit(const Session& session, const Strings& tr) {
  if (!session.run().full()) return {tr("story.until"), tr("story.look_back")};
  return {tr.format("story.full", {group_digits(session.position())}), tr("story.full_more")};
}

// The run is over: how, and if nobody can ever go on, who waits for what.
Told tell_end(const Session& session, const Strings& tr) {
  switch (session.machine().ended()) {
    case sim::RunEnd::finished:
      return tell_finished(session, tr);
    case sim::RunEnd::deadlock:
      return {tr("story.deadlock"), one_sentence_each(session.machine().describe_blocked())};
    case sim::RunEnd::halted:
      return {tr("story.halted"), ""};
    case sim::RunEnd::running:
      break;
  }
  return {};
}

}  // namespace

const sim::Event* most_telling(std::span<const sim::Event> events) {
  for (const EventType wanted : kByWeight)
    for (const sim::Event& e : events)
      if (e.type == wanted) return &e;
  return nullptr;
}

void Storyteller::follow(const Session& session) {
  const sim::Trace& events = session.run().events();
  const std::size_t now = session.run().events_up_to(session.position());
  const auto& run = session.machine().kernel().fixed;
  if (run_ != run || now < learned_) {
    run_ = run;
    context_ = {};
    learned_ = 0;
  }
  // Far behind: only who is who matters of what is long ago.
  constexpr std::size_t kNear = 5000;
  const sim::Immutable& fixed = session.machine().fixed();
  for (; learned_ < now; ++learned_) {
    const sim::Event& e = events[learned_];
    if (now - learned_ < kNear || e.type == EventType::sched_process_fork ||
        e.type == EventType::msg_block_receiver)
      context_.learn(e, fixed);
  }
}

Told Storyteller::tell(const Session& session, Lang lang) {
  const Strings& tr = Strings::of(lang);
  if (session.machine().ended() != sim::RunEnd::running) return tell_end(session, tr);
  if (explored_no_further(session)) return tell_limit(session, tr);
  if (session.position() == 0)
    return {session.scenario().about.in(text_lang(lang)), tr("story.begin")};
  follow(session);
  const auto before = [&tr](const std::string& what) { return tr.format("story.before", {what}); };
  Told told;
  const sim::Event* e = most_telling(session.last_events());
  // What is said of a moment, by the lesson or by itself, would answer the question that is asked
  // there. Only who asks the kernel for what belongs to the question.
  if (session.asking()) {
    if (e != nullptr && e->type == EventType::sys_enter)
      told.what = sim::analysis::narrate(*e, context_, text_lang(lang));
    else
      told.more = tr("story.after_the_answer");
    return told;
  }
  std::string words = session.told();
  if (!words.empty() && session.edited()) words = tr.format("story.of_original", {words});
  const Stop* said = session.notes().narration_at(session.position(), session.clock());
  const std::string waits = tell_wait(session, tr);
  if (said != nullptr && said->position == session.position()) {
    told.what = words;
    if (!waits.empty())
      told.more = waits;
    else if (e != nullptr)
      told.more = sim::analysis::narrate(*e, context_, text_lang(lang));
    return told;
  }
  if (!waits.empty()) {
    told.what = waits;
    if (e != nullptr) told.more = before(sim::analysis::narrate(*e, context_, text_lang(lang)));
    return told;
  }
  if (e != nullptr) {
    told.what = sim::analysis::narrate(*e, context_, text_lang(lang));
    told.more = sim::analysis::narrate_why(*e, context_, text_lang(lang), 2);
    return told;
  }
  told.what = tell_step(session, tr);
  // The lesson's words are worth another look in the steps that follow.
  constexpr std::uint64_t kNear = 40;
  if (said != nullptr && said->position + kNear > session.position()) {
    told.more = before(words);
    return told;
  }
  // What happened last before this step, for the thread of the story.
  const sim::Trace& events = session.run().events();
  for (std::size_t i = learned_, n = 0; i-- > 0 && n < 64; ++n) {
    const std::span<const sim::Event> one(&events[i], 1);
    if (most_telling(one) == nullptr) continue;
    told.more = before(sim::analysis::narrate(events[i], context_, text_lang(lang)));
    break;
  }
  return told;
}

}  // namespace gui
