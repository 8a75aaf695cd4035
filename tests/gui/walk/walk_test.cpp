// A walk through the window with real keys and a real mouse, in each of its two backends.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "gui/render/render.h"
#include "person.h"
#include "sim/scenario/loader.h"

namespace walk {
namespace {

using Json = nlohmann::json;

const std::string kLessons = std::string(MSGSCOPE_SOURCE_DIR) + "/scenarios/lessons/";
constexpr int kWidth = 1280, kHeight = 720;

bool installed(const char* program) {
  const std::string path = std::getenv("PATH") != nullptr ? std::getenv("PATH") : "";
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t end = std::min(path.find(':', from), path.size());
    if (access((path.substr(from, end - from) + "/" + program).c_str(), X_OK) == 0) return true;
    from = end + 1;
  }
  return false;
}

class Walk : public testing::TestWithParam<const char*> {
 protected:
  // What the camera sees is what is drawn in memory for the same moment, but for the shades at
  // edges: another machine draws them.
  void expect_photo_as_rendered(Person& person, const char* when) {
    person.look_away();
    const Json r = person.wait_until_still();
    const auto scenario = sim::scenario::load_scenario(r["file"]);
    ASSERT_TRUE(scenario.has_value());
    gui::RenderOptions o;
    o.width = kWidth;
    o.height = kHeight;
    o.lang = r["lang"];
    const auto drawn = gui::render_step(*scenario, r["position"], o);
    ASSERT_TRUE(drawn.has_value());
    const gui::Image seen = person.photo();
    ASSERT_EQ(seen.rgba.size(), drawn->rgba.size());
    std::size_t differ = 0;
    for (std::size_t i = 0; i < seen.rgba.size(); i += 4) {
      bool far = false;
      for (std::size_t k = 0; k < 3; ++k)
        far = far || std::abs(seen.rgba[i + k] - drawn->rgba[i + k]) > 40;
      differ += far ? 1 : 0;
    }
    const double share = static_cast<double>(differ) * 4 / static_cast<double>(seen.rgba.size());
    if (share > 0.002) {
      std::filesystem::create_directories(MSGSCOPE_WALK_OUT);
      const std::string name = std::string(MSGSCOPE_WALK_OUT) + "/" + GetParam() + "-" + when;
      (void)gui::write_picture(name + "-seen.png", seen);
      (void)gui::write_picture(name + "-drawn.png", *drawn);
      ADD_FAILURE() << when << ": " << share * 100 << " % of the pixels differ; see " << name
                    << "-seen.png and -drawn.png";
    }
  }
};

TEST_P(Walk, PlayStepScrubOpenAndChangeTheLanguage) {
  for (const char* program : {"Xvfb", "xdotool"})
    if (!installed(program)) GTEST_SKIP() << program << " is not installed";
  Person person(GetParam(), kLessons + "01-first-message.yaml", kWidth, kHeight);
  Json r = person.wait_until_still();
  EXPECT_EQ(r["backend"], GetParam());
  EXPECT_EQ(r["position"], 0);
  expect_photo_as_rendered(person, "start");

  person.click("go.play");
  person.see("that it plays on", [](const Json& now) { return now["position"] >= 3; });
  person.click("go.play");
  r = person.wait_until_still();
  const std::uint64_t paused = r["position"];
  person.key("space");
  person.see("that the key plays, too", [&](const Json& now) { return now["position"] > paused; });
  person.key("space");
  r = person.wait_until_still();

  std::uint64_t at = r["position"];
  if (r["held"] == true) {  // paused in mid-flight: a step forward lets it arrive first
    person.click("go.forward");
    person.see("that it arrives", [&](const Json& now) {
      return now["moving"] == false && now["held"] == false && now["position"] == at;
    });
  }
  person.click("go.forward");
  person.see("one step on", [&](const Json& now) { return now["position"] == at + 1; });
  person.key("Right");
  person.see("another by the key", [&](const Json& now) { return now["position"] == at + 2; });
  person.click("go.back");
  person.see("one step back", [&](const Json& now) { return now["position"] == at + 1; });
  person.key("Left");
  person.see("another by the key", [&](const Json& now) { return now["position"] == at; });
  expect_photo_as_rendered(person, "stepped");

  person.drag("scrub.drag", {0.1, 0.4, 0.7}, [&](double share) {
    person.see("the moment under the pointer", [&](const Json& now) {
      const double there = now["position"].get<double>() / now["known_steps"].get<double>();
      return there > share - 0.02 && there < share + 0.02;
    });
  });
  const std::uint64_t let_go = person.wait_until_still()["position"];
  person.look_away();
  EXPECT_EQ(person.wait_until_still()["position"], let_go);
  expect_photo_as_rendered(person, "scrubbed");

  const std::string english = r["texts"]["label:user_space"];
  person.click("lang.toggle");
  person.see("Chinese", [&](const Json& now) {
    return now["lang"] == "zh" && now["texts"]["label:user_space"] != english;
  });
  EXPECT_EQ(person.report()["position"], let_go);
  expect_photo_as_rendered(person, "chinese");
  person.key("l");
  person.see("English again",
             [&](const Json& now) { return now["texts"]["label:user_space"] == english; });

  person.click("file.menu");
  person.click("open.file.02-a-receiver-that-blocks.yaml");
  person.see("lesson 2", [](const Json& now) {
    return now["file"] == kLessons + "02-a-receiver-that-blocks.yaml" && now["position"] == 0;
  });
  person.key("o");
  person.click("open.path");
  person.key("ctrl+a");
  person.type(kLessons + "03-pipelined-send.yaml");
  person.key("Return");
  r = person.see("lesson 3", [](const Json& now) {
    return now["file"] == kLessons + "03-pipelined-send.yaml" && now["notice"] == "";
  });
  EXPECT_FALSE(r["playing"]);
  expect_photo_as_rendered(person, "opened");
}

INSTANTIATE_TEST_SUITE_P(Windows, Walk, testing::Values("glfw", "sdl2"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace walk
