#include <bits/libc.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One conversion of a format. */
struct spec {
  int left, plus, space, alternative, zero;
  int width, precision; /* precision -1: none given */
  int size;             /* 'H' for hh, 'h', 'l' (also ll j z t), 'L' or 0 */
  int conversion;
  int argument; /* %n$: which argument, from 1; 0: the next one */
};

static void put(struct __sink* sink, const char* from, size_t n, int* total) {
  if (n == 0) return;
  if (n > (size_t)(INT_MAX - *total)) {
    sink->failed = 1;
    errno = EOVERFLOW;
    return;
  }
  sink->put(sink, from, n);
  *total += (int)n;
}

static void pad(struct __sink* sink, char with, int n, int* total) {
  char block[32];
  memset(block, with, sizeof block);
  for (; n > 0 && !sink->failed; n -= 32) put(sink, block, n < 32 ? n : 32, total);
}

/* Prefix (sign, 0x), zeros and body, filled up to the width. */
static void put_field(struct __sink* sink, const struct spec* s, const char* prefix, int zeros,
                      const char* body, int length, int zero_fill, int* total) {
  int prefix_length = (int)strlen(prefix);
  int fill = s->width - prefix_length - zeros - length;
  if (fill > 0 && !s->left && !zero_fill) pad(sink, ' ', fill, total);
  if (prefix_length > 0) put(sink, prefix, prefix_length, total);
  if (fill > 0 && !s->left && zero_fill) pad(sink, '0', fill, total);
  if (zeros > 0) pad(sink, '0', zeros, total);
  put(sink, body, length, total);
  if (s->left && fill > 0) pad(sink, ' ', fill, total);
}

static const char* sign_of(const struct spec* s, int negative) {
  if (negative) return "-";
  if (s->plus) return "+";
  return s->space ? " " : "";
}

static void put_integer(struct __sink* sink, const struct spec* s, unsigned long value,
                        const char* prefix, int base, int upper, int* total) {
  const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char text[24];
  int at = 24, zeros = 0;
  for (; value > 0; value /= base) text[--at] = digits[value % base];
  int length = 24 - at;
  int precision = s->precision < 0 ? 1 : s->precision;
  if (precision > length) zeros = precision - length;
  if (base == 8 && s->alternative && zeros == 0 && (length == 0 || text[at] != '0')) zeros = 1;
  put_field(sink, s, prefix, zeros, text + at, length, s->zero && s->precision < 0, total);
}

static long signed_argument(const struct spec* s, va_list* ap) {
  if (s->size == 'l' || s->size == 'L') return va_arg(*ap, long);
  int value = va_arg(*ap, int);
  if (s->size == 'h') return (short)value;
  if (s->size == 'H') return (signed char)value;
  return value;
}

static unsigned long unsigned_argument(const struct spec* s, va_list* ap) {
  if (s->size == 'l' || s->size == 'L') return va_arg(*ap, unsigned long);
  unsigned value = va_arg(*ap, unsigned);
  if (s->size == 'h') return (unsigned short)value;
  if (s->size == 'H') return (unsigned char)value;
  return value;
}

static void put_signed(struct __sink* sink, const struct spec* s, va_list* ap, int* total) {
  long value = signed_argument(s, ap);
  unsigned long magnitude = value < 0 ? 0 - (unsigned long)value : (unsigned long)value;
  put_integer(sink, s, magnitude, sign_of(s, value < 0), 10, 0, total);
}

static void put_unsigned(struct __sink* sink, const struct spec* s, va_list* ap, int* total) {
  unsigned long value = unsigned_argument(s, ap);
  const char* prefix = "";
  int base = s->conversion == 'o' ? 8 : s->conversion == 'u' ? 10 : 16;
  if (base == 16 && s->alternative && value != 0) prefix = s->conversion == 'x' ? "0x" : "0X";
  put_integer(sink, s, value, prefix, base, s->conversion == 'X', total);
}

static void put_pointer(struct __sink* sink, const struct spec* s, void* p, int* total) {
  if (p == NULL) {
    put_field(sink, s, "", 0, "(nil)", 5, 0, total);
    return;
  }
  const char* prefix = s->plus ? "+0x" : s->space ? " 0x" : "0x";
  put_integer(sink, s, (unsigned long)p, prefix, 16, 0, total);
}

static void put_string(struct __sink* sink, const struct spec* s, const char* text, int* total) {
  if (text == NULL) text = s->precision < 0 || s->precision >= 6 ? "(null)" : "";
  size_t length = s->precision < 0 ? strlen(text) : strnlen(text, s->precision);
  if (length > INT_MAX) length = INT_MAX;
  put_field(sink, s, "", 0, text, (int)length, 0, total);
}

