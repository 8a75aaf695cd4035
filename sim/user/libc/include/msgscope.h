/* compute_us(n): n microseconds of CPU work. In the simulator exactly that much; natively a loop
   that runs until the calling thread has used that much CPU time (waiting for a CPU does not
   count). */
#ifndef MSGSCOPE_H
#define MSGSCOPE_H
#ifdef __MSGSCOPE__
static inline void compute_us(unsigned long n) { __compute_ns(n * 1000); }
#else
#include <time.h>
static inline void compute_us(unsigned long n) {
  struct timespec begin, now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
  do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  while ((unsigned long)((now.tv_sec - begin.tv_sec) * 1000000000L + now.tv_nsec - begin.tv_nsec) <
         n * 1000);
}
#endif
#endif
