#include <bits/libc.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct _IO_FILE in = {.fd = 0, .flags = __F_READ, .mode = -1};
static struct _IO_FILE out = {.fd = 1, .flags = __F_WRITE, .mode = -1, .next = &in};
static struct _IO_FILE err = {.fd = 2, .flags = __F_WRITE, .mode = _IONBF, .next = &out};
FILE* stdin = &in;
FILE* stdout = &out;
FILE* stderr = &err;
FILE* __files = &err;

/* A terminal is line buffered, in 1024 bytes; anything else fully, in 4096. */
void __prepare(FILE* file) {
  struct stat s;
  size_t size = 4096;
  if (file->buffer) return;
  if (file->mode == -1) {
    int known = fstat(file->fd, &s) == 0;
    file->mode = known && S_ISCHR(s.st_mode) && s.st_rdev >> 8 != 1 ? _IOLBF : _IOFBF;
  }
  if (file->mode == _IOLBF) size = 1024;
  if (file->mode != _IONBF) file->buffer = malloc(size);
  if (file->buffer) {
    file->size = size;
    file->flags |= __F_OWN_BUFFER;
  } else {
    file->buffer = file->small;
    file->size = 1;
  }
}

static int write_all(FILE* file, const char* from, size_t n) {
  while (n > 0) {
    ssize_t done = write(file->fd, from, n);
    if (done < 0) {
      file->flags |= __F_ERROR;
      return EOF;
    }
    from += done;
    n -= done;
  }
  return 0;
}

int __flush(FILE* file) {
  size_t n = file->pending;
  file->pending = 0;
  if (n > 0) return write_all(file, file->buffer, n);
  if (file->begin < file->end) { /* gives back what was read ahead */
    if (lseek(file->fd, (off_t)file->begin - (off_t)file->end, SEEK_CUR) >= 0)
      file->begin = file->end = 0;
  }
  return 0;
}

int fflush(FILE* file) {
  int result = 0;
  if (file) return __flush(file);
  for (file = __files; file; file = file->next)
    if ((file->pending > 0 || file->begin < file->end) && __flush(file) != 0) result = EOF;
  return result;
}

static size_t put_buffered(FILE* file, const char* from, size_t n) {
  size_t done = 0;
  if (n <= file->size - file->pending) { /* it fits, as nearly always */
    memcpy(file->buffer + file->pending, from, n);
    file->pending += n;
    return n;
  }
  while (done < n) {
    size_t room = file->size - file->pending, piece = n - done;
    if (file->pending == 0 && piece >= file->size) { /* whole blocks need no buffer */
      piece -= piece % file->size;
      if (write_all(file, from + done, piece) != 0) return done;
    } else {
      if (piece > room) piece = room;
      memcpy(file->buffer + file->pending, from + done, piece);
      file->pending += piece;
      if (file->pending == file->size && done + piece < n && __flush(file) != 0) return done;
    }
    done += piece;
  }
  return n;
}

size_t __put(FILE* file, const char* from, size_t n) {
  size_t lines = 0;
  if (n == 0) return 0;
  if (!(file->flags & __F_WRITE)) {
    file->flags |= __F_ERROR;
    errno = EBADF;
    return 0;
  }
  if (file->buffer == NULL) __prepare(file);
  if (file->begin < file->end) __flush(file);
  if (file->mode == _IONBF) return write_all(file, from, n) == 0 ? n : 0;
  if (file->mode == _IOLBF) /* all up to the last newline is written at once */
    for (lines = n; lines > 0 && from[lines - 1] != '\n';) --lines;
  if (lines > 0) {
    size_t done = put_buffered(file, from, lines);
    if (done < lines || __flush(file) != 0) return done;
  }
  return lines + put_buffered(file, from + lines, n - lines);
}

int __fill(FILE* file) {
  if (file->begin < file->end) return (unsigned char)file->buffer[file->begin];
  if (!(file->flags & __F_READ)) {
    file->flags |= __F_ERROR;
    errno = EBADF;
    return EOF;
  }
  if (file->flags & __F_EOF) return EOF;
  __prepare(file);
  if (file->pending > 0) __flush(file);
  if (file->mode != _IOFBF && out.pending > 0 && out.mode == _IOLBF) __flush(&out);
  ssize_t n = read(file->fd, file->buffer, file->size);
  if (n <= 0) {
    file->flags |= n < 0 ? __F_ERROR : __F_EOF;
    return EOF;
  }
  file->begin = 0;
  file->end = n;
  return (unsigned char)file->buffer[0];
}

