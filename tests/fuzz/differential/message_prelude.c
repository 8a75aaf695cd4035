// What every generated message program shares. Several workers act strictly in turn: a conductor
// hands one a baton (which operation to do), and waits until everybody is at rest: idle, asleep in a
// message call, or gone. So what is printed depends on what the kernel does, never on who is faster.
// Only the conductor prints.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef NATIVE
#include <sched.h>
#endif

#define WORKERS 3
#define SLOTS 3

enum kind {
  PLAIN,      // cannot block
  SENDS,      // may sleep on q_senders
  RECEIVES,   // may sleep on q_receivers
  UNSETTLES   // makes sleepers of the queue look again (IPC_SET)
};

struct step {
  int op, worker, kind, slot;
};

struct baton {
  int op;
  int q[SLOTS];
  pid_t pids[WORKERS];
};

struct reply {
  long mtype;
  int slot, id;  // a queue the worker opened; slot -1: none
  char text[240];
};

struct message {
  long mtype;
  char mtext[9000];
};

typedef void (*op_fn)(int n);

static int q[SLOTS];
static pid_t pids[WORKERS];
static int me;
static int mailbox;
static struct reply answer;
static struct message buffer;
static char caught[64];
static int caught_count;

static void say(const char *format, ...) {
  size_t used = strlen(answer.text);
  va_list args;
  va_start(args, format);
  vsnprintf(answer.text + used, sizeof answer.text - used, format, args);
  va_end(args);
}

static void say_result(const char *call, long result) {
  int error = errno;
  if (answer.text[0] != '\0') say("; ");
  if (result == -1)
    say("%s = -1, errno %d", call, error);
  else
    say("%s = %ld", call, result);
}

static const char *who(pid_t pid) {
  static const char *const names[] = {"w0", "w1", "w2"};
  int i;
  if (pid == 0) return "nobody";
  for (i = 0; i < WORKERS; i++)
    if (pids[i] == pid) return names[i];
  return "somebody";
}

static unsigned checksum(const char *text, long n) {
  unsigned sum = 17;
  long i;
  for (i = 0; i < n; i++) sum = sum * 31 + (unsigned char)text[i];
  return sum;
}

// ---- what the operations are made of ----

static void get(int slot, key_t key, int flags) {
  int id = msgget(key, flags);
  say_result("msgget", id);
  if (id >= 0) {
    answer.slot = slot;
    answer.id = id;
  }
}

static void snd(int slot, long type, size_t size, int letter, int flags) {
  buffer.mtype = type;
  memset(buffer.mtext, letter, sizeof buffer.mtext);
  if (size < 9000 && size > 1) buffer.mtext[size - 1] = '.';
  say_result("msgsnd", msgsnd(q[slot], &buffer, size, flags));
}

static void rcv(int slot, size_t size, long type, int flags) {
  ssize_t n;
  memset(&buffer, '#', sizeof buffer);
  n = msgrcv(q[slot], &buffer, size, type, flags);
  say_result("msgrcv", n);
  if (n >= 0)
    say(", type %ld, text %.3s.. sum %08x, beyond %c", buffer.mtype, n > 0 ? buffer.mtext : "",
        checksum(buffer.mtext, n), buffer.mtext[n]);
}

static void stat_of(const char *call, int id, int command) {
  struct msqid_ds ds;
  int r;
  memset(&ds, 0, sizeof ds);
  r = msgctl(id, command, &ds);
  say_result(call, r);
  // Who wrote last to the workers' mailbox is a race of those that answer at once.
  if (command != IPC_STAT && r == mailbox) ds.msg_lspid = 0;
  if (r >= 0)
    say(": mode %o uid %d cuid %d key %x, %lu messages, %lu of %lu bytes, last %s %s, times %d%d%d",
        ds.msg_perm.mode, (int)ds.msg_perm.uid, (int)ds.msg_perm.cuid, (int)ds.msg_perm.__key,
        (unsigned long)ds.msg_qnum, (unsigned long)ds.__msg_cbytes, (unsigned long)ds.msg_qbytes,
        who(ds.msg_lspid), who(ds.msg_lrpid), ds.msg_stime != 0, ds.msg_rtime != 0,
        ds.msg_ctime != 0);
}

static void set(int slot, unsigned long qbytes, int mode, int uid) {
  struct msqid_ds ds;
  if (msgctl(q[slot], IPC_STAT, &ds) == -1) {
    say_result("IPC_STAT", -1);
    return;
  }
  // Whether root may raise this depends on a capability that root in a container may lack.
  if (qbytes > 16384 && geteuid() == 0) qbytes = 16384;
  ds.msg_qbytes = qbytes;
  ds.msg_perm.mode = mode;
  ds.msg_perm.uid = uid;
  say_result("IPC_SET", msgctl(q[slot], IPC_SET, &ds));
}

