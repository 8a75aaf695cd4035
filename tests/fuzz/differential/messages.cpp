#include <fmt/format.h>

#include <initializer_list>
#include <iterator>

#include "tests/fuzz/differential/generate.h"

namespace differential {
namespace {

struct Op {
  std::string call;
  const char* kind = "PLAIN";
  int slot = 0;
};

class Generator {
 public:
  explicit Generator(sim::Prng& prng) : prng_(prng) {}

  Op first_queue(int slot) {
    return {fmt::format("get({}, {}, IPC_CREAT | 0{});", slot, slot == 0 ? "IPC_PRIVATE" : "0x1001",
                        one_of({"666", "666", "600", "644"})),
            "PLAIN", slot};
  }

  Op next() {
    const auto kind = prng_.below(100);
    if (kind < 32) return send();
    if (kind < 60) return receive();
    if (kind < 64) return get();
    if (kind < 69) return stat();
    if (kind < 75) return set();
    if (kind < 78) return remove();
    if (kind < 82) return bad_pointer();
    if (kind < 91) return signals();
    if (kind < 96) return process();
    return plain_file();
  }

 private:
  using Choices = std::initializer_list<const char*>;
  const char* one_of(Choices choices) {
    return *std::next(choices.begin(), static_cast<std::ptrdiff_t>(prng_.below(choices.size())));
  }
  bool chance(int percent) { return prng_.below(100) < static_cast<std::uint64_t>(percent); }
  int slot() { return static_cast<int>(prng_.below(20)) / 9; }  // the third one seldom
  int worker() { return static_cast<int>(prng_.below(3)); }

  const char* signal_number() {
    return one_of({"SIGUSR1", "SIGUSR1", "SIGUSR2", "SIGRTMIN", "SIGRTMIN + 1"});
  }

  Op get() {
    const int at = slot();
    if (chance(40)) return first_queue(at);
    const char* key = one_of({"IPC_PRIVATE", "0x1001", "0x1001", "0x1002", "-5"});
    const char* flags = one_of({"0", "IPC_CREAT", "IPC_CREAT | IPC_EXCL", "IPC_EXCL", "IPC_CREAT"});
    const char* mode = one_of({"0", "0400", "0200", "0600", "0666", "0040", "0006", "07777"});
    return {fmt::format("get({}, {}, {} | {});", at, key, flags, mode), "PLAIN", at};
  }

  const char* send_type() {
    return one_of({"1", "1", "1", "2", "2", "2", "3", "3", "5", "9", "100", "LONG_MAX",
                   chance(40) ? "0" : "2", chance(30) ? "-1" : "1"});
  }

  Op send() {
    const int at = slot();
    const char* size = one_of({"0", "1", "5", "8", "20", "20", "40", "40", "40", "100", "1000",
                               "4048", "4049", "8192", "8193", "(size_t)-1"});
    const bool waits = chance(45);
    const char letter = static_cast<char>('a' + prng_.below(26));
    return {fmt::format("snd({}, {}, {}, '{}', {});", at, send_type(), size, letter,
                        waits ? "0" : "IPC_NOWAIT"),
            waits ? "SENDS" : "PLAIN", at};
  }

  Op receive() {
    const int at = slot();
    const char* size =
        one_of({"0", "1", "8", "30", "100", "100", "8192", "8192", "8999", "(size_t)-1"});
    const char* type = one_of(
        {"0", "0", "0", "1", "2", "3", "5", "9", "-1", "-2", "-5", "-100", "LONG_MIN", "LONG_MAX"});
    const char* extra = one_of({"0", "0", "0", "MSG_NOERROR", "MSG_NOERROR", "MSG_EXCEPT",
                                "MSG_EXCEPT | MSG_NOERROR", "MSG_COPY", "0", "0"});
    const bool waits = chance(45);
    // A size beyond what the buffer holds is refused, or the buffer is large enough for what was
    // sent.
    return {
        fmt::format("rcv({}, {}, {}, {}{});", at, size, type, waits ? "" : "IPC_NOWAIT | ", extra),
        waits ? "RECEIVES" : "PLAIN", at};
  }

  Op stat() {
    const int at = slot();
    if (chance(15))
      return {fmt::format("info({});", one_of({"IPC_INFO", "MSG_INFO"})), "PLAIN", at};
    if (chance(20))
      return {fmt::format("stat_of(\"{0}\", {1}, {0});", one_of({"MSG_STAT", "MSG_STAT_ANY"}),
                          one_of({"0", "1", "2", "3", "-1"})),
              "PLAIN", at};
    return {fmt::format("stat_of(\"IPC_STAT\", q[{}], IPC_STAT);", at), "PLAIN", at};
  }

  Op set() {
    const int at = slot();
    return {fmt::format("set({}, {}, {}, {});", at,
                        one_of({"0", "1", "20", "50", "50", "100", "100", "1000", "16384", "16385",
                                "(unsigned long)-1"}),
                        one_of({"0666", "0666", "0600", "0644", "0", "0606"}),
                        one_of({"0", "0", "1000", "77"})),
            "UNSETTLES", at};
  }

  Op remove() {
    const int at = slot();
    return {fmt::format("say_result(\"IPC_RMID\", msgctl(q[{}], IPC_RMID, NULL));", at), "PLAIN",
            at};
  }

