import { defineConfiguration, secret } from "liminix";
import qemu from "liminix/devices/qemu";
import { dhcpClient } from "liminix/services/dhcp-client";
import { ipv6Client } from "liminix/services/ipv6-client";
import { l2tp } from "liminix/services/l2tp";
import { route } from "liminix/services/route";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import isp from "../../peers/isp/configuration.ts";
import { account, world as place, provider, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";

/** A router that reaches its provider through somebody else's network, as by a mobile phone's. */
const borrowed = dhcpClient({ interface: qemu.interfaces.wan });
const internet = l2tp({
  uplink: borrowed,
  lns: provider.access,
  username: account.user,
  password: secret("l2tp"),
});
const router = defineConfiguration({
  ...shared,
  services: {
    borrowed,
    internet,
    internet6: ipv6Client({ interface: internet }),
    wayOut: route({ interface: internet, via: internet.output.gateway }),
  },
});
const isReady = (service: string): string => `lim status ${service} | grep '^${service} *ready'`;

test("a router dials by L2TP through another uplink: it hears of a wrong password, and dials again when the session ends or nobody answers", async () => {
  await using access = await network("access");
  await using outside = await network("world");
  await using provides = await boot(isp(qemu), { name: "isp", access, lan: outside });
  await using _world = await boot(world(qemu), { name: "world", lan: outside });
  await using dials = await boot(router, { name: "router", access, secrets: { l2tp: "wrong" } });
  const fetches = `wget -q -O - -T 5 http://${place.ipv4}/ | grep 'Hello from the world'`;
  /** Each session has another one (tests/peers/isp). */
  const prefixBut = (before: string): Promise<string> =>
    dials.until(`lim outputs internet6 | grep '^prefix: 2001:db8:1...::/56$' | grep -vxF '${before}'`, {
      within: "2 min",
    });

  await dials.until("lim why internet | grep 'the provider refuses the user name or the password'", {
    within: "4 min",
  });
  await dials.run(`printf ${account.password} >/run/secrets/l2tp`);
  await dials.until(isReady("wayOut"), { within: "2 min" });
  const outputs = await dials.run("lim outputs internet");
  expect(outputs).toMatch(/^address: 192\.168\.100\.1\d\d$/m);
  expect(outputs).toContain(
    `gateway: ${provider.session}\nnameservers: ${place.nameservers.join(" ")}\nmtu: 1456`,
  );
  expect(await dials.run("ip -4 route show default")).toBe(`default via ${provider.session} dev ppp0`);
  // The packets themselves are the kernel's business.
  expect(await dials.run("cat /proc/net/pppol2tp")).toContain("SESSION");
  await dials.until(fetches);
  // A whole packet of the tunnel, which is not taken apart on its way.
  await dials.run(`ping -c 1 -W 5 -s ${1456 - 28} ${place.ipv4}`);
  let prefix = await prefixBut("none");
  await dials.until(`wget -q -O - -T 5 'http://[${place.ipv6}]/' | grep 'Hello from the world'`);

  for (const end of ["killall pppd", "kill -9 $(pidof pppd)"]) {
    await provides.run(end);
    prefix = await prefixBut(prefix);
    await dials.until(isReady("wayOut"), { within: "2 min" });
    await dials.until(fetches);
  }

  await provides.run("lim down lns");
  await dials.until("lim why internet | grep 'nobody answers L2TP at 198.51.100.1'", { within: "3 min" });
  await dials.until('[ -z "$(ip -4 route show default)" ]');
  await provides.run("lim up lns");
  await dials.until(isReady("wayOut"), { within: "2 min" });
  await dials.until(fetches);
});
