#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char* const day_names[7] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                         "Thursday", "Friday", "Saturday"};
static const char* const month_names[12] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};

/* ISO 8601 week number and its year. */
static int iso_week(const struct tm* tm, int* year) {
  int monday_based = (tm->tm_wday + 6) % 7;
  int week = (tm->tm_yday - monday_based + 10) / 7;
  *year = tm->tm_year + 1900;
  if (week < 1) {
    --*year;
    int leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
    return (tm->tm_yday + 365 + leap - monday_based + 10) / 7;
  }
  int leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
  if (week == 53 && tm->tm_yday - monday_based + 3 >= 365 + leap) {
    ++*year;
    return 1;
  }
  return week;
}

/* Text of one conversion that stands for no others. */
static void convert(char* to, size_t size, int conversion, const struct tm* tm) {
  int hour12 = tm->tm_hour % 12 == 0 ? 12 : tm->tm_hour % 12, year;
  struct tm copy = *tm;
  switch (conversion) {
    case 'a':
      snprintf(to, size, "%.3s", day_names[tm->tm_wday]);
      break;
    case 'A':
      snprintf(to, size, "%s", day_names[tm->tm_wday]);
      break;
    case 'b':
    case 'h':
      snprintf(to, size, "%.3s", month_names[tm->tm_mon]);
      break;
    case 'B':
      snprintf(to, size, "%s", month_names[tm->tm_mon]);
      break;
    case 'C':
      snprintf(to, size, "%02d", (tm->tm_year + 1900) / 100);
      break;
    case 'd':
      snprintf(to, size, "%02d", tm->tm_mday);
      break;
    case 'e':
      snprintf(to, size, "%2d", tm->tm_mday);
      break;
    case 'H':
      snprintf(to, size, "%02d", tm->tm_hour);
      break;
    case 'k':
      snprintf(to, size, "%2d", tm->tm_hour);
      break;
    case 'I':
      snprintf(to, size, "%02d", hour12);
      break;
    case 'l':
      snprintf(to, size, "%2d", hour12);
      break;
    case 'j':
      snprintf(to, size, "%03d", tm->tm_yday + 1);
      break;
    case 'm':
      snprintf(to, size, "%02d", tm->tm_mon + 1);
      break;
    case 'M':
      snprintf(to, size, "%02d", tm->tm_min);
      break;
    case 'n':
      strcpy(to, "\n");
      break;
    case 't':
      strcpy(to, "\t");
      break;
    case '%':
      strcpy(to, "%");
      break;
    case 'p':
      strcpy(to, tm->tm_hour < 12 ? "AM" : "PM");
      break;
    case 'P':
      strcpy(to, tm->tm_hour < 12 ? "am" : "pm");
      break;
    case 's':
      snprintf(to, size, "%ld", mktime(&copy));
      break;
    case 'S':
      snprintf(to, size, "%02d", tm->tm_sec);
      break;
    case 'u':
      snprintf(to, size, "%d", tm->tm_wday == 0 ? 7 : tm->tm_wday);
      break;
    case 'w':
      snprintf(to, size, "%d", tm->tm_wday);
      break;
    case 'U':
      snprintf(to, size, "%02d", (tm->tm_yday - tm->tm_wday + 7) / 7);
      break;
    case 'W':
      snprintf(to, size, "%02d", (tm->tm_yday - (tm->tm_wday + 6) % 7 + 7) / 7);
      break;
    case 'V':
      snprintf(to, size, "%02d", iso_week(tm, &year));
      break;
    case 'G':
      iso_week(tm, &year);
      snprintf(to, size, "%d", year);
      break;
    case 'g':
      iso_week(tm, &year);
      snprintf(to, size, "%02d", year % 100);
      break;
    case 'y':
      snprintf(to, size, "%02d", (tm->tm_year % 100 + 100) % 100);
      break;
    case 'Y':
      snprintf(to, size, "%d", tm->tm_year + 1900);
      break;
    case 'z':
      snprintf(to, size, "%c%02ld%02ld", tm->tm_gmtoff < 0 ? '-' : '+', labs(tm->tm_gmtoff) / 3600,
               labs(tm->tm_gmtoff) / 60 % 60);
      break;
    case 'Z':
      snprintf(to, size, "%s", tm->tm_zone ? tm->tm_zone : "UTC");
      break;
    default:
      snprintf(to, size, "%%%c", conversion);
  }
}

static const char* shorthand(int conversion) {
  switch (conversion) {
    case 'c':
      return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x':
      return "%m/%d/%y";
    case 'F':
      return "%Y-%m-%d";
    case 'r':
      return "%I:%M:%S %p";
    case 'R':
      return "%H:%M";
    case 'T':
    case 'X':
      return "%H:%M:%S";
  }
  return NULL;
}

size_t strftime(char* to, size_t size, const char* format, const struct tm* tm) {
  size_t used = 0;
  char piece[64];
  for (; *format; ++format) {
    piece[0] = *format;
    piece[1] = 0;
    if (*format == '%' && format[1]) {
      ++format;
      if ((*format == 'E' || *format == 'O') && format[1]) ++format;
      const char* meaning = shorthand(*format);
      if (meaning)
        strftime(piece, sizeof piece, meaning, tm);
      else
        convert(piece, sizeof piece, *format, tm);
    }
    size_t length = strlen(piece);
    if (used + length >= size) return 0;
    memcpy(to + used, piece, length);
    used += length;
  }
  if (size == 0) return 0;
  to[used] = 0;
  return used;
}
