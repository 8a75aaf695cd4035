#include "gui/platform/raster.h"

#include <gtest/gtest.h>

#include <numeric>

#include "gui/platform/picture.h"

namespace gui {
namespace {

Image white_texture() {
  Image t(1, 1);
  t.fill(255, 255, 255);
  return t;
}

RasterVertex at(int x, int y, std::uint32_t color = 0xffffffffu) { return {x, y, 128, 128, color}; }

// How many of the picture's pixels are not black, counting half-transparent layers by brightness.
int brightness(const Image& image) {
  int sum = 0;
  for (std::size_t i = 0; i < image.rgba.size(); i += 4) sum += image.rgba[i];
  return sum;
}

TEST(Raster, TwoTrianglesThatShareAnEdgeCoverEachPixelOnce) {
  Image target(20, 20);
  target.fill(0, 0, 0);
  const Image texture = white_texture();
  // A half-transparent square cut along its diagonal: were a pixel drawn twice it would be
  // brighter.
  const std::uint32_t half = 0x80ffffffu;
  const auto a = at(2 * 256, 3 * 256, half), b = at(17 * 256, 3 * 256, half);
  const auto c = at(17 * 256, 18 * 256, half), d = at(2 * 256, 18 * 256, half);
  draw_triangle(target, texture, {0, 0, 20, 20}, a, b, c);
  draw_triangle(target, texture, {0, 0, 20, 20}, a, c, d);
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 20; ++x) {
      const bool inside = x >= 2 && x < 17 && y >= 3 && y < 18;
      EXPECT_EQ(target.pixel(x, y)[0], inside ? 128 : 0) << x << "," << y;
    }
}

TEST(Raster, EitherWindingCoversTheSamePixels) {
  const Image texture = white_texture();
  Image one(32, 32), two(32, 32);
  one.fill(0, 0, 0);
  two.fill(0, 0, 0);
  const auto a = at(300, 400), b = at(7000, 1111), c = at(2222, 7777);
  draw_triangle(one, texture, {0, 0, 32, 32}, a, b, c);
  draw_triangle(two, texture, {0, 0, 32, 32}, a, c, b);
  EXPECT_EQ(one.rgba, two.rgba);
  EXPECT_GT(brightness(one), 0);
}

TEST(Raster, AFanAroundAnyPointCoversEachPixelOnce) {
  const Image texture = white_texture();
  for (int cx = 1; cx < 8191; cx += 977) {
    Image target(32, 32);
    target.fill(0, 0, 0);
    const std::uint32_t half = 0x80ffffffu;
    const auto m = at(cx, 8191 - cx / 2, half);
    const RasterVertex corner[] = {at(0, 0, half), at(8192, 0, half), at(8192, 8192, half),
                                   at(0, 8192, half)};
    for (int i = 0; i < 4; ++i)
      draw_triangle(target, texture, {0, 0, 32, 32}, corner[i], corner[(i + 1) % 4], m);
    EXPECT_EQ(brightness(target), 32 * 32 * 128) << cx;
  }
}

TEST(Raster, NothingIsDrawnOutsideTheClipRectangle) {
  Image target(16, 16);
  target.fill(0, 0, 0);
  draw_triangle(target, white_texture(), {4, 5, 9, 8}, at(-9000, -9000), at(90000, -9000),
                at(0, 90000));
  for (int y = 0; y < 16; ++y)
    for (int x = 0; x < 16; ++x)
      EXPECT_EQ(target.pixel(x, y)[1], x >= 4 && x < 9 && y >= 5 && y < 8 ? 255 : 0);
}

TEST(Raster, ATexelAlignedRectangleCopiesItsTextureExactly) {
  Image texture(8, 8);
  for (int i = 0; i < 64; ++i) {
    std::uint8_t* p = texture.pixel(i % 8, i / 8);
    p[0] = static_cast<std::uint8_t>(i * 3);
    p[1] = static_cast<std::uint8_t>(200 - i);
    p[2] = static_cast<std::uint8_t>(i);
    p[3] = 255;
  }
  Image target(8, 8);
  const RasterVertex a{0, 0, 0, 0}, b{2048, 0, 2048, 0}, c{2048, 2048, 2048, 2048},
      d{0, 2048, 0, 2048};
  draw_triangle(target, texture, {0, 0, 8, 8}, a, b, c);
  draw_triangle(target, texture, {0, 0, 8, 8}, a, c, d);
  EXPECT_EQ(target.rgba, texture.rgba);
}

TEST(Raster, ColoursChangeEvenlyFromCornerToCorner) {
  Image target(256, 4);
  const auto left = [](int y) { return RasterVertex{0, y, 128, 128, 0xff000000u}; };
  const auto right = [](int y) { return RasterVertex{256 * 256, y, 128, 128, 0xff0000ffu}; };
  draw_triangle(target, white_texture(), {0, 0, 256, 4}, left(0), right(0), right(1024));
  draw_triangle(target, white_texture(), {0, 0, 256, 4}, left(0), right(1024), left(1024));
  for (int x = 0; x < 256; ++x) EXPECT_NEAR(target.pixel(x, 2)[0], x, 1);
}

TEST(Picture, PngBeginsWithItsSignatureAndSize) {
  Image image(300, 20);
  image.fill(1, 2, 3);
  const std::string png = png_bytes(image);
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(png.substr(16, 8), std::string("\0\0\x01\x2c\0\0\0\x14", 8));
}

TEST(Picture, GifHoldsOneImageAFrame) {
  std::vector<Image> frames(3, Image(40, 30));
  frames[0].fill(10, 10, 10);
  frames[1].fill(10, 200, 10);
  frames[2].fill(10, 200, 10);
  *frames[2].pixel(5, 5) = 250;
  const std::string gif = gif_bytes(frames, 8);
  EXPECT_EQ(gif.substr(0, 6), "GIF89a");
  std::size_t controls = 0;
  for (std::size_t p = gif.find("\x21\xf9\x04"); p != std::string::npos;
       p = gif.find("\x21\xf9\x04", p + 1))
    ++controls;
  EXPECT_EQ(controls, 3u);
  EXPECT_EQ(gif.back(), '\x3b');
}

TEST(Picture, AFileThatCannotBeWrittenLeavesNothingBehind) {
  const auto r = write_file("/nonexistent/dir/x.png", "abc");
  ASSERT_FALSE(r.has_value());
  EXPECT_NE(r.error().to_string().find("/nonexistent/dir/x.png"), std::string::npos);
}

}  // namespace
}  // namespace gui
