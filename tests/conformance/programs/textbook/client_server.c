/* proves: a server answers each client by a message whose type is the client's pid | section: Text book programs */
/* client and server: the reply has the client's pid as its type */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>
#define TO_SERVER 1L
struct req {
  long to;
  struct {
    pid_t from;
    char text[64];
  } body;
};
struct rep {
  long to;
  char text[64];
};
static int q;
static void server(void) {
  struct req r;
  struct rep a;
  int n, served = 0;
  for (;;) {
    n = msgrcv(q, &r, sizeof(r.body), TO_SERVER, 0);
    if (n < 0) {
      fprintf(stderr, "server: %s\n", strerror(errno));
      exit(1);
    }
    if (strcmp(r.body.text, "quit") == 0) break;
    a.to = r.body.from;
    int i;
    for (i = 0; r.body.text[i]; i++) a.text[i] = toupper((unsigned char)r.body.text[i]);
    a.text[i] = 0;
    msgsnd(q, &a, i + 1, 0);
    served++;
  }
  exit(served);
}
static void client(int k) {
  static const char *words[] = {"apple", "banana", "cherry", NULL};
  struct req r;
  struct rep a;
  usleep(20000 * (k + 1));
  for (const char **w = words; *w; ++w) {
    r.to = TO_SERVER;
    r.body.from = getpid();
    snprintf(r.body.text, sizeof r.body.text, "%s-%d", *w, k);
    msgsnd(q, &r, sizeof r.body, 0);
    msgrcv(q, &a, sizeof a.text, getpid(), 0);
    printf("client %d: %s -> %s\n", k, r.body.text, a.text);
  }
  exit(0);
}
int main(void) {
  pid_t s;
  int st;
  q = msgget(IPC_PRIVATE, 0600);
  if ((s = fork()) == 0) server();
  for (int k = 0; k < 3; k++)
    if (fork() == 0) client(k);
  for (int k = 0; k < 3; k++) wait(NULL);
  struct req r = {.to = TO_SERVER, .body = {.text = "quit"}};
  msgsnd(q, &r, sizeof r.body, 0);
  waitpid(s, &st, 0);
  printf("server served %d\n", WEXITSTATUS(st));
  msgctl(q, IPC_RMID, NULL);
  return 0;
}
