#include "gui/app/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "sim/analysis/match.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/programs.h"

namespace gui {

namespace {

constexpr std::uint64_t kChunk = 512;     // steps looked at between two looks at the clock
constexpr double kFirstLook_s = 0.05;     // of real time, before the first picture
constexpr double kSearchAtOnce_s = 0.05;  // RunToEnd: before it goes on in tick()
constexpr double kMotionUpToSpeed = 16;   // above that many steps a second nothing glides
constexpr double kLeastSpeed = 1.0 / 16, kMostSpeed = 100'000;
constexpr double kMotionOfStep = 0.8;  // of the time a step takes; then it rests
constexpr float kPart = 1.0f / 8;      // of a motion

class Stopwatch {
 public:
  explicit Stopwatch(double budget_s)
      : until_(Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                  std::chrono::duration<double>(budget_s))) {}
  bool over() const { return Clock::now() >= until_; }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point until_;
};

// When the file was changed last; 0 when it cannot be seen.
std::int64_t changed_at(const std::string& path) {
  std::error_code error;
  const auto t = std::filesystem::last_write_time(path, error);
  return error ? 0 : t.time_since_epoch().count();
}

}  // namespace

// ---- from a scenario to a run ----

sim::Result<std::unique_ptr<Session>> Session::open(const std::string& path,
                                                    SessionOptions options) {
  auto session = std::make_unique<Session>(sim::scenario::Scenario{}, options);
  auto scenario = session->load(path);
  if (!scenario) return tl::unexpected(scenario.error());
  session->take(std::move(*scenario), path);
  return session;
}

Session::Session(sim::scenario::Scenario scenario, SessionOptions options) : options_(options) {
  take(std::move(scenario), "");
}

Session::~Session() = default;

sim::Result<sim::scenario::Scenario> Session::load(const std::string& path) const {
  if (std::filesystem::path(path).extension() == ".c")
    return sim::scenario::scenario_of_programs({path}, {});
  return sim::scenario::load_scenario(path);
}

void Session::take(sim::scenario::Scenario scenario, const std::string& path) {
  scenario_ = std::make_shared<const sim::scenario::Scenario>(std::move(scenario));
  path_ = path;
  remember_programs();
  breakpoints_.clear();
  bookmarks_.clear();
  notice_.clear();
  error_.reset();
  choices_.selected.reset();
  choices_.focus_msqid = -1;
  playing_ = false;
  start();
  watch_files();
  if (path.empty()) return;
  if (auto bookmarks = load_bookmarks(bookmarks_path(path)))
    bookmarks_ = std::move(*bookmarks);
  else
    say(bookmarks.error());
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  const std::vector<std::string> older = std::move(recent_files_);
  recent_files_ = {error ? path : absolute.lexically_normal().string()};
  add_recent_files(older);
}

void Session::remember_programs() {
  originals_.clear();
  for (const sim::ProcessSpec& p : scenario_->machine.processes)
    originals_.push_back(p.program->files.at(0).text);
  edited_ = false;
}

bool Session::differs_from_originals() const {
  const auto& processes = scenario_->machine.processes;
  for (std::size_t i = 0; i < processes.size(); ++i)
    if (processes[i].program->files.at(0).text != originals_.at(i)) return true;
  return false;
}

void Session::add_recent_files(const std::vector<std::string>& files) {
  constexpr std::size_t kMostRecent = 12;
  for (const std::string& f : files)
    if (recent_files_.size() < kMostRecent &&
        std::find(recent_files_.begin(), recent_files_.end(), f) == recent_files_.end())
      recent_files_.push_back(f);
}

void Session::start() {
  sim::Trace boot(sim::Detail::lines);
  sim::Machine machine = sim::Machine::boot(scenario_->machine, &boot);
  RunIndex::Limits limits = options_.limits;
  limits.time = std::min(limits.time, scenario_->until.value_or(sim::scenario::kDefaultUntil));
  notes_ = std::make_unique<RunNotes>(scenario_, !edited_);
  timeline_ = std::make_unique<sim::Timeline>(std::move(machine), options_.timeline);
  index_ = std::make_unique<RunIndex>(timeline_->at(), boot, limits, notes_.get());
  answers_.assign(scenario_->questions.size(), -1);
  question_.reset();
  horizon_.reset();
  run_to_.reset();
  probe_.reset();
  look_ahead(kFirstLook_s);
  move_to(0, false);
}

