import { clockSynchronised, defineConfiguration, longrun, oneshot, sh, text, textFile } from "liminix";
import qemu from "liminix/devices/qemu";
import { chrony } from "liminix/packages/chrony";
import { address } from "liminix/services/address";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";

const { lan } = qemu.interfaces;
const shared = { busybox: networkBusybox };

/** A server that takes its own clock for the right one; that was set by hand, to the summer of 2026. */
const summer = 1_783_000_000;
const set = oneshot({ up: sh`date -s @${summer}`, capabilities: ["sys_time"] });
const conf = textFile(
  "server.conf",
  text`
  local stratum 3
  allow 10.0.0.0/24
  cmdport 0
  bindcmdaddress /
  pidfile /run/server.pid
`,
);
const server = defineConfiguration({
  ...shared,
  services: {
    address: address({ interface: lan, address: "10.0.0.1/24" }),
    server: longrun({
      run: sh`exec ${chrony}/bin/chronyd -U -d -x -f ${conf}`,
      capabilities: ["net_bind_service", "sys_time"],
      dependencies: [set],
    }),
  },
});
const router = defineConfiguration({
  ...shared,
  ntp: { servers: ["10.0.0.1"], allow: ["10.0.0.0/24"] },
  services: {
    address: address({ interface: lan, address: "10.0.0.2/24" }),
    onTime: longrun({ run: sh`exec sleep 100000`, when: clockSynchronised }),
  },
});

test("a router that begins in 1970 waits for the time, sets its clock once somebody tells it, and says so", async () => {
  await using cable = await network("lan");
  await using there = await boot(server, { name: "server", lan: cable });
  await using here = await boot(router, { name: "router", lan: cable, unplugged: ["lan"] });

  await there.until("lim status server | grep '^server *ready'");
  // The emulated board has a clock that knows the time; routers have none.
  await here.until("lim why ntp | grep 'has not said so yet'");
  await here.run("lim down ntp && date -s @60 && lim up ntp");
  await here.until("lim why ntp | grep 'has not said so yet'");
  expect(await here.run("date +%Y")).toBe("1970");
  expect(await here.run("lim why onTime")).toBe("onTime waits for the clock to be set.");
  const pid = await here.run("pidof chronyd");

  await here.plug("lan");
  await here.until("lim status onTime | grep '^onTime *ready'", { within: "2 min" });
  expect(Number(await here.run("date +%s"))).toBeGreaterThan(summer);
  expect(await here.run("lim status ntp")).toMatch(/^ntp +ready/);
  expect(await here.run("pidof chronyd")).toBe(pid);
  await here.until("! pidof chronyc");

  const status = await here.run(`cat /proc/${pid}/status`);
  expect(status).toMatch(/^Uid:\t101\t101\t101\t101$/m);
  // sys_time and net_bind_service (linux/capability.h).
  expect(status).toMatch(/^CapEff:\t0000000002000400$/m);
  // UDP port 123 and no other: nobody can command it from afar.
  const ports = "sed -n 's/^ *[0-9]*: [0-9A-F]*:\\([0-9A-F]*\\) .*/\\1/p' /proc/net/udp /proc/net/udp6";
  expect(new Set((await here.run(ports)).split("\n"))).toEqual(new Set(["007B"]));

  await here.run("lim down ntp");
  await here.until("lim why onTime | grep 'waits for the clock'");
  await here.run("lim up ntp");
  await here.until("lim status onTime | grep '^onTime *ready'", { within: "2 min" });
});
