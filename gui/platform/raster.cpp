#include "gui/platform/raster.h"

#include <algorithm>
#include <array>

namespace gui {
namespace {

__extension__ typedef __int128 Wide;

constexpr int kChannels = 6;  // u, v, r, g, b, a

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return q - ((a % b != 0) && ((a < 0) != (b < 0)) ? 1 : 0);
}

std::int64_t floor_div_wide(Wide a, Wide b) {
  const Wide q = a / b;
  return static_cast<std::int64_t>(q - ((a % b != 0) && ((a < 0) != (b < 0)) ? 1 : 0));
}

std::uint32_t div255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8)) >> 8; }

// E(x, y) = a x + b y + c is >= 0 at points the edge accepts (the top-left rule is folded into c).
struct Edge {
  std::int64_t a, b, c;
  Edge(const RasterVertex& p, const RasterVertex& q) {
    a = static_cast<std::int64_t>(p.y) - q.y;
    b = static_cast<std::int64_t>(q.x) - p.x;
    c = -(a * p.x + b * p.y);
    const bool top = a == 0 && b > 0;
    const bool left = a > 0;
    bias = top || left ? 0 : -1;
  }
  std::int64_t at(std::int64_t x, std::int64_t y) const { return a * x + b * y + c; }
  std::int64_t bias;
};

struct Texel {
  std::uint32_t r, g, b, a;
};

Texel texel(const Image& t, int x, int y) {
  x = std::clamp(x, 0, t.width - 1);
  y = std::clamp(y, 0, t.height - 1);
  const std::uint8_t* p = t.pixel(x, y);
  return {p[0], p[1], p[2], p[3]};
}

Texel sample(const Image& t, std::int64_t u, std::int64_t v) {
  const std::int64_t su = u - 128, sv = v - 128;
  const int x = static_cast<int>(su >> 8), y = static_cast<int>(sv >> 8);
  const auto fx = static_cast<std::uint32_t>(su & 255), fy = static_cast<std::uint32_t>(sv & 255);
  if (fx == 0 && fy == 0) return texel(t, x, y);
  const Texel a = texel(t, x, y), b = texel(t, x + 1, y);
  const Texel c = texel(t, x, y + 1), d = texel(t, x + 1, y + 1);
  auto mix = [&](std::uint32_t p, std::uint32_t q, std::uint32_t r, std::uint32_t s) {
    const std::uint32_t top = p * (256 - fx) + q * fx, bottom = r * (256 - fx) + s * fx;
    return (top * (256 - fy) + bottom * fy + 32768) >> 16;
  };
  return {mix(a.r, b.r, c.r, d.r), mix(a.g, b.g, c.g, d.g), mix(a.b, b.b, c.b, d.b),
          mix(a.a, b.a, c.a, d.a)};
}

void blend(std::uint8_t* p, std::uint32_t r, std::uint32_t g, std::uint32_t b, std::uint32_t a) {
  if (a == 0) return;
  if (a == 255) {
    p[0] = static_cast<std::uint8_t>(r);
    p[1] = static_cast<std::uint8_t>(g);
    p[2] = static_cast<std::uint8_t>(b);
    p[3] = 255;
    return;
  }
  const std::uint32_t keep = 255 - a;
  p[0] = static_cast<std::uint8_t>(div255(r * a + p[0] * keep));
  p[1] = static_cast<std::uint8_t>(div255(g * a + p[1] * keep));
  p[2] = static_cast<std::uint8_t>(div255(b * a + p[2] * keep));
  p[3] = static_cast<std::uint8_t>(a + div255(p[3] * keep));
}

// Pixels [x0, x1) of row y whose centres lie inside all three edges.
bool span_of_row(const std::array<Edge, 3>& edges, std::int64_t cy, int& x0, int& x1) {
  for (const Edge& e : edges) {
    // E at the centre of pixel x: a (256 x + 128) + rest >= 0
    const std::int64_t rest = e.a * 128 + e.b * cy + e.c + e.bias;
    const std::int64_t per_pixel = e.a * 256;
    if (per_pixel == 0) {
      if (rest < 0) return false;
    } else if (per_pixel > 0) {
      const std::int64_t first = -floor_div(rest, per_pixel);
      x0 = static_cast<int>(std::max<std::int64_t>(x0, first));
    } else {
      const std::int64_t last = floor_div(rest, -per_pixel);
      x1 = static_cast<int>(std::min<std::int64_t>(x1, last + 1));
    }
  }
  return x0 < x1;
}

