#!/usr/bin/env bash
# --lang zh: errors, warnings, ends of runs and reports are Chinese, one of each kind; without it
# nothing is.
# usage: chinese.sh MSGSCOPE
set -euo pipefail
msgscope=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
die() { echo "chinese: $*" >&2; exit 1; }

expect() {  # WANTED_STATUS LINE ARGUMENT...: a line of what is said contains LINE
  local wanted=$1 line=$2 status=0
  shift 2
  "$msgscope" "$@" >out 2>&1 </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || die "status $status, not $wanted: $* ($(cat out))"
  grep -qF -- "$line" out || die "'$line' is missing: $* said: $(cat out)"
}
english() {  # LINE ARGUMENT...: the same in English
  local line=$1
  shift
  "$msgscope" "$@" >out 2>&1 </dev/null || true
  grep -qF -- "$line" out || die "'$line' is missing: $* said: $(cat out)"
  ! LC_ALL=C grep -q '[^ -~]' out || die "not English: $(cat out)"
}

printf 'int main(void) {\n  int x = 1\n  return x;\n}\n' >syntax.c
printf 'int main(void) { return y; }\n' >name.c
printf '#include <nothing.h>\nint main(void) { return 0; }\n' >header.c
printf 'void f(void);\nint main(void) { f(); return 0; }\n' >link.c
printf 'int main(void) { puts("x"); return 0; }\n' >warning.c
printf '#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n' >hello.c
cat >blocked.c <<'C'
#include <sys/ipc.h>
#include <sys/msg.h>
int main(void) {
  struct { long mtype; char mtext[8]; } m;
  int q = msgget(IPC_PRIVATE, 0600);
  return (int)msgrcv(q, &m, 8, 2, 0);
}
C
printf 'int main(void) { for (;;) {} }\n' >endless.c

# The C front end, each part of it.
expect 2 "syntax.c:2:12: 错误：声明之后应有 ';'，却是 'return'" run --lang zh syntax.c
expect 2 "name.c:1:25: 错误：'y' 未声明" run --lang zh name.c
expect 2 "header.c:1:10: 错误：找不到头文件 'nothing.h'" run --lang zh header.c
expect 2 "错误：未定义的引用 'f'" run --lang zh link.c
expect 0 "警告：隐式声明函数 'puts'；是不是忘了 #include <stdio.h>？" run --lang zh warning.c
english "syntax.c:2:12: error: expected ';' after the declaration, found 'return'" run syntax.c

# Files and options.
expect 2 "none.c: 错误：没有这个文件" run --lang zh none.c
expect 2 "--until: 错误：此处是 'soon'；应为时间，如 2ms" run --lang zh --until soon hello.c
expect 2 "msgscope: --cpus：值 99 不在范围 1 到 64 内" run --lang zh --cpus 99 hello.c
expect 2 "msgscope: 缺少 SRC" run --lang=zh
expect 2 "无法写入：" trace --lang zh hello.c -o "$dir/none/out"

# Scenarios.
scenario() {  # NAME LINE...
  local name=$1
  shift
  { echo "scenario: $name"; printf '%s\n' "$@"; } >"$name.yaml"
}
scenario key 'machine: {cpu: 2}' 'processes: [{program: hello.c}]'
scenario yaml 'processes: [{program: hello.c}'
scenario missing 'processes: [{name: hello}]'
scenario inside 'processes:' '  - name: bad' '    program: |' '      int main(void) {' \
  '        return z;' '      }'
scenario failing 'processes: [{program: hello.c}]' 'expect:' '  - {output: all, text: "bye\n"}' \
  '  - {exit: hello, status: 3}' '  - {event: sys_enter, process: hello, count: 99}'
scenario asleep 'processes: [{program: blocked.c}]'
scenario good 'processes: [{program: hello.c}]'
expect 2 "key.yaml:2:11: 错误：未知的键 'cpu'；是不是 'cpus'？" check --lang zh key.yaml
expect 2 "错误：不是有效的 YAML：列表缺少 ']'" check --lang zh yaml.yaml
expect 2 "missing.yaml:2:13: 错误：process 缺少键 'program'：" run --lang zh missing.yaml
expect 2 "inside.yaml:6:16: 错误：'z' 未声明（在 'bad' 的程序中）" run --lang zh inside.yaml
expect 1 '错误：终端显示 "hello\n"，不是 "bye\n"' check --lang zh failing.yaml
expect 1 "错误：hello 以状态 0 结束，不是以状态 3 结束" check --lang zh failing.yaml
expect 1 "sys_enter of hello 发生了" check --lang zh failing.yaml
expect 1 "死锁（deadlock），不是正常结束（finished）；blocked（pid" check --lang zh asleep.yaml
expect 0 "1 个场景中有 1 个通过" check --lang zh good.yaml
english "PASS good.yaml" check good.yaml

# Ends of runs.
expect 3 "时死锁：所有进程都阻塞了" run --lang zh blocked.c
expect 3 "在 msgrcv 中等待消息队列 0 上的类型为 2 的消息" run --lang zh blocked.c
expect 4 "到了时间限额：停在 2 ms" run --lang zh --until 2ms endless.c
expect 4 "到了步数限额：100 步后停在" run --lang zh --max-steps 100 endless.c

# Reports.
expect 0 "周转" metrics --lang zh hello.c
expect 0 "吞吐量：" metrics --lang zh hello.c
expect 0 "--------- 消息队列 -----------" ipcs --lang zh --at 1ms blocked.c
expect 0 "系统最大队列数 = 32000" ipcs --lang zh -l --at 1ms blocked.c
expect 0 "已分配队列数 = 1" ipcs --lang zh -u --at 1ms blocked.c
english "TURNAROUND" metrics hello.c
