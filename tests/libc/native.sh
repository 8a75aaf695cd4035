#!/usr/bin/env bash
# Compiles the conformance programs on the library twice, natively against the machine's C library and against
# ours (which knows only Linux system calls), and compares what they print and how they end.
#   native.sh SOURCE_DIR BUILD_DIR [program...]
set -uo pipefail
source=$(cd "$1" && pwd) work=$(mkdir -p "$2/libc_native" && cd "$2/libc_native" && pwd)
shift 2
here=$source/tests/libc programs=$source/tests/conformance/programs/library
cc=${CC:-gcc}
ours=("$cc" -std=gnu11 -O1 -w -nostdinc -nostdlib -static -ffreestanding -fno-builtin -fno-stack-protector
  -ffp-contract=off -fno-pie -no-pie -isystem "$source/sim/user/libc/include" -include "$here/shim.h")
"${ours[@]}" -r -o "$work/libc.o" "$source"/sim/user/libc/src/*.c "$here/shim.S" || exit 1

failed=0
[ $# -gt 0 ] || set -- $(cd "$programs" && ls *.c | sed 's/[.]c$//')
for name in "$@"; do
  file=$programs/$name.c
  "$cc" -std=gnu11 -O1 -w -fno-builtin "$file" -o "$work/$name" -lm || exit 1
  (cd "$work" && "./$name" >theirs.out 2>theirs.err </dev/null; echo "status $?" >>theirs.out)
  "${ours[@]}" "$file" "$work/libc.o" -Wl,--defsym=environ=__environ -o "$work/$name" || exit 1
  (cd "$work" && "./$name" >ours.out 2>ours.err </dev/null; echo "status $?" >>ours.out)
  if ! diff <(cat "$work/theirs.out" "$work/theirs.err") <(cat "$work/ours.out" "$work/ours.err") >"$work/$name.diff"; then
    echo "$name differs (< the machine's C library, > ours):"
    head -n 20 "$work/$name.diff"
    failed=1
  fi
done
exit $failed
