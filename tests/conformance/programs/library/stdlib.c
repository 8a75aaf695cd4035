/* proves: qsort keeps the order of equals; rand gives glibc's numbers; malloc, realloc and calloc keep what they should; atexit | section: The C library */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
  int key, order;
};
static int by_key(const void* a, const void* b) {
  return ((const struct item*)a)->key - ((const struct item*)b)->key;
}
static int by_value(const void* a, const void* b) { return *(const int*)a - *(const int*)b; }
static int by_text(const void* a, const void* b) {
  return strcmp(*(char* const*)a, *(char* const*)b);
}
static void first(void) { printf("first\n"); }
static void second(void) { printf("second\n"); }

int main(void) {
  for (int i = 0; i < 5; ++i) printf("%d ", rand());
  srand(42);
  for (int i = 0; i < 400; ++i) printf("%d ", rand() % 1000);
  srandom(0);
  printf("%ld\n", random());
  srand(4000000000u);
  printf("%d\n", rand());
  unsigned seed = 7;
  for (int i = 0; i < 5; ++i) printf("%d ", rand_r(&seed));
  srand48(9);
  printf("%ld %ld %.17g\n", lrand48(), mrand48(), drand48());

  static struct item items[1000];
  for (int i = 0; i < 1000; ++i) {
    items[i].key = rand() % 50;
    items[i].order = i;
  }
  qsort(items, 1000, sizeof *items, by_key);
  for (int i = 0; i < 1000; ++i) printf("%d:%d ", items[i].key, items[i].order);
  int numbers[7] = {5, 3, 9, -1, 3, 0, 7}, wanted = 7;
  qsort(numbers, 7, sizeof *numbers, by_value);
  for (int i = 0; i < 7; ++i) printf("%d ", numbers[i]);
  int* found = bsearch(&wanted, numbers, 7, sizeof *numbers, by_value);
  printf("%ld\n", (long)(found - numbers));
  char* words[] = {"pear", "apple", "fig"};
  qsort(words, 3, sizeof *words, by_text);
  printf("%s %s %s\n", words[0], words[1], words[2]);
  div_t d = div(-7, 2);
  ldiv_t l = ldiv(7, -2);
  printf("%d %d %ld %ld %d %ld\n", d.quot, d.rem, l.quot, l.rem, abs(-3), labs(-4));

  /* blocks keep what was put in them */
  static unsigned char* blocks[200];
  static size_t sizes[200];
  unsigned long sum = 0;
  for (int round = 0; round < 20000; ++round) {
    int i = rand() % 200;
    if (blocks[i])
      for (size_t k = 0; k < sizes[i]; ++k)
        if (blocks[i][k] != (unsigned char)(i + k)) {
          printf("block %d is damaged\n", i);
          return 1;
        }
    size_t n = rand() % 10 == 0 ? rand() % 20000 : rand() % 200;
    if (rand() % 3 == 0) {
      free(blocks[i]);
      blocks[i] = NULL;
      n = 0;
    } else if (rand() % 2) {
      unsigned char* moved = realloc(blocks[i], n + 1);
      size_t kept = sizes[i] < n ? sizes[i] : n;
      for (size_t k = 0; k < kept; ++k)
        if (moved[k] != (unsigned char)(i + k)) {
          printf("realloc lost block %d\n", i);
          return 1;
        }
      blocks[i] = moved;
    } else {
      free(blocks[i]);
      blocks[i] = calloc(n + 1, 1);
      for (size_t k = 0; k < n; ++k)
        if (blocks[i][k] != 0) {
          printf("calloc is not zero\n");
          return 1;
        }
    }
    if ((uintptr_t)blocks[i] % 16) printf("not aligned\n");
    sizes[i] = n;
    for (size_t k = 0; k < n; ++k) blocks[i][k] = (unsigned char)(i + k);
    sum += n;
  }
  printf("%lu\n", sum);
  void* aligned;
  printf("%d\n", posix_memalign(&aligned, 256, 1000));
  printf("%lu\n", (unsigned long)aligned % 256);
  free(aligned);
  printf("%d\n", malloc((size_t)-1) == NULL);
  printf("%s\n", getenv("NOT_SET") ? "set" : "not set");
  setenv("NOW_SET", "value", 1);
  setenv("NOW_SET", "other", 0);
  printf("%s\n", getenv("NOW_SET"));
  unsetenv("NOW_SET");
  printf("%d\n", getenv("NOW_SET") == NULL);
  atexit(first);
  atexit(second);
  return 7;
}