void Session::restart_at(sim::SimTime t) {
  start();
  know_time(t);
  move_to(timeline_->step_at_time(std::min(t, index_->end_time())), false);
}

// ---- knowing the run ----

void Session::look_ahead(double budget_s) {
  const Stopwatch watch(budget_s);
  while (index_->explore(*timeline_, kChunk) && !watch.over()) {
  }
}

void Session::know(std::uint64_t position) {
  while (index_->steps() < position && index_->explore(*timeline_, kChunk)) {
  }
}

void Session::know_time(sim::SimTime t) {
  while (index_->end_time() <= t && index_->explore(*timeline_, kChunk)) {
  }
}

std::uint64_t Session::target(Granularity kind, Direction d, std::uint64_t from) {
  if (d == Direction::back) return index_->previous(kind, from).value_or(0);
  std::uint64_t looked = from;
  for (;;) {
    if (const auto next = index_->next(kind, looked)) return *next;
    looked = std::max(from, index_->steps());
    if (index_->complete()) return index_->steps();
    know(looked + kChunk);
  }
}

// ---- where the run stops ----

namespace {

bool fits(const AtLine& at, const StepCode& code, const sim::Machine& m) {
  const auto& programs = m.fixed().programs;
  if (code.program >= programs.size()) return false;
  const sim::Program& p = *programs[code.program];
  if (p.name != at.program || code.what >= p.lines.size()) return false;
  return p.lines[code.what].line == at.line && p.lines[code.what].file == at.file;
}

}  // namespace

std::optional<std::uint64_t> Session::first_hit(const Breakpoint& b, std::uint64_t after,
                                                std::uint64_t up_to) {
  if (const auto* at = std::get_if<AtEvent>(&b.where)) {
    const sim::scenario::EventPattern pattern = at->pattern();
    const std::size_t last = index_->events_up_to(up_to);
    for (std::size_t i = index_->events_up_to(after); i < last; ++i)
      if (sim::analysis::matches(index_->events()[i], pattern, notes_->names()))
        return index_->step_of_event(i);
    return std::nullopt;
  }
  if (const auto* condition = std::get_if<Condition>(&b.where)) {
    if (!probe_ || probe_->steps() > after) probe_ = timeline_->at();
    if (probe_->steps() > after) return std::nullopt;  // only forward from the present
    probe_->run({after, sim::SimTime::never()});
    bool held = condition->holds(*probe_);
    while (probe_->steps() < up_to && probe_->ended() == sim::RunEnd::running) {
      probe_->step();
      const bool holds = condition->holds(*probe_);
      if (holds && !held) return probe_->steps();
      held = holds;
    }
    return std::nullopt;
  }
  const auto* line = std::get_if<AtLine>(&b.where);
  const std::uint8_t flag = line != nullptr ? StepCode::user_line : StepCode::kernel;
  for (std::uint64_t p = after;;) {
    const auto next = index_->next_flag(flag, p, up_to);
    if (!next) return std::nullopt;
    p = *next;
    const StepCode& code = index_->code(p);
    if (line != nullptr) {
      if (fits(*line, code, machine())) return p;
    } else {
      const auto& at = std::get<AtKernelStep>(b.where);
      if (code.what == (static_cast<std::uint32_t>(at.path) << 8 | at.step)) return p;
    }
  }
}

std::optional<Session::Halt> Session::first_halt(std::uint64_t after, std::uint64_t up_to) {
  std::optional<Halt> first;
  const auto consider = [&](Halt halt) {
    if (!first || halt.position < first->position) first = halt;
  };
  for (const Stop& s : notes_->stops()) {
    if (s.position <= after || s.position > up_to || !s.pauses) continue;
    if (s.kind == Stop::Kind::question && answers_[s.index] >= 0) continue;
    consider({s.position, std::nullopt});
    break;
  }
  for (std::size_t i = 0; i < breakpoints_.size(); ++i) {
    if (!breakpoints_[i].enabled) continue;
    if (const auto hit = first_hit(breakpoints_[i], after, up_to)) consider({*hit, i});
  }
  return first;
}

