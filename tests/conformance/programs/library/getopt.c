/* proves: getopt and getopt_long: order, arguments, abbreviations and messages | section: The C library */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static void parse(int argc, char** argv, const char* options, int with_long) {
  static int flag;
  static const struct option known[] = {{"verbose", no_argument, NULL, 'v'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"level", optional_argument, NULL, 'l'},
                                        {"set", no_argument, &flag, 5},
                                        {"verify", no_argument, NULL, 'y'},
                                        {NULL, 0, NULL, 0}};
  int c, index = -1;
  optind = 0;
  while ((c = with_long ? getopt_long(argc, argv, options, known, &index)
                        : getopt(argc, argv, options)) != -1)
    printf("%c(%d) arg=%s opt=%c ind=%d flag=%d\n", c > 31 ? c : '.', c, optarg ? optarg : "-",
           optopt > 31 ? optopt : '.', optind, flag);
  printf("rest:");
  for (int i = optind; i < argc; ++i) printf(" %s", argv[i]);
  printf(" |");
  for (int i = 0; i < argc; ++i) printf(" %s", argv[i]);
  printf("\n");
  fflush(stdout);
}

int main(void) {
  static const char* const lines[] = {
      "prog -a -b val file",  "prog file -a more -b val last", "prog -abval",   "prog -b",
      "prog -x",              "prog -- -a",                    "prog a b c",    "prog -a -- -b x y",
      "prog x -- -b",         "prog -",                        "prog - -a",     "prog -cv -c v",
      "prog --verbose f -a",  "prog --output=o f",             "prog --output o f", "prog --out",
      "prog --ver",           "prog --verb --set",             "prog --level --level=3",
      "prog --unknown",       "prog --verbose=1",              "prog f --set g -b", "prog"};
  static const char* const options[] = {"ab:c::", "+ab:c::", ":ab:c::", "-ab:c::"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; ++i)
    for (size_t o = 0; o < 4; ++o)
      for (int with_long = 0; with_long < 2; ++with_long) {
        char text[100], *argv[20], *p;
        int argc = 0;
        strcpy(text, lines[i]);
        for (p = strtok(text, " "); p; p = strtok(NULL, " ")) argv[argc++] = p;
        argv[argc] = NULL;
        printf("%s '%s' %d\n", lines[i], options[o], with_long);
        parse(argc, argv, options[o], with_long);
      }
  return 0;
}
