import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compileGraph, ethernet } from "../../src/index.ts";
import { dhcpClient } from "../dhcp-client/service.ts";
import { resolver } from "./service.ts";

const first = dhcpClient({ interface: ethernet("eth0") });
const second = dhcpClient({ interface: ethernet("eth1") });
const { services } = compileGraph({
  first,
  second,
  resolver: resolver({ nameservers: [first.output.nameservers, "192.0.2.53", second.output.nameservers] }),
});

test("an uplink that is not there keeps the name servers of others from nobody", () => {
  expect(services.resolver?.dependencies).toEqual([]);
  const sources = Object.entries(services).filter(([name]) => name.startsWith("resolver-source"));
  expect(sources.map(([, { dependencies }]) => dependencies.toSorted())).toEqual(
    expect.arrayContaining([
      ["first", "resolver"],
      ["resolver", "second"],
    ]),
  );
});

test("all of them are kept, in order, and those of an uplink that went are gone", () => {
  const folder = mkdtempSync(join(tmpdir(), "liminix-resolver-"));
  const assembled = () => {
    execFileSync("sh", [fileURLToPath(new URL("assemble.sh", import.meta.url)), folder]);
    return readFileSync(join(folder, "resolv.conf"), "utf8");
  };
  try {
    expect(assembled()).toBe("");
    writeFileSync(join(folder, "servers-001"), "nameserver 192.0.2.53\n");
    writeFileSync(join(folder, "servers-000"), "nameserver 198.51.100.1\nnameserver 198.51.100.2\n");
    expect(assembled()).toBe("nameserver 198.51.100.1\nnameserver 198.51.100.2\nnameserver 192.0.2.53\n");
    rmSync(join(folder, "servers-000"));
    writeFileSync(join(folder, "search"), "search lan\n");
    expect(assembled()).toBe("search lan\nnameserver 192.0.2.53\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
