#include <bits/libc.h>
#include <poll.h>

int poll(struct pollfd* fds, nfds_t count, int timeout_ms) {
  return __result(__syscall(SYS_poll, (long)fds, count, (long)timeout_ms));
}
