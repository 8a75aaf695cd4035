// GLFW and OpenGL 3: the default window.
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include <memory>
#include <utility>

#include "gui/platform/backend.h"
#include "gui/platform/imgui_compat.h"
#include "gui/platform/key_taps.h"

namespace gui {
namespace {

class GlfwBackend final : public Backend {
  struct KeyEvent {
    int key, scancode, action, mods;
  };
  auto to_imgui() {
    return [this](const KeyEvent& e) {
      ImGui_ImplGlfw_KeyCallback(window_, e.key, e.scancode, e.action, e.mods);
    };
  }

 public:
  explicit GlfwBackend(GLFWwindow* window) : window_(window) {
    glfwSetWindowUserPointer(window_, this);
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
      auto* self = static_cast<GlfwBackend*>(glfwGetWindowUserPointer(w));
      self->dropped_.insert(self->dropped_.end(), paths, paths + count);
    });
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    ImGui_ImplGlfw_InitForOpenGL(window_, true);
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
      auto* self = static_cast<GlfwBackend*>(glfwGetWindowUserPointer(w));
      self->taps_.put(action != GLFW_RELEASE, {key, scancode, action, mods}, self->to_imgui());
    });
    ImGui_ImplOpenGL3_Init("#version 130");
  }
  ~GlfwBackend() override {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    glfwDestroyWindow(window_);
    glfwTerminate();
  }
  std::string name() const override { return "glfw"; }
  bool begin_frame(double wait_s) override {
    taps_.begin_frame(to_imgui());
    if (wait_s > 0 && !taps_.waiting())
      glfwWaitEventsTimeout(wait_s);
    else
      glfwPollEvents();
    if (glfwWindowShouldClose(window_)) return false;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    compat::take_modifiers({{GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL},
                            {GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT},
                            {GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT}});
    return true;
  }
  void end_frame() override {
    int w = 0, h = 0;
    glfwGetFramebufferSize(window_, &w, &h);
    glViewport(0, 0, w, h);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
  }
  void fonts_changed() override {
#if IMGUI_VERSION_NUM < 19200  // later versions see for themselves
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
  }
  float density() const override {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return x;
  }
  void set_title(const std::string& title) override { glfwSetWindowTitle(window_, title.c_str()); }
  void set_fullscreen(bool on) override {
    if (on == fullscreen_) return;
    fullscreen_ = on;
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (on && monitor != nullptr) {
      glfwGetWindowPos(window_, &x_, &y_);
      glfwGetWindowSize(window_, &w_, &h_);
      const GLFWvidmode* mode = glfwGetVideoMode(monitor);
      glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
      glfwSetWindowMonitor(window_, nullptr, x_, y_, w_, h_, 0);
    }
  }
  std::vector<std::string> take_dropped_files() override { return std::exchange(dropped_, {}); }

 private:
  GLFWwindow* window_;
  KeyTaps<KeyEvent> taps_;
  std::vector<std::string> dropped_;
  bool fullscreen_ = false;
  int x_ = 100, y_ = 100, w_ = 1600, h_ = 900;
};

}  // namespace

sim::Result<std::unique_ptr<Backend>> make_glfw_backend(const WindowOptions& o) {
  glfwSetErrorCallback([](int, const char*) {});
  const char* why = nullptr;
  auto failed = [&](const char* what) {
    glfwGetError(&why);
    return sim::fail({}, std::string(what) + (why != nullptr ? std::string(": ") + why : ""));
  };
  if (glfwInit() == 0) return failed("no window system");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  GLFWwindow* window = glfwCreateWindow(o.width, o.height, o.title.c_str(), nullptr, nullptr);
  if (window == nullptr) {
    auto e = failed("no OpenGL 3 window");
    glfwTerminate();
    return e;
  }
  auto backend = std::make_unique<GlfwBackend>(window);
  backend->set_fullscreen(o.fullscreen);
  return backend;
}

}  // namespace gui
