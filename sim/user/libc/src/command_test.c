#include <bits/commands.h>
#include <bits/libc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An expression of test(1): words[at..end). Values are truth; `bad` is set once it cannot be read.
 */
struct test {
  char** words;
  int at, end, bad;
  const char* me;
};

static int or_of(struct test* t);

static void give_up(struct test* t, const char* word, const char* why) {
  if (!t->bad) dprintf(2, "%s: %s%s%s\n", t->me, word ? word : "", word ? ": " : "", why);
  t->bad = 1;
}

static long number(struct test* t, const char* word) {
  char* end;
  long n = strtol(word, &end, 10);
  while (*end == ' ' || *end == '\t' || *end == '\n') ++end;
  if (end == word || *end) {
    char text[300];
    snprintf(text, sizeof text, "Illegal number: %s", word);
    give_up(t, NULL, text);
  }
  return n;
}

static int about_file(char what, const char* path) {
  struct stat st;
  if (what == 'r') return access(path, R_OK) == 0;
  if (what == 'w') return access(path, W_OK) == 0;
  if (what == 'x') return access(path, X_OK) == 0;
  if (stat(path, &st) < 0) return 0;
  switch (what) {
    case 'f':
      return S_ISREG(st.st_mode);
    case 'd':
      return S_ISDIR(st.st_mode);
    case 'c':
      return S_ISCHR(st.st_mode);
    case 'p':
      return S_ISFIFO(st.st_mode);
    case 's':
      return st.st_size > 0;
    case 'b':
    case 'h':
    case 'L':
    case 'S':
      return 0;
  }
  return 1;
}

static int binary(struct test* t, const char* a, const char* op, const char* b, int* is) {
  *is = 1;
  if (strcmp(op, "=") == 0 || strcmp(op, "==") == 0) return strcmp(a, b) == 0;
  if (strcmp(op, "!=") == 0) return strcmp(a, b) != 0;
  if (strcmp(op, "<") == 0) return strcmp(a, b) < 0;
  if (strcmp(op, ">") == 0) return strcmp(a, b) > 0;
  static const char* const ops[] = {"-eq", "-ne", "-lt", "-le", "-gt", "-ge"};
  for (int i = 0; i < 6; ++i) {
    if (strcmp(op, ops[i])) continue;
    long x = number(t, a), y = number(t, b);
    return i == 0   ? x == y
           : i == 1 ? x != y
           : i == 2 ? x < y
           : i == 3 ? x <= y
           : i == 4 ? x > y
                    : x >= y;
  }
  *is = 0;
  return 0;
}

static int primary(struct test* t) {
  int left = t->end - t->at, is = 0;
  char** w = t->words + t->at;
  if (left <= 0) {
    give_up(t, NULL, "argument expected");
    return 0;
  }
  if (left >= 3) {
    int truth = binary(t, w[0], w[1], w[2], &is);
    if (is) {
      t->at += 3;
      return truth;
    }
  }
  if (left >= 2 && strcmp(w[0], "!") == 0) {
    ++t->at;
    return !primary(t);
  }
  if (left >= 3 && strcmp(w[0], "(") == 0) {
    ++t->at;
    int truth = or_of(t);
    if (t->at < t->end && strcmp(t->words[t->at], ")") == 0)
      ++t->at;
    else
      give_up(t, NULL, "closing paren expected");
    return truth;
  }
  if (left >= 2 && w[0][0] == '-' && w[0][1] && w[0][2] == 0 &&
      strchr("nzrwxefdcpsbhLSt", w[0][1])) {
    t->at += 2;
    if (w[0][1] == 'n') return w[1][0] != 0;
    if (w[0][1] == 'z') return w[1][0] == 0;
    if (w[0][1] == 't') return isatty((int)number(t, w[1]));
    return about_file(w[0][1], w[1]);
  }
  ++t->at;
  return w[0][0] != 0;
}

static int and_of(struct test* t) {
  int truth = primary(t);
  while (t->at < t->end && strcmp(t->words[t->at], "-a") == 0) {
    ++t->at;
    truth = primary(t) && truth;
  }
  return truth;
}

static int or_of(struct test* t) {
  int truth = and_of(t);
  while (t->at < t->end && strcmp(t->words[t->at], "-o") == 0) {
    ++t->at;
    truth = and_of(t) || truth;
  }
  return truth;
}

int __run_test(int argc, char** argv, const char* me) {
  struct test t = {argv, 1, argc, 0, me};
  const char* name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
  if (strcmp(name, "[") == 0) {
    if (argc < 2 || strcmp(argv[argc - 1], "]")) {
      dprintf(2, "%s: missing ]\n", me);
      return 2;
    }
    --t.end;
  }
  if (t.at == t.end) return 1;
  int truth = or_of(&t);
  if (!t.bad && t.at < t.end) give_up(&t, t.words[t.at], "unexpected operator");
  return t.bad ? 2 : !truth;
}
