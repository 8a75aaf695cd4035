// A run to look at: a receiver that waits for a type, a sender, and a hog that wants the CPU, too.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "sim/scenario/programs.h"
#include "sim/scenario/scenario.h"

namespace gui {

inline constexpr const char* kReceiver = R"(#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct message { long mtype; char mtext[128]; };

int main(void) {
  struct message m;
  int q = msgget(0x7a05274f, IPC_CREAT | 0666);
  long n = msgrcv(q, &m, 128, 888, 0);
  printf("got %ld bytes\n", n);
  m.mtype = 999;
  msgsnd(q, &m, n, 0);
  return 0;
}
)";

inline constexpr const char* kSender = R"(#include <msgscope.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct message { long mtype; char mtext[128]; };

int main(void) {
  struct message m = {888, "hello"};
  int q = msgget(0x7a05274f, IPC_CREAT | 0666);
  compute_us(2000);
  msgsnd(q, &m, strlen(m.mtext), 0);
  msgrcv(q, &m, 128, 999, 0);
  printf("%s\n", m.mtext);
  return 0;
}
)";

inline constexpr const char* kHog = R"(#include <msgscope.h>

int main(void) {
  int i;
  for (i = 0; i < 20; i++)
    compute_us(500);
  return 0;
}
)";

inline sim::ProcessSpec process_of(const std::string& name, const std::string& source) {
  sim::ProcessSpec p;
  p.name = name;
  auto program = sim::scenario::compile_source(source, name, name + ".c", ".");
  EXPECT_TRUE(program.has_value()) << (program ? "" : program.error().to_string());
  if (program) p.program = *program;
  return p;
}

inline sim::scenario::Scenario pipelined_lesson(bool with_hog = true) {
  sim::scenario::Scenario s;
  s.id = "pipelined-send";
  s.title = {"Pipelined send: past the queue", "流水线发送:绕过队列"};
  s.machine.scenario = s.id;
  s.machine.processes = {process_of("receiver", kReceiver), process_of("sender", kSender)};
  if (with_hog) s.machine.processes.push_back(process_of("hog", kHog));
  return s;
}

}  // namespace gui
