#include <vector>

#include "sim/scenario/schedulers.h"
#include "sim/scenario/schema.h"
#include "sim/trace/event.h"

namespace sim::scenario {
namespace {

using F = Form;

constexpr std::int64_t kMaxNs = 3'600'000'000'000;  // an hour of simulated time

std::span<const std::string_view> event_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const EventSpec& s : event_specs()) all.push_back(s.name);
    return all;
  }();
  return names;
}

constexpr std::string_view kPolicies[] = {"normal", "fifo", "rr", "batch", "idle"};
constexpr std::string_view kEnds[] = {"finished", "deadlock", "limit"};
constexpr std::string_view kStates[] = {"TASK_RUNNING",
                                        "TASK_INTERRUPTIBLE",
                                        "TASK_UNINTERRUPTIBLE",
                                        "TASK_STOPPED",
                                        "EXIT_ZOMBIE",
                                        "EXIT_DEAD",
                                        "new",
                                        "ready",
                                        "running",
                                        "blocked",
                                        "stopped",
                                        "zombie",
                                        "terminated"};
constexpr std::string_view kMetrics[] = {"cpu_ns",
                                         "user_ns",
                                         "kernel_ns",
                                         "ready_ns",
                                         "blocked_ns",
                                         "switches_voluntary",
                                         "switches_involuntary",
                                         "wakeups",
                                         "turnaround_ns",
                                         "waiting_ns",
                                         "response_ns",
                                         "busy_ns",
                                         "idle_ns",
                                         "switches",
                                         "messages_sent",
                                         "messages_received"};

// clang-format off
const KeySpec kTextKeys[] = {
    {.name = "en", .help = "in English"},
    {.name = "zh", .help = "in Chinese"},
};
const ObjectSpec kTextSpec{"text", kTextKeys, "a text in both languages"};

