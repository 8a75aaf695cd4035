// A message queue as the structure it is: header fields, the fill gauge, and its three lists.
#include <fmt/format.h>

#include <set>

#include "gui/scene/parts.h"

namespace gui {
namespace {

constexpr Vec2 kEnvelope{88, 44};

using sim::EventType;

bool is_message_event(EventType t) {
  return t == EventType::msg_enqueue || t == EventType::msg_pipelined ||
         t == EventType::msg_dequeue || t == EventType::msg_block_sender ||
         t == EventType::msg_block_receiver || t == EventType::msg_wake_sender ||
         t == EventType::msg_wake_receiver || t == EventType::msq_create || t == EventType::msq_set;
}

std::string search_text(const sim::MsgReceiver& r) {
  switch (r.r_mode) {
    case sim::SearchMode::any:
      return fmt::format("r_msgtype {} (ANY)", r.r_msgtype);
    case sim::SearchMode::equal:
      return fmt::format("r_msgtype {} (EQUAL)", r.r_msgtype);
    case sim::SearchMode::not_equal:
      return fmt::format("r_msgtype {} (NOTEQUAL)", r.r_msgtype);
    case sim::SearchMode::less_equal:
      return fmt::format("r_msgtype {} (LESSEQUAL)", r.r_msgtype);
    case sim::SearchMode::number:
      return fmt::format("r_msgtype {} (NUMBER)", r.r_msgtype);
  }
  return "";
}

struct Field {
  std::string name, value;
  bool changed;
};

// Which fields the last step's facts changed: they are shown in the colour of "now".
std::set<std::string> changed_fields(const Moment& m, std::int32_t msqid) {
  std::set<std::string> out;
  for (const sim::Event& e : m.events) {
    if (!is_message_event(e.type) || e.args[0] != msqid) continue;
    switch (e.type) {
      case EventType::msg_enqueue:
        out.insert({"q_cbytes", "q_qnum", "q_lspid"});
        break;
      case EventType::msg_dequeue:
        out.insert({"q_cbytes", "q_qnum", "q_lrpid"});
        break;
      case EventType::msg_pipelined:
        out.insert({"q_lspid", "q_lrpid"});
        break;
      case EventType::msq_set:
        out.insert("q_qbytes");
        break;
      default:
        break;
    }
  }
  return out;
}

void draw_header(Drawing& d, Rect& area, const sim::MsgQueue& q, const std::string& id) {
  Canvas& c = d.canvas;
  const Rect title = area.take_top(34);
  const float middle = title.y + 18;
  const float x = c.label(id + ":name", title.x + 14, middle, TextStyle::field_name, c.colors.text,
                          "struct msg_queue");
  const float locked_w = q.lock.owner.valid() ? 120.0f : 12.0f;
  c.text(id + ":id", {x + 12, middle - 9, title.right() - locked_w - x - 12, 20}, TextStyle::small,
         c.colors.dim,
         fmt::format("msqid {} · key {:#010x} · mode {:04o}", q.id,
                     static_cast<std::uint32_t>(q.q_perm.key), q.q_perm.mode));
  if (q.lock.owner.valid())
    c.badge_right(id + ":lock", title.right() - 12, middle, c.colors.wait_back, c.colors.wait_text,
                  c.tr.format("queue.locked", {std::to_string(q.lock.owner.value)}));

  const Rect row = area.take_top(26);
  const std::set<std::string> changed = changed_fields(d.moment, q.id);
  std::vector<Field> fields;
  auto field = [&](const char* name, const std::string& value) {
    fields.push_back({name, value, changed.count(name) != 0});
  };
  field("q_cbytes", std::to_string(q.q_cbytes));
  field("q_qbytes", std::to_string(q.q_qbytes));
  field("q_qnum", std::to_string(q.q_qnum));
  field("q_lspid", std::to_string(q.q_lspid.value));
  field("q_lrpid", std::to_string(q.q_lrpid.value));
  const float gauge_w = std::clamp(row.w * 0.165f, 70.0f, 130.0f);
  const float room = row.w - 28 - gauge_w - 16;
  // Room is kept for values to grow, so that fields stand still; where there is none, it is not.
  auto width_of = [&](const Field& f, float least) {
    return c.width(TextStyle::field, f.name) + 6 +
           std::max(least, c.width(TextStyle::field, f.value));
  };
  auto needed = [&](float least) {
    float w = 0;
    for (const Field& f : fields) w += width_of(f, least);
    return w;
  };
  const float least = needed(34) + 60 < room ? 34.0f : 0.0f;
  const float spread =
      std::clamp((room - needed(least)) / static_cast<float>(fields.size()), 7.0f, 40.0f);
  float fx = row.x + 14;
  const float fy = row.center().y;
  for (const Field& f : fields) {
    const float w = width_of(f, least);
    if (fx + w > row.right() - 14 - gauge_w - 2) break;
    const float vx = c.label(id + ":" + f.name, fx, fy, TextStyle::field, c.colors.dim, f.name) + 6;
    const float end = c.label(id + ":" + f.name + ":value", vx, fy, TextStyle::field,
                              f.changed ? c.colors.now : c.colors.text, f.value);
    if (f.changed) {
      Shape dot;
      dot.id = id + ":" + f.name + ":changed";
      dot.kind = ShapeKind::disc;
      dot.box = {end + 1.5f, fy - 7, 5, 5};
      dot.fill = c.colors.now;
      c.add(std::move(dot));
    }
    fx += w + spread;
  }
  const float full =
      q.q_qbytes == 0
          ? 0
          : std::min(1.0f, static_cast<float>(q.q_cbytes) / static_cast<float>(q.q_qbytes));
  const Rect gauge{row.right() - 14 - gauge_w, fy - 2, gauge_w, 11};
  c.rect(id + ":gauge", Layer::well, gauge, c.colors.line, kNoColor, 5.5f);
  if (full > 0)
    c.rect(id + ":gauge:fill", Layer::content,
           {gauge.x, gauge.y, std::max(11.0f, gauge.w * full), gauge.h},
           full > 0.9f ? c.colors.bad_text : c.colors.accent, kNoColor, 5.5f);
  c.text(id + ":gauge:text", {gauge.x, gauge.y - 20, gauge.w, 18}, TextStyle::axis, c.colors.dim,
         c.tr.format("queue.full", {fmt::format("{:.0f}", full * 100)}), Align::center);
}

// The list's well, with its name to the left; returns the inside.
Rect list_well(Drawing& d, const Rect& row, const std::string& queue_id, const char* name,
               float label_w) {
  Canvas& c = d.canvas;
  Rect r = row;
  const Rect label = r.take_left(label_w);
  c.label(queue_id + ":" + name + ":label", label.x + 14, row.y + std::min(row.h / 2, 24.0f),
          TextStyle::code, c.colors.text, name);
  // The queue in focus has the plain names.
  c.well(queue_id == "queue" ? fmt::format("list:{}", name)
                             : fmt::format("{}:list:{}", queue_id, name),
         r);
  return r;
}

void draw_empty(Drawing& d, const Rect& well, const std::string& id, std::string_view text) {
  d.canvas.text(id, {well.x + 18, well.y, well.w - 26, well.h}, TextStyle::body,
                d.canvas.colors.faint, text);
}

void link(Drawing& d, const std::string& id, float x0, float x1, float y) {
  if (x1 - x0 < 5) return;
  Shape& s = d.canvas.arrow(id, Layer::content, {x0, y}, {x1, y}, d.canvas.colors.dim, 1.5f);
  s.opacity = 0.9f;
}

void draw_messages(Drawing& d, const Rect& well, const sim::MsgQueue& q, const std::string& id,
                   bool pipelined_now) {
  Canvas& c = d.canvas;
  const auto& pool = d.moment.kernel.msg.messages;
  if (!q.messages_first.valid()) {
    draw_empty(d, well, id + ":q_messages:empty",
               c.tr(pipelined_now && !d.facts.asking() ? "queue.not_put_here" : "queue.empty"));
    return;
  }
  std::set<std::uint32_t> fresh;
  for (const sim::Event& e : d.moment.events)
    if (e.type == EventType::msg_enqueue) fresh.insert(static_cast<std::uint32_t>(e.args[1]));
  // However many there are, only those that are shown are looked at.
  const auto all = static_cast<std::size_t>(q.q_qnum);
  const float h = std::min(kEnvelope.y, well.h - 12), gap = 24;
  float x = well.x + 30;
  const float y = well.y + (well.h - h) / 2;
  const float room = well.right() - 14 - x;
  std::size_t shown = all;
  float w = kEnvelope.x;
  const std::string more = c.tr.format("stage.more", {group_digits(all)});
  if (static_cast<float>(shown) * (w + gap) - gap > room) {
    w = 72;
    const float left = room - c.width(TextStyle::strong, more) - 4;
    shown = std::min(shown, static_cast<std::size_t>(std::max(1.0f, left / (w + gap))));
  }
  std::vector<sim::MsgId> messages;
  for (sim::MsgId m = q.messages_first; m.valid() && messages.size() < shown; m = pool[m].next)
    messages.push_back(m);
  // Where there is room, their texts in full.
  if (shown == all) {
    const float most = (room - gap * static_cast<float>(shown - 1)) / static_cast<float>(shown);
    float longest = w;
    for (const sim::MsgId m : messages) longest = std::max(longest, envelope_width(d, m));
    w = std::max(w, std::min(longest, most));
  }
  link(d, id + ":q_messages:head", well.x + 8, x - 2, y + h / 2);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const sim::MsgMsg& m = pool[messages[i]];
    draw_envelope(d, {x, y, w, h}, messages[i], fresh.count(messages[i].value) != 0);
    const int segments = m.segments();
    // Further segments hang on `next`: sheets that stick out below the first.
    for (int k = 1; k < segments && k < 4; ++k)
      c.rect(fmt::format("msg:{}:seg:{}", messages[i].value, k), Layer::content,
             {x + 4.0f * static_cast<float>(k), y + 4.0f * static_cast<float>(k), w, h},
             mix(c.colors.paper, c.colors.well, 60 * k), c.colors.well, 4);
    x += w;
    if (i + 1 < all)
      link(d, fmt::format("{}:link:{}", id, messages[i].value), x + 3, x + gap - 2, y + h / 2);
    x += gap;
  }
  if (messages.size() < all)
    c.label(id + ":q_messages:more", x + 2, y + h / 2, TextStyle::strong, c.colors.dim,
            c.tr.format("stage.more", {group_digits(all - messages.size())}));
}

// Below each token what it waits for: where there is height, but no room beside it. False: there is
// not.
bool draw_receivers_stacked(Drawing& d, const Rect& well, const std::vector<const sim::Task*>& list,
                            const std::string& id) {
  Canvas& c = d.canvas;
  constexpr float kLine = 16, kGap = 24, kHand = 80;
  const TokenSize size = well.h >= 78 ? TokenSize::large : TokenSize::small;
  const Vec2 token = token_extent(size);
  const float h = token.y + 3 + 2 * kLine;
  if (well.h < h + 2 || list.size() > 8) return false;
  const TextStyle style = size == TokenSize::large ? TextStyle::strong : TextStyle::badge;
  std::vector<float> widths;
  float all = 34 - kGap;
  for (const sim::Task* t : list) {
    const float name = std::max(token.x, c.width(style, d.label_of(*t)) + 28);
    const float top = name + (t->msr.r_msg.valid() ? kHand : 0);
    widths.push_back(std::max(top, c.width(TextStyle::field, search_text(t->msr))));
    all += widths.back() + kGap;
  }
  if (all + 8 > well.w) return false;
  const float y = well.center().y - h / 2 + token.y / 2;
  float x = well.x + 34;
  link(d, id + ":q_receivers:head", well.x + 8, x - 2, y);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const sim::Task& t = *list[i];
    const std::string rid = fmt::format("msr:{}", t.pid.value);
    const float name = std::max(token.x, c.width(style, d.label_of(t)) + 28);
    draw_token(d, {x + name / 2, y}, t, size);
    if (t.msr.r_msg.valid()) {
      // The last may be as long as its text.
      const float most = i + 1 == list.size() ? well.right() - 8 - x - name - 6 : 0;
      const float w = std::max(kHand - 8, std::min(envelope_width(d, t.msr.r_msg), most));
      draw_envelope(d, {x + name + 6, y - token.y / 2, w, token.y}, t.msr.r_msg, true);
    }
    const float below = y + token.y / 2 + 3;
    c.label(rid + ":type", x, below + kLine / 2, TextStyle::field, c.colors.dim,
            search_text(t.msr));
    c.label(rid + ":size", x, below + kLine * 1.5f, TextStyle::field, c.colors.dim,
            fmt::format("r_maxsize {}", t.msr.r_maxsize));
    const float end = x + name + (t.msr.r_msg.valid() ? kHand : 0);
    x += widths[i] + kGap;
    if (i + 1 < list.size()) link(d, fmt::format("{}:link", rid), end + 3, x - 3, y);
  }
  return true;
}

