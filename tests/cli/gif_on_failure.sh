#!/usr/bin/env bash
# msgscope check --gif-on-failure: a failure leaves a film of the steps before it, a success nothing.
# usage: gif_on_failure.sh MSGSCOPE
set -euo pipefail
msgscope=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
die() { echo "gif_on_failure: $*" >&2; exit 1; }

scenario() {  # NAME TEXT: a process that prints hello; expected is TEXT
  mkdir -p "$(dirname "$dir/$1")"
  cat >"$dir/$1.yaml" <<YAML
scenario: hello
processes:
  - name: hello
    program: |
      #include <stdio.h>
      int main(void) { puts("hello"); return 0; }
expect:
  - {output: hello, text: "$2\n"}
YAML
}
scenario good hello
scenario bad goodbye
scenario again/bad "good night"
# The same run, wrong at its beginning and wrong at its end.
longer() {  # NAME EXPECTATION
  cat >"$dir/$1.yaml" <<YAML
scenario: longer
processes:
  - name: busy
    program: |
      #include <msgscope.h>
      #include <stdio.h>
      int main(void) { puts("now"); compute_us(3000); return 0; }
expect:
  - $2
YAML
}
longer early "never: {event: tty_write}"
longer late "end: deadlock"

check() {  # WANTED_STATUS ARGUMENT...
  local wanted=$1 status=0
  shift
  "$msgscope" check "$@" >"$dir/out" 2>"$dir/err" || status=$?
  [ "$status" -eq "$wanted" ] || die "status $status, not $wanted: check $* ($(cat "$dir/err"))"
}
frames() { LC_ALL=C grep -aoP '\x21\xf9\x04\x04' "$1" | wc -l; }

check 0 --gif-on-failure "$dir/films" "$dir/good.yaml"
[ ! -e "$dir/films" ] || die "a success left $(ls -d "$dir"/films/*)"

check 1 --gif-on-failure "$dir/films/new" "$dir/good.yaml" "$dir/bad.yaml" "$dir/again/bad.yaml"
grep -qx "$dir/films/new/bad.gif: the steps before the failure" "$dir/err" ||
  die "the path is not said: $(cat "$dir/err")"
[ "$(ls "$dir/films/new" | tr '\n' ' ')" = "bad-2.gif bad.gif " ] || die "left: $(ls "$dir/films/new")"
[ "$(head -c 6 "$dir/films/new/bad.gif")" = GIF89a ] || die "not a GIF"
[ "$(frames "$dir/films/new/bad.gif")" -ge 20 ] || die "only $(frames "$dir/films/new/bad.gif") frames"

check 1 --gif-on-failure "$dir/films" "$dir/early.yaml" "$dir/late.yaml"
! cmp -s "$dir/films/early.gif" "$dir/films/late.gif" || die "both films show the same moment"

echo not a directory >"$dir/file"
check 2 --gif-on-failure "$dir/file" "$dir/bad.yaml"
grep -q "^$dir/file: error:" "$dir/err" || die "no clear error: $(cat "$dir/err")"