int fputc(int c, FILE* file) {
  char byte = c;
  return __put(file, &byte, 1) == 1 ? (unsigned char)c : EOF;
}
int putc(int c, FILE* file) { return fputc(c, file); }
int putchar(int c) { return fputc(c, stdout); }
int putc_unlocked(int c, FILE* file) { return fputc(c, file); }
int putchar_unlocked(int c) { return fputc(c, stdout); }

int fputs(const char* s, FILE* file) {
  size_t n = strlen(s);
  return __put(file, s, n) == n ? 1 : EOF;
}

int puts(const char* s) {
  if (fputs(s, stdout) == EOF || fputc('\n', stdout) == EOF) return EOF;
  size_t n = strlen(s) + 1;
  return n > 2147483647 ? 2147483647 : (int)n;
}

size_t fwrite(const void* from, size_t size, size_t count, FILE* file) {
  if (size == 0 || count == 0) return 0;
  size_t done = __put(file, from, size * count);
  return done == size * count ? count : done / size;
}

int fgetc(FILE* file) {
  int c = __fill(file);
  if (c != EOF) ++file->begin;
  return c;
}
int getc(FILE* file) { return fgetc(file); }
int getchar(void) { return fgetc(stdin); }
int getc_unlocked(FILE* file) { return fgetc(file); }
int getchar_unlocked(void) { return fgetc(stdin); }

int ungetc(int c, FILE* file) {
  if (c == EOF) return EOF;
  __prepare(file);
  if (file->begin == 0) {
    if (file->end == file->size) return EOF;
    memmove(file->buffer + 1, file->buffer, file->end);
    file->begin = 1;
    ++file->end;
  }
  file->buffer[--file->begin] = c;
  file->flags &= ~__F_EOF;
  return (unsigned char)c;
}

char* fgets(char* to, int size, FILE* file) {
  int n = 0;
  if (size <= 0) return NULL;
  while (n < size - 1) {
    int c = fgetc(file);
    if (c == EOF) {
      if (n == 0 || file->flags & __F_ERROR) return NULL;
      break;
    }
    to[n++] = c;
    if (c == '\n') break;
  }
  to[n] = 0;
  return to;
}

size_t fread(void* to, size_t size, size_t count, FILE* file) {
  size_t wanted = size * count, done = 0;
  if (wanted == 0) return 0;
  while (done < wanted && __fill(file) != EOF) {
    size_t piece = file->end - file->begin;
    if (piece > wanted - done) piece = wanted - done;
    memcpy((char*)to + done, file->buffer + file->begin, piece);
    file->begin += piece;
    done += piece;
  }
  return done / size;
}

int feof(FILE* file) { return (file->flags & __F_EOF) != 0; }
int ferror(FILE* file) { return (file->flags & __F_ERROR) != 0; }
void clearerr(FILE* file) { file->flags &= ~(__F_EOF | __F_ERROR); }
int fileno(FILE* file) { return file->fd; }

int setvbuf(FILE* file, char* buffer, int mode, size_t size) {
  if (mode < _IOFBF || mode > _IONBF) return -1;
  __flush(file);
  if (file->mode == mode && buffer == NULL) return 0;
  file->mode = mode;
  if (mode == _IONBF || (buffer && size > 0)) {
    if (file->flags & __F_OWN_BUFFER) free(file->buffer);
    file->flags &= ~__F_OWN_BUFFER;
    file->buffer = mode == _IONBF ? file->small : buffer;
    file->size = mode == _IONBF ? 1 : size;
    file->begin = file->end = 0;
  } else if (file->buffer == file->small) {
    file->buffer = NULL;
  }
  return 0;
}
void setbuffer(FILE* file, char* buffer, size_t size) {
  setvbuf(file, buffer, buffer ? _IOFBF : _IONBF, size);
}
void setbuf(FILE* file, char* buffer) { setbuffer(file, buffer, BUFSIZ); }
void setlinebuf(FILE* file) { setvbuf(file, NULL, _IOLBF, 0); }
