// What happened, and why, in a sentence; under it the question put to the class.
#include <fmt/format.h>

#include <cmath>

#include "gui/scene/parts.h"

namespace gui {
namespace {

float question_height(Drawing& d, float width) {
  if (!d.facts.question) return 0;
  const QuestionView& q = *d.facts.question;
  const float lines =
      std::ceil(d.canvas.width(TextStyle::body, q.ask) / std::max(60.0f, width - 60));
  return 18 + 22 * std::max(1.0f, lines) + 42 + (q.picked >= 0 && !q.why.empty() ? 46.0f : 0.0f);
}

void draw_question(Drawing& d, const Rect& box) {
  Canvas& c = d.canvas;
  const QuestionView& q = *d.facts.question;
  c.rect("question", Layer::well, box, c.colors.question_back, c.colors.question_line, 5);
  Rect r = box.inset(13, 9);
  c.label("question:mark", r.x, r.y + 10, TextStyle::narration_strong, c.colors.now, "?");
  const float h =
      c.paragraph("question:ask", {r.x + 18, r.y, r.w - 18, 70}, q.ask,
                  {TextStyle::body, TextStyle::strong, TextStyle::code, 22, c.colors.text}, {});
  r.take_top(h + 8);
  const Rect row = r.take_top(30);
  const auto n = static_cast<float>(std::max<std::size_t>(1, q.choices.size()));
  const float w = std::min(116.0f, (row.w - 8 * (n - 1)) / n);
  for (std::size_t i = 0; i < q.choices.size(); ++i) {
    const Rect b{row.x + static_cast<float>(i) * (w + 8), row.y, w, row.h};
    const bool answered = q.picked >= 0, right = static_cast<int>(i) == q.answer;
    Shape& s =
        c.button(fmt::format("question.{}", i), b, c.fit(TextStyle::body, q.choices[i], w - 10));
    if (answered && right) {
      s.fill = c.colors.good_back;
      s.ink = c.colors.good_text;
      s.text = c.fit(TextStyle::body, "✓ " + q.choices[i], w - 10);
    } else if (answered && static_cast<int>(i) == q.picked) {
      s.fill = c.colors.bad_back;
      s.ink = c.colors.bad_text;
      s.text = c.fit(TextStyle::body, "✗ " + q.choices[i], w - 10);
    }
    if (answered) s.action.clear();
  }
  if (q.picked >= 0 && !q.why.empty()) {
    r.take_top(6);
    c.paragraph("question:why", r, q.why,
                {TextStyle::small, TextStyle::badge, TextStyle::field, 19, c.colors.text}, {});
  }
}

}  // namespace

void draw_narration(Drawing& d, const Rect& area_in) {
  Canvas& c = d.canvas;
  Rect area{area_in.x + 15, area_in.y + 8, area_in.w - 30, area_in.h - 18};
  c.caps("label:why", area.x, area.y + 10, c.tr("stage.why"));
  area.take_top(28);
  const float question = question_height(d, area.w);
  Rect box;
  if (question > 0) {
    box = area.take_bottom(std::min(question, area.h * 0.6f));
    area.take_bottom(8);
  }
  std::map<std::string, Color, std::less<>> names;
  for (const Process& p : d.facts.processes) names[p.name] = d.color_of(p.pid);
  const bool tight = area.h < 110;
  float y = 0;
  if (!d.facts.notice.empty()) {
    y = c.paragraph("notice", area, d.facts.notice,
                    {TextStyle::body, TextStyle::strong, TextStyle::code, 21, c.colors.bad_text},
                    {});
    area.take_top(y + 8);
  }
  const Canvas::ParagraphStyle big{tight ? TextStyle::body : TextStyle::narration,
                                   tight ? TextStyle::strong : TextStyle::narration_strong,
                                   tight ? TextStyle::code : TextStyle::narration_code,
                                   tight ? 21.0f : 24.0f, c.colors.text};
  y = c.paragraph("why", area, d.facts.narration, big, names);
  area.take_top(y + 8);
  if (!d.facts.narration_more.empty() && area.h >= 20)
    c.paragraph("more", area, d.facts.narration_more,
                {TextStyle::small, TextStyle::badge, TextStyle::field, 20, c.colors.dim}, {});
  if (question > 0) draw_question(d, box);
}

}  // namespace gui
