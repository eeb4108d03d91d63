import { expect, test } from "vitest";
import { account, world as place } from "../../peers/plan.ts";
import { internetOf, isReady } from "./house.ts";

test("with a wrong password lim why says so, the house has its names and leases, and a right one is taken at once", async () => {
  await using all = await internetOf({ password: "wrong" });
  const { router, laptop } = all;
  await router.until("lim why internet | grep 'the provider refuses the user name or the password'");
  expect(await router.run("lim why wayOut")).toContain("the provider refuses the user name or the password");
  await laptop.until("lim status lease | grep '^lease *ready'");
  expect(await router.run("lim status names")).toMatch(/^names +ready/);

  await router.run(`printf ${account.password} >/run/secrets/pppoe`);
  await router.until(isReady("internet"));
  await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`);
});

test("a provider that does not answer is what lim why names, nothing flaps, and he is found when he is back", async () => {
  await using all = await internetOf();
  const { isp, router, laptop } = all;
  await router.until(isReady("internet"));
  await isp.run("lim down accessConcentrator; kill -9 $(pidof pppd)");
  await router.until("lim why internet | grep 'no provider answers PPPoE there'", { within: "2 min" });
  expect(await router.run("lim why wayOut")).toContain("no provider answers PPPoE there");
  expect(await router.run("lim status names")).toMatch(/^names +ready/);
  await laptop.run("ping -c 1 -W 1 192.168.19.1");

  await isp.run("lim up accessConcentrator");
  await router.until(isReady("internet"), { within: "2 min" });
  await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`);
});
