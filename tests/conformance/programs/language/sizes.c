/* proves: types have the sizes and structs the layout of Linux x86-64 | section: The C language */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

struct mixed { char a; int b; char c; double d; short e; char f; };
struct nested { char a; struct mixed m; char z[3]; };
struct bits { unsigned a : 3; unsigned b : 5; int c : 10; unsigned d : 20; };
union either { char c[13]; long l; float f; };
enum color { red, green = 5, blue };

int main(void) {
  printf("%zu %zu %zu %zu %zu %zu\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long),
         sizeof(long long), sizeof(void *));
  printf("%zu %zu %zu %zu\n", sizeof(float), sizeof(double), sizeof(_Bool), sizeof(enum color));
  printf("%zu %zu %zu %zu %zu %zu\n", sizeof(int8_t), sizeof(uint16_t), sizeof(int32_t), sizeof(uint64_t),
         sizeof(size_t), sizeof(pid_t));
  printf("mixed %zu: %zu %zu %zu %zu %zu\n", sizeof(struct mixed), offsetof(struct mixed, b),
         offsetof(struct mixed, c), offsetof(struct mixed, d), offsetof(struct mixed, e), offsetof(struct mixed, f));
  printf("nested %zu: %zu %zu\n", sizeof(struct nested), offsetof(struct nested, m), offsetof(struct nested, z));
  printf("bits %zu either %zu\n", sizeof(struct bits), sizeof(union either));
  printf("colors %d %d %d\n", red, green, blue);
  char text[] = "four";
  int numbers[] = {1, 2, 3, [9] = 4};
  printf("%zu %zu %zu\n", sizeof text, sizeof numbers / sizeof numbers[0], sizeof "literal");
  char c = 'x';
  printf("%zu %zu %zu %zu\n", sizeof(c + c), sizeof 'x', sizeof(1 ? c : 1L), sizeof(1.0f * 2));
  int side = 1;
  printf("%zu %d\n", sizeof(side++), side);
  struct bits b = {7, 31, -3, 0xfffff};
  b.a++;
  b.b += 2;
  b.c -= 600;
  printf("%u %u %d %u\n", b.a, b.b, b.c, b.d);
  return 0;
}
