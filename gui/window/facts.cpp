#include "gui/window/facts.h"

#include <algorithm>

#include "gui/app/texts.h"
#include "sim/scenario/scenario.h"

namespace gui {
namespace {

std::string title_of(const Session& s, Lang lang) {
  const std::string& title = s.scenario().title.in(text_lang(lang));
  return title.empty() ? s.scenario().id : title;
}

QuestionView question_view(const Session& s, const AskedQuestion& asked, Lang lang) {
  const sim::scenario::Question& q = s.scenario().questions[asked.index];
  QuestionView v;
  v.ask = q.ask.in(text_lang(lang));
  for (const sim::scenario::Text& choice : q.choices)
    v.choices.push_back(choice.in(text_lang(lang)));
  v.answer = q.answer;
  v.picked = asked.picked;
  v.why = q.why.in(text_lang(lang));
  return v;
}

}  // namespace

StageOptions options_of(const Choices& c, Vec2 size) {
  StageOptions o;
  o.size = size;
  o.lang = c.lang;
  o.theme = c.theme;
  o.presenter = c.presenter;
  o.run_queue_as_tree = c.run_queue_as_tree;
  o.selected = c.selected;
  o.focus_msqid = c.focus_msqid;
  o.granularity = c.granularity;
  o.tab = c.tab;
  return o;
}

StageFacts facts_of(const Session& s, Storyteller& storyteller, int columns) {
  const Lang lang = s.choices().lang;
  StageFacts f;
  f.title = title_of(s, lang);
  f.processes = s.processes();
  std::erase_if(f.processes, [&s](const Process& p) {
    return std::ranges::none_of(s.lanes().processes(), [&](const ProcessLane& lane) {
      return lane.pid == p.pid && lane.born <= s.now().ns;
    });
  });
  f.output_of = [&s](sim::Pid pid) { return s.output_of(pid, 512); };
  Told told = storyteller.tell(s, lang);
  f.narration = std::move(told.what);
  f.narration_more = std::move(told.more);
  if (s.question()) f.question = question_view(s, *s.question(), lang);
  f.steps_in_all = s.known_steps();
  f.complete = s.complete();
  f.playing = s.playing();
  f.steps_per_second = s.choices().steps_per_second;
  f.marks = s.marks(columns);
  for (const Breakpoint& b : s.breakpoints()) {
    if (!b.enabled) continue;
    if (const auto* line = std::get_if<AtLine>(&b.where))
      f.line_breaks.push_back({line->program, line->file, line->line});
    if (const auto* step = std::get_if<AtKernelStep>(&b.where))
      f.step_breaks.push_back({step->path, step->step});
  }
  f.notice = sim::analysis::translate_lines(s.notice(), text_lang(lang));
  if (s.choices().selected) {  // only the PCB asks
    if (const sim::Machine* m = s.previous()) {
      f.kernel_before = &m->kernel();
      f.sched_before = &m->sched();
    }
  }
  return f;
}

}  // namespace gui
