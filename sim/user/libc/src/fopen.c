#include <bits/libc.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int __open_flags(const char* mode) {
  int flags;
  if (*mode == 'r')
    flags = O_RDONLY;
  else if (*mode == 'w')
    flags = O_WRONLY | O_CREAT | O_TRUNC;
  else if (*mode == 'a')
    flags = O_WRONLY | O_CREAT | O_APPEND;
  else {
    errno = EINVAL;
    return -1;
  }
  if (strchr(mode, '+')) flags = (flags & ~O_ACCMODE) | O_RDWR;
  if (strchr(mode, 'x')) flags |= O_EXCL;
  if (strchr(mode, 'e')) flags |= O_CLOEXEC;
  return flags;
}

static void set_up(FILE* file, int fd, int open_flags) {
  int access = open_flags & O_ACCMODE;
  memset(file, 0, sizeof *file);
  file->fd = fd;
  file->mode = -1;
  if (access != O_WRONLY) file->flags |= __F_READ;
  if (access != O_RDONLY) file->flags |= __F_WRITE;
}

static FILE* new_file(int fd, int open_flags) {
  FILE* file = malloc(sizeof *file);
  if (file == NULL) return NULL;
  set_up(file, fd, open_flags);
  file->flags |= __F_OWN_FILE;
  file->next = __files;
  __files = file;
  return file;
}

FILE* fdopen(int fd, const char* mode) {
  int flags = __open_flags(mode);
  return flags < 0 ? NULL : new_file(fd, flags);
}

FILE* fopen(const char* path, const char* mode) {
  int flags = __open_flags(mode);
  if (flags < 0) return NULL;
  int fd = open(path, flags, 0666);
  return fd < 0 ? NULL : new_file(fd, flags);
}

static int shut(FILE* file) {
  int result = __flush(file);
  if (close(file->fd) < 0) result = EOF;
  if (file->flags & __F_OWN_BUFFER) free(file->buffer);
  return result;
}

FILE* freopen(const char* path, const char* mode, FILE* file) {
  int flags = __open_flags(mode);
  FILE* next = file->next;
  int own = file->flags & __F_OWN_FILE, fd = file->fd;
  shut(file);
  int opened = flags < 0 ? -1 : open(path, flags, 0666);
  if (opened < 0) return NULL;
  if (opened != fd && dup2(opened, fd) >= 0) {
    close(opened);
    opened = fd;
  }
  set_up(file, opened, flags);
  file->flags |= own;
  file->next = next;
  return file;
}

int fclose(FILE* file) {
  int result = shut(file);
  FILE** link = &__files;
  while (*link && *link != file) link = &(*link)->next;
  if (*link) *link = file->next;
  if (file->flags & __F_OWN_FILE) free(file);
  return result;
}

int fseeko(FILE* file, off_t offset, int whence) {
  if (__flush(file) != 0) return -1;
  if (whence == SEEK_CUR) offset -= (off_t)(file->end - file->begin);
  if (lseek(file->fd, offset, whence) < 0) return -1;
  file->begin = file->end = 0;
  file->flags &= ~__F_EOF;
  return 0;
}
int fseek(FILE* file, long offset, int whence) { return fseeko(file, offset, whence); }
void rewind(FILE* file) {
  fseeko(file, 0, SEEK_SET);
  clearerr(file);
}
off_t ftello(FILE* file) {
  off_t at = lseek(file->fd, 0, SEEK_CUR);
  if (at < 0) return -1;
  return at - (off_t)(file->end - file->begin) + (off_t)file->pending;
}
long ftell(FILE* file) { return ftello(file); }

int remove(const char* path) {
  if (unlink(path) == 0) return 0;
  return errno == EISDIR ? rmdir(path) : -1;
}
int rename(const char* from, const char* to) {
  return __result(__syscall(SYS_rename, (long)from, (long)to));
}
