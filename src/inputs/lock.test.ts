import { describe, expect, test } from "vitest";
import { buildRoot, emulator, leftOut, seed, sources } from "../../inputs/debian.ts";
import { fetchOrder, parseLock, readLock, upstreamVersion } from "./lock.ts";

const lock = readLock();

describe("the lock in the tree", () => {
  test("holds every package that inputs/debian.ts asks for", () => {
    const locked = (files: readonly { package: string }[]) => files.map((file) => file.package);
    expect(locked(lock.buildRoot)).toEqual(expect.arrayContaining(Object.values(buildRoot).flat()));
    expect(locked(lock.emulator)).toEqual(expect.arrayContaining([...emulator]));
    expect(lock.seed.deb.package).toBe(seed);
    expect(Object.keys(lock.sources)).toEqual(Object.values(sources).flat().toSorted());
  });

  test("holds nothing that is left out", () => {
    const out = new Set(Object.values(leftOut).flat());
    expect(lock.buildRoot.filter((file) => out.has(file.package))).toEqual([]);
  });

  test("names each file once in each part", () => {
    for (const part of [lock.buildRoot, lock.emulator]) {
      expect(new Set(part.map(({ path }) => path)).size).toBe(part.length);
    }
  });
});

describe("a lock that is not one", () => {
  const broken = (change: (json: { buildRoot: { sha256: string }[]; version: number }) => void) => {
    const json = JSON.parse(JSON.stringify(lock));
    change(json);
    return () => parseLock(JSON.stringify(json));
  };

  test("is refused with the place", () => {
    expect(
      broken((json) => {
        for (const file of json.buildRoot.slice(0, 1)) file.sha256 = "abc";
      }),
    ).toThrow("buildRoot.0.sha256: expects 64 hexadecimal digits");
  });

  test("of another version is refused", () => {
    expect(
      broken((json) => {
        json.version = 2;
      }),
    ).toThrow("version: ");
  });

  test("that is no JSON is refused", () => {
    expect(() => parseLock("<<<<<<< HEAD")).toThrow("The lock 'inputs/debian.lock.json' is not one");
  });
});

test("upstreamVersion takes epoch and revision off", () => {
  expect(upstreamVersion({ version: "1:14.0.6-12" })).toBe("14.0.6");
  expect(upstreamVersion({ version: "1.35.0-4+deb12u1" })).toBe("1.35.0");
});

test("fetchOrder begins with the largest", () => {
  const file = (path: string, size: number) => ({ path, size, sha256: "" });
  const files = [file("b", 1), file("c", 3), file("a", 1)];
  expect(fetchOrder(files).map(({ path }) => path)).toEqual(["c", "a", "b"]);
});
