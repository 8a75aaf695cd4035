#include <setjmp.h>
#include <signal.h>

void __save_mask(struct __jmp_buf_tag* env, int save) {
  env->__mask_was_saved = save != 0;
  if (save) sigprocmask(SIG_BLOCK, NULL, &env->__saved_mask);
}

void siglongjmp(sigjmp_buf env, int value) {
  if (env->__mask_was_saved) sigprocmask(SIG_SETMASK, &env->__saved_mask, NULL);
  __builtin_longjmp_restore(env->__registers, value == 0 ? 1 : value);
}
void longjmp(jmp_buf env, int value) { siglongjmp(env, value); }
void _longjmp(jmp_buf env, int value) { siglongjmp(env, value); }
