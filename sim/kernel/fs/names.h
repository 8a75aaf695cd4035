// The file system's names: a few directories and small files, all in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/kernel/kernel.h"

namespace sim {

constexpr std::string_view kWorkingDirectory = "/root";  // of every process

// The directories and devices every machine has.
void make_file_system(KernelState& k);
// A program's source and "executable" in the working directory, so that stat and ftok find them.
void add_program_files(KernelState& k, const Program& program);

// The commands in /usr/bin.
void add_command_files(KernelState& k);
std::string command_path(const Command& command);

// "a/../b" in the working directory -> "/root/b".
std::string absolute_path(std::string_view path);
// Index of the inode with that absolute path; -1: none.
std::int32_t find_inode(const KernelState& k, std::string_view absolute);
// Makes an entry (or revives one that was unlinked); its inode number is new.
std::int32_t make_inode(KernelState& k, std::string absolute, std::uint32_t mode, bool directory,
                        const Credentials& owner);

// Result of resolving a path as open(2) and friends do it: the inode, or a negative errno.
// `parent` (when given) is the directory's inode, also when the last name does not exist (-ENOENT).
std::int64_t lookup(const KernelState& k, const Credentials& who, std::string_view path,
                    std::int32_t* parent = nullptr, std::string* absolute = nullptr);

// May `who` access the inode? `want`: 4 read, 2 write, 1 execute/search.
bool may_access(const Inode& inode, std::uint32_t uid, std::uint32_t gid, int want);

}  // namespace sim