// A receiver that has been woken is off the list already in the kernel (its r_msg is set); it is
// drawn where its node is: list order first, then those in flight.
void draw_receivers(Drawing& d, const Rect& well, const sim::MsgQueue& q, const std::string& id) {
  Canvas& c = d.canvas;
  const auto& tasks = d.moment.kernel.tasks;
  std::vector<const sim::Task*> list;
  for (sim::TaskId t = q.receivers_first; t.valid(); t = tasks[t].wait_node.next)
    list.push_back(&tasks[t]);
  // Handed a message, not yet woken: taken off the list, its hand is where the message is.
  tasks.for_each([&](sim::TaskId, const sim::Task& t) {
    const bool handed = t.msr.r_msg.valid() && !t.on_rq && !t.on_cpu &&
                        t.state == sim::TaskState::interruptible && t.wait == sim::WaitKind::none &&
                        t.call.queue.valid() &&
                        d.moment.kernel.msg.queues[t.call.queue.value].id == q.id;
    if (handed) list.push_back(&t);
  });
  if (list.empty()) {
    draw_empty(d, well, id + ":q_receivers:empty", c.tr("queue.empty"));
    return;
  }
  const bool detailed =
      well.h >= 56 && list.size() <= 2 && well.w / static_cast<float>(list.size()) > 250;
  const TokenSize size = well.h >= 44 && list.size() <= 4 ? TokenSize::large : TokenSize::small;
  float x = well.x + 34;
  const float y = well.center().y;
  if (!detailed && draw_receivers_stacked(d, well, list, id)) return;
  link(d, id + ":q_receivers:head", well.x + 8, x - 2, y);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const sim::Task& t = *list[i];
    const TextStyle style = size == TokenSize::large ? TextStyle::strong : TextStyle::badge;
    const float w = std::max(token_extent(size).x, c.width(style, d.label_of(t)) + 28);
    if (x + w + 44 > well.right() && i + 1 < list.size()) {
      c.label(id + ":q_receivers:more", x, y, TextStyle::strong, c.colors.dim,
              fmt::format("+{}", list.size() - i));
      break;
    }
    draw_token(d, {x + w / 2, y}, t, size);
    const std::string rid = fmt::format("msr:{}", t.pid.value);
    x += w;
    // Where there is no room for both, the message itself says enough.
    const bool in_hand = t.msr.r_msg.valid();
    const float share = (well.right() - 20 - well.x) / static_cast<float>(list.size());
    if (detailed && !(in_hand && share < 400)) {
      x += 14;
      const float line = std::min(18.0f, (well.h - 12) / 3);
      c.label(rid + ":type", x, y - line, TextStyle::field, c.colors.dim, search_text(t.msr));
      c.label(rid + ":size", x, y, TextStyle::field, c.colors.dim,
              fmt::format("r_maxsize {}", t.msr.r_maxsize));
      const float end = c.label(rid + ":msg", x, y + line, TextStyle::field, c.colors.dim, "r_msg");
      Shape& slot = c.rect(rid + ":slot", Layer::content, {end + 10, y + line - 8, 70, 16},
                           t.msr.r_msg.valid() ? c.colors.selected : kNoColor,
                           t.msr.r_msg.valid() ? c.colors.now : c.colors.line, 3);
      slot.text = t.msr.r_msg.valid()                          ? "→ msg"
                  : t.msr.r_error != 0 && t.msr.r_error != -11 ? fmt::format("{}", t.msr.r_error)
                                                               : "-EAGAIN";
      slot.style = TextStyle::axis;
      slot.ink = t.msr.r_msg.valid() ? c.colors.now : c.colors.faint;
      slot.align = Align::center;
      x += std::max(c.width(TextStyle::field, search_text(t.msr)), 120.0f) + 12;
      if (t.msr.r_msg.valid()) {
        const float most = i + 1 == list.size() ? well.right() - 8 - x : 0;
        const float sheet = std::max(kEnvelope.x, std::min(envelope_width(d, t.msr.r_msg), most));
        draw_envelope(
            d, {std::min(x, well.right() - sheet - 8), y - kEnvelope.y / 2, sheet, kEnvelope.y},
            t.msr.r_msg, true);
        x += sheet + 8;
      }
    } else if (t.msr.r_msg.valid()) {
      const float h = std::min(36.0f, well.h - 8);
      draw_envelope(d, {x + 4, y - h / 2, 72, h}, t.msr.r_msg, true);
      x += 80;
    }
    if (i + 1 < list.size()) link(d, fmt::format("{}:link", rid), x + 3, x + 20, y);
    x += 24;
  }
}

