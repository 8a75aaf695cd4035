// Pictures without a window.
#include "gui/render/render.h"

#include <gtest/gtest.h>

#include "sim/scenario/loader.h"

namespace gui {
namespace {

sim::scenario::Scenario lesson() {
  auto s = sim::scenario::load_scenario(std::string(MSGSCOPE_SOURCE_DIR) +
                                        "/scenarios/lessons/03-pipelined-send.yaml");
  if (!s) ADD_FAILURE() << s.error().to_string();
  return std::move(*s);
}

TEST(Render, TheSameMomentIsTheSamePicture) {
  const auto a = render_step(lesson(), 160, {});
  const auto b = render_step(lesson(), 160, {});
  ASSERT_TRUE(a.has_value() && b.has_value());
  EXPECT_EQ(a->rgba, b->rgba);
  EXPECT_EQ(a->width, 1600);
  EXPECT_EQ(a->height, 900);
}

TEST(Render, APictureAtATimeIsThePictureOfTheStepThatHadBegun) {
  const auto early = render_at(lesson(), sim::SimTime{1}, {});
  const auto late = render_at(lesson(), sim::SimTime{2'400'000}, {});
  ASSERT_TRUE(early.has_value() && late.has_value());
  EXPECT_NE(early->rgba, late->rgba);
}

TEST(Render, BadOptionsAreRefusedWithOneClearMessage) {
  RenderOptions o;
  o.lang = "fr";
  EXPECT_EQ(render_step(lesson(), 1, o).error().message, "language `fr`: expected en or zh");
  o = {};
  o.tab = "nothing";
  EXPECT_FALSE(render_step(lesson(), 1, o).has_value());
  o = {};
  o.width = 10;
  EXPECT_FALSE(render_step(lesson(), 1, o).has_value());
}

TEST(Render, AFilmShowsTheMotionInsideTheSteps) {
  RenderOptions o;
  o.width = 1280;
  o.height = 720;
  FilmOptions film;
  film.from = sim::SimTime{2'503'000};
  film.to = sim::SimTime{2'503'600};
  film.frames_per_step = 3;
  const auto pictures = render_film(lesson(), film, o);
  ASSERT_TRUE(pictures.has_value());
  ASSERT_GE(pictures->size(), 10u);
  int differ = 0;
  for (std::size_t i = 1; i < pictures->size(); ++i)
    differ += (*pictures)[i].rgba != (*pictures)[i - 1].rgba ? 1 : 0;
  EXPECT_GE(differ, 5);
}

TEST(Render, APictureFileMustBeAPngAndAFilmAGifOrAnMp4) {
  EXPECT_FALSE(write_picture("/tmp/x.bmp", Image(4, 4)).has_value());
  EXPECT_FALSE(write_film("/tmp/x.avi", {Image(4, 4)}, 10).has_value());
  EXPECT_FALSE(write_film("/tmp/x.gif", {}, 10).has_value());
}

}  // namespace
}  // namespace gui
