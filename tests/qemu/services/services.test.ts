import { boot, type Machine } from "liminix/testing";
import { test as base, describe, expect } from "vitest";
import configuration from "./configuration.ts";

/** One router for all claims here; each leaves it as it found it, but for what it says. */
const test = base.extend<{ $file: { router: Machine } }>({
  router: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what the fixture needs
    async ({}, use) => {
      await using router = await boot(configuration, { name: "services" });
      await use(router);
    },
    { scope: "file" },
  ],
});

/** When what was noted happened, in seconds since the kernel started. */
async function notes(router: Machine): Promise<Readonly<Record<string, number>>> {
  const lines = (await router.run("cat /tmp/log")).split("\n");
  return Object.fromEntries(
    lines.map((line) => {
      const [, what = "", when] = /^(.*) ([\d.]+)$/.exec(line) ?? [];
      return [what, Number(when)];
    }),
  );
}

const isReady = (name: string): string => `lim status ${name} | grep '^${name} *ready'`;
const pidOf = (name: string): string => `cut -d' ' -f1 /run/service/${name}/born`;

describe("what is wanted comes up", () => {
  test("in order, each once what it needs is ready and not before", async ({ router }) => {
    await router.until(isReady("third"));
    const at = await notes(router);
    expect(at["first up"]).toBeLessThan(at["second ready"] ?? 0);
    expect(at["second ready"]).toBeLessThanOrEqual(at["third up"] ?? 0);
  });

  test("side by side, where nothing is in the way", async ({ router }) => {
    await router.until(isReady("both"));
    const at = await notes(router);
    expect(at["left begins"]).toBeLessThan(at["right ends"] ?? 0);
    expect(at["right begins"]).toBeLessThan(at["left ends"] ?? 0);
  });

  test("with the rights that it was given, and no more", async ({ router }) => {
    await router.until("test -s /tmp/humble-files");
    const status = await router.run("cat /tmp/humble");
    expect(status).toMatch(/^Uid:\s+65534\s+65534\s+65534\s+65534$/m);
    expect(status).toMatch(/^CapEff:\s+0000000000000400$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(await router.run("cat /tmp/humble-files")).toBe("50");
  });
});

describe("what waits says what for, and holds up nobody", () => {
  test("a cable, which is plugged in later, and pulled out again", async ({ router }) => {
    await router.run("ip link set eth1 up");
    expect(await router.run("lim why onCable")).toBe("onCable waits for a cable in eth1.");
    expect(await router.run("lim why afterCable")).toMatch(
      /^afterCable waits for onCable, which waits for a cable/,
    );
    await router.plug("lan");
    await router.until(isReady("afterCable"));
    await router.unplug("lan");
    await router.until("lim why afterCable | grep 'waits for a cable'");
    expect(await router.run("lim status onCable")).toContain("waiting");
  });

  test("a device, which comes and goes", async ({ router }) => {
    expect(await router.run("lim why onDevice")).toContain("waits for");
    await router.run("ip link add guest0 type dummy");
    await router.until(isReady("onDevice"));
    await router.run("ip link del guest0");
    await router.until("lim why onDevice | grep 'waits for'");
  });

  test("the time of day", async ({ router }) => {
    expect(await router.run("lim why onTime")).toMatch(/waits for .*(clock|time)/);
    await router.run("touch /run/services/clock/synchronised");
    await router.until(isReady("onTime"));
  });
});

test("a secret is waited for, reaches its service alone, and restarts it when it is another one", async ({
  router,
}) => {
  const give = (secret: string) =>
    router.run(`cd /run/secrets; umask 077; echo ${secret} >.new; mv .new isp-password`);
  expect(await router.run("lim why onSecret")).toBe(
    "onSecret waits for the secret 'isp-password', which nobody has given this router.",
  );
  await give("hunter2");
  await router.until("grep -x 'password hunter2' /tmp/dialled");
  const pid = await router.run(pidOf("onSecret"));
  await give("hunter2"); // the same again is no news
  await give("dragon3");
  await router.until("grep -x 'password dragon3' /tmp/dialled");
  expect(await router.run(pidOf("onSecret"))).not.toBe(pid);
  expect(await router.run("stat -c '%a %U' /run/secrets /run/services/files/onSecret")).toBe(
    "700 root\n700 nobody",
  );
  // What looks for it does not have it in its own command line.
  const places = "/etc/services.json /run/services/log /run/services/outputs /proc/[0-9]*/cmdline";
  await router.fails(`grep -rsE 'hunter[2]|dragon[3]' ${places}`);
  expect(await router.run("lim status; lim outputs onSecret; lim log limd")).not.toMatch(/hunter2|dragon3/);
  await router.run("rm /run/secrets/isp-password");
  await router.until("lim why onSecret | grep 'waits for the secret'");
  await router.fails(`kill -0 $(${pidOf("onSecret")})`);
});

describe("an output that changes", () => {
  test("restarts who reads it, or signals it with its files rendered", async ({ router }) => {
    await router.until(`${isReady("told")} && test -e /tmp/restarted`);
    for (const word of ["one", "two"]) {
      await router.run(
        `rm -f /tmp/told-at; cd /run/services/outputs/speaker; echo ${word} >.new; mv .new word`,
      );
      await router.until("test -s /tmp/told-at");
      expect(await router.run("cat /tmp/told")).toBe(`the word is ${word}`);
      await router.until(`grep -x ${word} /tmp/restarted`);
    }
  });

  test("concerns nobody when the value is the same", async ({ router }) => {
    await router.until(isReady("restarted"));
    const pid = await router.run(pidOf("restarted"));
    await router.run("cd /run/services/outputs/speaker; cat word >.new; mv .new word");
    await router.run("cd /run/services/outputs/speaker; echo last >.new; mv .new word");
    await router.until("grep -x last /tmp/restarted");
    expect(await router.run(pidOf("restarted"))).not.toBe(pid);
  });

  test("just before its writer ends starts its readers once, and not again", async ({ router }) => {
    for (const starts of [1, 2, 3, 4, 5, 6]) {
      if (starts > 1) await router.run("lim restart brief");
      await router.until(`test $(wc -l </tmp/brief-reader) -ge ${starts}`);
      await router.until(isReady("briefReader"));
      expect(await router.run("wc -l </tmp/brief-reader")).toBe(String(starts));
    }
  });

  test("is told by lim", async ({ router }) => {
    expect(await router.run("lim outputs speaker")).toBe("word: last");
  });
});

test("a service reads what others say: nothing is lost while it is down, and nobody waits for it for ever", async ({
  router,
}) => {
  for (const line of ["one", "two", "talks"]) await router.until(`lim log reader | grep ' ${line}$'`);
  expect(await router.run("lim log says")).toBe(
    "What says says goes to reader, line by line: lim log reader",
  );
  const talker = await router.run(pidOf("talks"));
  await router.run("lim down reader");
  await router.until("lim why reader | grep 'stopped by hand'");
  await router.run("lim restart says");
  await router.until(isReady("says"));
  await router.run("touch /tmp/flood; lim restart floods");
  await router.until(isReady("floods"), { within: "60 s" });
  await router.run("lim up reader");
  await router.until("cat /run/services/log/reader/* | grep 'log-pipe: [0-9]* lines of floods were lost'");
  expect(await router.run("lim log reader | grep -c ' two$'")).toBe("2");
  expect(await router.run(pidOf("talks"))).toBe(talker);
});

describe("by hand", () => {
  test("a restart takes those along that depend on it, once", async ({ router }) => {
    await router.until(isReady("needsSpeaker"));
    const before = await router.run(`${pidOf("speaker")}; ${pidOf("needsSpeaker")}`);
    await router.run("lim restart speaker");
    await router.until(isReady("needsSpeaker"));
    const after = await router.run(`${pidOf("speaker")}; ${pidOf("needsSpeaker")}`);
    for (const pid of before.split("\n")) expect(after.split("\n")).not.toContain(pid);
  });

  test("what is put down stays down, and says who did it; up again, it comes with what needs it", async ({
    router,
  }) => {
    await router.run("lim down speaker");
    await router.until("lim why speaker | grep 'stopped by hand'");
    expect(await router.run("lim why needsSpeaker")).toMatch(/waits for speaker, which was stopped by hand/);
    await router.fails(`kill -0 $(${pidOf("speaker")})`);
    await router.run("lim up speaker");
    await router.until(isReady("needsSpeaker"));
  });

  test("a command that is none, a service that is none, and no limd are three different things", async ({
    router,
  }) => {
    expect((await router.fails("lim frobnicate")).status).toBe(100);
    const unknown = await router.fails("lim why spaeker");
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain("did you mean 'speaker'?");
    expect((await router.fails("rm /run/limd.socket; lim status")).status).toBe(111);
    await router.run("kill -9 $(pidof limd)"); // the next one makes the socket again
    await router.until("lim status");
  });
});

describe("a service that behaves badly is contained, and seen", () => {
  test("one that ends at once is tried again, after ever longer pauses", async ({ router }) => {
    const why = await router.until("lim why dies | grep 'times in a row'");
    expect(why).toMatch(
      /^dies failed \d+ times in a row: its process ended with status 3; next try in \d s\.$/,
    );
    expect(await router.run("lim why afterDies")).toMatch(/^afterDies waits for dies, which failed/);
    expect(await router.run("lim status dies")).toMatch(/^dies +failed/);
  });

  test("one that never becomes ready fails when its time is over", async ({ router }) => {
    expect(await router.until("lim why neverReady | grep failed")).toMatch(/1 s/);
    await router.fails(`kill -0 $(${pidOf("neverReady")})`);
  });

  test("one that does not care for TERM is killed", async ({ router }) => {
    await router.until(isReady("stubborn"));
    expect(await router.run("lim down stubborn")).toContain("stopping");
    await router.until("lim why stubborn | grep 'stopped by hand'");
    await router.fails(`kill -0 $(${pidOf("stubborn")})`);
  });

  test("one that talks too much fills a ring of its own", async ({ router }) => {
    await router.run("touch /tmp/be-loud");
    const size = "du -s /run/services/log/loud | cut -f1";
    await router.until(`test $(ls /run/services/log/loud/@* | wc -l) -ge 1`);
    expect(Number(await router.run(size))).toBeLessThan(60);
    expect(await router.run("lim log loud | tail -n 1")).toContain("so much to say");
    await router.run("lim down loud");
  });

  test("one that fills the file system of outputs leaves room for limd and for logs", async ({ router }) => {
    await router.run("touch /tmp/be-greedy");
    await router.until("df /run/services/outputs | grep '100%'");
    expect(await router.run("lim log greedy")).toContain("No space left on device");
    await router.run("lim restart third");
    await router.until(isReady("third"));
    await router.run("lim down greedy");
    await router.until("! df /run/services/outputs | grep '100%'");
  });
});

describe("a limd that was killed leaves to the next one", () => {
  const failures = async (router: Machine): Promise<number> => {
    const why = await router.until("lim why dies | grep 'times in a row'");
    return Number(/failed (\d+) times/.exec(why)?.[1]);
  };

  test("how often a service has failed", async ({ router }) => {
    await router.until("lim why dies | grep -E 'failed ([4-9]|[1-9][0-9]+) times'");
    const before = await failures(router);
    await router.run("kill -9 $(pidof limd)");
    await router.until("lim status");
    expect(await failures(router)).toBeGreaterThanOrEqual(before);
  });

  test("outputs, so that one that changes meanwhile reaches its consumers", async ({ router }) => {
    await router.until(`${isReady("told")} && ${isReady("restarted")}`);
    const keeper = "$(pgrep -f '^/bin/sh /etc/keep-limd')";
    await router.run(`kill -STOP ${keeper}; kill -9 $(pidof limd); rm -f /tmp/told`);
    await router.run("cd /run/services/outputs/speaker; echo meanwhile >.new; mv .new word");
    await router.run(`kill -CONT ${keeper}`);
    await router.until("grep -x 'the word is meanwhile' /tmp/told");
    await router.until("grep -x meanwhile /tmp/restarted");
  });

  test("what a script that failed meanwhile has left behind", async ({ router }) => {
    await router.until(isReady("fragile"));
    await router.run("lim down fragile");
    await router.until("lim why fragile | grep 'stopped by hand'");
    await router.run("touch /tmp/hold; lim up fragile");
    await router.until("lim why fragile | grep 'has been starting'");
    const keeper = "$(pgrep -f '^/bin/sh /etc/keep-limd')";
    await router.run(`kill -STOP ${keeper}; kill -9 $(pidof limd); touch /tmp/fail`);
    await router.until("test -e /run/services/oneshots/fragile/up-ended");
    await router.run(`kill -CONT ${keeper}`);
    await router.until("! test -e /tmp/hold");
    await router.until(isReady("fragile"));
  });
});

test("limd needs little memory, and does nothing when there is nothing to do", async ({ router }) => {
  await router.run("lim down dies; lim down neverReady");
  await router.until("! lim status | grep -E ' (starting|stopping|failed) '");
  const switches = "grep ^voluntary /proc/$(pidof limd)/status | tr -dc 0-9";
  // What was begun before may have to end first: timers of scripts that have just run.
  await router.until(`before=$(${switches}); sleep 5; test $before = $(${switches})`);
  const resident = await router.run("grep ^VmRSS /proc/$(pidof limd)/status | tr -dc 0-9");
  expect(Number(resident)).toBeLessThan(3 * 1024);
});
