/* wc(1): -l, -w, -c, -m. */
#include <bits/commands.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int wanted[3]; /* lines, words, bytes */
static int width = 1;

static void show(const long* counts, const char* name) {
  int first = 1;
  for (int i = 0; i < 3; ++i) {
    if (!wanted[i]) continue;
    printf(first ? "%*ld" : " %*ld", width, counts[i]);
    first = 0;
  }
  if (name) printf(" %s", name);
  putchar('\n');
}

static int count(const char* path, const char* name, long* total) {
  char block[4096];
  long n, counts[3] = {0, 0, 0};
  int in_word = 0, fd = path ? open(path, O_RDONLY) : 0;
  if (fd < 0) {
    __complain("wc", path);
    return 1;
  }
  while ((n = read(fd, block, sizeof block)) > 0) {
    counts[2] += n;
    for (long i = 0; i < n; ++i) {
      int space = block[i] == ' ' || (block[i] >= '\t' && block[i] <= '\r');
      counts[0] += block[i] == '\n';
      counts[1] += !space && !in_word;
      in_word = !space;
    }
  }
  if (n < 0) __complain("wc", path ? path : "standard input");
  if (path) close(fd);
  show(counts, name);
  for (int i = 0; i < 3; ++i) total[i] += counts[i];
  return n < 0;
}

/* As wide as the sum of the sizes; 7 when a size cannot be known. */
static void find_width(char** files, int n) {
  long sum = 0;
  struct stat st;
  int kinds = wanted[0] + wanted[1] + wanted[2], least = 1;
  if (n <= 1 && kinds == 1) return;
  for (int i = 0; i < n || i == 0; ++i) {
    int known = n == 0 || strcmp(files[i], "-") == 0 ? fstat(0, &st) : stat(files[i], &st);
    if (known < 0) continue;
    if (S_ISREG(st.st_mode))
      sum += st.st_size;
    else
      least = 7;
  }
  for (; sum >= 10; sum /= 10) ++width;
  if (width < least) width = least;
}

int main(int argc, char** argv) {
  int files = 0, status = 0;
  long total[3] = {0, 0, 0};
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] != '-' || argv[i][1] == 0) {
      argv[files++] = argv[i];
      continue;
    }
    for (const char* o = argv[i] + 1; *o; ++o) {
      int kind = *o == 'l' ? 0 : *o == 'w' ? 1 : *o == 'c' || *o == 'm' ? 2 : -1;
      if (kind < 0) {
        fprintf(stderr, "wc: invalid option -- '%c'\nTry 'wc --help' for more information.\n", *o);
        return 1;
      }
      wanted[kind] = 1;
    }
  }
  if (!wanted[0] && !wanted[1] && !wanted[2]) wanted[0] = wanted[1] = wanted[2] = 1;
  find_width(argv, files);
  if (files == 0) return count(NULL, NULL, total);
  for (int i = 0; i < files; ++i)
    status |= count(strcmp(argv[i], "-") ? argv[i] : NULL, argv[i], total);
  if (files > 1) show(total, "total");
  return status;
}