/* %ls, of what the locale "C" can show */
static void put_wide(struct __sink* sink, const struct spec* s, const int* text, int* total) {
  size_t length = 0;
  if (text == NULL) {
    put_string(sink, s, NULL, total);
    return;
  }
  for (; (s->precision < 0 || length < (size_t)s->precision) && text[length]; ++length)
    if (text[length] < 0 || text[length] > 127) {
      errno = EILSEQ;
      sink->failed = 1;
      return;
    }
  char narrow[length + 1];
  for (size_t i = 0; i < length; ++i) narrow[i] = (char)text[i];
  put_field(sink, s, "", 0, narrow, (int)length, 0, total);
}

static void put_double(struct __sink* sink, const struct spec* s, va_list* ap, int* total) {
  double value = s->size == 'L' ? (double)va_arg(*ap, long double) : va_arg(*ap, double);
  unsigned long bits;
  memcpy(&bits, &value, 8);
  const char* sign = sign_of(s, bits >> 63 != 0);
  char prefix[4];
  char small[__DOUBLE_TEXT + 64];
  char* text = small;
  char* large = NULL;
  if (s->precision > 64) text = large = malloc(__DOUBLE_TEXT + (size_t)s->precision);
  if (text == NULL) {
    sink->failed = 1;
    return;
  }
  int length = __format_double(text, value, s->conversion, s->precision, s->alternative);
  int finite = text[0] >= '0' && text[0] <= '9', hexadecimal = 0;
  strcpy(prefix, sign);
  if (finite && (s->conversion == 'a' || s->conversion == 'A')) { /* zeros go after 0x */
    hexadecimal = 2;
    strcat(prefix, s->conversion == 'a' ? "0x" : "0X");
  }
  put_field(sink, s, prefix, 0, text + hexadecimal, length - hexadecimal, s->zero && finite, total);
  free(large);
}

static void store_count(const struct spec* s, void* to, int total) {
  if (s->size == 'H')
    *(signed char*)to = total;
  else if (s->size == 'h')
    *(short*)to = total;
  else if (s->size == 'l' || s->size == 'L')
    *(long*)to = total;
  else
    *(int*)to = total;
}

static const char* read_number(const char* f, int* to) {
  long n = 0;
  for (; *f >= '0' && *f <= '9'; ++f)
    if (n < INT_MAX) n = n * 10 + (*f - '0');
  *to = n < INT_MAX ? (int)n : INT_MAX - 1;
  return f;
}

/* The "n$" of a numbered argument; 0 and nothing read when there is none. */
static const char* read_argument_number(const char* f, int* to) {
  const char* end = f;
  *to = 0;
  if (*f < '1' || *f > '9') return f;
  end = read_number(f, to);
  if (*end == '$') return end + 1;
  *to = 0;
  return f;
}

/* Every argument takes one slot, whatever its type. */
static void skip_to_argument(va_list* at, int number) {
  while (--number > 0) (void)va_arg(*at, long);
}

static int numbered_int(va_list arguments, int number) {
  va_list at;
  va_copy(at, arguments);
  skip_to_argument(&at, number);
  int value = va_arg(at, int);
  va_end(at);
  return value;
}

/* A width or precision given as "*" or "*n$". */
static const char* read_star(const char* f, int* to, va_list* ap, va_list arguments) {
  int number;
  f = read_argument_number(f + 1, &number);
  *to = number > 0 ? numbered_int(arguments, number) : va_arg(*ap, int);
  return f;
}

/* Reads what stands between % and the conversion. */
static const char* read_spec(const char* f, struct spec* s, va_list* ap, va_list arguments) {
  memset(s, 0, sizeof *s);
  s->precision = -1;
  f = read_argument_number(f, &s->argument);
  for (;; ++f) {
    if (*f == '-')
      s->left = 1;
    else if (*f == '+')
      s->plus = 1;
    else if (*f == ' ')
      s->space = 1;
    else if (*f == '#')
      s->alternative = 1;
    else if (*f == '0')
      s->zero = 1;
    else if (*f != '\'')
      break;
  }
  if (*f == '*') {
    f = read_star(f, &s->width, ap, arguments);
    if (s->width < 0) {
      s->left = 1;
      s->width = -s->width;
    }
  } else {
    f = read_number(f, &s->width);
  }
  if (*f == '.') {
    ++f;
    if (*f == '*') {
      f = read_star(f, &s->precision, ap, arguments);
      if (s->precision < 0) s->precision = -1;
    } else {
      f = read_number(f, &s->precision);
    }
  }
  for (;; ++f) {
    if (*f == 'h')
      s->size = s->size == 'h' ? 'H' : 'h';
    else if (*f == 'l' || *f == 'j' || *f == 'z' || *f == 't')
      s->size = 'l';
    else if (*f == 'L' || *f == 'q')
      s->size = 'L';
    else
      break;
  }
  s->conversion = (unsigned char)*f;
  return *f ? f + 1 : f;
}

