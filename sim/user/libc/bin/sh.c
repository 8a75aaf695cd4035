/* sh(1), what programs need of a POSIX shell; messages and status are dash's. A line is read into a
   tree (the parser), then done (run): words are expanded only then. What this shell does not know
   is a syntax error or "not found", never passed over. */
#define _GNU_SOURCE
#include <bits/commands.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** __environ;

static const char* me; /* argv[0]: how messages begin */
static int line = 1;   /* of the command being done */

static int complain(const char* format, ...) {
  char text[1000];
  va_list ap;
  va_start(ap, format);
  vsnprintf(text, sizeof text, format, ap);
  va_end(ap);
  fflush(stdout);
  dprintf(2, "%s: %d: %s\n", me, line, text);
  return 2;
}

static void* make(size_t bytes) {
  void* p = calloc(1, bytes);
  if (p == NULL) {
    complain("Out of space");
    _exit(2);
  }
  return p;
}

static char* copy_of(const char* from, size_t n) {
  char* to = make(n + 1);
  memcpy(to, from, n);
  return to;
}

/* ---- variables and parameters ---- */

struct variable {
  struct variable* next;
  char *name, *value;
  int exported;
};
static struct variable* variables;

static char** parameters; /* $1 is [0] */
static int parameter_count, status, last_background, shell_pid, stops_at_errors;

static struct variable* find_variable(const char* name) {
  for (struct variable* v = variables; v; v = v->next)
    if (strcmp(v->name, name) == 0) return v;
  return NULL;
}

static struct variable* set_variable(const char* name, const char* value) {
  struct variable* v = find_variable(name);
  if (v == NULL) {
    v = make(sizeof *v);
    v->name = strdup(name);
    v->next = variables;
    variables = v;
  }
  if (value) {
    free(v->value);
    v->value = strdup(value);
  }
  return v;
}

static const char* value_of(const char* name) {
  struct variable* v = find_variable(name);
  return v ? v->value : NULL;
}

static size_t name_length(const char* s) {
  size_t n = 0;
  if (isalpha((unsigned char)*s) || *s == '_')
    while (isalnum((unsigned char)s[n]) || s[n] == '_') ++n;
  return n;
}

static char** environment(void) {
  int n = 0;
  struct variable* v;
  for (v = variables; v; v = v->next) ++n;
  char** all = make((size_t)(n + 1) * sizeof *all);
  n = 0;
  for (v = variables; v; v = v->next)
    if (v->exported && v->value) asprintf(&all[n++], "%s=%s", v->name, v->value);
  for (int i = 0; i < n / 2; ++i) { /* as they were handed to us */
    char* t = all[i];
    all[i] = all[n - 1 - i];
    all[n - 1 - i] = t;
  }
  return all;
}

/* ---- the parser ---- */

enum kind {
  SIMPLE,
  PIPE,
  AND,
  OR,
  NOT,
  SEQUENCE,
  BACKGROUND,
  SUBSHELL,
  GROUP,
  IF,
  WHILE,
  UNTIL,
  FOR,
  CASE,
  FUNCTION
};

struct word {
  struct word* next;
  char* raw; /* as written, with its quotes */
};
struct redirection {
  struct redirection* next;
  int fd, append, output, dup;
  char* raw;
};
struct choice {
  struct choice* next;
  struct word* patterns;
  struct node* body;
};
struct node {
  enum kind kind;
  int line;
  struct node *a, *b, *c;
  struct word *assignments, *words;
  struct redirection* redirections;
  struct choice* choices;
  char* name;
};

enum token { END, NEWLINE, WORD, OPERATOR };

static const char* at; /* what is read next */
static int read_line = 1;
static enum token token;
static char* token_text;
static int token_number; /* the 2 of 2>file; -1 */
static int have_token, incomplete;
static jmp_buf on_error;
static int is_child; /* a syntax error ends it */

static void syntax_error(const char* format, ...) {
  char text[300];
  va_list ap;
  va_start(ap, format);
  vsnprintf(text, sizeof text, format, ap);
  va_end(ap);
  if (!incomplete) {
    line = read_line;
    complain("Syntax error: %s", text);
  }
  longjmp(on_error, 1);
}

static const char* skip_double_quotes(const char* s);

/* The end of what begins before `s`: its closing sign, or NULL. */
static const char* find_close(const char* s, char open, char close) {
  for (int depth = 1; s && *s; ++s) {
    if (*s == '\\' && s[1]) {
      ++s;
    } else if (*s == '\'') {
      s = strchr(s + 1, '\'');
    } else if (*s == '"') {
      s = skip_double_quotes(s + 1);
    } else if (*s == '`') {
      s = find_close(s + 1, 0, '`');
    } else if (*s == open) {
      ++depth;
    }
    if (s == NULL) return NULL;
    if (*s == close && s[-1] != '\\' && --depth == 0) return s;
  }
  return NULL;
}

static const char* close_backquote(const char* s) {
  for (; *s && *s != '`'; ++s)
    if (*s == '\\' && s[1]) ++s;
  return *s ? s : NULL;
}

/* `s` is behind a $: what is behind its ( or {, or `s` itself. */
static const char* skip_dollar(const char* s) {
  const char* end = *s == '('   ? find_close(s + 1, '(', ')')
                    : *s == '{' ? find_close(s + 1, '{', '}')
                                : s;
  return end == NULL || end == s ? end : end + 1;
}

/* The closing " of what `s` is inside of; NULL: there is none. */
static const char* skip_double_quotes(const char* s) {
  while (s && *s && *s != '"') {
    if (*s == '\\' && s[1])
      s += 2;
    else if (*s == '$')
      s = skip_dollar(s + 1);
    else if (*s == '`')
      s = (s = close_backquote(s + 1)) ? s + 1 : NULL;
    else
      ++s;
  }
  return s && *s ? s : NULL;
}

static void unended(const char* what) {
  incomplete = incomplete ? 2 : 0;
  syntax_error("%s", what);
}

/* Behind the word at `s`. */
static const char* skip_word(const char* s) {
  while (*s && !strchr(" \t\n;&|<>()", *s)) {
    const char* begin = s;
    if (*s == '\\')
      s += s[1] ? 2 : 1;
    else if (*s == '\'')
      s = (s = strchr(s + 1, '\'')) ? s + 1 : NULL;
    else if (*s == '"')
      s = (s = skip_double_quotes(s + 1)) ? s + 1 : NULL;
    else if (*s == '`')
      s = (s = close_backquote(s + 1)) ? s + 1 : NULL;
    else if (*s == '$')
      s = skip_dollar(s + 1);
    else
      ++s;
    if (s) continue;
    if (*begin == '$' && begin[1] == '{') unended("Missing '}'");
    if (*begin == '$') unended("end of file unexpected (expecting \")\")");
    unended(*begin == '`' ? "EOF in backquote substitution" : "Unterminated quoted string");
  }
  return s;
}

