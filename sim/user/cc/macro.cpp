// Macro expansion.
#include <fmt/format.h>

#include "sim/user/cc/preprocess.h"

namespace sim::cc {

// The next token, directives done, macros not expanded.
Token Preprocessor::next_raw() {
  for (;;) {
    if (lists_.size() > list_floor_) {
      ListContext& list = lists_.back();
      if (list.pos < list.tokens.size()) return list.tokens[list.pos++];
      pop_list();
      continue;
    }
    if (list_floor_ > 0 || files_.empty()) return {};
    FileContext& context = files_.back();
    if (context.pos >= context.tokens->size()) {
      if (collecting_) return {};
      leave_file();
      if (files_.empty()) return {};
      continue;
    }
    const Token& t = (*context.tokens)[context.pos++];
    if (!t.bol || !t.is(Punct::hash)) return t;
    directive(context);
  }
}

Token Preprocessor::next_expanded() {
  for (;;) {
    Token t = next_raw();
    if (t.ident == nullptr || t.ident->macro == nullptr || t.no_expand) return t;
    Macro& macro = *t.ident->macro;
    if (macro.disabled) {
      t.no_expand = true;
      return t;
    }
    if (!expand(t, macro)) return t;
  }
}

// Whether the next token is '(': looked for past the ends of expansions and lines.
bool Preprocessor::next_is_lparen() {
  while (lists_.size() > list_floor_) {
    const ListContext& list = lists_.back();
    if (list.pos < list.tokens.size()) return list.tokens[list.pos].is(Punct::lparen);
    pop_list();
  }
  if (list_floor_ > 0 || files_.empty()) return false;
  const FileContext& context = files_.back();
  return context.pos < context.tokens->size() && (*context.tokens)[context.pos].is(Punct::lparen);
}

void Preprocessor::push_list(TokenList tokens, Macro* macro) {
  expanded_tokens_ += tokens.size() + 1;
  if (!tokens.empty() && (expanded_tokens_ > kMaxExpandedTokens || lists_.size() > 20000))
    c_.error(tokens.front().place, "macro expansion produces too many tokens");
  if (macro != nullptr) macro->disabled = true;
  lists_.push_back({c_.arena.copy(tokens), 0, macro});
}

void Preprocessor::pop_list() {
  if (lists_.back().macro != nullptr) lists_.back().macro->disabled = false;
  lists_.pop_back();
}

bool Preprocessor::expand_builtin(const Token& name, const Macro& macro) {
  Token t = name;
  t.ident = nullptr;
  t.kind = macro.builtin == Macro::Builtin::file ? Tok::string : Tok::number;
  const auto found = line_marks_.find(name.place.file);
  const LineMark mark = found == line_marks_.end() ? LineMark{} : found->second;
  switch (macro.builtin) {
    case Macro::Builtin::file:
      t.text = mark.name.empty()
                   ? c_.arena.copy(fmt::format("\"{}\"", c_.file(name.place.file).name))
                   : mark.name;
      break;
    case Macro::Builtin::line:
      t.text = c_.arena.copy(std::to_string(name.place.line + mark.offset));
      break;
    default:
      t.text = c_.arena.copy(std::to_string(counter_++));
  }
  push_list({t}, nullptr);
  return true;
}

bool Preprocessor::expand(const Token& name, Macro& macro) {
  if (macro.builtin != Macro::Builtin::none) return expand_builtin(name, macro);
  std::vector<TokenList> arguments;
  if (macro.function_like) {
    if (!next_is_lparen()) return false;
    arguments = collect_arguments(name, macro);
  }
  TokenList result = substitute(name, macro, arguments);
  if (!result.empty()) {
    result.front().space = name.space;
    result.front().bol = false;
  }
  push_list(std::move(result), &macro);
  return true;
}

std::vector<Preprocessor::TokenList> Preprocessor::collect_arguments(const Token& name,
                                                                     const Macro& macro) {
  const bool was_collecting = collecting_;
  collecting_ = true;
  next_raw();  // the '('
  std::vector<TokenList> arguments(1);
  int depth = 0;
  for (;;) {
    Token t = next_raw();
    if (t.kind == Tok::end)
      c_.error(name.place, fmt::format("the call of macro '{}' has no closing ')'", name.text));
    if (++expanded_tokens_ > kMaxExpandedTokens)
      c_.error(name.place, "macro expansion produces too many tokens");
    if (t.is(Punct::lparen)) ++depth;
    if (t.is(Punct::rparen) && depth-- == 0) break;
    if (t.ident != nullptr && t.ident->macro != nullptr && t.ident->macro->disabled)
      t.no_expand = true;
    t.space = t.space || t.bol;
    t.bol = false;
    const bool in_rest = macro.variadic && static_cast<int>(arguments.size()) >= macro.parameters;
    if (t.is(Punct::comma) && depth == 0 && !in_rest)
      arguments.emplace_back();
    else
      arguments.back().push_back(t);
  }
  collecting_ = was_collecting;
  if (macro.parameters == 0 && arguments.size() == 1 && arguments[0].empty()) arguments.clear();
  if (macro.variadic && static_cast<int>(arguments.size()) == macro.parameters - 1)
    arguments.emplace_back();
  if (static_cast<int>(arguments.size()) != macro.parameters)
    c_.error(name.place, fmt::format("macro '{}' takes {} argument{}, but {} {} given", name.text,
                                     macro.parameters, macro.parameters == 1 ? "" : "s",
                                     arguments.size(), arguments.size() == 1 ? "was" : "were"));
  return arguments;
}

// Expands `tokens` on their own, as an argument is before it is put in place.
Preprocessor::TokenList Preprocessor::expand_list(std::span<const Token> tokens) {
  bool plain = true;
  for (const Token& t : tokens) plain &= t.ident == nullptr || t.ident->macro == nullptr;
  if (plain) return {tokens.begin(), tokens.end()};
  if (++expansion_depth_ > kMaxNesting)
    c_.error(tokens[0].place, "macro calls are nested too deeply");
  const std::size_t floor = list_floor_;
  list_floor_ = lists_.size();
  // A floor of 0 means "the file": keep an empty list below.
  lists_.push_back({});
  list_floor_ = lists_.size();
  push_list({tokens.begin(), tokens.end()}, nullptr);
  TokenList out;
  for (Token t = next_expanded(); t.kind != Tok::end; t = next_expanded()) out.push_back(t);
  lists_.pop_back();
  list_floor_ = floor;
  --expansion_depth_;
  return out;
}

Preprocessor::TokenList Preprocessor::substitute(const Token& name, const Macro& macro,
                                                 std::vector<TokenList>& arguments) {
  const std::span<const Token> body = macro.body;
  std::vector<TokenList> expanded(arguments.size());
  std::vector<bool> is_expanded(arguments.size(), false);
  TokenList out;
  bool pasting = false;    // the token before was ##
  bool left_empty = true;  // what is left of it came to nothing
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i].is(Punct::hashhash) && i > 0) {
      pasting = true;
      continue;
    }
    const bool before_paste = i + 1 < body.size() && body[i + 1].is(Punct::hashhash);
    const int parameter = macro.parameter_of[i];
    TokenList piece;
    if (macro.function_like && body[i].is(Punct::hash)) {
      ++i;
      piece.push_back(
          stringify(arguments[static_cast<std::size_t>(macro.parameter_of[i])], name.place));
      piece.back().space = body[i - 1].space;
    } else if (parameter >= 0) {
      const auto p = static_cast<std::size_t>(parameter);
      const bool gnu_comma = pasting && macro.variadic && parameter == macro.parameters - 1 &&
                             !out.empty() && out.back().is(Punct::comma) && i >= 2 &&
                             body[i - 2].is(Punct::comma);
      if (gnu_comma) {  // , ## __VA_ARGS__
        if (arguments[p].empty()) out.pop_back();
        pasting = false;
      }
      if (pasting || before_paste) {
        piece = arguments[p];
      } else {
        if (!is_expanded[p]) expanded[p] = expand_list(arguments[p]);
        is_expanded[p] = true;
        piece = expanded[p];
      }
      if (!piece.empty()) piece.front().space = body[i].space;
    } else {
      piece.push_back(body[i]);
      piece.back().place = name.place;
    }
    const bool right_empty = piece.empty();
    if (pasting && !left_empty && !right_empty) {
      out.back() = paste(out.back(), piece.front());
      out.insert(out.end(), piece.begin() + 1, piece.end());
    } else {
      out.insert(out.end(), piece.begin(), piece.end());
    }
    left_empty = right_empty && (!pasting || left_empty);
    pasting = false;
    if (out.size() > kMaxTokens) c_.error(name.place, "macro expansion produces too many tokens");
  }
  return out;
}

Token Preprocessor::stringify(const TokenList& argument, Place place) {
  std::string text = "\"";
  for (std::size_t i = 0; i < argument.size(); ++i) {
    const Token& t = argument[i];
    if (i > 0 && t.space) text += ' ';
    const bool quoted = t.kind == Tok::string || t.kind == Tok::character;
    for (char c : t.text) {
      if (quoted && (c == '"' || c == '\\')) text += '\\';
      text += c;
    }
  }
  text += '"';
  Token t;
  t.kind = Tok::string;
  t.place = place;
  t.text = c_.arena.copy(text);
  return t;
}

Token Preprocessor::paste(const Token& left, const Token& right) {
  const std::string text = std::string(left.text) + std::string(right.text);
  Token t = lex_single(c_, c_.arena.copy(text), left.place);
  if (t.kind == Tok::end)
    c_.error(left.place,
             fmt::format("'##' of '{}' and '{}' does not give one token", left.text, right.text));
  t.space = left.space;
  return t;
}

}  // namespace sim::cc
