/* proves: scanf and its family convert, match, skip and stop as in glibc; fgets, ungetc and end of file | section: The C library */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  int a, b, c, n;
  unsigned u;
  long l;
  short h;
  float f;
  double d;
  char s[64], t[64], ch;
  a = b = c = n = -1;
  n = sscanf("12 -34 0x1f", "%d %d %i", &a, &b, &c);
  printf("%d %d %d %d\n", n, a, b, c);
  n = sscanf("12abc", "%d%s", &a, s);
  printf("%d %d %s\n", n, a, s);
  n = sscanf("abc", "%d", &a);
  printf("%d\n", n);
  printf("%d\n", sscanf("", "%d", &a));
  printf("%d\n", sscanf("   ", "%d", &a));
  n = sscanf("3.5 1e3 nan", "%f %lf %lf", &f, &d, &d);
  printf("%d %f %f\n", n, f, d);
  n = sscanf("key = value", "%[^ =] = %s", s, t);
  printf("%d %s %s\n", n, s, t);
  n = sscanf("abcdef", "%3s%c%2s", s, &ch, t);
  printf("%d %s %c %s\n", n, s, ch, t);
  n = sscanf("10:20:30", "%d:%d:%d", &a, &b, &c);
  printf("%d %d %d %d\n", n, a, b, c);
  n = sscanf("10-20", "%d:%d", &a, &b);
  printf("%d %d\n", n, a);
  n = sscanf("42 skip 7", "%d %*s %d%n", &a, &b, &c);
  printf("%d %d %d %d\n", n, a, b, c);
  n = sscanf("ff 777 65535", "%x %o %hd", &u, &a, &h);
  printf("%d %u %d %d\n", n, u, a, h);
  n = sscanf("123456789012 5%", "%ld %d%%", &l, &a);
  printf("%d %ld %d\n", n, l, a);
  n = sscanf("12345", "%2d%3d", &a, &b);
  printf("%d %d %d\n", n, a, b);
  n = sscanf("a-z]x", "%[]a-z-]", s);
  printf("%d %s\n", n, s);
  n = sscanf("0x", "%x", &u);
  printf("%d\n", n);
  n = sscanf("-", "%d", &a);
  printf("%d\n", n);

  int fds[2];
  pipe(fds);
  const char* input = "7 eight 9.5\nsecond line here\nx\n\nlast";
  write(fds[1], input, strlen(input));
  close(fds[1]);
  dup2(fds[0], 0);
  n = scanf("%d %s %lf", &a, s, &d);
  printf("%d %d %s %g\n", n, a, s, d);
  ch = getchar();
  printf("%d\n", ch);
  printf("%s", fgets(s, sizeof s, stdin));
  ch = getchar();
  ungetc('Q', stdin);
  printf("%c%c\n", ch, getchar());
  while (fgets(s, 4, stdin)) printf("[%s]", s);
  printf("%d %d %d\n", feof(stdin) != 0, ferror(stdin), getchar());
  printf("%d\n", scanf("%d", &a));
  return 0;
}
