#include "gui/app/lanes.h"

#include <gtest/gtest.h>

#include "gui/app/session.h"
#include "lesson.h"

namespace gui {
namespace {

constexpr auto at = [](Activity a) { return static_cast<std::size_t>(a); };

TEST(Lane, SumsAreTheTimesOfItsPieces) {
  Lane lane;
  std::int64_t t = 0, user = 0;
  for (int i = 0; i < 1000; ++i) {
    lane.set(t, i % 2 == 0 ? Activity::user : Activity::ready, 0);
    if (i % 2 == 0) user += i % 7 + 1;
    t += i % 7 + 1;
  }
  const auto sums = lane.sums(0, t, t);
  EXPECT_EQ(sums[at(Activity::user)], user);
  EXPECT_EQ(sums[at(Activity::user)] + sums[at(Activity::ready)], t);
  for (std::int64_t a = 0; a < t; a += 97) {
    const auto left = lane.sums(0, a, t), right = lane.sums(a, t, t);
    EXPECT_EQ(left[at(Activity::user)] + right[at(Activity::user)], user);
  }
}

TEST(Lane, APieceOfNoLengthDisappears) {
  Lane lane;
  lane.set(0, Activity::user, 0);
  lane.set(10, Activity::kernel, 0);
  lane.set(10, Activity::user, 0);
  EXPECT_EQ(lane.size(), 1u);
  lane.set(-5, Activity::blocked, 0);  // times never go back: it replaces what began at 0
  EXPECT_EQ(lane.size(), 1u);
}

class LessonLanes : public ::testing::Test {
 protected:
  LessonLanes() : session(pipelined_lesson()) {
    while (!session.complete()) session.tick(0.01);
  }
  Session session;
};

TEST_F(LessonLanes, AProcessSpendsAllItsLifeSomewhere) {
  const Lanes& lanes = session.lanes();
  ASSERT_EQ(lanes.processes().size(), 3u);
  for (const ProcessLane& p : lanes.processes()) {
    ASSERT_TRUE(p.died) << p.name;
    const auto sums = p.lane.sums(p.born, *p.died, lanes.end());
    EXPECT_EQ(sums[at(Activity::none)], 0) << p.name;
    EXPECT_GT(sums[at(Activity::kernel)], 0) << p.name;
  }
  EXPECT_GT(lanes.processes()[0].lane.sums(0, lanes.end(), lanes.end())[at(Activity::blocked)], 0);
  EXPECT_GE(lanes.processes()[2].lane.sums(0, lanes.end(), lanes.end())[at(Activity::user)],
            10'000'000);
}

TEST_F(LessonLanes, NoTwoProcessesRunOnOneCpuAtOnce) {
  const Lanes& lanes = session.lanes();
  for (std::int64_t t = 0; t < lanes.end(); t += 3'333) {
    int running = 0;
    for (const ProcessLane& p : lanes.processes()) {
      const auto i = p.lane.find(t);
      if (!i) continue;
      const Activity a = p.lane.piece(*i, lanes.end()).activity;
      running += a == Activity::user || a == Activity::kernel;
    }
    EXPECT_LE(running, 1) << t;
  }
}

TEST_F(LessonLanes, TheTaskLaneAgreesWithTheMachineAtEveryMoment) {
  for (std::uint64_t p = 1; p < session.known_steps(); p += 13) {
    session.apply(command::SeekStep{p});
    const sim::Machine& m = session.machine();
    // The CPU's clock has just reached this moment; ask for what begins there.
    const std::int64_t t = m.last_step().end.ns;
    for (const ProcessLane& lane : session.lanes().processes()) {
      const sim::Task* task = m.kernel().find_task(lane.pid);
      if (task == nullptr || !lane.lane.find(t)) continue;
      const Activity a = lane.lane.piece(*lane.lane.find(t), session.lanes().end()).activity;
      if (task->on_cpu) {
        EXPECT_TRUE(a == Activity::user || a == Activity::kernel) << p << " " << lane.name;
      } else if (task->on_rq) {
        EXPECT_EQ(a, Activity::ready) << p << " " << lane.name;
      }
    }
  }
}

TEST_F(LessonLanes, WhatIsDrawnFitsItsColumnsWithoutOverlaps) {
  const Lanes& lanes = session.lanes();
  for (const int columns : {1, 7, 100, 1500}) {
    for (const ProcessLane& p : lanes.processes()) {
      const auto rects = lanes.rects(p.lane, sim::SimTime{0}, sim::SimTime{lanes.end()}, columns);
      EXPECT_LE(rects.size(), static_cast<std::size_t>(columns));
      int x = 0;
      for (const LaneRect& r : rects) {
        EXPECT_GE(r.x0, x);
        EXPECT_GT(r.x1, r.x0);
        x = r.x1;
      }
      EXPECT_LE(x, columns);
    }
  }
}

TEST_F(LessonLanes, TheColumnsShowTheTimesInProportion) {
  const Lanes& lanes = session.lanes();
  constexpr int kColumns = 1000;
  for (const ProcessLane& p : lanes.processes()) {
    const auto sums = p.lane.sums(0, lanes.end(), lanes.end());
    double running = 0;
    for (const LaneRect& r :
         lanes.rects(p.lane, sim::SimTime{0}, sim::SimTime{lanes.end()}, kColumns)) {
      const bool runs = r.activity == Activity::user || r.activity == Activity::kernel;
      running += (r.x1 - r.x0) * (r.merged ? r.running / 16.0 : runs ? 1.0 : 0.0);
    }
    const double expected =
        static_cast<double>(sums[at(Activity::user)] + sums[at(Activity::kernel)]) /
        static_cast<double>(lanes.end());
    EXPECT_NEAR(running / kColumns, expected, 0.02) << p.name;
  }
}

TEST_F(LessonLanes, AMessageIsAnArrowFromSenderToReceiver) {
  const Lanes& lanes = session.lanes();
  const auto arrows = lanes.arrows(sim::SimTime{0}, sim::SimTime{lanes.end() + 1}, 1000);
  const auto message = std::find_if(arrows.begin(), arrows.end(), [](const LaneArrow& a) {
    return a.kind == LaneArrow::Kind::pipelined && a.type == 888;
  });
  ASSERT_NE(message, arrows.end());
  EXPECT_EQ(lanes.process(message->from)->name, "sender");
  EXPECT_EQ(lanes.process(message->to)->name, "receiver");
  const auto wake = std::find_if(arrows.begin(), arrows.end(), [&](const LaneArrow& a) {
    return a.kind == LaneArrow::Kind::wakeup && a.to == message->to;
  });
  ASSERT_NE(wake, arrows.end());
  EXPECT_GE(wake->begin, message->begin);
}

TEST(Lane, AMillionPiecesAreDrawnInAsManyRectanglesAsColumns) {
  Lane lane;
  constexpr std::int64_t kEnd = 1'000'000'000;
  for (std::int64_t i = 0; i < 1'000'000; ++i)
    lane.set(i * 1000 + i % 300, i % 3 == 0 ? Activity::user : Activity::ready, 0);
  const auto rects = lane.rects(sim::SimTime{0}, sim::SimTime{kEnd}, 1500, kEnd);
  ASSERT_FALSE(rects.empty());
  EXPECT_LE(rects.size(), 1500u);
  for (const LaneRect& r : rects) EXPECT_NEAR(r.running / 16.0, 1.0 / 3, 1.0 / 15);
  // Looked at closely they are all there.
  EXPECT_GE(lane.rects(sim::SimTime{0}, sim::SimTime{100'000}, 1500, kEnd).size(), 60u);
}

}  // namespace
}  // namespace gui
