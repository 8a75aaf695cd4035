#define _GNU_SOURCE
#include <bits/libc.h>
#include <stdlib.h>
#include <string.h>

extern char** __environ;
static char** owned; /* __environ after it was first changed */

static char** find(const char* name, size_t length) {
  for (char** e = __environ; e && *e; ++e)
    if (strncmp(*e, name, length) == 0 && (*e)[length] == '=') return e;
  return NULL;
}

char* getenv(const char* name) {
  size_t length = strlen(name);
  char** e = find(name, length);
  return e ? *e + length + 1 : NULL;
}

int putenv(char* text) {
  size_t length = strcspn(text, "="), count = 0;
  char** e = find(text, length);
  if (e) {
    *e = text;
    return 0;
  }
  while (__environ && __environ[count]) ++count;
  char** grown = malloc((count + 2) * sizeof *grown);
  if (grown == NULL) return -1;
  if (count > 0) memcpy(grown, __environ, count * sizeof *grown);
  grown[count] = text;
  grown[count + 1] = NULL;
  free(owned);
  owned = __environ = grown;
  return 0;
}

int setenv(const char* name, const char* value, int overwrite) {
  if (name == NULL || *name == 0 || strchr(name, '=')) {
    errno = EINVAL;
    return -1;
  }
  if (!overwrite && getenv(name)) return 0;
  size_t length = strlen(name);
  char* text = malloc(length + strlen(value) + 2);
  if (text == NULL) return -1;
  strcpy(text, name);
  text[length] = '=';
  strcpy(text + length + 1, value);
  return putenv(text);
}

int unsetenv(const char* name) {
  char** e = find(name, strlen(name));
  for (; e && *e; ++e) e[0] = e[1];
  return 0;
}

int clearenv(void) {
  __environ = NULL;
  return 0;
}
