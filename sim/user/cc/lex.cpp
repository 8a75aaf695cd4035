// Text to preprocessing tokens.
#include <fmt/format.h>

#include "sim/user/cc/compilation.h"

namespace sim::cc {
namespace {

struct PunctName {
  std::string_view text;
  Punct punct;
};

constexpr PunctName kPuncts[] = {
#define SIM_CC_PUNCT(name, text) {text, Punct::name},
    SIM_CC_PUNCTS(SIM_CC_PUNCT)
#undef SIM_CC_PUNCT
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_ident(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || (c & 0x80);
}
bool in_ident(char c) { return starts_ident(c) || is_digit(c); }

// A typographic sign that stands where C wants a plain one: bytes it takes, and the plain sign.
struct WideSign {
  std::size_t bytes = 0;
  char plain = 0;
};

WideSign wide_sign(std::string_view s) {
  const auto byte = [&](std::size_t i) {
    return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u;
  };
  if (byte(0) == 0xc2 && byte(1) == 0xa0) return {2, ' '};  // no-break space
  if (byte(0) == 0xe2 && byte(1) == 0x80) {
    const unsigned c = byte(2);
    if (c == 0x98 || c == 0x99) return {3, '\''};
    if (c == 0x9c || c == 0x9d) return {3, '"'};
    if (c == 0x93 || c == 0x94) return {3, '-'};
  }
  if (byte(0) == 0xe3 && byte(1) == 0x80) {
    const unsigned c = byte(2);
    if (c == 0x80) return {3, ' '};
    if (c == 0x81) return {3, ','};
    if (c == 0x82) return {3, '.'};
    if (c == 0x90 || c == 0x91) return {3, c == 0x90 ? '[' : ']'};
  }
  // The full-width forms of ASCII.
  if (byte(0) != 0xef || (byte(1) != 0xbc && byte(1) != 0xbd) || byte(2) < 0x80) return {};
  const unsigned c = byte(1) == 0xbc ? byte(2) - 0x60 : byte(2) - 0x20;
  return c > ' ' && c < 0x7f ? WideSign{3, static_cast<char>(c)} : WideSign{};
}

class Lexer {
 public:
  Lexer(Compilation& compilation, std::uint16_t file, std::string_view text,
        const std::vector<std::uint32_t>* splices)
      : compilation_(compilation), text_(text), file_(file), splices_(splices) {}

  std::vector<Token> run() {
    std::vector<Token> out;
    out.reserve(text_.size() / 4 + 1);
    for (;;) {
      skip_space();
      if (pos_ >= text_.size()) break;
      out.push_back(next());
      note_directive(out.back());
    }
    return out;
  }

  Token single(Place place) {
    if (text_.empty()) return {};
    Token t = next();
    t.place = place;
    t.bol = t.space = false;
    return pos_ == text_.size() ? t : Token{};
  }

 private:
  char at(std::size_t i) const { return pos_ + i < text_.size() ? text_[pos_ + i] : '\0'; }

  void newline() {
    ++line_;
    line_start_ = pos_;
    bol_ = true;
  }

  // Counts the lines that were joined before `pos_`.
  void pass_splices() {
    while (splices_ != nullptr && splice_ < splices_->size() && (*splices_)[splice_] <= pos_) {
      ++line_;
      line_start_ = (*splices_)[splice_++];
    }
  }

  Place place() {
    pass_splices();
    const std::size_t column = pos_ - line_start_ + 1;
    return {line_, static_cast<std::uint16_t>(column < 0xffff ? column : 0xffff), file_};
  }

  void skip_space() {
    while (pos_ < text_.size()) {
      const char c = text_[pos_];
      if (c == '\n') {
        pass_splices();
        ++pos_;
        newline();
        space_ = false;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
        ++pos_;
        space_ = true;
      } else if (c == '/' && at(1) == '/') {
        while (pos_ < text_.size() && text_[pos_] != '\n') ++pos_;
      } else if (c == '/' && at(1) == '*') {
        skip_block_comment();
      } else if (c == '\xef' && pos_ == 0 && at(1) == '\xbb' && at(2) == '\xbf') {
        pos_ += 3;  // byte order mark
      } else {
        return;
      }
    }
  }

  void skip_block_comment() {
    const Place start = place();
    const bool was_bol = bol_;
    pos_ += 2;
    while (pos_ < text_.size() && !(text_[pos_] == '*' && at(1) == '/')) {
      if (text_[pos_++] == '\n') {
        pass_splices();
        newline();
      }
    }
    if (pos_ >= text_.size()) compilation_.error(start, "this comment has no end, expected '*/'");
    pos_ += 2;
    bol_ = was_bol || bol_;
    space_ = true;
  }

  Token next() {
    Token t;
    t.place = place();
    t.bol = bol_;
    t.space = space_;
    bol_ = space_ = false;
    const std::size_t begin = pos_;
    const char c = text_[pos_];
    if (header_name_ && (c == '<' || c == '"')) {
      lex_header(t, c == '<' ? '>' : '"');
    } else if (is_digit(c) || (c == '.' && is_digit(at(1)))) {
      lex_number(t);
    } else if (std::size_t quote = quote_at(); quote != kNoQuote) {
      lex_quoted(t, quote);
    } else if (const WideSign wide = wide_sign(text_.substr(pos_)); wide.bytes != 0) {
      t.kind = Tok::other;
      pos_ += wide.bytes;
    } else if (starts_ident(c)) {
      pass_name();
      t.kind = Tok::ident;
    } else {
      lex_punct(t);
    }
    t.text = text_.substr(begin, pos_ - begin);
    if (t.kind == Tok::ident) t.ident = compilation_.intern(t.text);
    return t;
  }

  void pass_name() {
    while (pos_ < text_.size() && in_ident(text_[pos_]) &&
           ((text_[pos_] & 0x80) == 0 || wide_sign(text_.substr(pos_)).bytes == 0))
      ++pos_;
  }

  static constexpr std::size_t kNoQuote = ~std::size_t{0};
  // Offset of the quote when a string or character constant begins here.
  std::size_t quote_at() const {
    std::size_t i = 0;
    if (at(0) == 'L' || at(0) == 'U') i = 1;
    if (at(0) == 'u') i = at(1) == '8' ? 2 : 1;
    return at(i) == '"' || at(i) == '\'' ? i : kNoQuote;
  }

  void lex_quoted(Token& t, std::size_t prefix) {
    pos_ += prefix;
    const char quote = text_[pos_++];
    t.kind = quote == '"' ? Tok::string : Tok::character;
    while (pos_ < text_.size() && text_[pos_] != quote && text_[pos_] != '\n')
      pos_ += text_[pos_] == '\\' && pos_ + 1 < text_.size() && text_[pos_ + 1] != '\n' ? 2 : 1;
    if (pos_ >= text_.size() || text_[pos_] != quote) {
      if (pos_ > text_.size()) pos_ = text_.size();
      // Legal in text that is skipped; an error once it reaches the parser.
      t.kind = Tok::other;
      return;
    }
    ++pos_;
  }

  void lex_number(Token& t) {
    t.kind = Tok::number;
    while (pos_ < text_.size()) {
      const char c = text_[pos_];
      if ((c == 'e' || c == 'E' || c == 'p' || c == 'P') && (at(1) == '+' || at(1) == '-'))
        pos_ += 2;
      else if ((c & 0x80) != 0 && wide_sign(text_.substr(pos_)).bytes != 0)
        break;
      else if (in_ident(c) || c == '.')
        ++pos_;
      else
        break;
    }
  }

  void lex_header(Token& t, char close) {
    const std::size_t end = text_.find_first_of(close == '>' ? ">\n" : "\"\n", pos_ + 1);
    if (end == std::string_view::npos || text_[end] == '\n')
      compilation_.error(t.place,
                         fmt::format("the header's name has no end, expected '{}'", close));
    pos_ = end + 1;
    t.kind = Tok::header;
  }

  void lex_punct(Token& t) {
    t.kind = Tok::other;
    std::size_t best = 0;
    for (const PunctName& p : kPuncts) {
      if (p.text[0] != text_[pos_] || p.text.size() <= best) continue;
      if (text_.compare(pos_, p.text.size(), p.text) != 0) continue;
      best = p.text.size();
      t.punct = p.punct;
      t.kind = Tok::punct;
    }
    pos_ += best == 0 ? 1 : best;
  }

  // After `# include` a header's name follows.
  void note_directive(const Token& t) {
    if (t.bol)
      directive_ = t.is(Punct::hash) ? 1 : 0;
    else if (directive_ == 1)
      directive_ = t.text == "include" || t.text == "include_next" ? 2 : 0;
    else
      directive_ = 0;
    header_name_ = directive_ == 2;
  }

  Compilation& compilation_;
  std::string_view text_;
  std::uint16_t file_;
  const std::vector<std::uint32_t>* splices_;
  std::size_t splice_ = 0;
  std::size_t pos_ = 0, line_start_ = 0;
  std::uint32_t line_ = 1;
  bool bol_ = true, space_ = false, header_name_ = false;
  int directive_ = 0;
};

}  // namespace

std::vector<Token> lex(Compilation& compilation, std::uint16_t file) {
  File& f = compilation.file(file);
  return Lexer(compilation, file, f.text, &f.splices).run();
}

Token lex_single(Compilation& compilation, std::string_view text, Place place) {
  return Lexer(compilation, place.file, text, nullptr).single(place);
}

std::string_view punct_text(Punct punct) {
  for (const PunctName& p : kPuncts)
    if (p.punct == punct) return p.text;
  return "";
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case Tok::end:
      return "end of file";
    case Tok::string:
      return "a string";
    case Tok::other:
      if (!token.text.empty() && (token.text[0] == '"' || token.text[0] == '\''))
        return fmt::format("a {} without its closing quote",
                           token.text[0] == '"' ? "string" : "character constant");
      if (const WideSign wide = wide_sign(token.text); wide.plain == ' ')
        return "a space that is not plain (type it again)";
      else if (wide.bytes != 0)
        return fmt::format("the sign '{}' (in C write {})", token.text, wide.plain);
      if (static_cast<unsigned char>(token.text[0]) < ' ')
        return fmt::format("the character '\\x{:02x}'", static_cast<unsigned>(token.text[0]));
      return fmt::format("the character '{}'", token.text.substr(0, 20));
    default:
      return fmt::format("'{}'", token.text.substr(0, 60));
  }
}

}  // namespace sim::cc
