// Every lesson at its key moments, in both languages and three sizes, and some pictures of the
// whole window: exactly as somebody has looked at them.
//
// hashes.txt keeps two hashes a picture: of its pixels, which depend on the fonts and on FreeType
// (their fingerprint is kept, too), and of the scene laid out with characters of plain widths,
// which depends on nothing but this code. Where the fonts are others, only the second is compared.
// pictures/ keeps them small, to show where a picture differs.
#include <fmt/format.h>
#include <ft2build.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include FT_FREETYPE_H

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#endif
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_GIF
#include <stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include "gui/platform/fonts.h"
#include "gui/render/studio.h"
#include "gui/window/facts.h"
#include "sim/scenario/loader.h"

namespace gui {
namespace {

namespace fs = std::filesystem;

const std::string kDir = MSGSCOPE_GOLDEN_DIR;
const std::string kOut = MSGSCOPE_GOLDEN_OUT;

struct Golden {
  std::string name;
  std::string scenario;
  int halt = 0;  // which of the places where the lesson stops by itself; 0: at_ns
  std::int64_t at_ns = 0;
  RenderOptions options;
};

// The key moments of a lesson: where it stops to say or to ask something. The first, one in the
// middle, the last.
constexpr int kMoments = 3;

struct Size {
  const char* name;
  int width, height;
  double scale;
  bool presenter;
};
constexpr Size kSizes[] = {{"1600x900", 1600, 900, 1, false},
                           {"1280x720", 1280, 720, 1, false},
                           {"presenter-2x", 3200, 1800, 2, true}};

std::vector<Golden> goldens() {
  std::vector<Golden> all;
  std::vector<fs::path> lessons;
  for (const auto& entry : fs::directory_iterator(MSGSCOPE_SOURCE_DIR "/scenarios/lessons"))
    if (entry.path().extension() == ".yaml" &&
        entry.path().string().find(".bookmarks.") == std::string::npos)
      lessons.push_back(entry.path());
  std::sort(lessons.begin(), lessons.end());
  for (const fs::path& lesson : lessons)
    for (int moment = 1; moment <= kMoments; ++moment)
      for (const char* lang : {"en", "zh"})
        for (const Size& size : kSizes) {
          Golden g;
          g.name = fmt::format("{}-{}-{}-{}", lesson.stem().string().substr(0, 2), moment, lang,
                               size.name);
          g.scenario = lesson.string();
          g.halt = moment;
          g.options.lang = lang;
          g.options.width = size.width;
          g.options.height = size.height;
          g.options.scale = size.scale;
          g.options.presenter = size.presenter;
          all.push_back(g);
        }
  auto add = [&](const char* name, const char* scenario, std::int64_t at_ns) -> RenderOptions& {
    all.push_back({name, kDir + "/" + scenario, 0, at_ns, {}});
    return all.back().options;
  };
  RenderOptions& light = add("light-states", "exchange.yaml", 5'002'700);
  light.theme = "light";
  light.tab = "states";
  add("thousand", "thousand.yaml", 140'000'000);
  RenderOptions& crowd = add("crowd-4-cpus", "crowd.yaml", 6'000'000);
  crowd.tab = "latency";
  for (const char* tab : {"metrics", "events", "ipcs"})
    add(fmt::format("tab-{}", tab).c_str(), "exchange.yaml", 5'002'700).tab = tab;
  return all;
}

std::uint64_t hash_of(std::string_view bytes, std::uint64_t h = 1469598103934665603ull) {
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return h;
}

std::uint64_t hash_of(const Image& image) {
  return hash_of({reinterpret_cast<const char*>(image.rgba.data()), image.rgba.size()});
}

std::string read_file(const std::string& path) {
  std::ifstream f(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(f), std::istreambuf_iterator<char>()};
}

// What the pixels of text depend on.
std::string letters() {
  FT_Library library = nullptr;
  int major = 0, minor = 0, patch = 0;
  if (FT_Init_FreeType(&library) == 0) {
    FT_Library_Version(library, &major, &minor, &patch);
    FT_Done_FreeType(library);
  }
  std::string out =
      fmt::format("ImGui {}, FreeType {}.{}.{}\n", IMGUI_VERSION, major, minor, patch);
  for (const auto& [family, bold] :
       std::vector<std::pair<const char*, bool>>{{"Inter", false},
                                                 {"Inter", true},
                                                 {"JetBrains Mono", false},
                                                 {"JetBrains Mono", true},
                                                 {"Noto Sans CJK SC", false}})
    out += fmt::format("{}{} {:016x}\n", family, bold ? " bold" : "",
                       hash_of(read_file(find_font(family, bold, nullptr).path)));
  return out;
}

bool updating() { return std::getenv("MSGSCOPE_GOLDEN_UPDATE") != nullptr; }

struct Hashes {
  std::string picture, scene;
};

std::map<std::string, Hashes>& known() {
  static std::map<std::string, Hashes> all = [] {
    std::map<std::string, Hashes> read;
    std::istringstream lines(read_file(kDir + "/hashes.txt"));
    std::string name;
    Hashes h;
    while (lines >> name >> h.picture >> h.scene) read[name] = h;
    return read;
  }();
  return all;
}

// Writes what an update has found, once all pictures are made.
class Keeper : public testing::Environment {
  void TearDown() override {
    if (!updating()) return;
    std::string text;
    for (const auto& [name, h] : known())
      text += fmt::format("{} {} {}\n", name, h.picture, h.scene);
    std::ofstream(kDir + "/hashes.txt", std::ios::binary) << text;
    std::ofstream(kDir + "/letters.txt", std::ios::binary) << letters();
  }
};
const auto* const kKeeper = testing::AddGlobalTestEnvironment(new Keeper);

void put(std::string& out, const Rect& r) {
  out += fmt::format(" {:.2f},{:.2f} {:.2f}x{:.2f}", r.x, r.y, r.w, r.h);
}

unsigned number(const Color& c) {
  return static_cast<unsigned>(c.r) << 24 | static_cast<unsigned>(c.g) << 16 |
         static_cast<unsigned>(c.b) << 8 | c.a;
}

// A scene as text: what is where, in what colours, saying what.
std::string text_of(const Scene& scene) {
  std::string out;
  for (const Shape& s : scene.shapes) {
    out += fmt::format("{} {} {}", s.id, static_cast<int>(s.kind), static_cast<int>(s.layer));
    put(out, s.box);
    out += fmt::format(" fill {:08x} stroke {:08x} {:.2f} ink {:08x} opacity {:.2f}",
                       number(s.fill), number(s.stroke), s.stroke_width, number(s.ink), s.opacity);
    for (const Vec2& p : s.points) out += fmt::format(" {:.2f},{:.2f}", p.x, p.y);
    out += fmt::format(" [{}] [{}] [{}] [{}]\n", s.text, s.text2, s.action, s.tooltip);
  }
  for (const Bar& b : scene.bars) {
    out += fmt::format("bar {:08x}", number(b.color));
    put(out, b.box);
    out += '\n';
  }
  return out;
}

// Where the lesson stops by itself, in order.
std::vector<std::uint64_t> stops_of(const Session& s) {
  std::vector<std::uint64_t> all;
  for (const Stop& stop : s.notes().stops())
    if (stop.pauses && (all.empty() || all.back() != stop.position)) all.push_back(stop.position);
  return all;
}

// Plays on to the moment as a person would: questions are asked on the way.
void go_to(const Golden& g, Session& s) {
  if (g.halt == 0) return s.apply(command::SeekTime{sim::SimTime{g.at_ns}});
  const auto stops = stops_of(s);
  ASSERT_GE(stops.size(), std::size_t{kMoments}) << "a lesson says too little";
  const std::uint64_t there =
      stops[(stops.size() - 1) * static_cast<std::size_t>(g.halt - 1) / (kMoments - 1)];
  s.apply(command::SeekStep{there - 1});
  s.apply(command::Step{Direction::forward, Granularity::step});
  for (int i = 0; i < 4; ++i) s.tick(1);  // let its motion end
  ASSERT_EQ(s.position(), there);
}

Image decode(const std::string& path) {
  Image image;
  int channels = 0;
  if (unsigned char* p = stbi_load(path.c_str(), &image.width, &image.height, &channels, 4)) {
    image.rgba.assign(p, p + static_cast<std::size_t>(image.width) * image.height * 4);
    stbi_image_free(p);
  }
  return image;
}

// The new picture, red where it differs from the small old one.
Image difference(const Image& before, const Image& now, int n, int& differ) {
  Image marked = now;
  const Image small = smaller(now, n);
  differ = 0;
  for (int y = 0; y < small.height; ++y)
    for (int x = 0; x < small.width; ++x) {
      bool same = x < before.width && y < before.height;
      // The small one has few colours.
      for (int k = 0; k < 3 && same; ++k)
        same = std::abs(before.pixel(x, y)[k] - small.pixel(x, y)[k]) <= 12;
      if (same) continue;
      ++differ;
      for (int i = 0; i < n * n; ++i) marked.pixel(x * n + i % n, y * n + i / n)[0] = 255;
    }
  return marked;
}

class GoldenTest : public testing::TestWithParam<Golden> {};

TEST_P(GoldenTest, LooksAsItDid) {
  const Golden& g = GetParam();
  const auto scenario = sim::scenario::load_scenario(g.scenario);
  ASSERT_TRUE(scenario.has_value()) << scenario.error().to_string();
  const auto fine = Studio::check(g.options);
  if (!fine && !updating()) GTEST_SKIP() << fine.error().to_string();
  Studio studio(*scenario, g.options);
  studio.look_ahead();
  go_to(g, studio.session());
  const Image& picture = studio.picture();

  Storyteller storyteller;
  const Vec2 units{static_cast<float>(g.options.width / g.options.scale),
                   static_cast<float>(g.options.height / g.options.scale)};
  Session& s = studio.session();
  const std::string scene =
      text_of(stage(moment_of(s.machine(), s.last_events()), facts_of(s, storyteller, 300),
                    options_of(s.choices(), units), PlainMeasure()));
  const Hashes now{fmt::format("{:016x}", hash_of(picture)),
                   fmt::format("{:016x}", hash_of(scene))};

  const int n = g.options.width / 400;
  const std::string kept = kDir + "/pictures/" + g.name + ".gif";
  const std::string out = kOut + "/" + g.name;
  fs::create_directories(kOut);
  if (updating()) {
    (void)write_picture(out + ".png", picture);  // to be looked at
    if (known()[g.name].picture == now.picture && known()[g.name].scene == now.scene) return;
    known()[g.name] = now;
    fs::create_directories(kDir + "/pictures");
    const Image small = smaller(picture, n);
    ASSERT_TRUE(write_file(kept, gif_bytes({&small, 1}, 0)).has_value());
    return;
  }
  ASSERT_TRUE(known().contains(g.name)) << "a new picture; `./dev golden` takes it in";
  const Hashes& before = known()[g.name];
  const bool same_letters = read_file(kDir + "/letters.txt") == letters();
  if (same_letters && before.picture != now.picture) {
    int differ = 0;
    (void)write_picture(out + ".png", picture);
    (void)write_picture(out + "-difference.png", difference(decode(kept), picture, n, differ));
    ADD_FAILURE() << differ << " squares of " << n << " x " << n << " pixels plainly differ from "
                  << kept << "; see " << out
                  << ".png and -difference.png. If it is meant to be so: "
                  << "look at them, then `./dev golden`";
  }
  if (before.scene != now.scene) {
    std::ofstream(out + ".scene.txt") << scene;
    ADD_FAILURE() << "the scene differs, whatever the fonts: see " << out << ".scene.txt";
  }
}

TEST(Golden, EveryKeptPictureIsStillMade) {
  std::map<std::string, bool> made;
  for (const Golden& g : goldens()) made[g.name] = true;
  for (const auto& [name, h] : known()) EXPECT_TRUE(made.contains(name)) << name;
  for (const auto& file : fs::directory_iterator(kDir + "/pictures"))
    EXPECT_TRUE(made.contains(file.path().stem().string())) << file.path();
}

INSTANTIATE_TEST_SUITE_P(Pictures, GoldenTest, testing::ValuesIn(goldens()), [](const auto& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
});

}  // namespace
}  // namespace gui
