// Descriptor tables and open file descriptions.
#pragma once

#include <cstdint>

#include "sim/kernel/kernel.h"

namespace sim {

constexpr std::uint32_t kOAccmode = 3, kOWronly = 1, kORdwr = 2;
constexpr std::uint32_t kOCreat = 0100, kOExcl = 0200, kOTrunc = 01000, kOAppend = 02000,
                        kONonblock = 04000, kODirectory = 0200000, kOCloexec = 02000000;

// A table whose descriptors 0, 1 and 2 are the terminal.
FilesId make_standard_files(KernelState& k);
// A copy for a child: the same open files.
FilesId copy_files(KernelState& k, FilesId from);

// The open file behind a descriptor; nullptr: EBADF.
File* file_of(Ctx& ctx, std::uint64_t fd);
// Puts an open file behind the lowest free descriptor from `lowest` on; -EMFILE. The descriptor
// takes over the reference. States file_open.
std::int64_t install_fd(Ctx& ctx, FileId file, bool cloexec, int lowest = 0);
// Closes a descriptor: 0 or -EBADF. The last close of a pipe's end puts who waits at the other on
// the wake queue. States file_close.
std::int64_t close_fd(Ctx& ctx, FilesId table, std::uint64_t fd);
// Closes all descriptors of the current task and gives the table back.
void close_all(Ctx& ctx);

bool readable(const File& f);
bool writable(const File& f);

// One more, one fewer reference to an open file.
void get_file(KernelState& k, FileId file);
void put_file(Ctx& ctx, FileId file);

}  // namespace sim
