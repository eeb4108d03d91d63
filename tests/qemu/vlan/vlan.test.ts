import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { vlan } from "liminix/services/vlan";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";

const { lan } = qemu.interfaces;

/** One network in two VLANs, and another without a tag, on one cable. */
const end = (number: number) => {
  const [seven, eight] = [vlan({ interface: lan, id: 7 }), vlan({ interface: lan, id: 8 })];
  return defineConfiguration({
    busybox: networkBusybox,
    services: {
      ...{ seven, eight },
      plain: address({ interface: lan, address: `10.0.0.${number}/24` }),
      "in-seven": address({ interface: seven, address: `10.0.7.${number}/24` }),
      "in-eight": address({ interface: eight, address: `10.0.8.${number}/24` }),
    },
  });
};
const [one, two] = [end(1), end(2)];

test("VLANs on one cable are networks of their own, and come back with what carries them", async () => {
  await using cable = await network("cable");
  await using left = await boot(one, { name: "left", lan: cable });
  await using right = await boot(two, { name: "right", lan: cable });
  const ready = "lim status | grep -c '^in-.*ready' | grep -x 2";
  await left.until(ready);
  await right.until(ready);

  for (const network of [0, 7, 8]) await left.until(`ping -c 1 -W 1 10.0.${network}.2`);
  // The same address, behind another tag.
  await right.run("lim down eight");
  await right.until("! test -e /sys/class/net/eth1.8");
  await right.run("ip address add 10.0.8.2/24 dev eth1.7");
  await left.fails("ping -c 1 -W 2 10.0.8.2");

  await left.run("lim down seven");
  await left.until("! test -e /sys/class/net/eth1.7");
  expect(await left.run("lim why in-seven")).toBe(
    'in-seven waits for seven, which was stopped by hand ("lim up seven" starts it).',
  );
  await left.run("lim up seven");
  await left.until("ping -c 1 -W 1 10.0.7.2");
});
