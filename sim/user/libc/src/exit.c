#include <bits/libc.h>
#include <stdlib.h>
#include <unistd.h>

struct exit_function {
  void (*plain)(void);
  void (*with_status)(int, void*);
  void* argument;
};
static struct exit_function registered[64];
static int registered_count;

static int remember(void (*plain)(void), void (*with_status)(int, void*), void* argument) {
  if (registered_count == 64) return -1;
  registered[registered_count].plain = plain;
  registered[registered_count].with_status = with_status;
  registered[registered_count].argument = argument;
  ++registered_count;
  return 0;
}

int atexit(void (*function)(void)) { return remember(function, NULL, NULL); }
int on_exit(void (*function)(int, void*), void* argument) {
  return remember(NULL, function, argument);
}

/* The last registered first; they may register more. */
void __run_exit_functions(int status) {
  while (registered_count > 0) {
    struct exit_function f = registered[--registered_count];
    if (f.plain)
      f.plain();
    else
      f.with_status(status, f.argument);
  }
}

void exit(int status) {
  __run_exit_functions(status);
  fflush(NULL);
  _exit(status);
}
