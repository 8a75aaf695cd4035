#include "sim/analysis/narrate.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>

#include "sim/analysis/arguments.h"
#include "sim/analysis/fields.h"
#include "sim/base/assert.h"
#include "sim/base/errno.h"
#include "sim/base/readable.h"
#include "sim/kernel/ipc/abi.h"
#include "sim/kernel/syscall_table.h"
#include "sim/kernel/task.h"
#include "sim/scenario/fields.h"
#include "sim/scenario/values.h"

namespace sim::analysis {
namespace {

using scenario::format_duration;

std::string_view pick(Lang lang, std::string_view en, std::string_view zh) {
  return lang == Lang::zh ? zh : en;
}

bool idle(std::int64_t pid) { return pid == 0; }

int switch_variant(const Event& e) {
  if (idle(e.args[3])) return 3;
  if (idle(e.args[0])) return 4;
  const auto prev = static_cast<TaskState>(e.args[2]);
  if (prev == TaskState::running) return 0;
  return prev == TaskState::zombie || prev == TaskState::dead ? 2 : 1;
}

int exit_variant(const Event& e) {
  if (e.args[1] < 0 && e.args[1] > -4096) return 1;
  return syscall_name(static_cast<int>(e.args[0])) == "msgrcv" ? 2 : 0;
}

// Which of its type's sentences an event wants.
int variant(const Event& e) {
  switch (e.type) {
    case EventType::sched_process_fork:
      return idle(e.args[0]) ? 1 : 0;
    case EventType::sched_process_exit:
      return e.args[3] != 0 ? 1 : 0;
    case EventType::task_state:
      return static_cast<int>(e.args[3]);
    case EventType::sched_switch:
      return switch_variant(e);
    case EventType::sched_pick:
    case EventType::sched_need_resched:
      return static_cast<int>(e.args[1]);
    case EventType::sched_waking:
      return idle(e.pid.value) ? 1 : 0;
    case EventType::cpu_idle:
      return e.args[0] == 1 ? 1 : 0;
    case EventType::sys_exit:
      return exit_variant(e);
    case EventType::signal_generate:
      return static_cast<int>(e.args[5]);
    case EventType::signal_deliver:
      return e.args[2] > 1 ? 1 : 0;
    case EventType::page_fault:
      return e.args[2] != 0 ? 1 : 0;
    case EventType::msg_wake_sender:
      return e.args[3] != 0 ? 1 : 0;
    case EventType::msg_wake_receiver:
      return e.args[2] != 0 && e.args[2] != kEAGAIN && e.args[2] != -kEAGAIN ? 1 : 0;
    case EventType::pipe_block:
    case EventType::pipe_wake:
      return e.args[2] != 0 ? 1 : 0;
    case EventType::sched_wakeup_new:
      return e.args[3] > 0 ? 1 : 0;
    case EventType::inject:
      return e.args[0] >= 2 ? 2 : static_cast<int>(e.args[0]);
    default:
      return 0;
  }
}

const Sentence& sentence_of(const Event& e) {
  const int wanted = variant(e);
  const Sentence* plain = nullptr;
  for (const Sentence& s : sentences()) {
    if (s.type != e.type) continue;
    if (s.variant == wanted) return s;
    if (plain == nullptr) plain = &s;
  }
  SIM_ASSERT(plain != nullptr);
  return *plain;
}

// What a receiver asked for, as "exactly this type" when `message_type` is the one.
std::string wants(const Event* block, Lang lang) {
  if (block == nullptr) return std::string(pick(lang, "such a message", "这样的消息"));
  const std::int64_t type = block->args[2];
  switch (static_cast<SearchMode>(block->args[4])) {
    case SearchMode::equal:
      return fmt::format(fmt::runtime(pick(lang, "exactly type {}", "类型 {} 的消息")), type);
    case SearchMode::not_equal:
      return fmt::format(fmt::runtime(pick(lang, "any type but {}", "类型不是 {} 的消息")), type);
    case SearchMode::less_equal:
      return fmt::format(
          fmt::runtime(pick(lang, "the lowest type up to {}", "类型不超过 {} 的消息中最小的")),
          type < 0 ? -type : type);
    case SearchMode::number:
      return fmt::format(fmt::runtime(pick(lang, "message number {}", "第 {} 条消息")), type);
    case SearchMode::any:
      break;
  }
  return std::string(pick(lang, "any message", "任意消息"));
}

// Why a task is woken, by the event behind the wake-up.
std::string because(const Event* cause, Lang lang) {
  if (cause == nullptr) return "";
  switch (cause->type) {
    case EventType::msg_pipelined:
      return std::string(
          pick(lang, ": the message it waited for is in its hands", "：它等的消息已经交到它手里"));
    case EventType::msg_wake_sender:
      return std::string(
          pick(lang, ": there may be room for its message now", "：现在也许有地方放它的消息了"));
    case EventType::msg_wake_receiver:
      return std::string(pick(lang, ": it shall look at the queue again", "：让它重新查看队列"));
    case EventType::msq_remove:
      return std::string(pick(lang, ": its queue is gone", "：它等的队列已被删除"));
    case EventType::signal_generate:
      return std::string(pick(lang, ": a signal has come for it", "：有信号给它"));
    case EventType::timer_expire:
      return std::string(pick(lang, ": its time is up", "：它的定时到了"));
    case EventType::sched_process_exit:
      return std::string(pick(lang, ": a child of it has ended", "：它的一个子进程结束了"));
    case EventType::pipe_wake:
      return std::string(pick(lang, ": the pipe has changed", "：管道有了变化"));
    case EventType::sched_process_fork:
      return std::string(pick(lang, ": it has just been created", "：它刚被创建"));
    default:
      return "";
  }
}

// "the message of type 888 (5 bytes, "hello")"
std::string message(const Event& e, Lang lang) {
  const std::string bytes = scenario::unpack_text8(e.args[4]);
  const bool cut = e.args[3] > static_cast<std::int64_t>(bytes.size());
  const std::string_view more = cut ? "..." : "";
  const auto text = readable_text(bytes, cut);
  std::string shown;
  if (!bytes.empty())
    shown = text ? fmt::format(fmt::runtime(pick(lang, ", \"{}{}\"", "，“{}{}”")), *text, more)
                 : fmt::format(fmt::runtime(pick(lang, ", {}{}", "，{}{}")), hex_text(bytes), more);
  return fmt::format(fmt::runtime(pick(lang, "the message of type {} ({} bytes{})",
                                       "类型 {} 的消息（{} 字节{}）")),
                     e.args[2], e.args[3], shown);
}

// By which rule msgrcv chose a message of this type, from what was asked for.
std::string chosen(std::int64_t type, const Event* asked, Lang lang) {
  if (asked == nullptr) return std::string(pick(lang, "it is what was asked for", "正是它要的"));
  const std::int64_t msgtyp = asked->args[4], flags = asked->args[5];
  const auto say = [&](std::string_view en, std::string_view zh, std::int64_t what) {
    return fmt::format(fmt::runtime(pick(lang, en, zh)), what, type);
  };
  if ((flags & ipc::kMsgCopy) != 0) return say("message number {}", "编号为 {} 的消息", msgtyp);
  if (msgtyp == 0) return std::string(pick(lang, "the first of all", "排在最前面的一条"));
  if (msgtyp < 0)
    return say("of the types up to {} the lowest is {}, and this is its first",
               "不超过 {} 的类型中最小的是 {}，这是其中的第一条", -msgtyp);
  if ((flags & ipc::kMsgExcept) != 0)
    return say("the first that is not of type {}", "第一条类型不是 {} 的", msgtyp);
  return say("the first of type {}", "类型 {} 的第一条", msgtyp);
}

// Whom a wake-up was for.
std::string woken(const Event* cause, const NarrationContext& context, Lang lang) {
  const bool wakes =
      cause != nullptr &&
      (cause->type == EventType::sched_waking || cause->type == EventType::sched_wakeup ||
       cause->type == EventType::sched_wakeup_new || cause->type == EventType::sched_migrate_task);
  if (!wakes) return std::string(pick(lang, "The other task", "另一个任务"));
  return context.names().called(cause->args[0]);
}

// What goes with a queue that is removed; nothing is said of what there is none of.
std::string losses(const Event& e, Lang lang) {
  const std::int64_t messages = e.args[2], sleepers = e.args[3];
  std::string text;
  if (lang == Lang::zh) {
    if (messages > 0) text += fmt::format("：丢弃 {} 条消息", messages);
    if (sleepers > 0)
      text +=
          fmt::format("{}唤醒 {} 个睡眠者，它们得到 EIDRM", text.empty() ? "：" : "，", sleepers);
    return text;
  }
  if (messages > 0)
    text = fmt::format(": {} message{} lost", messages, messages == 1 ? " is" : "s are");
  if (sleepers > 0)
    text += fmt::format("{} {} sleeper{} woken with EIDRM", text.empty() ? ":" : ", and", sleepers,
                        sleepers == 1 ? " is" : "s are");
  return text;
}

std::string told_field(const Event& e, int i, const NarrationContext& context) {
  const std::int64_t v = e.args[static_cast<std::size_t>(i)];
  switch (event_spec(e.type).fields[static_cast<std::size_t>(i)].kind) {
    case FieldKind::pid:  // of who is born the pid is told anyway
      return e.type == EventType::sched_process_fork && i == 1 ? context.names().comm(v, e.cpu)
                                                               : context.names().called(v, e.cpu);
    case FieldKind::time_ns:
    case FieldKind::duration_ns:
      return format_duration(v);
    case FieldKind::task_state:
      return std::string(task_state_name(static_cast<TaskState>(v)));
    default:
      return field_words(e, i, context.names());
  }
}

std::string runner_up_clause(const Event& e, const NarrationContext& context, Lang lang) {
  if (e.args[4] < 0 || e.args[3] < 2) return "";
  return fmt::format(fmt::runtime(pick(lang, " ({} is at {})", "（{} 为 {}）")),
                     context.names().called(e.args[4]), format_duration(e.args[5]));
}

std::string from_clause(const Event& e, const NarrationContext& context, Lang lang) {
  if (e.args[4] <= 0) return "";
  return fmt::format(fmt::runtime(pick(lang, " by {}", "（来自 {}）")),
                     context.names().called(e.args[4]));
}

// A quoted step that ends in a question mark needs no full stop after it.
std::string end_once(std::string sentence) {
  for (const std::string_view both : {"?.", "？。"})
    if (sentence.ends_with(both)) sentence.resize(sentence.size() - both.size() / 2);
  return sentence;
}

using Words = fmt::dynamic_format_arg_store<fmt::format_context>;

// The words only some events have.
void add_special_words(Words& words, const Event& e, const NarrationContext& context, Lang lang) {
  const auto say = [&words](const char* name, const std::string& value) {
    words.push_back(fmt::arg(name, value));
  };
  switch (e.type) {
    case EventType::sched_process_fork:
      say("child_pid_nr", std::to_string(e.args[1]));
      break;
    case EventType::sched_pick:
      say("runner_up_clause", runner_up_clause(e, context, lang));
      break;
    case EventType::sched_waking:
      say("because", because(context.event(e.cause), lang));
      break;
    case EventType::sched_need_resched:
      say("cpu_field", std::to_string(e.args[2]));
      say("woken", woken(context.event(e.cause), context, lang));
      break;
    case EventType::sys_enter:
      say("call", syscall_words(e));
      break;
    case EventType::sys_exit:
      say("error", std::string(errno_text(static_cast<int>(-e.args[1]))));
      break;
    case EventType::signal_generate:
      say("from_clause", from_clause(e, context, lang));
      break;
    case EventType::msg_enqueue:
      say("message", message(e, lang));
      break;
    case EventType::msg_dequeue:
      say("message", message(e, lang));
      say("chosen", chosen(e.args[2], context.receive_call(e.pid), lang));
      break;
    case EventType::msq_remove:
      say("losses", losses(e, lang));
      break;
    case EventType::msg_pipelined:
      say("message", message(e, lang));
      say("wants",
          wants(context.blocked_receiver(Pid{static_cast<std::int32_t>(e.args[5])}), lang));
      break;
    case EventType::msg_block_receiver:
      say("wants", wants(&e, lang));
      break;
    case EventType::kernel_step:
      say("step_text", std::string(scenario::path_step_text(e.args[0], e.args[1], lang)));
      break;
    default:
      break;
  }
}

}  // namespace

void NarrationContext::learn(const Event& e, const Immutable& fixed) {
  names_.learn(e, fixed);
  if (e.type == EventType::msg_block_receiver)
    blocked_receivers_[Pid{static_cast<std::int32_t>(e.args[1])}] = e;
  if (e.type == EventType::sys_enter && syscall_name(static_cast<int>(e.args[0])) == "msgrcv")
    receive_calls_[e.pid] = e;
  // Steps and lines are many, and cause nothing.
  if (e.type == EventType::kernel_step || e.type == EventType::user_line) return;
  recent_.push_back(e);
  if (recent_.size() > kRemembered) recent_.pop_front();
}

const Event* NarrationContext::event(EventSeq seq) const {
  if (seq == 0) return nullptr;
  const auto found =
      std::lower_bound(recent_.begin(), recent_.end(), seq,
                       [](const Event& e, EventSeq wanted) { return e.seq < wanted; });
  return found != recent_.end() && found->seq == seq ? &*found : nullptr;
}

const Event* NarrationContext::blocked_receiver(Pid pid) const {
  const auto found = blocked_receivers_.find(pid);
  return found == blocked_receivers_.end() ? nullptr : &found->second;
}

const Event* NarrationContext::receive_call(Pid pid) const {
  const auto found = receive_calls_.find(pid);
  return found == receive_calls_.end() ? nullptr : &found->second;
}

std::string narrate(const Event& e, const NarrationContext& context, Lang lang) {
  const Sentence& s = sentence_of(e);
  Words words;
  words.push_back(fmt::arg("task", context.names().called(e.pid, e.cpu)));
  words.push_back(fmt::arg("cpu", static_cast<int>(e.cpu)));
  const EventSpec& spec = event_spec(e.type);
  for (int i = 0; i < static_cast<int>(spec.fields.size()) && !spec.fields[i].name.empty(); ++i)
    if (spec.fields[i].name != "cpu")
      words.push_back(fmt::arg(spec.fields[i].name.data(), told_field(e, i, context)));
  add_special_words(words, e, context, lang);
  return end_once(fmt::vformat(lang == Lang::zh ? s.zh : s.en, words));
}

std::string narrate_why(const Event& e, const NarrationContext& context, Lang lang, int most) {
  std::string text;
  const Event* cause = context.event(e.cause);
  for (int i = 0; i < most && cause != nullptr; ++i, cause = context.event(cause->cause)) {
    if (!text.empty()) text += lang == Lang::zh ? "" : " ";
    text += narrate(*cause, context, lang);
  }
  return text;
}

}  // namespace sim::analysis