void draw_senders(Drawing& d, const Rect& well, const sim::MsgQueue& q, const std::string& id) {
  Canvas& c = d.canvas;
  const auto& tasks = d.moment.kernel.tasks;
  if (!q.senders_first.valid()) {
    draw_empty(d, well, id + ":q_senders:empty", c.tr("queue.empty_short"));
    return;
  }
  float x = well.x + 34;
  const float y = well.center().y;
  link(d, id + ":q_senders:head", well.x + 8, x - 2, y);
  std::size_t left = 0;
  for (sim::TaskId t = q.senders_first; t.valid(); t = tasks[t].wait_node.next) ++left;
  // What there is room for beside each token: the message it wants to send, its size, nothing.
  const float each = (well.right() - x - 10) / static_cast<float>(left);
  const TokenSize size = well.h >= 44 && each >= 130 ? TokenSize::large : TokenSize::small;
  const bool envelopes = each >= 224, sizes = each >= 185;
  const float low = std::min(36.0f, well.h - 8);
  for (sim::TaskId id_t = q.senders_first; id_t.valid() && left > 0;
       id_t = tasks[id_t].wait_node.next, --left) {
    const sim::Task& t = tasks[id_t];
    const TextStyle style = size == TokenSize::large ? TextStyle::strong : TextStyle::badge;
    const float w = std::max(token_extent(size).x, c.width(style, d.label_of(t)) + 28);
    const bool carries =
        envelopes && t.call.msg.valid() && d.moment.kernel.msg.messages.contains(t.call.msg);
    const std::string needs = sizes ? fmt::format("msgsz {}", t.mss.msgsz) : "";
    // As long as its text, where there is room for that.
    const float sheet =
        carries ? std::clamp(std::min(envelope_width(d, t.call.msg), each - w - 40), 76.0f, 240.0f)
                : 0;
    const float all = w + (carries ? sheet + 10
                           : sizes ? 10 + c.width(TextStyle::field, needs)
                                   : 0.0f);
    if (x + all + (left > 1 ? 44.0f : 0.0f) > well.right()) {
      c.label(id + ":q_senders:more", x, y, TextStyle::strong, c.colors.dim,
              fmt::format("+{}", left));
      break;
    }
    draw_token(d, {x + w / 2, y}, t, size);
    if (carries)
      draw_envelope(d, {x + w + 8, y - low / 2, sheet, low}, t.call.msg, false);
    else if (sizes)
      c.label(fmt::format("mss:{}:size", t.pid.value), x + w + 8, y, TextStyle::field, c.colors.dim,
              needs);
    x += all;
    if (left > 1) link(d, fmt::format("mss:{}:link", t.pid.value), x + 4, x + 22, y);
    x += 26;
  }
}