std::array<std::int64_t, kChannels> attributes(const RasterVertex& p) {
  return {p.u, p.v, p.color & 255, p.color >> 8 & 255, p.color >> 16 & 255, p.color >> 24};
}

// A texel in the colour of a place: the last four of `value`, in 1/65536.
Texel coloured(const Texel& t, const std::array<std::int64_t, kChannels>& value) {
  const auto part = [&](int i) {
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>((value[2 + i] + 32768) >> 16, 0, 255));
  };
  return {div255(t.r * part(0)), div255(t.g * part(1)), div255(t.b * part(2)),
          div255(t.a * part(3))};
}

}  // namespace

void Image::fill(std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    rgba[i] = r;
    rgba[i + 1] = g;
    rgba[i + 2] = b;
    rgba[i + 3] = 255;
  }
}

void draw_triangle(Image& target, const Image& texture, const ClipRect& clip, const RasterVertex& a,
                   const RasterVertex& b_in, const RasterVertex& c_in) {
  const std::int64_t area = static_cast<std::int64_t>(b_in.x - a.x) * (c_in.y - a.y) -
                            static_cast<std::int64_t>(b_in.y - a.y) * (c_in.x - a.x);
  if (area == 0) return;
  const RasterVertex& b = area > 0 ? b_in : c_in;
  const RasterVertex& c = area > 0 ? c_in : b_in;
  const std::int64_t size = area > 0 ? area : -area;

  const int top = std::max({clip.y0, 0, std::min({a.y, b.y, c.y}) >> 8});
  const int bottom = std::min({clip.y1, target.height, (std::max({a.y, b.y, c.y}) >> 8) + 1});
  const int left = std::max({clip.x0, 0, std::min({a.x, b.x, c.x}) >> 8});
  const int right = std::min({clip.x1, target.width, (std::max({a.x, b.x, c.x}) >> 8) + 1});
  if (top >= bottom || left >= right) return;

  // Each edge is opposite the corner whose weight it gives.
  const std::array<Edge, 3> edges{Edge(b, c), Edge(c, a), Edge(a, b)};
  const std::array<std::array<std::int64_t, kChannels>, 3> corner{attributes(a), attributes(b),
                                                                  attributes(c)};
  std::array<bool, kChannels> varies{};
  std::array<std::int64_t, kChannels> step{}, value{};
  bool any = false;
  for (int i = 0; i < kChannels; ++i) {
    varies[i] = corner[0][i] != corner[1][i] || corner[0][i] != corner[2][i];
    value[i] = corner[0][i] << 16;
    any = any || varies[i];
    if (!varies[i]) continue;
    Wide d = 0;
    for (int k = 0; k < 3; ++k) d += static_cast<Wide>(edges[k].a) * 256 * corner[k][i];
    step[i] = floor_div_wide(d * 65536, size);
  }
  const bool flat_texture = !varies[0] && !varies[1];
  const Texel flat = sample(texture, corner[0][0], corner[0][1]);
  const Texel plain = coloured(flat, value);

  for (int y = top; y < bottom; ++y) {
    const std::int64_t cy = static_cast<std::int64_t>(y) * 256 + 128;
    int x0 = left, x1 = right;
    if (!span_of_row(edges, cy, x0, x1)) continue;
    if (any) {
      const std::int64_t cx = static_cast<std::int64_t>(x0) * 256 + 128;
      const std::array<std::int64_t, 3> w{edges[0].at(cx, cy), edges[1].at(cx, cy),
                                          edges[2].at(cx, cy)};
      for (int i = 0; i < kChannels; ++i) {
        if (!varies[i]) continue;
        Wide n = 0;
        for (int k = 0; k < 3; ++k) n += static_cast<Wide>(w[k]) * corner[k][i];
        value[i] = floor_div_wide(n * 65536 + size / 2, size);
      }
    }
    std::uint8_t* p = target.pixel(x0, y);
    if (!any) {  // most of a picture: one colour
      for (int x = x0; x < x1; ++x, p += 4) blend(p, plain.r, plain.g, plain.b, plain.a);
      continue;
    }
    for (int x = x0; x < x1; ++x, p += 4) {
      const Texel t =
          flat_texture ? flat : sample(texture, (value[0] + 32768) >> 16, (value[1] + 32768) >> 16);
      const Texel c = coloured(t, value);
      blend(p, c.r, c.g, c.b, c.a);
      for (int i = 0; i < kChannels; ++i) value[i] += step[i];
    }
  }
}

}  // namespace gui
