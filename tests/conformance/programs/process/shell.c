/* proves: system() and popen() run /bin/sh: quotes, variables, pipes, redirections, loops, functions, $(...), $((...)), its messages and status | section: Processes, threads, signals */
#include <stdio.h>
#include <stdlib.h>

static const char* const lines[] = {
    "echo a | cat",
    "echo a; echo b",
    "ls /nosuch",
    "echo 'q w' \"e r\" a\\ b",
    "exit 3",
    "nosuch",
    "echo a > f; echo b >> f; cat f; cat < f",
    "test 1 = 1 && echo yes || echo no",
    "false && echo yes || echo no",
    "cd / && pwd",
    "sleep 0 & wait; echo bg",
    "echo $((1+2*3)) $(( (1+2)*3 % 4 )) $((7/2)) $((1<4 && 2>=2)) $((5==5?10:20))",
    "(echo sub; exit 5); echo $?",
    "ls /nosuch 2>/dev/null; echo $?",
    "ls /nosuch 2>&1 | wc -l",
    "X=5; echo $X ${X}y \"$X\" '$X' ${#X} ${Y:-none} ${X:+set}",
    "if true; then echo t; else echo f; fi",
    "if false; then echo t; elif true; then echo e; fi",
    "for i in 1 2 3; do echo -n $i; done; echo",
    "i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done",
    "until [ $i ]; do i=1; done; echo $i",
    "case abc in a*) echo A;; *) echo other;; esac",
    "case x in a|b) echo ab;; x) echo X; esac",
};

int main(void) {
  char text[50];
  for (size_t i = 0; i < sizeof lines / sizeof *lines; ++i) {
    printf("$ %s\n", lines[i]);
    fflush(stdout);
    fprintf(stderr, "%zu:\n", i);
    int status = system(lines[i]);
    printf("-> %x\n", status);
    fflush(stdout);
  }
  FILE* p = popen("echo one; echo two | sort -r", "r");
  while (fgets(text, sizeof text, p)) printf("read %s", text);
  printf("%d\n", pclose(p));
  p = popen("sort -n | head -n 2; exit 7", "w");
  fprintf(p, "30\n4\n100\n");
  printf("%x\n", pclose(p));
  return 0;
}
