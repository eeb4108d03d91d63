#!/bin/sh
# pppd calls this with INTERFACE DEVICE SPEED LOCAL REMOTE IPPARAM when there is no IPv4 any more: nobody may use what
# ip-up told of it.
set -eu
cd "$6"
rm -f ifname address prefixLength gateway nameservers mtu