static enum token peek(void) {
  static const char* const operators[] = {"&&", "||", ";;", "<<", ">>", ">&", "<&", ">|",
                                          "<>", ";",  "&",  "|",  "<",  ">",  "(",  ")"};
  if (have_token) return token;
  have_token = 1;
  token_number = -1;
  for (;;) {
    at += strspn(at, " \t");
    if (*at == '#') at += strcspn(at, "\n");
    if (at[0] != '\\' || at[1] != '\n') break;
    at += 2;
    ++read_line;
  }
  if (*at == 0) return token = END;
  if (*at == '\n') {
    ++at;
    return token = NEWLINE;
  }
  if (isdigit((unsigned char)*at) && (at[1] == '<' || at[1] == '>')) token_number = *at++ - '0';
  for (int i = 0; i < 16; ++i) {
    size_t n = strlen(operators[i]);
    if (strncmp(at, operators[i], n)) continue;
    token_text = (char*)operators[i];
    at += n;
    return token = OPERATOR;
  }
  const char* end = skip_word(at);
  token_text = copy_of(at, (size_t)(end - at));
  at = end;
  return token = WORD;
}

static void advance(void) {
  if (peek() == NEWLINE) ++read_line;
  have_token = 0;
}

static int is_operator(const char* text) {
  return peek() == OPERATOR && strcmp(token_text, text) == 0;
}
static int is_word(const char* text) { return peek() == WORD && strcmp(token_text, text) == 0; }

static int is_reserved(void) {
  static const char* const words[] = {"then", "else", "elif", "fi", "do", "done", "esac", "}"};
  for (int i = 0; i < 8; ++i)
    if (is_word(words[i])) return 1;
  return 0;
}

static void unexpected(const char* wanted) {
  char expecting[40] = "";
  enum token t = peek();
  if (wanted) snprintf(expecting, sizeof expecting, " (expecting \"%s\")", wanted);
  if (t == END) {
    incomplete = incomplete ? 2 : 0;
    syntax_error("end of file unexpected%s", expecting);
  }
  if (t == NEWLINE) syntax_error("newline unexpected%s", expecting);
  if (t == WORD && !is_reserved()) syntax_error("word unexpected%s", expecting);
  syntax_error("\"%s\" unexpected%s", token_text, expecting);
}

static void expect(const char* text) {
  if (!is_word(text) && !is_operator(text)) unexpected(text);
  advance();
}

static void skip_newlines(void) {
  while (peek() == NEWLINE) advance();
}

static struct node* new_node(enum kind kind, struct node* a, struct node* b) {
  struct node* n = make(sizeof *n);
  n->kind = kind;
  n->line = read_line;
  n->a = a;
  n->b = b;
  return n;
}

static struct node* parse_and_or(void);
static struct node* parse_command(void);

/* Commands up to a closing word (or, of a whole line, its end). */
static struct node* parse_list(int whole_line, const char* wanted) {
  struct node* all = NULL;
  skip_newlines();
  for (;;) {
    if (all == NULL && peek() == END) unexpected(wanted);
    struct node* n = parse_and_or();
    int more = 0;
    if (is_operator("&")) n = new_node(BACKGROUND, n, NULL);
    if (is_operator("&") || is_operator(";")) {
      more = 1;
      advance();
    }
    all = all ? new_node(SEQUENCE, all, n) : n;
    if (peek() == NEWLINE && !whole_line) more = 1, skip_newlines();
    if (!more || peek() == END || peek() == NEWLINE || is_reserved() || is_operator(")") ||
        is_operator(";;"))
      return all;
  }
}

static int parse_redirection(struct redirection*** to) {
  static const char* const known[] = {"<", ">", ">>", ">&", "<&", ">|"};
  int is = 0;
  for (int i = 0; i < 6; ++i) is |= is_operator(known[i]);
  if (!is) return 0;
  struct redirection* r = make(sizeof *r);
  r->output = token_text[0] == '>';
  r->append = strcmp(token_text, ">>") == 0;
  r->dup = token_text[1] == '&';
  r->fd = token_number >= 0 ? token_number : r->output;
  advance();
  if (peek() != WORD) unexpected(NULL);
  r->raw = token_text;
  advance();
  **to = r;
  *to = &r->next;
  return 1;
}

static void add_word(struct word*** to) {
  struct word* w = make(sizeof *w);
  w->raw = token_text;
  **to = w;
  *to = &w->next;
  advance();
}

static struct node* parse_simple(void) {
  struct node* n = new_node(SIMPLE, NULL, NULL);
  struct word **assignments = &n->assignments, **words = &n->words;
  struct redirection** redirections = &n->redirections;
  for (;;) {
    if (parse_redirection(&redirections)) continue;
    if (peek() != WORD) break;
    size_t length = name_length(token_text);
    if (!n->words && length && token_text[length] == '=') {
      add_word(&assignments);
      continue;
    }
    add_word(&words);
    if (n->words->next || !is_operator("(")) continue;
    if (name_length(n->words->raw) != strlen(n->words->raw)) syntax_error("Bad function name");
    advance();
    expect(")");
    skip_newlines();
    n->kind = FUNCTION;
    n->name = n->words->raw;
    n->a = parse_command();
    return n;
  }
  if (!n->words && !n->assignments && !n->redirections) unexpected(NULL);
  return n;
}

static struct node* parse_if(void) {
  struct node* n = new_node(IF, NULL, NULL);
  n->a = parse_list(0, "then");
  expect("then");
  n->b = parse_list(0, "fi");
  if (is_word("elif")) {
    advance();
    n->c = parse_if(); /* takes the fi */
    return n;
  }
  if (is_word("else")) {
    advance();
    n->c = parse_list(0, "fi");
  }
  expect("fi");
  return n;
}

static struct node* parse_for(void) {
  struct node* n = new_node(FOR, NULL, NULL);
  struct word** words = &n->words;
  if (peek() != WORD || name_length(token_text) != strlen(token_text))
    syntax_error("Bad for loop variable");
  n->name = token_text;
  advance();
  skip_newlines();
  if (is_word("in")) {
    advance();
    n->c = n; /* there are words, if only none */
    while (peek() == WORD) add_word(&words);
    if (!is_operator(";") && peek() != NEWLINE) unexpected(NULL);
    advance();
  } else if (is_operator(";")) {
    advance();
  }
  skip_newlines();
  expect("do");
  n->b = parse_list(0, "done");
  expect("done");
  return n;
}

static struct node* parse_case(void) {
  struct node* n = new_node(CASE, NULL, NULL);
  struct choice** to = &n->choices;
  if (peek() != WORD) unexpected(NULL);
  n->name = token_text;
  advance();
  skip_newlines();
  expect("in");
  for (skip_newlines(); !is_word("esac"); skip_newlines()) {
    struct choice* c = make(sizeof *c);
    struct word** patterns = &c->patterns;
    if (is_operator("(")) advance();
    for (;;) {
      if (peek() != WORD) unexpected(peek() == END ? ")" : NULL);
      add_word(&patterns);
      if (!is_operator("|")) break;
      advance();
    }
    expect(")");
    skip_newlines();
    if (!is_operator(";;") && !is_word("esac")) c->body = parse_list(0, "esac");
    *to = c;
    to = &c->next;
    if (!is_operator(";;")) {
      skip_newlines();
      break;
    }
    advance();
  }
  expect("esac");
  return n;
}

