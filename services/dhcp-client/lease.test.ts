import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const lease = fileURLToPath(new URL("lease.sh", import.meta.url));
let folder: string;
const outputs = () => join(folder, "outputs");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liminix-lease-"));
  mkdirSync(outputs());
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/ip"), `#!/bin/sh\necho "$@" >>${folder}/ip.log\n`, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What udhcpc would do; gives what was done with `ip`. */
function happens(what: string, says: Readonly<Record<string, string>> = {}): readonly string[] {
  const log = join(folder, "ip.log");
  rmSync(log, { force: true });
  execFileSync("sh", [lease, what], {
    env: {
      PATH: `${folder}/bin:${process.env.PATH}`,
      outputs: outputs(),
      interface: "lo",
      ip: "192.0.2.7",
      mask: "24",
      ...says,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : [];
}
const output = (name: string): string => readFileSync(join(outputs(), name), "utf8");

test("a lease becomes an address and outputs, with all name servers", () => {
  const done = happens("bound", { router: "192.0.2.1 192.0.2.2", dns: "192.0.2.53 192.0.2.54" });
  expect(done).toEqual(["address replace 192.0.2.7/24 dev lo"]);
  expect(output("address")).toBe("192.0.2.7\n");
  expect(output("prefixLength")).toBe("24\n");
  expect(output("gateway")).toBe("192.0.2.1\n");
  expect(output("nameservers")).toBe("192.0.2.53\n192.0.2.54\n");
  expect(readdirSync(outputs()).toSorted()).toEqual([
    ...["address", "gateway", "ifname", "mtu", "nameservers", "prefixLength"],
  ]);
});

test("a renewal with the same address touches nothing else; one with another takes the old one away", () => {
  happens("bound", { router: "192.0.2.1" });
  expect(happens("renew", { router: "192.0.2.1" })).toEqual(["address replace 192.0.2.7/24 dev lo"]);
  expect(happens("renew", { router: "192.0.2.1", ip: "192.0.2.8" })).toEqual([
    "address replace 192.0.2.8/24 dev lo",
    "address del 192.0.2.7/24 dev lo",
  ]);
  expect(output("address")).toBe("192.0.2.8\n");
});

test("a lease that is lost leaves neither address nor outputs, and losing it again does nothing", () => {
  happens("bound", { router: "192.0.2.1" });
  expect(happens("deconfig")).toEqual(["address del 192.0.2.7/24 dev lo"]);
  expect(readdirSync(outputs())).toEqual([]);
  expect(happens("deconfig")).toEqual([]);
});

test("a router outside of a network of one address is found on the line, and forgotten with it", () => {
  expect(happens("bound", { mask: "32", router: "192.0.2.1" })).toEqual([
    "address replace 192.0.2.7/32 dev lo",
    "route replace 192.0.2.1 dev lo",
  ]);
  expect(happens("deconfig")).toEqual(["address del 192.0.2.7/32 dev lo", "route del 192.0.2.1 dev lo"]);
});

test("a default route that the server tells of counts more than its router (RFC 3442)", () => {
  happens("bound", { router: "192.0.2.1", staticroutes: "198.51.100.0/24 192.0.2.3 0.0.0.0/0 192.0.2.9" });
  expect(output("gateway")).toBe("192.0.2.9\n");
});

test("a lease without a router is no way into the internet", () => {
  expect(happens("bound")).toEqual([]);
  expect(readdirSync(outputs())).toEqual([]);
});
