// JSON Schema from the loader's own tables (draft 2020-12).
#include <map>
#include <nlohmann/json.hpp>

#include "sim/scenario/schema.h"
#include "sim/scenario/values.h"
#include "sim/trace/event.h"

namespace sim::scenario {
namespace {

using Json = nlohmann::ordered_json;

class SchemaWriter {
 public:
  Json write(const ObjectSpec& root) {
    Json schema;
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["title"] = "msgscope scenario";
    schema.update(object(root));
    schema["$defs"] = Json::object();
    for (auto& [name, def] : definitions_) schema["$defs"][name] = def;
    return schema;
  }

 private:
  Json reference(const ObjectSpec& spec) {
    const std::string name(spec.name);
    if (!definitions_.contains(name)) {
      definitions_[name] = nullptr;  // a definition may refer to itself
      definitions_[name] = object(spec);
    }
    return {{"$ref", "#/$defs/" + name}};
  }

  Json object(const ObjectSpec& spec) {
    Json o;
    o["type"] = "object";
    o["description"] = spec.about;
    o["additionalProperties"] = false;
    o["properties"] = Json::object();
    Json required = Json::array();
    for (const KeySpec& k : spec.keys) {
      o["properties"][std::string(k.name)] = value(k);
      if (k.required) required.push_back(k.name);
    }
    if (spec.event_fields) add_event_fields(o["properties"]);
    if (!required.empty()) o["required"] = required;
    return o;
  }

  static void add_event_fields(Json& properties) {
    for (const EventSpec& e : event_specs())
      for (const EventField& f : e.fields) {
        const std::string name(f.name);
        if (!name.empty() && !properties.contains(name))
          properties[name] = {{"type", {"string", "integer", "boolean"}},
                              {"description", "a field of the event"}};
      }
  }

  Json value(const KeySpec& k) {
    Json v = single(k);
    if (k.list) v = Json{{"type", "array"}, {"items", v}, {"maxItems", k.max_items}};
    v["description"] = k.help;
    return v;
  }

  Json single(const KeySpec& k) {
    switch (k.form) {
      case Form::integer: {
        Json v{{"type", "integer"}};
        if (k.min != INT64_MIN) v["minimum"] = k.min;
        if (k.max != INT64_MAX) v["maximum"] = k.max;
        return v;
      }
      case Form::boolean:
        return {{"type", "boolean"}};
      case Form::time: {
        Json whole{{"type", "integer"}};
        if (k.min != INT64_MIN) whole["minimum"] = k.min;
        if (k.max != INT64_MAX) whole["maximum"] = k.max;
        return {{"anyOf",
                 {whole,
                  {{"type", "string"}, {"pattern", "^[0-9][0-9_]*(\\.[0-9]+)? ?(ns|us|ms|s)?$"}}}}};
      }
      case Form::choice:
        return {{"enum", k.choices}};
      case Form::signal:
        return {{"type", {"string", "integer"}}};
      case Form::text:
        return {{"anyOf",
                 {{{"type", "string"}},
                  {{"type", "object"},
                   {"additionalProperties", false},
                   {"properties", {{"en", {{"type", "string"}}}, {"zh", {{"type", "string"}}}}}}}}};
      case Form::costs:
        return {
            {"anyOf",
             {{{"type", "string"}},
              {{"type", "object"}, {"additionalProperties", {{"type", {"integer", "string"}}}}}}}};
      case Form::object:
        return reference(*k.object);
      case Form::one_of: {
        Json any = Json::array();
        for (const ObjectSpec* a : k.alternatives) any.push_back(reference(*a));
        return {{"anyOf", any}};
      }
      case Form::any_scalar:
        return {{"type", {"string", "number", "boolean"}}};
      case Form::string:
      case Form::program:
        break;
    }
    return {{"type", "string"}, {"maxLength", k.max_bytes}};
  }

  std::map<std::string, Json> definitions_;
};

}  // namespace

std::string json_schema() { return SchemaWriter().write(scenario_spec()).dump(2) + "\n"; }

}  // namespace sim::scenario
