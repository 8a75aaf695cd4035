// Scenarios in a few lines, for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "sim/scenario/loader.h"
#include "sim/scenario/run.h"

namespace sim::analysis {

// A scenario from YAML; fails the test when it is no good.
inline scenario::Scenario scenario_of(const std::string& yaml) {
  auto s = scenario::load_scenario_text(yaml, "s.yaml", "");
  if (!s) ADD_FAILURE() << s.error().to_string();
  return s ? std::move(*s) : scenario::Scenario{};
}

// A sender that puts one message ("hello", type 7) on queue 0x77 after 2 ms, and a receiver that
// has been waiting for it, on one CPU. More processes may be appended.
inline std::string ping() {
  return R"(
scenario: ping
processes:
  - name: receiver
    program: |
      #include <stdio.h>
      #include <sys/msg.h>
      struct message { long mtype; char mtext[16]; };
      int main(void) {
        struct message m;
        int q = msgget(0x77, IPC_CREAT | 0600);
        int n = (int)msgrcv(q, &m, sizeof m.mtext, 7, 0);
        printf("got %d bytes\n", n);
        return 3;
      }
  - name: sender
    program: |
      #include <msgscope.h>
      #include <sys/msg.h>
      struct message { long mtype; char mtext[16]; };
      int main(void) {
        struct message m = {7, "hello"};
        int q = msgget(0x77, IPC_CREAT | 0600);
        compute_us(2000);
        return msgsnd(q, &m, 5, 0);
      }
)";
}

}  // namespace sim::analysis
