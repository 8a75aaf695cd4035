#include <bits/libc.h>
#include <poll.h>
#include <sys/select.h>
#include <time.h>

static int in_set(int fd, fd_set* set) { return set != NULL && FD_ISSET(fd, set); }

static long microseconds_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* What is left of the time stays in `timeout`, as Linux does it. */
static void leave_rest(struct timeval* timeout, long end) {
  long left = end - microseconds_now();
  if (left < 0) left = 0;
  timeout->tv_sec = left / 1000000;
  timeout->tv_usec = left % 1000000;
}

/* Made of poll. */
int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional,
           struct timeval* timeout) {
  struct pollfd fds[FD_SETSIZE];
  int n = 0, ready = 0, wait_ms = -1;
  long end = 0;
  if (count < 0 || (timeout && (timeout->tv_sec < 0 || timeout->tv_usec < 0))) {
    errno = EINVAL;
    return -1;
  }
  if (count > FD_SETSIZE) count = FD_SETSIZE;
  for (int fd = 0; fd < count; ++fd) {
    short events = (in_set(fd, readable) ? POLLIN : 0) | (in_set(fd, writable) ? POLLOUT : 0);
    if (events == 0 && !in_set(fd, exceptional)) continue;
    fds[n].fd = fd;
    fds[n++].events = events;
  }
  if (timeout) {
    wait_ms = (int)(timeout->tv_sec * 1000 + (timeout->tv_usec + 999) / 1000);
    end = microseconds_now() + timeout->tv_sec * 1000000 + timeout->tv_usec;
  }
  int r = poll(fds, n, wait_ms);
  if (r < 0) return -1;
  for (int i = 0; i < n; ++i)
    if (fds[i].revents & POLLNVAL) {
      errno = EBADF;
      return -1;
    }
  if (readable) FD_ZERO(readable);
  if (writable) FD_ZERO(writable);
  if (exceptional) FD_ZERO(exceptional);
  for (int i = 0; i < n; ++i) {
    if (fds[i].events & POLLIN && fds[i].revents & (POLLIN | POLLHUP | POLLERR)) {
      FD_SET(fds[i].fd, readable);
      ++ready;
    }
    if (fds[i].events & POLLOUT && fds[i].revents & (POLLOUT | POLLERR)) {
      FD_SET(fds[i].fd, writable);
      ++ready;
    }
  }
  if (timeout) leave_rest(timeout, end);
  return ready;
}
