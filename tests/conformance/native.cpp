#include "native.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace conformance {
namespace {

namespace fs = std::filesystem;

int status_of(int wait_status) {
  return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

[[noreturn]] void exec(const std::vector<std::string>& command) {
  std::vector<char*> argv;
  argv.reserve(command.size() + 1);
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  _exit(127);
}

struct Stream {
  int fd;
  std::string* text;
};

// Takes what there is; false once the other side is closed.
bool read_some(const Stream& stream) {
  char buffer[65536];
  const ssize_t n = read(stream.fd, buffer, sizeof buffer);
  if (n > 0) stream.text->append(buffer, static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);  // a terminal whose last user has gone reports EIO
}

// Reads until all streams are closed; false when that takes longer than the time limit.
bool read_all(std::vector<Stream> streams, int timeout_s) {
  using namespace std::chrono;
  const auto deadline = steady_clock::now() + seconds(timeout_s);
  while (!streams.empty()) {
    const auto left = duration_cast<milliseconds>(deadline - steady_clock::now()).count();
    std::vector<pollfd> fds;
    fds.reserve(streams.size());
    for (const Stream& s : streams) fds.push_back({s.fd, POLLIN, 0});
    if (left <= 0 || poll(fds.data(), fds.size(), static_cast<int>(left)) == 0) return false;
    for (std::size_t i = streams.size(); i-- > 0;)
      if (fds[i].revents != 0 && !read_some(streams[i]))
        streams.erase(streams.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return true;
}

// Collects a child's output and status.
Outcome finish(pid_t child, int out, int err, int timeout_s) {
  Outcome outcome;
  if (!read_all({{out, &outcome.output}, {err, &outcome.errors}}, timeout_s)) {
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
    outcome.trouble = "did not end within " + std::to_string(timeout_s) + " s";
  }
  close(out);
  close(err);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.status = status_of(status);
  return outcome;
}

// A terminal that passes bytes through unchanged.
bool open_terminal(int& master, int& slave) {
  master = posix_openpt(O_RDWR | O_NOCTTY);
  if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) return false;
  slave = open(ptsname(master), O_RDWR | O_NOCTTY);
  termios t{};
  if (slave < 0 || tcgetattr(slave, &t) != 0) return false;
  cfmakeraw(&t);
  return tcsetattr(slave, TCSANOW, &t) == 0;
}

// Programs of different tests may run at once: each test has one of the CPUs to itself, if it can.
void pin_to_one_cpu(std::size_t choice) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  std::size_t skip = choice % static_cast<std::size_t>(CPU_COUNT(&allowed));
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (!CPU_ISSET(cpu, &allowed) || skip-- != 0) continue;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    sched_setaffinity(0, sizeof one, &one);
    return;
  }
}

// Process 1 of the namespace: starts the programs and reaps until nobody is left.
[[noreturn]] void be_init(const std::vector<fs::path>& programs) {
  pid_t first = 0;
  for (const fs::path& program : programs) {
    const pid_t child = fork();
    if (child == 0) exec({program.string()});
    if (first == 0) first = child;
  }
  int result = 0, status = 0;
  for (pid_t gone; (gone = wait(&status)) > 0 || errno == EINTR;)
    if (gone == first) result = status_of(status);
  _exit(result);
}

[[noreturn]] void run_in_namespaces(const std::vector<fs::path>& programs, int out, int err) {
  setpgid(0, 0);
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, 0);
  dup2(out, 1);
  dup2(err, 2);
  close(out);
  close(err);
  pin_to_one_cpu(std::hash<std::string>{}(programs[0].string()));
  setpriority(PRIO_PROCESS, 0, 0);  // the build may be a nice one
  if (unshare(CLONE_NEWIPC | CLONE_NEWPID) != 0) _exit(77);
  const pid_t init = fork();
  if (init == 0) be_init(programs);
  close(1);  // a terminal ends with its last user
  close(2);
  int status = 0;
  waitpid(init, &status, 0);
  _exit(status_of(status));
}

}  // namespace

std::string compile(const fs::path& source, const fs::path& program) {
  const char* cc = getenv("CC");
  const fs::path partial = program.string() + "." + std::to_string(getpid());
  const Outcome outcome = run_command(
      {"sh", "-c", R"(exec "$@" 2>&1)", "sh", cc != nullptr ? cc : "cc", "-std=gnu11", "-O1",
       "-fwrapv", "-fno-strict-aliasing", "-w", "-I", source.parent_path().string(), "-o",
       partial.string(), source.string(), "-lm", "-lpthread", "-lrt"},
      60);
  if (outcome.status != 0) return "cc failed: " + outcome.errors;
  fs::rename(partial, program);
  return outcome.trouble;
}

Outcome run_natively(const std::vector<fs::path>& programs, int timeout_s) {
  int out[2], err[2];
  if (!open_terminal(out[0], out[1]) || !open_terminal(err[0], err[1]))
    return {"", "", 0, "no terminal to be had"};
  const pid_t child = fork();
  if (child == 0) {
    close(out[0]);
    close(err[0]);
    run_in_namespaces(programs, out[1], err[1]);
  }
  close(out[1]);
  close(err[1]);
  return finish(child, out[0], err[0], timeout_s);
}

Outcome run_command(const std::vector<std::string>& command, int timeout_s) {
  int out[2], err[2];
  if (pipe(out) != 0 || pipe(err) != 0) return {"", "", 0, "no pipe to be had"};
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    dup2(out[1], 1);
    dup2(err[1], 2);
    for (const int fd : {out[0], out[1], err[0], err[1]}) close(fd);
    exec(command);
  }
  close(out[1]);
  close(err[1]);
  return finish(child, out[0], err[0], timeout_s);
}

}  // namespace conformance