void draw_queue(Drawing& d, const Rect& area_in, const sim::MsgQueue& q, const std::string& id) {
  Rect area = area_in;
  Canvas& c = d.canvas;
  Shape& s = c.panel(id, area);
  s.fill = c.colors.panel_raised;
  draw_header(d, area, q, id);
  area.take_top(10);
  area.take_bottom(14);
  area.w -= 14;
  bool pipelined = false;
  for (const sim::Event& e : d.moment.events)
    pipelined = pipelined || (e.type == EventType::msg_pipelined && e.args[0] == q.id);
  const float gap = std::clamp(area.h * 0.06f, 6.0f, 18.0f);
  const float h = (area.h - 2 * gap) / 3.0f;
  const float label_w =
      std::clamp(area.w * 0.2f, c.width(TextStyle::code, "q_receivers") + 22, 116.0f);
  draw_messages(d, list_well(d, area.take_top(h), id, "q_messages", label_w), q, id, pipelined);
  area.take_top(gap);
  draw_receivers(d, list_well(d, area.take_top(h * 1.12f), id, "q_receivers", label_w), q, id);
  area.take_top(gap);
  draw_senders(d, list_well(d, area, id, "q_senders", label_w), q, id);
}

// A queue that is not the one in focus: a line with its name and how full it is.
void draw_queue_chip(Drawing& d, const Rect& box, const sim::MsgQueue& q) {
  Canvas& c = d.canvas;
  const std::string id = fmt::format("queue_chip:{}", q.id);
  Shape& s = c.rect(id, Layer::content, box, c.colors.panel_raised, c.colors.line, 6);
  s.action = fmt::format("queue.{}", q.id);
  s.text = c.fit(TextStyle::small, fmt::format("msqid {} · {} msg", q.id, q.q_qnum), box.w - 12);
  s.style = TextStyle::small;
  s.align = Align::center;
  s.ink = c.colors.text;
}

