#!/usr/bin/env bash
# Draws the pictures of the documentation anew. usage: docs/pictures/make.sh [MSGSCOPE]
set -euo pipefail
cd "$(dirname "$0")/../.."
msgscope=${1:-build/bin/msgscope}
lessons=scenarios/lessons

picture() {  # NAME LESSON TIME [OPTION...]
  local name=$1 lesson=$2 time=$3
  shift 3
  "$msgscope" render "$lessons/$lesson.yaml" --at "$time" --size 1440x810 \
    -o "docs/pictures/$name.png" "$@"
}

picture stage 03-pipelined-send 3.0318ms
picture lesson-1 01-first-message 3.19us
picture lesson-2 02-a-receiver-that-blocks 5.966us
picture lesson-3 03-pipelined-send 2.503822ms
picture lesson-4 04-receive-by-type 1.00283ms
picture lesson-5 05-full-queue-sleeping-senders 4.00282ms
picture lesson-6 06-arrived-but-waiting 40.00012ms --tab latency
picture chinese-light 02-a-receiver-that-blocks 4.00424ms --lang zh --theme light
"$msgscope" render "$lessons/03-pipelined-send.yaml" --from 3.0317ms --to 3.03358ms --size 800x450 \
  -o docs/pictures/pipelined-send.gif
