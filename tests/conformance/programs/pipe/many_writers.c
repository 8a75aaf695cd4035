/* proves: writes of up to PIPE_BUF bytes by many processes do not mix | section: Pipes and files */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS 6
#define TIMES 40
#define BYTES 3000

int main(void) {
  int fd[2];
  pipe(fd);
  for (int w = 0; w < WRITERS; w++) {
    if (fork() == 0) {
      char block[BYTES];
      memset(block, 'a' + w, BYTES);
      for (int i = 0; i < TIMES; i++) write(fd[1], block, BYTES);
      _exit(0);
    }
  }
  close(fd[1]);
  int count[WRITERS] = {0}, mixed = 0;
  char block[BYTES];
  for (;;) {
    int have = 0, r = 0;
    while (have < BYTES && (r = read(fd[0], block + have, BYTES - have)) > 0) have += r;
    if (have == 0) break;
    for (int i = 1; i < have; i++) mixed += block[i] != block[0];
    count[block[0] - 'a']++;
  }
  for (int w = 0; w < WRITERS; w++) {
    printf("%c %d\n", 'a' + w, count[w]);
    wait(NULL);
  }
  printf("mixed %d\n", mixed);
  return 0;
}
