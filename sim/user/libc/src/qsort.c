#include <bits/libc.h>
#include <stdlib.h>
#include <string.h>

/* Merge sort, so that equal elements keep their order. */
static void sort(char* base, size_t count, size_t size, int (*compare)(const void*, const void*),
                 char* room) {
  if (count < 2) return;
  size_t half = count / 2;
  char* a = base;
  char* b = base + half * size;
  char* b_end = base + count * size;
  sort(a, half, size, compare, room);
  sort(b, count - half, size, compare, room);
  memcpy(room, a, half * size);
  char* left = room;
  char* left_end = room + half * size;
  char* to = base;
  while (left < left_end && b < b_end) {
    if (compare(left, b) <= 0) {
      memcpy(to, left, size);
      left += size;
    } else {
      memcpy(to, b, size);
      b += size;
    }
    to += size;
  }
  memcpy(to, left, left_end - left);
}

static void swap(char* a, char* b, size_t size) {
  while (size--) {
    char c = *a;
    *a++ = *b;
    *b++ = c;
  }
}

/* Without room for a copy. */
static void insertion_sort(char* base, size_t count, size_t size,
                           int (*compare)(const void*, const void*)) {
  for (size_t i = 1; i < count; ++i)
    for (size_t j = i; j > 0 && compare(base + (j - 1) * size, base + j * size) > 0; --j)
      swap(base + (j - 1) * size, base + j * size, size);
}

void qsort(void* base, size_t count, size_t size, int (*compare)(const void*, const void*)) {
  char small[1024];
  size_t needed = count / 2 * size;
  char* room = needed <= sizeof small ? small : malloc(needed);
  if (room == NULL) {
    insertion_sort(base, count, size, compare);
    return;
  }
  sort(base, count, size, compare, room);
  if (room != small) free(room);
}

void* bsearch(const void* key, const void* base, size_t count, size_t size,
              int (*compare)(const void*, const void*)) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const char* at = (const char*)base + middle * size;
    int order = compare(key, at);
    if (order == 0) return (void*)at;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}