void Session::halt_at(const Halt& halt, bool with_motion) {
  move_to(halt.position, with_motion);
  playing_ = false;
  run_to_.reset();
  stopped_at_ = halt.breakpoint;
}

// However one came here: a question that is met is asked.
void Session::ask_here() {
  const std::uint64_t here = position();
  if (horizon_ && here > horizon_->position) horizon_.reset();  // gone on without an answer
  question_.reset();
  const std::vector<Stop>& stops = notes_->stops();
  const auto first =
      std::lower_bound(stops.begin(), stops.end(), here,
                       [](const Stop& s, std::uint64_t p) { return s.position < p; });
  for (auto s = first; s != stops.end() && s->position == here; ++s) {
    if (s->kind != Stop::Kind::question || answers_[s->index] >= 0) continue;
    question_ = AskedQuestion{s->index, -1};
    horizon_ = Horizon{here, now()};
    break;
  }
  share_horizon();
}

void Session::share_horizon() {
  if (!other_) return;
  other_->horizon_.reset();
  if (horizon_) other_->horizon_ = Horizon{other_->position(), horizon_->time};
}

std::size_t Session::shown_events() const {
  return horizon_ ? index_->events_up_to(horizon_->position) : index_->events().size();
}

void Session::go_forward(std::uint64_t to, bool with_motion) {
  know(to);
  to = std::min(to, index_->steps());
  if (const auto halt = first_halt(position(), to)) return halt_at(*halt, with_motion);
  move_to(to, with_motion);
}

// ---- the moment ----

const sim::Machine& Session::machine() const { return timeline_->at(); }

const sim::Machine& Session::before() const { return before_ ? *before_ : timeline_->at(); }

const sim::Machine* Session::previous() const {
  const std::uint64_t here = position();
  if (here == 0) return nullptr;
  if (!previous_) {
    previous_ = timeline_->seek(here - 1);
    timeline_->seek(here);
  }
  return &*previous_;
}

std::span<const sim::Event> Session::last_events() const { return last_events_; }

sim::SimTime Session::clock() const {
  if (asked_for_) return std::min(*asked_for_, now());
  if (phase_ >= 1) return now();
  const sim::SimTime from = before().now();
  const auto passed = static_cast<double>((now() - from).ns) * static_cast<double>(phase_);
  return {from.ns + static_cast<std::int64_t>(passed)};
}

void Session::move_other() {
  const sim::SimTime here = std::min(asked_for_.value_or(now()), now());
  other_->know_time(here);
  const sim::SimTime t = std::min(here, other_->index_->end_time());
  other_->move_to(other_->timeline_->step_at_time(t), false, t);
}

void Session::move_to(std::uint64_t position, bool with_motion,
                      std::optional<sim::SimTime> asked_for) {
  know(position);
  position = std::min(position, index_->steps());
  if (with_motion && position != timeline_->position()) {
    before_ = timeline_->at();
    before_events_ = std::move(last_events_);
  } else {
    before_.reset();
    before_events_.clear();
  }
  phase_ = before_ ? 0.0f : 1.0f;
  held_ = false;
  asked_for_ = asked_for;
  previous_.reset();
  last_.clear();
  timeline_->seek(position, &last_);
  last_events_.clear();
  for (std::size_t i = 0; i < last_.size(); ++i) last_events_.push_back(last_[i]);
  ++moves_;
  stopped_at_.reset();
  remark("");
  if (other_) move_other();
  ask_here();
}

std::string Session::output_of(sim::Pid pid, std::size_t max_bytes) const {
  return notes_->output_of(pid, machine(), max_bytes);
}

std::string Session::told() const {
  const Stop* entry = notes_->narration_at(position(), clock());
  if (entry == nullptr) return "";
  return scenario_->narration[entry->index].text.in(
      choices_.lang == Lang::zh ? sim::scenario::Lang::zh : sim::scenario::Lang::en);
}

