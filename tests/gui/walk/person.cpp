#include "person.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace walk {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

// Events that follow each other faster than this may fall into one frame.
void pause() { std::this_thread::sleep_for(std::chrono::milliseconds(160)); }

std::string contents(const std::string& path) {
  std::ifstream f(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(f), std::istreambuf_iterator<char>()};
}

std::string line_from(int fd) {
  std::string line;
  for (char c = 0;;) {
    pollfd p{fd, POLLIN, 0};
    if (poll(&p, 1, 20'000) <= 0) throw std::runtime_error("Xvfb does not say its display");
    if (read(fd, &c, 1) != 1 || c == '\n') return line;
    line += c;
  }
}

// A number of four bytes, the first one highest.
std::uint32_t big(const std::string& bytes, std::size_t at) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < 4; ++i) n = n << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return n;
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const std::string& display, int keep_fd) {
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ != 0) return;
  if (keep_fd >= 0) fcntl(keep_fd, F_SETFD, 0);
  if (!display.empty()) setenv("DISPLAY", display.c_str(), 1);
  unsetenv("WAYLAND_DISPLAY");
  unsetenv("SDL_VIDEODRIVER");
  setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
  execvp(argv[0], argv.data());
  _exit(127);
}

Process::~Process() {
  if (pid_ <= 0) return;
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

bool Process::running() {
  if (pid_ > 0 && waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
  return pid_ > 0;
}

Person::Person(const std::string& backend, const std::string& file, int width, int height)
    : width_(width), height_(height) {
  std::string name = (fs::temp_directory_path() / "msgscope-walk-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the walk");
  folder_ = name;
  int says[2];
  if (pipe2(says, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  server_ = std::make_unique<Process>(
      std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(says[1]), "-screen", "0",
                               std::to_string(width) + "x" + std::to_string(height) + "x24",
                               "-fbdir", folder_, "-nolisten", "tcp"},
      "", says[1]);
  close(says[1]);
  display_ = ":" + line_from(says[0]);
  close(says[0]);
  // A person who has never used the program: no settings.
  setenv("XDG_CONFIG_HOME", (folder_ + "/config").c_str(), 1);
  gui_ = std::make_unique<Process>(
      std::vector<std::string>{MSGSCOPE_GUI, "--backend", backend, "--report",
                               folder_ + "/report.json", "--width", std::to_string(width),
                               "--height", std::to_string(height), file},
      display_);
  see("the window reports", [](const Json& r) { return !r.is_null(); });
  window_ = xdotool("search --sync --onlyvisible --name msgscope");
  window_ = window_.substr(0, window_.find('\n'));
  // Nobody manages windows here: place and focus are ours to give.
  xdotool("windowmove " + window_ + " 0 0");
  xdotool("windowfocus " + window_);
  pause();
}

Person::~Person() {
  gui_.reset();
  server_.reset();
  std::error_code ec;
  fs::remove_all(folder_, ec);
}

Json Person::report() const {
  return Json::parse(contents(folder_ + "/report.json"), nullptr, false, false);
}

Json Person::see(const std::string& wanted, const std::function<bool(const Json&)>& so) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  Json r;
  while (std::chrono::steady_clock::now() < give_up) {
    if (!gui_->running()) throw std::runtime_error("the window has gone; wanted: " + wanted);
    r = fs::exists(folder_ + "/report.json") ? report() : Json();
    if (!r.is_discarded() && so(r)) return r;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  for (const char* large : {"texts", "places"}) r.erase(large);
  throw std::runtime_error("wanted: " + wanted + "; the window says " + r.dump());
}

Json Person::wait_until_still() {
  Json before;
  for (int i = 0; i < 100; ++i) {
    Json now = see("a picture that rests", [](const Json& r) {
      return r["complete"] == true && r["playing"] == false &&
             (r["moving"] == false || r["held"] == true);
    });
    if (now == before) return now;
    before = std::move(now);
    pause();
  }
  throw std::runtime_error("the picture never rests");
}

std::string Person::xdotool(const std::string& arguments) {
  const std::string command = "DISPLAY=" + display_ + " xdotool " + arguments + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run xdotool");
  std::string out;
  char block[256];
  while (std::fgets(block, sizeof block, pipe) != nullptr) out += block;
  if (pclose(pipe) != 0) throw std::runtime_error(command + ": " + out);
  return out;
}

// As a mouse moves: by so much. (Setting the pointer's place would be no motion of a device.)
void Person::move_to(double x, double y) {
  const std::string where = xdotool("getmouselocation --shell");
  const auto now = [&](const char* axis) { return std::atol(&where[where.find(axis) + 2]); };
  const long dx = std::lround(x) - now("X="), dy = std::lround(y) - now("Y=");
  if (dx != 0 || dy != 0)
    xdotool("mousemove_relative -- " + std::to_string(dx) + " " + std::to_string(dy));
  pause();
}

void Person::click(const std::string& widget) {
  const Json r = see("a place called " + widget,
                     [&](const Json& now) { return now["places"].contains(widget); });
  const auto box = r["places"][widget].get<std::vector<double>>();
  move_to(box[0] + box[2] / 2, box[1] + box[3] / 2);
  xdotool("mousedown 1");
  pause();
  xdotool("mouseup 1");
  pause();
}

void Person::drag(const std::string& widget, const std::vector<double>& shares,
                  const std::function<void(double)>& between) {
  const auto box = report()["places"][widget].get<std::vector<double>>();
  const auto x_of = [&](double share) { return box[0] + box[2] * share; };
  const double y = box[1] + box[3] / 2;
  double at = shares.front();
  move_to(x_of(at), y);
  xdotool("mousedown 1");
  for (const double share : shares) {
    // A hand does not jump.
    for (int i = 1; i <= 3; ++i) move_to(x_of(at + (share - at) * i / 3), y);
    at = share;
    between(share);
  }
  xdotool("mouseup 1");
  pause();
}

void Person::key(const std::string& keys) {
  xdotool("key --clearmodifiers " + keys);
  pause();
}

void Person::type(const std::string& text) {
  xdotool("type --delay 20 '" + text + "'");
  pause();
}

void Person::look_away() { move_to(width_ - 1, height_ - 1); }

// Xvfb keeps its screen in a file of the XWD format: a header of numbers, the colour map, rows.
gui::Image Person::photo() const {
  const std::string bytes = contents(folder_ + "/Xvfb_screen0");
  const std::uint32_t header = big(bytes, 0), width = big(bytes, 16), height = big(bytes, 20);
  const std::uint32_t bits = big(bytes, 44), row = big(bytes, 48), colors = big(bytes, 76);
  if (bits != 32) throw std::runtime_error("the display has no 32 bits a pixel");
  gui::Image image(static_cast<int>(width), static_cast<int>(height));
  const std::size_t first = header + std::size_t{colors} * 12;
  for (std::uint32_t y = 0; y < height; ++y)
    for (std::uint32_t x = 0; x < width; ++x) {
      const std::size_t at = first + std::size_t{y} * row + std::size_t{x} * 4;
      std::uint8_t* p = image.pixel(static_cast<int>(x), static_cast<int>(y));
      for (std::size_t k = 0; k < 3; ++k) p[k] = static_cast<std::uint8_t>(bytes.at(at + 2 - k));
      p[3] = 255;
    }
  return image;
}

}  // namespace walk
