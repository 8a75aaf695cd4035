/* Entry, system calls and the return from a signal handler, natively. */
  .text
  .globl __shim_sqrt, _start, __syscall, __restore_rt, __shim_memcpy, __shim_memset, __shim_setjmp, __shim_longjmp
_start:
  mov %rsp, %rdi
  and $-16, %rsp
  call __libc_start
  hlt
__syscall:
  mov %rdi, %rax
  mov %rsi, %rdi
  mov %rdx, %rsi
  mov %rcx, %rdx
  mov %r8, %r10
  mov %r9, %r8
  mov 8(%rsp), %r9
  syscall
  ret
__restore_rt:
  mov $15, %eax
  syscall
__shim_memcpy:
  mov %rdi, %rax
  mov %rdx, %rcx
  rep movsb
  ret
__shim_memset:
  mov %rdi, %r8
  mov %esi, %eax
  mov %rdx, %rcx
  rep stosb
  mov %r8, %rax
  ret
__shim_sqrt:
  sqrtsd %xmm0, %xmm0
  ret
/* The three words hold the stack pointer, a return address, and where the rest was pushed: enough
   for tests that jump out of deeper functions. */
__shim_setjmp:
  pop %rdx
  mov %rsp, 0(%rdi)
  mov %rdx, 8(%rdi)
  mov %rbp, 16(%rdi)
  xor %eax, %eax
  jmp *%rdx
__shim_longjmp:
  mov %esi, %eax
  mov 0(%rdi), %rsp
  mov 16(%rdi), %rbp
  jmp *8(%rdi)
/* What msgscope's linker makes: the program's functions for its beginning and end; here none. */
  .section .rodata
  .globl __constructors, __destructors
__constructors:
__destructors:
  .quad 0
  .section .note.GNU-stack, "", @progbits
