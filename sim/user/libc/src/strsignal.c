#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>

const char* const sys_siglist[65] = {
    [1] = "Hangup",
    [2] = "Interrupt",
    [3] = "Quit",
    [4] = "Illegal instruction",
    [5] = "Trace/breakpoint trap",
    [6] = "Aborted",
    [7] = "Bus error",
    [8] = "Floating point exception",
    [9] = "Killed",
    [10] = "User defined signal 1",
    [11] = "Segmentation fault",
    [12] = "User defined signal 2",
    [13] = "Broken pipe",
    [14] = "Alarm clock",
    [15] = "Terminated",
    [16] = "Stack fault",
    [17] = "Child exited",
    [18] = "Continued",
    [19] = "Stopped (signal)",
    [20] = "Stopped",
    [21] = "Stopped (tty input)",
    [22] = "Stopped (tty output)",
    [23] = "Urgent I/O condition",
    [24] = "CPU time limit exceeded",
    [25] = "File size limit exceeded",
    [26] = "Virtual timer expired",
    [27] = "Profiling timer expired",
    [28] = "Window changed",
    [29] = "I/O possible",
    [30] = "Power failure",
    [31] = "Bad system call",
};

char* strsignal(int number) {
  static char other[40];
  if (number >= SIGRTMIN && number <= SIGRTMAX)
    snprintf(other, sizeof other, "Real-time signal %d", number - SIGRTMIN);
  else if (number > 0 && number < 32 && sys_siglist[number])
    return (char*)sys_siglist[number];
  else
    snprintf(other, sizeof other, "Unknown signal %d", number);
  return other;
}

void psignal(int number, const char* prefix) {
  const char* colon = ": ";
  if (prefix == NULL || *prefix == 0) prefix = colon = "";
  if (number > 0 && number < 65 && sys_siglist[number])
    fprintf(stderr, "%s%s%s\n", prefix, colon, sys_siglist[number]);
  else
    fprintf(stderr, "%s%s%s\n", prefix, colon, strsignal(number));
}
