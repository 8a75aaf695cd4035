#define _GNU_SOURCE
#include <bits/libc.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The kernel's struct sigaction. */
struct kernel_sigaction {
  void* handler;
  unsigned long flags;
  void (*restorer)(void);
  unsigned long mask;
};
#define SA_RESTORER 0x04000000

#ifdef __MSGSCOPE__
/* The simulated kernel returns from a handler through code of its own. */
#define RETURN_FROM_HANDLER 0
#else
void __restore_rt(void);
#define RETURN_FROM_HANDLER __restore_rt
#endif

int sigaction(int number, const struct sigaction* action, struct sigaction* old) {
  struct kernel_sigaction new_one, old_one;
  memset(&old_one, 0, sizeof old_one);
  if (number <= 0 || number >= NSIG || number == 32 || number == 33) {
    errno = EINVAL;
    return -1;
  }
  if (action) {
    new_one.handler = (void*)action->sa_handler;
    new_one.flags = (unsigned)action->sa_flags | SA_RESTORER;
    new_one.restorer = RETURN_FROM_HANDLER;
    new_one.mask = action->sa_mask.__val[0];
  }
  long r = __syscall(SYS_rt_sigaction, (long)number, (long)(action ? &new_one : NULL),
                     (long)(old ? &old_one : NULL), 8L);
  if (r == 0 && old) {
    memset(old, 0, sizeof *old);
    old->sa_handler = (__sighandler_t)old_one.handler;
    old->sa_flags = (int)old_one.flags;
    old->sa_mask.__val[0] = old_one.mask;
  }
  return __result(r);
}

static unsigned long interrupting; /* bit n - 1: siginterrupt(n, 1) */

static __sighandler_t set_handler(int number, __sighandler_t handler, int flags) {
  struct sigaction action, old;
  if (handler == SIG_ERR || number < 1 || number >= NSIG) {
    errno = EINVAL;
    return SIG_ERR;
  }
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  if (flags & SA_RESTART) sigaddset(&action.sa_mask, number);
  return sigaction(number, &action, &old) < 0 ? SIG_ERR : old.sa_handler;
}

/* As BSD had it: the handler stays, and slow system calls are restarted. */
__sighandler_t signal(int number, __sighandler_t handler) {
  int restart = number < 1 || number > 64 || (interrupting >> (number - 1) & 1) == 0;
  return set_handler(number, handler, restart ? SA_RESTART : 0);
}
__sighandler_t sysv_signal(int number, __sighandler_t handler) {
  return set_handler(number, handler, SA_RESETHAND | SA_NODEFER | SA_INTERRUPT);
}

int siginterrupt(int number, int flag) {
  struct sigaction action;
  if (sigaction(number, NULL, &action) < 0) return -1;
  if (flag) {
    interrupting |= 1ul << (number - 1);
    action.sa_flags &= ~SA_RESTART;
  } else {
    interrupting &= ~(1ul << (number - 1));
    action.sa_flags |= SA_RESTART;
  }
  return sigaction(number, &action, NULL);
}

int sigemptyset(sigset_t* set) {
  memset(set, 0, sizeof *set);
  return 0;
}
int sigfillset(sigset_t* set) {
  memset(set, 0xff, sizeof *set);
  set->__val[0] &= ~(3ul << 31); /* 32 and 33 are the C library's own */
  return 0;
}
static int bad_signal(int number) {
  if (number > 0 && number < NSIG) return 0;
  errno = EINVAL;
  return 1;
}
int sigaddset(sigset_t* set, int number) {
  if (bad_signal(number)) return -1;
  set->__val[0] |= 1ul << (number - 1);
  return 0;
}
int sigdelset(sigset_t* set, int number) {
  if (bad_signal(number)) return -1;
  set->__val[0] &= ~(1ul << (number - 1));
  return 0;
}
int sigismember(const sigset_t* set, int number) {
  if (bad_signal(number)) return -1;
  return set->__val[0] >> (number - 1) & 1;
}

