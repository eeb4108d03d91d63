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
