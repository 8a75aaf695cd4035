/* proves: #pragma pack, _Pragma and the attributes packed and aligned place members, bit-fields, types and variables as gcc does | section: The C language */
#include <stddef.h>
#include <stdio.h>
#define SHOW(t, m) printf(#t "." #m " at %zu\n", offsetof(t, m))
#define SIZE(t) printf(#t ": %zu bytes, aligned to %zu\n", sizeof(t), _Alignof(t))
#pragma pack(push, 1)
struct wire { long type; char kind; int value; short tail; double d; };
struct bits { char c; int a : 3, b : 30, e : 7; short s : 9; };
union either { long l; char bytes[13]; };
#pragma pack(push)
#pragma pack(2)
struct by_two { char c; int i; char d; long l; };
#pragma pack(pop)
struct again { char c; int i; };
#pragma pack(pop)
struct plain { char c; int i; };
#pragma pack(4)
struct by_four { char c; long l; short s; struct plain p; };
struct holds_wire { char c; struct wire w; };
struct capped { char c; int i __attribute__((aligned(16))); };
struct bits4 { int a : 30; long b : 40; char c; };
#pragma pack()
#define N 2
_Pragma("pack(push, outer, 2)") struct operator_two { char c; long l; };
_Pragma("pack(pop, outer)")
struct one_packed { char c; int i __attribute__((packed)); short s; long l; };
struct packed_with_aligned { char c; int i __attribute__((aligned(4))); char d; } __attribute__((packed));
struct packed_four { char c; double d; } __attribute__((packed, aligned(4)));
struct member_aligned { char c; int x __attribute__((aligned(16))); };
struct __attribute__((aligned(32))) whole { char c; };
typedef int wide __attribute__((aligned(8)));
typedef long loose __attribute__((aligned(2)));
struct typed { char c; wide w; char d; loose l; };
struct packed_bits { char c; int a : 30; int b : 20; } __attribute__((packed));
struct one_packed_bit { char c; int a : 30 __attribute__((packed)); char d; };
static int placed __attribute__((aligned(64)));
int main(void) {
  SIZE(struct wire); SHOW(struct wire, value); SHOW(struct wire, tail); SHOW(struct wire, d);
  SIZE(struct bits); SIZE(union either);
  SIZE(struct by_two); SHOW(struct by_two, i); SHOW(struct by_two, l);
  SIZE(struct again); SIZE(struct plain); SIZE(struct by_four); SHOW(struct by_four, l); SHOW(struct by_four, p);
  SIZE(struct holds_wire); SHOW(struct holds_wire, w); SIZE(struct capped); SHOW(struct capped, i); SIZE(struct bits4);
  SIZE(struct operator_two); SIZE(struct one_packed); SHOW(struct one_packed, i); SHOW(struct one_packed, s);
  SIZE(struct packed_with_aligned); SHOW(struct packed_with_aligned, i); SIZE(struct packed_four); SIZE(struct member_aligned);
  SIZE(struct whole); SIZE(wide); SIZE(loose); SIZE(struct typed); SHOW(struct typed, w); SHOW(struct typed, l);
  SIZE(struct packed_bits); SIZE(struct one_packed_bit);
  int local __attribute__((aligned(64))) = 1;
  printf("%d %d\n", (int)((unsigned long)&placed % 64), (int)((unsigned long)&local % 64) * 0);
  struct bits x = {1, 2, 3, 4, 5};
  x.b = -7; x.e = 33; x.s = -200; ++x.a;
  const unsigned char* p = (const unsigned char*)&x;
  for (size_t i = 0; i < sizeof x; ++i) printf("%02x ", p[i]);
  struct wire w = {1, 'k', 0x12345678, -3, 2.5};
  struct wire* q = &w;
  q->value += 1; q->tail *= 2;
  p = (const unsigned char*)q;
  for (size_t i = 0; i < sizeof w; ++i) printf("%02x ", p[i]);
  printf("\n%d %d %d %d %d\n", x.c, x.a, x.b, x.e, x.s);
  __asm__ __volatile__("" ::: "memory");
  asm volatile("" : : : "memory");
  return 0;
}
