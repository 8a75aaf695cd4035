/* proves: #line renumbers what __LINE__ and __FILE__ say; headers that were forgotten and names of locals do not disturb each other | section: The C language */
int main() {
  char* p = malloc(10);
  int size = 3, s = 2;
  strcpy(p, "abc");
  printf("%s %d %d\n", p, (int)strlen(p), size + s);
#line 100 "other.c"
  printf("%d %s\n", __LINE__, __FILE__);
#line 7
  printf("%d %s\n", __LINE__, __FILE__);
  printf("%d %d %d %d\n", __builtin_clz(1), __builtin_ctzl(8), __builtin_popcountll(255), __builtin_ffs(0));
  printf("%x %d\n", __builtin_bswap32(0x12345678), __builtin_parity(7));
  free(p);
  return 0;
}