std::vector<Process> Session::processes() const {
  std::vector<Process> all;
  for (const ProcessLane& p : lanes().processes())
    if (p.pid == p.tgid) all.push_back({p.pid, p.name, sim::ProgramId{p.program}, 0, 0});
  for (const RunNotes::Killed& k : notes_->killed())
    for (Process& p : all)
      if (p.pid == k.pid) {
        p.killed_by = k.signal;
        p.killed_line = k.line;
      }
  return all;
}

std::vector<Mark> Session::marks(int columns) const {
  std::vector<Mark> marks;
  const std::uint64_t steps = index_->steps();
  const auto add_each_column = [&](std::uint8_t flag, Mark::Kind kind) {
    for (int c = 0; c < columns; ++c) {
      const auto from = steps * static_cast<std::uint64_t>(c) / static_cast<std::uint64_t>(columns);
      const auto to =
          steps * static_cast<std::uint64_t>(c + 1) / static_cast<std::uint64_t>(columns);
      const auto at = index_->next_flag(flag, from, to);
      if (at && (!horizon_ || *at <= horizon_->position)) marks.push_back({kind, *at});
    }
  };
  add_each_column(StepCode::has_switch, Mark::Kind::context_switch);
  add_each_column(StepCode::has_message, Mark::Kind::message);
  for (const Stop& s : notes_->stops())
    if (s.kind == Stop::Kind::question) marks.push_back({Mark::Kind::question, s.position});
  for (const Bookmark& b : bookmarks_) marks.push_back({Mark::Kind::bookmark, b.step});
  return marks;
}

const sim::SourceFile& Session::source_of(std::size_t process) const {
  return scenario_->machine.processes.at(process).program->files.at(0);
}

// ---- time passes ----

bool Session::idle() const {
  return !playing_ && !run_to_ && (phase_ >= 1 || held_) && index_->complete() &&
         (!other_ || other_->index_->complete());
}

void Session::tick(double real_dt_s) {
  watch(real_dt_s);
  if (phase_ < 1 && !held_)
    phase_ = std::min(1.0f, phase_ + static_cast<float>(real_dt_s / motion_s()));
  if (playing_) play(real_dt_s);
  if (run_to_) search(options_.explore_slice_s);
  if (!index_->complete()) look_ahead(options_.explore_slice_s);
  if (other_ && !other_->index_->complete()) other_->look_ahead(options_.explore_slice_s);
}

double Session::motion_s() const {
  const double step_s = 1 / choices_.steps_per_second;
  if (playing_) return std::min(step_s, std::max(options_.motion_s, kMotionOfStep * step_s));
  // A single step is seen slowly, too, when the speed is slow.
  return std::max(options_.motion_s, step_s > 1 ? kMotionOfStep * step_s : 0);
}

void Session::hold() {
  if (phase_ < 1 && !held_) {
    held_ = true;
    plays_on_ = playing_;
  }
  playing_ = false;
  run_to_.reset();
}

void Session::let_go() {
  held_ = false;
  playing_ = plays_on_;
  // The rest of the motion comes first.
  if (playing_) play_debt_ = static_cast<double>(phase_) * motion_s() * choices_.steps_per_second;
}

void Session::play(double real_dt_s) {
  const double speed = choices_.steps_per_second;
  // A window that was away does not catch up.
  play_debt_ += std::min(real_dt_s, 0.25) * speed;
  const auto steps = static_cast<std::uint64_t>(play_debt_);
  if (steps == 0) return;
  play_debt_ -= static_cast<double>(steps);
  std::uint64_t to = position();
  const Stopwatch watch(options_.explore_slice_s * 2);
  for (std::uint64_t i = 0; i < steps && !watch.over(); ++i) {
    const std::uint64_t next = target(choices_.granularity, Direction::forward, to);
    if (next == to) break;
    to = next;
  }
  go_forward(to, speed <= kMotionUpToSpeed);
  if (at_end()) playing_ = false;
}

