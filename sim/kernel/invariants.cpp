#include "sim/kernel/invariants.h"

#include <fmt/format.h>

#include <vector>

namespace sim {
namespace {

using Problem = std::optional<std::string>;
using Counts = std::vector<std::uint32_t>;

// Everything counted is there, and what is there says how often it is counted.
template <class PoolT, class SaysT>
Problem compare(const char* what, const PoolT& pool, const Counts& counted, SaysT says) {
  Problem problem;
  std::size_t users = 0;
  for (const std::uint32_t n : counted) users += n;
  pool.for_each([&](auto id, const auto& one) {
    users -= counted[id.value];
    if (says(id, one) != counted[id.value])
      problem = fmt::format("{} {} has {} users, not {}", what, id.value, counted[id.value],
                            says(id, one));
  });
  if (users != 0) problem = fmt::format("a freed {} is in use", what);
  return problem;
}

Problem check_pages(PipeId id, const Pipe& p) {
  std::size_t bytes = 0;
  for (const PipePage page : p.pages) {
    if (page.bytes == 0 || page.bytes > page.end || page.end > kPageBytes)
      return fmt::format("pipe {}: a page of {} bytes that end at {}", id.value, page.bytes,
                         page.end);
    bytes += page.bytes;
  }
  if (p.pages.size() > kPipePages) return fmt::format("pipe {} has too many pages", id.value);
  if (bytes != p.data.size())
    return fmt::format("pipe {} holds {} bytes, its pages {}", id.value, p.data.size(), bytes);
  return {};
}

Problem check_sleepers(const KernelState& k, PipeId id, WaitKind kind) {
  const Pipe& p = k.pipes[id];
  const bool writers = kind == WaitKind::pipe_write;
  TaskId prev;
  std::size_t count = 0;
  for (TaskId t = writers ? p.write_wait_first : p.read_wait_first; t;
       t = k.tasks[t].wait_node.next) {
    if (!k.tasks.contains(t)) return fmt::format("pipe {}: a dead task waits on it", id.value);
    if (k.tasks[t].wait != kind || k.tasks[t].wait_pipe != id)
      return fmt::format("pipe {}: pid {} does not know that it waits on it", id.value,
                         k.tasks[t].pid.value);
    if (k.tasks[t].wait_node.prev != prev || ++count > k.tasks.live())
      return fmt::format("pipe {}: wait list links broken", id.value);
    prev = t;
  }
  if (prev != (writers ? p.write_wait_last : p.read_wait_last))
    return fmt::format("pipe {}: wait list has a wrong tail", id.value);
  return {};
}

Problem check_children(const KernelState& k, TaskId parent, Counts& listed) {
  TaskId prev;
  for (TaskId id = k.tasks[parent].first_child; id; id = k.tasks[id].sibling.next) {
    const std::int32_t pid = k.tasks[parent].pid.value;
    if (!k.tasks.contains(id)) return fmt::format("pid {} has a child that is gone", pid);
    if (k.tasks[id].parent != parent) return fmt::format("pid {} has another's child", pid);
    if (k.tasks[id].sibling.prev != prev || ++listed[id.value] > 1)
      return fmt::format("pid {}: links of its children broken", pid);
    prev = id;
  }
  if (prev != k.tasks[parent].last_child)
    return fmt::format("pid {}: its last child is not the last", k.tasks[parent].pid.value);
  return {};
}

}  // namespace

std::optional<std::string> check_references(const KernelState& k) {
  Counts tables(k.files.capacity()), files(k.open_files.capacity()), mms(k.mms.capacity()),
      sighands(k.sighands.capacity());
  k.tasks.for_each([&](TaskId, const Task& t) {
    if (t.files) ++tables[t.files.value];
    if (t.mm) ++mms[t.mm.value];
    if (t.sighand) ++sighands[t.sighand.value];
  });
  k.files.for_each([&](FilesId, const FdTable& table) {
    for (const FdEntry& fd : table.fds)
      if (fd.file) ++files[fd.file.value];
  });
  const auto own_count = [](auto, const auto& one) { return one.refs; };
  if (Problem p = compare("descriptor table", k.files, tables, own_count)) return p;
  if (Problem p = compare("open file", k.open_files, files, own_count)) return p;
  if (Problem p = compare("signal handler table", k.sighands, sighands, own_count)) return p;
  return compare("address space", k.mms, mms,
                 [&](MmId id, const AddressSpace&) { return k.mm_refs[id.value]; });
}

std::optional<std::string> check_pipes(const KernelState& k) {
  Counts readers(k.pipes.capacity()), writers(k.pipes.capacity());
  k.open_files.for_each([&](FileId, const File& f) {
    if (f.kind == FileKind::pipe_read) ++readers[f.pipe.value];
    if (f.kind == FileKind::pipe_write) ++writers[f.pipe.value];
  });
  Problem problem;
  k.pipes.for_each([&](PipeId id, const Pipe& p) {
    // A pipe just made has ends before it has descriptors.
    const bool is_new = readers[id.value] == 0 && writers[id.value] == 0;
    if (!is_new && (p.readers != readers[id.value] || p.writers != writers[id.value]))
      problem = fmt::format("pipe {} has {} readers and {} writers, not {} and {}", id.value,
                            readers[id.value], writers[id.value], p.readers, p.writers);
    if (!problem) problem = check_pages(id, p);
    if (!problem) problem = check_sleepers(k, id, WaitKind::pipe_read);
    if (!problem) problem = check_sleepers(k, id, WaitKind::pipe_write);
  });
  return problem;
}

std::optional<std::string> check_families(const KernelState& k) {
  Counts listed(k.tasks.capacity());
  Problem problem;
  k.tasks.for_each([&](TaskId id, const Task&) {
    if (!problem) problem = check_children(k, id, listed);
  });
  if (problem) return problem;
  k.tasks.for_each([&](TaskId id, const Task& t) {
    // While fork makes it a task is nobody's child yet.
    const bool is_new = t.textbook_state() == TextbookState::new_ && !t.parent;
    if (!t.is_idle && t.pid.value > 0 && t.state != TaskState::dead && k.find_task_id(t.pid) != id)
      problem = fmt::format("two tasks have the pid {}", t.pid.value);
    const bool is_child = !t.is_idle && !t.is_init && !is_new && t.state != TaskState::dead;
    if (is_child != (listed[id.value] == 1))
      problem = fmt::format("pid {} is {} the child of somebody", t.pid.value,
                            is_child ? "not" : "still");
  });
  return problem;
}

// What is pending has its siginfo, and a standard signal one in either set.
std::optional<std::string> check_signals(const KernelState& k) {
  Problem problem;
  k.tasks.for_each([&](TaskId, const Task& t) {
    SigSet seen[2] = {};
    for (const SigInfo& s : t.siginfo) {
      if (s.signo < kSIGRTMIN && (seen[s.to_thread] & sig_bit(s.signo)) != 0)
        problem = fmt::format("pid {}: {} is pending twice", t.pid.value, signal_name(s.signo));
      seen[s.to_thread] |= sig_bit(s.signo);
    }
    if ((seen[0] | seen[1]) != t.pending)
      problem = fmt::format("pid {}: the pending set is {:#x}, queued are {:#x} and {:#x}",
                            t.pid.value, t.pending, seen[1], seen[0]);
  });
  return problem;
}

}  // namespace sim
