#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H
#include <bits/timeval.h>
#define FD_SETSIZE 1024
typedef struct {
  long fds_bits[FD_SETSIZE / 64];
} fd_set;
#define FD_ZERO(set)                                                      \
  do {                                                                    \
    for (int __i = 0; __i < FD_SETSIZE / 64; ++__i) (set)->fds_bits[__i] = 0; \
  } while (0)
#define FD_SET(fd, set) ((void)((set)->fds_bits[(fd) / 64] |= 1L << (fd) % 64))
#define FD_CLR(fd, set) ((void)((set)->fds_bits[(fd) / 64] &= ~(1L << (fd) % 64)))
#define FD_ISSET(fd, set) (((set)->fds_bits[(fd) / 64] & 1L << (fd) % 64) != 0)
int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional,
           struct timeval* timeout);
#endif
