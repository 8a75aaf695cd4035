// Everything that differs between ImGui 1.86 (Debian 12) and the newest; nothing else in gui/ asks
// for ImGui's version.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <type_traits>

namespace gui::compat {

// The texture id a draw command carries, from and to what we keep behind it.
template <class Id = ImTextureID>
Id texture_id(void* p) {
  if constexpr (sizeof(Id) == sizeof(void*) && !std::is_integral_v<Id>)
    return static_cast<Id>(p);
  else
    return static_cast<Id>(reinterpret_cast<std::uintptr_t>(p));
}
template <class Id>
void* texture_pointer(Id id) {
  if constexpr (std::is_integral_v<Id>)
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(id));
  else
    return id;
}

#if IMGUI_VERSION_NUM >= 19200
inline void set_font_texture(ImFontAtlas& atlas, void* p) {
  atlas.SetTexID(texture_id<ImTextureID>(p));
}
inline void push_font(ImFont* font, float size) { ImGui::PushFont(font, size); }
inline ImFontConfig& last_font_source(ImFontAtlas& atlas) { return atlas.Sources.back(); }
#else
inline void set_font_texture(ImFontAtlas& atlas, void* p) { atlas.SetTexID(texture_id(p)); }
inline void push_font(ImFont* font, float) { ImGui::PushFont(font); }
inline ImFontConfig& last_font_source(ImFontAtlas& atlas) { return atlas.ConfigData.back(); }
#endif

// 1.92.8 swapped the last two arguments.
inline void add_rect(ImDrawList& list, const ImVec2& a, const ImVec2& b, ImU32 color,
                     float rounding, float thickness) {
#if IMGUI_VERSION_NUM >= 19276
  list.AddRect(a, b, color, rounding, thickness);
#else
  list.AddRect(a, b, color, rounding, 0, thickness);
#endif
}

// A backend's codes of the left and the right key.
struct ModifierKeys {
  int ctrl[2], shift[2], alt[2];
};

// Keys. ImGui 1.87 brought its own key codes; before, io.KeyMap and the backend's codes.
enum class Key {
  space,
  left,
  right,
  up,
  down,
  home,
  end,
  escape,
  enter,
  tab,
  page_up,
  page_down,
  backspace,
  del
};

// Since 1.87 keys have a type of their own; before, they are places in a map.
#if IMGUI_VERSION_NUM >= 18700
using KeyCode = ImGuiKey;
#else
using KeyCode = int;
#endif
inline KeyCode key_code(Key k) {
  switch (k) {
    case Key::space:
      return ImGuiKey_Space;
    case Key::left:
      return ImGuiKey_LeftArrow;
    case Key::right:
      return ImGuiKey_RightArrow;
    case Key::up:
      return ImGuiKey_UpArrow;
    case Key::down:
      return ImGuiKey_DownArrow;
    case Key::home:
      return ImGuiKey_Home;
    case Key::end:
      return ImGuiKey_End;
    case Key::escape:
      return ImGuiKey_Escape;
    case Key::enter:
      return ImGuiKey_Enter;
    case Key::tab:
      return ImGuiKey_Tab;
    case Key::page_up:
      return ImGuiKey_PageUp;
    case Key::page_down:
      return ImGuiKey_PageDown;
    case Key::backspace:
      return ImGuiKey_Backspace;
    case Key::del:
      return ImGuiKey_Delete;
  }
  return KeyCode{};
}

#if IMGUI_VERSION_NUM >= 18700
inline bool key_pressed(Key k) { return ImGui::IsKeyPressed(key_code(k)); }
inline void add_key_event(Key k, bool down) { ImGui::GetIO().AddKeyEvent(key_code(k), down); }
inline void add_mouse_pos(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
inline void add_mouse_button(int button, bool down) {
  ImGui::GetIO().AddMouseButtonEvent(button, down);
}
inline void add_mouse_wheel(float dy) { ImGui::GetIO().AddMouseWheelEvent(0, dy); }
inline void add_modifiers(bool shift, bool ctrl) {
#if IMGUI_VERSION_NUM >= 18900
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, shift);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, ctrl);
#else
  ImGui::GetIO().AddKeyEvent(ImGuiKey_ModShift, shift);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_ModCtrl, ctrl);
#endif
}
inline void init_test_keys() {}
inline void take_modifiers(const ModifierKeys&) {}
#else
// The backends ask the system which modifiers are down now; a fast Ctrl+A is over by then. What
// counts is what ImGui has been told of the keys.
inline void take_modifiers(const ModifierKeys& k) {
  ImGuiIO& io = ImGui::GetIO();
  const auto down = [&](const int(&keys)[2]) {
    return io.KeysDown[keys[0]] || io.KeysDown[keys[1]];
  };
  io.KeyCtrl = down(k.ctrl);
  io.KeyShift = down(k.shift);
  io.KeyAlt = down(k.alt);
}
inline bool key_pressed(Key k) {
  const int code = ImGui::GetIO().KeyMap[key_code(k)];
  return code >= 0 && ImGui::IsKeyPressed(code);
}
inline void add_key_event(Key k, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  const int code = io.KeyMap[key_code(k)];
  if (code >= 0) io.KeysDown[code] = down;
}
inline void add_mouse_pos(float x, float y) { ImGui::GetIO().MousePos = ImVec2(x, y); }
inline void add_mouse_button(int button, bool down) { ImGui::GetIO().MouseDown[button] = down; }
inline void add_mouse_wheel(float dy) { ImGui::GetIO().MouseWheel += dy; }
inline void add_modifiers(bool shift, bool ctrl) {
  ImGui::GetIO().KeyShift = shift;
  ImGui::GetIO().KeyCtrl = ctrl;
}
// A backend without a keyboard of its own: each key's code is its own number.
inline void init_test_keys() {
  ImGuiIO& io = ImGui::GetIO();
  for (int i = 0; i < ImGuiKey_COUNT; ++i) io.KeyMap[i] = i;
}
#endif

}  // namespace gui::compat
