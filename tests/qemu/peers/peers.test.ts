/** The tests' own internet: what other tests take for granted of their peers. */
import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { dhcpcd } from "liminix/packages/dhcpcd";
import { ppp } from "liminix/packages/ppp";
import { xl2tpd } from "liminix/packages/xl2tpd";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import client from "../../peers/client/configuration.ts";
import isp from "../../peers/isp/configuration.ts";
import { account, world as place, provider, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";

const [theIsp, theWorld, theClient] = [isp(qemu), world(qemu), client(qemu)];

test("a client of the provider's DHCP fetches a page of the world by its name", async () => {
  await using access = await network("access");
  await using outside = await network("world");
  await using isp = await boot(theIsp, { name: "isp", access, lan: outside });
  await using world = await boot(theWorld, { name: "world", lan: outside });
  await using laptop = await boot(theClient, { name: "laptop", lan: access });

  await isp.until(`ping -c 1 -W 1 ${place.ipv4}`);
  await isp.until(`ping6 -c 1 -W 1 ${place.ipv6}`);
  await laptop.until(`wget -q -O - -T 5 http://${place.website}/ | grep 'Hello from the world'`);
  const lease = await laptop.run("udhcpc -n -q -f -i eth1 -s /etc/say-lease 2>&1");
  expect(lease).toContain(`router=${provider.access}`);
  expect(lease).toContain(`dns=${place.nameservers.join(" ")}`);
  expect(await laptop.run("cat /etc/resolv.conf")).toBe(
    place.nameservers.map((one) => `nameserver ${one}`).join("\n"),
  );
  for (const server of place.nameservers) {
    expect(await laptop.run(`nslookup ${place.website} ${server}`)).toContain(place.ipv6);
  }
  expect(Number(await world.run("date +%s"))).toBeGreaterThanOrEqual(place.startsAt);
});

/** Somebody who has the provider's cable and the programs, and no services: so it is the provider that is looked at. */
const dialler = defineConfiguration({ ...shared, packages: [ppp, dhcpcd, xl2tpd] });

const options = [
  `user ${account.user}`,
  `password ${account.password}`,
  ...["noauth", "noipdefault", "nodefaultroute", "usepeerdns", "+ipv6"],
];
const dial = `pppd plugin pppoe.so eth0 ${options.join(" ")} updetach`;

test("who dials by PPPoE has an address, name servers, and each time another prefix", async () => {
  await using access = await network("access");
  await using outside = await network("world");
  await using isp = await boot(theIsp, { name: "isp", access, lan: outside });
  await using world = await boot(theWorld, { name: "world", lan: outside });
  await using customer = await boot(dialler, { name: "customer", access });

  await world.until(`ping -c 1 -W 1 ${provider.outside}`);
  await isp.until("lim status accessConcentrator | grep '^accessConcentrator *ready'");
  await customer.run(`
    ip link set eth0 up
    echo 'echo $4 $5 $DNS1 $DNS2 >/tmp/up' >/tmp/ip-up && sed -i '1i #!/bin/sh' /tmp/ip-up && chmod +x /tmp/ip-up
    ${dial} ip-up-script /tmp/ip-up`);
  await customer.until("test -s /tmp/up");
  expect(await customer.run("cat /tmp/up")).toBe(
    `${provider.pool.first} ${provider.session} ${place.nameservers.join(" ")}`,
  );
  await customer.run("ip route add default dev ppp0");
  expect(await customer.run(`wget -q -O - -T 5 http://${place.ipv4}/`)).toBe("Hello from the world.");

  await customer.run(`
    printf '%s\\n' 'ipv6only' 'noipv6rs' 'script /tmp/delegated' 'interface ppp0' 'ipv6rs' 'ia_pd 1' >/tmp/dhcpcd.conf
    printf '%s\\n' '#!/bin/sh' 'env >>/tmp/dhcpcd.env' >/tmp/delegated && chmod +x /tmp/delegated
    dhcpcd -b -f /tmp/dhcpcd.conf -6 ppp0`);
  await customer.until("grep -F _dhcp6_ia_pd1_prefix1=2001:db8:1001:: /tmp/dhcpcd.env", { within: "30 s" });
  await customer.until("ip -6 route | grep '^default via fe80.* dev ppp0'");
  await customer.until("ip -6 address show dev ppp0 | grep 2001:db8:1001:ff00");
  expect(await customer.run(`wget -q -O - -T 5 'http://[${place.ipv6}]/'`)).toBe("Hello from the world.");

  await isp.run("killall pppd");
  await customer.until("! test -e /sys/class/net/ppp0");
  await customer.run(dial);
  await isp.until("ip -6 route | grep '^2001:db8:1002::/56 dev ppp0'");
});

test("who dials by L2TP has an address of another pool", async () => {
  await using access = await network("access");
  await using isp = await boot(theIsp, { name: "isp", access });
  await using customer = await boot(dialler, { name: "customer", access });

  await isp.until("lim status lns | grep '^lns *ready'");
  await customer.run(`
    ip address add 198.51.100.200/24 dev eth0 && ip link set eth0 up && mkdir -p /run/xl2tpd
    echo '${options.join("\n")}' >/tmp/options
    printf '%s\\n' '[global]' 'port = 1701' '[lac isp]' 'lns = ${provider.access}' 'autodial = yes' 'pppoptfile = /tmp/options' >/tmp/xl2tpd.conf
    xl2tpd -c /tmp/xl2tpd.conf`);
  await customer.until(
    `ip address show dev ppp0 | grep '192.168.100.1[0-9][0-9] peer ${provider.session}/32'`,
  );
  expect(await customer.run("cat /proc/net/pppol2tp")).toContain("SESSION");
});
