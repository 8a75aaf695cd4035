// msgscope schema: the JSON Schema of scenario files, for editors.
#include "sim/scenario/schema.h"

#include <memory>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"

namespace cli {

void add_schema(CLI::App& app, Action& chosen) {
  CLI::App* c = app.add_subcommand("schema", "the JSON Schema of scenario files, for editors");
  struct SchemaOptions {
    std::string output;
    bool markdown = false;
  };
  auto o = std::make_shared<SchemaOptions>();
  c->add_option("-o,--output", o->output, "the file to write (default: stdout)");
  c->add_flag("--markdown", o->markdown, "as tables, for people");
  c->footer("Example:\n  msgscope schema -o scenario.schema.json");
  c->callback([o, &chosen] {
    chosen = [o]() -> int {
      auto file = OutputFile::open(o->output);
      if (!file) return report(file.error(), sim::scenario::Lang::en);
      file->write(o->markdown ? sim::scenario::schema_markdown() : sim::scenario::json_schema());
      if (auto ok = file->commit(); !ok) return report(ok.error(), sim::scenario::Lang::en);
      return kEnded;
    };
  });
}

}  // namespace cli
