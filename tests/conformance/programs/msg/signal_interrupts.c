/* proves: a signal handler ends a sleeping msgrcv or msgsnd with EINTR, even with SA_RESTART | section: System V message queues */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct msg { long mtype; char mtext[16]; };
static volatile int handled;
static void on_signal(int sig) { handled = sig; }

static void poke(pid_t child) {
  usleep(30000);
  kill(child, SIGUSR1);
  wait(NULL);
}

static void install(int flags) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_signal;
  sa.sa_flags = flags;
  sigaction(SIGUSR1, &sa, NULL);
}

int main(void) {
  setbuf(stdout, NULL);
  int id = msgget(IPC_PRIVATE, 0600);
  struct msqid_ds ds;
  msgctl(id, IPC_STAT, &ds);
  ds.msg_qbytes = 8;
  msgctl(id, IPC_SET, &ds);
  struct msg m = {1, "1234567"};
  for (int i = 0; i < 4; i++) {
    int restart = i % 2 ? SA_RESTART : 0;
    if (i == 2) msgsnd(id, &m, 8, 0);
    pid_t child = fork();
    if (child == 0) {
      install(restart);
      int r = i < 2 ? (int)msgrcv(id, &m, 16, 0, 0) : msgsnd(id, &m, 8, 0);
      printf("%s%s: %d %s, handler ran for %d\n", i < 2 ? "msgrcv" : "msgsnd",
             restart ? " with SA_RESTART" : "", r, strerror(errno), handled == SIGUSR1);
      _exit(0);
    }
    poke(child);
  }
  msgctl(id, IPC_STAT, &ds);
  printf("%lu messages\n", (unsigned long)ds.msg_qnum);
  msgctl(id, IPC_RMID, NULL);
  return 0;
}
