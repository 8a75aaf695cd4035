// The expressions of #if and #elif.
#include <fmt/format.h>

#include "sim/user/cc/literal.h"
#include "sim/user/cc/preprocess.h"

namespace sim::cc {
namespace {

struct Value {
  std::int64_t bits = 0;
  bool is_unsigned = false;
};

int precedence(Punct op) {
  switch (op) {
    case Punct::star:
    case Punct::slash:
    case Punct::percent:
      return 10;
    case Punct::plus:
    case Punct::minus:
      return 9;
    case Punct::shl:
    case Punct::shr:
      return 8;
    case Punct::lt:
    case Punct::gt:
    case Punct::le:
    case Punct::ge:
      return 7;
    case Punct::eq:
    case Punct::ne:
      return 6;
    case Punct::amp:
      return 5;
    case Punct::caret:
      return 4;
    case Punct::pipe:
      return 3;
    case Punct::andand:
      return 2;
    case Punct::oror:
      return 1;
    default:
      return 0;
  }
}

class Evaluator {
 public:
  Evaluator(Compilation& compilation, const std::vector<Token>& line, Place place)
      : c_(compilation), line_(line), place_(place) {}

  bool run() {
    const Value v = ternary(true);
    if (pos_ < line_.size())
      c_.error(line_[pos_].place,
               fmt::format("{} does not belong in this #if expression", describe(line_[pos_])));
    return v.bits != 0;
  }

 private:
  Punct peek() const { return pos_ < line_.size() ? line_[pos_].punct : Punct::none; }
  bool accept(Punct p) { return peek() == p && (++pos_, true); }
  void expect(Punct p) {
    if (!accept(p))
      c_.error(pos_ < line_.size() ? line_[pos_].place : place_,
               fmt::format("expected '{}' in the #if expression", punct_text(p)));
  }
  void deeper() {
    if (++depth_ > kMaxNesting) c_.error(place_, "the #if expression is nested too deeply");
  }

  Value ternary(bool live) {
    deeper();
    Value condition = binary(1, live);
    if (accept(Punct::question)) {
      const Value yes = ternary(live && condition.bits != 0);
      expect(Punct::colon);
      const Value no = ternary(live && condition.bits == 0);
      const bool is_unsigned = yes.is_unsigned || no.is_unsigned;
      condition = {condition.bits != 0 ? yes.bits : no.bits, is_unsigned};
    }
    --depth_;
    return condition;
  }

  Value binary(int least, bool live) {
    Value left = unary(live);
    for (;;) {
      const Punct op = peek();
      const int level = precedence(op);
      if (level == 0 || level < least) return left;
      ++pos_;
      const bool right_live = live && !(op == Punct::andand && left.bits == 0) &&
                              !(op == Punct::oror && left.bits != 0);
      deeper();
      const Value right = binary(level + 1, right_live);
      --depth_;
      left = apply(op, left, right, right_live);
    }
  }

  Value apply(Punct op, Value a, Value b, bool live) {
    const bool u = a.is_unsigned || b.is_unsigned;
    const auto ua = static_cast<std::uint64_t>(a.bits), ub = static_cast<std::uint64_t>(b.bits);
    auto wrap = [&](std::uint64_t v) { return Value{static_cast<std::int64_t>(v), u}; };
    auto less = [&] { return u ? ua < ub : a.bits < b.bits; };
    switch (op) {
      case Punct::star:
        return wrap(ua * ub);
      case Punct::slash:
      case Punct::percent:
        return divide(op, a, b, u, live);
      case Punct::plus:
        return wrap(ua + ub);
      case Punct::minus:
        return wrap(ua - ub);
      case Punct::shl:
        return {static_cast<std::int64_t>(ua << (ub & 63)), a.is_unsigned};
      case Punct::shr:
        return {a.is_unsigned ? static_cast<std::int64_t>(ua >> (ub & 63)) : a.bits >> (ub & 63),
                a.is_unsigned};
      case Punct::lt:
        return {less(), false};
      case Punct::ge:
        return {!less(), false};
      case Punct::gt:
        return {!less() && ua != ub, false};
      case Punct::le:
        return {less() || ua == ub, false};
      case Punct::eq:
        return {ua == ub, false};
      case Punct::ne:
        return {ua != ub, false};
      case Punct::amp:
        return wrap(ua & ub);
      case Punct::caret:
        return wrap(ua ^ ub);
      case Punct::pipe:
        return wrap(ua | ub);
      case Punct::andand:
        return {a.bits != 0 && b.bits != 0, false};
      default:
        return {a.bits != 0 || b.bits != 0, false};
    }
  }

  Value divide(Punct op, Value a, Value b, bool u, bool live) {
    if (b.bits == 0) {
      if (live) c_.error(place_, "division by zero in #if");
      return {0, u};
    }
    if (!u && b.bits == -1) return {op == Punct::slash ? negate(a.bits) : 0, u};
    const auto ua = static_cast<std::uint64_t>(a.bits), ub = static_cast<std::uint64_t>(b.bits);
    if (u) return {static_cast<std::int64_t>(op == Punct::slash ? ua / ub : ua % ub), u};
    return {op == Punct::slash ? a.bits / b.bits : a.bits % b.bits, u};
  }

  static std::int64_t negate(std::int64_t v) {
    return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(v));
  }

  Value unary(bool live) {
    deeper();
    Value v;
    if (accept(Punct::bang)) {
      v = {unary(live).bits == 0, false};
    } else if (accept(Punct::minus)) {
      v = unary(live);
      v.bits = negate(v.bits);
    } else if (accept(Punct::plus)) {
      v = unary(live);
    } else if (accept(Punct::tilde)) {
      v = unary(live);
      v.bits = ~v.bits;
    } else if (accept(Punct::lparen)) {
      v = ternary(live);
      expect(Punct::rparen);
    } else {
      v = primary();
    }
    --depth_;
    return v;
  }

  Value primary() {
    if (pos_ >= line_.size()) c_.error(place_, "the #if expression ends too early");
    const Token& t = line_[pos_++];
    if (t.ident != nullptr) return {};  // a name that is no macro counts as 0
    if (t.kind == Tok::character) return {parse_character(c_, t).value, false};
    if (t.kind == Tok::number) {
      const Number n = parse_number(c_, t);
      if (n.is_float) c_.error(t.place, "a floating constant in #if");
      return {static_cast<std::int64_t>(n.bits), n.is_unsigned};
    }
    c_.error(t.place, fmt::format("{} does not belong in a #if expression", describe(t)));
  }

  Compilation& c_;
  const std::vector<Token>& line_;
  Place place_;
  std::size_t pos_ = 0;
  int depth_ = 0;
};

}  // namespace

bool evaluate_condition(Compilation& compilation, const std::vector<Token>& line, Place place) {
  return Evaluator(compilation, line, place).run();
}

}  // namespace sim::cc
