#include <bits/libc.h>
#include <err.h>
#include <error.h>
#include <stdlib.h>
#include <string.h>

static const char* short_name(void) {
  const char* slash = strrchr(__program_name, '/');
  return slash ? slash + 1 : __program_name;
}

void vwarn(const char* format, va_list ap) {
  int number = errno;
  fprintf(stderr, "%s: ", short_name());
  if (format) {
    vfprintf(stderr, format, ap);
    fprintf(stderr, ": ");
  }
  fprintf(stderr, "%s\n", strerror(number));
}

void vwarnx(const char* format, va_list ap) {
  fprintf(stderr, "%s: ", short_name());
  if (format) vfprintf(stderr, format, ap);
  fprintf(stderr, "\n");
}

void verr(int status, const char* format, va_list ap) {
  vwarn(format, ap);
  exit(status);
}

void verrx(int status, const char* format, va_list ap) {
  vwarnx(format, ap);
  exit(status);
}

void warn(const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  vwarn(format, ap);
  va_end(ap);
}

void warnx(const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  vwarnx(format, ap);
  va_end(ap);
}

void err(int status, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  verr(status, format, ap);
}

void errx(int status, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  verrx(status, format, ap);
}

void error(int status, int number, const char* format, ...) {
  va_list ap;
  fflush(stdout);
  fprintf(stderr, "%s: ", __program_name);
  va_start(ap, format);
  vfprintf(stderr, format, ap);
  va_end(ap);
  if (number) fprintf(stderr, ": %s", strerror(number));
  fprintf(stderr, "\n");
  if (status) exit(status);
}