static struct node* parse_compound(void) {
  if (is_operator("(")) {
    advance();
    struct node* n = new_node(SUBSHELL, parse_list(0, ")"), NULL);
    expect(")");
    return n;
  }
  if (is_word("{")) {
    advance();
    struct node* n = new_node(GROUP, parse_list(0, "}"), NULL);
    expect("}");
    return n;
  }
  if (is_word("if")) return advance(), parse_if();
  if (is_word("for")) return advance(), parse_for();
  if (is_word("case")) return advance(), parse_case();
  if (is_word("while") || is_word("until")) {
    struct node* n = new_node(is_word("while") ? WHILE : UNTIL, NULL, NULL);
    advance();
    n->a = parse_list(0, "do");
    expect("do");
    n->b = parse_list(0, "done");
    expect("done");
    return n;
  }
  return NULL;
}

static struct node* parse_command(void) {
  if (is_reserved()) unexpected(NULL);
  struct node* n = parse_compound();
  if (n == NULL) return parse_simple();
  struct redirection** redirections = &n->redirections;
  while (parse_redirection(&redirections)) {
  }
  return n;
}

static struct node* parse_pipeline(void) {
  int inverted = 0;
  while (is_word("!")) {
    inverted = !inverted;
    advance();
  }
  struct node* n = parse_command();
  if (is_operator("|")) { /* PIPE: a, and b the rest of them */
    struct node* last = n = new_node(PIPE, n, NULL);
    while (is_operator("|")) {
      advance();
      skip_newlines();
      struct node* command = parse_command();
      last->b = new_node(PIPE, command, NULL);
      last = last->b;
    }
  }
  return inverted ? new_node(NOT, n, NULL) : n;
}

static struct node* parse_and_or(void) {
  struct node* n = parse_pipeline();
  while (is_operator("&&") || is_operator("||")) {
    enum kind kind = is_operator("&&") ? AND : OR;
    advance();
    skip_newlines();
    n = new_node(kind, n, parse_pipeline());
  }
  return n;
}

/* ---- words ---- */

/* A word being expanded: each character and how it came there. */
enum { PLAIN, QUOTED, SPLIT, BREAK, MARK };
struct text {
  char *s, *how;
  long n, room;
  int no_parameters; /* "$@" of none */
};

static void put(struct text* t, char c, int how) {
  if (t->n + 1 >= t->room) {
    t->room = t->room * 2 + 64;
    t->s = realloc(t->s, (size_t)t->room);
    t->how = realloc(t->how, (size_t)t->room);
  }
  t->s[t->n] = c;
  t->how[t->n++] = (char)how;
  t->s[t->n] = 0;
}

static void put_string(struct text* t, const char* s, int how) {
  for (; s && *s; ++s) put(t, *s, how);
}

static void expand(struct text* t, const char* s, int quoted);
static int run_text(const char* text, int exits);
static int wait_for(pid_t pid);
static pid_t fork_child(void);

/* All of it as one string, without quotes. */
static char* expand_whole(const char* raw) {
  struct text t = {0};
  expand(&t, raw, 0);
  char* out = make((size_t)t.n + 1);
  long n = 0;
  for (long i = 0; i < t.n; ++i)
    if (t.how[i] != MARK) out[n++] = t.how[i] == BREAK ? ' ' : t.s[i];
  return out;
}

static void give_up(int code) {
  fflush(stdout);
  _exit(code);
}

/* Arithmetic: whole numbers, C's operators. */
static const char* sum_at;
static const char* sum_text;

static void bad_sum(const char* why) {
  complain("arithmetic expression: %s: \"%s\"", why, sum_text);
  give_up(2);
}

static int sum_operator(const char* op) {
  size_t n = strlen(op);
  sum_at += strspn(sum_at, " \t\n");
  if (strncmp(sum_at, op, n)) return 0;
  if (n == 1 && strchr("<>&|", *op) && sum_at[1] == *op) return 0;
  if (n == 1 && strchr("<>!=", *op) && sum_at[1] == '=') return 0;
  sum_at += n;
  return 1;
}

static long sum_choice(void);

static long sum_primary(void) {
  char* end;
  if (sum_operator("(")) {
    long n = sum_choice();
    if (!sum_operator(")")) bad_sum("expecting ')'");
    return n;
  }
  if (sum_operator("-")) return -sum_primary();
  if (sum_operator("+")) return sum_primary();
  if (sum_operator("~")) return ~sum_primary();
  if (sum_operator("!")) return !sum_primary();
  size_t n = name_length(sum_at);
  if (n) {
    static const char* const ops[] = {"=", "+=", "-=", "*=", "/=", "%="};
    char* name = copy_of(sum_at, n);
    const char* value = value_of(name);
    long old = value ? strtol(value, NULL, 0) : 0;
    sum_at += n;
    for (int i = 0; i < 6; ++i) {
      if (!sum_operator(ops[i])) continue;
      long by = sum_choice();
      char text[24];
      if (i >= 4 && by == 0) bad_sum("division by zero");
      by = i == 0   ? by
           : i == 1 ? old + by
           : i == 2 ? old - by
           : i == 3 ? old * by
           : i == 4 ? old / by
                    : old % by;
      snprintf(text, sizeof text, "%ld", by);
      set_variable(name, text);
      return by;
    }
    return old;
  }
  long value = strtol(sum_at, &end, 0);
  if (end == sum_at) bad_sum("expecting primary");
  sum_at = end;
  return value;
}

static long sum_binary(int level) {
  static const char* const ops[10][5] = {
      {"||"},       {"&&"},     {"|"},          {"^"}, {"&"}, {"==", "!="}, {"<=", ">=", "<", ">"},
      {"<<", ">>"}, {"+", "-"}, {"*", "/", "%"}};
  if (level == 10) return sum_primary();
  long a = sum_binary(level + 1);
  for (;;) {
    int i = 0;
    while (ops[level][i] && !sum_operator(ops[level][i])) ++i;
    if (!ops[level][i]) return a;
    long b = sum_binary(level + 1);
    switch (level * 10 + i) {
      case 0:
        a = a || b;
        break;
      case 10:
        a = a && b;
        break;
      case 20:
        a |= b;
        break;
      case 30:
        a ^= b;
        break;
      case 40:
        a &= b;
        break;
      case 50:
        a = a == b;
        break;
      case 51:
        a = a != b;
        break;
      case 60:
        a = a <= b;
        break;
      case 61:
        a = a >= b;
        break;
      case 62:
        a = a < b;
        break;
      case 63:
        a = a > b;
        break;
      case 70:
        a <<= b & 63;
        break;
      case 71:
        a >>= b & 63;
        break;
      case 80:
        a += b;
        break;
      case 81:
        a -= b;
        break;
      case 90:
        a *= b;
        break;
      default:
        if (b == 0) bad_sum("division by zero");
        a = i == 1 ? a / b : a % b;
    }
  }
}

