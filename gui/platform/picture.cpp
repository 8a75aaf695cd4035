#include "gui/platform/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace gui {
namespace {

// A palette of at most 255 colours: the 15-bit colours the pictures use most. (The stage has few
// colours; what is left over are shades of antialiasing, which the nearest entry stands for.)
class Palette {
 public:
  explicit Palette(std::span<const Image> frames) {
    std::vector<std::uint32_t> count(32768);
    for (const Image& f : frames)
      for (std::size_t i = 0; i < f.rgba.size(); i += 4) ++count[bucket(&f.rgba[i])];
    std::vector<int> used;
    for (int i = 0; i < 32768; ++i)
      if (count[i] != 0) used.push_back(i);
    std::stable_sort(used.begin(), used.end(), [&](int a, int b) { return count[a] > count[b]; });
    if (used.size() > 256) used.resize(256);
    colors_.assign(used.begin(), used.end());
    nearest_.assign(32768, -1);
    exact_.resize(colors_.size());
    for (std::size_t i = 0; i < colors_.size(); ++i) exact_[i] = expand(colors_[i]);
    // Show each bucket as the colour in it that comes first: flat areas stay exact.
    std::vector<bool> seen(32768);
    for (const Image& f : frames) {
      for (std::size_t i = 0; i < f.rgba.size(); i += 4) {
        const int b = bucket(&f.rgba[i]);
        if (seen[b]) continue;
        seen[b] = true;
        const auto it = std::find(colors_.begin(), colors_.end(), b);
        if (it != colors_.end())
          exact_[it - colors_.begin()] = {f.rgba[i], f.rgba[i + 1], f.rgba[i + 2]};
      }
    }
  }
  int index(const std::uint8_t* p) {
    int& n = nearest_[bucket(p)];
    if (n < 0) {
      int best = 1 << 30;
      for (std::size_t i = 0; i < exact_.size(); ++i) {
        int d = 0;
        for (int k = 0; k < 3; ++k) d += (exact_[i][k] - p[k]) * (exact_[i][k] - p[k]);
        if (d < best) best = d, n = static_cast<int>(i);
      }
    }
    return n;
  }
  std::array<int, 3> color(int i) const {
    return i < static_cast<int>(exact_.size()) ? exact_[i] : std::array<int, 3>{};
  }

 private:
  static int bucket(const std::uint8_t* p) { return p[0] >> 3 << 10 | p[1] >> 3 << 5 | p[2] >> 3; }
  static std::array<int, 3> expand(int b) {
    return {(b >> 10) << 3 | 4, (b >> 5 & 31) << 3 | 4, (b & 31) << 3 | 4};
  }
  std::vector<int> colors_, nearest_;
  std::vector<std::array<int, 3>> exact_;
};

void put16(std::string& out, int v) {
  out.push_back(static_cast<char>(v & 255));
  out.push_back(static_cast<char>(v >> 8 & 255));
}

// GIF's variable-width LZW, codes packed from the low bit, in blocks of at most 255 bytes.
class LzwWriter {
 public:
  explicit LzwWriter(std::string& out) : out_(out) { out_.push_back(8); }
  void encode(const std::vector<std::uint8_t>& pixels) {
    reset();
    put(kClear);
    int prefix = -1;
    for (const std::uint8_t p : pixels) {
      if (prefix < 0) {
        prefix = p;
        continue;
      }
      int& child = table_[static_cast<std::size_t>(prefix) * 256 + p];
      if (child != 0) {
        prefix = child;
        continue;
      }
      put(prefix);
      child = next_++;
      if (next_ - 1 == 1 << width_ && width_ < 12) ++width_;
      if (next_ >= 4096) {
        put(kClear);
        reset();
      }
      prefix = p;
    }
    if (prefix >= 0) put(prefix);
    put(kEnd);
    if (bits_ > 0) byte(static_cast<std::uint8_t>(buffer_ & 255));
    flush_block();
    out_.push_back(0);
  }

