/* proves: string.h and ctype.h behave as in the C library | section: The C library */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int sign(int x) { return (x > 0) - (x < 0); }

int main(void) {
  char buffer[64];
  printf("%zu %zu\n", strlen(""), strlen("hello"));
  strcpy(buffer, "hello");
  strcat(buffer, ", world");
  printf("%s\n", buffer);
  strncpy(buffer, "abcdef", 3);
  printf("%s\n", buffer);
  memset(buffer, '#', sizeof buffer);
  strncpy(buffer, "ab", 5);
  printf("%d %d %d %c\n", buffer[2], buffer[3], buffer[4], buffer[5]);
  strcpy(buffer, "one");
  strncat(buffer, "twothree", 3);
  printf("%s\n", buffer);
  printf("%d %d %d %d\n", strcmp("a", "a"), sign(strcmp("a", "b")), sign(strcmp("b", "a")), sign(strcmp("ab", "a")));
  printf("%d %d\n", sign(strcmp("\xff", "a")), sign(memcmp("a\0b", "a\0c", 3)));
  printf("%d %d\n", strncmp("abcd", "abxy", 2), sign(strncmp("abcd", "abxy", 3)));
  printf("%s %s %d\n", strchr("hello", 'l'), strrchr("hello", 'l'), strchr("hello", 'z') == NULL);
  printf("[%s] %s %d\n", strchr("hello", 0), strstr("a needle in hay", "needle"), strstr("abc", "abcd") == NULL);
  printf("%zu %zu %s\n", strspn("aabbc", "ab"), strcspn("hello, world", ", "), strpbrk("hello, world", ",w"));
  char list[] = "a,b;;c,,d";
  for (char *t = strtok(list, ",;"); t; t = strtok(NULL, ",;")) printf("<%s>", t);
  printf("\n");
  char overlap[] = "0123456789";
  memmove(overlap + 2, overlap, 5);
  printf("%s\n", overlap);
  memcpy(overlap, "ab", 2);
  printf("%s %d\n", overlap, (int)((char *)memchr(overlap, '3', 10) - overlap));
  char *copy = strdup("copied");
  copy[0] = 'C';
  printf("%s\n", copy);
  free(copy);
  printf("%d %ld %d\n", atoi("  42abc"), atol("-7"), atoi("none"));
  char *end;
  printf("%ld", strtol("0x1fz", &end, 16));
  printf(" %s", end);
  printf(" %ld", strtol("  -077 ", &end, 0));
  printf(" [%s]", end);
  printf(" %lu\n", strtoul("ff", NULL, 16));
  printf("%g %g\n", atof("3.25"), strtod("1e3x", &end));
  for (const char *p = "aZ5 _\n"; *p; p++)
    printf("%d%d%d%d%d%d ", !!isalpha(*p), !!isdigit(*p), !!isspace(*p), !!isupper(*p), !!isalnum(*p), !!ispunct(*p));
  printf("\n%c %c %c\n", toupper('q'), tolower('Q'), toupper('1'));
  printf("%s %s\n", strerror(0), strerror(2));
  printf("adjacent " "literals " "\x41\102\t|\\ \"quoted\" %c%c\n", '\'', '\x7e');
  printf("%d %d\n", abs(-5), (int)labs(-6L));
  return 0;
}