static long sum_choice(void) {
  long n = sum_binary(0);
  if (!sum_operator("?")) return n;
  long yes = sum_choice();
  if (!sum_operator(":")) bad_sum("expecting ':'");
  long no = sum_choice();
  return n ? yes : no;
}

static void put_sum(struct text* t, const char* text, int how) {
  char number[24];
  sum_at = sum_text = expand_whole(text);
  sum_at += strspn(sum_at, " \t\n");
  long n = *sum_at ? sum_choice() : 0;
  sum_at += strspn(sum_at, " \t\n");
  if (*sum_at) bad_sum("expecting EOF");
  snprintf(number, sizeof number, "%ld", n);
  put_string(t, number, how);
}

/* $(text): what it writes, without the last line ends. */
static void put_output(struct text* t, const char* text, int how) {
  int fds[2];
  char block[512];
  long n;
  struct text out = {0};
  if (pipe(fds) < 0) return;
  pid_t child = fork_child();
  if (child == 0) {
    dup2(fds[1], 1);
    close(fds[0]);
    close(fds[1]);
    give_up(run_text(text, 1));
  }
  close(fds[1]);
  while ((n = read(fds[0], block, sizeof block)) > 0)
    for (long i = 0; i < n; ++i)
      if (block[i]) put(&out, block[i], how);
  close(fds[0]);
  status = wait_for(child);
  while (out.n > 0 && out.s[out.n - 1] == '\n') --out.n;
  for (long i = 0; i < out.n; ++i) put(t, out.s[i], how);
}

/* Does s[0..n) fit the pattern p[i..)? Quoted signs stand for themselves. */
static int fits(const struct text* p, long i, const char* s, long n) {
  for (; i < p->n; ++i) {
    int special = p->how[i] != QUOTED;
    if (p->how[i] == MARK) continue;
    if (special && p->s[i] == '*') {
      for (long skipped = 0; skipped <= n; ++skipped)
        if (fits(p, i + 1, s + skipped, n - skipped)) return 1;
      return 0;
    }
    if (n == 0) return 0;
    if (special && p->s[i] == '[') {
      long j = i + 1;
      int inverted = p->s[j] == '!', in = 0;
      if (inverted) ++j;
      for (long first = j; j < p->n && (p->s[j] != ']' || j == first); ++j) {
        char low = p->s[j], high = low;
        if (j + 2 < p->n && p->s[j + 1] == '-' && p->s[j + 2] != ']') high = p->s[j += 2];
        in |= *s >= low && *s <= high;
      }
      if (j < p->n) {
        if (in == inverted) return 0;
        i = j;
        ++s, --n;
        continue;
      }
    }
    if (!(special && p->s[i] == '?') && p->s[i] != *s) return 0;
    ++s, --n;
  }
  return n == 0;
}

static const char* parameter(const char* name, char* room) {
  if (isdigit((unsigned char)*name)) {
    int n = atoi(name);
    if (n == 0) return me;
    return n <= parameter_count ? parameters[n - 1] : NULL;
  }
  if (*name == '?') return sprintf(room, "%d", status), room;
  if (*name == '$') return sprintf(room, "%d", shell_pid), room;
  if (*name == '#') return sprintf(room, "%d", parameter_count), room;
  if (*name == '-') return stops_at_errors ? "e" : "";
  if (*name == '!') return last_background ? (sprintf(room, "%d", last_background), room) : NULL;
  return value_of(name);
}

static void put_parameters(struct text* t, char which, int quoted) {
  if (parameter_count == 0 && which == '@') t->no_parameters = 1;
  for (int i = 0; i < parameter_count; ++i) {
    if (i > 0) put(t, ' ', which == '@' || !quoted ? BREAK : QUOTED);
    if (quoted && which == '@') put(t, 0, MARK);
    put_string(t, parameters[i], quoted ? QUOTED : SPLIT);
  }
}

/* ${name%pattern} and its relatives: op is % %% # ##. */
static void put_cut(struct text* t, const char* value, const char* op, const char* raw, int how) {
  struct text p = {0};
  long n = (long)strlen(value), from = 0, to = n;
  int twice = op[1] == op[0];
  expand(&p, raw, 0);
  for (long i = 0; i <= n; ++i) {
    long cut = twice ? n - i : i; /* the shortest first, or the longest */
    if (*op == '#' && fits(&p, 0, value, cut)) {
      from = cut;
      break;
    }
    if (*op == '%' && fits(&p, 0, value + n - cut, cut)) {
      to = n - cut;
      break;
    }
  }
  for (long i = from; i < to; ++i) put(t, value[i], how);
}

/* What is between ${ and }. */
static void put_braced(struct text* t, const char* inside, int quoted) {
  char room[24], length[24];
  int how = quoted ? QUOTED : SPLIT, counts = *inside == '#' && inside[1];
  if (counts) ++inside;
  size_t n = name_length(inside);
  if (n == 0) n = isdigit((unsigned char)*inside) ? strspn(inside, "0123456789") : 1;
  char* name = copy_of(inside, n);
  const char* op = inside + n;
  if (!strchr("?$#!@*-", *name) && !isalnum((unsigned char)*name) && *name != '_') op = ".";
  if ((*name == '@' || *name == '*') && *op == 0 && !counts) {
    put_parameters(t, *name, quoted);
    return;
  }
  const char* value = parameter(name, room);
  if (counts && *op == 0) {
    snprintf(length, sizeof length, "%zu", value ? strlen(value) : 0);
    put_string(t, length, how);
    return;
  }
  if (*op == 0) {
    put_string(t, value, how);
    return;
  }
  if (*op == '%' || *op == '#') {
    put_cut(t, value ? value : "", op, op + 1 + (op[1] == op[0]), how);
    return;
  }
  int colon = *op == ':';
  const char* word = op + colon + 1;
  int missing = value == NULL || (colon && *value == 0);
  switch (op[colon]) {
    case '-':
      if (missing)
        expand(t, word, quoted);
      else
        put_string(t, value, how);
      return;
    case '+':
      if (!missing) expand(t, word, quoted);
      return;
    case '=':
      if (missing) value = set_variable(name, expand_whole(word))->value;
      put_string(t, value, how);
      return;
    case '?':
      if (missing) {
        complain("%s: %s", name, *word ? expand_whole(word) : "parameter not set or null");
        give_up(2);
      }
      put_string(t, value, how);
      return;
  }
  complain("Bad substitution");
  give_up(2);
}