 private:
  static constexpr int kClear = 256, kEnd = 257;
  void reset() {
    table_.assign(4096 * 256, 0);
    next_ = 258;
    width_ = 9;
  }
  void put(int code) {
    buffer_ |= static_cast<std::uint32_t>(code) << bits_;
    bits_ += width_;
    while (bits_ >= 8) {
      byte(static_cast<std::uint8_t>(buffer_ & 255));
      buffer_ >>= 8;
      bits_ -= 8;
    }
  }
  void byte(std::uint8_t b) {
    block_.push_back(static_cast<char>(b));
    if (block_.size() == 255) flush_block();
  }
  void flush_block() {
    if (block_.empty()) return;
    out_.push_back(static_cast<char>(block_.size()));
    out_ += block_;
    block_.clear();
  }
  std::string& out_;
  std::string block_;
  std::vector<int> table_;
  int next_ = 258, width_ = 9, bits_ = 0;
  std::uint32_t buffer_ = 0;
};

// The smallest rectangle in which two frames differ; the whole picture when there is no `before`.
ClipRect changed_area(const Image* before, const Image& now) {
  ClipRect all{0, 0, now.width, now.height};
  if (before == nullptr) return all;
  ClipRect r{now.width, now.height, 0, 0};
  for (int y = 0; y < now.height; ++y)
    for (int x = 0; x < now.width; ++x)
      if (std::memcmp(before->pixel(x, y), now.pixel(x, y), 3) != 0) {
        r.x0 = std::min(r.x0, x);
        r.x1 = std::max(r.x1, x + 1);
        r.y0 = std::min(r.y0, y);
        r.y1 = std::max(r.y1, y + 1);
      }
  return r.x0 < r.x1 ? r : ClipRect{0, 0, 1, 1};
}

}  // namespace

std::string png_bytes(const Image& image) {
  std::string out;
  auto append = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                          static_cast<std::size_t>(size));
  };
  stbi_write_png_to_func(append, &out, image.width, image.height, 4, image.rgba.data(),
                         image.width * 4);
  return out;
}

std::string gif_bytes(std::span<const Image> frames, int delay_cs) {
  std::string out = "GIF89a";
  if (frames.empty()) return out;
  Palette palette(frames);
  put16(out, frames[0].width);
  put16(out, frames[0].height);
  out.push_back(static_cast<char>(0xf7));  // global table of 256 colours
  out.append(2, '\0');
  for (int i = 0; i < 256; ++i)
    for (const int v : palette.color(i)) out.push_back(static_cast<char>(v));
  out += std::string("\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00", 19);
  for (std::size_t n = 0; n < frames.size(); ++n) {
    const Image& f = frames[n];
    const ClipRect r = changed_area(n == 0 ? nullptr : &frames[n - 1], f);
    out += std::string("\x21\xf9\x04\x04", 4);
    put16(out, delay_cs);
    out.append(2, '\0');
    out.push_back('\x2c');
    put16(out, r.x0);
    put16(out, r.y0);
    put16(out, r.x1 - r.x0);
    put16(out, r.y1 - r.y0);
    out.push_back('\0');
    std::vector<std::uint8_t> pixels;
    for (int y = r.y0; y < r.y1; ++y)
      for (int x = r.x0; x < r.x1; ++x)
        pixels.push_back(static_cast<std::uint8_t>(palette.index(f.pixel(x, y))));
    LzwWriter(out).encode(pixels);
  }
  out.push_back('\x3b');
  return out;
}

Image smaller(const Image& image, int n) {
  Image out(image.width / n, image.height / n);
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x)
      for (int k = 0; k < 4; ++k) {
        int sum = 0;
        for (int i = 0; i < n * n; ++i) sum += image.pixel(x * n + i % n, y * n + i / n)[k];
        out.pixel(x, y)[k] = static_cast<std::uint8_t>((sum + n * n / 2) / (n * n));
      }
  return out;
}

sim::Result<void> write_file(const std::string& path, const std::string& bytes) {
  const std::string temporary = path + ".part";
  std::ofstream f(temporary, std::ios::binary);
  f.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  f.close();
  if (!f || std::rename(temporary.c_str(), path.c_str()) != 0) {
    const int e = errno;
    std::remove(temporary.c_str());
    return sim::fail({path, 0, 0}, fmt::format("cannot write the file: {}", std::strerror(e)));
  }
  return {};
}

}  // namespace gui
