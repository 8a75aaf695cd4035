#ifndef _BITS_COMMANDS_H
#define _BITS_COMMANDS_H
/* What a command of the system and the shell's own word of the same name have in common. Each
   returns the exit status; messages begin with `me`: "test", "sh: 1: test". */
int __run_test(int argc, char** argv, const char* me);
int __run_printf(int argc, char** argv, const char* me);
int __run_kill(int argc, char** argv, const char* me);
/* Writes a word of printf(1) or echo with its escapes; 0 once \c asks for an end. */
int __put_escaped(const char* text);
/* What a command writes at once: all of it. */
void __write_all(int fd, const char* from, long n);
/* "ls: `text`: No such file or directory" with errno's text. */
void __complain(const char* me, const char* text);
#endif
