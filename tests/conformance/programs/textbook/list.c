/* proves: a kernel-style list with container_of and statement expressions | section: Text book programs */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
typedef struct list_head {
  struct list_head *next, *prev;
} list_head;
#define LIST_HEAD_INIT(name) \
  { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
#define offsetof_(t, m) ((size_t) & ((t *)0)->m)
#define container_of(ptr, type, member)              \
  ({                                                 \
    const typeof(((type *)0)->member) *__m = (ptr);  \
    (type *)((char *)__m - offsetof_(type, member)); \
  })
#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_for_each_entry(pos, head, member)                                       \
  for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head); \
       pos = list_entry(pos->member.next, typeof(*pos), member))
static inline void __list_add(struct list_head *n, struct list_head *p, struct list_head *x) {
  x->prev = n;
  n->next = x;
  n->prev = p;
  p->next = n;
}
static inline void list_add_tail(struct list_head *n, struct list_head *h) {
  __list_add(n, h->prev, h);
}
struct item {
  int v;
  struct list_head node;
  char name[8];
};
static LIST_HEAD(all);
int main(void) {
  for (int i = 0; i < 5; i++) {
    struct item *it = malloc(sizeof *it);
    it->v = i * i;
    sprintf(it->name, "n%d", i);
    list_add_tail(&it->node, &all);
  }
  struct item *p;
  int s = 0;
  list_for_each_entry(p, &all, node) {
    printf("%s=%d ", p->name, p->v);
    s += p->v;
  }
  printf("\nsum %d\n", s);
  assert(s == 30);
  return s == 30 ? 0 : 1;
}