const KeySpec kCfsKeys[] = {
    {.name = "latency", .form = F::time, .help = "sched_latency: a period in which each runs once", .min = 100'000, .max = 1'000'000'000},
    {.name = "min_granularity", .form = F::time, .help = "the least a task runs before it is preempted", .min = 10'000, .max = 1'000'000'000},
    {.name = "wakeup_granularity", .form = F::time, .help = "how far a woken task must lag to preempt", .min = 0, .max = 1'000'000'000},
    {.name = "scale_by_cpus", .form = F::boolean, .help = "scale the above by 1 + log2(CPUs), as the kernel does"},
    {.name = "gentle_fair_sleepers", .form = F::boolean, .help = "halve the credit of sleepers"},
    {.name = "start_debit", .form = F::boolean, .help = "a new task starts one slice behind"},
    {.name = "wakeup_preemption", .form = F::boolean, .help = "a woken task may preempt the running one"},
};
const ObjectSpec kCfsSpec{"cfs", kCfsKeys, "knobs of the completely fair scheduler"};

const KeySpec kMachineKeys[] = {
    {.name = "cpus", .form = F::integer, .help = "number of CPUs (default 1)", .min = 1, .max = 64},
    {.name = "scheduler", .form = F::choice, .help = "policy of the fair class (default cfs)", .choices = scheduler_names()},
    {.name = "hz", .form = F::integer, .help = "scheduler ticks a second (default 250)", .min = 100, .max = 1000},
    {.name = "tick", .form = F::time, .help = "instead of hz: time between two ticks", .min = 1'000'000, .max = 10'000'000},
    {.name = "costs", .form = F::costs, .help = "what things cost: 'default', a YAML file, or single costs in nanoseconds"},
    {.name = "seed", .form = F::integer, .help = "seed of everything that is left to chance (default 1)", .min = 0},
    {.name = "cfs", .form = F::object, .help = "knobs of CFS", .object = &kCfsSpec},
    {.name = "rr_timeslice", .form = F::time, .help = "quantum of SCHED_RR (default 100ms)", .min = 1'000'000, .max = 10'000'000'000},
};
const ObjectSpec kMachineSpec{"machine", kMachineKeys, "the simulated computer"};

const KeySpec kLimitKeys[] = {
    {.name = "msgmax", .form = F::integer, .help = "bytes a message may have (default 8192)", .min = 0, .max = 1 << 20},
    {.name = "msgmnb", .form = F::integer, .help = "bytes a new queue may hold (default 16384)", .min = 0, .max = 1 << 30},
    {.name = "msgmni", .form = F::integer, .help = "queues there may be (default 32000)", .min = 0, .max = 32768},
};
const ObjectSpec kLimitSpec{"limits", kLimitKeys, "limits of System V message queues, as in /proc/sys/kernel"};

const KeySpec kProcessKeys[] = {
    {.name = "name", .help = "its comm, at most 15 characters (default: the program file's name)", .max_bytes = 15},
    {.name = "program", .form = F::program, .help = "a C file beside the scenario, or C source as a block (|)", .required = true},
    {.name = "args", .form = F::any_scalar, .help = "argv[1] and on", .list = true, .max_items = 1000},
    {.name = "start", .form = F::time, .help = "when it is started (default 0)", .min = 0, .max = kMaxNs},
    {.name = "nice", .form = F::integer, .help = "-20 to 19 (default 0)", .min = -20, .max = 19},
    {.name = "policy", .form = F::choice, .help = "scheduling policy (default normal)", .choices = kPolicies},
    {.name = "priority", .form = F::integer, .help = "real-time priority, for fifo and rr", .min = 1, .max = 99},
    {.name = "uid", .form = F::integer, .help = "user id (default 0)", .min = 0, .max = 65535},
    {.name = "gid", .form = F::integer, .help = "group id (default: as uid)", .min = 0, .max = 65535},
    {.name = "cpus", .form = F::integer, .help = "CPUs it may run on (default: all)", .list = true, .min = 0, .max = 63, .max_items = 64},
    {.name = "count", .form = F::integer, .help = "start this many, named NAME-1, NAME-2, ...", .min = 1, .max = 1000},
};
const ObjectSpec kProcessSpec{"process", kProcessKeys, "a process the scenario starts"};

const KeySpec kPatternKeys[] = {
    {.name = "event", .form = F::choice, .help = "the type of the event", .required = true, .choices = event_names()},
    {.name = "process", .help = "done by, or done to, the process of this name"},
};
const ObjectSpec kPatternSpec{"pattern", kPatternKeys, "an event, by its type, process and fields", true};

const KeySpec kMomentKeys[] = {
    {.name = "event", .form = F::choice, .help = "when an event of this type happens", .required = true, .choices = event_names()},
    {.name = "process", .help = "done by, or done to, the process of this name"},
    {.name = "nth", .form = F::integer, .help = "the nth such event (default: the first)", .min = 1, .max = 1'000'000'000},
    {.name = "every", .form = F::boolean, .help = "each such event"},
};
const ObjectSpec kEventMomentSpec{"event_moment", kMomentKeys, "when an event happens", true};
const KeySpec kTimeMomentKeys[] = {
    {.name = "at", .form = F::time, .help = "a moment of simulated time", .required = true, .min = 0, .max = kMaxNs},
};
const ObjectSpec kTimeMomentSpec{"time_moment", kTimeMomentKeys, "at a time"};
const ObjectSpec* const kMoments[] = {&kTimeMomentSpec, &kEventMomentSpec};

const KeySpec kInjectKeys[] = {
    {.name = "when", .form = F::one_of, .help = "{at: TIME} or {event: NAME, ...}", .required = true, .alternatives = kMoments},
    {.name = "delay", .form = F::time, .help = "this long after that", .min = 0, .max = kMaxNs},
    {.name = "signal", .form = F::signal, .help = "send this signal (to the process `to`)"},
    {.name = "to", .help = "the process a signal goes to"},
    {.name = "interrupt", .form = F::time, .help = "a device interrupt that takes this long", .min = 1'000, .max = 1'000'000'000},
    {.name = "cpu", .form = F::integer, .help = "the CPU that is interrupted (default 0)", .min = 0, .max = 63},
    {.name = "msgmax", .form = F::integer, .help = "set the limit msgmax", .min = 0, .max = 1 << 20},
    {.name = "msgmnb", .form = F::integer, .help = "set the limit msgmnb", .min = 0, .max = 1 << 30},
    {.name = "msgmni", .form = F::integer, .help = "set the limit msgmni", .min = 0, .max = 32768},
};
const ObjectSpec kInjectSpec{"injection", kInjectKeys, "something done to the machine from outside"};

const KeySpec kNarrationKeys[] = {
    {.name = "when", .form = F::one_of, .help = "{at: TIME} or {event: NAME, ...}", .required = true, .alternatives = kMoments},
    {.name = "text", .form = F::text, .help = "what is said then", .required = true},
    {.name = "pause", .form = F::boolean, .help = "stop there (default no)"},
};
const ObjectSpec kNarrationSpec{"narration", kNarrationKeys, "a text shown at a moment"};

const KeySpec kQuestionKeys[] = {
    {.name = "when", .form = F::one_of, .help = "{at: TIME} or {event: NAME, ...}", .required = true, .alternatives = kMoments},
    {.name = "ask", .form = F::text, .help = "the question", .required = true},
    {.name = "choices", .form = F::text, .help = "the answers to choose from", .required = true, .list = true, .max_items = 9},
    {.name = "answer", .form = F::integer, .help = "which choice is right, from 1", .required = true, .min = 1, .max = 9},
    {.name = "why", .form = F::text, .help = "said after the answer"},
};
const ObjectSpec kQuestionSpec{"question", kQuestionKeys, "the run pauses and asks"};

const KeySpec kOutputKeys[] = {
    {.name = "output", .help = "the process that wrote it; 'all' is the whole terminal", .required = true},
    {.name = "text", .help = "exactly this"},
    {.name = "contains", .help = "this is part of it"},
    {.name = "lines", .help = "these lines, in this order, and no others", .list = true},
};
const ObjectSpec kOutputSpec{"expect_output", kOutputKeys, "what a process wrote to the terminal"};
const KeySpec kExitKeys[] = {
    {.name = "exit", .help = "the process", .required = true},
    {.name = "status", .form = F::integer, .help = "its exit status", .min = 0, .max = 255},
    {.name = "signal", .form = F::signal, .help = "the signal that killed it"},
};
const ObjectSpec kExitSpec{"expect_exit", kExitKeys, "how a process ended"};
const KeySpec kEventKeys[] = {
    {.name = "event", .form = F::choice, .help = "an event of this type happens", .required = true, .choices = event_names()},
    {.name = "process", .help = "done by, or done to, the process of this name"},
    {.name = "count", .form = F::integer, .help = "exactly so often (default: at least once)", .min = 0},
    {.name = "min", .form = F::integer, .help = "at least so often", .min = 0},
    {.name = "max", .form = F::integer, .help = "at most so often", .min = 0},
};
const ObjectSpec kEventSpec{"expect_event", kEventKeys, "an event happens", true};
const KeySpec kNeverKeys[] = {
    {.name = "never", .form = F::object, .help = "no such event happens", .required = true, .object = &kPatternSpec},
};
const ObjectSpec kNeverSpec{"expect_never", kNeverKeys, "an event does not happen"};
const KeySpec kOrderKeys[] = {
    {.name = "order", .form = F::object, .help = "events that happen in this order (others may lie between)", .required = true, .list = true, .object = &kPatternSpec, .max_items = 1000},
};
const ObjectSpec kOrderSpec{"expect_order", kOrderKeys, "events happen in an order"};
const KeySpec kQueueKeys[] = {
    {.name = "key", .form = F::integer, .help = "its key", .min = INT32_MIN, .max = UINT32_MAX},
    {.name = "msqid", .form = F::integer, .help = "its id", .min = 0, .max = INT32_MAX},
};
const ObjectSpec kQueueSpec{"queue", kQueueKeys, "which message queue"};
const KeySpec kStateKeys[] = {
    {.name = "at", .form = F::time, .help = "the moment", .required = true, .min = 0, .max = kMaxNs},
    {.name = "process", .help = "the state of this process"},
    {.name = "state", .form = F::choice, .help = "the kernel's name or the textbook's", .choices = kStates},
    {.name = "queue", .form = F::object, .help = "the state of this message queue", .object = &kQueueSpec},
    {.name = "exists", .form = F::boolean, .help = "whether there is such a queue"},
    {.name = "q_qnum", .form = F::integer, .help = "messages on it", .min = 0},
    {.name = "q_cbytes", .form = F::integer, .help = "bytes on it", .min = 0},
    {.name = "q_qbytes", .form = F::integer, .help = "bytes it may hold", .min = 0},
    {.name = "receivers", .form = F::integer, .help = "tasks on q_receivers", .min = 0},
    {.name = "senders", .form = F::integer, .help = "tasks on q_senders", .min = 0},
};
const ObjectSpec kStateSpec{"expect_state", kStateKeys, "the state of a process or a queue at a time"};
const KeySpec kMetricOfKeys[] = {
    {.name = "process", .help = "a figure of this process"},
    {.name = "cpu", .form = F::integer, .help = "a figure of this CPU", .min = 0, .max = 63},
    {.name = "field", .form = F::choice, .help = "which figure", .required = true, .choices = kMetrics},
    {.name = "min", .form = F::time, .help = "at least", .min = 0},
    {.name = "max", .form = F::time, .help = "at most", .min = 0},
    {.name = "equals", .form = F::time, .help = "exactly", .min = 0},
};
const ObjectSpec kMetricOfSpec{"metric", kMetricOfKeys, "a figure with its bounds"};
const KeySpec kMetricKeys[] = {
    {.name = "metric", .form = F::object, .help = "a figure lies within bounds", .required = true, .object = &kMetricOfSpec},
};
const ObjectSpec kMetricSpec{"expect_metric", kMetricKeys, "a figure lies within bounds"};
const KeySpec kEndKeys[] = {
    {.name = "end", .form = F::choice, .help = "how the run ends (default finished; limit when `until` is given, too)", .required = true, .choices = kEnds},
};
const ObjectSpec kEndSpec{"expect_end", kEndKeys, "how the run ends"};
const ObjectSpec* const kExpectations[] = {&kOutputSpec, &kExitSpec,  &kEventSpec,  &kNeverSpec,
                                           &kOrderSpec,  &kStateSpec, &kMetricSpec, &kEndSpec};

const KeySpec kScenarioKeys[] = {
    {.name = "scenario", .help = "its id, for messages and file names", .required = true, .max_bytes = 100},
    {.name = "title", .form = F::text, .help = "what is shown above it"},
    {.name = "about", .form = F::text, .help = "what it is about, a paragraph"},
    {.name = "machine", .form = F::object, .help = "the simulated computer", .object = &kMachineSpec},
    {.name = "limits", .form = F::object, .help = "limits of message queues", .object = &kLimitSpec},
    {.name = "processes", .form = F::object, .help = "the processes, started in this order", .required = true, .list = true, .object = &kProcessSpec, .max_items = 1000},
    {.name = "input", .help = "what reading the terminal yields"},
    {.name = "inject", .form = F::object, .help = "what is done to the machine from outside", .list = true, .object = &kInjectSpec, .max_items = 1000},
    {.name = "narration", .form = F::object, .help = "texts shown when something happens", .list = true, .object = &kNarrationSpec, .max_items = 1000},
    {.name = "questions", .form = F::object, .help = "questions asked when something happens", .list = true, .object = &kQuestionSpec, .max_items = 1000},
    {.name = "expect", .form = F::one_of, .help = "what must be true of the run", .list = true, .alternatives = kExpectations, .max_items = 1000},
    {.name = "until", .form = F::time, .help = "stop at this time (default 600s)", .min = 0, .max = kMaxNs},
};
const ObjectSpec kScenarioSpec{"scenario", kScenarioKeys, "a msgscope scenario"};
// clang-format on

}  // namespace

const ObjectSpec& scenario_spec() { return kScenarioSpec; }

}  // namespace sim::scenario
