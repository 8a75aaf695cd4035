#include <bits/libc.h>
#include <stdlib.h>

int main(int argc, char** argv, char** envp);

char** __environ;
char* __program_name = "";

/* The program's first function: sp points at argc, then argv with its null, then the environment
   with its null. */
void __libc_start(long* sp) {
  int argc = (int)sp[0];
  char** argv = (char**)(sp + 1);
  __environ = argv + argc + 1;
  if (argc > 0) __program_name = argv[0];
  exit(main(argc, argv, __environ));
}
