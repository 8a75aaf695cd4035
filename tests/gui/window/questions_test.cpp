// The lessons' questions: each is met, none is answered by the picture, and the right answer is not
// always in the same place.
#include <gtest/gtest.h>

#include <map>

#include "gui/app/session.h"
#include "gui/window/story.h"
#include "tests/gui/window/all_lessons.h"

namespace gui {
namespace {

std::string said(const Session& s, Lang lang) {
  Storyteller teller;
  const Told told = teller.tell(s, lang);
  return told.what + " " + told.more;
}

TEST(Questions, OfTheLessonsAreAllAskedAndNotAnsweredByWhatIsSaidThere) {
  for (const std::string& path : lessons()) {
    auto session = std::move(*Session::open(path));
    while (!session->complete()) session->tick(0.01);
    std::size_t asked = 0;
    for (int i = 0; i < 50 && !session->at_end(); ++i) {
      session->apply(command::RunToEnd{});
      while (session->searching()) session->tick(0.01);
      if (!session->asking()) continue;
      ++asked;
      const sim::scenario::Question& q = session->scenario().questions[session->question()->index];
      for (const Lang lang : {Lang::en, Lang::zh}) {
        const std::string all = said(*session, lang);
        const auto in = lang == Lang::en ? sim::scenario::Lang::en : sim::scenario::Lang::zh;
        EXPECT_EQ(all.find(q.why.in(in)), std::string::npos) << path;
        for (const auto& n : session->scenario().narration)
          EXPECT_EQ(all.find(n.text.in(in)), std::string::npos) << path << ": " << q.ask.en;
      }
      session->apply(command::AnswerQuestion{q.answer});
    }
    EXPECT_EQ(asked, session->scenario().questions.size()) << path;
  }
}

TEST(Questions, OfTheLessonsHaveTheirRightAnswersInDifferentPlaces) {
  std::map<int, int> at;
  int all = 0;
  for (const std::string& path : lessons()) {
    const auto session = std::move(*Session::open(path));
    for (const auto& q : session->scenario().questions) {
      ++at[q.answer];
      ++all;
    }
  }
  ASSERT_GE(all, 10);
  for (const auto& [place, n] : at) EXPECT_LE(2 * n, all) << "choice " << place + 1;
  EXPECT_GE(at.size(), 3u);
}

}  // namespace
}  // namespace gui
