import { describe, expect, test } from "vitest";
import { findMirror, type Machine, urlOf } from "./mirror.ts";

const bookworm = 'ID=debian\nVERSION_CODENAME="bookworm"\n';
const listing = (...releases: string[]) =>
  releases.map((release) => `'${release}/InRelease' some_name 0 \n`).join("");

function machine(told: { apt?: string; env?: Machine["env"]; files?: Record<string, string> }): Machine {
  const files = { "/etc/os-release": bookworm, ...told.files };
  return {
    env: told.env ?? {},
    output: async () => told.apt,
    text: async (path) => (files as Record<string, string>)[path],
  };
}

describe("the mirror", () => {
  test("is the one that apt has bookworm from", async () => {
    const apt = listing(
      "http://near.test/debian/dists/bookworm",
      "http://near.test/debian/dists/bookworm-updates",
    );
    expect(await findMirror(machine({ apt }))).toBe("http://near.test/debian");
  });

  test("is not another's repository with a suite of the same name", async () => {
    const apt = listing(
      "https://other.test/linux/dists/bookworm",
      "http://near.test/debian-security/dists/bookworm-security",
      "http://near.test/debian/dists/bookworm",
      "http://near.test/debian/dists/bookworm-updates",
    );
    expect(await findMirror(machine({ apt }))).toBe("http://near.test/debian");
  });

  test("is that of a newer Debian, which has the older suites too", async () => {
    const files = { "/etc/os-release": "ID=debian\nVERSION_CODENAME=trixie\n" };
    const apt = listing("http://near.test/deb/dists/trixie");
    expect(await findMirror(machine({ apt, files }))).toBe("http://near.test/deb");
  });

  test("is not that of a system made from Debian", async () => {
    const files = { "/etc/os-release": "ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n" };
    const apt = listing("http://near.test/ubuntu/dists/noble");
    await expect(findMirror(machine({ apt, files }))).rejects.toThrow("Found no Debian mirror");
  });

  test("is the first of a cloud image's list", async () => {
    const apt = listing("mirror+file:/etc/apt/mirrors/debian.list/dists/bookworm");
    const files = {
      "/etc/apt/mirrors/debian.list": "# ours\nhttps://cloud.test/debian/\thigh\nhttps://b.test/\n",
    };
    expect(await findMirror(machine({ apt, files }))).toBe("https://cloud.test/debian");
  });

  test("is what the variable says, without its last slash, before all else", async () => {
    const env = { LIMINIX_DEBIAN_MIRROR: "https://snap.test/archive/debian/20250520T000000Z/" };
    const apt = listing("http://near.test/debian/dists/bookworm");
    expect(await findMirror(machine({ apt, env }))).toBe("https://snap.test/archive/debian/20250520T000000Z");
  });

  test("may not be something that is no address", async () => {
    const env = { LIMINIX_DEBIAN_MIRROR: "near.test" };
    await expect(findMirror(machine({ env }))).rejects.toThrow('got "near.test"');
  });

  test("that is missing is asked for by the variable's name", async () => {
    await expect(findMirror(machine({}))).rejects.toThrow("try: export LIMINIX_DEBIAN_MIRROR=URL");
    await expect(findMirror(machine({ apt: listing("cdrom:[disk]/dists/bookworm") }))).rejects.toThrow(
      "no Debian mirror",
    );
  });
});

test("an address keeps the mirror's own path and writes signs as %xx", () => {
  const path = "pool/main/b/busybox/busybox_1.35.0-4+deb12u1.debian.tar.xz";
  expect(urlOf("http://near.test/a/debian", { path })).toBe(
    "http://near.test/a/debian/pool/main/b/busybox/busybox_1.35.0-4%2Bdeb12u1.debian.tar.xz",
  );
});
