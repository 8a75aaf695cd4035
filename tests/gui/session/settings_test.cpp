#include "gui/app/settings.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gui {
namespace {

TEST(Settings, ComeBackAsTheyWereSaved) {
  const std::string path = std::string(::testing::TempDir()) + "/deep/er/settings.json";
  Settings s;
  s.choices.lang = Lang::zh;
  s.choices.theme = Theme::light;
  s.choices.scale = 1.5f;
  s.choices.steps_per_second = 40;
  s.recent_files = {"b.yaml", "课程/a.c"};
  ASSERT_TRUE(save_settings(path, s));
  const Settings again = load_settings(path);
  EXPECT_EQ(again.choices.lang, Lang::zh);
  EXPECT_EQ(again.choices.theme, Theme::light);
  EXPECT_EQ(again.choices.scale, 1.5f);
  EXPECT_EQ(again.choices.steps_per_second, 40);
  EXPECT_EQ(again.recent_files, s.recent_files);
}

TEST(Settings, AFileThatDoesNotReadGivesTheDefaults) {
  const std::string path = std::string(::testing::TempDir()) + "/broken.json";
  for (const char* text : {"", "{", "[1]", "{\"lang\": 99, \"scale\": \"big\", \"tab\": -1}"}) {
    std::ofstream(path) << text;
    const Settings s = load_settings(path);
    EXPECT_EQ(s.choices.lang, Lang::en) << text;
    EXPECT_EQ(s.choices.scale, 1) << text;
    EXPECT_EQ(s.choices.tab, BottomTab::timeline) << text;
  }
  EXPECT_TRUE(load_settings("/nonexistent").recent_files.empty());
}

}  // namespace
}  // namespace gui
