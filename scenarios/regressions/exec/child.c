#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int main(int argc, char** argv) {
  struct sigaction s, u;
  sigaction(SIGINT, 0, &s);
  sigaction(SIGUSR1, 0, &u);
  printf("child argc %d:", argc);
  for (int i = 0; i < argc; i++) printf(" [%s]", argv[i]);
  printf(" who=%s int ignored %d usr1 default %d\n", getenv("WHO") ? getenv("WHO") : "-",
         s.sa_handler == SIG_IGN, u.sa_handler == SIG_DFL);
  return argc;
}
