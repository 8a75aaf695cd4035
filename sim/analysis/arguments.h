// A system call's arguments in the words a C program uses for them: IPC_CREAT|0600, -3, WNOHANG,
// O_RDWR|O_CREAT, SIGUSR1. Machine formats keep the numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/kernel/syscall_table.h"

namespace sim::analysis {

// "msgrcv(msqid: 0, msgp: 0x7ffc..., msgsz: 64, msgtyp: -3, msgflg: IPC_NOWAIT)" of a sys_enter.
std::string syscall_words(const Event& sys_enter);
// One argument of a call, by its place.
std::string argument_words(const SyscallEntry& call, std::size_t argument, std::uint64_t value);
// What a call returned, as its caller sees it: "22", "-1 ENOENT", an address in hex.
std::string result_words(std::int64_t nr, std::int64_t result);
// "0x42", "IPC_PRIVATE".
std::string key_words(std::int64_t key);

}  // namespace sim::analysis
