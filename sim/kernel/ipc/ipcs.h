// What `/proc/sysvipc/msg` reads and what `ipcs -q` prints (util-linux 2.38), byte for byte. Times
// are in UTC: the simulated machine has no time zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/kernel/kernel.h"

namespace sim {

std::string proc_sysvipc_msg(const KernelState& k, const Task& reader);

std::string ipcs_q(const KernelState& k);  // ipcs -q
// ipcs -q -i ID; nullopt when there is no such queue (the tool says "ipcs: id ID not found").
std::optional<std::string> ipcs_q_id(const KernelState& k, std::int32_t msqid);
std::string ipcs_q_limits(const KernelState& k);   // ipcs -q -l
std::string ipcs_q_summary(const KernelState& k);  // ipcs -q -u

// "Sat Nov 21 19:27:43 2026", as ctime(3) in UTC without the line end.
std::string utc_time_text(std::int64_t seconds_since_1970);

}  // namespace sim