// A message in somebody's hand: on its way between user space and a list.
void draw_carried(Drawing& d) {
  Canvas& c = d.canvas;
  std::set<std::string> drawn;
  for (const Shape& s : c.scene().shapes)
    if (s.kind == ShapeKind::envelope) drawn.insert(s.id);
  // Beside the token on a CPU; elsewhere tokens stand close, and it is a small sheet on the token.
  auto place_at = [&](const Rect& token) {
    for (const Shape& s : c.scene().shapes) {
      if (s.id.rfind("list:cpu", 0) != 0 || !s.box.contains(token) || s.box.h < 70) continue;
      const float room = s.box.right() - 8 - token.right() - 8;
      if (room >= 56)
        return Rect{token.right() + 8, token.center().y - 19, std::min(room, 84.0f), 38};
    }
    return Rect{token.right() - 20, token.y - 7, 24, 17};
  };
  std::vector<std::pair<sim::MsgId, Rect>> carried;
  const auto& k = d.moment.kernel;
  k.tasks.for_each([&](sim::TaskId, const sim::Task& t) {
    for (const sim::MsgId m : {t.call.msg, t.msr.r_msg}) {
      if (!m.valid() || !k.msg.messages.contains(m) || t.wait == sim::WaitKind::msg_senders)
        continue;
      const sim::MsgMsg& msg = k.msg.messages[m];
      if (msg.queue.valid()) continue;  // on a list: drawn there
      const std::string id = fmt::format("msg:{}:{}", m.value, msg.sent);
      if (!drawn.insert(id).second) continue;
      if (const Shape* token = c.scene().find(token_id(d.name_of(t), t.pid)))
        carried.emplace_back(m, token->box);
    }
  });
  for (const auto& [m, token] : carried) draw_envelope(d, place_at(token), m, true);
}

