#include "gui/app/variables.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "gui/app/session.h"
#include "lesson.h"

namespace gui {
namespace {

const char* const kProgram = R"(#include <unistd.h>

struct point { int x, y; char name[8]; };
int counter = 7;

int twice(int n, const char *text) {
  int result = n * 2;
  struct point p = {3, -4, "here"};
  double half = n / 2.0;
  int odd[3] = {1, 3, 5};
  pause();
  return result + p.x + odd[0] + (int)half + text[0];
}

int main(void) {
  int before = 5;
  return twice(before + 16, "hi\n");
}
)";

class Variables : public ::testing::Test {
 protected:
  Variables() : session(scenario()) {
    session.apply(command::SeekStep{session.known_steps()});  // it pauses for ever
    const sim::KernelState& k = session.machine().kernel();
    task = k.find_task(session.lanes().processes()[0].pid);
  }
  static sim::scenario::Scenario scenario() {
    sim::scenario::Scenario s;
    s.machine.processes = {process_of("vars", kProgram)};
    return s;
  }
  static std::string value(const std::vector<VariableRow>& rows, const std::string& name) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const VariableRow& r) { return r.name == name; });
    return row == rows.end() ? "(none)" : row->value;
  }
  Session session;
  const sim::Task* task = nullptr;
};

TEST_F(Variables, TheStackHasThePersonsFunctionsInnermostFirst) {
  const auto stack = stack_of(session.machine().kernel(), *task);
  ASSERT_EQ(stack.size(), 2u);
  EXPECT_EQ(stack[0].function->name, "twice");
  EXPECT_EQ(stack[0].line, 11u);
  EXPECT_EQ(stack[1].function->name, "main");
  EXPECT_EQ(stack[1].line, 17u);
}

TEST_F(Variables, ValuesReadAsCWouldWriteThem) {
  const auto stack = stack_of(session.machine().kernel(), *task);
  ASSERT_EQ(stack.size(), 2u);
  const auto& rows = stack[0].variables;
  EXPECT_EQ(value(rows, "n"), "21");
  EXPECT_NE(value(rows, "text").find("\"hi\\n\""), std::string::npos) << value(rows, "text");
  EXPECT_EQ(value(rows, "result"), "42");
  EXPECT_EQ(value(rows, "p"), "{.x = 3, .y = -4, .name = \"here\"}");
  EXPECT_EQ(value(rows, ".y"), "-4");
  EXPECT_EQ(value(rows, "half"), "10.5");
  EXPECT_EQ(value(rows, "odd"), "{1, 3, 5}");
  EXPECT_EQ(value(stack[1].variables, "before"), "5");
}

TEST_F(Variables, GlobalsAreThereWithTheirAddresses) {
  const auto rows = globals_of(session.machine().kernel(), *task);
  EXPECT_EQ(value(rows, "counter"), "7");
  const auto& mm = session.machine().kernel().mms[task->mm];
  const auto counter = std::find_if(rows.begin(), rows.end(),
                                    [](const VariableRow& r) { return r.name == "counter"; });
  ASSERT_NE(counter, rows.end());
  const auto memory = memory_rows(mm, counter->address, 1);
  EXPECT_EQ(static_cast<int>(memory[0].bytes[counter->address & 15]), 7);
  EXPECT_TRUE(memory_rows(mm, 0x10, 1)[0].bytes.empty());
}

}  // namespace
}  // namespace gui
