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

std::string hangs_on(const Drawing& d, const sim::Task& t) {
  if (t.on_cpu) return fmt::format("CPU {} (current)", t.cpu.value);
  if (t.on_rq) return fmt::format("run queue {}", t.cpu.value);
  if (t.wait == sim::WaitKind::none) return "–";
  std::string s(wait_kind_name(t.wait));
  if (t.wait_queue.valid() && t.wait_queue.value < d.moment.kernel.msg.queues.size())
    s += fmt::format(" · msqid {}", d.moment.kernel.msg.queues[t.wait_queue.value].id);
  return s;
}

std::vector<Row> rows_of(const Drawing& d, const sim::Task& t) {
  const auto& k = d.moment.kernel;
  const Strings& tr = d.canvas.tr;
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
  row(tr("pcb.hangs_on"), hangs_on(d, t));
  head("pcb.scheduling");
  row("prio / nice", fmt::format("{} / {}", t.prio(), t.nice));
  if (const sim::TaskId id = k.find_task_id(t.pid);
      id.valid() && id.value < d.moment.sched.entities.size()) {
    const sim::SchedEntity& e = d.moment.sched.entities[id.value];
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
  row("pending", signal_set(t.pending));
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
  const std::vector<Row> rows = rows_of(d, t);
  float total = 0;
  for (const Row& row : rows) total += row.head ? 26.0f : 19.0f;
  const float squeeze = std::min(1.0f, r.h / total);
  const float value_x = r.x + std::min(150.0f, r.w * 0.4f);
  float y = r.y;
  const bool changed = task_changed(d.moment, t.pid);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float h = (rows[i].head ? 26.0f : 19.0f) * squeeze;
    if (y + h > r.bottom() + 1) break;
    const float m = y + h / 2 + (rows[i].head ? 3 * squeeze : 0);
    const std::string id = "pcb:" + std::to_string(i);
    if (rows[i].head) {
      c.caps(id, r.x, m, rows[i].name);
    } else {
      c.label(id, r.x, m, TextStyle::field, c.colors.dim, rows[i].name);
      c.text(id + ":value", {value_x, m - 9, r.right() - value_x, 18}, TextStyle::field,
             changed && rows[i].name == "__state" ? c.colors.now : c.colors.text, rows[i].value);
    }
    y += h;
  }
}

}  // namespace gui
