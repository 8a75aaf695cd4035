#include <bits/libc.h>
#include <sys/mman.h>

void* mmap(void* address, size_t size, int protection, int flags, int fd, off_t offset) {
  return (void*)__result(
      __syscall(SYS_mmap, (long)address, size, (long)protection, (long)flags, (long)fd, offset));
}
int munmap(void* address, size_t size) {
  return __result(__syscall(SYS_munmap, (long)address, size));
}
int mprotect(void* address, size_t size, int protection) {
  return __result(__syscall(SYS_mprotect, (long)address, size, (long)protection));
}
