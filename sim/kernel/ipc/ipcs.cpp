#include "sim/kernel/ipc/ipcs.h"

#include <fmt/format.h>

#include <array>
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

struct Date {
  std::int64_t year = 1970;
  int month = 0;         // from 0
  std::int64_t day = 0;  // from 0
};

bool is_leap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

Date date_of(std::int64_t days_since_1970) {
  constexpr std::array kLengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Date date;
  date.day = days_since_1970;
  for (; date.day >= (is_leap(date.year) ? 366 : 365); ++date.year)
    date.day -= is_leap(date.year) ? 366 : 365;
  for (;; ++date.month) {
    const bool leap_day = date.month == 1 && is_leap(date.year);
    const int length = kLengths[static_cast<std::size_t>(date.month)] + (leap_day ? 1 : 0);
    if (date.day < length) return date;
    date.day -= length;
  }
}

}  // namespace

std::string utc_time_text(std::int64_t seconds_since_1970) {
  constexpr std::array kDays{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};  // from 1970-01-01
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kDaySeconds = 86400;
  const std::int64_t days = seconds_since_1970 / kDaySeconds;
  const std::int64_t clock = seconds_since_1970 % kDaySeconds;
  const Date date = date_of(days);
  return fmt::format("{} {} {:2} {:02}:{:02}:{:02} {}", kDays[static_cast<std::size_t>(days % 7)],
                     kMonths[static_cast<std::size_t>(date.month)], date.day + 1, clock / 3600,
                     clock / 60 % 60, clock % 60, date.year);
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