/* `s` is behind a $; what is behind the expansion. */
static const char* put_dollar(struct text* t, const char* s, int quoted) {
  int how = quoted ? QUOTED : SPLIT;
  char room[24];
  if (*s == '(' || *s == '{') {
    const char* end = skip_dollar(s);
    if (end == NULL) syntax_error("Unterminated substitution");
    if (*s == '{')
      put_braced(t, copy_of(s + 1, (size_t)(end - s - 2)), quoted);
    else if (s[1] == '(' && end[-2] == ')')
      put_sum(t, copy_of(s + 2, (size_t)(end - s - 4)), how);
    else
      put_output(t, copy_of(s + 1, (size_t)(end - s - 2)), how);
    return end;
  }
  if (*s == '@' || *s == '*') {
    put_parameters(t, *s, quoted);
    return s + 1;
  }
  size_t n = name_length(s);
  if (n == 0 && *s && (isdigit((unsigned char)*s) || strchr("?$#!-", *s))) n = 1;
  if (n == 0) {
    put(t, '$', quoted ? QUOTED : PLAIN);
    return s;
  }
  put_string(t, parameter(copy_of(s, n), room), how);
  return s + n;
}

static const char* put_backquoted(struct text* t, const char* s, int quoted) {
  const char* end = close_backquote(s);
  if (end == NULL) syntax_error("EOF in backquote substitution");
  char* text = copy_of(s, (size_t)(end - s));
  char* to = text;
  for (char* from = text; *from; *to++ = *from++)
    if (*from == '\\' && from[1] && strchr("`\\$", from[1])) ++from;
  *to = 0;
  put_output(t, text, quoted ? QUOTED : SPLIT);
  return end + 1;
}

static void expand(struct text* t, const char* s, int quoted) {
  if (*s == '~' && (s[1] == 0 || s[1] == '/') && !quoted && value_of("HOME")) {
    put_string(t, value_of("HOME"), QUOTED);
    ++s;
  }
  while (*s) {
    char c = *s++;
    if (c == '\'' && !quoted) {
      put(t, 0, MARK);
      while (*s && *s != '\'') put(t, *s++, QUOTED);
      if (*s) ++s;
    } else if (c == '"') {
      quoted = !quoted;
      put(t, 0, MARK);
    } else if (c == '\\' && *s) {
      if (*s == '\n')
        ++s;
      else if (quoted && !strchr("$`\"\\", *s))
        put(t, c, QUOTED);
      else
        put(t, *s++, QUOTED);
    } else if (c == '$') {
      s = put_dollar(t, s, quoted);
    } else if (c == '`') {
      s = put_backquoted(t, s, quoted);
    } else {
      put(t, c, quoted ? QUOTED : PLAIN);
    }
  }
}

struct fields {
  char** list;
  int n, room;
};

static void add_field(struct fields* f, const char* text) {
  if (f->n + 1 >= f->room) {
    f->room = f->room * 2 + 16;
    f->list = realloc(f->list, (size_t)f->room * sizeof *f->list);
  }
  f->list[f->n++] = strdup(text);
  f->list[f->n] = NULL;
}

static int by_name(const void* a, const void* b) {
  return strcmp(*(char* const*)a, *(char* const*)b);
}

/* The files that the pattern's last part means; none: the pattern itself. */
static void add_files(struct fields* f, const struct text* p) {
  long slash = -1, first = f->n;
  for (long i = 0; i < p->n; ++i)
    if (p->s[i] == '/') slash = i;
  char* directory = slash < 0 ? strdup(".") : copy_of(p->s, (size_t)slash + 1);
  DIR* d = opendir(directory);
  struct dirent* e;
  while (d && (e = readdir(d)) != NULL) {
    if (e->d_name[0] == '.' && p->s[slash + 1] != '.') continue;
    if (!fits(p, slash + 1, e->d_name, (long)strlen(e->d_name))) continue;
    char* whole;
    asprintf(&whole, "%.*s%s", (int)(slash + 1), p->s, e->d_name);
    add_field(f, whole);
    free(whole);
  }
  if (d) closedir(d);
  if (f->n == first)
    add_field(f, p->s);
  else
    qsort(f->list + first, (size_t)(f->n - first), sizeof *f->list, by_name);
}

static void end_field(struct fields* f, struct text* part, int* any) {
  int pattern = 0;
  for (long i = 0; i < part->n; ++i)
    pattern |= part->how[i] != QUOTED && strchr("*?[", part->s[i]) != NULL;
  if (*any && pattern) add_files(f, part);
  if (*any && !pattern) add_field(f, part->n ? part->s : "");
  part->n = 0;
  if (part->s) part->s[0] = 0;
  *any = 0;
}

/* The words as the command gets them. */
static void expand_words(struct fields* f, const struct word* words) {
  const char* separators = value_of("IFS");
  if (separators == NULL) separators = " \t\n";
  for (; words; words = words->next) {
    struct text t = {0}, part = {0};
    int any = 0;
    expand(&t, words->raw, 0);
    for (long i = 0; i < t.n; ++i) {
      if (t.how[i] == BREAK) {
        end_field(f, &part, &any);
      } else if (t.how[i] == MARK) {
        any = any || !t.no_parameters;
      } else if (t.how[i] == SPLIT && strchr(separators, t.s[i])) {
        if (!strchr(" \t\n", t.s[i])) any = 1;
        end_field(f, &part, &any);
      } else {
        put(&part, t.s[i], t.how[i]);
        any = 1;
      }
    }
    end_field(f, &part, &any);
  }
}

/* ---- doing it ---- */

enum { NOWHERE, BREAKING, CONTINUING, RETURNING };
static int leaving, leaving_loops, loops, tested;

struct function {
  struct function* next;
  char* name;
  struct node* body;
};
static struct function* functions;

static int run(struct node* n, int exits);

static pid_t fork_child(void) {
  fflush(stdout);
  pid_t child = fork();
  if (child < 0) {
    complain("Cannot fork");
    give_up(2);
  }
  if (child == 0) is_child = 1;
  return child;
}

static int wait_for(pid_t pid) {
  int how = 0;
  while (waitpid(pid, &how, 0) < 0)
    if (errno != EINTR) return 127;
  if (WIFEXITED(how)) return WEXITSTATUS(how);
  int sig = WTERMSIG(how);
  if (sig != SIGINT && sig != SIGPIPE)
    dprintf(2, "%s%s\n", strsignal(sig), WCOREDUMP(how) ? " (core dumped)" : "");
  return 128 + sig;
}

