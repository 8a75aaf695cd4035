/* proves: tokenizing and the string functions | section: Text book programs */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
int main() {
  char s[] = "  The quick,brown;fox  jumps. over\tthe lazy dog ";
  char *t, *sv;
  int n = 0;
  for (t = strtok(s, " ,;.\t"); t != NULL; t = strtok(NULL, " ,;.\t")) printf("%d:[%s] ", n++, t);
  puts("");
  char l[] = "a=1;b=22;c";
  for (t = strtok_r(l, ";", &sv); t; t = strtok_r(NULL, ";", &sv)) {
    char* e = strchr(t, '=');
    if (e) {
      *e = 0;
      printf("%s is %s\n", t, e + 1);
    } else
      printf("%s alone\n", t);
  }
  char c[] = "x,,y,";
  char *p = c, *q;
  while ((q = strsep(&p, ","))) printf("<%s>", q);
  puts("");
  printf("%zu %zu %s %s\n", strspn("aabbc", "ab"), strcspn("hello", "l"), strpbrk("hello", "lo"),
         strstr("foobar", "ob"));
  printf("%s\n", strrchr("a/b/c", '/') + 1);
  char b[32] = "abc";
  strncat(b, "defghi", 3);
  printf("%s %d\n", b, strncmp(b, "abcxyz", 3));
  memmove(b + 2, b, 4);
  printf("%s\n", b);
  char u[] = "MixeD Case";
  for (char* z = u; *z; z++) *z = islower(*z) ? toupper(*z) : tolower(*z);
  printf("%s %d %d\n", u, strcasecmp("ABC", "abc"), memcmp("a", "b", 1) < 0);
  return 0;
}
