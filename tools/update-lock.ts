/**
 * Makes `inputs/debian.lock.json` from `inputs/debian.ts`, with apt's own solver. Wants a Debian machine,
 * its apt, `xz` and `tar`; run it as `node tools/update-lock.ts`.
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import {
  architecture,
  buildRoot,
  counterparts,
  emulator,
  firmware,
  leftOut,
  seed,
  sources,
  suite,
  upstreamOnly,
} from "../inputs/debian.ts";
import {
  type Lock,
  type LockedFile,
  type LockedPackage,
  type LockedSource,
  lockPath,
} from "../src/inputs/lock.ts";
import { findMirror, urlOf } from "../src/inputs/mirror.ts";
import { seedTree } from "../src/inputs/seed.ts";
import { hashHex } from "../src/nix/hash.ts";
import { writeNar } from "../src/nix/nar.ts";
import { PrivateApt, type Stanza } from "./private-apt.ts";

const mirror = await findMirror();
using apt = new PrivateApt(mirror, suite, architecture);
apt.update();

const seedDeb = lockedPackages([seed])[0];
if (seedDeb === undefined) throw new Error(`no package '${seed}' in ${suite}`);
const emulatorClosure = lockedPackages(apt.solve(emulator));
apt.pretendInstalled(Object.values(leftOut).flat());
const lock: Lock = {
  version: 1,
  seed: { deb: seedDeb, narSha256: hashHex("sha256", writeNar(seedTree(await fetched(seedDeb)))) },
  buildRoot: lockedPackages(apt.solve(Object.values(buildRoot).flat())),
  emulator: emulatorClosure,
  firmware: lockedPackages(firmware),
  counterparts: lockedPackages([...new Set(counterparts.flatMap((group) => apt.solve(group)))]),
  sources: Object.fromEntries(
    Object.entries(sources)
      .flatMap(([from, names]) => lockedSources(from, names))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ),
};
await allThere(Object.values(lock.sources).flatMap(filesOf));
writeFileSync(lockPath, `${JSON.stringify(lock, undefined, 2)}\n`);
for (const [part, files] of [
  ["build root", lock.buildRoot],
  ["emulator", lock.emulator],
  ["firmware", lock.firmware],
  ["counterparts", lock.counterparts],
  ["sources", Object.values(lock.sources).flatMap(filesOf)],
] as const) {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  process.stdout.write(`${part}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
}

function lockedPackages(names: readonly string[]): readonly LockedPackage[] {
  if (names.length === 0) return [];
  return apt
    .show(names)
    .map((stanza) => ({
      package: field(stanza, "Package"),
      version: field(stanza, "Version"),
      path: field(stanza, "Filename"),
      sha256: field(stanza, "SHA256"),
      size: Number(field(stanza, "Size")),
    }))
    .toSorted((a, b) => (a.package < b.package ? -1 : 1));
}

function lockedSources(from: string, names: readonly string[]): readonly (readonly [string, LockedSource])[] {
  if (from === suite) return names.map((name) => [name, lockedSource(apt, name)]);
  using other = new PrivateApt(mirror, from, architecture);
  other.update();
  return names.map((name) => [name, lockedSource(other, name)]);
}

function lockedSource(from: PrivateApt, name: string): LockedSource {
  const { version, files } = from.source(name);
  const chosen = (wanted: RegExp): readonly LockedFile[] =>
    [...files]
      .filter(([file]) => wanted.test(file))
      .map(([, { url, sha256, size }]) => ({ path: url.slice(url.indexOf("/pool/") + 1), sha256, size }));
  const debian = upstreamOnly.includes(name) ? undefined : chosen(/\.debian\.tar\.\w+$/)[0];
  const upstream = chosen(/\.orig(-[\w-]+)?\.tar\.\w+$/);
  return debian === undefined ? { version, upstream } : { version, upstream, debian };
}

function filesOf({ upstream, debian }: LockedSource): readonly LockedFile[] {
  return debian === undefined ? upstream : [...upstream, debian];
}

/** The mirror lacks some sources that its index lists: better found out now than in the middle of a build. */
async function allThere(files: readonly LockedFile[]): Promise<void> {
  for (const file of files) {
    const { ok, status } = await fetch(urlOf(mirror, file), { method: "HEAD" });
    if (!ok) throw new Error(`${file.path}: the index lists it, but the mirror answers ${status}`);
  }
}

async function fetched(file: LockedFile): Promise<Uint8Array> {
  const response = await fetch(urlOf(mirror, file));
  if (!response.ok) throw new Error(`${file.path}: ${response.status} ${response.statusText}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const got = createHash("sha256").update(bytes).digest("hex");
  if (got !== file.sha256) throw new Error(`${file.path}: the index says ${file.sha256}, got ${got}`);
  return bytes;
}

function field(stanza: Stanza, name: string): string {
  const value = stanza[name];
  if (value === undefined) throw new Error(`no field '${name}' for package '${stanza.Package}'`);
  return value;
}
