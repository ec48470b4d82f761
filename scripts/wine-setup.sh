#!/bin/bash
# A Debian with Wine 10 in a folder of its own, for the tests of the Windows program: the Wine of Debian 12 is too old for
# Node 24. Needs root and debootstrap; takes some minutes once, and nothing when it is there.
set -euo pipefail
root=${TOUSU_WINE:-/var/tmp/tousu-wine}
[ -e "$root/ready" ] && exit 0

echo "Wine is put into $root"
rm -rf "$root"
debootstrap --variant=minbase --include=wine,wine64,locales,util-linux trixie "$root" >"$root.log" 2>&1 ||
  { tail -n 20 "$root.log" >&2; exit 1; }
rm -f "$root.log"
rm -rf "$root"/var/cache/apt/archives/*.deb
# The code page of a Chinese office comes from here.
chroot "$root" localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
inside() { unshare --mount sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/root XDG_RUNTIME_DIR=/tmp LC_ALL=zh_CN.UTF-8 WINEDEBUG=-all "$@"' "$root" "$@"; }
inside wineboot -i >/dev/null 2>&1 || true
inside wine winecfg -v win10 >/dev/null 2>&1
inside wineserver -w
touch "$root/ready"