// What the last step did to a message, as the path it took.
void draw_paths(Drawing& d) {
  Canvas& c = d.canvas;
  for (const sim::Event& e : d.moment.events) {
    if (e.type != EventType::msg_pipelined && e.type != EventType::msg_enqueue &&
        e.type != EventType::msg_dequeue)
      continue;
    const sim::MsgId m{static_cast<std::uint32_t>(e.args[1])};
    if (!d.moment.kernel.msg.messages.contains(m)) continue;
    const Shape* envelope =
        c.scene().find(fmt::format("msg:{}:{}", m.value, d.moment.kernel.msg.messages[m].sent));
    const sim::Task* by = d.moment.kernel.find_task(e.pid);
    if (envelope == nullptr || by == nullptr || e.type == EventType::msg_dequeue) continue;
    const Shape* token = c.scene().find(token_id(d.name_of(*by), by->pid));
    if (token == nullptr) continue;
    const Vec2 from{token->box.right() + 4, token->box.center().y - 4};
    const Vec2 to{envelope->box.center().x, envelope->box.y - 3};
    Shape s;
    s.id = fmt::format("path:{}", m.value);
    s.kind = ShapeKind::curve;
    s.layer = Layer::arrow;
    s.points = {from,
                {from.x + (to.x - from.x) * 0.75f, from.y + (to.y - from.y) * 0.12f},
                {to.x + 4, from.y + (to.y - from.y) * 0.45f},
                to};
    s.stroke = c.colors.now;
    s.stroke_width = 2;
    s.dashed = true;
    s.arrow_head = true;
    c.add(std::move(s));
  }
}

}  // namespace

