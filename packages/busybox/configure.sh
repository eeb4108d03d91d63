# configure.sh ASKED: makes .config with what was asked for and nothing else. busybox' allnoconfig takes no list
# of exceptions (it sets those back to "n", scripts/kconfig/conf.c), so every option is written down as off
# first, and oldconfig answers the rest with its defaults: those are numbers and strings.
set -eu -o pipefail
kconfig() { make HOSTCC=/usr/lib/llvm-14/bin/clang "$1" >configure.log 2>&1 || { cat configure.log >&2; exit 1; }; }
kconfig allnoconfig # makes the Config.in files out of what stands in the sources
grep -rhoE '^[[:space:]]*config [A-Z0-9_]+' --include=Config.in . | awk '{ print $2 }' | sort -u >names
awk -F= '
  FNR == NR { asked[$1] = $0; next }
  { name = "CONFIG_" $0; print (name in asked) ? asked[name] : "# " name " is not set" }
' "$1" names >.config
kconfig oldconfig < <(yes '')
