/* What the sources of the C library share. */
#ifndef _BITS_LIBC_H
#define _BITS_LIBC_H
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/types.h>

/* long __result(long r), known to the compiler: a system call's result as a C function gives it,
   that is -1 and errno for an error, which it calls __fail for. */
long __fail(long r);

struct _IO_FILE {
  int fd;
  int flags; /* __F_* */
  int mode;  /* _IOFBF, _IOLBF, _IONBF; -1: to be found out at the first use */
  char* buffer;
  size_t size;
  size_t begin, end; /* reading: buffer[begin, end) is not yet read */
  size_t pending;    /* writing: buffer[0, pending) is not yet written */
  struct _IO_FILE* next;
  char small[8]; /* the buffer of an unbuffered file; room for ungetc */
};
#define __F_READ 1
#define __F_WRITE 2
#define __F_EOF 4
#define __F_ERROR 8
#define __F_OWN_BUFFER 16
#define __F_READING 32
#define __F_APPEND 64
#define __F_OWN_FILE 128

extern struct _IO_FILE* __files; /* all open ones */
void __prepare(FILE* file);      /* gives it a buffer, if it has none */
int __flush(FILE* file);
int __fill(FILE* file); /* next byte without taking it, or EOF */
size_t __put(FILE* file, const char* from, size_t n);
int __open_flags(const char* mode);
FILE* __open_file(FILE* file, int fd, const char* mode);

/* printf's machine: where the text goes. */
struct __sink {
  void (*put)(struct __sink* sink, const char* from, size_t n);
  void* target;
  size_t size, used;
  int failed;
};
int __format(struct __sink* sink, const char* format, va_list ap);
/* A double as text: conversion is one of eEfFgGaA; returns the length, without sign. */
int __format_double(char* to, double value, int conversion, int precision, int alternative);
#define __DOUBLE_TEXT 400 /* besides the precision */

/* The decimal digits of a positive finite double: value = 0.d1d2d3... * 10^point, at least
   `wanted` of them (behind the decimal point, or in all) and, when it goes on, one more that is not
   zero. Returns how many there are. */
int __exact_digits(double value, char* digits, int* point, int wanted, int after_point);
#define __DIGITS_MAX 800
/* The double nearest to 0.d1d2d3... * 10^point. */
double __nearest_double(const char* digits, int count, int point);

extern char** __environ;
extern char* __program_name; /* argv[0] */
void __run_exit_functions(int status);
/* Given by the linker, each ending with a null. */
extern void (*const __constructors[])(int, char**, char**);
extern void (*const __destructors[])(void);
#endif
