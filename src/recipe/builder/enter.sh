# Runs in the seed, inside Nix's sandbox: makes a user and mount namespace whose root is the build root,
# and goes on there with phases.sh. Nix's sandbox has no /bin at all, so this shell is busybox's and every
# program is called through $seed.
set -eu

if [ -z "${inside:-}" ]; then
  inside=1 exec "$seed/bin/busybox" unshare -U -r -m "$seed/bin/busybox" sh "$enter"
fi

bind() { "$seed/bin/busybox" mount --rbind "$1" "$buildRoot$1"; }
# --rbind, because the sandbox's store has mounts of its own below it and a plain bind of it fails (EINVAL).
bind /nix/store
bind /proc
bind /dev
bind "$NIX_BUILD_TOP"
"$seed/bin/busybox" mkdir -p "$NIX_BUILD_TOP/.tmp"
"$seed/bin/busybox" mount --bind "$NIX_BUILD_TOP/.tmp" "$buildRoot/tmp"

exec "$seed/bin/busybox" chroot "$buildRoot" /bin/bash -eu -o pipefail "$phases"
