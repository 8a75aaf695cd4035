#include "sim/scenario/programs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

#include "sim/user/cc/compile.h"
#include "sim/user/command.h"

namespace sim::scenario {
namespace {

constexpr std::size_t kCommChars = 15;  // TASK_COMM_LEN without the final zero

// Two programs of one name would be one process to every pattern: the second gets "-2".
std::string unique_name(const std::string& base, std::set<std::string>& taken) {
  std::string name = base;
  for (int n = 2; !taken.insert(name).second; ++n) {
    const std::string suffix = "-" + std::to_string(n);
    name = base.substr(0, kCommChars - suffix.size()) + suffix;
  }
  return name;
}

// The names of files that string literals may mean: "./receiver", "/root/receiver", "receiver".
std::vector<std::string> names_in_quotes(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = text.find('"'); at != std::string_view::npos;) {
    const std::size_t end = text.find_first_of("\"\n", at + 1);
    if (end == std::string_view::npos) break;
    std::string_view name = text.substr(at + 1, end - at - 1);
    for (std::string_view directory : {"./", "/root/"})
      if (name.starts_with(directory)) name.remove_prefix(directory.size());
    if (!name.empty() && name.size() <= kCommChars && name.find_first_of("/\\ ") == name.npos)
      names.emplace_back(name);
    at = text.find('"', text[end] == '"' ? end : end + 1);
  }
  return names;
}

// Whether the program's own text names what runs another program.
bool may_run_commands(const Program& program) {
  for (const SourceFile& file : program.files)
    for (const char* word : {"exec", "system", "popen"})
      if (!file.is_libc && file.text.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace

Result<std::string> read_text_file(const std::string& path, std::size_t max_bytes) {
  std::error_code ec;
  if (std::filesystem::is_directory(path, ec))
    return fail({path}, "this is a directory; a file was expected");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail({path}, fmt::format("cannot be read: {}", std::strerror(errno)));
  std::string text;
  char block[65536];
  while (in.read(block, sizeof block), in.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(in.gcount()));
    if (text.size() > max_bytes)
      return fail({path},
                  fmt::format("the file is too large: at most {} bytes are read", max_bytes));
  }
  if (in.bad()) return fail({path}, fmt::format("cannot be read: {}", std::strerror(errno)));
  return text;
}

std::string comm_of(const std::string& path) {
  std::string stem = std::filesystem::path(path).stem().string();
  if (stem.empty()) stem = "program";
  return stem.substr(0, kCommChars);
}

Result<std::shared_ptr<const Program>> compile_source(const std::string& text,
                                                      const std::string& name,
                                                      const std::string& file,
                                                      const std::string& directory) {
  CompileInput input;
  input.name = name;
  input.file = file;
  input.text = text;
  input.read_include = [&directory](std::string_view header) -> std::optional<std::string> {
    auto found =
        read_text_file((std::filesystem::path(directory) / header).string(), kMaxSourceBytes);
    return found ? std::optional(std::move(*found)) : std::nullopt;
  };
  return compile_program(input);
}

Result<std::shared_ptr<const Program>> compile_file(const std::string& path) {
  auto text = read_text_file(path, kMaxSourceBytes);
  if (!text) return tl::unexpected(text.error());
  return compile_source(*text, comm_of(path), path,
                        std::filesystem::path(path).parent_path().string());
}

void install_mentioned_programs(Scenario& s) {
  if (std::any_of(s.machine.processes.begin(), s.machine.processes.end(),
                  [](const ProcessSpec& p) { return may_run_commands(*p.program); }))
    s.machine.commands = system_commands();
  std::set<std::string> known;
  std::vector<std::shared_ptr<const Program>> unread;
  for (const ProcessSpec& p : s.machine.processes)
    if (known.insert(p.program->name).second) unread.push_back(p.program);
  while (!unread.empty()) {
    const std::shared_ptr<const Program> program = std::move(unread.back());
    unread.pop_back();
    if (program->files.empty() || program->files[0].text.find("exec") == std::string::npos)
      continue;
    const std::filesystem::path directory =
        std::filesystem::path(program->files[0].name).parent_path();
    for (const std::string& name : names_in_quotes(program->files[0].text)) {
      const std::filesystem::path file = directory / (name + ".c");
      std::error_code ec;
      if (!std::filesystem::is_regular_file(file, ec) || !known.insert(name).second) continue;
      auto compiled = compile_file(file.string());
      if (!compiled) {
        s.warnings.push_back(compiled.error().to_string());
        continue;
      }
      s.warnings.insert(s.warnings.end(), (*compiled)->warnings.begin(),
                        (*compiled)->warnings.end());
      s.machine.installed.push_back(*compiled);
      unread.push_back(std::move(*compiled));
    }
  }
}

Result<Scenario> scenario_of_programs(const std::vector<std::string>& files,
                                      const std::vector<std::string>& args) {
  Scenario s;
  std::set<std::string> taken;
  for (const std::string& file : files) {
    auto program = compile_file(file);
    if (!program) return tl::unexpected(program.error());
    s.warnings.insert(s.warnings.end(), (*program)->warnings.begin(), (*program)->warnings.end());
    ProcessSpec p;
    p.name = unique_name(comm_of(file), taken);
    p.program = std::move(*program);
    if (files.size() == 1) p.args = args;
    s.machine.processes.push_back(std::move(p));
  }
  s.id = s.machine.processes.empty() ? "programs" : s.machine.processes.front().name;
  s.file = files.empty() ? "" : files.front();
  s.title.en = s.title.zh = s.id;
  s.machine.scenario = s.id;
  install_mentioned_programs(s);
  return s;
}

}  // namespace sim::scenario
