import qemu from "liminix/devices/qemu";
import { beforeAll, expect, test } from "vitest";
import example from "../../../examples/gateway/configuration.ts";
import { buildVmroot } from "../../../src/testing/build-vmroot.ts";
import client from "../../peers/client/configuration.ts";
import isp from "../../peers/isp/configuration.ts";
import { account, world as place } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";
import { Apart } from "./apart.ts";
import { keys } from "./terminal.ts";

beforeAll(async () => {
  for (const make of [example, isp, world, client]) await buildVmroot(make(qemu));
});

test("one command gives a home router with a provider, the world and a laptop, which fetches a page", async () => {
  await using apart = await Apart.create();
  const secret = `isp-password=${account.password}`;
  await using router = apart.run(`examples/gateway --with isp,client --secret ${secret}`);
  await router.shows(/root@gateway:.*# /);
  await using laptop = apart.connect("client");
  await laptop.shows(/root@client:.*# /);
  laptop.type(`until wget -q -O - -T 5 http://${place.ipv4}/; do sleep 1; done${keys.enter}`);
  await laptop.shows(/^Hello from the world\.$/m);
  // By IPv6 as well: each thing that the example needs of its kernel is in the one that is its own.
  laptop.type(
    `until wget -q -O - -T 5 'http://[${place.ipv6}]/'; do sleep 1; done; echo by IPv$((5 + 1))${keys.enter}`,
  );
  await laptop.shows(/^Hello from the world\.\nby IPv6$/m);
  router.type(`lim status wan | head -1${keys.enter}`);
  await router.shows(/^wan +ready/m);
  // Of nobody's making but the network's: a bridge that hears its own frames says so.
  expect(router.text).not.toContain("own address as source address");
  router.type(`poweroff${keys.enter}`);
  await router.shows(/status 0\n/);
  await laptop.shows(/\[the virtual machine has ended\]/);
  expect(await laptop.ended).toBe(0);
});
