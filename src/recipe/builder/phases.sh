# Runs in the build root: unpack, patch, the recipe's own script, then what every result needs.
export HOME=$NIX_BUILD_TOP TMPDIR=/tmp LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1 CONFIG_SHELL=/bin/bash
unset inside buildRoot seed enter
path=/usr/lib/llvm-14/bin:/usr/sbin:/usr/bin:/sbin:/bin
for input in ${nativeInputs:-}; do path=$input/bin:$path; done
export PATH=$path
export MAKEFLAGS=-j${NIX_BUILD_CORES:-1}
[ "${NIX_BUILD_CORES:-1}" != 0 ] || export MAKEFLAGS=-j$(nproc)
if [ -n "${target:-}" ]; then
  # Built by the toolchain for another machine: what makefiles and configure scripts look for.
  export CC=cc AR=ar RANLIB=ranlib NM=nm STRIP=strip CFLAGS='-Os -pipe' LDFLAGS= strip=yes
  export configureFlags="--host=$target --build=x86_64-linux-gnu --prefix=$out --disable-static"
fi
mkdir -p "$NIX_BUILD_TOP/build"
cd "$NIX_BUILD_TOP/build"

# Nix's internal-json log shows this as the phase of the running build (@nix is its protocol).
phase() { echo "@nix {\"action\":\"setPhase\",\"phase\":\"$1\"}" >&2; }

unpack() { # TARBALL [WILDCARD…]: unpacks below the current folder, without the tarball's top directory
  local tarball=$1 decompress
  shift
  case $tarball in
    *.xz) decompress="xz -dc -T0" ;;
    *.bz2) decompress="bzip2 -dc" ;;
    *.gz | *.tgz) decompress="gzip -dc" ;;
    *) echo "unpack: \"$tarball\" is none of .xz, .bz2, .gz" >&2; exit 1 ;;
  esac
  $decompress "$tarball" | tar -x --no-same-owner --strip-components=1 --wildcards --no-wildcards-match-slash "$@"
}

if [ -n "${upstream:-}" ]; then
  phase unpack
  wildcards=()
  # The first component of a wildcard is the tarball's top directory, whatever its name.
  for part in ${only:-}; do wildcards+=("*/$part"); done
  for tarball in $upstream; do unpack "$tarball" "${wildcards[@]}"; done
fi
if [ -n "${debian:-}" ]; then
  phase patch
  mkdir -p ../debian
  (cd ../debian && unpack "$debian")
  # A package that Debian does not change has no series.
  [ -e ../debian/patches/series ] || mkdir -p ../debian/patches && touch -a ../debian/patches/series
  sed -e 's/[[:space:]]*#.*//' -e '/^[[:space:]]*$/d' ../debian/patches/series | while read -r name _; do
    patch -p1 -s -f --no-backup-if-mismatch <"../debian/patches/$name" || { echo "patch: Debian's \"$name\" does not apply" >&2; exit 1; }
  done
fi
for file in ${patches:-}; do
  phase patch
  patch -p1 -s -f --no-backup-if-mismatch <"$file"
done

phase build
. "$scriptPath"
cd "$NIX_BUILD_TOP"

phase finish
if [ -n "${dev:-}" ]; then
  # What only compilers need never reaches an image.
  mkdir -p "$dev/lib"
  for part in include lib/pkgconfig share/pkgconfig share/aclocal lib/cmake; do
    [ ! -e "$out/$part" ] || { mkdir -p "$dev/$(dirname $part)"; mv "$out/$part" "$dev/$part"; }
  done
  find "$out" -name '*.la' -delete
  find "$out" -name '*.a' -exec mv -t "$dev/lib" {} +
fi
if [ -n "${strip:-}" ]; then
  for name in $outputs; do
    [ -d "${!name}" ] || continue
    find "${!name}" -type f \( -perm -u+x -o -name '*.so*' \) -print0 | while IFS= read -r -d '' object; do
      ! [ "$(head -c 4 "$object" | tail -c 3)" = ELF ] || llvm-strip --strip-all "$object"
    done
    rm -rf "${!name}"/share/{man,info,doc,locale,bash-completion}
    rmdir -p --ignore-fail-on-non-empty "${!name}/share" 2>/dev/null || true
  done
fi
