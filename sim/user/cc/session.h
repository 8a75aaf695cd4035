// One compilation as a whole: the person's file, the libc sources it turns out to need, and the
// table of external names between them.
#pragma once

#include <deque>
#include <map>
#include <memory>

#include "sim/user/cc/ast.h"

namespace sim::cc {

class Unit;

class Session {
 public:
  explicit Session(Compilation& compilation);
  ~Session();

  Compilation& c;
  Types types;

  // The function or object of external linkage that `name` means. The person's units and libc's
  // have a table each, so that a program may define a name that libc uses for itself.
  Entity* external(Ident* name, bool libc);
  // The definition behind an entity: itself, or what the other table has; nullptr: none.
  Entity* resolve(Entity* entity);
  Entity* make_entity();

  // Reads the libc source that defines `name`, when there is one and it was not read yet.
  bool load_definition(Ident* name);
  // libc's declaration of the function `name` and the header that has it; nullptr: none.
  const Type* libc_prototype(Ident* name, std::string& header);
  // The libc header that declares or defines `name`, or "".
  std::string header_of(Ident* name);
  // Whether that header declares it only where _GNU_SOURCE is defined.
  bool needs_gnu_source(std::string_view header, const Ident* name);
  bool has_libc_definition(Ident* name);

  // Parses the person's file.
  void parse_main();
  const std::deque<Entity*>& main_entities() const { return main_entities_; }
  void note_main_entity(Entity* entity) { main_entities_.push_back(entity); }

 private:
  std::vector<int> sources_of(std::string_view name);
  Entity* resolve_name(Ident* name);

  IdentMap<Entity*> externals_[2];  // the person's, libc's
  std::vector<std::unique_ptr<Unit>> units_;
  std::vector<std::pair<std::string_view, int>> index_;  // name and libc source, in order
  bool indexed_ = false;
  std::vector<bool> loaded_;
  std::map<std::string, Unit*, std::less<>> header_units_;
  std::deque<Entity*> main_entities_;
};

}  // namespace sim::cc
