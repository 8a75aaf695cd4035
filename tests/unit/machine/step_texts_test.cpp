#include "sim/kernel/step_texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

#include "sim/machine/registry.h"

namespace sim {
namespace {

std::set<std::string_view> texts_of_all_paths() {
  std::set<std::string_view> all;
  for (const PathEntry& e : kPathRegistry)
    for (std::uint32_t i = 0; i < e.count; ++i) all.insert(e.steps[i].text);
  return all;
}

bool has_chinese(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

TEST(StepTexts, EveryStepOfEveryPathHasAChineseText) {
  ASSERT_FALSE(texts_of_all_paths().empty());
  for (const PathEntry& e : kPathRegistry)
    for (std::uint32_t i = 0; i < e.count; ++i)
      EXPECT_TRUE(has_chinese(step_text_zh(e.steps[i].text)))
          << e.path->name << ", step " << i + 1 << ": " << e.steps[i].text;
}

TEST(StepTexts, EveryChineseTextBelongsToAStepThatReadsSoInEnglish) {
  const auto used = texts_of_all_paths();
  for (const StepText& t : step_texts())
    EXPECT_TRUE(used.contains(t.en)) << "no step reads: " << t.en;
}

TEST(StepTexts, NoEnglishTextIsTranslatedTwice) {
  std::set<std::string_view> seen;
  for (const StepText& t : step_texts()) EXPECT_TRUE(seen.insert(t.en).second) << t.en;
}

// q_messages, TASK_INTERRUPTIBLE, need_resched, -EAGAIN: what has an underscore or is all capitals.
TEST(StepTexts, ChineseKeepsTheKernelsIdentifiers) {
  auto word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (const StepText& t : step_texts()) {
    for (std::size_t i = 0; i < t.en.size();) {
      std::size_t end = i;
      while (end < t.en.size() && word(t.en[end])) ++end;
      const std::string_view name = t.en.substr(i, end - i);
      const bool capitals = name.size() > 1 && std::ranges::none_of(name, [](char c) {
                              return std::islower(static_cast<unsigned char>(c)) != 0;
                            });
      const bool identifier = capitals || name.find('_') != std::string_view::npos;
      EXPECT_TRUE(!identifier || t.zh.find(name) != std::string_view::npos)
          << t.en << " / " << t.zh;
      i = end + 1;
    }
  }
}

TEST(StepTexts, TextWithoutATranslationStaysAsItIs) {
  EXPECT_EQ(step_text_zh("no step says this"), "no step says this");
}

}  // namespace
}  // namespace sim
