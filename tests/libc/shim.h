/* What the front end has built in, for compiling the C library natively. */
#ifndef __ASSEMBLER__
long __syscall(long n, ...);
long __fail(long r);
#define __result(call)                             \
  ({                                               \
    long r_ = (call);                              \
    (unsigned long)r_ > -4096ul ? __fail(r_) : r_; \
  })
void* __shim_memcpy(void* to, const void* from, unsigned long n);
void* __shim_memset(void* to, int c, unsigned long n);
#define __builtin_memcpy(to, from, n) __shim_memcpy(to, from, n)
#define __builtin_memset(to, c, n) __shim_memset(to, c, n)
int __shim_setjmp(long* registers) __attribute__((returns_twice));
void __shim_longjmp(long* registers, int value) __attribute__((noreturn));
double __shim_sqrt(double x);
#define __builtin_sqrt(x) __shim_sqrt(x)
#define __builtin_setjmp_save(registers) __shim_setjmp(registers)
#define __builtin_longjmp_restore(registers, value) __shim_longjmp(registers, value)
#endif
