#!/usr/bin/env bash
# What is far too much is refused at once, in one line that says where and why, and nothing is left
# behind. usage: hostile.sh MSGSCOPE
set -euo pipefail
msgscope=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
die() { echo "hostile: $*" >&2; exit 1; }

# refused FILE TEXT: exit status 2 and one line with TEXT in it, using little memory
refused() {
  local status=0 said
  said=$( (ulimit -v 2000000; exec "$msgscope" run "$1") 2>&1) || status=$?
  [ "$status" -eq 2 ] || die "$1: exit status $status: $said"
  [ "$(wc -l <<<"$said")" -eq 1 ] || die "$1: more than one line: $said"
  [[ $said == *"$2"* ]] || die "$1: said '$said', expected '$2'"
}

repeat() { printf "%0.s$1" $(seq "$2"); }

cat >many.yaml <<'YAML'
scenario: many
processes:
  - {name: p, count: 1000000000, program: p.c}
YAML
refused many.yaml "found '1000000000' for 'count'"
echo "scenario: $(repeat '[' 100000)" >deep.yaml
refused deep.yaml "nested too deeply"
truncate -s 3G big.yaml
refused big.yaml "too large"

echo '#include "b.c"' >a.c
echo '#include "a.c"' >b.c
refused a.c "does 'a.c' include itself"
echo "int main(void) { return $(repeat '(' 100000)1; }" >deep.c
refused deep.c "nested too deeply"
truncate -s 3G big.c
refused big.c "too large"
{
  echo '#define A0 x x x x x x x x x x'
  for i in 1 2 3 4 5 6 7 8 9; do
    echo "#define A$i $(repeat "A$((i - 1)) " 10)"
  done
  echo 'int main(void) { A9; }'
} >billion.c
refused billion.c "error:"
echo 'char everything[1L << 50]; int main(void) { return everything[5]; }' >array.c
refused array.c "error:"

# Programs that would go on for ever end in bounded time and memory, with status 4.
ended() {
  local status=0 said
  said=$( (ulimit -v 4000000; exec "$msgscope" run "$1") 2>&1 >/dev/null) || status=$?
  [ "$status" -eq 4 ] || die "$1: exit status $status: $said"
  [[ $said == *"$2"* ]] || die "$1: said '$said', expected '$2'"
}
echo '#include <unistd.h>
int main(void) { for (;;) fork(); }' >bomb.c
ended bomb.c "more processes than a run may have"
echo '#include <stdio.h>
int main(void) { for (;;) puts("0123456789012345678901234567890123456789"); }' >talker.c
ended talker.c "wrote more than a run may"

[ "$(find . -type f | wc -l)" -eq 11 ] || die "left behind: $(ls | tr "\n" " ")"
