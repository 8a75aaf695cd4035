#include <sys/ipc.h>
#include <sys/stat.h>

key_t ftok(const char* path, int project) {
  struct stat s;
  if (stat(path, &s) < 0) return -1;
  return (key_t)((unsigned)(s.st_ino & 0xffff) | (unsigned)(s.st_dev & 0xff) << 16 |
                 (unsigned)(project & 0xff) << 24);
}
