/* proves: buffers of stdio: inherited by fork, flushed by exit and not by _exit; files, pipes, setvbuf, seek | section: The C library */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  /* a child inherits what is not yet written */
  printf("once or twice? ");
  pid_t child = fork();
  if (child == 0) {
    printf("child\n");
    exit(0);
  }
  waitpid(child, NULL, 0);
  printf("parent\n");
  fflush(stdout);
  if (fork() == 0) {
    printf("never seen");
    _exit(0);
  }
  int status;
  wait(&status);
  printf("%d %d\n", WIFEXITED(status), WEXITSTATUS(status));

  char path[] = "/tmp/msgscope_libc_XXXXXX", line[100];
  snprintf(path, sizeof path, "/tmp/msgscope_libc_%d", (int)getpid());
  FILE* f = fopen(path, "w");
  for (int i = 0; i < 3000; ++i) fprintf(f, "line %d\n", i);
  printf("%ld\n", ftell(f));
  printf("%d\n", fclose(f));
  f = fopen(path, "r");
  int lines = 0;
  long sum = 0, n;
  while (fgets(line, sizeof line, f)) {
    ++lines;
    if (sscanf(line, "line %ld", &n) == 1) sum += n;
  }
  printf("%d %ld %d\n", lines, sum, feof(f));
  rewind(f);
  printf("%d %c\n", fseek(f, 5, SEEK_SET), fgetc(f));
  printf("%ld\n", ftell(f));
  fseek(f, -3, SEEK_END);
  printf("%zu", fread(line, 1, 10, f));
  printf("%.2s\n", line);
  fclose(f);
  f = fopen(path, "a");
  fputs("appended\n", f);
  fclose(f);
  f = fopen(path, "r+");
  fseek(f, -9, SEEK_END);
  printf("%s", fgets(line, sizeof line, f));
  fclose(f);
  char* dynamic = NULL;
  size_t size = 0;
  f = fopen(path, "r");
  printf("%zd", getline(&dynamic, &size, f));
  printf("%s", dynamic);
  fclose(f);
  unlink(path);
  errno = 0;
  f = fopen(path, "r");
  printf("%d %s\n", f == NULL, strerror(errno));
  printf("%d\n", open("/nonexistent/file", O_RDONLY));
  perror("open");

  int fds[2];
  pipe(fds);
  FILE* in = fdopen(fds[0], "r");
  FILE* out = fdopen(fds[1], "w");
  fputs("through a pipe\n", out);
  fflush(out);
  printf("%s", fgets(line, sizeof line, in));
  setvbuf(out, NULL, _IONBF, 0);
  fputs("unbuffered\n", out);
  printf("%s", fgets(line, sizeof line, in));
  setvbuf(out, NULL, _IOLBF, 0);
  fprintf(out, "first\nsecond");
  fclose(out);
  printf("%s", fgets(line, sizeof line, in));
  printf("%s\n", fgets(line, sizeof line, in));
  printf("%d %d\n", fgets(line, sizeof line, in) == NULL, feof(in));
  printf("%d", isatty(fds[0]));
  printf(" %d\n", errno == ENOTTY);
  printf("%d\n", fputc('x', in) == EOF);
  puts("puts");
  putchar('p');
  putc('c', stdout);
  fputs("\n", stdout);
  printf("%zu\n", fwrite("abcdef", 2, 3, stdout));
  dprintf(2, "to %s\n", "stderr");
  struct stat st;
  printf("%d %d\n", stat("/", &st), S_ISDIR(st.st_mode));
  printf("%ld %ld\n", sysconf(_SC_PAGESIZE), sysconf(_SC_CLK_TCK));
  freopen("/dev/null", "w", stdout);
  printf("into nothing\n");
  return 0;
}
