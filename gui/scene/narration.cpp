// What happened, and why, in a sentence; under it the question put to the class.
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

#include "gui/scene/parts.h"

namespace gui {
namespace {

constexpr float kPad = 12, kAskLine = 21, kWhyLine = 18, kRow = 28, kGap = 5;

const Canvas::ParagraphStyle ask_style(const Palette& c) {
  return {TextStyle::body, TextStyle::strong, TextStyle::code, kAskLine, c.text};
}
const Canvas::ParagraphStyle why_style(const Palette& c) {
  return {TextStyle::small, TextStyle::badge, TextStyle::field, kWhyLine, c.text};
}

// The words of a choice: with the key that answers it, and the mark it gets once that is done.
std::string choice_text(const QuestionView& q, std::size_t i) {
  const char key = key_of_choice(i);
  const std::string text = key != 0 ? fmt::format("{}) {}", key, q.choices[i]) : q.choices[i];
  const bool answered = q.picked >= 0;
  if (answered && static_cast<int>(i) == q.answer) return "✓ " + text;
  if (answered && static_cast<int>(i) == q.picked) return "✗ " + text;
  return text;
}
Canvas::ParagraphStyle choice_style(const Palette& c) {
  return {TextStyle::body, TextStyle::strong, TextStyle::code, kAskLine, c.text};
}

// A choice too long for a line takes as many as it needs: nobody can choose what cannot be read.
bool fits_a_line(const Canvas& c, const QuestionView& q, std::size_t i, float width) {
  return c.width(TextStyle::body, choice_text(q, i)) <= width - 14;
}
float choice_height(Canvas& c, const QuestionView& q, std::size_t i, float width) {
  if (fits_a_line(c, q, i, width)) return kRow;
  return c.paragraph_height(choice_text(q, i), width - 14, choice_style(c.colors)) + kRow -
         kAskLine;
}

// Short choices stand beside each other, long ones under each other.
bool in_a_row(const Canvas& c, const QuestionView& q, float width) {
  const auto n = static_cast<float>(std::max<std::size_t>(1, q.choices.size()));
  const float each = (width - 8 * (n - 1)) / n;
  for (std::size_t i = 0; i < q.choices.size(); ++i)
    if (c.width(TextStyle::body, choice_text(q, i)) + 30 > each) return false;
  return true;
}

struct QuestionLayout {
  float ask = 0, choices = 0, why = 0;
  bool row = true;
  float height() const { return 2 * kPad + ask + 6 + choices + (why > 0 ? why + 6 : 0); }
};

QuestionLayout lay_out_question(Canvas& c, const QuestionView& q, float width) {
  QuestionLayout l;
  const float inside = width - 2 * kPad;
  l.ask = c.paragraph_height(q.ask, inside - 18, ask_style(c.colors));
  l.row = in_a_row(c, q, inside);
  l.choices = l.row ? kRow + 2 : -kGap;
  for (std::size_t i = 0; i < q.choices.size() && !l.row; ++i)
    l.choices += choice_height(c, q, i, inside) + kGap;
  if (q.picked >= 0 && !q.why.empty())
    l.why = c.paragraph_height(q.why, inside, why_style(c.colors));
  return l;
}

void draw_choice(Drawing& d, const Rect& b, std::size_t i, bool centred) {
  Canvas& c = d.canvas;
  const QuestionView& q = *d.facts.question;
  const bool answered = q.picked >= 0, right = static_cast<int>(i) == q.answer;
  const std::string text = choice_text(q, i);
  const bool one_line = fits_a_line(c, q, i, b.w);
  Shape& s = c.button(fmt::format("question.{}", i), b, one_line ? text : "");
  if (!centred) s.align = Align::left;
  if (answered) s.action.clear();
  if (answered && right) {
    s.fill = c.colors.good_back;
    s.ink = c.colors.good_text;
  } else if (answered && static_cast<int>(i) == q.picked) {
    s.fill = c.colors.bad_back;
    s.ink = c.colors.bad_text;
  }
  if (one_line) return;
  Canvas::ParagraphStyle style = choice_style(c.colors);
  style.color = s.ink;
  c.paragraph(fmt::format("choice.{}", i), b.inset(7, (kRow - kAskLine) / 2), text, style, {});
}

Canvas::ParagraphStyle more_style(const Palette& c) {
  return {TextStyle::small, TextStyle::badge, TextStyle::field, 20, c.dim};
}
Canvas::ParagraphStyle large(const Palette& c) {
  return {TextStyle::narration, TextStyle::narration_strong, TextStyle::narration_code, 24, c.text};
}
Canvas::ParagraphStyle medium(const Palette& c) {
  return {TextStyle::body, TextStyle::strong, TextStyle::code, 21, c.text};
}
Canvas::ParagraphStyle small(const Palette& c) {
  return {TextStyle::small, TextStyle::badge, TextStyle::field, 18, c.text};
}

void draw_question(Drawing& d, const Rect& box, const QuestionLayout& l) {
  Canvas& c = d.canvas;
  const QuestionView& q = *d.facts.question;
  c.rect("question", Layer::well, box, c.colors.question_back, c.colors.question_line, 5);
  Rect r = box.inset(kPad);
  c.label("question:mark", r.x, r.y + kAskLine / 2, TextStyle::narration_strong, c.colors.now, "?");
  c.paragraph("question:ask", {r.x + 18, r.y, r.w - 18, l.ask}, q.ask, ask_style(c.colors), {});
  r.take_top(l.ask + 6);
  Rect choices = r.take_top(l.choices);
  const auto n = static_cast<float>(std::max<std::size_t>(1, q.choices.size()));
  for (std::size_t i = 0; i < q.choices.size(); ++i) {
    if (l.row) {
      draw_choice(d, choices.take_left((box.w - 2 * kPad - 8 * (n - 1)) / n), i, true);
      choices.take_left(8);
    } else {
      draw_choice(d, choices.take_top(choice_height(c, q, i, choices.w)), i, false);
      choices.take_top(kGap);
    }
  }
  if (l.why > 0) {
    r.take_top(6);
    c.paragraph("question:why", r, q.why, why_style(c.colors), {});
  }
}

}  // namespace

// How much height narration and question would like to have, heading and margins included.
float narration_height(Drawing& d, float width) {
  const float inside = width - 30;
  float h = 28 + 26 + d.canvas.paragraph_height(d.facts.narration, inside, large(d.canvas.colors));
  if (!d.facts.narration_more.empty())
    h += 8 + std::min(60.0f, d.canvas.paragraph_height(d.facts.narration_more, inside,
                                                       more_style(d.canvas.colors)));
  if (d.facts.question) h += 8 + lay_out_question(d.canvas, *d.facts.question, inside).height();
  if (!d.facts.notice.empty())
    h += 8 + d.canvas.paragraph_height(d.facts.notice, inside, medium(d.canvas.colors));
  return h;
}

void draw_narration(Drawing& d, const Rect& area_in) {
  Canvas& c = d.canvas;
  Rect area{area_in.x + 15, area_in.y + 8, area_in.w - 30, area_in.h - 18};
  c.caps("label:why", area.x, area.y + 10, c.tr("stage.why"));
  area.take_top(28);
  std::map<std::string, Color, std::less<>> names;
  std::set<std::string> twice;
  const auto& colors = c.colors.process;
  for (std::size_t i = 0; i < d.facts.processes.size(); ++i) {
    const std::string& name = d.facts.processes[i].name;
    if (!names.emplace(name, colors[i % colors.size()]).second) twice.insert(name);
  }
  for (const std::string& name : twice) names[name] = c.colors.text;  // whose colour would it be?
  float y = 0;
  if (!d.facts.notice.empty()) {
    y = c.paragraph("notice", area, d.facts.notice,
                    {TextStyle::body, TextStyle::strong, TextStyle::code, 21, c.colors.bad_text},
                    {});
    area.take_top(y + 8);
  }
  // The question comes first, for the eye and for the room.
  if (d.facts.question) {
    const QuestionLayout question = lay_out_question(c, *d.facts.question, area.w);
    draw_question(d, area.take_top(question.height()), question);
    area.take_top(8);
  }
  if (area.h < 18) return;
  // The largest type in which the sentence fits.
  Canvas::ParagraphStyle style = large(c.colors);
  if (c.paragraph_height(d.facts.narration, area.w, style) > area.h) style = medium(c.colors);
  if (c.paragraph_height(d.facts.narration, area.w, style) > area.h) style = small(c.colors);
  if (!d.facts.narration.empty()) {
    y = c.paragraph("why", area, d.facts.narration, style, names);
    area.take_top(y + 8);
  }
  if (!d.facts.narration_more.empty() && area.h >= 20)
    c.paragraph("more", area, d.facts.narration_more, more_style(c.colors), {});
}

}  // namespace gui
