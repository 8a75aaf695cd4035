#ifndef _SIGNAL_H
#define _SIGNAL_H
#include <bits/sigset.h>
#include <bits/timespec.h>
#include <sys/types.h>
#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGIOT 6
#define SIGBUS 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGUSR1 10
#define SIGSEGV 11
#define SIGUSR2 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGSTKFLT 16
#define SIGCHLD 17
#define SIGCLD 17
#define SIGCONT 18
#define SIGSTOP 19
#define SIGTSTP 20
#define SIGTTIN 21
#define SIGTTOU 22
#define SIGURG 23
#define SIGXCPU 24
#define SIGXFSZ 25
#define SIGVTALRM 26
#define SIGPROF 27
#define SIGWINCH 28
#define SIGIO 29
#define SIGPOLL 29
#define SIGPWR 30
#define SIGSYS 31
#define SIGRTMIN 34
#define SIGRTMAX 64
#define NSIG 65
#define _NSIG 65
#define SA_NOCLDSTOP 1
#define SA_NOCLDWAIT 2
#define SA_SIGINFO 4
#define SA_ONSTACK 0x08000000
#define SA_RESTART 0x10000000
#define SA_INTERRUPT 0x20000000
#define SA_NODEFER 0x40000000
#define SA_NOMASK 0x40000000
#define SA_RESETHAND 0x80000000
#define SA_ONESHOT 0x80000000
#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2
#define SI_USER 0
#define SI_KERNEL 0x80
#define SI_QUEUE (-1)
#define SI_TIMER (-2)
#define SI_MESGQ (-3)
#define SI_ASYNCIO (-4)
#define SI_SIGIO (-5)
#define SI_TKILL (-6)
#define ILL_ILLOPC 1
#define ILL_ILLOPN 2
#define FPE_INTDIV 1
#define FPE_INTOVF 2
#define FPE_FLTDIV 3
#define SEGV_MAPERR 1
#define SEGV_ACCERR 2
#define CLD_EXITED 1
#define CLD_KILLED 2
#define CLD_DUMPED 3
#define CLD_TRAPPED 4
#define CLD_STOPPED 5
#define CLD_CONTINUED 6
#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2
#define MINSIGSTKSZ 2048
#define SIGSTKSZ 8192
typedef int sig_atomic_t;
typedef void (*__sighandler_t)(int);
typedef __sighandler_t sighandler_t;
typedef __sighandler_t sig_t;
#define SIG_ERR ((__sighandler_t)-1)
#define SIG_DFL ((__sighandler_t)0)
#define SIG_IGN ((__sighandler_t)1)
union sigval {
  int sival_int;
  void* sival_ptr;
};
typedef union sigval sigval_t;
typedef union sigval __sigval_t;
typedef struct {
  int si_signo;
  int si_errno;
  int si_code;
  int __pad0;
  union {
    int __pad[28];
    struct {
      pid_t si_pid;
      uid_t si_uid;
    } __kill;
    struct {
      pid_t si_pid;
      uid_t si_uid;
      sigval_t si_sigval;
    } __rt;
    struct {
      pid_t si_pid;
      uid_t si_uid;
      int si_status;
      clock_t si_utime;
      clock_t si_stime;
    } __sigchld;
    struct {
      void* si_addr;
    } __sigfault;
    struct {
      long si_band;
      int si_fd;
    } __sigpoll;
    struct {
      int si_tid;
      int si_overrun;
      sigval_t si_sigval;
    } __timer;
  } __fields;
} siginfo_t;
#define si_pid __fields.__kill.si_pid
#define si_uid __fields.__kill.si_uid
#define si_value __fields.__rt.si_sigval
#define si_int __fields.__rt.si_sigval.sival_int
#define si_ptr __fields.__rt.si_sigval.sival_ptr
#define si_status __fields.__sigchld.si_status
#define si_utime __fields.__sigchld.si_utime
#define si_stime __fields.__sigchld.si_stime
#define si_addr __fields.__sigfault.si_addr
#define si_band __fields.__sigpoll.si_band
#define si_fd __fields.__sigpoll.si_fd
#define si_timerid __fields.__timer.si_tid
#define si_overrun __fields.__timer.si_overrun
struct sigaction {
  union {
    __sighandler_t sa_handler;
    void (*sa_sigaction)(int, siginfo_t*, void*);
  } __handler;
  sigset_t sa_mask;
  int sa_flags;
  void (*sa_restorer)(void);
};
#define sa_handler __handler.sa_handler
#define sa_sigaction __handler.sa_sigaction
typedef struct {
  void* ss_sp;
  int ss_flags;
  size_t ss_size;
} stack_t;
struct sigevent {
  sigval_t sigev_value;
  int sigev_signo;
  int sigev_notify;
  union {
    int __pad[12];
    int __tid;
    struct {
      void (*__function)(sigval_t);
      void* __attributes;
    } __call;
  } __un;
};
typedef struct sigevent sigevent_t;
#define sigev_notify_function __un.__call.__function
#define sigev_notify_attributes __un.__call.__attributes
__sighandler_t signal(int number, __sighandler_t handler);
#ifdef _GNU_SOURCE
__sighandler_t sysv_signal(int number, __sighandler_t handler);
extern const char* const sys_siglist[65];
#endif
int sigaction(int number, const struct sigaction* action, struct sigaction* old);
int kill(pid_t pid, int number);
int killpg(int group, int number);
int raise(int number);
int sigqueue(pid_t pid, int number, const union sigval value);
int sigemptyset(sigset_t* set);
int sigfillset(sigset_t* set);
int sigaddset(sigset_t* set, int number);
int sigdelset(sigset_t* set, int number);
int sigismember(const sigset_t* set, int number);
int sigprocmask(int how, const sigset_t* set, sigset_t* old);
int sigpending(sigset_t* set);
int sigsuspend(const sigset_t* set);
int sigwait(const sigset_t* set, int* number);
int sigwaitinfo(const sigset_t* set, siginfo_t* info);
int sigtimedwait(const sigset_t* set, siginfo_t* info, const struct timespec* timeout);
int sigaltstack(const stack_t* stack, stack_t* old);
int siginterrupt(int number, int flag);
int sighold(int number);
int sigrelse(int number);
int sigignore(int number);
#define SIG_HOLD ((__sighandler_t)2)
__sighandler_t sigset(int number, __sighandler_t action);
int sigblock(int mask);
int sigsetmask(int mask);
#define sigmask(number) ((int)(1u << ((number)-1)))
void psignal(int number, const char* prefix);
void psiginfo(const siginfo_t* info, const char* prefix);
#endif
