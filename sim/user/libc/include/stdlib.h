#ifndef _STDLIB_H
#define _STDLIB_H
#include <stddef.h>
#include <sys/types.h>
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647
#define MB_CUR_MAX 1
typedef struct {
  int quot, rem;
} div_t;
typedef struct {
  long quot, rem;
} ldiv_t;
typedef struct {
  long long quot, rem;
} lldiv_t;
void* malloc(size_t size);
void* calloc(size_t count, size_t size);
void* realloc(void* p, size_t size);
void* reallocarray(void* p, size_t count, size_t size);
void* aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void** p, size_t alignment, size_t size);
void free(void* p);
void exit(int status);
void _Exit(int status);
void abort(void);
int atexit(void (*function)(void));
int on_exit(void (*function)(int, void*), void* argument);
int atoi(const char* s);
long atol(const char* s);
long long atoll(const char* s);
double atof(const char* s);
long strtol(const char* s, char** end, int base);
unsigned long strtoul(const char* s, char** end, int base);
long long strtoll(const char* s, char** end, int base);
unsigned long long strtoull(const char* s, char** end, int base);
double strtod(const char* s, char** end);
float strtof(const char* s, char** end);
int rand(void);
void srand(unsigned seed);
int rand_r(unsigned* seed);
long random(void);
void srandom(unsigned seed);
double drand48(void);
long lrand48(void);
long mrand48(void);
void srand48(long seed);
int abs(int n);
long labs(long n);
long long llabs(long long n);
div_t div(int a, int b);
ldiv_t ldiv(long a, long b);
lldiv_t lldiv(long long a, long long b);
void qsort(void* base, size_t count, size_t size, int (*compare)(const void*, const void*));
void* bsearch(const void* key, const void* base, size_t count, size_t size,
              int (*compare)(const void*, const void*));
char* getenv(const char* name);
int setenv(const char* name, const char* value, int overwrite);
int unsetenv(const char* name);
int putenv(char* text);
int clearenv(void);
int system(const char* command);
int mkstemp(char* name);
size_t mbstowcs(wchar_t* to, const char* from, size_t n);
size_t wcstombs(char* to, const wchar_t* from, size_t n);
#define alloca(n) __builtin_alloca(n)
#endif