static void info(int command) {
  struct msginfo mi;
  int r;
  memset(&mi, 0, sizeof mi);
  r = msgctl(0, command, (struct msqid_ds *)&mi);
  say_result("msginfo", r);
  if (r >= 0) say(": max %d mnb %d mni %d", mi.msgmax, mi.msgmnb, mi.msgmni);
  if (r >= 0 && command == MSG_INFO)
    say(", %d queues, %d messages, %d bytes", mi.msgpool, mi.msgmap, mi.msgtql);
}

static void note_signal(int number, siginfo_t *si, void *context) {
  int room = (int)sizeof caught - 1;
  (void)context;
  caught_count++;
  if (caught_count * 2 < room) {
    caught[caught_count * 2 - 2] = number == SIGUSR1   ? 'u'
                                   : number == SIGUSR2 ? 'v'
                                   : number == SIGRTMIN ? 'r'
                                                        : 's';
    caught[caught_count * 2 - 1] = si->si_code == SI_QUEUE ? (char)('0' + si->si_value.sival_int) : '-';
  }
}

static void handle(int number, int flags) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = note_signal;
  sa.sa_flags = SA_SIGINFO | flags;
  say_result("sigaction", sigaction(number, &sa, NULL));
}

static void ignore_signal(int number) {
  say_result("ignore", signal(number, SIG_IGN) == SIG_ERR ? -1 : 0);
}

static void handle_all(void) {
  handle(SIGUSR1, 0);
  handle(SIGUSR2, SA_RESTART);
  handle(SIGRTMIN, 0);
  handle(SIGRTMIN + 1, 0);
}

static void mask(int how, int a, int b) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, a);
  sigaddset(&set, b);
  say_result("sigprocmask", sigprocmask(how, &set, &old));
  say(", was %d%d", sigismember(&old, a), sigismember(&old, b));
  sigpending(&set);
  say(", pending %d%d%d%d", sigismember(&set, SIGUSR1), sigismember(&set, SIGUSR2),
      sigismember(&set, SIGRTMIN), sigismember(&set, SIGRTMIN + 1));
}

static void queue_signal(int to, int number, int value) {
  union sigval v;
  memset(&v, 0, sizeof v);
  v.sival_int = value;
  say_result("sigqueue", sigqueue(pids[to], number, v));
}

static void say_status(int status) {
  if (WIFEXITED(status))
    say(", exited %d", WEXITSTATUS(status));
  else if (WIFSIGNALED(status))
    say(", killed by %d", WTERMSIG(status));
  else
    say(", status %x", status);
}

// A child that sends to the slot's queue if it can, then ends in some way.
static void child(int slot, int code, int number) {
  int status = -1;
  pid_t pid = fork();
  if (pid == 0) {
    if (getppid() != pids[me]) _exit(99);
    buffer.mtype = 9;
    buffer.mtext[0] = 'c';
    if (slot >= 0 && msgsnd(q[slot], &buffer, 1, IPC_NOWAIT) == -1) code += 100;
    if (number != 0) kill(getpid(), number);
    _exit(code);
  }
  say_result("waitpid", waitpid(pid, &status, 0) == pid ? 0 : -1);
  say_status(status);
  say_result("again", waitpid(-1, &status, WNOHANG));
}

// A child that is stopped, goes on, and ends: what the parent is told each time.
static void stopped_child(int number, int code) {
  int status = -1;
  siginfo_t si;
  pid_t pid = fork();
  if (pid == 0) {
    kill(getpid(), number);
    _exit(code);
  }
  memset(&si, 0, sizeof si);
  say_result("waitid", waitid(P_PID, pid, &si, WEXITED | WSTOPPED | WNOWAIT));
  say(", code %d status %d", si.si_code, si.si_status);
  say_result("waitpid", waitpid(pid, &status, WUNTRACED) == pid ? 0 : -1);
  say(" %x", status);
  if (!WIFSTOPPED(status)) return;
  say_result("again", waitpid(pid, &status, WUNTRACED | WNOHANG));
  kill(pid, SIGCONT);
  say_result("waitpid", waitpid(pid, &status, 0) == pid ? 0 : -1);
  say_status(status);
}

// Takes a pending signal without running its handler.
static void take_signal(int a, int b) {
  struct timespec none = {0, 0};
  siginfo_t si;
  sigset_t set;
  int r;
  memset(&si, 0, sizeof si);
  sigemptyset(&set);
  sigaddset(&set, a);
  sigaddset(&set, b);
  r = sigtimedwait(&set, &si, &none);
  say_result("sigtimedwait", r);
  if (r > 0) say(", code %d, value %d", si.si_code, si.si_code == SI_QUEUE ? si.si_value.sival_int : 0);
}

