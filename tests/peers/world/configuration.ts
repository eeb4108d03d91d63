/** What lies behind a provider, in one machine: a website, name servers and the time. */
import { type Device, defineConfiguration, lines, longrun, oneshot, sh, text, textFile } from "liminix";
import { chrony } from "liminix/packages/chrony";
import { dnsmasq } from "liminix/packages/dnsmasq";
import { address } from "liminix/services/address";
import { route } from "liminix/services/route";
import { provider, shared, world } from "../plan.ts";

export default ({ interfaces: { lan: here } }: Device<"lan">) => {
  const own = [
    ...world.nameservers.map((one) => `${one}/24`),
    ...world.nameservers6.map((one) => `${one}/64`),
  ];
  const website = longrun({
    description: "A page, and something large",
    run: sh`
      mkdir -p /tmp/website
      echo 'Hello from the world.' >/tmp/website/index.html
      dd if=/dev/zero of=/tmp/website/large bs=1M count=16 2>/dev/null
      exec httpd -f -p 80 -h /tmp/website
    `,
    capabilities: "all",
  });
  const clock = oneshot({
    description: "What time it is in the world",
    up: sh`date -s @${world.startsAt}`,
    capabilities: "all",
  });
  const time = longrun({
    description: "Tells the time",
    run: sh`exec ${chrony}/bin/chronyd -d -x -f ${timeServer}`,
    dependencies: [clock],
    capabilities: "all",
  });
  const names = longrun({
    description: "Knows names",
    run: sh`exec ${dnsmasq}/bin/dnsmasq -k -C ${zone}`,
    capabilities: "all",
  });
  return defineConfiguration({
    ...shared,
    hostname: "world",
    services: {
      ...Object.fromEntries(
        own.map((one, index) => [`address${index}`, address({ interface: here, address: one })]),
      ),
      ...{ website, time, names },
      toAccess: route({ interface: here, to: "198.51.100.0/24", via: provider.outside }),
      toSessions: route({ interface: here, to: "192.168.100.0/24", via: provider.outside }),
      toSessions6: route({ interface: here, to: provider.sessions6, via: provider.outside6 }),
    },
  });
};

const timeServer = textFile(
  "chrony.conf",
  text`
    local stratum 1
    allow
    cmdport 0
    bindcmdaddress /
    pidfile /run/chronyd.pid
  `,
);

const zone = textFile(
  "dnsmasq.conf",
  text`
    user=root
    group=root
    no-hosts
    no-resolv
    local=/world.test/
    host-record=pool.ntp.org,${world.ipv4},${world.ipv6}
    host-record=${world.website},${world.ipv4},${world.ipv6}
    ${lines(
      ...Array.from(
        { length: 10 },
        (_, index) => text`txt-record=${world.longName},${`${index}`.padEnd(200, "-")}`,
      ),
    )}
  `,
);
