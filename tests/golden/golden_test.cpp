// Whole pictures against pictures that somebody has looked at. They need the fonts they were made
// with (fonts.txt); elsewhere they are skipped. A small part of the pixels may differ, so that a
// changed cost or word does not fail a test about composition.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#endif
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#include <stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include "gui/platform/fonts.h"
#include "gui/render/render.h"
#include "sim/scenario/loader.h"

namespace gui {
namespace {

const std::string kDir = MSGSCOPE_GOLDEN_DIR;

struct Golden {
  const char* name;
  const char* scenario;
  std::int64_t at_ns;
  RenderOptions options;
};

std::vector<Golden> goldens() {
  std::vector<Golden> all;
  auto add = [&](const char* name, const char* scenario, std::int64_t at_ns) -> RenderOptions& {
    all.push_back({name, scenario, at_ns, {}});
    return all.back().options;
  };
  add("send-en-dark", "exchange.yaml", 5'002'700);
  RenderOptions& zh = add("send-zh-light-1280", "exchange.yaml", 5'002'700);
  zh.lang = "zh";
  zh.theme = "light";
  zh.width = 1280;
  zh.height = 720;
  zh.tab = "states";
  RenderOptions& presenter = add("presenter", "exchange.yaml", 1'000'000);
  presenter.presenter = true;
  presenter.width = 1280;
  presenter.height = 720;
  RenderOptions& crowd = add("crowd-4-cpus", "crowd.yaml", 6'000'000);
  crowd.tab = "latency";
  return all;
}

std::string read_file(const std::string& path) {
  std::ifstream f(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(f), std::istreambuf_iterator<char>()};
}

// Which fonts there are: pictures can only be compared where they are the same.
std::string font_fingerprint() {
  std::ostringstream out;
  for (const auto& [family, bold] :
       std::vector<std::pair<const char*, bool>>{{"Inter", false},
                                                 {"Inter", true},
                                                 {"JetBrains Mono", false},
                                                 {"JetBrains Mono", true},
                                                 {"Noto Sans CJK SC", false}}) {
    const FontFile f = find_font(family, bold, nullptr);
    std::uint64_t hash = 1469598103934665603ull;
    for (const char c : read_file(f.path))
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    out << family << (bold ? " bold " : " ") << hash << "\n";
  }
  return out.str();
}

bool updating() { return std::getenv("MSGSCOPE_GOLDEN_UPDATE") != nullptr; }

Image decode(const std::string& path) {
  Image image;
  int channels = 0;
  if (unsigned char* p = stbi_load(path.c_str(), &image.width, &image.height, &channels, 4)) {
    image.rgba.assign(p, p + static_cast<std::size_t>(image.width) * image.height * 4);
    stbi_image_free(p);
  }
  return image;
}

// The share of pixels that are plainly different.
double difference(const Image& a, const Image& b, Image& marked) {
  marked = b;
  std::size_t differ = 0;
  for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
    bool same = true;
    for (std::size_t k = 0; k < 3; ++k)
      same = same && std::abs(a.rgba[i + k] - b.rgba[i + k]) <= 24;
    if (same) continue;
    ++differ;
    marked.rgba[i] = 255;
    marked.rgba[i + 1] = marked.rgba[i + 2] = 0;
  }
  return static_cast<double>(differ) * 4 / static_cast<double>(a.rgba.size());
}

class GoldenTest : public testing::TestWithParam<Golden> {};

TEST_P(GoldenTest, LooksAsItDid) {
  const std::string fonts = font_fingerprint();
  if (!updating() && read_file(kDir + "/fonts.txt") != fonts)
    GTEST_SKIP() << "other fonts than the pictures were made with";
  const Golden& g = GetParam();
  const auto scenario = sim::scenario::load_scenario(kDir + "/" + g.scenario);
  ASSERT_TRUE(scenario.has_value()) << scenario.error().to_string();
  const auto picture = render_at(*scenario, sim::SimTime{g.at_ns}, g.options);
  ASSERT_TRUE(picture.has_value()) << picture.error().to_string();
  const std::string kept = kDir + "/pictures/" + g.name + ".png";
  if (updating()) {
    std::ofstream(kDir + "/fonts.txt", std::ios::binary) << fonts;
    ASSERT_TRUE(write_picture(kept, *picture).has_value());
    return;
  }
  const Image before = decode(kept);
  ASSERT_EQ(before.rgba.size(), picture->rgba.size()) << kept;
  Image marked;
  const double share = difference(before, *picture, marked);
  if (share > 0.02) {
    std::filesystem::create_directories(MSGSCOPE_GOLDEN_OUT);
    const std::string out = std::string(MSGSCOPE_GOLDEN_OUT) + "/" + g.name;
    (void)write_picture(out + ".png", *picture);
    (void)write_picture(out + "-difference.png", marked);
    FAIL() << share * 100 << " % of the pixels differ from " << kept << "; see " << out
           << ".png and -difference.png";
  }
}

INSTANTIATE_TEST_SUITE_P(Pictures, GoldenTest, testing::ValuesIn(goldens()), [](const auto& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
});

}  // namespace
}  // namespace gui
