#!/usr/bin/env bash
# usage: matrix.sh SOURCE_DIR STATE_HASHES
# The same digests of every lesson and conformance program from every build there is: the given one,
# the debug build and clang's. With MSGSCOPE_MATRIX=required all three must be there.
set -euo pipefail
cd "$1"
mine=$2
shopt -s nullglob globstar
sources=(scenarios/**/*.yaml tests/conformance/**/*.c)
[ ${#sources[@]} -gt 0 ] || { echo "no scenarios"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

others=()
for other in build/dev/bin/state_hashes build/clang/bin/state_hashes; do
  [ -x "$other" ] && [ ! "$other" -ef "$mine" ] || continue
  others+=("$other")
  "$other" "${sources[@]}" >"$folder/${#others[@]}" &
done
"$mine" "${sources[@]}" >"$folder/mine" || { grep -v ' steps ' "$folder/mine"; exit 1; }
wait
compared=0
for other in "${others[@]}"; do
  compared=$((compared + 1))
  diff "$folder/mine" "$folder/$compared" || { echo "$other differs"; exit 1; }
done
echo "${#sources[@]} sources, the same in $((compared + 1)) builds"
if [ "$compared" -lt 2 ]; then
  [ "${MSGSCOPE_MATRIX:-}" = required ] && { echo "a build is missing"; exit 1; }
  [ "$compared" -gt 0 ] || exit 77
fi
