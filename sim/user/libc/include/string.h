#ifndef _STRING_H
#define _STRING_H
#include <stddef.h>
#include <strings.h>
void* memcpy(void* to, const void* from, size_t n);
void* memmove(void* to, const void* from, size_t n);
void* memset(void* to, int c, size_t n);
int memcmp(const void* a, const void* b, size_t n);
void* memchr(const void* s, int c, size_t n);
void* memccpy(void* to, const void* from, int c, size_t n);
size_t strlen(const char* s);
size_t strnlen(const char* s, size_t max);
char* strcpy(char* to, const char* from);
char* strncpy(char* to, const char* from, size_t n);
char* stpcpy(char* to, const char* from);
char* stpncpy(char* to, const char* from, size_t n);
char* strcat(char* to, const char* from);
char* strncat(char* to, const char* from, size_t n);
int strcmp(const char* a, const char* b);
int strncmp(const char* a, const char* b, size_t n);
int strcoll(const char* a, const char* b);
size_t strxfrm(char* to, const char* from, size_t n);
char* strchr(const char* s, int c);
char* strrchr(const char* s, int c);
char* strstr(const char* s, const char* part);
size_t strspn(const char* s, const char* set);
size_t strcspn(const char* s, const char* set);
char* strpbrk(const char* s, const char* set);
char* strtok(char* s, const char* separators);
char* strtok_r(char* s, const char* separators, char** rest);
char* strsep(char** s, const char* separators);
char* strdup(const char* s);
char* strndup(const char* s, size_t n);
char* strerror(int number);
#ifdef _GNU_SOURCE
char* strerror_r(int number, char* buffer, size_t size);
#else
int __xpg_strerror_r(int number, char* buffer, size_t size);
#define strerror_r __xpg_strerror_r
#endif
char* strsignal(int number);
#ifdef _GNU_SOURCE
char* strchrnul(const char* s, int c);
char* strcasestr(const char* s, const char* part);
void* mempcpy(void* to, const void* from, size_t n);
void* memrchr(const void* s, int c, size_t n);
void* memmem(const void* s, size_t n, const void* part, size_t part_n);
#endif
#endif
