/* proves: the system's commands, by path and through PATH: words, output, messages, status | section: Processes, threads, signals */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs the words of a line. */
static void run(const char* line) {
  char text[200], *words[20], *rest = NULL;
  int n = 0, status;
  printf("$ %s\n", line);
  fflush(stdout);
  strcpy(text, line);
  for (char* w = strtok_r(text, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) words[n++] = w;
  words[n] = NULL;
  if (fork() == 0) {
    execvp(words[0], words);
    perror(words[0]);
    _exit(99);
  }
  wait(&status);
  if (status) printf("status %x\n", status);
  fflush(stdout);
}

static const char* const lines[] = {
    "echo a  b",
    "echo -n",
    "/bin/echo -e x\\ty\\n",
    "/usr/bin/true",
    "false",
    "cat f.txt",
    "cat -n f.txt",
    "cat nosuch",
    "wc f.txt",
    "wc -l f.txt",
    "wc f.txt f.txt",
    "wc -l f.txt f.txt",
    "wc -c nosuch",
    "sort f.txt",
    "sort -r f.txt",
    "sort -n -k2 f.txt",
    "sort -u f.txt",
    "head -n 2 f.txt",
    "head -1 f.txt",
    "head nosuch",
    "tail -n 1 f.txt",
    "tail -2 f.txt",
    "mkdir d",
    "mkdir -p d/e/f",
    "touch d/x d/a",
    "ls d",
    "ls -a d",
    "ls -d d f.txt nosuch",
    "ls nosuch",
    "rmdir d",
    "rm d",
    "rm -r d",
    "rm nosuch",
    "env -i A=1 B=2",
    "env -i C=3 printenv C",
    "kill 99999",
    "/bin/kill x",
    "kill -0 1",
    "sleep 0.01",
    "test 1 -lt 2",
    "test 2 -lt 1",
    "test a = a -a ! -f nosuch",
    "[ -d /tmp ]",
    "printf %s-%03d\\n x 7",
    "printf %d\\n 1 2",
    "seq 3",
    "seq 5 -2 1",
    "grep fig f.txt",
    "grep -c ^a.*0$ f.txt",
    "grep zz f.txt",
    "ipcs -q",
    "ipcs",
    "ipcs -q -l",
    "ipcs -q -u",
    "ipcrm -q 7",
    "ipcrm -Q 0x77",
    "ipcrm -Q 0",
    "whoami",
    "id -u",
    "uname",
    "nosuch",
};

int main(void) {
  FILE* f = fopen("f.txt", "w");
  fputs("pear 3\napple 20\nfig 1\nfig 1\n", f);
  fclose(f);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; ++i) run(lines[i]);
  unlink("f.txt");
  return 0;
}
