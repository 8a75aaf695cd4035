#include <bits/libc.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The machine has no /bin/sh: what system and popen give to a shell is done by the child itself.
   It knows simple commands joined by ; && || with quotes, > >> and <, a few built-in ones, and
   programs of the machine by their path. */

#define MAX_WORDS 64

struct command {
  char* words[MAX_WORDS + 1];
  int count;
  const char* in;
  const char* out;
  int append;
};

static int report_unknown(const char* name) {
  dprintf(2, "sh: 1: %s: not found\n", name);
  return 127;
}

static int run_echo(char** words) {
  int newline = 1;
  if (words[1] && strcmp(words[1], "-n") == 0) {
    newline = 0;
    ++words;
  }
  for (int i = 1; words[i]; ++i) dprintf(1, i > 1 ? " %s" : "%s", words[i]);
  if (newline) dprintf(1, "\n");
  return 0;
}

static int show_file(const char* path) {
  char block[512];
  ssize_t n;
  int fd = path ? open(path, O_RDONLY) : 0;
  if (fd < 0) {
    dprintf(2, "cat: %s: %s\n", path, strerror(errno));
    return 1;
  }
  while ((n = read(fd, block, sizeof block)) > 0) write(1, block, n);
  if (path) close(fd);
  return 0;
}

static int each_file(char** words, int (*with)(const char*)) {
  int status = 0;
  for (int i = 1; words[i]; ++i)
    if (words[i][0] != '-') status |= with(words[i]);
  return status;
}

static int touch_file(const char* path) {
  int fd = open(path, O_WRONLY | O_CREAT, 0666);
  if (fd >= 0) close(fd);
  return fd < 0;
}

static int remove_file(const char* path) { return unlink(path) != 0; }

