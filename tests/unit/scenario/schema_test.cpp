#include "sim/scenario/schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "sim/trace/event.h"

namespace sim::scenario {
namespace {

using Json = nlohmann::json;

// Every "$ref" in the document.
void collect_references(const Json& node, std::set<std::string>& found) {
  if (node.is_object()) {
    for (const auto& [key, value] : node.items()) {
      if (key == "$ref") found.insert(value.get<std::string>());
      collect_references(value, found);
    }
  } else if (node.is_array()) {
    for (const Json& item : node) collect_references(item, found);
  }
}

TEST(JsonSchema, IsJsonAndNamesItsDialect) {
  const Json schema = Json::parse(json_schema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["type"], "object");
  EXPECT_EQ(schema["additionalProperties"], false);
}

TEST(JsonSchema, HasEveryKeyTheLoaderTakes) {
  const Json schema = Json::parse(json_schema());
  for (const KeySpec& key : scenario_spec().keys) {
    ASSERT_TRUE(schema["properties"].contains(key.name)) << key.name;
    EXPECT_EQ(schema["properties"][std::string(key.name)]["description"], key.help);
  }
  EXPECT_EQ(schema["required"], (Json{"scenario", "processes"}));
}

TEST(JsonSchema, RefersOnlyToWhatItDefines) {
  const Json schema = Json::parse(json_schema());
  std::set<std::string> references;
  collect_references(schema, references);
  EXPECT_FALSE(references.empty());
  for (const std::string& r : references) {
    ASSERT_EQ(r.rfind("#/$defs/", 0), 0u) << r;
    EXPECT_TRUE(schema["$defs"].contains(r.substr(8))) << r;
    EXPECT_TRUE(schema["$defs"][r.substr(8)].is_object()) << r;
  }
}

TEST(ScenarioFormatPage, IsWhatTheTablesSay) {
  std::ifstream in(std::string(MSGSCOPE_SOURCE_DIR) + "/docs/scenario-format.md");
  std::stringstream page;
  page << in.rdbuf();
  EXPECT_TRUE(page.str().ends_with("\n\n" + schema_markdown()))
      << "append the output of `msgscope schema --markdown` to docs/scenario-format.md";
}

TEST(JsonSchema, OffersEveryEventByName) {
  const Json schema = Json::parse(json_schema());
  const Json& names = schema["$defs"]["pattern"]["properties"]["event"]["enum"];
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kEventTypeCount));
  EXPECT_NE(std::find(names.begin(), names.end(), "msg_pipelined"), names.end());
}

}  // namespace
}  // namespace sim::scenario
