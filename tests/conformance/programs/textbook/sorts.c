/* proves: bubble, quick, merge and heap sort, qsort and bsearch agree | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
void bubble(int a[], int n) {
  for (int i = 0; i < n - 1; i++)
    for (int j = 0; j < n - 1 - i; j++)
      if (a[j] > a[j + 1]) {
        int t = a[j];
        a[j] = a[j + 1];
        a[j + 1] = t;
      }
}
void quick(int *a, int l, int r) {
  if (l >= r) return;
  int i = l, j = r, p = a[(l + r) / 2];
  while (i <= j) {
    while (a[i] < p) i++;
    while (a[j] > p) j--;
    if (i <= j) {
      int t = a[i];
      a[i++] = a[j];
      a[j--] = t;
    }
  }
  quick(a, l, j);
  quick(a, i, r);
}
void merge(int a[], int l, int m, int r) {
  int n1 = m - l + 1, n2 = r - m;
  int L[n1], R[n2];
  memcpy(L, a + l, n1 * sizeof(int));
  memcpy(R, a + m + 1, n2 * sizeof *R);
  int i = 0, j = 0, k = l;
  while (i < n1 && j < n2) a[k++] = L[i] <= R[j] ? L[i++] : R[j++];
  while (i < n1) a[k++] = L[i++];
  while (j < n2) a[k++] = R[j++];
}
void msort(int a[], int l, int r) {
  if (l < r) {
    int m = l + (r - l) / 2;
    msort(a, l, m);
    msort(a, m + 1, r);
    merge(a, l, m, r);
  }
}
int cmp(const void *x, const void *y) { return *(int *)x - *(int *)y; }
int cmps(const void *x, const void *y) { return strcmp(*(char *const *)x, *(char *const *)y); }
static void heapify(int *a, int n, int i) {
  int g = i, l = 2 * i + 1, r = l + 1;
  if (l < n && a[l] > a[g]) g = l;
  if (r < n && a[r] > a[g]) g = r;
  if (g != i) {
    a[i] ^= a[g];
    a[g] ^= a[i];
    a[i] ^= a[g];
    heapify(a, n, g);
  }
}
void heap(int *a, int n) {
  for (int i = n / 2 - 1; i >= 0; i--) heapify(a, n, i);
  for (int i = n - 1; i > 0; i--) {
    int t = a[0];
    a[0] = a[i];
    a[i] = t;
    heapify(a, i, 0);
  }
}
void print(const char *n, int *a, int c) {
  printf("%-8s", n);
  for (int i = 0; i < c; i++) printf(" %3d", a[i]);
  puts("");
}
#define TRY(call, name)                                \
  do {                                                 \
    int a[] = {64, 34, 25, 12, 22, 11, 90, -5, 0, 34}; \
    int n = sizeof a / sizeof a[0];                    \
    call;                                              \
    print(name, a, n);                                 \
  } while (0)
int main() {
  TRY(bubble(a, n), "bubble");
  TRY(quick(a, 0, n - 1), "quick");
  TRY(msort(a, 0, n - 1), "merge");
  TRY(heap(a, n), "heap");
  TRY(qsort(a, n, sizeof(int), cmp), "qsort");
  char *w[] = {"pear", "fig", "apple", "kiwi"};
  qsort(w, 4, sizeof *w, cmps);
  for (int i = 0; i < 4; i++) printf("%s%c", w[i], i < 3 ? ',' : '\n');
  int s[] = {1, 3, 5, 7, 9, 11};
  int key = 7;
  int *f = bsearch(&key, s, 6, sizeof(int), cmp);
  printf("found at %ld\n", (long)(f - s));
  key = 8;
  printf("%p\n", bsearch(&key, s, 6, 4, cmp));
  return 0;
}
