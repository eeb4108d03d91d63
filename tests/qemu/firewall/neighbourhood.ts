/** A router with its zones, and a whole machine in each: the world, the house with a camera in it, and a guest. */
import type { Configuration } from "liminix";
import { boot, type Machine, network } from "liminix/testing";
import { computer, type Place, settle } from "./computer.ts";

export const world = { ipv4: "100.64.9.1", ipv6: "2a00:1:2:3::1" };
export const routerOutside = { ipv4: "100.64.9.2", ipv6: "2a00:1:2:3::2" };
export const routerInside = { ipv4: "192.168.8.1", ipv6: "2a00:1:2:4::1" };
export const routerForGuests = { ipv4: "192.168.7.1", ipv6: "2a00:1:2:5::1" };
export const camera = { ipv4: "192.168.8.10", ipv6: "2a00:1:2:4::10" };

const places = {
  world: {
    device: "eth0",
    addresses: [`${world.ipv4}/24`, `${world.ipv6}/64`],
    // The provider's part: it knows the way to the house's networks, also to those that nobody outside should try.
    routes: [
      ["192.168.0.0/16", routerOutside.ipv4],
      ["2a00:1:2::/48", routerOutside.ipv6],
    ],
  },
  house: {
    device: "eth1",
    addresses: [`${camera.ipv4}/24`, `${camera.ipv6}/64`],
    routes: [
      ["default", routerInside.ipv4],
      ["default", routerInside.ipv6],
    ],
  },
  guest: {
    device: "eth1",
    vlan: 7,
    addresses: ["192.168.7.20/24", "2a00:1:2:5::20/64"],
    routes: [
      ["default", routerForGuests.ipv4],
      ["default", routerForGuests.ipv6],
    ],
  },
} as const satisfies Readonly<Record<string, Place>>;

export interface Neighbourhood extends AsyncDisposable {
  readonly router: Machine;
  readonly world: Machine;
  readonly house: Machine;
  readonly guest: Machine;
}

/** Boots all of them, each where it belongs. The world and the house echo what they are told at their port 7, the camera at 80. */
export async function neighbourhood(configuration: Configuration): Promise<Neighbourhood> {
  await using stack = new AsyncDisposableStack();
  const access = stack.use(await network("access"));
  const lan = stack.use(await network("lan"));
  const within = "10 min";
  const put = async (name: keyof typeof places, on: { access: typeof access } | { lan: typeof lan }) => {
    const machine = stack.use(await boot(computer, { name, ...on, within }));
    await machine.run(settle(places[name]));
    return machine;
  };
  const [router, world, house, guest] = await Promise.all([
    boot(configuration, { name: "router", access, lan, within }).then((one) => stack.use(one)),
    put("world", { access }),
    put("house", { lan }),
    put("guest", { lan }),
  ]);
  for (const service of ["forwarding", "uplink", "ssh", "telnet", "web"])
    await router.until(`lim status ${service} | grep ready`, { within });
  await world.run("/root/echo :: 7 >/tmp/echo 2>&1 &");
  await house.run("for port in 7 80 8443; do /root/echo :: $port >/tmp/echo 2>&1 & done");
  // Everybody knows the hardware address of whom they speak to.
  for (const to of Object.values(routerOutside)) await world.until(`ping -c 1 -W 1 ${to}`);
  for (const to of Object.values(routerInside)) await house.until(`ping -c 1 -W 1 ${to}`);
  for (const to of Object.values(routerForGuests)) await guest.until(`ping -c 1 -W 1 ${to}`);
  const all = stack.move();
  return { router, world, house, guest, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
