import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

test("package-lock.json has every platform's part of each tool, which npm drops when it removes something", () => {
  const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
    readFileSync("package-lock.json", "utf8"),
  );
  const names = new Set(Object.keys(lock.packages));
  for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
    for (const name of Object.keys(optionalDependencies)) expect(names).toContain(`node_modules/${name}`);
  }
});
