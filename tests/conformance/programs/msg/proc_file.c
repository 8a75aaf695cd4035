/* proves: /proc/sysvipc/msg lists each queue in the kernel's form | section: System V message queues */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

static void show(void) {
  static char text[4096];
  int fd = open("/proc/sysvipc/msg", O_RDONLY);
  int n = 0, r;
  while ((r = (int)read(fd, text + n, sizeof text - 1 - (size_t)n)) > 0) n += r;
  text[n] = 0;
  close(fd);
  char *line = text;
  while (*line) {
    char *end = strchr(line, '\n');
    *end = 0;
    /* up to qnum; process ids and times differ from run to run */
    if (strstr(line, "key"))
      printf("%s\n", line);
    else
      printf("%.50s\n", line);
    line = end + 1;
  }
}

int main(void) {
  setbuf(stdout, NULL);
  show();
  int a = msgget(0x1234abcd, IPC_CREAT | 0642);
  int b = msgget(IPC_PRIVATE, 0);
  int c = msgget(-5, IPC_CREAT | 0777);
  struct { long mtype; char mtext[100]; } m = {1, "x"};
  msgsnd(a, &m, 100, 0);
  msgsnd(a, &m, 23, 0);
  show();
  msgctl(b, IPC_RMID, NULL);
  show();
  msgctl(a, IPC_RMID, NULL);
  msgctl(c, IPC_RMID, NULL);
  return 0;
}
