#ifndef _ERR_H
#define _ERR_H
#include <stdarg.h>
void err(int status, const char* format, ...);
void errx(int status, const char* format, ...);
void warn(const char* format, ...);
void warnx(const char* format, ...);
void verr(int status, const char* format, va_list ap);
void verrx(int status, const char* format, va_list ap);
void vwarn(const char* format, va_list ap);
void vwarnx(const char* format, va_list ap);
#endif
