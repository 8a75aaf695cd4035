// A task's PCB, field by field, under the kernel's names.
#include <fmt/format.h>

#include "gui/scene/parts.h"
#include "gui/scene/user_line.h"

namespace gui {
namespace {

struct Row {
  std::string name, value;
  bool head = false;
};

std::string signal_set(sim::SigSet set) {
  std::string s;
  for (int i = 1; i <= sim::kSignalCount; ++i)
    if ((set & sim::sig_bit(i)) != 0)
      s += fmt::format("{}{}", s.empty() ? "" : " ", sim::signal_name(i));
  return s.empty() ? "–" : s;
}

std::string file_text(const sim::File& f) {
  switch (f.kind) {
    case sim::FileKind::tty:
      return "tty";
    case sim::FileKind::null:
      return "/dev/null";
    case sim::FileKind::pipe_read:
      return fmt::format("pipe {} (r)", f.pipe.value);
    case sim::FileKind::pipe_write:
      return fmt::format("pipe {} (w)", f.pipe.value);
    case sim::FileKind::text:
      return "/proc";
    case sim::FileKind::regular:
      return fmt::format("file {} @{}", f.inode, f.pos);
    case sim::FileKind::directory:
      return "dir";
  }
  return "?";
}

std::string hangs_on(const sim::KernelState& k, const sim::Task& t) {
  if (t.on_cpu) return fmt::format("CPU {} (current)", t.cpu.value);
  if (t.on_rq) return fmt::format("run queue {}", t.cpu.value);
  if (t.wait == sim::WaitKind::none) return "–";
  std::string s(wait_kind_name(t.wait));
  if (t.wait_queue.valid() && t.wait_queue.value < k.msg.queues.size())
    s += fmt::format(" · msqid {}", k.msg.queues[t.wait_queue.value].id);
  return s;
}

std::vector<Row> rows_of(const Strings& tr, const sim::KernelState& k, const sim::SchedState& sched,
                         const sim::Task& t) {
  std::vector<Row> r;
  auto head = [&](const char* key) { r.push_back({tr(key), "", true}); };
  auto row = [&](std::string name, std::string value) {
    r.push_back({std::move(name), std::move(value), false});
  };
  auto name_of = [&](sim::TaskId id) {
    if (!id.valid() || !k.tasks.contains(id)) return std::string("–");
    return fmt::format("{} ({})", k.tasks[id].pid.value, k.comm(k.tasks[id]));
  };
  head("pcb.identifiers");
  row("pid / tgid", fmt::format("{} / {}", t.pid.value, t.tgid.value));
  row("parent", name_of(t.parent));
  std::string children;
  for (sim::TaskId ch = t.first_child; ch.valid(); ch = k.tasks[ch].sibling.next)
    children += fmt::format("{}{}", children.empty() ? "" : " ", k.tasks[ch].pid.value);
  row("children", children.empty() ? "–" : children);
  row("uid / gid", fmt::format("{} / {}", t.cred.euid, t.cred.egid));
  head("pcb.state");
  row("__state", std::string(task_state_name(t.state)));
  row(tr("pcb.textbook"), std::string(textbook_state_name(t.textbook_state())));
  row(tr("pcb.hangs_on"), hangs_on(k, t));
  head("pcb.scheduling");
  row("prio / nice", fmt::format("{} / {}", t.prio(), t.nice));
  if (const sim::TaskId id = k.find_task_id(t.pid);
      id.valid() && id.value < sched.entities.size()) {
    const sim::SchedEntity& e = sched.entities[id.value];
    row("se.vruntime", format_ns(static_cast<std::int64_t>(e.vruntime)));
    row("se.load.weight", std::to_string(e.weight));
    row("sum_exec_runtime", format_ns(static_cast<std::int64_t>(e.sum_exec_runtime)));
  }
  row("nvcsw / nivcsw", fmt::format("{} / {}", t.nvcsw, t.nivcsw));
  row("utime / stime", fmt::format("{} / {}", format_ns(t.utime_ns), format_ns(t.stime_ns)));
  head("pcb.registers");
  row("pc", fmt::format("{:#x}", t.regs.pc));
  row("sp / fp", fmt::format("{:#x} / {:#x}", t.regs.r[sim::kRegSp], t.regs.r[sim::kRegFp]));
  row("r0 r1 r2", fmt::format("{:#x} {:#x} {:#x}", t.regs.r[0], t.regs.r[1], t.regs.r[2]));
  head("pcb.signals");
  row("pending", signal_set(sim::own_pending(t)));
  row("shared_pending", signal_set(sim::shared_pending(t)));
  row("blocked", signal_set(t.blocked));
  head("pcb.files");
  if (t.files.valid() && k.files.contains(t.files)) {
    const auto& fds = k.files[t.files].fds;
    for (std::size_t i = 0; i < fds.size() && i < 12; ++i)
      if (fds[i].file.valid() && k.open_files.contains(fds[i].file))
        row(fmt::format("fd {}", i), file_text(k.open_files[fds[i].file]));
  }
  return r;
}

// The rows as they were before the last step; a task that is new had none.
std::vector<Row> rows_before(const Drawing& d, const sim::Task& t) {
  if (d.facts.kernel_before == nullptr || d.facts.sched_before == nullptr) return {};
  const sim::Task* old = d.facts.kernel_before->find_task(t.pid);
  if (old == nullptr) return {};
  return rows_of(d.canvas.tr, *d.facts.kernel_before, *d.facts.sched_before, *old);
}

// What a field was, when it was something else; nullptr: it is as it was.
const std::string* old_value(const std::vector<Row>& before, const Row& now) {
  static const std::string kNothing = "–";
  if (before.empty()) return nullptr;
  for (const Row& row : before)
    if (row.name == now.name) return row.value != now.value ? &row.value : nullptr;
  return &kNothing;
}

// The value, lit when the last step changed it, and beside it, dimmed, what it was.
void draw_value(Canvas& c, const std::string& id, const Rect& box, const Row& row,
                const std::string* old) {
  const Color ink = old != nullptr ? c.colors.now : c.colors.text;
  c.text(id + ":value", box, TextStyle::field, ink, row.value);
  if (old == nullptr) return;
  const float x = box.x + c.width(TextStyle::field, row.value);
  Shape dot;
  dot.id = id + ":changed";
  dot.kind = ShapeKind::disc;
  dot.box = {box.x - 9, box.center().y - 2.5f, 5, 5};
  dot.fill = c.colors.now;
  c.add(std::move(dot));
  const std::string was = "← " + *old;
  if (x + 10 + c.width(TextStyle::field, was) <= box.right())
    c.label(id + ":was", x + 10, box.center().y, TextStyle::field, c.colors.faint, was);
}

}  // namespace

void draw_pcb(Drawing& d, const Rect& area, const sim::Task& t) {
  Canvas& c = d.canvas;
  const Color color = d.color_of(t.pid);
  c.panel("pcb", area);
  c.rect("pcb:stripe", Layer::panel, {area.x, area.y, 5, area.h}, color, kNoColor, 3);
  Rect r{area.x + 17, area.y + 4, area.w - 30, area.h - 14};
  const Rect head = r.take_top(34);
  const float x =
      c.label("pcb:name", head.x, head.center().y, TextStyle::name, c.colors.text, d.name_of(t));
  c.label("pcb:type", x + 10, head.center().y + 1, TextStyle::field, c.colors.dim,
          "struct task_struct");
  Shape& close =
      c.button("pcb.close", {head.right() - 24, head.center().y - 12, 24, 24}, "×", false);
  close.tooltip = c.tr("tip.pcb_close");
  const std::vector<Row> rows = rows_of(c.tr, d.moment.kernel, d.moment.sched, t);
  const std::vector<Row> before = rows_before(d, t);
  float total = 0;
  for (const Row& row : rows) total += row.head ? 26.0f : 19.0f;
  const float squeeze = std::min(1.0f, r.h / total);
  const float value_x = r.x + std::min(150.0f, r.w * 0.4f);
  float y = r.y;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float h = (rows[i].head ? 26.0f : 19.0f) * squeeze;
    if (y + h > r.bottom() + 1) break;
    const float m = y + h / 2 + (rows[i].head ? 3 * squeeze : 0);
    const std::string id = "pcb:" + std::to_string(i);
    if (rows[i].head) {
      c.caps(id, r.x, m, rows[i].name);
    } else {
      c.label(id, r.x, m, TextStyle::field, c.colors.dim, rows[i].name);
      draw_value(c, id, {value_x, m - 9, r.right() - value_x, 18}, rows[i],
                 old_value(before, rows[i]));
    }
    y += h;
  }
}

}  // namespace gui
