// Every message of the sources has a translation: the texts are collected from the sources
// themselves, so that a new one without a translation fails here.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sim/analysis/messages.h"
#include "sim/scenario/schema.h"

namespace sim::analysis {
namespace {

namespace fs = std::filesystem;

// Where messages are made: folders, and files of folders that hold other texts, too.
constexpr std::array kSources{
    "sim/user/cc",
    "sim/scenario/costs.cpp",
    "sim/scenario/fields.cpp",
    "sim/scenario/loader.cpp",
    "sim/scenario/programs.cpp",
    "sim/scenario/reader.cpp",
    "sim/scenario/schedulers.cpp",
    "sim/scenario/validate.cpp",
    "sim/scenario/values.cpp",
    "sim/scenario/values.h",
    "sim/scenario/yaml_tree.cpp",
    "sim/analysis/expect.cpp",
    "sim/machine/describe.cpp",
    "cli",
    "gui/app",
    "gui/platform/glfw.cpp",
    "gui/platform/picture.cpp",
    "gui/platform/sdl2.cpp",
    "gui/render",
    "gui/window/main.cpp",
    "gui/window/open.cpp",
};

// What is no message, though it has words: help texts, types' names, file formats.
const std::set<std::string> kOtherCalls{"add_option", "add_flag", "add_subcommand", "footer",
                                        "App"};
const std::set<std::string> kOtherTexts{
    "msgscope: kernel message queues, simulated, step by step",
    " const",
    " volatile",
    "signed char",
    "unsigned char",
    "unsigned short",
    "unsigned int",
    "unsigned long",
    "long long",
    "unsigned long long",
    "long double",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"msgscope\" tests=\"7\" "
    "failures=\"7\" errors=\"0\">\n",
    "  <testcase classname=\"scenario\" name=\"7\"",
    ">\n    <failure message=\"7\">7</failure>\n  </testcase>\n",
    "  - {step: 7, time: 7, note: 7}\n",
    "ffmpeg -loglevel error -y -f rawvideo -pix_fmt rgba -s 7x7 -r 7 -i - -pix_fmt yuv420p -vf "
    "'pad=ceil(iw/2)*2:ceil(ih/2)*2' 7",
};

struct Literal {
  std::string text;
  std::string place;
  bool in_other_call = false;
};

// The string literals of a C++ file, adjacent ones joined, each with the calls it stands in.
class Literals {
 public:
  Literals(std::string text, std::string name) : t_(std::move(text)), name_(std::move(name)) {
    while (i_ < t_.size()) next();
  }
  std::vector<Literal> found;

 private:
  void next() {
    const char c = t_[i_];
    if (t_.compare(i_, 2, "//") == 0 || (c == '#' && (i_ == 0 || t_[i_ - 1] == '\n')))
      i_ = std::min(t_.find('\n', i_), t_.size());
    else if (t_.compare(i_, 3, "R\"(") == 0)
      i_ = t_.find(")\"", i_) + 2, joins_ = false;
    else if (c == '"')
      string();
    else if (c == '\'' && (i_ == 0 || !std::isalnum(static_cast<unsigned char>(t_[i_ - 1]))))
      character();
    else
      other(c);
  }
  void string() {
    std::string text;
    const std::size_t begin = i_++;
    for (; t_[i_] != '"'; ++i_) {
      if (t_[i_] == '\\')
        text += t_[++i_] == 'n' ? '\n' : t_[i_];
      else
        text += t_[i_];
    }
    ++i_;
    if (joins_) {
      found.back().text += text;
      return;
    }
    const auto line = 1 + std::count(t_.begin(), t_.begin() + static_cast<long>(begin), '\n');
    const bool other = std::any_of(calls_.begin(), calls_.end(),
                                   [](const std::string& f) { return kOtherCalls.contains(f); });
    found.push_back({text, name_ + ":" + std::to_string(line), other});
    joins_ = true;
  }
  void character() {
    for (++i_; t_[i_] != '\''; ++i_)
      if (t_[i_] == '\\') ++i_;
    ++i_;
    joins_ = false;
  }
  void other(char c) {
    if (c == '(') {
      std::size_t from = i_;
      while (from > 0 &&
             (std::isalnum(static_cast<unsigned char>(t_[from - 1])) || t_[from - 1] == '_'))
        --from;
      std::string name = t_.substr(from, i_ - from);
      if (name == "app") name = "App";  // CLI::App app("...")
      calls_.push_back(name);
    }
    if (c == ')' && !calls_.empty()) calls_.pop_back();
    if (!std::isspace(static_cast<unsigned char>(c))) joins_ = false;
    ++i_;
  }

