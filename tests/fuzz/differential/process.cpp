#include "tests/fuzz/differential/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>

namespace differential {
namespace {

void isolate_ipc() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  if (unshare(CLONE_NEWIPC) != 0 || sched_setaffinity(0, sizeof one, &one) != 0) _exit(127);
}

[[noreturn]] void become(const std::vector<std::string>& argv, const RunOptions& options, int out,
                         int err) {
  setpgid(0, 0);
  if (options.fresh_ipc) isolate_ipc();
  dup2(open("/dev/null", O_RDONLY), 0);
  dup2(out, 1);
  dup2(err, 2);
  std::vector<char*> raw;
  for (const std::string& a : argv) raw.push_back(const_cast<char*>(a.c_str()));
  raw.push_back(nullptr);
  execvp(raw[0], raw.data());
  _exit(127);
}

// Reads both pipes to their ends; false when the time is over before.
bool drain(std::array<int, 2> fds, std::array<std::string*, 2> texts, int timeout_ms) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  std::array<pollfd, 2> polled{{{fds[0], POLLIN, 0}, {fds[1], POLLIN, 0}}};
  while (polled[0].fd >= 0 || polled[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                          end - std::chrono::steady_clock::now())
                          .count();
    if (left <= 0 || poll(polled.data(), polled.size(), static_cast<int>(left)) <= 0) return false;
    for (std::size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].revents == 0) continue;
      std::array<char, 65536> buffer;
      const ssize_t n = read(polled[i].fd, buffer.data(), buffer.size());
      if (n > 0)
        texts[i]->append(buffer.data(), static_cast<std::size_t>(n));
      else
        polled[i].fd = -1;
    }
  }
  return true;
}

}  // namespace

Outcome run_program(const std::vector<std::string>& argv, const RunOptions& options) {
  Outcome outcome;
  std::array<int, 2> out{}, err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) return outcome;
  const pid_t pid = fork();
  if (pid == 0) become(argv, options, out[1], err[1]);
  close(out[1]);
  close(err[1]);
  if (pid > 0) {
    outcome.timed_out =
        !drain({out[0], err[0]}, {&outcome.output, &outcome.errors}, options.timeout_ms);
    if (outcome.timed_out) kill(-pid, SIGKILL);
    int status = 0;
    waitpid(pid, &status, 0);
    kill(-pid, SIGKILL);  // what the program left behind in its process group
    outcome.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
  close(out[0]);
  close(err[0]);
  return outcome;
}

bool can_isolate_ipc() {
  return run_program({"true"}, {.timeout_ms = 5'000, .fresh_ipc = true}).status == 0;
}

}  // namespace differential
