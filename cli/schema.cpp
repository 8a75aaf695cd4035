// msgscope schema: the JSON Schema of scenario files, for editors.
#include <memory>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "sim/scenario/schema.h"

namespace cli {

void add_schema(CLI::App& app, Action& chosen) {
  CLI::App* c = app.add_subcommand("schema", "the JSON Schema of scenario files, for editors");
  auto output = std::make_shared<std::string>();
  c->add_option("-o,--output", *output, "the file to write (default: stdout)");
  c->footer("Example:\n  msgscope schema -o scenario.schema.json");
  c->callback([output, &chosen] {
    chosen = [output]() -> int {
      auto file = OutputFile::open(*output);
      if (!file) return report(file.error());
      file->write(sim::scenario::json_schema());
      if (auto ok = file->commit(); !ok) return report(ok.error());
      return kEnded;
    };
  });
}

}  // namespace cli
