// What the picture says, not where its pixels are.
#include <gtest/gtest.h>

#include <set>

#include "fake_kernel.h"
#include "gui/scene/tween.h"

namespace gui {
namespace {

const Rect& box(const Scene& s, std::string_view id) {
  const Shape* shape = s.find(id);
  if (shape == nullptr) {
    ADD_FAILURE() << "no shape " << id;
    static const Rect none{};
    return none;
  }
  return shape->box;
}

std::string text(const Scene& s, std::string_view id) {
  const Shape* shape = s.find(id);
  return shape == nullptr ? "" : shape->text;
}

std::string envelope_of(const FakeKernel& f, sim::MsgId m) {
  return "msg:" + std::to_string(m.value) + ":" + std::to_string(f.k.msg.messages[m].sent);
}

TEST(Stage, BlockedReceiversTokenLiesInsideQReceivers) {
  const PipelinedSend p;
  const Scene s = p.scene();
  EXPECT_TRUE(box(s, "list:q_receivers").contains(box(s, "task:receiver:101")));
}

TEST(Stage, ARunningTasksTokenLiesOnItsCpuAndAReadyOneOnTheRunQueue) {
  const PipelinedSend p;
  const Scene s = p.scene();
  EXPECT_TRUE(box(s, "list:cpu0").contains(box(s, "task:sender:102")));
  EXPECT_TRUE(box(s, "list:rq0").contains(box(s, "task:hog:103")));
}

TEST(Stage, BeforeThePipelinedSendTheEnvelopeIsInTheSendersHand) {
  const PipelinedSend p;
  const Scene s = p.scene();
  EXPECT_TRUE(box(s, "list:cpu0").overlaps(box(s, envelope_of(p, p.message))));
  EXPECT_FALSE(box(s, "list:q_messages").overlaps(box(s, envelope_of(p, p.message))));
}

TEST(Stage, AfterAPipelinedSendTheEnvelopeIsInTheReceiversHandAndNeverInQMessages) {
  PipelinedSend p;
  const Scene before = p.scene();
  p.hand_over();
  p.facts.question.reset();
  const Scene after = p.scene();
  const std::string envelope = envelope_of(p, p.message);
  EXPECT_TRUE(box(after, "list:q_receivers").contains(box(after, envelope)));
  EXPECT_FALSE(box(after, "list:q_messages").overlaps(box(after, envelope)));
  EXPECT_NE(after.find("path:" + std::to_string(p.message.value)), nullptr);
  EXPECT_EQ(text(after, "queue:q_messages:empty"), "empty: the message is not put here");
  // On its way it is one shape that travels, on no list at the beginning or the end.
  EXPECT_TRUE(moves(before, after));
}

TEST(Stage, AnEnqueuedMessageLiesInsideQMessagesInOrder) {
  PipelinedSend p;
  std::vector<sim::MsgId> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(p.make_message(i + 1, "text", 102));
    p.enqueue(p.queue, ids.back());
  }
  const Scene s = p.scene();
  float x = 0;
  for (const sim::MsgId m : ids) {
    const Rect& b = box(s, envelope_of(p, m));
    EXPECT_TRUE(box(s, "list:q_messages").contains(b));
    EXPECT_GT(b.x, x);
    x = b.right();
  }
  EXPECT_EQ(text(s, "queue:q_qnum:value"), "3");
  EXPECT_EQ(text(s, "queue:q_cbytes:value"), "12");
}

TEST(Stage, BlockedSendersLieInsideQSenders) {
  PipelinedSend p;
  const sim::TaskId other = p.add_task("other", 104, kSenderC, 11);
  p.block_sender(other, p.queue, 9000);
  const Scene s = p.scene();
  EXPECT_TRUE(box(s, "list:q_senders").contains(box(s, "task:other:104")));
  EXPECT_EQ(text(s, "mss:104:size"), "msgsz 9000");
}

TEST(Stage, AWokenSenderStillOnQSendersHasItsTokenOnTheRunQueueAndAnOutlineOnTheList) {
  PipelinedSend p;
  const sim::TaskId other = p.add_task("other", 104, kSenderC, 11);
  p.block_sender(other, p.queue, 9000);
  p.k.tasks[other].state = sim::TaskState::running;
  p.make_ready(other, 0, 5'000'000);
  const Scene s = p.scene();
  EXPECT_TRUE(box(s, "list:rq0").contains(box(s, "task:other:104")));
  EXPECT_TRUE(box(s, "list:q_senders").contains(box(s, "node:104")));
}

TEST(Stage, EveryLivingTaskHasExactlyOneToken) {
  PipelinedSend p;
  const sim::TaskId sleeper = p.add_task("sleeper", 104, kHogC, 4);
  p.k.tasks[sleeper].state = sim::TaskState::interruptible;
  p.k.tasks[sleeper].wait = sim::WaitKind::sleep;
  const sim::TaskId zombie = p.add_task("zombie", 105, kHogC, 4);
  p.k.tasks[zombie].state = sim::TaskState::zombie;
  const Scene s = p.scene();
  std::multiset<std::string> tokens;
  for (const Shape& shape : s.shapes)
    if (shape.kind == ShapeKind::token) tokens.insert(shape.id);
  EXPECT_EQ(tokens,
            (std::multiset<std::string>{"task:hog:103", "task:receiver:101", "task:sender:102",
                                        "task:sleeper:104", "task:zombie:105"}));
}

TEST(Stage, ReadyTasksAreInTheOrderOfTheirVruntime) {
  PipelinedSend p;
  for (int i = 0; i < 3; ++i)
    p.make_ready(p.add_task("t" + std::to_string(i), 110 + i, kHogC, 4), 0,
                 4'500'000 + 400'000 * (i + 1));
  const Scene s = p.scene();
  EXPECT_LT(box(s, "task:hog:103").x, box(s, "task:t0:110").x);
  EXPECT_LT(box(s, "task:t0:110").x, box(s, "task:t1:111").x);
  EXPECT_LT(box(s, "task:t1:111").x, box(s, "task:t2:112").x);
  EXPECT_FALSE(box(s, "task:t0:110").overlaps(box(s, "task:t1:111")));
}

TEST(Stage, TheCardMarksTheLineTheTaskIsOn) {
  const PipelinedSend p;
  const Scene s = p.scene();
  EXPECT_EQ(text(s, "src:102:11"), " msgsnd(q, &m, strlen(m.mtext), 0);");
  EXPECT_NEAR(box(s, "src:102:current").center().y, box(s, "src:102:11").center().y, 1);
}

TEST(Stage, TheStateBadgeSaysTheKernelsNameAndTheTextBooks) {
  PipelinedSend p;
  Scene s = p.scene();
  EXPECT_EQ(text(s, "card:101:state"), "TASK_INTERRUPTIBLE · blocked");
  EXPECT_EQ(text(s, "card:102:state"), "TASK_RUNNING · kernel mode");
  EXPECT_EQ(text(s, "card:103:state"), "TASK_RUNNING · ready");
  p.options.lang = Lang::zh;
  s = p.scene();
  EXPECT_NE(text(s, "card:101:state").find("阻塞"), std::string::npos);
}

// A task that is ready must never read as "RUNNING".
TEST(Stage, NarrowCardsHaveTheTextBooksWordAlone) {
  PipelinedSend p;
  p.options.size = {1024, 700};
  const Scene s = p.scene();
  EXPECT_EQ(text(s, "card:101:state"), "blocked");
  EXPECT_EQ(text(s, "card:102:state"), "kernel mode");
  EXPECT_EQ(text(s, "card:103:state"), "ready");
}

TEST(Stage, WhereTheStateHasNoRoomBesideItNiceGoesFirst) {
  PipelinedSend p;
  p.options.size = {1480, 900};
  const Scene s = p.scene();
  EXPECT_EQ(text(s, "card:101:state"), "TASK_INTERRUPTIBLE · blocked");
  EXPECT_EQ(text(s, "card:101:pid").find("nice"), std::string::npos);
}

TEST(Stage, WhoHasEndedKeepsItsPlaceAmongTheCards) {
  for (const int ended : {101, 102, 103, 104, 105, 106}) {
    FakeKernel f(4);
    f.facts.output_of = [](sim::Pid) { return std::string("done\n"); };
    for (int pid = 101; pid <= 106; ++pid) {
      const sim::TaskId t = f.add_task("p" + std::to_string(pid), pid, kHogC, 4);
      f.k.tasks[t].state = pid == ended ? sim::TaskState::dead : sim::TaskState::running;
    }
    const Scene s = f.scene();
    for (int pid = 102; pid <= 106; ++pid)
      EXPECT_GT(box(s, "card:" + std::to_string(pid)).y,
                box(s, "card:" + std::to_string(pid - 1)).y);
    EXPECT_LE(box(s, "card:106").bottom(), box(s, "waits").bottom() + 1);
  }
}

TEST(Stage, EveryProcessIsOnACardWhenAllHaveEnded) {
  for (const int count : {5, 13, 40}) {
    FakeKernel f;
    f.facts.output_of = [](sim::Pid p) { return "child " + std::to_string(p.value) + "\n"; };
    for (int i = 0; i < count; ++i) {
      const sim::TaskId t = f.add_task("many", 101 + i, kHogC, 4);
      f.k.tasks[t].state = sim::TaskState::dead;
    }
    const Scene s = f.scene();
    int alone = 0;
    for (int i = 0; i < count; ++i)
      alone += s.find("card:" + std::to_string(101 + i)) != nullptr ? 1 : 0;
    if (count < 40)
      EXPECT_EQ(alone, count);
    else
      EXPECT_EQ(text(s, "crowd:many:ended:count"), "× 40");
  }
}

TEST(Stage, AProgramThatHasNotBegunIsReadFromItsFirstStatement) {
  FakeKernel f;
  for (int pid = 101; pid <= 106; ++pid)
    f.add_task("p" + std::to_string(pid), pid, "int x;\n\nint main(void)\n{\n  x = 1;\n}\n", 0);
  auto fixed =
      std::const_pointer_cast<sim::Immutable>(std::shared_ptr<const sim::Immutable>(f.k.fixed));
  for (auto& program : fixed->programs) {
    auto changed = std::make_shared<sim::Program>(*program);
    changed->lines.clear();
    changed->code.clear();
    if (!changed->functions.empty()) changed->functions[0].line = 3;
    program = changed;
  }
  const Scene s = f.scene();
  EXPECT_EQ(text(s, "src:101:5"), " x = 1;");
  EXPECT_EQ(s.find("src:101:4"), nullptr);
}

TEST(Stage, TheRunQueuesTableNamesEveryTask) {
  FakeKernel f;
  for (int i = 0; i < 6; ++i)
    f.make_ready(f.add_task("p" + std::to_string(i), 101 + i, kHogC, 4), 0, i * 1'000'000);
  const Scene s = f.scene();
  for (int pid = 101; pid <= 106; ++pid) {
    const Rect& row = box(s, "sched:" + std::to_string(pid) + ":name");
    EXPECT_TRUE(box(s, "scheduler").contains(row)) << pid;
  }
  f.options.size = {1280, 720};
  const Scene small = f.scene();
  int rows = 0;
  for (int pid = 101; pid <= 106; ++pid)
    rows += small.find("sched:" + std::to_string(pid) + ":name") != nullptr ? 1 : 0;
  EXPECT_TRUE(rows == 6 || small.find("sched:more") != nullptr) << rows;
}

TEST(Stage, EachOfSeveralCpusShowsItsModeAndItsRunQueue) {
  for (const Vec2 size : {Vec2{1600, 900}, Vec2{1280, 720}}) {
    FakeKernel f(4);
    f.options.size = size;
    for (int i = 0; i < 4; ++i) {
      f.run_on(f.add_task("on" + std::to_string(i), 101 + i, kHogC, 4), i);
      f.make_ready(f.add_task("of" + std::to_string(i), 201 + i, kHogC, 4), i, 1'000'000);
    }
    const Scene s = f.scene();
    for (int i = 0; i < 4; ++i) {
      const std::string n = std::to_string(i);
      EXPECT_TRUE(box(s, "cpu:" + n).contains(box(s, "list:rq" + n))) << n;
      EXPECT_TRUE(
          box(s, "list:rq" + n).contains(box(s, "task:of" + n + ":" + std::to_string(201 + i))));
      EXPECT_FALSE(
          box(s, "list:rq" + n).overlaps(box(s, "task:on" + n + ":" + std::to_string(101 + i))));
      if (size.x > 1500) {
        EXPECT_EQ(text(s, "cpu:" + n + ":doing"), "user mode");
      }
    }
  }
}

TEST(Stage, TheCodePanelShowsThePathWithTheCursorOnTheStepJustDone) {
  const PipelinedSend p;
  const Scene s = p.scene();
  EXPECT_EQ(text(s, "code:path"), "msgsnd");
  const sim::KernelPath& path = path_of(sim::PathId::sys_msgsnd);
  const std::string now = "code:msgsnd:10";
  EXPECT_EQ(path.steps[10].text.substr(0, 10), text(s, now).substr(0, 10));
  EXPECT_TRUE(box(s, "code:current").overlaps(box(s, now)));
  EXPECT_FALSE(box(s, "code:current").contains(box(s, "code:msgsnd:11").center()));
}

TEST(Stage, AChainOfCallsTooLongForThePanelKeepsItsInnermostCalls) {
  PipelinedSend p;
  p.in_path(p.sender,
            {sim::PathId::syscall_entry, sim::PathId::sys_msgsnd, sim::PathId::wake_up_q,
             sim::PathId::try_to_wake_up, sim::PathId::schedule, sim::PathId::irq_entry,
             sim::PathId::timer_interrupt, sim::PathId::scheduler_tick},
            0);
  const Scene s = p.scene();
  EXPECT_EQ(text(s, "code:path"), path_of(sim::PathId::scheduler_tick).name);
  EXPECT_EQ(text(s, "code:chain").substr(0, 3), "…");
  EXPECT_GE(box(s, "code:chain").x, box(s, "label:code").right());
}

TEST(Stage, StepsTooLongForALineAreWrappedWhereThereIsRoom) {
  for (const float width : {1280.0f, 1600.0f}) {
    FakeKernel f;
    f.options.size = {width, 900};
    const sim::TaskId t = f.add_task("p", 101, kHogC, 4);
    f.run_on(t, 0);
    f.in_path(t, {sim::PathId::schedule}, 0);
    f.facts.narration = "short";
    const Scene s = f.scene();
    const sim::KernelPath& path = path_of(sim::PathId::schedule);
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
      const std::string id = "code:" + std::string(path.name) + ":" + std::to_string(i);
      std::string whole = text(s, id);
      for (int k = 2; s.find(id + ":" + std::to_string(k)) != nullptr; ++k)
        whole += text(s, id + ":" + std::to_string(k));
      EXPECT_EQ(whole.find("…"), std::string::npos) << id << " " << whole;
    }
  }
}

TEST(Stage, WhatReceiversWaitForStandsBelowThemWhereThereIsNoRoomBeside) {
  PipelinedSend p;
  p.options.size = {1190, 668};
  p.options.presenter = true;
  const sim::TaskId second = p.add_task("second", 104, kReceiverC, 9);
  p.block_receiver(second, p.queue, 999);
  const Scene s = p.scene();
  const Rect& well = box(s, "list:q_receivers");
  for (const std::string pid : {"101", "104"}) {
    EXPECT_TRUE(well.contains(box(s, "msr:" + pid + ":type"))) << pid;
    EXPECT_TRUE(well.contains(box(s, "msr:" + pid + ":size"))) << pid;
  }
  EXPECT_EQ(text(s, "msr:104:type"), "r_msgtype 999 (EQUAL)");
}

TEST(Stage, ReceiversOfTwoQueuesSayWhatTheyWaitFor) {
  PipelinedSend p;
  const sim::QueueId other = p.add_queue(1, 2);
  p.block_receiver(p.add_task("second", 104, kReceiverC, 9), other, 999);
  const Scene s = p.scene();
  EXPECT_TRUE(box(s, "queue2:list:q_receivers").contains(box(s, "msr:104:type")));
  EXPECT_TRUE(box(s, "list:q_receivers").contains(box(s, "msr:101:size")));
}

TEST(Stage, AMessagesTextIsWholeWhereThereIsRoom) {
  FakeKernel f;
  f.options.size = {2560, 1440};
  const sim::QueueId q = f.add_queue(0, 1);
  f.enqueue(q, f.make_message(1, "for you, at once", 101));
  const Scene s = f.scene();
  bool whole = false;
  for (const Shape& shape : s.shapes)
    whole = whole || (shape.kind == ShapeKind::envelope &&
                      shape.text2.find("\"for you, at once\"") != std::string::npos);
  EXPECT_TRUE(whole);
}

TEST(Stage, AHandedMessagesTextIsWholeWhereThereIsRoom) {
  PipelinedSend p;
  p.message = p.make_message(888, "as long as it takes", 102);
  p.hand_over();
  p.options.size = {2560, 1440};
  EXPECT_NE(p.scene().find(envelope_of(p, p.message))->text2.find("as long as it takes\""),
            std::string::npos);
}

TEST(Stage, ATitleTooLongForTheBarTakesTwoLines) {
  FakeKernel f;
  f.options.size = {1190, 668};
  f.facts.title = "Lesson 3: pipelined send, past the queue";
  const Scene s = f.scene();
  EXPECT_EQ(text(s, "title") + " " + text(s, "title:2"), f.facts.title);
}

TEST(Stage, TheSpeedIsNeverCut) {
  for (const double speed : {0.25, 4.0, 4000.0, 65536.0}) {
    FakeKernel f;
    f.facts.steps_per_second = speed;
    EXPECT_EQ(text(f.scene(), "speed:label").find("…"), std::string::npos) << speed;
  }
}

TEST(Stage, AQueuesGaugeShowsHowFullItIs) {
  PipelinedSend p;
  p.k.msg.queues[0].q_cbytes = 8192;
  const Scene s = p.scene();
  EXPECT_EQ(text(s, "queue:gauge:text"), "50 % full");
  EXPECT_NEAR(box(s, "queue:gauge:fill").w, box(s, "queue:gauge").w / 2, 0.5f);
}

TEST(Stage, AQuestionOffersItsChoicesAsButtonsAndAfterTheAnswerMarksTheRightOne) {
  PipelinedSend p;
  p.hand_over();
  Scene s = p.scene();
  const Shape* choice = s.action_at(box(s, "button:question.1").center());
  ASSERT_NE(choice, nullptr);
  EXPECT_EQ(choice->action, "question.1");
  p.facts.question->picked = 1;
  s = p.scene();
  EXPECT_EQ(text(s, "button:question.0"), "✓ a) sender");
  EXPECT_EQ(text(s, "button:question.1"), "✗ b) receiver");
  EXPECT_TRUE(s.find("button:question.1")->action.empty());
}

TEST(Stage, AnOpenQuestionStandsAboveTheStoryAndNothingBesideItAnswersIt) {
  PipelinedSend p;
  p.hand_over();
  Scene s = p.scene();
  ASSERT_NE(s.find("why:0"), nullptr);
  EXPECT_LT(box(s, "question").bottom(), box(s, "why:0").y);
  EXPECT_EQ(text(s, "queue:q_messages:empty"), "empty");
  p.facts.question->picked = 0;
  s = p.scene();
  EXPECT_LT(box(s, "question").bottom(), box(s, "why:0").y);
  EXPECT_EQ(text(s, "queue:q_messages:empty"), "empty: the message is not put here");
}

TEST(Stage, AChoiceTooLongForALineIsShownWholeOnTwo) {
  PipelinedSend p;
  p.hand_over();
  const std::string longest =
      "the one whose type is lowest of those up to the wanted one, the first";
  p.facts.question->choices[1] = longest;
  const Scene s = p.scene();
  std::string words;
  for (const Shape& shape : s.shapes) {
    if (shape.id.rfind("choice.1", 0) != 0 || shape.text.empty()) continue;
    words += (words.empty() ? "" : " ") + shape.text;
    EXPECT_TRUE(box(s, "button:question.1").contains(shape.box.center())) << shape.text;
  }
  EXPECT_EQ(words, "b) " + longest);
  EXPECT_GT(box(s, "button:question.1").h, box(s, "button:question.0").h);
  EXPECT_GE(box(s, "question").bottom(), box(s, "button:question.1").bottom());
  EXPECT_EQ(s.action_at(box(s, "button:question.1").center())->action, "question.1");
}

// Ids are what tweening and tests hold on to.
TEST(Stage, NoTwoShapesShareAnId) {
  for (const int cpus : {1, 2, 4, 8}) {
    FakeKernel f(cpus);
    const sim::QueueId q = f.add_queue(0, 1);
    for (int i = 0; i < 12; ++i) {
      const sim::TaskId t = f.add_task("p" + std::to_string(i), 101 + i, kHogC, 4);
      if (i % 3 == 0)
        f.block_receiver(t, q, i);
      else if (i % 3 == 1)
        f.block_sender(t, q, 100);
      else
        f.make_ready(t, i % cpus, i * 300'000);
    }
    for (int i = 0; i < 30; ++i) f.enqueue(q, f.make_message(i, "x", 101));
    std::set<std::string> ids;
    for (const Shape& shape : f.scene().shapes)
      EXPECT_TRUE(shape.id.empty() || ids.insert(shape.id).second) << shape.id;
  }
}

struct Size {
  float w, h;
};
class EverySize : public testing::TestWithParam<Size> {};

// Panels beside each other, everything inside the window, tokens and envelopes inside their lists.
TEST_P(EverySize, NothingOverlapsOrIsCutOff) {
  for (const Lang lang : {Lang::en, Lang::zh}) {
    PipelinedSend p;
    p.hand_over();
    p.options.size = {GetParam().w, GetParam().h};
    p.options.lang = lang;
    const Scene s = p.scene();
    const Rect window{0, 0, GetParam().w, GetParam().h};
    for (const Shape& shape : s.shapes)
      if (shape.kind == ShapeKind::rect || shape.kind == ShapeKind::token ||
          shape.kind == ShapeKind::envelope || shape.kind == ShapeKind::text) {
        EXPECT_TRUE(window.inset(-1).contains(shape.box))
            << shape.id << " " << shape.box.x << "," << shape.box.y << " " << shape.box.w << "x"
            << shape.box.h;
        EXPECT_GE(shape.box.w, 0) << shape.id;
        EXPECT_GE(shape.box.h, 0) << shape.id;
      }
    const char* panels[] = {"card:101", "card:102", "card:103", "cpu:0", "rq:0",
                            "queue",    "waits",    "right",    "bottom"};
    for (const char* a : panels)
      for (const char* b : panels)
        EXPECT_TRUE(a == b || !box(s, a).overlaps(box(s, b))) << a << " " << b;
    const char* lists[] = {"list:q_messages", "list:q_receivers", "list:q_senders"};
    for (const char* l : lists) EXPECT_TRUE(box(s, "queue").contains(box(s, l))) << l;
    EXPECT_TRUE(box(s, "list:q_receivers").contains(box(s, envelope_of(p, p.message))));
    // Buttons of the top bar: none on another, none under the title.
    std::vector<const Shape*> buttons;
    for (const Shape& shape : s.shapes)
      if (shape.box.y < 54 && shape.id.rfind("button:", 0) == 0) buttons.push_back(&shape);
    EXPECT_EQ(buttons.size(), 15u);
    for (const Shape* a : buttons) {
      EXPECT_FALSE(a->box.overlaps(box(s, "title"))) << a->id;
      for (const Shape* b : buttons)
        EXPECT_TRUE(a == b || !a->box.overlaps(b->box)) << a->id << " " << b->id;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Windows, EverySize,
                         testing::Values(Size{1600, 900}, Size{1280, 720}, Size{1920, 1080},
                                         Size{1366, 768}, Size{2560, 1440}));

TEST(Tween, EndsExactlyAtThePictureAfter) {
  PipelinedSend p;
  const Scene before = p.scene();
  p.hand_over();
  const Scene after = p.scene();
  const Scene end = tween(before, after, 1);
  ASSERT_EQ(end.shapes.size(), after.shapes.size());
  for (std::size_t i = 0; i < end.shapes.size(); ++i) {
    EXPECT_EQ(end.shapes[i].id, after.shapes[i].id);
    EXPECT_EQ(end.shapes[i].box, after.shapes[i].box);
  }
}

TEST(Tween, ATokenIsAtEveryMomentOnOneWayFromHereToThere) {
  PipelinedSend p;
  const Scene before = p.scene();
  p.k.tasks[p.receiver].state = sim::TaskState::running;
  p.k.tasks[p.receiver].wait = sim::WaitKind::none;
  p.k.msg.queues[0].receivers_first = p.k.msg.queues[0].receivers_last = sim::TaskId{};
  p.make_ready(p.receiver, 0, 5'000'000);
  const Scene after = p.scene();
  const float from = box(before, "task:receiver:101").center().y;
  const float to = box(after, "task:receiver:101").center().y;
  ASSERT_GT(from, to);
  float last = from;
  for (int i = 0; i <= 10; ++i) {
    const Scene s = tween(before, after, static_cast<float>(i) / 10);
    const float y = box(s, "task:receiver:101").center().y;
    EXPECT_LE(y, last + 0.01f);
    last = y;
  }
  EXPECT_FLOAT_EQ(last, to);
}

TEST(Strings, BothLanguagesHaveTheSameKeysAndHoles) {
  const auto &en = Strings::of(Lang::en).all(), &zh = Strings::of(Lang::zh).all();
  for (const auto& [key, value] : en) {
    const auto it = zh.find(key);
    ASSERT_NE(it, zh.end()) << key;
    for (const char* hole : {"{0}", "{1}", "{2}"})
      EXPECT_EQ(value.find(hole) == std::string::npos, it->second.find(hole) == std::string::npos)
          << key;
  }
  EXPECT_EQ(en.size(), zh.size());
}

TEST(Canvas, TextThatDoesNotFitEndsInAnEllipsisAndIsNeverTooWide) {
  Scene scene;
  const PlainMeasure measure;
  Canvas c(scene, measure, palette(Theme::dark), Strings::of(Lang::en));
  for (float w = 10; w < 200; w += 7) {
    const std::string fitted = c.fit(TextStyle::body, "消息 a rather long text", w);
    EXPECT_LE(measure.width(TextStyle::body, fitted), w + 0.5f);
  }
  EXPECT_EQ(c.fit(TextStyle::body, "short", 200), "short");
}

TEST(Canvas, AParagraphStaysInsideItsBoxAndNeverBeginsALineWithPunctuation) {
  const PlainMeasure measure;
  for (const char* words :
       {"sender found receiver asleep on `q_receivers`, waiting for **exactly** this type.",
        "sender 发现 receiver 正睡在 `q_receivers` "
        "上，等的恰好是这个类型。消息**直接交到它手里**，不会进入队列。"}) {
    for (float w = 140; w < 400; w += 13) {
      Scene scene;
      Canvas c(scene, measure, palette(Theme::dark), Strings::of(Lang::zh));
      c.paragraph("p", {0, 0, w, 1000}, words,
                  {TextStyle::body, TextStyle::strong, TextStyle::code, 20, rgb(0)}, {});
      for (const Shape& s : scene.shapes) {
        EXPECT_LE(s.box.right(), w + 0.5f) << s.text;
        if (s.box.x == 0) {
          const char32_t first = decode_utf8(s.text).c;
          EXPECT_EQ(std::u32string_view(U"，。,.").find(first), std::u32string_view::npos)
              << s.text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace gui
