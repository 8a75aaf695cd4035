// Numbers and structures of <sys/ipc.h> and <sys/msg.h> as Linux x86-64 has them.
#pragma once

#include <cstdint>

namespace sim::ipc {

constexpr std::int32_t kIpcPrivate = 0;

constexpr std::int32_t kIpcCreat = 01000;
constexpr std::int32_t kIpcExcl = 02000;
constexpr std::int32_t kIpcNowait = 04000;
constexpr std::int32_t kMsgNoerror = 010000;
constexpr std::int32_t kMsgExcept = 020000;
constexpr std::int32_t kMsgCopy = 040000;

constexpr std::int32_t kIpcRmid = 0;
constexpr std::int32_t kIpcSet = 1;
constexpr std::int32_t kIpcStat = 2;
constexpr std::int32_t kIpcInfo = 3;
constexpr std::int32_t kMsgStat = 11;
constexpr std::int32_t kMsgInfo = 12;
constexpr std::int32_t kMsgStatAny = 13;

// An id is seq * 32768 + index.
constexpr std::int32_t kIdIndexBits = 15;
constexpr std::uint32_t kIdIndices = 1u << kIdIndexBits;
constexpr std::uint32_t kMaxSeq = 1u << 16;
// An index comes back only after this many others at least, so that a stale id is noticed.
constexpr std::uint32_t kMinCycle = 64;

// struct msqid_ds
struct MsqidDs {
  std::int32_t key = 0;
  std::uint32_t uid = 0, gid = 0, cuid = 0, cgid = 0;
  std::uint32_t mode = 0;
  std::uint16_t seq = 0;
  std::uint16_t pad = 0;
  std::uint32_t pad2 = 0;
  std::uint64_t unused1 = 0, unused2 = 0;
  std::int64_t stime = 0, rtime = 0, ctime = 0;
  std::uint64_t cbytes = 0, qnum = 0, qbytes = 0;
  std::int32_t lspid = 0, lrpid = 0;
  std::uint64_t unused3 = 0, unused4 = 0;
};
static_assert(sizeof(MsqidDs) == 120);

// struct msginfo
struct MsgInfo {
  std::int32_t msgpool = 0, msgmap = 0, msgmax = 0, msgmnb = 0, msgmni = 0, msgssz = 0, msgtql = 0;
  std::uint16_t msgseg = 0;
  std::uint16_t pad = 0;
};
static_assert(sizeof(MsgInfo) == 32);

}  // namespace sim::ipc
