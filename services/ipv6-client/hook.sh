#!/bin/sh
# dhcpcd calls this with what happened in variables (dhcpcd-run-hooks(8)); "outputs" is the directory of the service's.
set -eu
umask 022
# Each file is written before any takes its place: limd hears of one change, not of three.
tell() {
  advertised=
  [ ! -e "$outputs/.advertised" ] || read -r advertised <"$outputs/.advertised"
  mkdir -p "$outputs/.new"
  echo "$interface" >"$outputs/.new/ifname"
  echo "$new_dhcp6_ia_pd1_prefix1/$new_dhcp6_ia_pd1_prefix1_length" >"$outputs/.new/prefix"
  for server in ${new_dhcp6_name_servers:-$advertised}; do
    echo "$server"
  done >"$outputs/.new/nameservers"
  mv -f "$outputs"/.new/* "$outputs"
}

case $reason in
BOUND6 | RENEW6 | REBIND6 | REBOOT6)
  if [ -n "${new_dhcp6_ia_pd1_prefix1:-}" ]; then tell; else echo "the provider delegates no prefix" >&2; fi
  ;;
EXPIRE6 | STOP6 | RELEASE6 | FAIL6 | NOCARRIER | DEPARTED | STOPPED)
  rm -f "$outputs/prefix" "$outputs/nameservers" "$outputs/ifname"
  ;;
# Name servers that a router tells of (RFC 8106) count where DHCP tells of none.
ROUTERADVERT) echo "${nd1_rdnss1_servers:-}" >"$outputs/.advertised" ;;
esac