static int wait_status(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int run_program(char** words) {
  pid_t child;
  if (strchr(words[0], '/') == NULL) return report_unknown(words[0]);
  child = fork();
  if (child == 0) {
    execv(words[0], words);
    _exit(errno == ENOENT ? report_unknown(words[0]) : 126);
  }
  return wait_status(child);
}

static int run_words(char** words) {
  const char* name = words[0];
  if (strcmp(name, "echo") == 0) return run_echo(words);
  if (strcmp(name, "true") == 0 || strcmp(name, ":") == 0) return 0;
  if (strcmp(name, "false") == 0) return 1;
  if (strcmp(name, "exit") == 0) _exit(words[1] ? atoi(words[1]) : 0);
  if (strcmp(name, "sleep") == 0) return sleep(words[1] ? atoi(words[1]) : 0) != 0;
  if (strcmp(name, "clear") == 0) return dprintf(1, "\033[H\033[2J\033[3J") < 0;
  if (strcmp(name, "cat") == 0) return words[1] ? each_file(words, show_file) : show_file(NULL);
  if (strcmp(name, "touch") == 0) return each_file(words, touch_file);
  if (strcmp(name, "rm") == 0) return each_file(words, remove_file);
  return run_program(words);
}

/* Runs one command with its redirections; the descriptors are as before afterwards. */
static int run_command(const struct command* c) {
  int saved[2] = {-1, -1}, status;
  for (int fd = 0; fd < 2; ++fd) {
    const char* path = fd == 0 ? c->in : c->out;
    if (path == NULL) continue;
    int flags = fd == 0 ? O_RDONLY : O_WRONLY | O_CREAT | (c->append ? O_APPEND : O_TRUNC);
    int file = open(path, flags, 0666);
    if (file < 0) {
      dprintf(2, "sh: 1: cannot open %s: %s\n", path, strerror(errno));
      return 2;
    }
    saved[fd] = fcntl(fd, F_DUPFD, 10);
    dup2(file, fd);
    close(file);
  }
  status = c->count > 0 ? run_words((char**)c->words) : 0;
  for (int fd = 0; fd < 2; ++fd)
    if (saved[fd] >= 0) {
      dup2(saved[fd], fd);
      close(saved[fd]);
    }
  return status;
}

/* Reads one word at *from into *to, without its quotes; what follows it stays at *from. */
static char* read_word(const char** from, char** to) {
  char* word = *to;
  char quote = 0;
  for (; **from; ++*from) {
    char c = **from;
    if (quote) {
      if (c == quote)
        quote = 0;
      else
        *(*to)++ = c;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (strchr(" \t\n;&|<>", c)) {
      break;
    } else {
      if (c == '\\' && (*from)[1]) c = *++*from;
      *(*to)++ = c;
    }
  }
  *(*to)++ = 0;
  return word;
}

static const char* skip_blanks(const char* s) { return s + strspn(s, " \t\n"); }

/* Reads a command up to what joins it with the next one. */
static const char* read_command(const char* s, struct command* c, char** to) {
  memset(c, 0, sizeof *c);
  for (s = skip_blanks(s); *s && !strchr(";&|", *s); s = skip_blanks(s)) {
    if (*s == '<' || *s == '>') {
      int output = *s++ == '>';
      if (output && *s == '>') c->append = 1, ++s;
      s = skip_blanks(s);
      *(output ? &c->out : &c->in) = read_word(&s, to);
    } else {
      char* word = read_word(&s, to);
      if (c->count < MAX_WORDS) c->words[c->count++] = word;
    }
  }
  return s;
}

static int run_shell(const char* text) {
  char* room = malloc(2 * strlen(text) + 2);
  int status = 0, wanted = 1;
  while (room && *text) {
    struct command c;
    char* to = room;
    text = read_command(text, &c, &to);
    if (wanted && c.count > 0) status = run_command(&c);
    wanted = text[0] == '&' && text[1] == '&'   ? status == 0
             : text[0] == '|' && text[1] == '|' ? status != 0
                                                : 1;
    text += strspn(text, ";&|");
  }
  return status;
}

int system(const char* command) {
  struct sigaction ignore, old_int, old_quit;
  sigset_t child_mask, old_mask;
  int status = -1;
  if (command == NULL) return 1;
  memset(&ignore, 0, sizeof ignore);
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignore, &old_int);
  sigaction(SIGQUIT, &ignore, &old_quit);
  sigemptyset(&child_mask);
  sigaddset(&child_mask, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_mask, &old_mask);
  pid_t child = fork();
  if (child == 0) {
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGQUIT, &old_quit, NULL);
    sigprocmask(SIG_SETMASK, &old_mask, NULL);
    _exit(run_shell(command));
  }
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  sigaction(SIGINT, &old_int, NULL);
  sigaction(SIGQUIT, &old_quit, NULL);
  sigprocmask(SIG_SETMASK, &old_mask, NULL);
  return status;
}

static struct {
  FILE* file;
  pid_t child;
} opened[16];

FILE* popen(const char* command, const char* mode) {
  int fds[2], writes = mode[0] == 'w', slot = 0;
  while (slot < 16 && opened[slot].file) ++slot;
  if (slot == 16 || (mode[0] != 'r' && !writes)) {
    errno = slot == 16 ? EMFILE : EINVAL;
    return NULL;
  }
  if (pipe(fds) < 0) return NULL;
  pid_t child = fork();
  if (child == 0) {
    dup2(fds[!writes], !writes);
    close(fds[0]);
    close(fds[1]);
    _exit(run_shell(command));
  }
  close(fds[!writes]);
  opened[slot].file = child > 0 ? fdopen(fds[writes], mode) : NULL;
  opened[slot].child = child;
  if (opened[slot].file == NULL) close(fds[writes]);
  return opened[slot].file;
}

int pclose(FILE* file) {
  int status = -1;
  for (int i = 0; i < 16; ++i) {
    if (opened[i].file != file || file == NULL) continue;
    opened[i].file = NULL;
    fclose(file);
    while (waitpid(opened[i].child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }
  errno = ECHILD;
  return -1;
}
