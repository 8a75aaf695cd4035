#include <bits/commands.h>
#include <bits/libc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char* const names[] = {
    "0",    "HUP",  "INT",  "QUIT", "ILL",    "TRAP",   "ABRT",  "BUS",  "FPE",  "KILL", "USR1",
    "SEGV", "USR2", "PIPE", "ALRM", "TERM",   "STKFLT", "CHLD",  "CONT", "STOP", "TSTP", "TTIN",
    "TTOU", "URG",  "XCPU", "XFSZ", "VTALRM", "PROF",   "WINCH", "POLL", "PWR",  "SYS"};

static int number_of(const char* name) {
  char* end;
  long n = strtol(name, &end, 10);
  if (end != name && *end == 0) return n >= 0 && n <= 64 ? (int)n : -1;
  if (strncmp(name, "SIG", 3) == 0) name += 3;
  for (int i = 1; i < 32; ++i)
    if (strcmp(names[i], name) == 0) return i;
  return -1;
}

int __run_kill(int argc, char** argv, const char* me) {
  int sig = SIGTERM, i = 1, status = 0;
  if (argc > 1 && strcmp(argv[1], "-l") == 0) {
    if (argc > 2) {
      int n = number_of(argv[2]);
      if (n > 128) n -= 128;
      if (n > 0 && n < 32) printf("%s\n", names[n]);
      return n < 0;
    }
    for (int n = 1; n < 32; ++n) printf("%s\n", names[n]);
    return 0;
  }
  if (argc > 1 && argv[1][0] == '-' && argv[1][1] && strcmp(argv[1], "--")) {
    const char* name = argv[1] + 1;
    i = 2;
    if (strcmp(name, "s") == 0 || strcmp(name, "n") == 0) name = argc > 2 ? argv[i++] : "";
    sig = number_of(name);
    if (sig < 0) {
      dprintf(2, "%s: invalid signal number or name: %s\n", me, name);
      return 1;
    }
  }
  if (i < argc && strcmp(argv[i], "--") == 0) ++i;
  if (i >= argc) {
    dprintf(2, "%s: not enough arguments\n", me);
    return 1;
  }
  for (; i < argc; ++i) {
    char* end;
    long pid = strtol(argv[i], &end, 10);
    if (end == argv[i] || *end) {
      if (strchr(me, ' '))
        dprintf(2, "%s: Illegal number: %s\n", me, argv[i]);
      else
        dprintf(2, "%s: failed to parse argument: '%s'\n", me, argv[i]);
      return strchr(me, ' ') ? 2 : 1;
    }
    if (kill((pid_t)pid, sig) == 0) continue;
    if (strchr(me, ' '))
      dprintf(2, "%s: %s\n\n", me, strerror(errno));
    else
      dprintf(2, "%s: (%ld): %s\n", me, pid, strerror(errno));
    status = 1;
  }
  return status;
}
