// A software rasteriser for triangles, integers only: the same pixels on every compiler and
// machine. It draws what `msgscope render`, the picture tests and the documentation show.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gui {

// Pixels in rows from the top, four bytes each: red, green, blue, alpha.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;

  Image() = default;
  Image(int w, int h) : width(w), height(h), rgba(static_cast<std::size_t>(w) * h * 4) {}
  std::uint8_t* pixel(int x, int y) { return &rgba[(static_cast<std::size_t>(y) * width + x) * 4]; }
  const std::uint8_t* pixel(int x, int y) const {
    return &rgba[(static_cast<std::size_t>(y) * width + x) * 4];
  }
  void fill(std::uint8_t r, std::uint8_t g, std::uint8_t b);
};

// A corner of a triangle. Position in 1/256 pixel, texture coordinate in 1/256 texel (texel centres
// lie at 128 + 256 n), colour 0xAABBGGRR, not premultiplied.
struct RasterVertex {
  std::int32_t x = 0, y = 0;
  std::int32_t u = 0, v = 0;
  std::uint32_t color = 0xffffffffu;
};

struct ClipRect {  // pixels, [x0, x1) x [y0, y1)
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// Blends one triangle over `target`: colour times texture (bilinear, clamped). A pixel belongs to
// the triangle when its centre does; a centre on an edge belongs to the triangle whose top or left
// edge it is, so triangles that share an edge neither overlap nor leave a gap.
void draw_triangle(Image& target, const Image& texture, const ClipRect& clip, const RasterVertex& a,
                   const RasterVertex& b, const RasterVertex& c);

}  // namespace gui
