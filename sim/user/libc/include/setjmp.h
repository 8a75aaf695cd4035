#ifndef _SETJMP_H
#define _SETJMP_H
#include <bits/sigset.h>
typedef struct __jmp_buf_tag {
  long __registers[3];
  int __mask_was_saved;
  sigset_t __saved_mask;
} jmp_buf[1];
typedef struct __jmp_buf_tag sigjmp_buf[1];
void __save_mask(struct __jmp_buf_tag* env, int save);
#define setjmp(env) ((env)->__mask_was_saved = 0, __builtin_setjmp_save((env)->__registers))
#define _setjmp(env) setjmp(env)
#define sigsetjmp(env, save) (__save_mask((env), (save)), __builtin_setjmp_save((env)->__registers))
void longjmp(jmp_buf env, int value);
void _longjmp(jmp_buf env, int value);
void siglongjmp(sigjmp_buf env, int value);
#endif