/* Opens what the redirections say; `saved` remembers what was there, when given. */
static int redirect(struct redirection* r, int saved[10]) {
  for (; r; r = r->next) {
    char* name = expand_whole(r->raw);
    int from = -1;
    if (saved && saved[r->fd] == -1) {
      saved[r->fd] = fcntl(r->fd, F_DUPFD_CLOEXEC, 10);
      if (saved[r->fd] < 0) saved[r->fd] = -2; /* it was closed */
    }
    if (r->dup && strcmp(name, "-") == 0) {
      close(r->fd);
      continue;
    }
    if (r->dup) {
      if (!isdigit((unsigned char)name[0]) || name[1]) {
        complain("Syntax error: Bad fd number");
        return 2;
      }
      from = name[0] - '0';
      if (from != r->fd && dup2(from, r->fd) < 0) return complain("%d: %s", from, strerror(errno));
      continue;
    }
    from = open(name, r->output ? O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC) : O_RDONLY,
                0666);
    if (from < 0) {
      const char* why = errno != ENOENT ? strerror(errno)
                        : r->output     ? "Directory nonexistent"
                                        : "No such file";
      return complain("cannot %s %s: %s", r->output ? "create" : "open", name, why);
    }
    if (from == r->fd) continue;
    dup2(from, r->fd);
    close(from);
  }
  return 0;
}

static void restore(int saved[10]) {
  for (int fd = 0; fd < 10; ++fd) {
    if (saved[fd] == -2) close(fd);
    if (saved[fd] < 0) continue;
    dup2(saved[fd], fd);
    close(saved[fd]);
  }
}

static void assign(const char* raw) {
  size_t n = strcspn(raw, "=");
  set_variable(copy_of(raw, n), expand_whole(raw + n + 1));
}

static void execute(char** words) {
  char** env = environment();
  const char* path = value_of("PATH");
  __environ = env;
  if (path == NULL) clearenv();
  execvpe(words[0], words, env);
  if (errno == ENOEXEC && strchr(words[0], '/')) { /* a script */
    int n = 0;
    while (words[n]) ++n;
    char** with = make((size_t)(n + 2) * sizeof *with);
    with[0] = "sh";
    for (int i = 0; i < n; ++i) with[i + 1] = words[i];
    execve("/bin/sh", with, env);
  }
  int missing = errno == ENOENT || errno == ENOTDIR;
  complain(missing ? "%s: not found" : "%s: %s", words[0], strerror(errno));
  give_up(missing ? 127 : 126);
}

/* ---- the words the shell does itself ---- */

static int number_or(const char* text, int otherwise, const char* who) {
  if (text == NULL) return otherwise;
  if (*text == 0 || text[strspn(text, "0123456789")]) {
    complain("%s: Illegal number: %s", who, text);
    give_up(2);
  }
  return atoi(text);
}

static int do_echo(char** w) {
  int newline = 1;
  if (w[1] && strcmp(w[1], "-n") == 0) newline = 0, ++w;
  for (int i = 1; w[i]; ++i) {
    if (i > 1) putchar(' ');
    if (!__put_escaped(w[i])) return 0;
  }
  if (newline) putchar('\n');
  return 0;
}

static int do_cd(char** w) {
  char here[4096];
  const char* to = w[1] ? w[1] : value_of("HOME");
  int back = to && strcmp(to, "-") == 0;
  if (back) to = value_of("OLDPWD");
  if (to == NULL || chdir(to) < 0) return complain("cd: can't cd to %s", to ? to : "");
  if (value_of("PWD")) set_variable("OLDPWD", value_of("PWD"));
  if (getcwd(here, sizeof here)) set_variable("PWD", here);
  if (back) puts(here);
  return 0;
}

static int do_pwd(char** w) {
  char here[4096];
  (void)w;
  if (getcwd(here, sizeof here) == NULL) return 1;
  puts(here);
  return 0;
}

static int do_export(char** w) {
  if (w[1] == NULL || strcmp(w[1], "-p") == 0)
    for (struct variable* v = variables; v; v = v->next)
      if (v->exported && v->value) printf("export %s='%s'\n", v->name, v->value);
  for (int i = 1; w[i]; ++i) {
    size_t n = name_length(w[i]);
    if (strcmp(w[i], "-p") == 0) continue;
    if (n == 0 || (w[i][n] && w[i][n] != '=')) {
      complain("export: %.*s: bad variable name", (int)strcspn(w[i], "="), w[i]);
      give_up(2);
    }
    set_variable(copy_of(w[i], n), w[i][n] ? w[i] + n + 1 : NULL)->exported = 1;
  }
  return 0;
}

static int do_unset(char** w) {
  for (int i = 1; w[i]; ++i)
    for (struct variable** v = &variables; *v;)
      if (strcmp((*v)->name, w[i]) == 0)
        *v = (*v)->next;
      else
        v = &(*v)->next;
  return 0;
}

static int do_wait(char** w) {
  int last = 0;
  if (w[1] == NULL)
    while (wait(NULL) > 0 || errno == EINTR) {
    }
  for (int i = 1; w[i]; ++i) last = wait_for(number_or(w[i], 0, "wait"));
  return last;
}

static int do_exit(char** w) {
  give_up(number_or(w[1], status, "exit") & 255);
  return 0;
}

static int leave(int how, char** w) {
  leaving = how;
  leaving_loops = number_or(w[1], 1, w[0]);
  return 0;
}
static int do_break(char** w) { return loops ? leave(BREAKING, w) : 0; }
static int do_continue(char** w) { return loops ? leave(CONTINUING, w) : 0; }
static int do_return(char** w) {
  leaving = RETURNING;
  return number_or(w[1], status, "return");
}

static int do_shift(char** w) {
  int n = number_or(w[1], 1, "shift");
  if (n > parameter_count) {
    complain("shift: can't shift that many");
    give_up(2);
  }
  parameters += n;
  parameter_count -= n;
  return 0;
}

static int do_set(char** w) {
  int i = 1;
  if (w[1] == NULL)
    for (struct variable* v = variables; v; v = v->next)
      if (v->value) printf("%s='%s'\n", v->name, v->value);
  for (; w[i] && (w[i][0] == '-' || w[i][0] == '+') && strcmp(w[i], "--"); ++i) {
    if (w[i][1] != 'e' || w[i][2]) {
      complain("set: Illegal option %s", w[i]);
      give_up(2);
    }
    stops_at_errors = w[i][0] == '-';
  }
  if (w[i] == NULL) return 0;
  if (strcmp(w[i], "--") == 0) ++i;
  parameters = w + i;
  for (parameter_count = 0; parameters[parameter_count];) ++parameter_count;
  return 0;
}

static int do_read(char** w) {
  struct text t = {0};
  char c;
  long n;
  int raw = w[1] && strcmp(w[1], "-r") == 0;
  w += 1 + raw;
  if (*w == NULL) return complain("read: arg count");
  while ((n = read(0, &c, 1)) > 0 && c != '\n') {
    if (c == '\\' && !raw && read(0, &c, 1) > 0 && c == '\n') continue;
    put(&t, c, PLAIN);
  }
  const char* rest = t.n ? t.s : "";
  for (; *w; ++w) {
    rest += strspn(rest, " \t");
    size_t length = w[1] ? strcspn(rest, " \t") : strlen(rest);
    const char* next = rest + length;
    while (w[1] == NULL && length && strchr(" \t", rest[length - 1])) --length;
    set_variable(*w, copy_of(rest, length));
    rest = next;
  }
  return n <= 0;
}