/* 0: there is no such conversion. */
static int convert(struct __sink* sink, struct spec* s, va_list* ap, int* total) {
  char c;
  switch (s->conversion) {
    case 'd':
    case 'i':
      put_signed(sink, s, ap, total);
      break;
    case 'o':
    case 'u':
    case 'x':
    case 'X':
      put_unsigned(sink, s, ap, total);
      break;
    case 'c':
      c = (char)va_arg(*ap, int);
      put_field(sink, s, "", 0, &c, 1, 0, total);
      break;
    case 's':
      if (s->size == 'l')
        put_wide(sink, s, va_arg(*ap, const int*), total);
      else
        put_string(sink, s, va_arg(*ap, const char*), total);
      break;
    case 'p':
      put_pointer(sink, s, va_arg(*ap, void*), total);
      break;
    case 'n':
      store_count(s, va_arg(*ap, void*), *total);
      break;
    case 'm': {
      const char* text = strerror(errno);
      put_string(sink, s, text, total);
      break;
    }
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
      put_double(sink, s, ap, total);
      break;
    default:
      return 0;
  }
  return 1;
}

int __format(struct __sink* sink, const char* format, va_list arguments) {
  int total = 0;
  va_list ap;
  va_copy(ap, arguments);
  while (*format && !sink->failed) {
    const char* plain = format;
    while (*format && *format != '%') ++format;
    if (format != plain) put(sink, plain, format - plain, &total);
    if (*format == 0) break;
    struct spec s;
    const char* begin = format;
    format = read_spec(format + 1, &s, &ap, arguments);
    if (s.argument > 0) {
      va_end(ap);
      va_copy(ap, arguments);
      skip_to_argument(&ap, s.argument);
    }
    if (s.conversion == 0) { /* the format ends within a conversion */
      total = -1;
      break;
    }
    if (s.conversion == '%')
      put(sink, "%", 1, &total);
    else if (!convert(sink, &s, &ap, &total))
      put(sink, begin, format - begin, &total); /* no conversion: shown as it stands */
  }
  va_end(ap);
  return sink->failed ? -1 : total;
}

static void put_to_file(struct __sink* sink, const char* from, size_t n) {
  if (__put(sink->target, from, n) != n) sink->failed = 1;
}

/* An unbuffered file gets all of one call's text in one piece. */
static void put_to_block(struct __sink* sink, const char* from, size_t n) {
  FILE* block = sink->target;
  if (__put(block, from, n) != n) sink->failed = 1;
}

static int print_unbuffered(FILE* file, const char* format, va_list ap) {
  char buffer[1024];
  struct _IO_FILE block;
  memset(&block, 0, sizeof block);
  block.fd = file->fd;
  block.flags = __F_WRITE;
  block.mode = _IOFBF;
  block.buffer = buffer;
  block.size = sizeof buffer;
  struct __sink sink = {put_to_block, &block, 0, 0, 0};
  int n = __format(&sink, format, ap);
  if (__flush(&block) != 0) n = -1;
  file->flags |= block.flags & __F_ERROR;
  return n;
}

int vfprintf(FILE* file, const char* format, va_list ap) {
  if (file->mode == _IONBF && file->flags & __F_WRITE) return print_unbuffered(file, format, ap);
  struct __sink sink = {put_to_file, file, 0, 0, 0};
  return __format(&sink, format, ap);
}

int vprintf(const char* format, va_list ap) { return vfprintf(stdout, format, ap); }

int printf(const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vfprintf(stdout, format, ap);
  va_end(ap);
  return n;
}

int fprintf(FILE* file, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vfprintf(file, format, ap);
  va_end(ap);
  return n;
}

int vdprintf(int fd, const char* format, va_list ap) {
  struct _IO_FILE file;
  memset(&file, 0, sizeof file);
  file.fd = fd;
  file.flags = __F_WRITE;
  file.mode = _IONBF;
  return print_unbuffered(&file, format, ap);
}

int dprintf(int fd, const char* format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vdprintf(fd, format, ap);
  va_end(ap);
  return n;
}
