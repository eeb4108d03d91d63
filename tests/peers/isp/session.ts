/** What the provider does for each session's IPv6: pppd calls these with the session's interface. */
import { sh } from "liminix";
import { wideDhcpv6 } from "liminix/packages/wide-dhcpv6";
import { world } from "../plan.ts";

const stopDelegating = sh`
  if [ -e "/run/isp/$1.pid" ]; then
    kill "$(cat "/run/isp/$1.pid")" 2>/dev/null || true
    rm -f "/run/isp/$1.pid"
  fi
`;

/**
 * Each session has other prefixes than the one before, as with many a provider. A test calls it with an Ethernet interface
 * for a customer who does not dial, and says later which router the prefix's packets go to.
 */
export const sessionUp = sh`
  #!/bin/sh
  set -eu
  mkdir -p /run/isp
  exec 9>/run/isp/lock
  flock 9
  session=$(cat /run/isp/sessions 2>/dev/null || echo 0)
  session=$((session + 1))
  echo $session >/run/isp/sessions
  exec 9>&-
  block=$(printf 2001:db8:1%03x $session)
  ip -6 address add "$block:ff00::1/64" dev "$1"
  ip -6 route add "$block::/56" dev "$1"
  # A pppd that was killed did not call the other script.
  ${stopDelegating}
  {
    echo 'option domain-name-servers ${world.nameservers6.join(" ")};'
    echo "host customer { prefix $block::/56 600 1200; address $block:ff00::100 600 1200; };"
  } >"/run/isp/$1.conf"
  # It looks for an Ethernet address on the session to call itself by. So it finds a name: the length in the machine's
  # byte order, then a DUID-LL (RFC 8415, section 11.4).
  printf '\000\012\000\003\000\001\002\000\136\000\123\001' >/run/dhcp6s_duid
  exec ${wideDhcpv6}/bin/dhcp6s -c "/run/isp/$1.conf" -P "/run/isp/$1.pid" "$1"
`;

export const sessionDown = sh`
  #!/bin/sh
  set -eu
  ${stopDelegating}
`;
