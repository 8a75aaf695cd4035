#ifndef _STDIO_H
#define _STDIO_H
#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>
typedef struct _IO_FILE FILE;
typedef long fpos_t;
extern FILE* stdin;
extern FILE* stdout;
extern FILE* stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr
#define EOF (-1)
#define BUFSIZ 8192
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define FILENAME_MAX 4096
#define FOPEN_MAX 16
#define TMP_MAX 238328
#define L_tmpnam 20
int printf(const char* format, ...);
int fprintf(FILE* file, const char* format, ...);
int dprintf(int fd, const char* format, ...);
int sprintf(char* to, const char* format, ...);
int snprintf(char* to, size_t size, const char* format, ...);
int asprintf(char** to, const char* format, ...);
int vprintf(const char* format, va_list ap);
int vfprintf(FILE* file, const char* format, va_list ap);
int vdprintf(int fd, const char* format, va_list ap);
int vsprintf(char* to, const char* format, va_list ap);
int vsnprintf(char* to, size_t size, const char* format, va_list ap);
int vasprintf(char** to, const char* format, va_list ap);
int scanf(const char* format, ...);
int fscanf(FILE* file, const char* format, ...);
int sscanf(const char* from, const char* format, ...);
int vscanf(const char* format, va_list ap);
int vfscanf(FILE* file, const char* format, va_list ap);
int vsscanf(const char* from, const char* format, va_list ap);
int puts(const char* s);
int fputs(const char* s, FILE* file);
int putchar(int c);
int putc(int c, FILE* file);
int fputc(int c, FILE* file);
int putchar_unlocked(int c);
int putc_unlocked(int c, FILE* file);
int getchar(void);
int getc(FILE* file);
int fgetc(FILE* file);
int getchar_unlocked(void);
int getc_unlocked(FILE* file);
int ungetc(int c, FILE* file);
char* fgets(char* to, int size, FILE* file);
ssize_t getline(char** line, size_t* size, FILE* file);
ssize_t getdelim(char** line, size_t* size, int delimiter, FILE* file);
size_t fread(void* to, size_t size, size_t count, FILE* file);
size_t fwrite(const void* from, size_t size, size_t count, FILE* file);
FILE* fopen(const char* path, const char* mode);
FILE* fdopen(int fd, const char* mode);
FILE* freopen(const char* path, const char* mode, FILE* file);
int fclose(FILE* file);
int fflush(FILE* file);
void setbuf(FILE* file, char* buffer);
void setbuffer(FILE* file, char* buffer, size_t size);
void setlinebuf(FILE* file);
int setvbuf(FILE* file, char* buffer, int mode, size_t size);
int fileno(FILE* file);
int feof(FILE* file);
int ferror(FILE* file);
void clearerr(FILE* file);
int fseek(FILE* file, long offset, int whence);
int fseeko(FILE* file, off_t offset, int whence);
long ftell(FILE* file);
int fgetpos(FILE* file, fpos_t* position);
int fsetpos(FILE* file, const fpos_t* position);
off_t ftello(FILE* file);
void rewind(FILE* file);
int remove(const char* path);
int rename(const char* from, const char* to);
FILE* tmpfile(void);
FILE* popen(const char* command, const char* mode);
int pclose(FILE* pipe);
void perror(const char* prefix);
#endif
