import { expect, test } from "vitest";
import { hasBuildUsers, logDir, nixConfig, realPath } from "./settings.ts";

const user = { isRoot: false, hasBuildUsers: false };

test("the sandbox is on and caches are not asked unless someone says so", () => {
  const config = nixConfig({}, user);
  expect(config).toContain("sandbox = true\n");
  expect(config).toContain("sandbox-fallback = false\n");
  expect(config).toContain("substituters = \n");
  expect(config).not.toMatch(/^(store|builders|max-jobs|cores|build-users-group) =/m);
});

test("what is asked for is handed through to Nix", () => {
  const config = nixConfig(
    {
      store: "/scratch",
      builders: "ssh://b.example",
      substituters: "https://c.example",
      jobs: "auto",
      cores: 0,
    },
    user,
  );
  for (const line of [
    "store = /scratch",
    "builders = ssh://b.example",
    "substituters = https://c.example",
    "max-jobs = auto",
    "cores = 0",
  ]) {
    expect(config.split("\n")).toContain(line);
  }
});

test("root builds as root only where there are no build users", () => {
  const line = "build-users-group = \n";
  expect(nixConfig({}, { isRoot: true, hasBuildUsers: false })).toContain(line);
  expect(nixConfig({}, { isRoot: true, hasBuildUsers: true })).not.toContain(line);
  expect(nixConfig({}, user)).not.toContain(line);
});

test("a group of build users counts when somebody is in it", () => {
  expect(hasBuildUsers("root:x:0:\nnixbld:x:30000:nixbld1,nixbld2\n")).toBe(true);
  expect(hasBuildUsers("root:x:0:\nnixbld:x:30000:\n")).toBe(false);
  expect(hasBuildUsers("notnixbld:x:1:a\n")).toBe(false);
});

test("logs are in the store's folder, if it is one", () => {
  expect(logDir({})).toBe("/nix/var/log/nix");
  expect(logDir({ store: "daemon" })).toBe("/nix/var/log/nix");
  expect(logDir({ store: "/scratch" })).toBe("/scratch/nix/var/log/nix");
});

test("what is in a store that is a directory is found below it", () => {
  expect(realPath({}, "/nix/store/x")).toBe("/nix/store/x");
  expect(realPath({ store: "/scratch" }, "/nix/store/x")).toBe("/scratch/nix/store/x");
});
