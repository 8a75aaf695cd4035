/* Memory from brk. Blocks lie one after the other, each with its size in front; free ones are on
   lists by size, and neighbours that are both free become one. */
#include <bits/libc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct block {
  size_t before; /* size of the block in front when that is free */
  size_t size;   /* of the whole block, a multiple of 16, with the marks below */
  struct block* next;
  struct block* previous; /* on the list of its size, when it is free */
};
#define USED 1ul        /* the block is in use */
#define BEFORE_USED 2ul /* so is the one in front */
#define MARKS 15ul
#define HEADER 16ul /* before and size */
#define LEAST 32ul
#define STEP (128ul << 10)
#define LISTS 64

static struct block* lists[LISTS];
static unsigned long filled; /* bit n: lists[n] is not empty */
static struct block* top;    /* the last block, always free; its memory ends at top_end */
static char* top_end;

static void die(const char* message) {
  write(2, message, strlen(message));
  abort();
}

static size_t size_of(const struct block* b) { return b->size & ~MARKS; }
static struct block* after(struct block* b) { return (struct block*)((char*)b + size_of(b)); }
static void* body(struct block* b) { return (char*)b + HEADER; }
static struct block* block_of(void* p) { return (struct block*)((char*)p - HEADER); }

/* Small sizes have a list each, larger ones a list for each power of two. */
static int list_of(size_t size) {
  int list = 31;
  if (size < 512) return (int)(size / 16);
  for (size >>= 9; size > 0 && list < LISTS - 1; size >>= 1) ++list;
  return list;
}

static void link_free(struct block* b) {
  int number = list_of(size_of(b));
  struct block** list = &lists[number];
  filled |= 1ul << number;
  b->previous = NULL;
  b->next = *list;
  if (*list) (*list)->previous = b;
  *list = b;
}

static void unlink_free(struct block* b) {
  if (b->next) b->next->previous = b->previous;
  if (b->previous) {
    b->previous->next = b->next;
    return;
  }
  int number = list_of(size_of(b));
  lists[number] = b->next;
  if (b->next == NULL) filled &= ~(1ul << number);
}

/* Makes the top at least `size` and a header large. */
static int grow(size_t size) {
  char* old = top_end;
  size_t have = top ? (size_t)(top_end - (char*)top) : 0;
  if (size > SIZE_MAX / 2) return 0;
  size_t wanted = (size + HEADER - have + STEP + 4095) & ~4095ul;
  if (top == NULL) {
    old = (char*)__syscall(SYS_brk, 0l);
    old += -(unsigned long)old & 15;
  }
  if ((char*)__syscall(SYS_brk, (long)(old + wanted)) != old + wanted) return 0;
  if (top == NULL) {
    top = (struct block*)old;
    top->size = BEFORE_USED;
  }
  top_end = old + wanted;
  return 1;
}

static struct block* take_from_top(size_t size) {
  if (top == NULL || (size_t)(top_end - (char*)top) < size + HEADER)
    if (!grow(size)) return NULL;
  struct block* b = top;
  b->size = size | USED | (b->size & BEFORE_USED);
  top = after(b);
  top->size = BEFORE_USED;
  return b;
}

/* Gives back what a block has beyond `size`. */
static void release(struct block* b);
static void trim(struct block* b, size_t size) {
  size_t rest = size_of(b) - size;
  if (rest < LEAST) return;
  b->size = size | (b->size & MARKS);
  struct block* second = after(b);
  second->size = rest | USED | BEFORE_USED;
  release(second);
}

static struct block* take(size_t size) {
  int list = list_of(size);
  for (unsigned long rest = filled >> list; rest; ++list, rest >>= 1) {
    if ((rest & 1) == 0) continue;
    for (struct block* b = lists[list]; b; b = b->next) {
      if (size_of(b) < size) continue;
      unlink_free(b);
      b->size |= USED;
      after(b)->size |= BEFORE_USED;
      trim(b, size);
      return b;
    }
  }
  return take_from_top(size);
}

