#include "sim/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace sim {
namespace {
thread_local const AssertContext* innermost = nullptr;
}  // namespace

AssertContext::AssertContext(std::string_view scenario, std::uint64_t seed,
                             const std::uint64_t* step)
    : scenario_(scenario), seed_(seed), step_(step), outer_(innermost) {
  innermost = this;
}

AssertContext::~AssertContext() { innermost = outer_; }

void assertion_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "msgscope: internal error: %s:%d: assertion failed: %s\n", file, line,
               expression);
  if (innermost != nullptr) {
    std::fprintf(stderr, "msgscope: while running %.*s, seed %llu, step %llu\n",
                 static_cast<int>(innermost->scenario_.size()), innermost->scenario_.data(),
                 static_cast<unsigned long long>(innermost->seed_),
                 static_cast<unsigned long long>(*innermost->step_));
  }
  std::abort();
}

}  // namespace sim
