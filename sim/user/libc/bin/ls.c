/* ls(1): -a, -A, -l, -d, -i, -1; on a terminal in columns. */
#include <bits/commands.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 80 };

static int all, longer, itself, numbers, columns, status;

static int by_name(const void* a, const void* b) {
  return strcmp(*(char* const*)a, *(char* const*)b);
}

static void owner_of(unsigned id, char* to) {
  if (id == 0)
    strcpy(to, "root");
  else
    sprintf(to, "%u", id);
}

static void show_mode(unsigned mode, char* to) {
  static const char letters[] = "rwxrwxrwx";
  to[0] = S_ISDIR(mode) ? 'd' : S_ISCHR(mode) ? 'c' : S_ISFIFO(mode) ? 'p' : '-';
  for (int i = 0; i < 9; ++i) to[i + 1] = mode & (0400 >> i) ? letters[i] : '-';
  if (mode & 01000) to[9] = mode & 1 ? 't' : 'T';
  to[10] = 0;
}

static void show(const char* name, const char* path, int size_width) {
  struct stat st;
  char mode[11], user[12], group[12], when[32];
  if ((longer || numbers) && stat(path, &st) < 0) return;
  if (numbers) printf("%lu ", (unsigned long)st.st_ino);
  if (!longer) {
    puts(name);
    return;
  }
  show_mode(st.st_mode, mode);
  owner_of(st.st_uid, user);
  owner_of(st.st_gid, group);
  time_t changed = st.st_mtime;
  strftime(when, sizeof when, "%b %e %H:%M", localtime(&changed));
  printf("%s %lu %s %s %*ld %s %s\n", mode, (unsigned long)st.st_nlink, user, group, size_width,
         (long)st.st_size, when, name);
}

/* The width of column `c` when there are so many rows; what follows it is two blanks. */
static int column_width(char** names, size_t n, size_t rows, size_t c) {
  int width = 0;
  for (size_t i = c * rows; i < n && i < (c + 1) * rows; ++i)
    if ((int)strlen(names[i]) > width) width = (int)strlen(names[i]);
  return width;
}

static void show_columns(char** names, size_t n) {
  size_t rows = 1;
  for (;; ++rows) {
    int line = 0;
    for (size_t c = 0; c * rows < n; ++c) line += (c ? 2 : 0) + column_width(names, n, rows, c);
    if (line < LINE || rows >= n) break;
  }
  for (size_t r = 0; r < rows && r < n; ++r) {
    for (size_t c = 0; c * rows + r < n; ++c) {
      int last = (c + 1) * rows + r >= n;
      if (last)
        printf("%s", names[c * rows + r]);
      else
        printf("%-*s", column_width(names, n, rows, c) + 2, names[c * rows + r]);
    }
    putchar('\n');
  }
}

static void show_directory(const char* path) {
  char **names = NULL, whole[4096];
  size_t n = 0, room = 0;
  long blocks = 0, largest = 0;
  struct dirent* e;
  struct stat st;
  DIR* d = opendir(path);
  if (d == NULL) {
    fflush(stdout);
    fprintf(stderr, "ls: cannot open directory '%s': %s\n", path, strerror(errno));
    status = 2;
    return;
  }
  while ((e = readdir(d)) != NULL) {
    int dots = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    if (e->d_name[0] == '.' && (all == 0 || (all == 1 && dots))) continue;
    if (n == room) names = realloc(names, (room = room * 2 + 32) * sizeof *names);
    names[n++] = strdup(e->d_name);
  }
  closedir(d);
  if (n) qsort(names, n, sizeof *names, by_name);
  int width = 1;
  for (size_t i = 0; longer && i < n; ++i) {
    snprintf(whole, sizeof whole, "%s/%s", path, names[i]);
    if (stat(whole, &st) < 0) continue;
    blocks += st.st_blocks;
    if (st.st_size > largest) largest = st.st_size;
  }
  for (; largest >= 10; largest /= 10) ++width;
  if (longer) printf("total %ld\n", blocks / 2);
  if (columns) show_columns(names, n);
  for (size_t i = 0; i < n && !columns; ++i) {
    snprintf(whole, sizeof whole, "%s/%s", path, names[i]);
    show(names[i], whole, width);
  }
  for (size_t i = 0; i < n; ++i) free(names[i]);
  free(names);
}

int main(int argc, char** argv) {
  int count = 0, shown = 0;
  struct stat st;
  columns = isatty(1);
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] != '-' || argv[i][1] == 0) {
      argv[count++] = argv[i];
      continue;
    }
    for (const char* o = argv[i] + 1; *o; ++o) {
      if (*o == 'a') {
        all = 2;
      } else if (*o == 'A') {
        all = 1;
      } else if (*o == 'l') {
        longer = 1;
      } else if (*o == 'd') {
        itself = 1;
      } else if (*o == 'i') {
        numbers = 1;
      } else if (*o == '1') {
        columns = 0;
      } else {
        fprintf(stderr, "ls: invalid option -- '%c'\nTry 'ls --help' for more information.\n", *o);
        return 2;
      }
    }
  }
  if (longer || numbers) columns = 0;
  if (count == 0) argv[count++] = ".";
  qsort(argv, count, sizeof *argv, by_name);
  char** plain = calloc((size_t)count, sizeof *plain);
  size_t plain_count = 0;
  for (int i = 0; i < count; ++i) {
    if (stat(argv[i], &st) < 0) {
      fflush(stdout);
      fprintf(stderr, "ls: cannot access '%s': %s\n", argv[i], strerror(errno));
      status = 2;
      argv[i] = NULL;
    } else if (itself || !S_ISDIR(st.st_mode)) {
      if (columns)
        plain[plain_count++] = argv[i];
      else
        show(argv[i], argv[i], 1);
      argv[i] = NULL;
      shown = 1;
    }
  }
  if (plain_count) show_columns(plain, plain_count);
  for (int i = 0; i < count; ++i) {
    if (argv[i] == NULL) continue;
    if (count > 1) printf("%s%s:\n", shown ? "\n" : "", argv[i]);
    show_directory(argv[i]);
    shown = 1;
  }
  return status;
}
