#include "sim/kernel/ipc/ipcs.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <iterator>

#include "sim/kernel/ipc/msg_queue.h"

namespace sim {
namespace {

template <class F>
void for_each_queue(const KernelState& k, F&& f) {
  for (const MsgQueue& q : k.msg.queues)
    if (q.id >= 0) f(q);
}

// The simulated machine's /etc/passwd knows root; others are printed as numbers.
std::string user_name(std::uint32_t uid) { return uid == 0 ? "root" : std::to_string(uid); }

std::string time_or_not_set(std::int64_t seconds) {
  return seconds == 0 ? "Not set" : utc_time_text(seconds);
}

}  // namespace

std::string utc_time_text(std::int64_t seconds_since_1970) {
  using namespace std::chrono;
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_seconds t{std::chrono::seconds{seconds_since_1970}};
  const sys_days day = floor<days>(t);
  const year_month_day date{day};
  const hh_mm_ss clock{t - day};
  return fmt::format("{} {} {:2} {:02}:{:02}:{:02} {}", kDays[weekday{day}.c_encoding()],
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(),
                     static_cast<int>(date.year()));
}

std::string proc_sysvipc_msg(const KernelState& k, const Task& /*reader*/) {
  std::string out =
      "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid"
      "      stime      rtime      ctime\n";
  for_each_queue(k, [&](const MsgQueue& q) {
    fmt::format_to(std::back_inserter(out),
                   "{:10} {:10}  {:4o}  {:10} {:10} {:5} {:5} {:5} {:5} {:5} {:5} {:10} {:10} "
                   "{:10}\n",
                   q.q_perm.key, q.id, q.q_perm.mode, q.q_cbytes, q.q_qnum, q.q_lspid.value,
                   q.q_lrpid.value, q.q_perm.uid, q.q_perm.gid, q.q_perm.cuid, q.q_perm.cgid,
                   q.q_stime, q.q_rtime, q.q_ctime);
  });
  return out;
}

std::string ipcs_q(const KernelState& k) {
  std::string out = "\n------ Message Queues --------\n";
  out += "key        msqid      owner      perms      used-bytes   messages    \n";
  for_each_queue(k, [&](const MsgQueue& q) {
    fmt::format_to(std::back_inserter(out), "0x{:08x} {:<10} {:<10.10} {:<10o} {:<12} {:<12}\n",
                   static_cast<std::uint32_t>(q.q_perm.key), q.id, user_name(q.q_perm.uid),
                   q.q_perm.mode, q.q_cbytes, q.q_qnum);
  });
  return out + "\n";
}

std::optional<std::string> ipcs_q_id(const KernelState& k, std::int32_t msqid) {
  const QueueId id = ipc::find_queue(k.msg, msqid);
  if (!id) return std::nullopt;
  const MsgQueue& q = k.msg.queues[id.value];
  const IpcPerm& perm = q.q_perm;
  return fmt::format(
      "\nMessage Queue msqid={}\n"
      "uid={}\tgid={}\tcuid={}\tcgid={}\tmode={:#o}\n"
      "cbytes={}\tqbytes={}\tqnum={}\tlspid={}\tlrpid={}\n"
      "send_time={:<26}\nrcv_time={:<26}\nchange_time={:<26}\n\n",
      q.id, perm.uid, perm.gid, perm.cuid, perm.cgid, perm.mode, q.q_cbytes, q.q_qbytes, q.q_qnum,
      q.q_lspid.value, q.q_lrpid.value, time_or_not_set(q.q_stime), time_or_not_set(q.q_rtime),
      time_or_not_set(q.q_ctime));
}

std::string ipcs_q_limits(const KernelState& k) {
  return fmt::format(
      "\n------ Messages Limits --------\n"
      "max queues system wide = {}\n"
      "max size of message (bytes) = {}\n"
      "default max size of queue (bytes) = {}\n\n",
      k.msg.limits.msgmni, k.msg.limits.msgmax, k.msg.limits.msgmnb);
}

std::string ipcs_q_summary(const KernelState& k) {
  return fmt::format(
      "\n------ Messages Status --------\n"
      "allocated queues = {}\n"
      "used headers = {}\n"
      "used space = {} bytes\n\n",
      k.msg.in_use, k.msg.msg_hdrs, k.msg.msg_bytes);
}

}  // namespace sim
