// What just happened, and why, in a sentence: the same words in `msgscope trace --narrate` and in
// the window.
//
//   NarrationContext context;
//   for (const Event& e : events) { context.learn(e, fixed); say(narrate(e, context, Lang::en)); }
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sim/analysis/names.h"
#include "sim/scenario/scenario.h"

namespace sim::analysis {

using scenario::Lang;

// What a sentence may need of the past: who is who, what each sleeper waits for, and the last
// events, for their causes.
class NarrationContext {
 public:
  // To be called with every event, in order, before it is narrated.
  void learn(const Event& e, const Immutable& fixed);

  const Names& names() const { return names_; }
  // The event of that number, when it is not too long ago.
  const Event* event(EventSeq seq) const;
  // What a receiver asked for when it went to sleep.
  const Event* blocked_receiver(Pid pid) const;
  // The msgrcv a task entered last.
  const Event* receive_call(Pid pid) const;

 private:
  static constexpr std::size_t kRemembered = 4096;
  Names names_;
  std::map<Pid, Event> blocked_receivers_, receive_calls_;
  std::deque<Event> recent_;
};

// One sentence (or two), without a line's end. Never empty.
std::string narrate(const Event& e, const NarrationContext& context, Lang lang);

// The chain of causes that led to an event, nearest first, at most `most` sentences.
std::string narrate_why(const Event& e, const NarrationContext& context, Lang lang, int most = 3);

// The template of a sentence; for the test that every event has one in every language. Which of an
// event's sentences is meant is its variant (a ReasonCode, or 0 and up).
struct Sentence {
  EventType type;
  int variant;
  std::string_view en, zh;
};
std::span<const Sentence> sentences();

}  // namespace sim::analysis