  Op bad_pointer() {
    const int at = slot();
    const char* address = one_of({"NULL", "(void *)8", "(void *)-4096L"});
    switch (prng_.below(4)) {
      case 0:
        return {fmt::format(
                    "say_result(\"msgsnd\", msgsnd({}, {}, {}, IPC_NOWAIT));",
                    chance(50) ? fmt::format("q[{}]", at) : one_of({"-1", "12345", "0", "32768"}),
                    address, one_of({"0", "5", "9000", "(size_t)-1"})),
                "PLAIN", at};
      case 1:
        return {fmt::format("say_result(\"msgrcv\", msgrcv(q[{}], {}, {}, {}, IPC_NOWAIT));", at,
                            address, one_of({"0", "5", "9000", "(size_t)-1"}),
                            one_of({"0", "1", "-3"})),
                "PLAIN", at};
      case 2:
        return {fmt::format("say_result(\"msgctl\", msgctl(q[{}], {}, {}));", at,
                            one_of({"IPC_STAT", "IPC_SET", "IPC_INFO", "MSG_STAT"}), address),
                "PLAIN", at};
      default:
        return {fmt::format("say_result(\"msgctl\", msgctl(q[{}], {}, NULL));", at,
                            one_of({"-1", "99", "1000"})),
                "PLAIN", at};
    }
  }

  Op signals() {
    switch (prng_.below(12)) {
      case 0:
      case 1:
        return {fmt::format("handle({}, {});", signal_number(),
                            one_of({"0", "SA_RESTART", "SA_NODEFER"}))};
      case 2:
        return {
            fmt::format("say_result(\"kill\", kill(pids[{}], {}));", worker(),
                        one_of({"SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGRTMIN", "0", "65", "-1"}))};
      case 3:
        return {
            fmt::format("queue_signal({}, {}, {});", worker(), signal_number(), prng_.below(10))};
      case 4:
        return {fmt::format("mask({}, {}, {});",
                            one_of({"SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK"}), signal_number(),
                            signal_number())};
      case 5:
        return {fmt::format("ignore_signal({});", signal_number())};
      case 6:
        return {fmt::format("take_signal({}, {});", signal_number(), signal_number())};
      case 7:
        return {fmt::format("suspend({});", signal_number())};
      default:
        return {"tell_signals();"};
    }
  }

  Op process() {
    switch (prng_.below(6)) {
      case 0:
        return {fmt::format("leave({}, {});", prng_.below(256),
                            one_of({"0", "0", "SIGKILL", "SIGTERM", "SIGUSR2"}))};
      case 2:
        return {fmt::format("stopped_child({}, {});",
                            one_of({"SIGSTOP", "SIGSTOP", "0", "SIGKILL"}), prng_.below(256))};
      case 1:
        return {fmt::format("say_result(\"waitpid\", waitpid({}, NULL, {}));",
                            one_of({"-1", "0", "1", "99999"}), one_of({"0", "WNOHANG", "0x4000"}))};
      default:
        return {fmt::format(
            "child({}, {}, {});", static_cast<int>(prng_.below(4)) - 1, prng_.below(100),
            one_of({"0", "0", "SIGTERM", "SIGKILL", "SIGUSR1", "SIGCHLD", "SIGCONT"}))};
    }
  }

  Op plain_file() {
    switch (prng_.below(7)) {
      case 0:
        return {"broken_pipe();"};
      case 2:
        return {"two_descriptors();"};
      case 3:
        return {fmt::format("full_pipe({});", one_of({"4096", "1000", "5000", "512", "1"}))};
      case 1:
        return {fmt::format("say_result(\"{0}\", {0});",
                            one_of({"close(99)", "close(-1)", "dup(77)", "write(55, caught, 1)",
                                    "read(55, caught, 1)", "write(1, NULL, 0)"}))};
      default:
        return {fmt::format("pipe_trip({}, {});", prng_.below(5000),
                            one_of({"1000", "4096", "64", "5000"}))};
    }
  }

  sim::Prng& prng_;
};

}  // namespace

std::string message_case(sim::Prng& prng, int number) {
  Generator generator(prng);
  std::string ops, steps;
  const int count = 15 + static_cast<int>(prng.below(45));
  for (int i = 0; i < count; ++i) {
    // Two queues to begin with, and workers that survive most signals.
    const Op op = i < 2 ? generator.first_queue(i) : i < 5 ? Op{"handle_all();"} : generator.next();
    ops += fmt::format("    case {}: {} break;\n", i, op.call);
    steps += fmt::format("  {{{}, {}, {}, {}}},\n", i,
                         i < 2   ? 0
                         : i < 5 ? i - 2
                                 : prng.below(3),
                         op.kind, op.slot);
  }
  const int last_uid = prng.below(3) == 0 ? 1000 : 0;
  return fmt::format(
      "static void case{0}_op(int n) {{\n  switch (n) {{\n{1}  }}\n}}\n"
      "static const struct step case{0}_steps[] = {{\n{2}}};\n"
      "static int case{0}(void) {{\n"
      "  return conduct(case{0}_op, case{0}_steps, sizeof case{0}_steps / sizeof *case{0}_steps, "
      "{3});\n}}\n",
      number, ops, steps, last_uid);
}

}  // namespace differential