static int do_eval(char** w) {
  struct text t = {0};
  for (int i = 1; w[i]; ++i) {
    if (i > 1) put(&t, ' ', PLAIN);
    put_string(&t, w[i], PLAIN);
  }
  return t.n ? run_text(t.s, 0) : 0;
}

static int do_umask(char** w) {
  if (w[1]) {
    umask((mode_t)strtol(w[1], NULL, 8));
  } else {
    mode_t now = umask(0);
    umask(now);
    printf("%04o\n", now);
  }
  return 0;
}

/* What `local` hid, until the function returns. */
struct hidden {
  struct hidden* next;
  char *name, *value;
};
static struct hidden* hidden;
static int calls;

static int do_local(char** w) {
  if (calls == 0) {
    complain("local: not in a function");
    give_up(2);
  }
  for (int i = 1; w[i]; ++i) {
    size_t n = strcspn(w[i], "=");
    struct hidden* h = make(sizeof *h);
    h->name = copy_of(w[i], n);
    h->value = value_of(h->name) ? strdup(value_of(h->name)) : NULL;
    h->next = hidden;
    hidden = h;
    if (w[i][n]) set_variable(h->name, w[i] + n + 1);
  }
  return 0;
}

static void show_again(struct hidden* until) {
  for (; hidden != until; hidden = hidden->next) {
    char* words[] = {"unset", hidden->name, NULL};
    if (hidden->value)
      set_variable(hidden->name, hidden->value);
    else
      do_unset(words);
  }
}

static int do_exec(char** w) {
  if (w[1]) execute(w + 1);
  return 0;
}

static int with_count(int (*what)(int, char**, const char*), char** w) {
  char name[200];
  int n = 0;
  while (w[n]) ++n;
  snprintf(name, sizeof name, "%s: %d: %s", me, line, w[0]);
  return what(n, w, name);
}
static int do_test(char** w) { return with_count(__run_test, w); }
static int do_printf(char** w) { return with_count(__run_printf, w); }
static int do_kill(char** w) { return with_count(__run_kill, w); }
static int do_true(char** w) { return (void)w, 0; }
static int do_false(char** w) { return (void)w, 1; }

static const struct own_word {
  const char* name;
  int (*run)(char** words);
} own_words[] = {
    {":", do_true},        {"true", do_true},     {"false", do_false}, {"echo", do_echo},
    {"cd", do_cd},         {"pwd", do_pwd},       {"exit", do_exit},   {"export", do_export},
    {"unset", do_unset},   {"wait", do_wait},     {"kill", do_kill},   {"test", do_test},
    {"[", do_test},        {"printf", do_printf}, {"break", do_break}, {"continue", do_continue},
    {"return", do_return}, {"shift", do_shift},   {"set", do_set},     {"read", do_read},
    {"eval", do_eval},     {"umask", do_umask},   {"exec", do_exec},   {"local", do_local},
};

static const struct own_word* find_own(const char* name) {
  for (size_t i = 0; i < sizeof own_words / sizeof *own_words; ++i)
    if (strcmp(own_words[i].name, name) == 0) return &own_words[i];
  return NULL;
}

static int call_function(struct function* f, char** words) {
  char** old = parameters;
  int old_count = parameter_count;
  struct hidden* before = hidden;
  ++calls;
  parameters = words + 1;
  for (parameter_count = 0; parameters[parameter_count];) ++parameter_count;
  int result = run(f->body, 0);
  if (leaving == RETURNING) leaving = NOWHERE;
  --calls;
  show_again(before);
  parameters = old;
  parameter_count = old_count;
  return result;
}

static int run_own(struct node* n, char** words, const struct own_word* own, struct function* f) {
  int saved[10] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
  fflush(stdout);
  int result = redirect(n->redirections, saved);
  if (result == 0) result = f ? call_function(f, words) : own ? own->run(words) : status;
  fflush(stdout);
  if (result != 0 || own == NULL || own->run != do_exec) restore(saved);
  return result;
}

static int run_simple(struct node* n, int exits) {
  struct fields f = {0};
  struct function* called = NULL;
  line = n->line;
  expand_words(&f, n->words);
  if (f.n == 0) {
    status = 0; /* that of the last $(...), if any */
    for (struct word* w = n->assignments; w; w = w->next) assign(w->raw);
    return run_own(n, NULL, NULL, NULL);
  }
  for (called = functions; called && strcmp(called->name, f.list[0]);) called = called->next;
  const struct own_word* own = called ? NULL : find_own(f.list[0]);
  if (called || own) {
    for (struct word* w = n->assignments; w; w = w->next) assign(w->raw);
    return run_own(n, f.list, own, called);
  }
  pid_t child = exits ? 0 : fork_child();
  if (child == 0) {
    fflush(stdout);
    for (struct word* w = n->assignments; w; w = w->next) {
      assign(w->raw);
      set_variable(copy_of(w->raw, strcspn(w->raw, "=")), NULL)->exported = 1;
    }
    if (redirect(n->redirections, NULL)) give_up(2);
    execute(f.list);
  }
  return wait_for(child);
}

static int run_pipeline(struct node* n) {
  pid_t children[64];
  int count = 0, in = -1, fds[2] = {-1, -1}, last = 0;
  for (; n && count < 64; n = n->b) {
    if (n->b && pipe(fds) < 0) return complain("Pipe call failed");
    children[count] = fork_child();
    if (children[count] == 0) {
      if (in >= 0) dup2(in, 0), close(in);
      if (n->b) close(fds[0]), dup2(fds[1], 1), close(fds[1]);
      give_up(run(n->a, 1));
    }
    ++count;
    if (in >= 0) close(in);
    if (n->b) close(fds[1]);
    in = n->b ? fds[0] : -1;
  }
  for (int i = 0; i < count; ++i) last = wait_for(children[i]);
  return last;
}

static int run_background(struct node* n) {
  pid_t child = fork_child();
  if (child == 0) {
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    int null = open("/dev/null", O_RDONLY);
    if (null > 0) dup2(null, 0), close(null);
    give_up(run(n->a, 1));
  }
  last_background = child;
  return 0;
}

/* After a loop's body: does the loop end? */
static int leaves_loop(void) {
  if (leaving == NOWHERE) return 0;
  if (leaving == RETURNING) return 1;
  if (leaving_loops > 1) {
    --leaving_loops;
    return 1;
  }
  int ends = leaving == BREAKING;
  leaving = NOWHERE;
  return ends;
}

static int run_condition(struct node* n) {
  ++tested;
  int result = status = run(n, 0);
  --tested;
  return result;
}

static int run_loop(struct node* n) {
  int result = 0;
  ++loops;
  for (;;) {
    int stop = run_condition(n->a);
    if (leaving && leaves_loop()) break;
    if ((stop != 0) == (n->kind == WHILE)) break;
    result = status = run(n->b, 0);
    if (leaves_loop()) break;
  }
  --loops;
  return result;
}

