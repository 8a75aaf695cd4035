#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <utility>

#include "sim/analysis/messages.h"
#include "sim/scenario/values.h"

namespace cli {

using namespace sim;
using namespace sim::scenario;

std::uint64_t TerminalWriter::wants() const {
  return event_bit(EventType::tty_write) | event_bit(EventType::sched_process_fork);
}

void TerminalWriter::on_event(const Event& e, const Machine& m) {
  if (e.type == EventType::sched_process_fork) {
    names_[Pid{static_cast<std::int32_t>(e.args[1])}] =
        m.fixed().names[static_cast<std::size_t>(e.args[3])];
    return;
  }
  const auto offset = static_cast<std::uint64_t>(e.args[2]);
  const std::string text =
      m.kernel().output.read(offset, offset + static_cast<std::uint64_t>(e.args[3]));
  const int fd = e.args[1] == STDERR_FILENO ? STDERR_FILENO : STDOUT_FILENO;
  if (label_)
    write_labelled(fd, Pid{static_cast<std::int32_t>(e.args[0])}, text);
  else
    write(fd, text);
}

bool TerminalWriter::on_piece(const Machine&) {
  flush();
  return open_;
}

void TerminalWriter::on_end(const Machine&, Outcome, SimTime) {
  for (const auto& [who, text] : unfinished_)
    if (!text.empty()) write(who.second, names_[who.first] + ": " + text + "\n");
  unfinished_.clear();
  flush();
}

void TerminalWriter::write_labelled(int fd, Pid pid, const std::string& text) {
  std::string& line = unfinished_[{pid, fd}];
  for (const char c : text) {
    line += c;
    if (c != '\n') continue;
    write(fd, names_[pid] + ": " + line);
    line.clear();
  }
}

void TerminalWriter::write(int fd, const std::string& text) {
  if (fd != pending_fd_) flush();
  pending_fd_ = fd;
  pending_ += text;
}

void TerminalWriter::flush() {
  const std::string text = std::exchange(pending_, {});
  const int fd = pending_fd_;
  for (std::size_t done = 0; open_ && done < text.size();) {
    const ssize_t n = ::write(fd, text.data() + done, text.size() - done);
    if (n > 0) done += static_cast<std::size_t>(n);
    // Whoever read us has gone (head, a pager): there is no use in going on.
    if (n < 0 && errno != EINTR && fd == STDOUT_FILENO) open_ = false;
    if (n < 0 && errno != EINTR) break;
  }
}

namespace {
long long host_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}
}  // namespace

ProgressLine::ProgressLine(Lang lang)
    : lang_(lang),
      enabled_(isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0),
      started_ms_(host_ms()),
      last_ms_(started_ms_) {}

bool ProgressLine::on_piece(const Machine& m) {
  if (!enabled_) return true;
  const long long now = host_ms();
  if (now - started_ms_ < 1000 || now - last_ms_ < 200) return true;
  last_ms_ = now;
  shown_ = true;
  const std::string text =
      fmt::format("simulated {}, {} steps", format_duration(m.now().ns), m.steps());
  fmt::print(stderr, "\r\x1b[K{}", analysis::translate(text, lang_));
  return true;
}

void ProgressLine::on_end(const Machine&, Outcome, SimTime) {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace cli
