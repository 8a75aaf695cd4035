// Files as far as programs on IPC need them: descriptors, the terminal, pipes, a few names.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/ids.h"
#include "sim/base/rc.h"
#include "sim/kernel/cpu.h"

namespace sim {

enum class FileKind : std::uint8_t {
  tty,
  null,
  pipe_read,
  pipe_write,
  text /* /proc, snapshot */,
  regular,
  directory
};

// An open file description; descriptors refer to it (open(2)).
struct File {
  FileKind kind = FileKind::tty;
  std::uint32_t flags = 0;  // O_*
  std::uint32_t refs = 0;
  std::int64_t pos = 0;
  PipeId pipe;
  std::int32_t inode = -1;  // regular, directory: index into Inodes
  std::string text;         // FileKind::text: what reading it yields
};

struct FdEntry {
  FileId file;  // none: closed
  bool cloexec = false;
};

struct FdTable {
  std::vector<FdEntry> fds;
  std::uint32_t refs = 1;
};

// One of a pipe's pages: how many bytes are left in it, and where in the page they end. A small
// write goes behind the bytes of the last page when it fits there, else every write begins a page.
struct PipePage {
  std::uint16_t end = 0, bytes = 0;
};

struct Pipe {
  std::vector<std::byte> data;             // what the pages hold, in order
  std::vector<PipePage> pages;             // at most kPipePages
  std::uint32_t readers = 0, writers = 0;  // open descriptions of each end
  TaskId read_wait_first, read_wait_last;  // through Task::wait_node
  TaskId write_wait_first, write_wait_last;
  SpinLock lock;
};
constexpr std::size_t kPipePages = 16;
constexpr std::size_t kPipeBytes = 65536;  // when every page is full

// What processes wrote to the terminal, append only; copies of a machine share all but the last
// chunk.
struct OutputChunk : RcBase<OutputChunk> {
  static constexpr std::size_t kBytes = 4096;
  Rc<OutputChunk> before;
  std::uint64_t start = 0;  // offset of the first byte
  std::size_t used = 0;
  std::array<char, kBytes> bytes;
};

class OutputLog {
 public:
  OutputLog() = default;
  OutputLog(const OutputLog&) = default;
  OutputLog(OutputLog&&) = default;
  OutputLog& operator=(const OutputLog&) = default;
  OutputLog& operator=(OutputLog&&) = default;
  ~OutputLog();  // frees a long chain without recursion
  void append(const char* data, std::size_t n);
  std::uint64_t size() const { return size_; }
  std::uint64_t hash() const { return hash_; }
  // Bytes [from, to), clipped to what there is.
  std::string read(std::uint64_t from, std::uint64_t to) const;

 private:
  Rc<OutputChunk> last_;
  std::uint64_t size_ = 0;
  std::uint64_t hash_ = 0;  // of everything appended
};

}  // namespace sim
