// Which lesson the window shows when none is named.
#include "gui/window/open.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace gui {
namespace {

namespace fs = std::filesystem;

class Open : public testing::Test {
 protected:
  Open() { fs::create_directories(root); }
  ~Open() override { fs::remove_all(root); }
  void put(const std::string& file) {
    fs::create_directories((root / file).parent_path());
    std::ofstream(root / file) << "scenario: x\n";
  }
  const fs::path root = fs::path(testing::TempDir()) / ("open-" + std::to_string(getpid()));
};

TEST_F(Open, TheFirstLessonIsFoundFromAnywhereInASourceTree) {
  put("scenarios/lessons/02-b.yaml");
  put("scenarios/lessons/01-a.yaml");
  put("scenarios/lessons/01-a.bookmarks.yaml");
  EXPECT_EQ(first_lesson(root), root / "scenarios/lessons/01-a.yaml");
  EXPECT_EQ(first_lesson(root / "build/asan/bin/msgscope-gui"),
            root / "scenarios/lessons/01-a.yaml");
}

TEST_F(Open, TheFirstLessonIsFoundBesideAnInstalledProgram) {
  put("usr/share/msgscope/scenarios/lessons/01-a.yaml");
  EXPECT_EQ(first_lesson(root / "usr/bin/msgscope-gui"),
            root / "usr/share/msgscope/scenarios/lessons/01-a.yaml");
  EXPECT_EQ(first_lesson(root / "home"), "");
}

}  // namespace
}  // namespace gui
