/* proves: unions share their memory; bit-fields keep their widths, signs and neighbours | section: The C language */
#include <stdio.h>
#include <string.h>

union value { int i; unsigned u; float f; char c[4]; short s[2]; };
struct tagged { enum { INT, TEXT } tag; union { int i; char text[12]; } u; };
struct flags { unsigned ready : 1, mode : 2; signed level : 3; unsigned : 2; unsigned count : 8; unsigned wide : 16; };
struct spread { unsigned char a : 4, b : 4; unsigned short c : 9; unsigned d : 30; unsigned long e : 40; };

static void show(struct tagged t) {
  if (t.tag == INT) printf("int %d\n", t.u.i);
  else printf("text %s\n", t.u.text);
}

int main(void) {
  union value v = {.u = 0x41424344};
  printf("%c%c%c%c %x %x\n", v.c[0], v.c[1], v.c[2], v.c[3], v.s[0], v.s[1]);
  v.f = -2.0f;
  printf("%x %d\n", v.u, v.i < 0);
  v.c[3] = 0x3f;
  printf("%g\n", v.f);
  struct tagged t = {INT, {5}}, u = {.tag = TEXT, .u.text = "hello"};
  show(t);
  show(u);
  struct flags f;
  memset(&f, 0, sizeof f);
  f.ready = 3;
  f.mode = 6;
  f.level = 5;
  f.count = 300;
  f.wide = 0x12345;
  printf("%u %u %d %u %x %zu\n", f.ready, f.mode, f.level, f.count, f.wide, sizeof f);
  unsigned raw;
  memcpy(&raw, &f, 4);
  printf("%08x\n", raw);
  f.level++;
  f.count -= 45;
  f.mode |= 1;
  printf("%d %u %u\n", f.level, f.count, f.mode);
  struct spread s = {0};
  s.a = 9;
  s.b = 10;
  s.c = 511;
  s.d = 0x3fffffff;
  s.e = 0xffffffffffUL;
  s.c++;
  s.e += 2;
  printf("%d %d %d %u %lu %zu\n", s.a, s.b, s.c, s.d, (unsigned long)s.e, sizeof s);
  return 0;
}
