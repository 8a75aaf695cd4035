/* proves: #line renumbers what __LINE__ and __FILE__ say | section: The C language */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main() {
  char* p = malloc(10);
  int size = 3, s = 2;
  strcpy(p, "abc");
  printf("%s %d %d\n", p, (int)strlen(p), size + s);
// renumbered
#line 100 "other.c"
  printf("%d %s\n", __LINE__, __FILE__);
#line 7
  printf("%d %s\n", __LINE__, __FILE__);
  printf("%d %d %d %d\n", __builtin_clz(1), __builtin_ctzl(8), __builtin_popcountll(255), __builtin_ffs(0));
  printf("%x %d\n", __builtin_bswap32(0x12345678), __builtin_parity(7));
  free(p);
  return 0;
}
