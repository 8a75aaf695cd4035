// Files a command writes: complete or not there at all.
#pragma once

#include <cstdio>
#include <string>

#include "sim/base/result.h"

namespace cli {

// Where a command's result goes: "-" (or "") is stdout; else a temporary file beside `path`, which
// takes its place at commit(). Without commit() nothing is left.
class OutputFile {
 public:
  static sim::Result<OutputFile> open(const std::string& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  OutputFile(const OutputFile&) = delete;
  ~OutputFile();

  // False when nobody can receive it any more (a closed pipe, a full disk).
  bool write(const std::string& text);
  sim::Result<void> commit();

 private:
  OutputFile(std::FILE* file, std::string path, std::string temporary)
      : file_(file), path_(std::move(path)), temporary_(std::move(temporary)) {}
  std::FILE* file_;
  std::string path_, temporary_;
  bool failed_ = false;
};

}  // namespace cli