int sigprocmask(int how, const sigset_t* set, sigset_t* old) {
  unsigned long mask, previous;
  if (set) mask = set->__val[0] & ~(3ul << 31);
  long r = __syscall(SYS_rt_sigprocmask, (long)how, (long)(set ? &mask : NULL),
                     (long)(old ? &previous : NULL), 8L);
  if (r == 0 && old) {
    memset(old, 0, sizeof *old);
    old->__val[0] = previous;
  }
  return __result(r);
}
int sigpending(sigset_t* set) {
  memset(set, 0, sizeof *set);
  return __result(__syscall(SYS_rt_sigpending, (long)set, 8L));
}
int sigsuspend(const sigset_t* set) {
  return __result(__syscall(SYS_rt_sigsuspend, (long)set, 8L));
}

int sigtimedwait(const sigset_t* set, siginfo_t* info, const struct timespec* timeout) {
  int number = __result(__syscall(SYS_rt_sigtimedwait, (long)set, (long)info, (long)timeout, 8L));
  /* raise is to look like kill, as glibc makes it look */
  if (number > 0 && info && info->si_code == SI_TKILL) info->si_code = SI_USER;
  return number;
}
int sigwaitinfo(const sigset_t* set, siginfo_t* info) { return sigtimedwait(set, info, NULL); }
int sigwait(const sigset_t* set, int* number) {
  int r;
  do r = sigtimedwait(set, NULL, NULL);
  while (r < 0 && errno == EINTR);
  if (r < 0) return errno;
  *number = r;
  return 0;
}

int kill(pid_t pid, int number) { return __result(__syscall(SYS_kill, (long)pid, (long)number)); }
int killpg(int group, int number) {
  if (group < 0) {
    errno = EINVAL;
    return -1;
  }
  return kill(-group, number);
}
int raise(int number) {
  return __result(
      __syscall(SYS_tgkill, __syscall(SYS_getpid), __syscall(SYS_gettid), (long)number));
}
int sigqueue(pid_t pid, int number, const union sigval value) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  info.si_signo = number;
  info.si_code = SI_QUEUE;
  info.si_pid = getpid();
  info.si_uid = getuid();
  info.si_value = value;
  return __result(__syscall(SYS_rt_sigqueueinfo, (long)pid, (long)number, (long)&info));
}
int sigaltstack(const stack_t* stack, stack_t* old) {
  return __result(__syscall(SYS_sigaltstack, (long)stack, (long)old));
}

static int change_mask(int how, int number) {
  sigset_t set;
  sigemptyset(&set);
  if (sigaddset(&set, number) < 0) return -1;
  return sigprocmask(how, &set, NULL);
}
int sighold(int number) { return change_mask(SIG_BLOCK, number); }
int sigrelse(int number) { return change_mask(SIG_UNBLOCK, number); }
__sighandler_t sigset(int number, __sighandler_t handler) {
  struct sigaction action = {0}, old;
  sigset_t mask;
  if (sigprocmask(SIG_BLOCK, NULL, &mask) < 0) return SIG_ERR;
  int was_held = sigismember(&mask, number);
  action.sa_handler = handler;
  if (was_held < 0 || sigaction(number, handler == SIG_HOLD ? NULL : &action, &old) < 0)
    return SIG_ERR;
  if ((handler == SIG_HOLD ? sighold(number) : sigrelse(number)) < 0) return SIG_ERR;
  return was_held ? SIG_HOLD : old.sa_handler;
}
int sigignore(int number) { return signal(number, SIG_IGN) == SIG_ERR ? -1 : 0; }

static int change_old_mask(int how, int mask) {
  sigset_t set, old;
  sigemptyset(&set);
  set.__val[0] = (unsigned)mask;
  return sigprocmask(how, &set, &old) < 0 ? -1 : (int)old.__val[0];
}
int sigblock(int mask) { return change_old_mask(SIG_BLOCK, mask); }
int sigsetmask(int mask) { return change_old_mask(SIG_SETMASK, mask); }
