#include <bits/libc.h>
#include <stdlib.h>
#include <unistd.h>

void _exit(int status) {
  for (;;) __syscall(SYS_exit_group, (long)status);
}
void _Exit(int status) { _exit(status); }
