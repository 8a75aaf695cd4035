/* proves: a scanner as a state machine with designated initializers | section: Text book programs */
#include <ctype.h>
#include <stdio.h>
enum state { START, NUMBER, IDENT, STRING, DONE_STATE };
static const char *names[] = {[START] = "START",
                              [NUMBER] = "NUMBER",
                              [IDENT] = "IDENT",
                              [STRING] = "STRING",
                              [DONE_STATE] = "DONE"};
int main(void) {
  const char *p = "x1 = 42 + \"hi there\" * foo_bar;";
  enum state s = START;
  int len = 0;
  while (s != DONE_STATE) {
    char c = *p;
    switch (s) {
      case START:
        if (!c) {
          s = DONE_STATE;
          break;
        }
        if (isdigit(c)) {
          s = NUMBER;
          len = 1;
        } else if (isalpha(c) || c == '_') {
          s = IDENT;
          len = 1;
        } else if (c == '"') {
          s = STRING;
          len = 0;
        } else if (!isspace(c))
          printf("PUNCT %c\n", c);
        p++;
        break;
      case NUMBER:
        if (isdigit(c)) {
          len++;
          p++;
        } else {
          printf("%s %.*s\n", names[s], len, p - len);
          s = START;
        }
        break;
      case IDENT:
        if (isalnum(c) || c == '_') {
          len++;
          p++;
        } else {
          printf("%s %.*s\n", names[s], len, p - len);
          s = START;
        }
        break;
      case STRING:
        if (c == '"' || !c) {
          printf("%s %.*s\n", names[s], len, p - len);
          s = START;
          if (c) p++;
        } else {
          len++;
          p++;
        }
        break;
      default:
        break;
    }
  }
  return s;
}
