#include <bits/libc.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct __directory {
  int fd;
  long filled, at; /* bytes of `block` */
  struct dirent entry;
  char block[4096];
};

DIR* fdopendir(int fd) {
  DIR* d = malloc(sizeof *d);
  if (d == NULL) return NULL;
  d->fd = fd;
  d->filled = d->at = 0;
  return d;
}

DIR* opendir(const char* path) {
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return NULL;
  return fdopendir(fd);
}

struct dirent* readdir(DIR* d) {
  if (d->at >= d->filled) {
    d->filled =
        __result(__syscall(SYS_getdents64, (long)d->fd, (long)d->block, (long)sizeof d->block));
    d->at = 0;
    if (d->filled <= 0) return NULL;
  }
  unsigned short length;
  memcpy(&length, d->block + d->at + 16, sizeof length);
  memcpy(&d->entry, d->block + d->at, length);
  d->at += length;
  return &d->entry;
}

int closedir(DIR* d) {
  int fd = d->fd;
  free(d);
  return close(fd);
}

void rewinddir(DIR* d) {
  lseek(d->fd, 0, SEEK_SET);
  d->filled = d->at = 0;
}

int dirfd(DIR* d) { return d->fd; }
