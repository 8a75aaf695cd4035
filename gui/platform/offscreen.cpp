#include <cmath>

#include "gui/platform/backend.h"
#include "gui/platform/imgui_compat.h"

namespace gui {
namespace {

std::int32_t fixed8(float v) { return static_cast<std::int32_t>(std::floor(v * 256.0f + 0.5f)); }

RasterVertex to_raster(const ImDrawVert& v, const ImDrawData& data, const Image& texture) {
  const float sx = data.FramebufferScale.x, sy = data.FramebufferScale.y;
  return {fixed8((v.pos.x - data.DisplayPos.x) * sx), fixed8((v.pos.y - data.DisplayPos.y) * sy),
          fixed8(v.uv.x * static_cast<float>(texture.width)),
          fixed8(v.uv.y * static_cast<float>(texture.height)), v.col};
}

ClipRect to_clip(const ImVec4& r, const ImDrawData& data) {
  const float sx = data.FramebufferScale.x, sy = data.FramebufferScale.y;
  return {static_cast<int>((r.x - data.DisplayPos.x) * sx),
          static_cast<int>((r.y - data.DisplayPos.y) * sy),
          static_cast<int>((r.z - data.DisplayPos.x) * sx),
          static_cast<int>((r.w - data.DisplayPos.y) * sy)};
}

void draw_list(Image& target, const ImDrawList& list, const ImDrawData& data) {
  std::vector<RasterVertex> vertices;
  const Image* converted_for = nullptr;
  for (const ImDrawCmd& cmd : list.CmdBuffer) {
    if (cmd.UserCallback != nullptr || cmd.ElemCount == 0) continue;
    const auto* texture = static_cast<const Image*>(compat::texture_pointer(cmd.GetTexID()));
    if (texture == nullptr || texture->width == 0) continue;
    if (texture != converted_for) {
      vertices.clear();
      for (const ImDrawVert& v : list.VtxBuffer) vertices.push_back(to_raster(v, data, *texture));
      converted_for = texture;
    }
    const ClipRect clip = to_clip(cmd.ClipRect, data);
    const ImDrawIdx* index = list.IdxBuffer.Data + cmd.IdxOffset;
    for (unsigned i = 0; i + 2 < cmd.ElemCount; i += 3)
      draw_triangle(target, *texture, clip, vertices[cmd.VtxOffset + index[i]],
                    vertices[cmd.VtxOffset + index[i + 1]], vertices[cmd.VtxOffset + index[i + 2]]);
  }
}

}  // namespace

OffscreenBackend::OffscreenBackend(int width, int height) : picture_(width, height) {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendPlatformName = "offscreen";
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.IniFilename = nullptr;
  compat::init_test_keys();
}

void OffscreenBackend::resize(int width, int height) { picture_ = Image(width, height); }

void OffscreenBackend::fonts_changed() {
  unsigned char* pixels = nullptr;
  int w = 0, h = 0;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.GetTexDataAsRGBA32(&pixels, &w, &h);
  font_texture_ = Image(w, h);
  font_texture_.rgba.assign(pixels, pixels + static_cast<std::size_t>(w) * h * 4);
  compat::set_font_texture(atlas, &font_texture_);
}

bool OffscreenBackend::begin_frame(double) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(picture_.width), static_cast<float>(picture_.height));
  io.DeltaTime = static_cast<float>(frame_time_s_);
  return true;
}

void OffscreenBackend::end_frame() {
  if (!drawing_) return;
  picture_.fill(0, 0, 0);
  const ImDrawData* data = ImGui::GetDrawData();
  for (int i = 0; i < data->CmdListsCount; ++i) draw_list(picture_, *data->CmdLists[i], *data);
}

}  // namespace gui
