#!/bin/sh
# pppd calls this with INTERFACE DEVICE SPEED LOCAL REMOTE IPPARAM when both ends have agreed on IPv4. What it came to
# are the outputs of the service, whose directory IPPARAM is.
set -eu
# pppd's own mask is for what only root may read.
umask 022
interface=$1 local=$4 remote=$5
cd "$6"
# Each file is written before any takes its place: limd hears of one change, not of six.
mkdir -p .new
echo "$interface" >.new/ifname
echo "$local" >.new/address
echo 32 >.new/prefixLength
echo "$remote" >.new/gateway
# Absent where the provider told none, twice the same where it has but one.
[ "${DNS2-}" != "${DNS1-}" ] || DNS2=
for server in ${DNS1-} ${DNS2-}; do echo "$server"; done >.new/nameservers
read -r mtu <"/sys/class/net/$interface/mtu"
echo "$mtu" >.new/mtu
mv -f .new/* .
