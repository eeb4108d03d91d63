import { boot } from "liminix/testing";
import { expect, test } from "vitest";
import configuration from "./configuration.ts";

/** The order in which those of the chain said that they stopped. */
const stopped = (console: string): readonly (string | undefined)[] =>
  [...console.matchAll(/stopped: (first|second|third)/g)].map(([, name]) => name);

test.each(["poweroff", "reboot"])("%s stops what runs, and what others need last", async (command) => {
  await using router = await boot(configuration, { name: command });
  await router.until("lim status third | grep '^third *ready'");
  router.attempt(command).catch(() => {}); // who goes down need not answer
  expect(await router.untilEnded()).toBe("with status 0");
  expect(stopped(router.console)).toEqual(["third", "second", "first"]);
});

test("a limd that is killed on the way leaves it to the next, which starts nothing again", async () => {
  await using router = await boot(configuration, { name: "killed-on-the-way" });
  await router.until("lim status third | grep '^third *ready'");
  const kill = "until test -e /tmp/third-stops; do sleep 0.1; done; kill -9 $(pidof limd)";
  router.attempt(`rm -f /tmp/third-stops; (${kill}) & poweroff`).catch(() => {});
  expect(await router.untilEnded()).toBe("with status 0");
  expect(stopped(router.console)).toEqual(["third", "second", "first"]);
});

test("so it does when limd is dead", async () => {
  await using router = await boot(configuration, { name: "no-limd" });
  await router.until("lim status third | grep '^third *ready'");
  // init, which would start them again, is held until it has the word to power off.
  const both = "$(pgrep -f '^/bin/sh /etc/keep-limd') $(pidof limd)";
  router.attempt(`kill -STOP 1; kill -9 ${both}; poweroff; kill -CONT 1`).catch(() => {});
  expect(await router.untilEnded()).toBe("with status 0");
  expect(stopped(router.console)).toEqual(["third", "second", "first"]);
});
