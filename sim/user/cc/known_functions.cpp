// The names of what C programs on Linux call beside what msgscope has: so that a program that needs
// one is told so, and not that it mistyped.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "sim/user/cc/codegen.h"

namespace sim::cc {
namespace {

constexpr std::string_view kPrefixes[] = {"pthread_", "sem_",  "mq_",  "aio_",  "argp_", "argz_",
                                          "clnt_",    "envz_", "mtx_", "thrd_", "cnd_",  "tss_",
                                          "posix_",   "svc_",  "xdr_", "ns_"};

// clang-format off
constexpr std::string_view kNames[] = {
    "a64l", "accept", "accept4", "addmntent", "aio_read", "aio_write", "argp_parse", "argz_add",
    "asctime_r", "asprintf", "backtrace", "backtrace_symbols", "basename", "bcmp", "bind",
    "bindtextdomain", "bsd_signal", "btowc", "cabs", "canonicalize_file_name", "catopen",
    "cfgetispeed", "cfsetispeed", "cfsetospeed", "chmod", "chroot", "clearerr_unlocked",
    "clock_getcpuclockid", "clock_getres", "clock_nanosleep", "clock_settime", "clone",
    "closedir", "closelog", "confstr", "connect", "copysign", "creat", "crypt", "ctermid",
    "ctime_r", "daemon", "dbopen", "dcgettext", "dgettext", "dirfd", "dirname", "dl_iterate_phdr",
    "dladdr", "dlclose", "dlerror", "dlopen", "dlsym", "dprintf", "drem", "dremf", "duplocale",
    "ecvt", "endgrent", "endpwent", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait",
    "erand48", "ether_ntoa", "euidaccess", "eventfd", "explicit_bzero", "faccessat", "fallocate",
    "fanotify_init", "fchdir", "fchmod", "fchown", "fcvt", "fdatasync", "fdopen", "fdopendir",
    "feclearexcept", "fegetround", "feraiseexcept", "fesetround", "fetestexcept", "ffs",
    "fgetgrent", "fgetpos", "fgetpwent", "fgetwc", "fgetws", "fgetxattr", "flock", "flockfile",
    "fmemopen", "fmtmsg", "fnmatch", "fopencookie", "fork", "forkpty", "fpathconf", "fputwc",
    "fputws", "freeaddrinfo", "freeifaddrs", "freelocale", "freopen", "fscanf", "fsetpos",
    "fstatat", "fstatfs", "fstatvfs", "ftello", "ftime", "ftok", "ftrylockfile", "fts_open",
    "ftw", "funlockfile", "futimens", "futimes", "fwide", "fwprintf", "gai_strerror", "gcvt",
    "get_current_dir_name", "get_nprocs", "getaddrinfo", "getauxval", "getc_unlocked",
    "getchar_unlocked", "getcontext", "getdate", "getdelim", "getdents64", "getdomainname",
    "getentropy", "getgrent", "getgrgid", "getgrgid_r", "getgrnam", "getgrnam_r", "getgrouplist",
    "getgroups", "gethostbyaddr", "gethostbyname", "gethostent", "gethostid", "getifaddrs",
    "getipnodebyname", "getloadavg", "getlogin", "getlogin_r", "getmntent", "getnameinfo",
    "getopt_long_only", "getpass", "getpeername", "getprotobyname", "getprotobynumber",
    "getpwent", "getpwnam", "getpwnam_r", "getpwuid", "getpwuid_r", "getrandom", "getresgid",
    "getrlimit", "getservbyname", "getservbyport", "getsockname", "getsockopt", "getspnam",
    "getsubopt", "gettext", "getutent", "getw", "getwc", "getwchar", "getwd", "getxattr", "glob",
    "globfree", "grantpt", "hcreate", "hdestroy", "hsearch", "htonl", "htons", "iconv",
    "iconv_open", "if_nameindex", "if_nametoindex", "inet_addr", "inet_aton", "inet_ntoa",
    "inet_ntop", "inet_pton", "initgroups", "initstate", "innetgr", "inotify_add_watch",
    "inotify_init", "inotify_rm_watch", "insque", "ioctl", "ioperm", "iopl", "isalnum_l",
    "iswalpha", "iswdigit", "iswspace", "j0", "j1", "jn", "jrand48", "l64a", "lchown", "lcong48",
    "ldexpf", "lfind", "listen", "llistxattr", "localeconv", "lockf", "login_tty", "lsearch",
    "lstat", "madvise", "makecontext", "makedev", "mallinfo", "mallopt", "mblen", "mbrlen",
    "mbrtowc", "mbsinit", "mbsrtowcs", "mbstowcs", "mbtowc", "memccpy", "memfd_create", "memrchr",
    "mincore", "mkdirat", "mkdtemp", "mkfifoat", "mknod", "mkostemp", "mkstemps", "mktemp",
    "mlock", "mlockall", "mount", "mprotect", "mremap", "msync", "mtrace", "munlock",
    "munlockall", "newlocale", "nftw", "ngettext", "nl_langinfo", "nrand48", "ntohl", "ntohs",
    "open_memstream", "open_wmemstream", "openat", "openlog", "openpty", "pathconf",
    "personality", "posix_fadvise", "posix_fallocate", "posix_madvise", "posix_openpt",
    "posix_spawn", "posix_spawnp", "ppoll", "prctl", "preadv", "prlimit", "process_vm_readv",
    "pselect", "ptrace", "ptsname", "putc_unlocked", "putchar_unlocked", "putenv", "putpwent",
    "putw", "putwc", "putwchar", "pwritev", "qsort_r", "quotactl", "re_comp", "readahead",
    "readlinkat", "readv", "realpath", "reboot", "recv", "recvfrom", "recvmmsg", "recvmsg",
    "regcomp", "regerror", "regexec", "regfree", "remainder", "remap_file_pages", "remove",
    "removexattr", "remquo", "rename", "renameat", "res_init", "rewinddir", "rexec", "scalb",
    "scandir", "seed48", "seekdir", "semctl", "semget", "semop", "semtimedop", "send", "sendfile",
    "sendmsg", "sendto", "setbuffer", "setcontext", "setdomainname", "setegid", "setenv",
    "setfsgid", "setfsuid", "setgrent", "setgroups", "sethostname", "setitimer", "setlinebuf",
    "setlogmask", "setmntent", "setns", "setpgrp", "setpwent", "setresgid", "setreuid",
    "setrlimit", "setsockopt", "setstate", "settimeofday", "setxattr", "shm_open", "shm_unlink",
    "shmat", "shmctl", "shmdt", "shmget", "shutdown", "sigandset", "sigisemptyset", "signalfd",
    "sigorset", "sigpause", "sigreturn", "sigset", "sigstack", "sigtimedwait", "sigvec", "sincos",
    "sockatmark", "socket", "socketpair", "splice", "sprintf", "ssignal", "statfs", "statvfs",
    "stime", "strcoll", "strerror_l", "strfmon", "strfry", "strptime", "strtoimax", "strtold",
    "strverscmp", "strxfrm", "swab", "swapcontext", "swapoff", "swapon", "swprintf", "symlinkat",
    "syncfs", "sysinfo", "syslog", "tcdrain", "tcflow", "tcflush", "tcgetattr", "tcgetpgrp",
    "tcgetsid", "tcsendbreak", "tcsetattr", "tcsetpgrp", "tdelete", "tee", "telldir", "tempnam",
    "textdomain", "tfind", "tgamma", "timegm", "timelocal", "timer_create", "timer_delete",
    "timer_getoverrun", "timer_gettime", "timer_settime", "timerfd_create", "timerfd_gettime",
    "timerfd_settime", "times", "timespec_get", "tmpnam", "toascii", "towlower", "towupper",
    "tsearch", "ttyname_r", "twalk", "umount", "umount2", "ungetwc", "unlinkat", "unlockpt",
    "unshare", "updwtmp", "uselocale", "ustat", "utime", "utimensat", "utimes", "utmpname",
    "vasprintf", "vdprintf", "verr", "vfscanf", "vhangup", "vmsplice", "vscanf", "vsscanf",
    "vsyslog", "vwprintf", "wait4", "waitid", "warn", "wcrtomb", "wcscasecmp", "wcscat", "wcschr",
    "wcscmp", "wcscpy", "wcscspn", "wcsdup", "wcsftime", "wcslen", "wcsncat", "wcsncmp",
    "wcsncpy", "wcspbrk", "wcsrchr", "wcsspn", "wcsstr", "wcstod", "wcstok", "wcstol", "wcstombs",
    "wcstoul", "wctob", "wctomb", "wctype", "wcwidth", "wmemchr", "wmemcmp", "wmemcpy", "wmemset",
    "wordexp", "wordfree", "wprintf", "writev", "wscanf", "y0", "y1", "yn",
};
// clang-format on

}  // namespace

bool is_known_elsewhere(std::string_view name) {
  return std::binary_search(std::begin(kNames), std::end(kNames), name) ||
         std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace sim::cc
