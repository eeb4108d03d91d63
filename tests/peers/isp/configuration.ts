/** An internet provider: PPPoE, L2TP and DHCP for customers on its first interface, the world on its second. */
import { type Device, defineConfiguration, longrun, regularFile, sh, text, textFile } from "liminix";
import { dnsmasq } from "liminix/packages/dnsmasq";
import { rpPppoe } from "liminix/packages/rp-pppoe";
import { xl2tpd } from "liminix/packages/xl2tpd";
import { address } from "liminix/services/address";
import { forwarding } from "liminix/services/forwarding";
import { link } from "liminix/services/link";
import { account, provider, shared, world } from "../plan.ts";
import { sessionDown, sessionUp } from "./session.ts";

export default ({ interfaces: { wan: access, lan: outside } }: Device<"wan" | "lan">) => {
  // Room for whole packets in a session's frames, for customers who have it, too (RFC 4638).
  const cable = link({ interface: access, mtu: 1508 });
  const accessAddress = address({ interface: cable, address: `${provider.access}/24` });
  const accessConcentrator = longrun({
    description: "Customers who dial by PPPoE",
    run: sh`
      exec ${rpPppoe}/bin/pppoe-server -F -k -I ${accessAddress.output.ifname} -C isp -O ${sessionOptions} \
        -L ${provider.session} -R ${provider.pool.first} -N ${provider.pool.count}
    `,
    capabilities: "all",
  });
  const lns = longrun({
    description: "Customers who dial by L2TP",
    run: sh`
      mkdir -p /run/xl2tpd
      exec ${xl2tpd}/bin/xl2tpd -D -c ${tunnels}
    `,
    dependencies: [accessAddress],
    capabilities: "all",
  });
  const leases = longrun({
    description: "Customers who ask by DHCP, and router advertisements for those who dialled",
    run: sh`exec ${dnsmasq}/bin/dnsmasq -k -C ${announcements(access.name)}`,
    dependencies: [accessAddress],
    capabilities: "all",
  });
  return defineConfiguration({
    ...shared,
    hostname: "isp",
    filesystem: {
      etc: {
        ppp: {
          "chap-secrets": regularFile(`"${account.user}" * "${account.password}" *\n`, { mode: 0o600 }),
          "ipv6-up": regularFile(sessionUp, { mode: 0o755 }),
          "ipv6-down": regularFile(sessionDown, { mode: 0o755 }),
        },
      },
    },
    services: {
      accessAddress,
      outside: address({ interface: outside, address: `${provider.outside}/24` }),
      outside6: address({ interface: outside, address: `${provider.outside6}/64` }),
      forwarding: forwarding({}),
      accessConcentrator,
      lns,
      leases,
    },
  });
};

/** How the provider's end of a session behaves. One whose customer is silent for six seconds ends. */
const sessionOptions = textFile(
  "session-options",
  text`
    name isp
    require-chap
    +ipv6
    nodefaultroute
    lcp-echo-interval 2
    lcp-echo-failure 3
    ms-dns ${world.nameservers[0]}
    ms-dns ${world.nameservers[1]}
  `,
);

const tunnels = textFile(
  "xl2tpd.conf",
  text`
    [global]
    port = 1701
    [lns default]
    ip range = ${provider.l2tpPool.first}-${provider.l2tpPool.last}
    local ip = ${provider.session}
    require authentication = yes
    require chap = yes
    name = isp
    length bit = yes
    pppoptfile = ${sessionOptions}
  `,
);

const announcements = (access: string) =>
  textFile(
    "dnsmasq.conf",
    text`
      port=0
      user=root
      group=root
      leasefile-ro
      interface=${access}
      interface=ppp*
      dhcp-authoritative
      dhcp-range=${provider.accessPool.first},${provider.accessPool.last},2m
      dhcp-option=option:router,${provider.access}
      dhcp-option=option:dns-server,${world.nameservers.join(",")}
      enable-ra
      dhcp-range=::,constructor:ppp*,ra-only,64,10m
      dhcp-range=::,constructor:${access},ra-only,64,10m
      dhcp-option=option6:dns-server,${world.nameservers6.map((one) => `[${one}]`).join(",")}
    `,
  );
