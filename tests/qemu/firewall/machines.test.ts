/** What machines in each zone can do, with the sockets that they have. */
import type { Machine } from "liminix/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import firewalled from "./configuration.ts";
import {
  camera,
  type Neighbourhood,
  neighbourhood,
  routerForGuests,
  routerInside,
  routerOutside,
  world,
} from "./neighbourhood.ts";

const stack = new AsyncDisposableStack();
let all: Neighbourhood;

beforeAll(async () => {
  all = stack.use(await neighbourhood(firewalled));
}, 900_000);

afterAll(() => stack.disposeAsync(), 60_000);

const everyTcp = Array.from({ length: 1024 }, (_, index) => index + 1);
const usualUdp = [53, 67, 68, 69, 123, 137, 161, 500, 514, 520, 547, 1900, 4500, 5353, 5355];

interface Scan {
  readonly from: Machine;
  /** Who answers from there, and at which port. */
  readonly witness: readonly [address: string, port: number];
  readonly to: string;
}

/** What is known of ports by knocking at them: by what they answer, and nothing of those that are silent. */
async function knock(
  { from, witness, to }: Scan,
  protocol: "tcp" | "udp",
): Promise<Readonly<Record<string, number[]>>> {
  const ports = protocol === "tcp" ? everyTcp : usualUdp;
  const words = [...witness, protocol, to, ...ports];
  const told: Record<string, number[]> = JSON.parse(
    await from.run(`/root/scan ${words.join(" ")}`, { within: "5 min" }),
  );
  return Object.fromEntries(Object.entries(told).map(([what, those]) => [what, those.sort((a, b) => a - b)]));
}

/** The camera's port 80, which is forwarded. */
const opened = [routerOutside.ipv4, 8080] as const;

test.for([routerOutside.ipv4, routerOutside.ipv6, routerInside.ipv4, routerInside.ipv6])(
  "the world gets no answer from any TCP port to 1024 of the router at %s, nor from the usual UDP ports",
  async (to) => {
    const scan = { from: all.world, witness: opened, to };
    expect(await knock(scan, "tcp")).toEqual({});
    expect(await knock(scan, "udp")).toEqual({});
  },
);

test("nor from a machine in the house over IPv4", async () => {
  const scan = { from: all.world, witness: opened, to: camera.ipv4 };
  expect(await knock(scan, "tcp")).toEqual({});
  expect(await knock(scan, "udp")).toEqual({});
});

test("nor over IPv6, but for keys of IPsec (RFC 6092)", async () => {
  const scan = { from: all.world, witness: opened, to: camera.ipv6 };
  expect(await knock(scan, "tcp")).toEqual({});
  expect(await knock(scan, "udp")).toEqual({ ECONNREFUSED: [500] });
});

test("in the house SSH of the router answers, and all else is refused at once", async () => {
  const { open, ECONNREFUSED, ...others } = await knock(
    { from: all.house, witness: [world.ipv4, 7], to: routerInside.ipv4 },
    "tcp",
  );
  expect(others).toEqual({});
  expect(open).toEqual([22]);
  expect(ECONNREFUSED).toHaveLength(1023);
});

test("a guest reaches the world, and neither the house nor the router's SSH", async () => {
  for (const to of Object.values(world)) expect(await said(all.guest, to, 7)).toBe("hello");
  const witness = [world.ipv4, 7] as const;
  const refused = { ECONNREFUSED: everyTcp };
  for (const to of [
    ...Object.values(routerForGuests),
    ...Object.values(routerInside),
    ...Object.values(camera),
  ])
    expect(await knock({ from: all.guest, witness, to }, "tcp"), to).toEqual(refused);
  for (const to of Object.values(camera)) {
    const { open, ...others } = await knock({ from: all.guest, witness, to }, "udp");
    expect(open, to).toBeUndefined();
    expect(Object.values(others).flat().length, to).toBeGreaterThan(0);
    await all.guest.fails(`ping -c 1 -W 2 ${to}`);
  }
});

test("a forward leads to the camera from outside, and from the house by the router's outside address", async () => {
  for (const from of [all.world, all.house]) expect(await said(from, routerOutside.ipv4, 8080)).toBe("hello");
  expect(await said(all.world, camera.ipv6, 8443)).toBe("hello");
  await all.house.fails(`echo hello | timeout 5 nc ${routerInside.ipv4} 8080`);
});

/** What an echo answers. */
async function said(from: Machine, address: string, port: number): Promise<string> {
  return await from.run(`echo hello | timeout 20 nc ${address} ${port}`);
}
