#!/usr/bin/env bash
# usage: run.sh SECONDS [FUZZER...]
# Runs each fuzzer of the fuzz build that long, from the seeds in tests/fuzz/corpus and the project's
# own programs and scenarios. What it learns stays in build/fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=$1
shift
shopt -s nullglob
fuzzers=("$@")
[ ${#fuzzers[@]} -gt 0 ] || fuzzers=(build/fuzz/bin/fuzz_*)
[ ${#fuzzers[@]} -gt 0 ] || { echo "no fuzzers were built (./dev build fuzz)"; exit 1; }

status=0
for fuzzer in "${fuzzers[@]}"; do
  what=${fuzzer##*/fuzz_}
  corpus=build/fuzz/corpus/$what
  mkdir -p "$corpus" build/fuzz/crashes
  case $what in
    c) seeds=(scenarios/*/*.c tests/conformance/*/*.c) ;;
    scenario) seeds=(scenarios/*/*.yaml) ;;
  esac
  for seed in "${seeds[@]}"; do cp -f "$seed" "$corpus/${seed//\//_}"; done
  echo "== $fuzzer, $seconds s"
  "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=20000 \
    -dict="tests/fuzz/corpus/$what.dict" -artifact_prefix="build/fuzz/crashes/$what-" -verbosity=0 -print_final_stats=1 \
    "$corpus" "tests/fuzz/corpus/$what" || status=1
done
exit $status
