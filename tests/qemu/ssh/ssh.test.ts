import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { boot, disk, type Machine, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";
import { sshClient } from "./client.ts";
import { testKey } from "./key.ts";

const { lan } = qemu.interfaces;
const shared = { busybox: networkBusybox };
const [root, alice, stranger] = ["root", "alice", "stranger"].map(testKey);

const attic = defineConfiguration({
  ...shared,
  ssh: { enable: true },
  storage: { device: "/dev/vdb" },
  users: {
    root: { keys: [root?.line ?? ""] },
    alice: { uid: 1000, gid: 1000, shell: "/bin/sh", home: "/home/alice", keys: [alice?.line ?? ""] },
  },
  services: { address: address({ interface: lan, address: "10.0.0.1/24" }) },
});
const laptop = defineConfiguration({
  ...shared,
  packages: [sshClient],
  services: { address: address({ interface: lan, address: "10.0.0.2/24" }) },
  filesystem: {
    etc: { keys: { root: root?.file ?? "", alice: alice?.file ?? "", stranger: stranger?.file ?? "" } },
  },
});

/** What a command says by SSH, and what the client says besides. Nobody is asked anything: there is nobody. */
const bySsh = (from: Machine, key: string, user: string, command: string) =>
  from.attempt(`
    base64 -d </etc/keys/${key} >/tmp/${key}
    DROPBEAR_PASSWORD=secret timeout 30 dbclient -y -i /tmp/${key} ${user}@10.0.0.1 '${command}' </dev/null`);
const hostKey = (said: string): string | undefined => /fingerprint SHA256:([\w+/]{43})/.exec(said)?.[1];

test("SSH lets in who has a key and nobody else, and the router is the same one after a reboot", async () => {
  await using cable = await network("lan");
  await using flash = await disk();
  await using client = await boot(laptop, { name: "laptop", lan: cable });
  const fingerprints = new Set<string | undefined>();
  for (const name of ["first", "second"]) {
    await using router = await boot(attic, { name, lan: cable, disk: flash.path });
    await router.until("lim status ssh | grep '^ssh *ready'");
    await client.until("timeout 5 nc 10.0.0.1 22 </dev/null | grep SSH-2.0");

    const asRoot = await bySsh(client, "root", "root", "id -u; grep ^CapEff /proc/self/status; hostname");
    expect(asRoot.stdout).toMatch(/^0\nCapEff:\t000001ffffffffff\nliminix\n$/);
    fingerprints.add(hostKey(asRoot.stderr));

    const asAlice = await bySsh(client, "alice", "alice", "id -un; pwd");
    expect(asAlice.stdout).toBe("alice\n/home/alice\n");

    for (const [key, user] of [
      ["stranger", "root"],
      ["alice", "root"],
      ["root", "nobody"],
    ] as const) {
      const refused = await bySsh(client, key, user, "id");
      expect(refused.status).not.toBe(0);
      expect(refused.stdout).toBe("");
      // The server has no other way: a client that knows a password is not asked for it.
      expect(refused.stderr).toContain("No auth methods could be used");
    }
    const key = "/var/lib/ssh/ed25519";
    expect(await router.run(`stat -c '%a %U' ${key} /var/lib/ssh`)).toBe("600 root\n700 root");
  }
  expect([...fingerprints]).toEqual([expect.stringMatching(/^.{43}$/)]);
});

test("a router whose flash is not there works without, and says what that means", async () => {
  await using router = await boot(attic, { name: "router" });
  await router.until("lim status ssh | grep '^ssh *ready'");
  expect(await router.run("lim log storage")).toContain(
    "/dev/vdb cannot be mounted: what services keep is lost with the next reboot",
  );
  await router.run("timeout 5 nc 127.0.0.1 22 </dev/null | grep SSH-2.0");
});
