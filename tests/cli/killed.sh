#!/usr/bin/env bash
# Who is ended by a signal is named on stderr, with the line it was on.
# usage: killed.sh MSGSCOPE
set -euo pipefail
msgscope=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
die() { echo "killed: $*" >&2; exit 1; }

says() {  # WANTED_STATUS STDERR ARGUMENT...
  local wanted=$1 text=$2 status=0
  shift 2
  "$msgscope" run "$@" >out 2>err </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || die "status $status, not $wanted: $*"
  [ "$(cat err)" = "$text" ] || die "$* said: $(cat err)"
}

printf 'int main(void) {\n  *(volatile int *)0 = 1;\n}\n' >segv.c
printf '#include <stdlib.h>\nint main(void) {\n\n  abort();\n}\n' >aborts.c
printf 'int main(void) { return 3; }\n' >ends.c
cat >kills.c <<'C'
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  pid_t kid = fork();
  if (kid == 0)
    for (;;) pause();
  usleep(100000);
  kill(kid, SIGTERM);
  wait(0);
}
C

says 0 'msgscope: segv (pid 101) was killed by SIGSEGV at segv.c:2' segv.c
says 139 'msgscope: segv (pid 101) was killed by SIGSEGV at segv.c:2' --exit-status segv.c
says 0 'msgscope: segv (pid 101) 在 segv.c:2 被 SIGSEGV 杀死' --lang zh segv.c
says 134 'msgscope: aborts (pid 101) was killed by SIGABRT at aborts.c:4' --exit-status aborts.c
says 0 'msgscope: kills (pid 102) was killed by SIGTERM at kills.c:7' kills.c
says 0 '' ends.c
