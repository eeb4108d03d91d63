#!/bin/sh
# udhcpc calls this with what happened, and with what the server said in variables: interface ip mask subnet router dns
# staticroutes. In $outputs each of our outputs is a file.
set -eu

# All are written before any takes its place: limd hears of one change, not of six.
tell() {
  cd "$outputs"
  echo "$interface" >.ifname.new
  echo "$ip" >.address.new
  echo "$mask" >.prefixLength.new
  echo "$gateway" >.gateway.new
  for server in ${dns:-}; do echo "$server"; done >.nameservers.new
  cat "/sys/class/net/$interface/mtu" >.mtu.new
  for name in ifname address prefixLength gateway nameservers mtu; do mv -f ".$name.new" "$name"; done
}

# The address that we gave to the interface, if it is another than this one.
withdraw() {
  [ -e "$outputs/address" ] || return 0
  old=$(cat "$outputs/address")/$(cat "$outputs/prefixLength")
  [ "$old" != "$1" ] || return 0
  ip address del "$old" dev "$interface" 2>/dev/null || true
  case $old in */32) ip route del "$(cat "$outputs/gateway")" dev "$interface" 2>/dev/null || true ;; esac
}

case $1 in
deconfig)
  withdraw none
  rm -f "$outputs"/*
  ;;
bound | renew)
  gateway=${router:-}
  gateway=${gateway%% *}
  # RFC 3442: a server that tells of routes means those, and not the router that it tells of besides.
  set -- ${staticroutes:-}
  while [ $# -ge 2 ]; do
    [ "$1" != 0.0.0.0/0 ] || gateway=$2
    shift 2
  done
  if [ -z "$gateway" ]; then
    echo "the server offers $ip, and names no router" >&2
    exit 0
  fi
  ip address replace "$ip/$mask" dev "$interface"
  # An address without a network: some providers mean their router to be found on the line all the same.
  [ "$mask" != 32 ] || ip route replace "$gateway" dev "$interface"
  withdraw "$ip/$mask"
  tell
  ;;
nak | leasefail) echo "$interface: ${message:-no server answers}" >&2 ;;
esac
