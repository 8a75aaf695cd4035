/* proves: time zones of a plain offset, dirname and basename, gets, fgetpos, wide strings in "C", sigset | section: The C library */
#define _GNU_SOURCE
#include <errno.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

char* gets(char* to);
static void handler(int number) { printf("caught %d\n", number); }

static void show_zone(const char* tz) {
  char text[100];
  time_t t = 951782400 + 3600;
  setenv("TZ", tz, 1);
  tzset();
  struct tm* local = localtime(&t);
  strftime(text, sizeof text, "%F %T %z %Z", local);
  printf("%s: %s %ld %s %s", tz, text, timezone, tzname[0], ctime(&t));
  struct tm copy = *local;
  copy.tm_isdst = 0;
  printf("%d %ld\n", mktime(&copy) == t, copy.tm_gmtoff);
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  const char* zones[] = {"CST-8", "UTC", "EST5", "<+0530>-5:30", "XYZ+1:02:03", "", "UTC0"};
  for (int i = 0; i < 7; ++i) show_zone(zones[i]);
  const char* paths[] = {"/usr/lib", "/usr/", "usr", "/", ".", "a//b///", "//c", ""};
  for (int i = 0; i < 8; ++i) {
    char one[20], two[20];
    strcpy(one, paths[i]);
    strcpy(two, paths[i]);
    printf("%s: %s %s\n", paths[i], dirname(one), basename(two));
  }
  FILE* file = tmpfile();
  fputs("first line\nsecond\n\nlast", file);
  rewind(file);
  char line[50];
  fpos_t position;
  fgets(line, sizeof line, file);
  fgetpos(file, &position);
  printf("%s", fgets(line, sizeof line, file));
  fsetpos(file, &position);
  printf("%s", fgets(line, sizeof line, file));
  rewind(file);
  dup2(fileno(file), 0);
  lseek(0, 0, SEEK_SET);
  while (gets(line)) printf("[%s]\n", line);
  printf("[%ls] [%8.3ls] [%-6ls]\n", L"wide text", L"wide", L"ab");
  int failed = printf("%ls", L"\u4e2d");
  printf("%d %d\n", failed, errno == EILSEQ);
  wchar_t wide[20];
  printf("%zu", mbstowcs(wide, "hello", 20));
  printf(" %zu %d\n", mbstowcs(NULL, "hello", 0), wide[4]);
  printf("%zu", wcstombs(line, wide, sizeof line));
  printf(" %s\n", line);
  printf("%zd\n", (ssize_t)mbstowcs(wide, "\xe4", 20));
  printf("%d\n", sigset(SIGUSR1, handler) == SIG_DFL);
  printf("%d\n", sigset(SIGUSR1, SIG_HOLD) == handler);
  raise(SIGUSR1);
  puts("held");
  printf("%d\n", sigset(SIGUSR1, handler) == SIG_HOLD);
  return 0;
}
