/* proves: a binary search tree: insert, delete, height | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
struct node {
  int key;
  struct node *left, *right;
};
struct node* insert(struct node* n, int k) {
  if (n == NULL) {
    n = (struct node*)calloc(1, sizeof(*n));
    n->key = k;
    return n;
  }
  if (k < n->key)
    n->left = insert(n->left, k);
  else if (k > n->key)
    n->right = insert(n->right, k);
  return n;
}
struct node* min(struct node* n) {
  while (n->left) n = n->left;
  return n;
}
struct node* del(struct node* r, int k) {
  if (!r) return r;
  if (k < r->key)
    r->left = del(r->left, k);
  else if (k > r->key)
    r->right = del(r->right, k);
  else {
    if (!r->left) {
      struct node* t = r->right;
      free(r);
      return t;
    } else if (!r->right) {
      struct node* t = r->left;
      free(r);
      return t;
    }
    struct node* t = min(r->right);
    r->key = t->key;
    r->right = del(r->right, t->key);
  }
  return r;
}
void in(struct node* n) {
  if (n) {
    in(n->left);
    printf("%d ", n->key);
    in(n->right);
  }
}
int height(struct node* n) {
  if (!n) return 0;
  int l = height(n->left), r = height(n->right);
  return 1 + (l > r ? l : r);
}
int main() {
  int k[] = {50, 30, 20, 40, 70, 60, 80, 65, 10};
  struct node* r = NULL;
  for (unsigned i = 0; i < sizeof(k) / sizeof(k[0]); ++i) r = insert(r, k[i]);
  in(r);
  printf("h=%d\n", height(r));
  r = del(r, 20);
  r = del(r, 50);
  r = del(r, 99);
  in(r);
  printf("h=%d root=%d\n", height(r), r->key);
  return (0);
}
