// Messages in another language. Errors, warnings and reports are made in English, where they arise;
// whoever shows them translates the finished text:
//
//   translate("expected an expression, found ';'", Lang::zh)  // 此处应为表达式，却是 ';'
//
// The patterns and their translations are in assets/i18n/messages.zh.json. In a pattern `{}` stands
// for any text. In its translation {0} is the first of these, itself translated; {=0} is the same
// as it is: a name, a number. What stands in quotes is never translated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/result.h"
#include "sim/scenario/scenario.h"

namespace sim::analysis {

using scenario::Lang;

class MessageCatalog {
 public:
  // {"pattern": "translation", ...}
  explicit MessageCatalog(std::string_view json);
  // What is built in.
  static const MessageCatalog& chinese();

  // A message none of the patterns fits stays as it is.
  std::string translate(std::string_view message) const;
  // Whether there is a pattern for the message, and one for each of its parts of more than a word.
  bool covers(std::string_view message) const;
  // Every translation there is: the characters a font must have.
  std::vector<std::string> translations() const;

 private:
  friend class Translation;
  struct Pattern {
    std::vector<std::string> literals;  // what stands before, between and behind the holes
    std::string translation;
    std::size_t length = 0;   // of all literals
    std::size_t letters = 0;  // in all literals
  };
  std::vector<Pattern> patterns_;  // the one with the longest literals first
};

// One message, without place and without "error: ".
std::string translate(std::string_view message, Lang lang);
// "file:line:column: error: message", as Error::to_string().
std::string to_string(const Error& error, Lang lang);
// Whole lines, each a message or a place with an "error: " or a "warning: ".
std::string translate_lines(std::string_view text, Lang lang);

}  // namespace sim::analysis
