// What went wrong with the person's input: one error, with its place, what was found and expected.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace sim {

// A place in a file the person gave. line and column count from 1; 0 means "the file as a whole".
struct SourcePlace {
  std::string file;
  int line = 0;
  int column = 0;
};

struct Error {
  SourcePlace place;
  std::string message;  // a sentence without a final stop: what was found, what was expected

  // "file:line:column: error: message", leaving out what is not known.
  std::string to_string() const;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(SourcePlace place, std::string message) {
  return tl::unexpected<Error>(Error{std::move(place), std::move(message)});
}

}  // namespace sim
