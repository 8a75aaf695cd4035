#include <bits/libc.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

void abort(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGABRT);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(SIGABRT);
  signal(SIGABRT, SIG_DFL); /* it was caught or ignored */
  raise(SIGABRT);
  __builtin_trap();
}
