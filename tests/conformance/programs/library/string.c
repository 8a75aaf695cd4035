/* proves: string.h, ctype.h and the texts of strerror, strsignal, perror and psignal | section: The C library */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int sign(int n) { return (n > 0) - (n < 0); }
#define AT(p, s) ((p) ? (long)((char*)(p) - (s)) : -1L)

int main(void) {
  char s[] = "the quick brown fox", buffer[100];
  printf("%ld %ld %ld %ld\n", AT(strchr(s, 'q'), s), AT(strchr(s, 'z'), s), AT(strchr(s, 0), s),
         AT(strrchr(s, 'o'), s));
  printf("%ld %ld %ld\n", AT(strstr(s, "brown"), s), AT(strstr(s, ""), s), AT(strstr(s, "x "), s));
  printf("%zu %zu %ld\n", strspn(s, "eht"), strcspn(s, "qu"), AT(strpbrk(s, "xyz"), s));
  printf("%d %d %d %d\n", sign(strcmp("a", "b")), sign(strcmp("b", "a")), strcmp("", ""),
         sign(strcmp("\xff", "a")));
  printf("%d %d %d\n", sign(strncmp("abc", "abd", 2)), sign(strncmp("abc", "abd", 3)),
         strcasecmp("HeLLo", "hEllO"));
  printf("%d %d\n", sign(memcmp("a\0b", "a\0c", 3)), strncasecmp("ABx", "aby", 2));
  memset(buffer, 'z', sizeof buffer);
  strncpy(buffer, "ab", 5);
  printf("%d %d %d %c\n", buffer[1], buffer[2], buffer[4], buffer[5]);
  strcpy(buffer, "12345");
  strncat(buffer, "6789", 2);
  printf("%s %ld\n", strcat(buffer, "!"), AT(stpcpy(buffer + 8, "x"), buffer));
  strcpy(buffer, "0123456789");
  memmove(buffer + 2, buffer, 6);
  printf("%s\n", buffer);
  memmove(buffer, buffer + 3, 6);
  printf("%s\n", buffer);
  char tokens[] = ",,one,two;three,,", *rest, *p;
  for (p = strtok(tokens, ",;"); p; p = strtok(NULL, ",;")) printf("<%s>", p);
  char fields[] = "a::b:";
  for (rest = fields; (p = strsep(&rest, ":"));) printf("[%s]", p);
  printf("\n%zu %zu\n", strnlen("hello", 3), strnlen("hello", 30));
  p = strdup("copy");
  char* q = strndup("shortened", 5);
  printf("%s %s %ld %ld\n", p, q, AT(memchr(s, 'b', 19), s), AT(memrchr(s, 'o', 19), s));
  for (int i = -1; i < 140; ++i) printf("%d %s\n", i, strerror(i));
  for (int i = -1; i < 70; ++i) printf("%d %s\n", i, strsignal(i));
  for (int c = 0; c < 256; ++c)
    printf("%d%d%d%d%d%d%d%d%d%d%d %d %d\n", !!isalnum(c), !!isalpha(c), !!isblank(c),
           !!iscntrl(c), !!isdigit(c), !!isgraph(c), !!islower(c), !!isprint(c), !!ispunct(c),
           !!isspace(c), !!isxdigit(c), tolower(c), toupper(c));
  errno = EAGAIN;
  fflush(stdout);
  perror("perror");
  errno = EINTR;
  perror(NULL);
  errno = ENOMSG;
  psignal(SIGUSR1, "psignal");
  printf("%m %s\n", strerror_r(12, buffer, sizeof buffer));
  return 0;
}
