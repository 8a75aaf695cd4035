/* proves: Chinese text in strings, names and columns | section: Text book programs */
#include <stdio.h>
#include <string.h>
int main() {
  char *names[] = {"张三", "李四", "王五", "欧阳修"};
  int 分数[4] = {90, 85, 77, 100};
  for (int i = 0; i < 4; ++i) printf("%-12s|%5d分|%zu字节\n", names[i], 分数[i], strlen(names[i]));
  printf("%.3s|%c%c%c\n", "中文", "中"[0], "中"[1], "中"[2]);
  char s[] = "消息队列";
  for (int i = 0; s[i]; i++) printf("%02X ", (unsigned char)s[i]);
  puts("");
  return 0;
}
