#include "sim/kernel/fs/names.h"

#include <vector>

#include "sim/base/errno.h"

namespace sim {
namespace {

constexpr std::uint64_t kFirstInode = 1'310'721;
constexpr std::uint32_t kDirectoryMode = 040000, kRegularMode = 0100000, kCharMode = 020000;

void add(KernelState& k, std::string path, std::uint32_t mode, bool directory) {
  const std::int32_t i = make_inode(k, std::move(path), mode & 07777, directory, Credentials{});
  k.inodes[i].mode = mode;
}

std::string_view parent_of(std::string_view absolute) {
  const auto slash = absolute.rfind('/');
  return slash == 0 ? "/" : absolute.substr(0, slash);
}

}  // namespace

std::string absolute_path(std::string_view path) {
  const std::string whole = path.starts_with('/')
                                ? std::string(path)
                                : std::string(kWorkingDirectory) + "/" + std::string(path);
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (at < whole.size()) {
    std::size_t end = whole.find('/', at);
    if (end == std::string::npos) end = whole.size();
    const std::string part = whole.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..")
      parts.push_back(part);
    else if (!parts.empty())
      parts.pop_back();
  }
  std::string out;
  if (!parts.empty() && parts.front() == "bin") out = "/usr";  // /bin is a link to usr/bin
  for (const std::string& p : parts) out += "/" + p;
  return out.empty() ? "/" : out;
}

std::int32_t find_inode(const KernelState& k, std::string_view absolute) {
  for (std::size_t i = 0; i < k.inodes.size(); ++i)
    if (k.inodes[i].exists && k.inodes[i].path == absolute) return static_cast<std::int32_t>(i);
  return -1;
}

std::int32_t make_inode(KernelState& k, std::string absolute, std::uint32_t mode, bool directory,
                        const Credentials& owner) {
  Inode inode;
  inode.path = std::move(absolute);
  inode.ino = kFirstInode + k.inodes.size();
  inode.mode = mode | (directory ? kDirectoryMode : kRegularMode);
  inode.uid = owner.euid;
  inode.gid = owner.egid;
  inode.directory = directory;
  inode.exists = true;
  if (!directory) inode.data = std::make_shared<const std::string>();
  k.inodes.push_back(std::move(inode));
  return static_cast<std::int32_t>(k.inodes.size() - 1);
}

void make_file_system(KernelState& k) {
  for (const char* d : {"/", "/root", "/dev", "/home", "/etc"})
    add(k, d, kDirectoryMode | 0755, true);
  for (const char* d : {"/proc", "/proc/sysvipc"}) add(k, d, kDirectoryMode | 0555, true);
  add(k, "/tmp", kDirectoryMode | 01777, true);
  for (const char* f : {"/dev/null", "/dev/tty"}) add(k, f, kCharMode | 0666, false);
  add(k, "/proc/sysvipc/msg", kRegularMode | 0444, false);
  // Everybody's programs live in the working directory and may leave files there.
  k.inodes[find_inode(k, kWorkingDirectory)].mode = kDirectoryMode | 0777;
}

void add_program_files(KernelState& k, const Program& program) {
  const auto add_file = [&](std::string_view name, std::uint32_t mode, std::string text) {
    std::string path = absolute_path(name);
    if (find_inode(k, path) >= 0) return;
    const std::int32_t i = make_inode(k, std::move(path), mode, false, Credentials{});
    k.inodes[i].data = std::make_shared<const std::string>(std::move(text));
  };
  add_file(program.name, 0755, "\177ELF");
  if (program.files.empty()) return;
  const SourceFile& source = program.files.front();
  add_file(source.name.substr(source.name.rfind('/') + 1), 0644, source.text);
}

std::string command_path(const Command& command) { return "/usr/bin/" + command.name(); }

void add_command_files(KernelState& k) {
  if (k.fixed->commands.empty()) return;
  for (const char* d : {"/usr", "/usr/bin"}) add(k, d, kDirectoryMode | 0755, true);
  const auto content = std::make_shared<const std::string>("\177ELF");
  for (const auto& command : k.fixed->commands) {
    const std::int32_t i = make_inode(k, command_path(*command), 0755, false, Credentials{});
    k.inodes[i].data = content;
  }
}

bool may_access(const Inode& inode, std::uint32_t uid, std::uint32_t gid, int want) {
  if (uid == 0) return want != 1 || inode.directory || (inode.mode & 0111) != 0;
  const int shift = uid == inode.uid ? 6 : gid == inode.gid ? 3 : 0;
  return (static_cast<int>(inode.mode >> shift & 7) & want) == want;
}

std::int64_t lookup(const KernelState& k, const Credentials& who, std::string_view path,
                    std::int32_t* parent, std::string* absolute) {
  const std::string full = absolute_path(path);
  if (absolute != nullptr) *absolute = full;
  if (parent != nullptr) *parent = -1;
  for (std::size_t slash = 0; full.size() > 1 && slash != std::string::npos;
       slash = full.find('/', slash + 1)) {
    const std::int32_t d = find_inode(k, slash == 0 ? "/" : full.substr(0, slash));
    if (d < 0) return -kENOENT;
    if (!k.inodes[d].directory) return -kENOTDIR;
    if (!may_access(k.inodes[d], who.euid, who.egid, 1)) return -kEACCES;
  }
  if (parent != nullptr) *parent = find_inode(k, parent_of(full));
  const std::int32_t i = find_inode(k, full);
  if (i < 0) return -kENOENT;
  if (path.ends_with('/') && !k.inodes[i].directory) return -kENOTDIR;
  return i;
}

}  // namespace sim
