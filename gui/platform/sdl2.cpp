// SDL2 and its renderer: a window for machines without OpenGL 3.
#include <SDL.h>
#if __has_include(<backends/imgui_impl_sdl2.h>)
#include <backends/imgui_impl_sdl2.h>
#else
#include <backends/imgui_impl_sdl.h>
#endif

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "gui/platform/backend.h"
#include "gui/platform/imgui_compat.h"
#include "gui/platform/key_taps.h"

namespace gui {
namespace {

class Sdl2Backend final : public Backend {
 public:
  Sdl2Backend(SDL_Window* window, SDL_Renderer* renderer) : window_(window), renderer_(renderer) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    ImGui_ImplSDL2_InitForSDLRenderer(window, renderer);
#else
    ImGui_ImplSDL2_InitForSDLRenderer(window);
#endif
    io.BackendRendererName = "msgscope_sdl_renderer";
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  }
  ~Sdl2Backend() override {
    ImGui_ImplSDL2_Shutdown();
    if (fonts_ != nullptr) SDL_DestroyTexture(fonts_);
    SDL_DestroyRenderer(renderer_);
    SDL_DestroyWindow(window_);
    SDL_Quit();
  }
  std::string name() const override { return "sdl2"; }
  bool begin_frame(double wait_s) override {
    SDL_Event e;
    bool open = true;
    taps_.begin_frame(to_imgui);
    if (wait_s > 0 && !taps_.waiting() &&
        SDL_WaitEventTimeout(&e, static_cast<int>(wait_s * 1000)) != 0)
      open = handle(e) && open;
    while (SDL_PollEvent(&e) != 0) open = handle(e) && open;
    if (open) ImGui_ImplSDL2_NewFrame();
    compat::take_modifiers({{SDL_SCANCODE_LCTRL, SDL_SCANCODE_RCTRL},
                            {SDL_SCANCODE_LSHIFT, SDL_SCANCODE_RSHIFT},
                            {SDL_SCANCODE_LALT, SDL_SCANCODE_RALT}});
    return open;
  }
  void end_frame() override {
    SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
    SDL_RenderClear(renderer_);
    const ImDrawData* data = ImGui::GetDrawData();
    SDL_RenderSetScale(renderer_, data->FramebufferScale.x, data->FramebufferScale.y);
    for (int i = 0; i < data->CmdListsCount; ++i) draw_list(*data->CmdLists[i], *data);
    SDL_RenderSetClipRect(renderer_, nullptr);
    SDL_RenderPresent(renderer_);
  }
  void fonts_changed() override {
    unsigned char* pixels = nullptr;
    int w = 0, h = 0;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.GetTexDataAsRGBA32(&pixels, &w, &h);
    if (fonts_ != nullptr) SDL_DestroyTexture(fonts_);
    fonts_ = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ABGR8888, SDL_TEXTUREACCESS_STATIC, w, h);
    SDL_UpdateTexture(fonts_, nullptr, pixels, 4 * w);
    SDL_SetTextureBlendMode(fonts_, SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(fonts_, SDL_ScaleModeLinear);
    compat::set_font_texture(atlas, fonts_);
  }
  float density() const override {
    int window_w = 1, output_w = 1;
    SDL_GetWindowSize(window_, &window_w, nullptr);
    SDL_GetRendererOutputSize(renderer_, &output_w, nullptr);
    return window_w > 0 ? static_cast<float>(output_w) / static_cast<float>(window_w) : 1.0f;
  }
  void set_title(const std::string& title) override { SDL_SetWindowTitle(window_, title.c_str()); }
  void set_fullscreen(bool on) override {
    SDL_SetWindowFullscreen(window_, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
  }
  std::vector<std::string> take_dropped_files() override { return std::exchange(dropped_, {}); }

 private:
  static void to_imgui(const SDL_Event& e) { ImGui_ImplSDL2_ProcessEvent(&e); }
  bool handle(const SDL_Event& e) {
    if (e.type == SDL_KEYDOWN || e.type == SDL_KEYUP)
      taps_.put(e.type == SDL_KEYDOWN, e, to_imgui);
    else
      to_imgui(e);
    if (e.type == SDL_DROPFILE) {
      dropped_.emplace_back(e.drop.file);
      SDL_free(e.drop.file);
    }
    return e.type != SDL_QUIT &&
           !(e.type == SDL_WINDOWEVENT && e.window.event == SDL_WINDOWEVENT_CLOSE);
  }

  void draw_list(const ImDrawList& list, const ImDrawData& data) {
    for (const ImDrawCmd& cmd : list.CmdBuffer) {
      if (cmd.UserCallback != nullptr || cmd.ElemCount == 0) continue;
      const ImVec4& c = cmd.ClipRect;
      const SDL_Rect clip{static_cast<int>(c.x - data.DisplayPos.x),
                          static_cast<int>(c.y - data.DisplayPos.y), static_cast<int>(c.z - c.x),
                          static_cast<int>(c.w - c.y)};
      if (clip.w <= 0 || clip.h <= 0) continue;
      SDL_RenderSetClipRect(renderer_, &clip);
      const ImDrawVert* v = list.VtxBuffer.Data + cmd.VtxOffset;
      SDL_RenderGeometryRaw(
          renderer_, static_cast<SDL_Texture*>(compat::texture_pointer(cmd.GetTexID())), &v->pos.x,
          sizeof(ImDrawVert), reinterpret_cast<const SDL_Color*>(&v->col), sizeof(ImDrawVert),
          &v->uv.x, sizeof(ImDrawVert),
          static_cast<int>(list.VtxBuffer.Size - static_cast<int>(cmd.VtxOffset)),
          list.IdxBuffer.Data + cmd.IdxOffset, static_cast<int>(cmd.ElemCount), sizeof(ImDrawIdx));
    }
  }

  SDL_Window* window_;
  SDL_Renderer* renderer_;
  SDL_Texture* fonts_ = nullptr;
  KeyTaps<SDL_Event> taps_;
  std::vector<std::string> dropped_;
};

}  // namespace

sim::Result<std::unique_ptr<Backend>> make_sdl2_backend(const WindowOptions& o) {
  auto failed = [](const char* what) {
    auto e = sim::fail({}, std::string(what) + ": " + SDL_GetError());
    SDL_Quit();
    return e;
  };
  SDL_SetMainReady();
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return failed("no window system");
  // SDL has drivers that show nothing: they count only when asked for (SDL_VIDEODRIVER).
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  if ((driver == "offscreen" || driver == "dummy") && SDL_getenv("SDL_VIDEODRIVER") == nullptr) {
    SDL_SetError("no display");
    return failed("no window system");
  }
  SDL_EventState(SDL_DROPFILE, SDL_ENABLE);
  SDL_Window* window =
      SDL_CreateWindow(o.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, o.width,
                       o.height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (window == nullptr) return failed("no window");
  SDL_Renderer* renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_PRESENTVSYNC);
  if (renderer == nullptr) renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
  if (renderer == nullptr) {
    SDL_DestroyWindow(window);
    return failed("no renderer");
  }
  auto backend = std::make_unique<Sdl2Backend>(window, renderer);
  backend->set_fullscreen(o.fullscreen);
  return backend;
}

}  // namespace gui
