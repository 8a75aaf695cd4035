#include "native.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
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
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  _exit(127);
}

// Reads until the other side is closed; false when that takes longer than the time limit.
bool read_all(int fd, int timeout_s, std::string& out) {
  using namespace std::chrono;
  const auto deadline = steady_clock::now() + seconds(timeout_s);
  for (;;) {
    const auto left = duration_cast<milliseconds>(deadline - steady_clock::now()).count();
    pollfd p{fd, POLLIN, 0};
    if (left <= 0 || poll(&p, 1, static_cast<int>(left)) == 0) return false;
    char buffer[65536];
    const ssize_t n = read(fd, buffer, sizeof buffer);
    if (n > 0)
      out.append(buffer, static_cast<std::size_t>(n));
    else if (n == 0 || errno != EINTR)
      return true;  // a terminal whose last user has gone reports EIO
  }
}

// Collects a child's output and status.
Outcome finish(pid_t child, int fd, int timeout_s) {
  Outcome outcome;
  if (!read_all(fd, timeout_s, outcome.output)) {
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
    outcome.trouble = "did not end within " + std::to_string(timeout_s) + " s";
  }
  close(fd);
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

[[noreturn]] void run_in_namespaces(const std::vector<fs::path>& programs, int terminal) {
  setpgid(0, 0);
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, 0);
  dup2(terminal, 1);
  dup2(terminal, 2);
  pin_to_one_cpu(std::hash<std::string>{}(programs[0].string()));
  if (unshare(CLONE_NEWIPC | CLONE_NEWPID) != 0) _exit(77);
  const pid_t init = fork();
  if (init == 0) {
    close(terminal);
    be_init(programs);
  }
  for (const int fd : {1, 2, terminal}) close(fd);  // the terminal ends with its last user
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
  if (outcome.status != 0) return "cc failed: " + outcome.output;
  fs::rename(partial, program);
  return outcome.trouble;
}

Outcome run_natively(const std::vector<fs::path>& programs, int timeout_s) {
  int master = -1, slave = -1;
  if (!open_terminal(master, slave)) return {"", 0, "no terminal to be had"};
  const pid_t child = fork();
  if (child == 0) {
    close(master);
    run_in_namespaces(programs, slave);
  }
  close(slave);
  return finish(child, master, timeout_s);
}

Outcome run_command(const std::vector<std::string>& command, int timeout_s) {
  int fds[2];
  if (pipe(fds) != 0) return {"", 0, "no pipe to be had"};
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    dup2(fds[1], 1);
    close(fds[0]);
    close(fds[1]);
    exec(command);
  }
  close(fds[1]);
  return finish(child, fds[0], timeout_s);
}

}  // namespace conformance
