# Installs what is missing, for `liminix` and `run-tests`, which source this file with their directory in
# $root. Plain POSIX sh. Looks only at a few files when nothing is missing, and then says nothing. What it
# says goes to standard error: the commands' own output stays clean.

say() { printf '%s: %s\n' "${0##*/}" "$1" >&2; }

# fail MESSAGE REMEDY: 111 is the status for what the machine lacks.
fail() {
  printf 'error: %s\n  try: %s\n' "$1" "$2" >&2
  exit 111
}

# quietly COMMAND...: its output only if it fails.
quietly() {
  if said=$("$@" 2>&1 </dev/null); then return 0; fi
  printf '%s\n' "$said" | tail -n 20 | sed 's/^/    /' >&2
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "Cannot become root to run '$*'" "run it as root, or install sudo"
  fi
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=60 "$@"; }

# The Debian packages of the programs that are missing.
missing_packages() {
  command -v nix-store >/dev/null || printf 'nix-bin ca-certificates '
  command -v qemu-system-mips >/dev/null || printf 'qemu-system-mips '
  command -v qemu-system-aarch64 >/dev/null || printf 'qemu-system-arm '
  command -v xz >/dev/null || printf 'xz-utils '
  command -v ssh >/dev/null || printf 'openssh-client '
  command -v nft >/dev/null || [ -x /usr/sbin/nft ] || printf 'nftables '
  command -v ip >/dev/null || [ -x /usr/sbin/ip ] || printf 'iproute2 '
}

install_packages() {
  command -v apt-get >/dev/null ||
    fail "Missing: $1(these are Debian's names)" "install Nix 2.8 or newer, QEMU's system emulators for MIPS and ARM, xz, nftables and iproute2"
  say "installing $1with apt-get, about 20 s"
  # Not quoted below: a list of names. Names unknown or out of date want newer indexes.
  # shellcheck disable=SC2086
  if ! apt-cache show $1 >/dev/null 2>&1 || ! apt_get install -y --no-install-recommends $1 >/dev/null 2>&1 </dev/null; then
    { quietly apt_get update && quietly apt_get install -y --no-install-recommends $1; } ||
      fail "Could not install $1with apt-get" "see whether the network and apt's sources are as they should be, then run this again"
  fi
}

# A store of our own, unless there is one or a daemon that keeps it. As root, Nix makes it itself.
make_store() {
  say "making /nix for $(id -un)"
  as_root install -d -m 0755 -o "$(id -u)" -g "$(id -g)" /nix /nix/store /nix/var ||
    fail "Could not make /nix" "sudo install -d -o \$USER /nix"
}

npm_ci() { (cd "$root" && quietly npm ci --loglevel=error "$@") ||
  fail "Could not install Node packages in '$root/node_modules'" "see whether the npm registry can be reached, then run this again"; }

# Those of package-lock.json: as they were installed here, or since then by somebody's `npm install`.
node_packages_are_there() {
  [ -x "$root/node_modules/.bin/node" ] && [ -e "$root/node_modules/.installed-lock.json" ] || return
  [ "$root/node_modules/.package-lock.json" -nt "$root/package-lock.json" ] ||
    cmp -s "$root/package-lock.json" "$root/node_modules/.installed-lock.json"
}

install_node_packages() {
  command -v npm >/dev/null || fail "Missing: npm" "install Node with npm (Debian: apt-get install nodejs npm)"
  say "installing Node packages with npm ci, about 20 s"
  # npm leaves out optional packages, parts of the tools among them, for which the Node that it runs on is too
  # old. On such a one it gets the project's own Node first, and with that all the others.
  if [ "$(node -p 'parseInt(process.versions.node)' || echo 0)" -lt 24 ]; then
    npm_ci --omit=dev --include=optional
    link_node && PATH="$root/node_modules/.bin:$PATH"
  fi
  npm_ci --include=dev --include=optional
  link_node ||
    fail "No Node for this machine ($(uname -sm)) among the Node packages" "use a Linux machine with an x86-64 or arm64 processor"
  cp "$root/package-lock.json" "$root/node_modules/.installed-lock.json"
}

# npm 9 leaves this link out.
link_node() (
  mkdir -p "$root/node_modules/.bin" && cd "$root/node_modules/.bin" || exit
  [ -x node ] || ln -sf ../node-linux-*/bin/node node
  [ -x node ]
)

packages=$(missing_packages)
[ -z "$packages" ] || install_packages "$packages"
[ -e /nix/store ] || [ -w / ] || make_store
node_packages_are_there || install_node_packages
PATH="$root/node_modules/.bin:$PATH" # so that `node` is the pinned one, for every program that asks for it
export PATH