static void release(struct block* b) {
  size_t size = size_of(b);
  struct block* next = after(b);
  if (!(b->size & BEFORE_USED)) {
    struct block* front = (struct block*)((char*)b - b->before);
    unlink_free(front);
    size += size_of(front);
    b = front;
  }
  if (next == top) {
    b->size = b->size & BEFORE_USED;
    top = b;
    return;
  }
  if (!(next->size & USED)) {
    unlink_free(next);
    size += size_of(next);
  }
  b->size = size | (b->size & BEFORE_USED);
  next = after(b);
  next->before = size;
  next->size &= ~BEFORE_USED;
  link_free(b);
}

static size_t block_size(size_t n) {
  size_t size = (n + HEADER + 15) & ~15ul;
  return size < LEAST ? LEAST : size;
}

void* malloc(size_t n) {
  struct block* b = n < SIZE_MAX / 4 ? take(block_size(n)) : NULL;
  if (b) return body(b);
  errno = ENOMEM;
  return NULL;
}

static void check(struct block* b, const char* operation) {
  char* p = (char*)b;
  char message[80] = "";
  const char* what = NULL;
  if (((unsigned long)p & 15) != 0 || top == NULL || p >= top_end)
    what = "(): invalid pointer\n";
  else if (p >= (char*)top || !(b->size & USED))
    what = "(): double free detected in tcache 2\n";
  else if (size_of(b) < LEAST || size_of(b) > (size_t)((char*)top - p))
    what = "(): invalid size\n";
  if (what == NULL) return;
  die(strcat(strcpy(message, operation), what));
}

void free(void* p) {
  if (p == NULL) return;
  check(block_of(p), "free");
  release(block_of(p));
}

void* calloc(size_t count, size_t size) {
  if (size > 0 && count > SIZE_MAX / size) {
    errno = ENOMEM;
    return NULL;
  }
  void* p = malloc(count * size);
  return p ? memset(p, 0, count * size) : NULL;
}

void* realloc(void* p, size_t n) {
  if (p == NULL) return malloc(n);
  if (n == 0) {
    free(p);
    return NULL;
  }
  struct block* b = block_of(p);
  check(b, "realloc");
  size_t have = size_of(b) - HEADER;
  if (n < SIZE_MAX / 4 && block_size(n) <= size_of(b)) {
    trim(b, block_size(n));
    return p;
  }
  void* moved = malloc(n);
  if (moved == NULL) return NULL;
  memcpy(moved, p, have);
  free(p);
  return moved;
}

void* reallocarray(void* p, size_t count, size_t size) {
  if (size > 0 && count > SIZE_MAX / size) {
    errno = ENOMEM;
    return NULL;
  }
  return realloc(p, count * size);
}

void* aligned_alloc(size_t alignment, size_t n) {
  if (alignment <= 16) return malloc(n);
  char* p = malloc(n + alignment + LEAST);
  if (p == NULL) return NULL;
  size_t skip = -(unsigned long)p & (alignment - 1);
  if (skip == 0) return p;
  while (skip < LEAST) skip += alignment;
  if (skip > alignment + LEAST) return p;
  struct block* b = block_of(p);
  struct block* kept = (struct block*)((char*)b + skip);
  kept->size = (size_of(b) - skip) | USED | BEFORE_USED;
  b->size = skip | (b->size & MARKS);
  release(b);
  return body(kept);
}

int posix_memalign(void** p, size_t alignment, size_t n) {
  if (alignment < 8 || (alignment & (alignment - 1)) != 0) return EINVAL;
  void* got = aligned_alloc(alignment, n);
  if (got == NULL) return ENOMEM;
  *p = got;
  return 0;
}

size_t malloc_usable_size(void* p) { return p ? size_of(block_of(p)) - HEADER : 0; }
