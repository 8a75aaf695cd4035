/* clear(1). */
#include <stdio.h>
int main(void) { return fputs("\033[H\033[2J\033[3J", stdout) < 0; }