// Lets in the signals that the mask holds back, for a moment.
static void suspend(int a) {
  sigset_t held, none;
  handle(a, 0);
  sigemptyset(&none);
  sigemptyset(&held);
  sigaddset(&held, a);
  sigprocmask(SIG_BLOCK, &held, NULL);
  kill(getpid(), a);
  say_result("sigsuspend", sigsuspend(&none));
  say(", caught %d", caught_count);
}

static void full_pipe(int piece) {
  static char text[5000];
  int fd[2], total = 0, n;
  pipe2(fd, O_NONBLOCK);
  say_result("read of nothing", read(fd[0], text, 1));
  while ((n = (int)write(fd[1], text, piece)) > 0) total += n;
  say_result("write", n);
  say(", %d in all", total);
  say_result("read", read(fd[0], text, 4096));
  say_result("write", write(fd[1], text, piece));
  close(fd[0]);
  close(fd[1]);
}

static void two_descriptors(void) {
  char c = 'x';
  int fd[2], copy;
  pipe(fd);
  copy = dup(fd[1]);
  close(fd[1]);
  say_result("write", write(copy, &c, 1));
  say_result("dup2", dup2(copy, fd[0]) == fd[0] ? 0 : -1);
  say_result("read", read(fd[0], &c, 1));
  close(copy);
  close(fd[0]);
}

static void pipe_trip(int bytes, int piece) {
  static char text[5000];
  int fd[2], i, n, total = 0;
  unsigned sum = 0;
  if (pipe(fd) == -1) {
    say_result("pipe", -1);
    return;
  }
  for (i = 0; i < bytes; i++) text[i] = (char)('a' + i % 26);
  say_result("write", write(fd[1], text, bytes));
  close(fd[1]);
  memset(text, 0, sizeof text);
  while ((n = (int)read(fd[0], text, piece)) > 0) {
    total += n;
    sum = sum * 31 + checksum(text, n);
  }
  say(", read %d, sum %08x, then %d", total, sum, n);
  close(fd[0]);
  say_result("closed", read(fd[0], text, 1));
}

static void broken_pipe(void) {
  int fd[2];
  signal(SIGPIPE, SIG_IGN);
  if (pipe(fd) == 0) close(fd[0]);
  say_result("write without a reader", write(fd[1], "x", 1));
  close(fd[1]);
}

static void tell_signals(void) {
  say("caught %d: %s", caught_count, caught);
  memset(caught, 0, sizeof caught);
  caught_count = 0;
}

// ---- the worker ----

static void reply_now(void) {
  answer.mtype = me + 1;
  msgsnd(mailbox, &answer, sizeof answer - sizeof(long), IPC_NOWAIT);
}

static void leave(int code, int number) {
  if (number != 0) kill(getpid(), number);
  _exit(code);
}

static void work(int from, uid_t uid, op_fn op) {
  struct baton b;
  int fd;
  if (uid != 0 && (setgid(uid) == -1 || setuid(uid) == -1)) _exit(98);
  for (;;) {
    ssize_t n = read(from, &b, sizeof b);
    if (n == -1 && errno == EINTR) continue;
    if (n != (ssize_t)sizeof b || b.op < 0) break;
    memcpy(q, b.q, sizeof q);
    memcpy(pids, b.pids, sizeof pids);
    memset(&answer, 0, sizeof answer);
    answer.slot = -1;
    op(b.op);
    reply_now();
  }
  for (fd = 3; fd < 8; fd++) close(fd);
  _exit(20 + me);
}

// ---- the conductor ----

static int asleep_kind[WORKERS];  // what a sleeping worker was asked to do; PLAIN: it is awake
static int asleep_id[WORKERS];
static int gone[WORKERS];
static int to_worker[WORKERS];
static int passed_over[WORKERS];

#ifdef NATIVE
// Sum of the workers' context switches, or -1 when one of them is running or ready.
static long all_at_rest(void) {
  long sum = 0;
  int i;
  for (i = 0; i < WORKERS; i++) {
    char path[64], line[128];
    char state = 'X';
    long count;
    FILE *f;
    if (gone[i]) continue;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pids[i]);
    f = fopen(path, "r");
    if (f == NULL) continue;
    while (fgets(line, sizeof line, f) != NULL) {
      sscanf(line, "State: %c", &state);
      if (sscanf(line, "voluntary_ctxt_switches: %ld", &count) == 1) sum += count;
      if (sscanf(line, "nonvoluntary_ctxt_switches: %ld", &count) == 1) sum += count;
    }
    fclose(f);
    if (state != 'S' && state != 'Z' && state != 'X') return -1;
  }
  return sum;
}

