#!/usr/bin/env bash
# Installs the Debian package into a bare Debian 12 and uses it there as an ordinary person would.
#   ./dev package && sudo tests/package/try_deb.sh
# usage: try_deb.sh [DEB]; needs root, debootstrap and a mirror. The bare system is kept in
# build/package/base and used again; TRY_DEB_BASE=DIR takes it from elsewhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
deb=$(readlink -f "${1:-$(ls build/package/*.deb | head -1)}")
base=${TRY_DEB_BASE:-build/package/base}
mkdir -p build/package
root=$(mktemp -d "$(readlink -f build/package)/try.XXXXXX")

say() { printf '== %s\n' "$*" >&2; }
die() { printf 'try_deb: %s\n' "$*" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || die "a chroot needs root"
[ -f "$deb" ] || die "no package; ./dev package makes one"

clean_up() {
  umount "$root/dev/pts" "$root/proc" 2>/dev/null || true
  mountpoint -q "$root/proc" || mountpoint -q "$root/dev/pts" || rm -rf --one-file-system "$root"
}
trap clean_up EXIT

if [ ! -x "$base/bin/sh" ]; then
  say "a bare Debian 12"
  command -v debootstrap >/dev/null || die "debootstrap is not installed"
  rm -rf "$base.new" && debootstrap --variant=minbase bookworm "$base.new" >&2
  mv "$base.new" "$base"
fi
rmdir "$root" && cp -a "$base" "$root"
[ ! -f /etc/apt/sources.list.d/debian.sources ] || rm -f "$root/etc/apt/sources.list"
for file in /etc/resolv.conf /etc/apt/sources.list /etc/apt/sources.list.d/*.sources \
            /etc/apt/apt.conf.d/*; do
  # Mirrors and proxies of this machine; nothing else of its configuration.
  [ -f "$file" ] && grep -qiE 'nameserver|^deb |^Types:|Acquire' "$file" && cp "$file" "$root$file"
done
mount -t proc proc "$root/proc"
mount -t devpts devpts "$root/dev/pts"
cp "$deb" "$root/tmp/msgscope.deb"

# as_root and as_person COMMAND: in the bare system, with nothing of this one's environment.
as_root() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive \
    LC_ALL=C.UTF-8 chroot "$root" bash -euo pipefail -c "$1"
}
as_person() { as_root "su -s /bin/bash person -c 'cd && $1'"; }
apt_install() {
  as_root "apt-get -q -y -o Dpkg::Use-Pty=0 -o APT::Sandbox::User=root install $*" >"$root/apt.log" 2>&1 ||
    { tail -n 20 "$root/apt.log" >&2; die "apt-get install $* failed"; }
}

as_root "apt-get -q update" >/dev/null
as_root "useradd -m person"
lessons=/usr/share/msgscope/scenarios/lessons

say "only what it depends on"
apt_install --no-install-recommends /tmp/msgscope.deb
as_person "msgscope run $lessons/01-first-message.yaml"
as_person "msgscope check /usr/share/msgscope/scenarios" | tail -n 1
as_person "msgscope render --at 2ms -o plain.png $lessons/01-first-message.yaml"
as_person "msgscope-gui --help" | head -n 1
as_person "! msgscope-gui 2>message && grep -q \"no window could be opened\" message"
as_person "! msgscope render --lang zh --at 2ms -o zh.png $lessons/01-first-message.yaml 2>message &&
           grep -q fonts-noto-cjk message"

say "with what it recommends"
as_root "apt-get -q -y remove msgscope" >/dev/null
apt_install --install-recommends /tmp/msgscope.deb
as_root "dpkg-query -W fonts-inter fonts-jetbrains-mono fonts-noto-cjk libgl1-mesa-dri" >/dev/null
apt_install --no-install-recommends xvfb xauth desktop-file-utils
for lang in en zh; do
  as_person "msgscope render --lang $lang --at 2ms -o $lang.png $lessons/01-first-message.yaml"
done
for backend in glfw sdl2; do  # without a file: the first lesson is found where it is installed
  as_person "xvfb-run -a -s \"-screen 0 1600x900x24\" msgscope-gui --backend $backend --frames 30"
done
as_root "desktop-file-validate /usr/share/applications/msgscope.desktop"
as_root "test -s /usr/share/icons/hicolor/scalable/apps/msgscope.svg"
as_root "test -s /usr/share/doc/msgscope/copyright"
! as_root "grep -aqF '$PWD/' /usr/bin/msgscope-gui /usr/bin/msgscope" ||
  die "the program knows where it was built"

say "and away again"
as_root "apt-get -q -y purge msgscope" >/dev/null
left=$(as_root "find / -xdev -name '*msgscope*' -not -path '/tmp/*' -not -path '/proc/*' -not -path '/home/*'")
[ -z "$left" ] || die "left behind: $left"
say "the package is good: $deb"
