# survivors.sh ASKED GOT: fails when an option that was asked for is not in the configuration that came of it,
# and shows what busybox's Config.in files say it depends on.
awk -F= -v asked="$1" '
  FNR == NR { if (/^CONFIG_/) got[$1] = substr($0, length($1) + 2); next }
  /^CONFIG_/ {
    value = substr($0, length($1) + 2)
    have = ($1 in got) ? got[$1] : "n"
    if (value != have) print substr($1, 8), value, have
  }' "$2" "$1" | {
  lost=0
  while read -r name value have; do
    [ $lost = 1 ] || echo "busybox options that did not survive:" >&2
    lost=1
    file=$(grep -rlE "^[[:space:]]*config $name\$" --include=Config.in . | head -n 1)
    if [ -z "$file" ]; then
      echo "  $name: asked for $value, but this busybox has no option or applet of that name" >&2
      continue
    fi
    echo "  $name: asked for $value, got $have" >&2
    awk -v name="$name" '
      $1 == "config" { inside = ($2 == name) }
      inside && $1 == "depends" { sub(/^[ \t]*depends on/, "    needs"); print }' "$file" >&2
  done
  exit $lost
}
