#include <bits/commands.h>
#include <bits/libc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void __write_all(int fd, const char* from, long n) {
  while (n > 0) {
    long done = write(fd, from, n);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return;
    from += done;
    n -= done;
  }
}

void __complain(const char* me, const char* text) {
  const char* why = strerror(errno);
  fflush(stdout);
  dprintf(2, "%s: %s: %s\n", me, text, why);
}

static const char* put_octal(const char* s, int most) {
  int value = 0;
  for (; most > 0 && *s >= '0' && *s <= '7'; --most) value = value * 8 + (*s++ - '0');
  putchar(value);
  return s;
}

int __put_escaped(const char* s) {
  static const char from[] = "abfnrtv\\", to[] = "\a\b\f\n\r\t\v\\";
  while (*s) {
    char c = *s++;
    if (c != '\\' || *s == 0) {
      putchar(c);
      continue;
    }
    const char* at = strchr(from, *s);
    if (*s == 'c') return 0;
    if (at) {
      putchar(to[at - from]);
      ++s;
    } else if (*s >= '0' && *s <= '7') {
      s = put_octal(s, *s == '0' ? 4 : 3);
    } else {
      putchar('\\');
    }
  }
  return 1;
}