void Session::search(double budget_s) {
  const Stopwatch watch(budget_s);
  do {
    if (*run_to_ >= index_->steps()) index_->explore(*timeline_, kChunk * 8);
    const std::uint64_t up_to = std::min(index_->steps(), *run_to_ + kChunk * 8);
    if (const auto halt = first_halt(*run_to_, up_to)) return halt_at(*halt, false);
    run_to_ = up_to;
    if (index_->complete() && up_to >= index_->steps()) {
      run_to_.reset();
      return move_to(up_to, false);
    }
  } while (!watch.over());
}

// ---- files ----

void Session::watch_files() {
  watched_.clear();
  if (path_.empty()) return;
  watched_.push_back({path_, changed_at(path_)});
  const std::filesystem::path folder = std::filesystem::path(path_).parent_path();
  for (const sim::ProcessSpec& p : scenario_->machine.processes) {
    for (const sim::SourceFile& f : p.program->files) {
      if (f.is_libc) continue;
      for (const std::string& path : {f.name, (folder / f.name).string()}) {
        const std::int64_t changed = changed_at(path);
        const bool known = std::any_of(watched_.begin(), watched_.end(),
                                       [&](const Watched& w) { return w.path == path; });
        if (changed != 0 && !known) watched_.push_back({path, changed});
      }
    }
  }
}

void Session::watch(double real_dt_s) {
  since_watched_s_ += real_dt_s;
  if (since_watched_s_ < options_.watch_interval_s) return;
  since_watched_s_ = 0;
  bool changed = false;
  for (Watched& w : watched_) {
    const std::int64_t now = changed_at(w.path);
    if (now == 0 || now == w.changed) continue;  // 0: being replaced just now
    w.changed = now;
    changed = true;
  }
  if (changed) reload();
}

void Session::reload() {
  if (path_.empty()) return;
  auto scenario = load(path_);
  if (!scenario) return say(scenario.error());
  const sim::SimTime t = now();
  scenario_ = std::make_shared<const sim::scenario::Scenario>(std::move(*scenario));
  remember_programs();
  notice_.clear();
  error_.reset();
  restart_at(t);
  watch_files();
  compare_again();
}

void Session::say(sim::Error error) {
  // The window has little room: the file's name says enough.
  sim::Error brief = error;
  brief.place.file = std::filesystem::path(error.place.file).filename().string();
  notice_ = brief.to_string();
  error_ = std::move(error);
}

void Session::remark(const std::string& text) {
  if (!error_) notice_ = text;
}

sim::Result<void> Session::compare_settings(std::vector<Setting> settings) {
  auto changed = with_settings(*scenario_, settings);
  if (!changed) return tl::unexpected<sim::Error>(changed.error());
  auto other = std::make_unique<Session>(std::move(*changed), options_);
  other->difference_ = describe(settings);
  other->choices_ = choices_;
  other_ = std::move(other);
  compared_ = std::move(settings);
  move_to(position(), false);
  return {};
}

void Session::compare_again() {
  if (other_ == nullptr || compared_.empty()) return;
  if (auto done = compare_settings(std::vector(compared_)); !done) {
    other_.reset();
    say(done.error());
  }
}

void Session::keep_bookmarks() {
  if (path_.empty()) return;
  if (auto saved = save_bookmarks(bookmarks_path(path_), bookmarks_); !saved) say(saved.error());
}

// ---- commands ----

struct Session::Acts {
  Session& s;

  void move(std::uint64_t position, std::optional<sim::SimTime> asked_for = std::nullopt) {
    s.playing_ = false;
    s.run_to_.reset();
    s.move_to(position, false, asked_for);
  }

