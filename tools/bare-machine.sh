#!/bin/sh
# Tries the two commands of README.md on a bare Debian 12: a scratch root made by debootstrap, with its own
# mounts, processes and /nix, that has Node, npm and git of Debian and nothing else of what the project needs.
#
#   tools/bare-machine.sh [DIRECTORY]     wants root, debootstrap, and some 15 GB in DIRECTORY (default: in /tmp)
#
# The mirror and the npm registry are this machine's. Prints the seconds that each step took; leaves the
# output of each in DIRECTORY/*.log, and removes the root when all went well.
set -eu
[ "$(id -u)" = 0 ] || { echo "error: this needs root" >&2; exit 111; }
command -v debootstrap >/dev/null || { echo "error: missing: debootstrap" >&2; exit 111; }

project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
directory=${1:-$(mktemp -d /tmp/bare-machine.XXXXXX)}
root=$directory/root
limit=3600 # seconds for each command
mkdir -p "$root"

# timed NAME COMMAND...: how long it took, and whether it worked.
timed() {
  name=$1
  shift
  began=$(date +%s)
  status=0
  "$@" >"$directory/$name.log" 2>&1 || status=$?
  echo "$name: $(($(date +%s) - began)) s, status $status"
  [ "$status" = 0 ] || { tail -n 40 "$directory/$name.log"; exit 1; }
}

make_root() {
  mirror=$(apt-get --print-uris update | sed -n "s|^'\(.*\)/dists/bookworm/InRelease'.*|\1|p" | head -n 1)
  [ -n "$mirror" ] || { echo "error: apt has no bookworm here" >&2; return 111; }
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  # A proxy that this machine trusts must be trusted there, too.
  mkdir -p "$root/usr/local/share/ca-certificates"
  cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
  chroot "$root" update-ca-certificates
  # Not by debootstrap, whose own solver does not get npm right.
  DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -qy --no-install-recommends git nodejs npm
}

# inside SCRIPT: runs it in the root. Not by chroot, in which the kernel makes no user namespaces, and so Nix
# no sandbox; and as the first of its own processes, so that all of them end with it.
inside() {
  npm_registry=$(npm config get registry 2>/dev/null)
  ROOT=$root SCRIPT=$1 timeout --kill-after=20 "$limit" unshare --mount --pid --fork --kill-child sh -eu -c '
    mount --bind "$ROOT" "$ROOT"
    cd "$ROOT"
    mount -t proc proc proc
    mount -t sysfs -o ro sysfs sys
    mount --rbind /dev dev
    mount -t tmpfs tmpfs run
    mkdir -p run/old
    pivot_root . run/old
    umount -l run/old
    exec env -i HOME=/root TERM=xterm PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt npm_config_registry="'"$npm_registry"'" sh -eu -c "$SCRIPT"
  '
}

# The console in a terminal of its own. When a shell is there, it powers the router off.
first_boot='
  cd "$HOME/project"
  mkfifo keys
  script --quiet --return --flush --command "stty rows 40 cols 100; exec ./liminix run examples/hello" console < keys &
  exec 9> keys
  began=$(date +%s)
  until grep -aq "root@hello" console; do
    kill -0 $! || exit 1
    sleep 1
  done
  echo "shell after $(($(date +%s) - began)) s"
  printf "\020x" >&9 # ^P x ends QEMU
  wait $!
'

# A root that is there already is taken as it is.
[ -e "$root/usr/bin/npm" ] || timed root make_root
timed clone git clone --quiet "$project" "$root/root/project"
timed first-boot inside "$first_boot"
grep -ao 'shell after.*' "$directory/first-boot.log"
timed run-tests inside 'cd "$HOME/project"; CI=true ./run-tests </dev/null'
tail -n 1 "$directory/run-tests.log"
rm -rf "$root"
