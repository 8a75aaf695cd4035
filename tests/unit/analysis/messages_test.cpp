#include "sim/analysis/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sim::analysis {
namespace {

using testing::HasSubstr;

std::string zh(std::string_view message) { return translate(message, Lang::zh); }

TEST(MessageCatalog, PutsTheMessagesPartsWhereTheTranslationWantsThem) {
  const MessageCatalog c(R"({"{} has no member '{}'": "{1} missing in {=0}"})");
  EXPECT_EQ(c.translate("struct s has no member 'x'"), "x missing in struct s");
}

TEST(MessageCatalog, TranslatesPartsThatAreTextsThemselves) {
  const MessageCatalog c(R"({"expected {}, found {}": "E {0} F {1}", "an expression": "EXPR"})");
  EXPECT_EQ(c.translate("expected an expression, found ';'"), "E EXPR F ';'");
}

TEST(MessageCatalog, LeavesQuotedNamesAndPartsMarkedAsNamesAlone) {
  const MessageCatalog c(
      R"({"no field '{}' in {}": "{0}!{=1}", "text": "TEXT", "expected {}": "E {0}"})");
  EXPECT_EQ(c.translate("no field 'text' in text"), "text!text");
  EXPECT_EQ(c.translate("expected text"), "E TEXT");
}

TEST(MessageCatalog, TakesThePatternWithTheLongestLiteralText) {
  const MessageCatalog c(
      R"({"expected {}, found {}": "short", "expected '{}' after {}, found {}": "long"})");
  EXPECT_EQ(c.translate("expected ';' after 7, found 8"), "long");
}

TEST(MessageCatalog, CutsAMessageWhereAllItsPartsAreKnown) {
  const MessageCatalog c(R"({"{} of {} is wrong": "{1}:{0}", "king of hearts": "KH", "ace": "A"})");
  EXPECT_EQ(c.translate("king of hearts of ace is wrong"), "A:KH");
}

TEST(MessageCatalog, KeepsAnUnknownPartAsItIsAndAnUnknownMessageWhole) {
  const MessageCatalog c(R"({"expected {}, found {}": "E {0} F {1}", "{}; {}": "{0}#{1}"})");
  EXPECT_EQ(c.translate("expected a miracle, found ';'"), "E a miracle F ';'");
  EXPECT_FALSE(c.covers("expected a miracle, found ';'"));
  EXPECT_EQ(c.translate("the sky fell; run"), "the sky fell; run");
  EXPECT_FALSE(c.covers("the sky fell; run"));
}

TEST(MessageCatalog, LeavesBracesThatAreNoPlacesInAPattern) {
  const MessageCatalog c(R"({"expected '{' after {}": "'{' {0}"})");
  EXPECT_EQ(c.translate("expected '{' after 7"), "'{' 7");
}

TEST(Translate, TellsOfManyBlockedProcesses) {
  std::string text = "the run ended at 2 ms by: deadlock, not finished; a-0 (pid 2) sleeps";
  for (int i = 1; i < 40; ++i)
    text += ";a-" + std::to_string(i) + " (pid " + std::to_string(i + 2) +
            ") waits in msgsnd for room for 8 bytes on message queue 0 (16 of 16 bytes used)";
  const std::string told = zh(text);
  EXPECT_THAT(told, HasSubstr("a-39（pid 41）在 msgsnd 中等待消息队列 0 腾出 8 字节的空间"));
  EXPECT_EQ(told.find("waits"), std::string::npos);
}

TEST(MessageCatalog, GivesUpOnALongTextThatFitsNothing) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "a of b is ; , not ";
  EXPECT_FALSE(MessageCatalog::chinese().covers(text + "!"));
}

TEST(Translate, LeavesEnglishAlone) {
  EXPECT_EQ(translate("'x' undeclared", Lang::en), "'x' undeclared");
  EXPECT_EQ(translate_lines("x.c:1:2: error: 'x' undeclared", Lang::en),
            "x.c:1:2: error: 'x' undeclared");
}

TEST(Translate, PutsNoSpaceBetweenChineseWords) {
  EXPECT_EQ(zh("expected an expression, found ';'"), "此处应为表达式，却是 ';'");
  EXPECT_EQ(zh("expected a type, found end of file"), "此处应为类型，却是文件末尾");
  EXPECT_EQ(zh("expected ';' after 'break', found '}'"), "'break' 之后应有 ';'，却是 '}'");
}

TEST(Translate, PutsASpaceBetweenChineseAndANameOrANumber) {
  EXPECT_EQ(zh("'z' has the incomplete type 'struct q'"), "'z' 的类型 'struct q' 不完整");
  EXPECT_EQ(zh("the function's result has the incomplete type 'struct q'"),
            "函数的返回值的类型 'struct q' 不完整");
  EXPECT_EQ(zh("'break' outside of a loop or switch"), "'break' 不在循环或 switch 中");
  EXPECT_EQ(zh("'continue' outside of a loop"), "'continue' 不在循环中");
}

TEST(Translate, TakesAPartThatBeginsAndEndsWithAQuoteForText) {
  EXPECT_EQ(zh("expected 'while' after the body of 'do', found '('"),
            "此处应为 'do' 循环体之后的 'while'，却是 '('");
  EXPECT_FALSE(MessageCatalog::chinese().covers("'frobs' go with 'knobs'"));
}

TEST(Translate, KeepsThePlaceOfAnError) {
  const Error e{SourcePlace{"bad.c", 3, 5}, "'x' undeclared"};
  EXPECT_EQ(to_string(e, Lang::zh), "bad.c:3:5: 错误：'x' 未声明");
  EXPECT_EQ(to_string(e, Lang::en), e.to_string());
  const Error nowhere{SourcePlace{}, "no process is left"};
  EXPECT_EQ(to_string(nowhere, Lang::zh), "错误：一个进程也不剩");
}

TEST(Translate, KnowsAWarningByItsWord) {
  EXPECT_EQ(translate_lines("a.c:1:1: warning: implicit declaration of function 'f'; did you "
                            "forget #include <f.h>?",
                            Lang::zh),
            "a.c:1:1: 警告：隐式声明函数 'f'；是不是忘了 #include <f.h>？");
}

TEST(Translate, GoesLineByLine) {
  EXPECT_EQ(translate_lines("\ntime limit reached: stopped at 2 ms\nb (pid 4) sleeps\n", Lang::zh),
            "\n到了时间限额：停在 2 ms\nb（pid 4）在睡眠\n");
}

TEST(Translate, AnswersAMisspeltKey) {
  EXPECT_EQ(zh("unknown key 'cpu'; did you mean 'cpus'?"), "未知的键 'cpu'；是不是 'cpus'？");
  EXPECT_EQ(zh("unknown key 'x' (known: a, b)"), "未知的键 'x'（已知的有：a, b）");
}

TEST(Translate, KnowsWhatABlockedProcessWaitsFor) {
  EXPECT_EQ(zh("a (pid 3) waits in msgrcv for a message of type 2 on message queue 0"),
            "a（pid 3）在 msgrcv 中等待消息队列 0 上的类型为 2 的消息");
  EXPECT_THAT(zh("the run ended at 2 ms by: deadlock, not finished; a (pid 3) sleeps;b (pid 4) "
                 "waits on a futex"),
              HasSubstr("a（pid 3）在睡眠；b（pid 4）在 futex 上等待"));
}

TEST(Translate, SaysWhatAnExpectationFound) {
  EXPECT_EQ(zh("the terminal shows \"a, not b\", not \"c\""), "终端显示 \"a, not b\"，不是 \"c\"");
  EXPECT_EQ(zh("receiver was killed by SIGSEGV, not with status 0"),
            "receiver 被 SIGSEGV 杀死，不是以状态 0 结束");
  EXPECT_EQ(zh("msg_send of a happened once, not 2 times"), "msg_send of a 发生了 1 次，不是 2 次");
  EXPECT_EQ(zh("cpu_ns of a is 3 ms, more than 2 ms"), "a 的 cpu_ns 是 3 ms，大于 2 ms");
}

}  // namespace
}  // namespace sim::analysis
