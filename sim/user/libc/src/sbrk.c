#include <bits/libc.h>
#include <unistd.h>

int brk(void* end) {
  if ((void*)__syscall(SYS_brk, (long)end) == end) return 0;
  errno = ENOMEM;
  return -1;
}

void* sbrk(intptr_t increment) {
  long old = __syscall(SYS_brk, 0l);
  if (increment == 0 || brk((void*)(old + increment)) == 0) return (void*)old;
  return (void*)-1;
}
