#include "cli/files.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace cli {

sim::Result<OutputFile> OutputFile::open(const std::string& path) {
  if (path.empty() || path == "-") return OutputFile(stdout, "", "");
  struct stat st {};
  // A device or a pipe is written as it is: renaming over it would replace it.
  if (::stat(path.c_str(), &st) == 0 && !S_ISREG(st.st_mode)) {
    if (S_ISDIR(st.st_mode)) return sim::fail({path}, "cannot be written: it is a directory");
    std::FILE* f = std::fopen(path.c_str(), "wb");
    if (f == nullptr)
      return sim::fail({path}, fmt::format("cannot be written: {}", std::strerror(errno)));
    return OutputFile(f, path, "");
  }
  std::string temporary = path + ".XXXXXX";
  const int fd = ::mkstemp(temporary.data());
  if (fd < 0) return sim::fail({path}, fmt::format("cannot be written: {}", std::strerror(errno)));
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(fd, 0666 & ~mask);
  return OutputFile(::fdopen(fd, "wb"), path, temporary);
}

OutputFile::OutputFile(OutputFile&& o) noexcept
    : file_(std::exchange(o.file_, nullptr)),
      path_(std::move(o.path_)),
      temporary_(std::exchange(o.temporary_, {})),
      failed_(o.failed_) {}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

bool OutputFile::write(const std::string& text) {
  if (!failed_ && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) failed_ = true;
  return !failed_;
}

sim::Result<void> OutputFile::commit() {
  errno = 0;
  const bool flushed = std::fflush(file_) == 0 && !failed_;
  const int error = errno;
  if (file_ != stdout) {
    std::fclose(file_);
    file_ = nullptr;
  }
  if (!flushed) {
    if (path_.empty()) return {};  // the reader of a pipe has gone: that is its right
    return sim::fail({path_}, fmt::format("cannot be written: {}", std::strerror(error)));
  }
  if (temporary_.empty()) return {};
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0)
    return sim::fail({path_}, fmt::format("cannot be written: {}", std::strerror(errno)));
  temporary_.clear();
  return {};
}

}  // namespace cli
