import { expect, test } from "vitest";
import qemu from "../../devices/qemu/device.ts";
import { defineConfiguration } from "../../src/index.ts";
import { evaluate, loadValue } from "../../src/pipeline.ts";

test("/etc/hosts has localhost, the router's own name, and those that were told", async () => {
  const configuration = defineConfiguration({
    hostname: "attic",
    hosts: { "printer.lan": ["192.168.8.9", "fd00::9"] },
  });
  const { etc } = evaluate(await loadValue(configuration, qemu)).filesystem.entries as never as {
    etc: { entries: { hosts: { content: { parts: readonly string[] } } } };
  };
  expect(etc.entries.hosts.content.parts.join("").trim().split("\n").toSorted()).toEqual(
    [
      ...["127.0.0.1 attic", "::1 attic", "127.0.0.1 localhost", "::1 localhost"],
      ...["192.168.8.9 printer.lan", "fd00::9 printer.lan"],
    ].toSorted(),
  );
});
