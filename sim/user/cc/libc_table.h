// The C library the compiled programs use: its headers and sources, as text, embedded into the
// binary from sim/user/libc/ when msgscope is built (cmake/embed_libc.cmake).
#pragma once

#include <span>
#include <string_view>

namespace sim {

struct LibcFile {
  std::string_view name;  // below include/, src/ or bin/: "sys/msg.h", "string.c"
  std::string_view text;
};

std::span<const LibcFile> libc_headers();   // what `#include <...>` finds, in order of name
std::span<const LibcFile> libc_sources();   // in order of name
std::span<const LibcFile> libc_commands();  // programs of the system: "ls.c"; in order of name

}  // namespace sim
