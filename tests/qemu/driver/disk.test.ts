import { defineConfiguration, defineService, longrun, sh } from "liminix";
import { boot, disk } from "liminix/testing";
import { expect, test } from "vitest";

/** Counts how often it was started, in its state. */
const counter = defineService({
  name: "counter",
  params: {},
  build: (_, { stateDirectory }) =>
    longrun({
      run: sh`
        echo once more >>${stateDirectory}/starts
        exec sleep 100000
      `,
    }),
})();

const configuration = defineConfiguration({
  hostname: "kept",
  storage: { device: "/dev/vdb" },
  services: { counter },
});

test("what a service keeps on flash is there after a reboot, and a disk is as large as asked for", async () => {
  await using kept = await disk({ sizeMb: 8 });
  for (const starts of [1, 2]) {
    await using router = await boot(configuration, { name: `boot-${starts}`, disk: kept.path });
    expect(await router.run("cat /sys/block/vdb/size")).toBe(`${8 * 1024 * 2}`);
    await router.until("lim status counter | grep '^counter *ready'");
    expect(await router.run("wc -l </var/lib/counter/starts")).toBe(`${starts}`);
    expect(await router.run("stat -c %a /var/lib/counter")).toBe("700");
    await router.powerOff();
  }
});

test("a disk that is not there is refused, and how to make one is said", async () => {
  await expect(boot(configuration, { disk: "/nowhere/disk" })).rejects.toThrow(
    "error: Disk '/nowhere/disk' is not there, expected a file that is as long as the disk is to be\n  try: truncate -s 4M /nowhere/disk",
  );
});
