#!/usr/bin/env bash
# msgscope render -o x.mp4: made by ffmpeg; without it one clear error, at once.
# usage: mp4.sh MSGSCOPE SCENARIO
set -euo pipefail
msgscope=$1 scenario=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
die() { echo "mp4: $*" >&2; exit 1; }
film() { "$msgscope" render --from 0 --to 300ns --size 641x361 -o "$1" "$scenario"; }

status=0
PATH='' film "$dir/none.mp4" 2>"$dir/err" || status=$?
[ "$status" -eq 2 ] || die "without ffmpeg: status $status"
[ "$(cat "$dir/err")" = "$dir/none.mp4: error: an MP4 is made by ffmpeg, which is not installed; a .gif needs nothing" ] ||
  die "without ffmpeg: $(cat "$dir/err")"
[ ! -e "$dir/none.mp4" ] || die "without ffmpeg there is a file"

if ! command -v ffmpeg >/dev/null; then
  # What is given to it and what becomes of its failing is ours to show all the same.
  mkdir "$dir/bin"
  printf '#!/bin/sh\ncat >"%s/frames"\nexit "${FAIL:-0}"\n' "$dir" >"$dir/bin/ffmpeg"
  chmod +x "$dir/bin/ffmpeg"
  PATH=$dir/bin:$PATH
  film "$dir/film.mp4"
  size=$(stat -c %s "$dir/frames")
  [ "$size" -gt 0 ] && [ $((size % (641 * 361 * 4))) -eq 0 ] || die "$size bytes of frames"
else
  film "$dir/film.mp4"
  [ "$(head -c 8 "$dir/film.mp4" | tail -c 4)" = ftyp ] || die "not an MP4"
fi

mkdir -p "$dir/broken"
printf '#!/bin/sh\nexit 1\n' >"$dir/broken/ffmpeg"
chmod +x "$dir/broken/ffmpeg"
status=0
PATH=$dir/broken:$PATH film "$dir/broken.mp4" 2>"$dir/err" || status=$?
[ "$status" -eq 2 ] && grep -q "ffmpeg could not make the film" "$dir/err" || die "broken ffmpeg: $status $(cat "$dir/err")"