// Twice at rest, and nobody ran between.
static void settle(void) {
  for (;;) {
    long before = all_at_rest();
    if (before >= 0 && all_at_rest() == before) return;
    usleep(100);
  }
}
#else
static void settle(void) { usleep(3000); }
#endif

// Two sleepers that are made to look again at once race; what they do is nobody's promise.
static int would_race(const struct step *s) {
  int senders = 0, sleepers = 0, i;
  for (i = 0; i < WORKERS; i++) {
    if (gone[i] || asleep_kind[i] == PLAIN || asleep_id[i] != q[s->slot]) continue;
    sleepers++;
    if (asleep_kind[i] == SENDS) senders++;
  }
  return (s->kind == SENDS && senders > 0) || (s->kind == UNSETTLES && sleepers > 1);
}

static int collect(int i) {
  struct reply r;
  if (msgrcv(mailbox, &r, sizeof r - sizeof(long), i + 1, IPC_NOWAIT) == -1) return 0;
  if (r.slot >= 0) q[r.slot] = r.id;
  printf("  w%d: %s\n", i, r.text);
  asleep_kind[i] = PLAIN;
  return 1;
}

static int ended(int i, int options) {
  int status = 0;
  if (gone[i] || waitpid(pids[i], &status, options) != pids[i]) return 0;
  printf("  w%d: ended, %s %d\n", i, WIFSIGNALED(status) ? "signal" : "status",
         WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
  gone[i] = 1;
  return 1;
}

static void conduct_step(const struct step *s) {
  int w = s->worker, done = 0, i;
  struct baton b;
  b.op = s->op;
  memcpy(b.q, q, sizeof q);
  memcpy(b.pids, pids, sizeof pids);
  write(to_worker[w], &b, sizeof b);
  if (s->kind == PLAIN || s->kind == UNSETTLES)
    while (!(done = collect(w) || ended(w, WNOHANG))) usleep(100);
  settle();
  for (i = 0; i < WORKERS; i++)
    if ((collect(i) || ended(i, WNOHANG)) && i == w) done = 1;
  if (!done) {
    asleep_kind[w] = s->kind;
    asleep_id[w] = q[s->slot];
    printf("  w%d: sleeps\n", w);
  }
}

// A sleeper that was passed over several times gets a signal, so that not all end up asleep.
static void interrupt(int w) {
  int i;
  printf("  w%d: gets SIGUSR2\n", w);
  kill(pids[w], SIGUSR2);
  settle();
  for (i = 0; i < WORKERS; i++) (void)(collect(i) || ended(i, WNOHANG));
}

static int conduct(op_fn op, const struct step *steps, int count, uid_t last_uid) {
  int i;
  setvbuf(stdout, NULL, _IOLBF, 4096);
  mailbox = msgget(IPC_PRIVATE, 0666);
  for (i = 0; i < SLOTS; i++) q[i] = -1;
  for (i = 0; i < WORKERS; i++) {
    int fd[2];
    pipe(fd);
    to_worker[i] = fd[1];
    fflush(stdout);
    pids[i] = fork();
    if (pids[i] == 0) {
      pids[i] = getpid();
      me = i;
      close(fd[1]);
      work(fd[0], i == WORKERS - 1 ? last_uid : 0, op);
    }
    close(fd[0]);
  }
  settle();
  for (i = 0; i < count; i++) {
    const struct step *s = &steps[i];
    if (gone[s->worker] || would_race(s)) continue;
    printf("op %d\n", s->op);
    if (asleep_kind[s->worker] == PLAIN)
      conduct_step(s);
    else if (++passed_over[s->worker] % 4 == 0)
      interrupt(s->worker);
  }
  for (i = 0; i < WORKERS; i++) {
    struct baton b;
    if (gone[i]) continue;
    b.op = -1;
    if (asleep_kind[i] != PLAIN) {
      printf("  w%d: still asleep\n", i);
      kill(pids[i], SIGKILL);
    } else {
      write(to_worker[i], &b, sizeof b);
    }
    ended(i, 0);
  }
  for (i = 0; i < SLOTS; i++) {
    memset(&answer, 0, sizeof answer);
    stat_of("IPC_STAT", q[i], IPC_STAT);
    printf("queue %d: %s\n", i, answer.text);
  }
  memset(&answer, 0, sizeof answer);
  info(MSG_INFO);
  printf("all: %s\n", answer.text);
  return 7;
}
