#include <bits/libc.h>
#include <stdlib.h>

int main(int argc, char** argv, char** envp);

/* The last first, after all that atexit was told. */
static void run_destructors(void) {
  int count = 0;
  while (__destructors[count]) ++count;
  while (count > 0) __destructors[--count]();
}

/* The first function of a program that has constructors or destructors; see __libc_start. */
void __libc_start_with_initializers(long* sp) {
  int argc = (int)sp[0];
  char** argv = (char**)(sp + 1);
  __environ = argv + argc + 1;
  if (argc > 0) __program_name = argv[0];
  atexit(run_destructors);
  for (int i = 0; __constructors[i]; ++i) __constructors[i](argc, argv, __environ);
  exit(main(argc, argv, __environ));
}
