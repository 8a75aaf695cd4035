#include "gui/platform/key_taps.h"

#include <gtest/gtest.h>

#include <string>

namespace gui {
namespace {

struct Keyboard {
  KeyTaps<std::string> taps;
  std::string seen;
  void frame() {
    seen.clear();
    taps.begin_frame([this](const std::string& e) { seen += e + " "; });
  }
  void key(int code, bool down) {
    taps.put(down, (down ? "+" : "-") + std::to_string(code),
             [this](const std::string& e) { seen += e + " "; });
  }
};

TEST(KeyTaps, AKeyHeldOverAFrameGoesThroughAtOnce) {
  Keyboard k;
  k.frame();
  k.key(1, true);
  k.frame();
  k.key(1, false);
  EXPECT_EQ(k.seen, "-1 ");
  EXPECT_FALSE(k.taps.waiting());
}

TEST(KeyTaps, ATapWithinAFrameIsSeenAsTwoFrames) {
  Keyboard k;
  k.frame();
  k.key(1, true);
  k.key(1, false);
  EXPECT_EQ(k.seen, "+1 ");
  EXPECT_TRUE(k.taps.waiting());
  k.frame();
  EXPECT_EQ(k.seen, "-1 ");
  EXPECT_FALSE(k.taps.waiting());
}

TEST(KeyTaps, AFastChordIsSeenWithBothKeysDown) {
  Keyboard k;
  k.frame();
  k.key(17, true);
  k.frame();
  k.key(1, true);
  k.key(17, false);
  k.key(1, false);
  EXPECT_EQ(k.seen, "+1 ");
  k.frame();
  EXPECT_EQ(k.seen, "-17 -1 ");
}

TEST(KeyTaps, TwoTapsOfAKeyWithinAFrameAreTwoTapsInOrder) {
  Keyboard k;
  k.frame();
  for (const bool down : {true, false, true, false}) k.key(1, down);
  k.key(2, true);
  EXPECT_EQ(k.seen, "+1 ");
  k.frame();
  EXPECT_EQ(k.seen, "-1 +1 ");
  k.frame();
  EXPECT_EQ(k.seen, "-1 +2 ");
  EXPECT_FALSE(k.taps.waiting());
}

}  // namespace
}  // namespace gui
