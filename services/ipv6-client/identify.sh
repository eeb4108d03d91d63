#!/bin/sh
# Says who the router is to DHCPv6 servers (RFC 8415, section 11.4: DUID-LL): the address of the first Ethernet interface
# that was made with one. It is the same after every boot, whether or not anything is kept, and whatever the clock says.
set -eu
cd /sys/class/net
for interface in *; do
  # ARPHRD_ETHER (linux/if_arp.h) and NET_ADDR_PERM (linux/netdevice.h)
  read -r type <"$interface/type"
  read -r assigned <"$interface/addr_assign_type"
  [ "$type" = 1 ] && [ "$assigned" = 0 ] || continue
  read -r address <"$interface/address"
  echo "00:03:00:01:$address"
  exit
done
echo "no interface has an address of its own" >&2
exit 1
