#include <stdlib.h>

/* An additive feedback generator, x^31 + x^3 + 1: each word is the sum of those 31 and 3 before
   it. */
static int state[31];
static int at = -1; /* -1: not seeded */

void srandom(unsigned seed) {
  state[0] = seed == 0 ? 1 : (int)seed;
  for (int i = 1; i < 31; ++i) { /* 16807 * x % (2^31 - 1), without overflow */
    long word = 16807l * (state[i - 1] % 127773) - 2836l * (state[i - 1] / 127773);
    state[i] = (int)(word < 0 ? word + 2147483647 : word);
  }
  at = 3;
  for (int i = 0; i < 310; ++i) random();
}

long random(void) {
  if (at < 0) srandom(1);
  int three_before = at >= 3 ? at - 3 : at + 28;
  unsigned sum = (unsigned)state[at] + (unsigned)state[three_before];
  state[at] = (int)sum;
  at = at == 30 ? 0 : at + 1;
  return sum >> 1;
}

int rand(void) { return (int)random(); }
void srand(unsigned seed) { srandom(seed); }

int rand_r(unsigned* seed) {
  unsigned next = *seed;
  int result;
  next = next * 1103515245 + 12345;
  result = (int)(next / 65536 % 2048);
  next = next * 1103515245 + 12345;
  result = result << 10 ^ (int)(next / 65536 % 1024);
  next = next * 1103515245 + 12345;
  result = result << 10 ^ (int)(next / 65536 % 1024);
  *seed = next;
  return result;
}

static unsigned long state48;
static unsigned long step48(void) {
  state48 = (state48 * 0x5deece66dUL + 11) & 0xffffffffffffUL;
  return state48;
}
void srand48(long seed) { state48 = ((unsigned long)seed & 0xffffffffUL) << 16 | 0x330e; }
double drand48(void) { return (double)step48() / 281474976710656.0; }
long lrand48(void) { return (long)(step48() >> 17); }
long mrand48(void) { return (long)(int)(step48() >> 16); }
