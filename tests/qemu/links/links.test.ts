import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { link, linkAt } from "liminix/services/link";
import { route } from "liminix/services/route";
import { vlan } from "liminix/services/vlan";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";

const { lan, wan } = qemu.interfaces;
const shared = { busybox: networkBusybox };
const ready = (name: string) => `lim status ${name} | grep '^${name} *ready'`;

/** The second interface, by the slot that it is in. */
const home = linkAt({
  devicePath: "pci0000:00/0000:00:13.0",
  name: "home",
  mtu: 1400,
  mac: "02:00:5e:00:53:01",
});
const homeAddress = address({ interface: home, address: "10.0.0.1/24" });
const homeAddress6 = address({ interface: home, address: "fd00::1/64" });
const renamed = defineConfiguration({
  ...shared,
  services: {
    ...{ home, homeAddress, homeAddress6 },
    route: route({ interface: homeAddress, via: "10.0.0.254", metric: 5, source: "10.0.0.1" }),
    beyond: route({ interface: homeAddress6, to: "2001:db8::/32", via: "fd00::fe" }),
  },
});

test("an interface has the name, MTU and MAC address that were asked for, and routes come back with it", async () => {
  await using cable = await network("lan");
  await using router = await boot(renamed, { name: "router", lan: cable });
  await router.until(ready("route"));
  await router.until(ready("beyond"));
  const link = await router.run("ip link show home");
  expect(link).toContain("mtu 1400");
  expect(link).toContain("02:00:5e:00:53:01");
  const routes = async () => await router.run("ip -4 route show default; ip -6 route show 2001:db8::/32");
  const both = await routes();
  expect(both).toMatch(
    /^default via 10\.0\.0\.254 dev home.* src 10\.0\.0\.1 .*metric 5.*\n2001:db8::\/32 via fd00::fe dev home/,
  );

  // Who switches an interface off takes its routes away, behind everybody's back.
  await router.run("ip link set home down");
  await router.until("lim why route | grep 'homeAddress, which waits for a cable in home'");
  expect(await routes()).toBe("");
  await router.run("ip link set home up");
  await router.until(ready("route"));
  await router.until("ip -4 route show default | grep home");

  // So does who starts anew what is below.
  await router.run("lim restart home");
  await router.until("ip -6 address show home | grep fd00::1");
  await router.until(ready("beyond"));
  await router.until(ready("route"));
  expect(await routes()).toBe(both);

  await router.run("lim down homeAddress");
  await router.until("! ip -4 address show home | grep inet");
  expect(await router.run("lim why route")).toContain("homeAddress, which was stopped by hand");
});

/** Two routers that somebody bought in the same shop. */
const boxed = defineConfiguration({
  ...shared,
  services: {
    address: address({ interface: link({ interface: lan }), address: "192.168.8.1/24" }),
    uplink: address({ interface: wan, address: "192.0.2.1/24" }),
  },
});

test("of two routers on one LAN the second leaves the address to the first, says so, and takes it when it is free", async () => {
  await using cable = await network("lan");
  await using first = await boot(boxed, { name: "first", lan: cable });
  await first.until(ready("address"));
  await using second = await boot(boxed, { name: "second", lan: cable });
  await second.until(ready("uplink"));

  const why = await second.until("lim why address | grep failed");
  expect(why).toContain("another computer on that network has the address 192.168.8.1");
  const mac = await first.run("cat /sys/class/net/eth1/address");
  expect(await second.run("lim log address")).toContain(`${mac} has the address 192.168.8.1, too`);
  expect(await second.run("ip -4 address show eth1")).not.toContain("inet");
  expect(await first.run("lim status address")).toMatch(/^address +ready/);

  await first.powerOff();
  await second.until(ready("address"), { within: "2 min" });
});

test("without a cable the LAN has no address, which is said, and it has one as soon as there is a cable", async () => {
  await using cable = await network("lan");
  await using router = await boot(boxed, { name: "router", lan: cable, unplugged: ["lan"] });
  await router.until(ready("uplink"));
  expect(await router.run("lim why address")).toBe("address waits for a cable in eth1.");
  await router.plug("lan");
  await router.until(ready("address"));
  await router.unplug("lan");
  await router.until("lim why address | grep -x 'address waits for a cable in eth1.'");
  expect(await router.run("ip -4 address show eth1")).not.toContain("inet");
});

/** One who asks for the interface by the service that looks after it, and two who name the socket itself. */
const sharing = defineConfiguration({
  ...shared,
  services: {
    first: address({ interface: link({ interface: wan, mtu: 1400 }), address: "192.0.2.1/24" }),
    second: address({ interface: wan, address: "198.51.100.1/24" }),
    tagged: address({ interface: vlan({ interface: wan, id: 7 }), address: "203.0.113.1/24" }),
  },
});

test("an interface stays on while anybody uses it, by whatever name, and is off when the last has gone", async () => {
  await using cable = await network("access");
  await using router = await boot(sharing, { name: "router", access: cable });
  const all = ["first", "second", "tagged"];
  for (const name of all) await router.until(ready(name));
  expect(await router.run("ip link show eth0")).toContain("mtu 1400");

  await router.run("lim down first");
  await router.until("! ip -4 address show eth0 | grep 192.0.2.1");
  for (const name of all.slice(1)) expect(await router.run(`lim status ${name}`)).toMatch(/ ready /);
  const link = "lim status link | grep '^link *ready'";
  await router.run(link);
  expect(await router.run("ip link show eth0")).toContain(",UP");

  await router.run("lim down second");
  await router.run(link);
  await router.run("lim down tagged");
  await router.until("! ip link show eth0 | grep ,UP");
});
