// A window in memory: what `msgscope render` and the golden pictures photograph.
#pragma once

#include "gui/app/session.h"
#include "gui/platform/backend.h"
#include "gui/render/render.h"
#include "gui/window/window.h"

namespace gui {

class Studio {
 public:
  // What is wrong with the options, if anything.
  static sim::Result<void> check(const RenderOptions& options);
  Studio(const sim::scenario::Scenario& scenario, const RenderOptions& options);

  Session& session() { return session_; }
  // A second run beside it.
  sim::Result<void> compare(const std::vector<std::string>& with);
  // The future is drawn, too (dimmed): looks ahead until the end, or as far as is reasonable.
  void look_ahead();
  // The present moment, at rest.
  const Image& picture();
  // The next frame, so much later.
  const Image& shoot(double dt_s, bool draw = true);

 private:
  struct Context {
    ImGuiContext* c;
    explicit Context(ImGuiContext* context) : c(context) { ImGui::SetCurrentContext(c); }
    ~Context() { ImGui::DestroyContext(c); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
  };
  Context context_;
  OffscreenBackend backend_;
  Session session_;
  Window window_;
};

}  // namespace gui
