#!/usr/bin/env bash
# Every source file is as clang-format lays it out.
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"
shopt -s nullglob
find sim/ cli/ gui*/ tests/ bench*/ -path sim/user/libc -prune -o \( -name '*.cpp' -o -name '*.h' \) -print | sort |
  xargs clang-format --dry-run --Werror
