// __attribute__: what changes the meaning of a program is done or told, the rest is ignored.
#include <fmt/format.h>

#include <algorithm>

#include "sim/user/cc/parser.h"

namespace sim::cc {
namespace {

// For the optimizer, for warnings, for debuggers, for the linker's files.
constexpr std::string_view kHarmless[] = {"unused",
                                          "used",
                                          "noreturn",
                                          "format",
                                          "format_arg",
                                          "nonnull",
                                          "pure",
                                          "const",
                                          "malloc",
                                          "warn_unused_result",
                                          "deprecated",
                                          "unavailable",
                                          "always_inline",
                                          "noinline",
                                          "hot",
                                          "cold",
                                          "fallthrough",
                                          "may_alias",
                                          "noclone",
                                          "noipa",
                                          "artificial",
                                          "gnu_inline",
                                          "leaf",
                                          "nothrow",
                                          "sentinel",
                                          "no_icf",
                                          "alloc_size",
                                          "returns_nonnull",
                                          "alloc_align",
                                          "assume_aligned",
                                          "access",
                                          "visibility",
                                          "externally_visible",
                                          "flatten",
                                          "optimize",
                                          "returns_twice",
                                          "no_sanitize",
                                          "designated_init",
                                          "nonstring",
                                          "warning",
                                          "error",
                                          "common",
                                          "nocommon",
                                          "retain",
                                          "tls_model",
                                          "section",
                                          "no_reorder",
                                          "nocf_check",
                                          "sysv_abi",
                                          "copy",
                                          "no_split_stack",
                                          "stack_protect",
                                          "no_stack_protector",
                                          "target",
                                          "weak",
                                          "cdecl",
                                          "warn_if_not_aligned",
                                          "no_sanitize_address",
                                          "no_sanitize_undefined",
                                          "no_instrument_function",
                                          "patchable_function_entry",
                                          "zero_call_used_regs",
                                          "simd",
                                          "symver",
                                          "gcc_struct"};
constexpr std::string_view kUnsupported[] = {"cleanup",
                                             "alias",
                                             "weakref",
                                             "ifunc",
                                             "mode",
                                             "vector_size",
                                             "naked",
                                             "transparent_union",
                                             "scalar_storage_order",
                                             "ms_struct",
                                             "ms_abi",
                                             "interrupt",
                                             "regparm",
                                             "fastcall",
                                             "stdcall"};

// "__packed__" is "packed".
std::string_view plain_name(std::string_view name) {
  if (name.size() > 4 && name.starts_with("__") && name.ends_with("__"))
    return name.substr(2, name.size() - 4);
  return name;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr int kLastPriority = 65535;

}  // namespace

void Attributes::add(const Attributes& other) {
  packed |= other.packed;
  align = std::max(align, other.align);
  constructor = std::max(constructor, other.constructor);
  destructor = std::max(destructor, other.destructor);
}

DeclSpecs DeclSpecs::with(const Attributes& of_declarator) const {
  DeclSpecs out = *this;
  out.attributes.add(of_declarator);
  out.align = std::max(out.align, out.attributes.align);
  return out;
}

Attributes Unit::parse_attributes() {
  Attributes out;
  for (;;) {
    if (accept(Keyword::extension_)) continue;
    if (at(Keyword::asm_) && depth_ == 0 && peek(1).is(Punct::lparen)) {  // int f() asm("name")
      warn(take().place, "the name that 'asm' gives to the linker is ignored");
      skip_parentheses();
      continue;
    }
    if (!accept(Keyword::attribute_)) return out;
    expect(Punct::lparen, "after __attribute__");
    expect(Punct::lparen, "after __attribute__");
    while (!at(Punct::rparen)) {
      if (!at(Punct::comma)) parse_attribute(out);
      if (!accept(Punct::comma)) break;
    }
    expect(Punct::rparen, "after __attribute__");
    expect(Punct::rparen, "after __attribute__");
  }
}

void Unit::parse_attribute(Attributes& out) {
  const Token t = take();
  if (t.kind != Tok::ident)
    error(t.place, fmt::format("expected an attribute, found {}", describe(t)));
  const std::string_view name = plain_name(t.text);
  if (name == "packed") {
    out.packed = true;
  } else if (name == "aligned") {
    std::int64_t align = 16;
    if (accept(Punct::lparen)) {
      align = constant_expression("an alignment");
      expect(Punct::rparen, "after the alignment");
    }
    if (align < 1 || align > 4096 || (align & (align - 1)) != 0)
      error(t.place, "an alignment must be a power of two up to 4096");
    out.align = std::max(out.align, align);
  } else if (name == "constructor") {
    out.constructor = parse_priority() + 1;
  } else if (name == "destructor") {
    out.destructor = parse_priority() + 1;
  } else if (is_one_of(name, kUnsupported)) {
    error(t.place, fmt::format("the attribute '{}' is not supported", t.text));
  } else if (!is_one_of(name, kHarmless)) {
    warn(t.place, fmt::format("the attribute '{}' is not known and is ignored", t.text));
  }
  if (at(Punct::lparen)) skip_parentheses();
}

int Unit::parse_priority() {
  if (!accept(Punct::lparen)) return kLastPriority;
  const Place place = peek().place;
  const std::int64_t priority =
      at(Punct::rparen) ? kLastPriority : constant_expression("a priority");
  expect(Punct::rparen, "after the priority");
  if (priority < 0 || priority > kLastPriority)
    error(place, fmt::format("a priority must be from 0 to {}", kLastPriority));
  return static_cast<int>(priority);
}

void Unit::skip_parentheses() {
  expect(Punct::lparen, "here");
  for (int depth = 1; depth > 0;) {
    const Token& t = take();
    if (t.kind == Tok::end) unexpected("')' after __attribute__");
    if (t.is(Punct::lparen)) ++depth;
    if (t.is(Punct::rparen)) --depth;
  }
}

}  // namespace sim::cc
