/* proves: a hash table of strings with chains | section: Text book programs */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* K&R section 6.6 */
struct nlist {
  struct nlist *next;
  char *name;
  char *defn;
};
#define HASHSIZE 101
static struct nlist *hashtab[HASHSIZE];
unsigned hash(char *s) {
  unsigned hashval;
  for (hashval = 0; *s != '\0'; s++) hashval = *s + 31 * hashval;
  return hashval % HASHSIZE;
}
struct nlist *lookup(char *s) {
  struct nlist *np;
  for (np = hashtab[hash(s)]; np != NULL; np = np->next)
    if (strcmp(s, np->name) == 0) return np;
  return NULL;
}
char *strdup(const char *);
struct nlist *install(char *name, char *defn) {
  struct nlist *np;
  unsigned hashval;
  if ((np = lookup(name)) == NULL) {
    np = (struct nlist *)malloc(sizeof(*np));
    if (np == NULL || (np->name = strdup(name)) == NULL) return NULL;
    hashval = hash(name);
    np->next = hashtab[hashval];
    hashtab[hashval] = np;
  } else
    free((void *)np->defn);
  if ((np->defn = strdup(defn)) == NULL) return NULL;
  return np;
}
int main() {
  char k[16], v[16];
  int i;
  for (i = 0; i < 300; i++) {
    sprintf(k, "key%d", i % 150);
    sprintf(v, "%x", i * i);
    install(k, v);
  }
  int mx = 0, n;
  for (i = 0; i < HASHSIZE; i++) {
    struct nlist *p;
    for (n = 0, p = hashtab[i]; p; p = p->next) n++;
    if (n > mx) mx = n;
  }
  printf("longest %d key7=%s key149=%s none=%p\n", mx, lookup("key7")->defn, lookup("key149")->defn,
         (void *)lookup("nokey"));
  return 0;
}
