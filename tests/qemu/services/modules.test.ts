import { defineConfiguration, force } from "liminix";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";

const configuration = defineConfiguration({
  hostname: "modules",
  kernel: { config: { HW_RANDOM: force("m"), HW_RANDOM_VIRTIO: force("m"), MODULE_UNLOAD: "y" } },
  busybox: { applets: ["rmmod"] },
});

test("a driver that is a module is loaded for a device that is there, with what it needs, and for one that comes", async () => {
  await using router = await boot(configuration, { name: "modules" });
  await router.until("grep '^virtio_rng ' /proc/modules");
  await router.until("grep virtio_rng /sys/class/misc/hw_random/rng_current");
  expect(await router.run("cut -d' ' -f1 /proc/modules")).toMatch(/^rng_core$/m);

  // The device is told of once more, as if it were new.
  await router.run("rmmod virtio_rng rng_core");
  await router.fails("grep . /proc/modules");
  await router.run("for device in /sys/bus/virtio/devices/*; do echo add >$device/uevent; done");
  await router.until("grep '^virtio_rng ' /proc/modules");
  await router.run("lim status");
});