void draw_message_queues(Drawing& d, const Rect& area_in) {
  Rect area = area_in;
  std::vector<const sim::MsgQueue*> queues;
  for (const sim::MsgQueue& q : d.moment.kernel.msg.queues)
    if (q.id >= 0) queues.push_back(&q);
  const bool pipes = d.moment.kernel.pipes.live() > 0;
  if (!queues.empty() && pipes) {
    draw_pipes(d, area.take_bottom(std::min(64.0f, area.h * 0.3f)));
    area.take_bottom(8);
  }
  if (queues.empty() && pipes) {
    const std::size_t row_count = (d.moment.kernel.pipes.live() + 1) / 2;
    const auto rows = static_cast<float>(row_count);
    if (area.h > rows * 200 + 180) {
      draw_pipes(d, area.take_top(rows * 190 + (rows - 1) * 10));
      area.take_top(12);
      draw_scheduler_detail(d, area);
    } else {
      draw_pipes(d, area);
    }
  } else if (queues.empty()) {
    draw_scheduler_detail(d, area);
  } else {
    // The one asked for; else the one somebody works on now; else the first.
    const sim::MsgQueue* focus = nullptr;
    for (const sim::MsgQueue* q : queues)
      if (q->id == d.options.focus_msqid) focus = q;
    if (focus == nullptr && d.moment.last.task.valid() &&
        d.moment.kernel.tasks.contains(d.moment.last.task)) {
      const sim::QueueId in_use = d.moment.kernel.tasks[d.moment.last.task].call.queue;
      for (const sim::MsgQueue* q : queues)
        if (in_use.valid() && &d.moment.kernel.msg.queues[in_use.value] == q) focus = q;
    }
    if (focus == nullptr) focus = queues.front();
    if (queues.size() == 2 && area.w > 620 && d.options.focus_msqid < 0) {
      const float w = (area.w - 12) / 2;
      draw_queue(d, area.take_left(w), *queues[0], "queue");
      area.take_left(12);
      draw_queue(d, area, *queues[1], "queue2");
    } else {
      if (queues.size() > 1) {
        Rect strip = area.take_top(26);
        area.take_top(8);
        const float w =
            std::min(150.0f, (strip.w - 4 * static_cast<float>(queues.size())) /
                                 static_cast<float>(std::min<std::size_t>(queues.size(), 8)));
        for (std::size_t i = 0; i < queues.size() && strip.w >= w; ++i) {
          draw_queue_chip(d, strip.take_left(w), *queues[i]);
          strip.take_left(4);
        }
      }
      draw_queue(d, area, *focus, "queue");
    }
  }
  draw_carried(d);
  draw_paths(d);
}

}  // namespace gui
