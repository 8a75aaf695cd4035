#include "sim/scenario/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <optional>
#include <sstream>

namespace sim::scenario {
namespace {

// Thrown out of yaml-cpp's parser when a limit is reached; caught in parse_yaml.
struct Refused {
  int line, column;
  std::string message;
};

// Builds the tree from the parser's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const YamlLimits& limits) : text_(text), limits_(limits) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(node_at(YamlNode::Kind::null, mark), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end())
      throw Refused{mark.line + 1, mark.column + 1, "an alias inside what it stands for"};
    count(known->second.second, mark);
    add(known->second.first, 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode n = node_at(YamlNode::Kind::scalar, mark);
    n.text = value;
    note_block(n, mark);
    n.quoted = tag == "!" && n.block_line == 0;  // the parser calls a block quoted, too
    // The parser hands an empty plain value over as a null; "~" and "null" mean the same.
    if (!n.quoted && n.block_line == 0 && (value == "~" || value == "null"))
      n.kind = YamlNode::Kind::null;
    add(std::move(n), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::sequence, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, anchor);
  }
  void OnMapEnd() override { close(); }

  YamlNode take_root() { return root_ ? std::move(*root_) : YamlNode{}; }

 private:
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor;
    std::size_t nodes_before;
    std::optional<YamlNode> key;  // a map's key whose value is still to come
  };

  static YamlNode node_at(YamlNode::Kind kind, const YAML::Mark& mark) {
    YamlNode n;
    n.kind = kind;
    n.line = mark.line + 1;
    n.column = mark.column + 1;
    return n;
  }

  void count(std::size_t n, const YAML::Mark& mark) {
    nodes_ += n;
    if (nodes_ > limits_.nodes)
      throw Refused{mark.line + 1, mark.column + 1,
                    fmt::format("too many values: a scenario may have {}", limits_.nodes)};
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    count(1, mark);
    if (static_cast<int>(open_.size()) >= limits_.depth)
      throw Refused{mark.line + 1, mark.column + 1,
                    fmt::format("nested too deeply: at most {} levels", limits_.depth)};
    open_.push_back({node_at(kind, mark), anchor, nodes_ - 1, std::nullopt});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    if (done.anchor != 0) anchors_[done.anchor] = {done.node, nodes_ - done.nodes_before};
    place(std::move(done.node));
  }

  void add(YamlNode n, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = {n, 1};
    YAML::Mark mark;
    mark.line = n.line - 1;
    mark.column = n.column - 1;
    count(1, mark);
    place(std::move(n));
  }

  void place(YamlNode n) {
    if (open_.empty()) {
      root_ = std::move(n);
      return;
    }
    Open& into = open_.back();
    if (into.node.is_sequence()) {
      into.node.items.push_back(std::move(n));
    } else if (!into.key) {
      into.key = std::move(n);
    } else {
      into.node.entries.push_back({std::move(*into.key), std::move(n)});
      into.key.reset();
    }
  }

  // Where the text of a block scalar stands in the file: it begins on the line after its `|`.
  void note_block(YamlNode& n, const YAML::Mark& mark) const {
    const auto pos = static_cast<std::size_t>(mark.pos);
    if (pos >= text_.size() || (text_[pos] != '|' && text_[pos] != '>')) return;
    n.block_line = n.line + 1;
    for (std::size_t at = text_.find('\n', pos); at != std::string_view::npos;) {
      std::size_t first = at + 1;
      while (first < text_.size() && text_[first] == ' ') ++first;
      if (first >= text_.size()) return;
      if (text_[first] != '\n' && text_[first] != '\r') {
        n.block_indent = static_cast<int>(first - at - 1);
        return;
      }
      at = text_.find('\n', first);
    }
  }

  std::string_view text_;
  const YamlLimits& limits_;
  std::size_t nodes_ = 0;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, std::pair<YamlNode, std::size_t>> anchors_;
  std::optional<YamlNode> root_;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [k, v] : entries)
    if (k.text == key) return &v;
  return nullptr;
}

std::string YamlNode::describe() const {
  switch (kind) {
    case Kind::null:
      return "nothing";
    case Kind::sequence:
      return "a list";
    case Kind::map:
      return "a mapping";
    case Kind::scalar:
      break;
  }
  if (block_line != 0 || text.find('\n') != std::string::npos) return "a block of text";
  return fmt::format("'{}{}'", text.substr(0, 40), text.size() > 40 ? "..." : "");
}

Result<YamlNode> parse_yaml(std::string_view text, const std::string& file,
                            const YamlLimits& limits) {
  if (text.size() > limits.bytes)
    return fail({file}, fmt::format("the file has {} bytes; at most {} are read", text.size(),
                                    limits.bytes));
  if (text.find('\0') != std::string_view::npos)
    return fail({file}, "this is not a text file (it contains a zero byte)");
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    TreeBuilder builder(text, limits);
    if (!parser.HandleNextDocument(builder)) return fail({file}, "the file is empty");
    return builder.take_root();
  } catch (const Refused& r) {
    return fail({file, r.line, r.column}, r.message);
  } catch (const YAML::Exception& e) {
    const YAML::Mark m = e.mark;
    return fail({file, m.is_null() ? 0 : m.line + 1, m.is_null() ? 0 : m.column + 1},
                fmt::format("not valid YAML: {}", e.msg));
  }
}

}  // namespace sim::scenario