  std::string t_, name_;
  std::size_t i_ = 0;
  bool joins_ = false;
  std::vector<std::string> calls_;
};

std::vector<Literal> literals_of_sources() {
  const fs::path root = MSGSCOPE_SOURCE_DIR;
  std::vector<fs::path> files;
  for (const char* source : kSources) {
    if (fs::is_regular_file(root / source)) files.push_back(root / source);
    if (!fs::is_directory(root / source)) continue;
    for (const auto& e : fs::directory_iterator(root / source))
      if (e.path().extension() == ".cpp" || e.path().extension() == ".h") files.push_back(e.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Literal> all;
  for (const fs::path& f : files) {
    std::ifstream in(f);
    std::stringstream text;
    text << in.rdbuf();
    const Literals one(text.str(), fs::relative(f, root).string());
    all.insert(all.end(), one.found.begin(), one.found.end());
  }
  return all;
}

// As fmt prints it when every value is 7.
std::string printed(std::string format) {
  format = std::regex_replace(format, std::regex(R"(\{[:0-9a-z.<>#]*\})"), "7");
  format = std::regex_replace(format, std::regex(R"(\{\{)"), "{");
  return std::regex_replace(format, std::regex(R"(\}\})"), "}");
}

// Two words, or one with a space before it: a text for people.
bool is_text(const std::string& s) {
  static const std::regex text(R"([A-Za-z]{2,}.* .*[a-z]{2,}|^ .*[a-z]{2,})");
  return std::regex_search(s, text);
}

TEST(Messages, EachOfTheSourcesHasAChineseTranslation) {
  const MessageCatalog& catalog = MessageCatalog::chinese();
  int messages = 0;
  for (const Literal& l : literals_of_sources()) {
    const std::string text = printed(l.text);
    if (l.in_other_call || kOtherTexts.contains(text) || !is_text(text)) continue;
    ++messages;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      while (line.starts_with(' ')) line.erase(0, 1);
      while (line.ends_with(' ')) line.pop_back();
      EXPECT_TRUE(catalog.covers(line)) << l.place << ": no translation: " << line;
    }
  }
  EXPECT_GT(messages, 400);  // they are found at all
}

// Keys are quoted in errors, with their help; objects with what they are about.
void check_object(const scenario::ObjectSpec& spec, std::set<const scenario::ObjectSpec*>& done) {
  if (!done.insert(&spec).second) return;
  const MessageCatalog& catalog = MessageCatalog::chinese();
  EXPECT_TRUE(catalog.covers(spec.about)) << spec.name << ": " << spec.about;
  for (const scenario::KeySpec& k : spec.keys) {
    EXPECT_TRUE(!k.required || catalog.covers(k.help)) << k.name << ": " << k.help;
    if (k.object != nullptr) check_object(*k.object, done);
    for (const scenario::ObjectSpec* a : k.alternatives) check_object(*a, done);
  }
}

TEST(Messages, WhatTheSchemaSaysOfRequiredKeysHasAChineseTranslation) {
  std::set<const scenario::ObjectSpec*> done;
  check_object(scenario::scenario_spec(), done);
  EXPECT_GT(done.size(), 10u);
}

TEST(Messages, TheCheckItselfNoticesATextWithoutTranslation) {
  const Literals l(R"x(error(place, fmt::format("frobnication of '{}' is "  // odd
                       "too deep", name)); command.add_option("-x", "an odd option");)x",
                   "x.cpp");
  ASSERT_EQ(l.found.size(), 3u);
  EXPECT_EQ(l.found[0].text, "frobnication of '{}' is too deep");
  EXPECT_FALSE(l.found[0].in_other_call);
  EXPECT_TRUE(l.found[2].in_other_call);
  EXPECT_TRUE(is_text(printed(l.found[0].text)));
  EXPECT_FALSE(MessageCatalog::chinese().covers(printed(l.found[0].text)));
}

}  // namespace
}  // namespace sim::analysis
