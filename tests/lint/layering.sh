#!/usr/bin/env bash
# Who may include whom: in sim/ only downwards; gui and cli stand on top and never on each other;
# kernel/ipc and sched meet only through the task and the wake queue; only scenario/ reads YAML; only
# gui/panels, gui/platform and gui/app know ImGui; what decides the simulation knows no clock, no
# library randomness and no unordered containers. Prints each violation as file:line.
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"

shopt -s nullglob
# sim/user/libc belongs to the simulated programs.
files=$(find sim/ cli/ gui*/ -path sim/user/libc -prune -o \( -name '*.cpp' -o -name '*.h' \) -print | sort)
[ -n "$files" ]

xargs awk '
  BEGIN {
    n = split("base trace user kernel sched machine scenario analysis export", order, " ")
    for (i = 1; i <= n; i++) rank[order[i]] = i
  }
  function bad(why) {
    printf "%s:%d: %s\n", FILENAME, FNR, why
    violations++
  }
  FNR == 1 {
    split(FILENAME, part, "/")
    top = part[1]
    layer = part[2]
    pragma = 0
    decides = top == "sim" && rank[layer] <= rank["machine"]
  }
  /^[ \t]*#[ \t]*include/ {
    target = $0
    sub(/^[^<"]*[<"]/, "", target)
    sub(/[>"].*/, "", target)
    split(target, to, "/")
    if (to[1] == "sim") {
      if (!(to[2] in rank)) bad("includes " target ": no such layer")
      else if (top == "sim" && rank[to[2]] > rank[layer])
        bad("sim/" layer " may not include upwards: " target)
    }
    if (top == "sim" && (to[1] == "gui" || to[1] == "cli")) bad("sim may not include " target)
    if (top == "gui" && to[1] == "cli") bad("gui may not include " target)
    if (top == "cli" && to[1] == "gui") bad("cli may not include " target)
    if (to[1] == "yaml-cpp" && !(top == "sim" && layer == "scenario"))
      bad("only sim/scenario reads YAML: " target)
    if (target ~ /^imgui/ && (top != "gui" || layer == "scene")) bad("no ImGui here: " target)
    if (decides && target ~ /^(random|ctime|time\.h|unordered_map|unordered_set)$/)
      bad("what decides the simulation may not depend on <" target ">")
  }
  decides && /(system|steady|high_resolution)_clock|random_device/ {
    bad("what decides the simulation may not look at a clock or at chance")
  }
  END { exit violations > 0 }
' <<<"$files" && status=0 || status=1

for header in $(grep '\.h$' <<<"$files"); do
  grep -qx '#pragma once' "$header" || { echo "$header:1: no #pragma once"; status=1; }
done
[ "$status" -eq 0 ] && echo "layering: clean ($(wc -l <<<"$files") files)"
exit "$status"
