// What every generated crowd program shares. Producers and consumers run freely over one small
// queue, all at once: who blocks when is nobody's promise, but what arrives is. Each consumer counts,
// sums, and checks that the messages of one producer and type come in the order they were sent.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST 5

enum taking {
  OWN_TYPE,  // consumer i takes type i + 1 alone
  LOWEST,    // negative type: all consumers share
  ANY        // type 0: all consumers share
};

struct crowd {
  int producers, consumers, messages;
  unsigned long qbytes;
  int least, most;  // sizes of the messages
  int taking;
  int pause_us;      // a producer's rest between two messages
  int signals;       // how often the parent interrupts everybody
  int remove_queue;  // how consumers end: 1 the queue goes, 0 each gets a last message
  int child_of_child;
};

struct parcel {
  long mtype;
  struct {
    int producer, number;
    char text[120];
  } body;
};

struct total {
  int consumer, count, disorder, bad;
  unsigned sum;
};

static const struct crowd *c;
static int queue;

static void nothing(int n) { (void)n; }

static int size_of(int producer, int number) {
  return c->least + (producer * 7 + number * 13) % (c->most - c->least + 1);
}

static void produce(int me) {
  struct parcel p;
  int i;
  for (i = 0; i < c->messages; i++) {
    p.mtype = 1 + (me + i) % c->consumers;
    p.body.producer = me;
    p.body.number = i;
    memset(p.body.text, 'a' + (me + i) % 26, sizeof p.body.text);
    while (msgsnd(queue, &p, size_of(me, i), 0) == -1)
      if (errno != EINTR) _exit(90);
    if (c->pause_us > 0 && i % 8 == me) usleep(c->pause_us);
  }
  _exit(30 + me);
}

static void consume(int me, int to) {
  struct total t;
  struct parcel p;
  int last[MOST][MOST + 2], i, j;
  long want = c->taking == OWN_TYPE ? me + 1 : c->taking == LOWEST ? -100 : 0;
  memset(&t, 0, sizeof t);
  t.consumer = me;
  for (i = 0; i < MOST; i++)
    for (j = 0; j < MOST + 2; j++) last[i][j] = -1;
  for (;;) {
    ssize_t n = msgrcv(queue, &p, sizeof p.body, want, 0);
    if (n == -1 && errno == EINTR) continue;
    if (n == -1) break;
    if (p.body.producer < 0) break;
    if (n != size_of(p.body.producer, p.body.number)) t.bad++;
    for (i = 8; i < n; i++)
      if (p.body.text[i - 8] != 'a' + (p.body.producer + p.body.number) % 26) t.bad++;
    if (last[p.body.producer][p.mtype] >= p.body.number) t.disorder++;
    last[p.body.producer][p.mtype] = p.body.number;
    t.count++;
    t.sum += (unsigned)(p.body.producer * 1000 + p.body.number) * 31 + (unsigned)n;
  }
  write(to, &t, sizeof t);
  _exit(60 + me);
}

static void stop_consumers(void) {
  struct msqid_ds ds;
  struct parcel p;
  int i;
  do {
    usleep(500);
    msgctl(queue, IPC_STAT, &ds);
  } while (ds.msg_qnum > 0);
  if (c->remove_queue) {
    msgctl(queue, IPC_RMID, NULL);
    return;
  }
  for (i = 0; i < c->consumers; i++) {
    p.mtype = i + 1;
    p.body.producer = -1;
    msgsnd(queue, &p, 8, 0);
  }
}

static pid_t start(int producer, int consumer, int to) {
  pid_t pid = fork();
  if (pid != 0) return pid;
  if (producer >= 0) {
    if (c->child_of_child && producer == 0) {
      int status;
      pid = fork();
      if (pid != 0) {
        while (waitpid(pid, &status, 0) == -1)
          if (errno != EINTR) _exit(91);
        _exit(WEXITSTATUS(status));
      }
    }
    produce(producer);
  }
  consume(consumer, to);
  return 0;
}

static int wait_for(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int be_a_crowd(const struct crowd *crowd) {
  struct msqid_ds ds;
  struct total totals[MOST], one, all;
  pid_t producers[MOST], consumers[MOST];
  int to_parent[2], i, j;
  c = crowd;
  signal(SIGUSR1, nothing);
  pipe(to_parent);
  queue = msgget(IPC_PRIVATE, 0600);
  msgctl(queue, IPC_STAT, &ds);
  ds.msg_qbytes = c->qbytes;
  printf("room for %lu bytes: %d\n", c->qbytes, msgctl(queue, IPC_SET, &ds));
  fflush(stdout);
  for (i = 0; i < c->consumers; i++) consumers[i] = start(-1, i, to_parent[1]);
  for (i = 0; i < c->producers; i++) producers[i] = start(i, -1, to_parent[1]);
  for (j = 0; j < c->signals; j++) {
    usleep(300);
    for (i = 0; i < c->consumers; i++) kill(consumers[i], SIGUSR1);
    for (i = 0; i < c->producers; i++) kill(producers[i], SIGUSR1);
  }
  for (i = 0; i < c->producers; i++) printf("producer %d: %d\n", i, wait_for(producers[i]));
  stop_consumers();
  memset(&all, 0, sizeof all);
  for (i = 0; i < c->consumers; i++) {
    read(to_parent[0], &one, sizeof one);
    totals[one.consumer] = one;
  }
  for (i = 0; i < c->consumers; i++) {
    printf("consumer %d: %d\n", i, wait_for(consumers[i]));
    if (c->taking == OWN_TYPE) printf("  took %d, sum %u\n", totals[i].count, totals[i].sum);
    all.count += totals[i].count;
    all.sum += totals[i].sum;
    all.disorder += totals[i].disorder;
    all.bad += totals[i].bad;
  }
  printf("all took %d, sum %u, out of order %d, bad %d\n", all.count, all.sum, all.disorder, all.bad);
  printf("queue at the end: %d\n", msgctl(queue, IPC_RMID, NULL));
  printf("children left: %d\n", (int)waitpid(-1, NULL, 0));
  return 0;
}
