#include <bits/libc.h>
#include <getopt.h>
#include <string.h>

char* optarg;
int optind = 1, opterr = 1, optopt = '?';

static int begun;
static char* rest;                 /* of the argument that is being read: more short options */
static int first_plain, end_plain; /* arguments that are not options, moved behind those that are */

/* Exchanges argv[first_plain, end_plain) with argv[end_plain, optind). */
static void move_plain_back(char** argv) {
  int plain = end_plain - first_plain, options = optind - end_plain;
  for (int i = 0; i < options; ++i) {
    char* option = argv[end_plain + i];
    for (int j = end_plain + i; j > first_plain + i; --j) argv[j] = argv[j - 1];
    argv[first_plain + i] = option;
  }
  first_plain += options;
  end_plain = first_plain + plain;
}

static int is_option(const char* s) { return s[0] == '-' && s[1] != 0; }

static int missing(const char* options) {
  if (*options == '+' || *options == '-') ++options;
  return *options == ':' ? ':' : '?';
}
static int quiet(const char* options) { return !opterr || missing(options) == ':'; }

static int long_option(int argc, char** argv, const char* options, const struct option* known,
                       int* index, const char* dashes) {
  char* name = rest;
  size_t length = strcspn(name, "=");
  const struct option* found = NULL;
  int exact = 0, ambiguous = 0, at = 0;
  for (int i = 0; known[i].name; ++i) {
    if (strncmp(known[i].name, name, length) != 0) continue;
    if (strlen(known[i].name) == length) {
      found = &known[i];
      at = i;
      exact = 1;
      break;
    }
    if (found && (found->has_arg != known[i].has_arg || found->flag != known[i].flag ||
                  found->val != known[i].val))
      ambiguous = 1;
    if (!found) {
      found = &known[i];
      at = i;
    }
  }
  rest = NULL;
  ++optind;
  if (ambiguous && !exact) {
    if (!quiet(options)) {
      fprintf(stderr, "%s: option '%s%s' is ambiguous; possibilities:", argv[0], dashes, name);
      for (int i = 0; known[i].name; ++i)
        if (strncmp(known[i].name, name, length) == 0)
          fprintf(stderr, " '%s%s'", dashes, known[i].name);
      fprintf(stderr, "\n");
    }
    optopt = 0;
    return '?';
  }
  if (found == NULL) {
    if (!quiet(options)) fprintf(stderr, "%s: unrecognized option '%s%s'\n", argv[0], dashes, name);
    optopt = 0;
    return '?';
  }
  if (name[length] == '=') {
    if (found->has_arg == no_argument) {
      if (!quiet(options))
        fprintf(stderr, "%s: option '%s%s' doesn't allow an argument\n", argv[0], dashes,
                found->name);
      optopt = found->val;
      return '?';
    }
    optarg = name + length + 1;
  } else if (found->has_arg == required_argument) {
    if (optind >= argc) {
      if (!quiet(options))
        fprintf(stderr, "%s: option '%s%s' requires an argument\n", argv[0], dashes, found->name);
      optopt = found->val;
      return missing(options);
    }
    optarg = argv[optind++];
  }
  if (index) *index = at;
  if (found->flag == NULL) return found->val;
  *found->flag = found->val;
  return 0;
}

static int short_option(int argc, char** argv, const char* options) {
  char c = *rest++;
  const char* known = c == ':' || c == ';' ? NULL : strchr(options, c);
  if (*rest == 0) {
    rest = NULL;
    ++optind;
  }
  if (known == NULL) {
    if (!quiet(options)) fprintf(stderr, "%s: invalid option -- '%c'\n", argv[0], c);
    optopt = c;
    return '?';
  }
  if (known[1] != ':') return c;
  if (rest) {
    optarg = rest;
    rest = NULL;
    ++optind;
  } else if (known[2] != ':') {
    if (optind >= argc) {
      if (!quiet(options)) fprintf(stderr, "%s: option requires an argument -- '%c'\n", argv[0], c);
      optopt = c;
      return missing(options);
    }
    optarg = argv[optind++];
  }
  return c;
}

static int next_option(int argc, char** argv, const char* options, const struct option* known,
                       int* index, int long_only) {
  int in_place = *options == '-', stop_at_plain = *options == '+';
  const char* known_short = in_place || *options == '+' ? options + 1 : options;
  optarg = NULL;
  if (!begun) optopt = 0;
  begun = 1;
  if (optind == 0) {
    optind = 1;
    rest = NULL;
  }
  if (rest == NULL) {
    if (end_plain > optind || optind == 1) first_plain = end_plain = optind;
    if (!in_place && !stop_at_plain) {
      if (first_plain != end_plain && end_plain != optind)
        move_plain_back(argv);
      else if (end_plain != optind)
        first_plain = optind;
      while (optind < argc && !is_option(argv[optind])) ++optind;
      end_plain = optind;
    }
    if (optind < argc && strcmp(argv[optind], "--") == 0) {
      ++optind;
      if (first_plain != end_plain && end_plain != optind)
        move_plain_back(argv);
      else if (first_plain == end_plain)
        first_plain = optind;
      end_plain = argc;
      optind = argc;
    }
    if (optind >= argc) {
      if (first_plain != end_plain) optind = first_plain;
      return -1;
    }
    if (!is_option(argv[optind])) {
      if (!in_place) return -1;
      optarg = argv[optind++];
      return 1;
    }
    rest = argv[optind] + 1;
    if (known && *rest == '-') {
      ++rest;
      return long_option(argc, argv, options, known, index, "--");
    }
    if (known && long_only && (rest[1] || !strchr(known_short, *rest)))
      return long_option(argc, argv, options, known, index, "-");
  }
  return short_option(argc, argv, known_short);
}

int getopt(int argc, char* const argv[], const char* options) {
  return next_option(argc, (char**)argv, options, NULL, NULL, 0);
}
int getopt_long(int argc, char* const argv[], const char* options, const struct option* longopts,
                int* index) {
  return next_option(argc, (char**)argv, options, longopts, index, 0);
}
int getopt_long_only(int argc, char* const argv[], const char* options,
                     const struct option* longopts, int* index) {
  return next_option(argc, (char**)argv, options, longopts, index, 1);
}
