#include <bits/libc.h>
#include <stdlib.h>

/* There is no shell. */
int system(const char* command) { return command ? 127 << 8 : 0; }