static int run_for(struct node* n) {
  struct fields f = {0};
  int result = 0;
  if (n->c)
    expand_words(&f, n->words);
  else
    for (int i = 0; i < parameter_count; ++i) add_field(&f, parameters[i]);
  ++loops;
  for (int i = 0; i < f.n; ++i) {
    set_variable(n->name, f.list[i]);
    result = status = run(n->b, 0);
    if (leaves_loop()) break;
  }
  --loops;
  return result;
}

static int run_case(struct node* n, int exits) {
  char* subject = expand_whole(n->name);
  for (struct choice* c = n->choices; c; c = c->next)
    for (struct word* p = c->patterns; p; p = p->next) {
      struct text pattern = {0};
      expand(&pattern, p->raw, 0);
      if (fits(&pattern, 0, subject, (long)strlen(subject)))
        return c->body ? run(c->body, exits) : 0;
    }
  return 0;
}

static int run_compound(struct node* n, int exits) {
  switch (n->kind) {
    case GROUP:
      return run(n->a, exits);
    case IF:
      if (run_condition(n->a) == 0) return run(n->b, exits);
      if (leaving) return status;
      return n->c ? run(n->c, exits) : 0;
    case WHILE:
    case UNTIL:
      return run_loop(n);
    case FOR:
      return run_for(n);
    case CASE:
      return run_case(n, exits);
    default:
      break;
  }
  pid_t child = exits ? 0 : fork_child(); /* SUBSHELL */
  if (child) return wait_for(child);
  give_up(run(n->a, 1));
  return 0;
}

static int run_redirected(struct node* n, int exits) {
  int saved[10] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
  if (n->redirections == NULL) return run_compound(n, exits);
  fflush(stdout);
  int result = redirect(n->redirections, saved);
  if (result == 0) result = run_compound(n, 0);
  fflush(stdout);
  restore(saved);
  return result;
}

static void define(struct node* n) {
  struct function* f = make(sizeof *f);
  f->name = n->name;
  f->body = n->a;
  f->next = functions;
  functions = f;
}

/* Does the command; its status. `exits`: nothing is left to do after it. */
static int run(struct node* n, int exits) {
  if (leaving) return status;
  switch (n->kind) {
    case SIMPLE:
      status = run_simple(n, exits);
      break;
    case PIPE:
      status = run_pipeline(n);
      break;
    case NOT:
      return status = !run_condition(n->a);
    case BACKGROUND:
      return status = run_background(n);
    case FUNCTION:
      define(n);
      return status = 0;
    case SEQUENCE:
      status = run(n->a, 0);
      return leaving ? status : (status = run(n->b, exits));
    case AND:
    case OR:
      status = run_condition(n->a);
      if (leaving || (status == 0) != (n->kind == AND)) return status;
      return status = run(n->b, exits);
    default:
      status = run_redirected(n, exits);
  }
  if (status && stops_at_errors && !tested && (n->kind <= PIPE || n->kind == SUBSHELL))
    give_up(status);
  return status;
}

/* Does a text, line by line. */
static int run_text(const char* text, int exits) {
  const char* old_at = at;
  int old_line = read_line, old_have = have_token;
  jmp_buf old;
  memcpy(&old, &on_error, sizeof old);
  at = text;
  have_token = 0;
  if (setjmp(on_error)) give_up(2);
  for (;;) {
    skip_newlines();
    if (peek() == END) break;
    struct node* n = parse_list(1, NULL);
    if (peek() != NEWLINE && peek() != END) unexpected(NULL);
    const char* rest = at;
    int last = exits && peek() == END, rest_line = read_line, rest_token = token;
    status = run(n, last);
    at = rest;
    read_line = rest_line;
    token = rest_token;
    have_token = 1;
    if (leaving) break;
  }
  at = old_at;
  read_line = old_line;
  have_token = old_have;
  memcpy(&on_error, &old, sizeof old);
  return status;
}

static char* read_all(int fd) {
  char block[1024];
  long n;
  struct text t = {0};
  put(&t, '\n', PLAIN);
  --t.n;
  while ((n = read(fd, block, sizeof block)) > 0)
    for (long i = 0; i < n; ++i) put(&t, block[i], PLAIN);
  if (t.n == 0) t.s[0] = 0;
  return t.s;
}

/* Commands from standard input: a line at a time, so that commands can read the rest. */
static void run_input(void) {
  struct text t = {0};
  char c;
  long n = 1;
  while (n > 0) {
    while ((n = read(0, &c, 1)) > 0) {
      put(&t, c, PLAIN);
      if (c == '\n') break;
    }
    if (t.n == 0) continue;
    incomplete = n > 0;
    at = t.s;
    have_token = 0;
    int begin = read_line;
    if (setjmp(on_error)) {
      if (incomplete != 2) give_up(2);
      read_line = begin;
      continue;
    }
    struct node* parsed = NULL;
    skip_newlines();
    if (peek() != END) {
      parsed = parse_list(1, NULL);
      if (peek() != NEWLINE && peek() != END) unexpected(NULL);
      if (peek() == NEWLINE) advance();
    }
    incomplete = 0;
    t.n = 0;
    if (parsed) status = run(parsed, 0);
  }
}

int main(int argc, char** argv) {
  int i = 1;
  const char* text = NULL;
  me = argc > 0 ? argv[0] : "sh";
  shell_pid = getpid();
  for (char** e = __environ; e && *e; ++e) {
    size_t n = strcspn(*e, "=");
    if ((*e)[n]) set_variable(copy_of(*e, n), *e + n + 1)->exported = 1;
  }
  int commands = 0;
  for (; i < argc && argv[i][0] == '-' && argv[i][1]; ++i) {
    for (const char* o = argv[i] + 1; *o; ++o) {
      if (*o == 'c') {
        commands = 1;
      } else if (*o == 'e') {
        stops_at_errors = 1;
      } else if (*o != '-' && *o != 'i' && *o != 'l' && *o != 's') {
        dprintf(2, "%s: 0: Illegal option -%c\n", me, *o);
        return 2;
      }
    }
  }
  if (commands) {
    if (i >= argc) {
      dprintf(2, "%s: 0: -c requires an argument\n", me);
      return 2;
    }
    text = argv[i++];
    if (i < argc) me = argv[i++];
  } else if (i < argc) {
    int fd = open(argv[i], O_RDONLY);
    if (fd < 0) {
      dprintf(2, "%s: 0: cannot open %s: %s\n", me, argv[i],
              errno == ENOENT ? "No such file" : strerror(errno));
      return 2;
    }
    me = argv[i++];
    text = read_all(fd);
    close(fd);
  }
  parameters = argv + i;
  parameter_count = argc > i ? argc - i : 0;
  if (text)
    run_text(text, 0);
  else
    run_input();
  give_up(status);
}
