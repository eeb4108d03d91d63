#!/bin/sh
# pppd calls this with INTERFACE DEVICE SPEED LOCAL REMOTE IPPARAM when both ends have agreed on IPv4. What it came to
# are the outputs of the service, whose directory IPPARAM is.
set -eu
# pppd's own mask is for what only root may read.
umask 022
interface=$1 local=$4 remote=$5 outputs=$6
output() {
  local name=$1
  shift
  for value in "$@"; do printf '%s\n' "$value"; done >"$outputs/.$name.new"
  mv -f "$outputs/.$name.new" "$outputs/$name"
}
output ifname "$interface"
output address "$local"
output prefixLength 32
output gateway "$remote"
# Absent where the provider told none, twice the same where it has but one.
[ "${DNS2-}" != "${DNS1-}" ] || DNS2=
output nameservers ${DNS1-} ${DNS2-}
output mtu "$(cat "/sys/class/net/$interface/mtu")"
