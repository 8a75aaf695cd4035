// A person at a real window: a display in memory (Xvfb), msgscope-gui on it, and xdotool for hands.
// What the window says of itself (--report) is what the person sees; the display's memory is what a
// camera would see.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gui/platform/raster.h"

namespace walk {

// A program that runs beside this one; it is ended with it.
class Process {
 public:
  Process(const std::vector<std::string>& command, const std::string& display, int keep_fd = -1);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  bool running();

 private:
  int pid_ = -1;
};

class Person {
 public:
  // Opens the window; throws std::runtime_error with what went wrong.
  Person(const std::string& backend, const std::string& file, int width, int height);
  ~Person();

  // Looks at the report until it is as wanted; throws, saying what was wanted, after 20 seconds.
  nlohmann::json see(const std::string& wanted,
                     const std::function<bool(const nlohmann::json&)>& so);
  nlohmann::json report() const;
  // When nothing moves, nothing is being looked for, and the report stays as it is.
  nlohmann::json wait_until_still();

  void click(const std::string& widget);
  // Presses at one share of the widget's width, moves to the others, lets go at the last; `between`
  // is called with the button down at each.
  void drag(const std::string& widget, const std::vector<double>& shares,
            const std::function<void(double)>& between);
  void key(const std::string& keys);  // as xdotool names them: "space", "ctrl+a"
  void type(const std::string& text);
  void look_away();  // the pointer to where nothing reacts to it

  // What is on the display where the window is.
  gui::Image photo() const;
  const std::string& folder() const { return folder_; }

 private:
  std::string xdotool(const std::string& arguments);
  void move_to(double x, double y);

  std::string folder_, display_, window_;
  int width_, height_;
  std::unique_ptr<Process> server_, gui_;
};

}  // namespace walk
