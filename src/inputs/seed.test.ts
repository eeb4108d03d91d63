import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { arMember } from "./ar.ts";
import { seedTree } from "./seed.ts";

const directory = mkdtempSync(join(tmpdir(), "liminix-seed-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** An `ar` archive, as deb(5) has them. */
function ar(members: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(members).flatMap(([name, data]) => [
    Buffer.from(
      `${name.padEnd(16)}${"0".padEnd(12)}${"0".padEnd(6)}${"0".padEnd(6)}${"100644".padEnd(8)}${String(data.length).padEnd(10)}\`\n`,
    ),
    data,
    Buffer.from(data.length % 2 === 1 ? "\n" : ""),
  ]);
  return Buffer.concat([Buffer.from("!<arch>\n"), ...parts]);
}

function deb(program: Uint8Array): Uint8Array {
  execFileSync("mkdir", ["-p", join(directory, "bin")]);
  writeFileSync(join(directory, "bin/busybox"), program);
  const archive = join(directory, "data.tar.xz");
  execFileSync("tar", ["-cJf", archive, "-C", directory, "./bin"]);
  return ar({
    "debian-binary": Buffer.from("2.0\n"),
    "control.tar.xz": Buffer.from("odd"),
    "data.tar.xz": readFileSync(archive),
  });
}

describe("the seed", () => {
  test("is busybox as the .deb holds it, byte by byte", () => {
    const program = Uint8Array.from({ length: 70_001 }, (_, n) => n % 251);
    const { busybox } = seedTree(deb(program)).entries.bin.entries;
    expect(busybox.executable).toBe(true);
    expect(Buffer.from(busybox.contents).equals(program)).toBe(true);
  });

  test("that cannot be unpacked is a complaint with the tool's own words", () => {
    const bad = ar({ "data.tar.xz": Buffer.from("this is no xz") });
    expect(() => seedTree(bad)).toThrow(
      /Cannot unpack the seed: 'xz' ended with status 1[\s\S]*not recognized/,
    );
  });
});

describe("arMember", () => {
  test("finds a member behind one of odd length", () => {
    const archive = ar({ a: Buffer.from("odd"), b: Buffer.from("second") });
    expect(Buffer.from(arMember(archive, "b")).toString()).toBe("second");
  });

  test("says what there is when the member is missing", () => {
    expect(() => arMember(ar({ a: Buffer.from("1") }), "data.tar.xz")).toThrow("archive of a");
  });

  test("refuses what is cut or no archive at all", () => {
    expect(() => arMember(ar({ a: Buffer.from("12345678") }).subarray(0, 70), "a")).toThrow("is cut");
    expect(() => arMember(Buffer.from("<html>"), "a")).toThrow("not an ar archive");
  });
});
