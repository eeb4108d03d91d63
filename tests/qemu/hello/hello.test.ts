/** The hello example on the emulated router: what is true on each, and what is looked at on one. */
import qemu from "liminix/devices/qemu";
import { expect } from "vitest";
import { helloOn } from "./hello-on.ts";

/** What each service may do besides what its user may, where that is anything. */
const may: Readonly<Record<string, readonly string[]>> = {
  klog: ["34"], // syslog
  website: ["10"], // net_bind_service
};

helloOn(qemu, "mips", (test) => {
  test("its clock goes as fast as its processor's counter, whatever the host did when it was measured", async ({
    router,
  }) => {
    // QEMU's 24Kc counts every 6 ns, at every second cycle (hw/mips/malta.c, target/mips/cpu.c).
    const told = /CPU frequency (\d+\.\d+) MHz/.exec(await router.run("dmesg"))?.[1];
    expect(Math.abs((Number(told) * 6) / 2000 - 1)).toBeLessThan(0.005);
  });

  test("there is no glibc", async ({ router }) => {
    expect(await router.run("ls /nix/store")).toMatch(/-musl-/);
    const glibcs = ["*glibc*", "libc.so.6", "libc-2.*", "ld-linux*", "ld.so.1"];
    const folders = "$(ls -d /* | grep -vxE '/dev|/proc|/sys')";
    expect(await router.run(`find ${folders} ${glibcs.map((name) => `-name '${name}'`).join(" -o ")}`)).toBe(
      "",
    );
  });

  test("process 1 is busybox", async ({ router }) => {
    expect(await router.run("readlink /proc/1/exe")).toMatch(
      /^\/nix\/store\/[a-z0-9]{32}-busybox-[\d.]+\/bin\/busybox$/,
    );
    expect(await router.run("cat /proc/1/comm")).toBe("init");
  });

  test("it has the user, the program and the file that the configuration names", async ({ router }) => {
    expect(await router.run("id alice")).toContain("uid=1000(alice)");
    expect(await router.run("cat /etc/greeting")).toBe("Good morning from /etc.");
  });

  test("the root filesystem is read-only", async ({ router }) => {
    const { stderr } = await router.fails("touch /etc/x");
    expect(stderr).toContain("Read-only file system");
  });

  test("no service has capabilities but those that it asked for; the consoles, which are for people and tests, have all", async ({
    router,
  }) => {
    await router.until("lim why website | grep 'has been ready'");
    const all = BigInt(`0x${await router.run("grep ^CapBnd /proc/1/status | cut -f2")}`);
    const services = (await router.run("cd /run/service; ls")).split("\n");
    expect(services).toEqual(expect.arrayContaining(["syslog", "klog", "watch", "website"]));
    for (const service of services) {
      const status = await router.run(`cat /proc/$(cut -d' ' -f1 /run/service/${service}/born)/status`);
      const sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map((set) =>
        BigInt(`0x${new RegExp(`^${set}:\\s+(\\w+)$`, "m").exec(status)?.[1]}`),
      );
      const free = service === "console" || service === "command-console";
      const asked = (may[service] ?? []).reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n);
      expect({ service, most: Math.max(...sets.map(Number)) }).toEqual({
        service,
        most: Number(free ? all : asked),
      });
      expect(status).toMatch(free ? /^NoNewPrivs:\s+0$/m : /^NoNewPrivs:\s+1$/m);
      expect(status).toMatch(service === "website" ? /^Uid:(\s+980){4}$/m : /^Uid:(\s+0){4}$/m);
    }
    for (const logger of (await router.run("pidof svlogd")).split(" ")) {
      expect(await router.run(`cat /proc/${logger}/status`)).toMatch(/^CapBnd:\s+0+$/m);
    }
  });

  test("a service's output is told", async ({ router }) => {
    expect(await router.run("lim outputs address")).toBe("address: 127.0.0.2");
  });
});