  void operator()(const command::Step& c) {
    s.playing_ = false;
    s.run_to_.reset();
    if (s.held_ && c.direction == Direction::forward) {  // first this step to its end
      s.held_ = false;
      s.phase_ = 1;
      return;
    }
    const Granularity kind = c.granularity.value_or(s.choices_.granularity);
    const std::uint64_t to = s.target(kind, c.direction, s.position());
    if (to == s.position()) return;
    if (c.direction == Direction::back) return s.move_to(to, true);
    s.go_forward(to, true);
  }
  void operator()(const command::Play&) {
    if (s.held_) {
      s.plays_on_ = true;
      return s.let_go();
    }
    if (s.at_end()) s.move_to(0, false);
    s.playing_ = true;
    s.question_.reset();
    s.horizon_.reset();
    s.share_horizon();
    s.play_debt_ = 1;  // the first step at once
  }
  void operator()(const command::Pause&) { s.hold(); }
  void operator()(const command::TogglePlay&) {
    // In slow motion a single step can be stopped, too.
    const bool slow_step = s.phase_ < 1 && !s.held_ && s.choices_.steps_per_second < 1;
    if (s.held_)
      s.let_go();
    else if (s.playing_ || s.run_to_ || slow_step)
      s.hold();
    else
      (*this)(command::Play{});
  }
  void operator()(const command::StepPart& c) {
    const bool on = c.direction == Direction::forward;
    s.playing_ = false;
    s.run_to_.reset();
    if (on && s.phase_ >= 1) (*this)(command::Step{Direction::forward, Granularity::step});
    if (!s.before_ && !on && s.position() > 0) {
      // Nothing moved on the way here: the motion is that of the last step.
      const std::uint64_t here = s.position();
      s.move_to(here - 1, false);
      s.move_to(here, true);
      s.phase_ = 1;
    }
    if (!s.before_) return;
    const float parts = std::round(s.phase_ / kPart);
    s.phase_ = std::clamp((on ? parts + 1 : parts - 1) * kPart, 0.0f, 1.0f);
    s.held_ = s.phase_ < 1;
    s.plays_on_ = false;
  }
  void operator()(const command::SeekStep& c) { move(c.step); }
  void operator()(const command::SeekTime& c) {
    s.know_time(c.time);
    const sim::SimTime t = std::min(c.time, s.index_->end_time());
    move(s.timeline_->step_at_time(t), t);
  }
  void operator()(const command::Reset&) {
    s.answers_.assign(s.answers_.size(), -1);
    move(0);
  }
  void operator()(const command::RunToEnd&) {
    s.playing_ = false;
    s.run_to_ = s.position();
    s.search(kSearchAtOnce_s);
  }
  void operator()(const command::SetSpeed& c) {
    s.choices_.steps_per_second = std::clamp(c.steps_per_second, kLeastSpeed, kMostSpeed);
  }
  void operator()(const command::ChangeSpeed& c) {
    (*this)(command::SetSpeed{s.choices_.steps_per_second * std::pow(10.0, c.notches * 0.25)});
  }
  void operator()(const command::SetGranularity& c) { s.choices_.granularity = c.granularity; }

  // A line without code is never run: the next one that is takes its place.
  bool to_code(AtLine& at) {
    for (const sim::ProcessSpec& p : s.scenario_->machine.processes) {
      if (p.program->name != at.program) continue;
      const auto line = line_with_code(*p.program, at.file, at.line);
      const std::string asked = Breakpoint{at}.describe();
      if (!line)
        s.remark(fmt::format("{}: no line with code follows", asked));
      else if (*line != at.line)
        s.remark(
            fmt::format("{}: no code on this line; the breakpoint is on line {}", asked, *line));
      at.line = line.value_or(at.line);
      return line.has_value();
    }
    return true;
  }
  void operator()(const command::ToggleBreakpoint& c) {
    Breakpoint wanted = c.breakpoint;
    s.remark("");
    if (auto* at = std::get_if<AtLine>(&wanted.where); at != nullptr && !to_code(*at)) return;
    const auto same = std::find_if(s.breakpoints_.begin(), s.breakpoints_.end(),
                                   [&](const Breakpoint& b) { return b.where == wanted.where; });
    if (same != s.breakpoints_.end()) {
      s.remark("");
      s.breakpoints_.erase(same);
    } else {
      s.breakpoints_.push_back(wanted);
    }
    s.stopped_at_.reset();
  }
  void operator()(const command::EnableBreakpoint& c) {
    if (c.index < s.breakpoints_.size()) s.breakpoints_[c.index].enabled = c.enabled;
  }
  void operator()(const command::AddBookmark& c) {
    const Bookmark b{s.position(), s.clock(), c.note};
    const auto at =
        std::upper_bound(s.bookmarks_.begin(), s.bookmarks_.end(), b,
                         [](const Bookmark& x, const Bookmark& y) { return x.step < y.step; });
    s.bookmarks_.insert(at, b);
    s.keep_bookmarks();
  }
  void operator()(const command::EditBookmark& c) {
    if (c.index >= s.bookmarks_.size()) return;
    s.bookmarks_[c.index].note = c.note;
    s.keep_bookmarks();
  }
  void operator()(const command::RemoveBookmark& c) {
    if (c.index >= s.bookmarks_.size()) return;
    s.bookmarks_.erase(s.bookmarks_.begin() + static_cast<std::ptrdiff_t>(c.index));
    s.keep_bookmarks();
  }
  void operator()(const command::AnswerQuestion& c) {
    if (!s.question_ || s.question_->picked >= 0) return;
    const auto& choices = s.scenario_->questions[s.question_->index].choices;
    if (c.choice < 0 || static_cast<std::size_t>(c.choice) >= choices.size()) return;
    s.question_->picked = c.choice;
    s.answers_[s.question_->index] = c.choice;
    s.horizon_.reset();
    s.share_horizon();
  }
  void operator()(const command::DismissQuestion&) {
    if (!s.question_) return;
    int& answer = s.answers_[s.question_->index];
    answer = std::max(answer, 0);
    s.horizon_.reset();
    s.ask_here();  // another one may be asked at the same moment
  }

