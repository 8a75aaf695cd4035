/* proves: ipcmk, ipcs -q in all its forms, ipcrm: what they show and do | section: System V message queues */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(const char* program, const char* a, const char* b, const char* c) {
  int status;
  fflush(stdout);
  if (fork() == 0) {
    execlp(program, program, a, b, c, (char*)0);
    _exit(99);
  }
  wait(&status);
  if (status) printf("%s: status %x\n", program, status);
}

int main(void) {
  struct {
    long type;
    char text[40];
  } m = {3, "hello"};
  char id[12];
  int first = msgget(0x1234, IPC_CREAT | 0640), second = msgget(0xabcdef, IPC_CREAT | 0600);
  msgsnd(first, &m, 30, 0);
  msgsnd(first, &m, 5, 0);
  msgsnd(second, &m, 7, 0);
  run("ipcs", "-q", NULL, NULL);
  run("ipcs", NULL, NULL, NULL);
  run("ipcs", "-q", "-c", NULL);
  run("ipcs", "-q", "-u", NULL);
  run("ipcs", "-q", "-i", "77");
  snprintf(id, sizeof id, "%d", first);
  run("ipcrm", "-q", id, NULL);
  run("ipcs", "-q", NULL, NULL);
  run("ipcrm", "-Q", "0xabcdef", NULL);
  run("ipcs", "-q", NULL, NULL);
  run("ipcmk", "-Q", "-p", "600");
  run("ipcrm", "-a", NULL, NULL);
  run("ipcs", "-q", "-u", NULL);
  return 0;
}