  void operator()(const command::SetLanguage& c) {
    s.choices_.lang = c.lang;
    if (s.other_) s.other_->choices_.lang = c.lang;
  }
  void operator()(const command::SetTheme& c) { s.choices_.theme = c.theme; }
  void operator()(const command::SetScale& c) {
    s.choices_.scale = std::clamp(c.scale, 1.0f, 3.0f);
  }
  void operator()(const command::SetPresenter& c) { s.choices_.presenter = c.on; }
  void operator()(const command::SetTab& c) { s.choices_.tab = c.tab; }
  void operator()(const command::Select& c) { s.choices_.selected = c.pid; }
  void operator()(const command::SelectQueue& c) { s.choices_.focus_msqid = c.msqid; }
  void operator()(const command::SetRunQueueTree& c) { s.choices_.run_queue_as_tree = c.on; }

  void operator()(const command::OpenFile& c) {
    auto scenario = s.load(c.path);
    if (!scenario) return s.say(scenario.error());
    s.other_.reset();
    s.take(std::move(*scenario), c.path);
  }
  void operator()(const command::Reload&) { s.reload(); }
  void operator()(const command::EditProgram& c) {
    if (c.process >= s.scenario_->machine.processes.size()) return;
    sim::scenario::Scenario changed = *s.scenario_;
    auto& processes = changed.machine.processes;
    const auto old = processes[c.process].program;
    const std::string& file = old->files.at(0).name;
    std::filesystem::path folder = std::filesystem::path(file).parent_path();
    if (folder.empty()) folder = std::filesystem::path(s.path_).parent_path();
    auto program = sim::scenario::compile_source(c.text, old->name, file, folder.string());
    if (!program) return s.say(program.error());
    for (sim::ProcessSpec& p : processes)
      if (p.program == old) p.program = *program;
    const sim::SimTime t = s.now();
    s.scenario_ = std::make_shared<const sim::scenario::Scenario>(std::move(changed));
    s.edited_ = s.differs_from_originals();
    s.notice_.clear();
    s.error_.reset();
    s.restart_at(t);
    s.compare_again();
  }
  void operator()(const command::CompareWith& c) {
    auto other = Session::open(c.path, s.options_);
    if (!other) return s.say(other.error());
    s.other_ = std::move(*other);
    s.other_->choices_ = s.choices_;
    s.compared_.clear();
    s.move_to(s.position(), false);
  }
  void operator()(const command::CompareSettings& c) {
    s.notice_.clear();
    s.error_.reset();
    if (auto done = s.compare_settings(c.settings); !done) s.say(done.error());
  }
  void operator()(const command::StopComparing&) {
    s.other_.reset();
    s.compared_.clear();
  }
};

void Session::apply(const Command& command) { std::visit(Acts{*this}, command); }

}  // namespace gui
