/**
 * The lock: every file that is fetched, by its path below a Debian mirror's root, its size and SHA-256.
 * It names no mirror (`mirror.ts` finds one), so it means the same everywhere.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { systemError } from "../error.ts";

const lockedFile = z.strictObject({
  path: z.string().regex(/^pool\/[a-z-]+\/[\w.+~/-]+$/, "expects a path below pool/"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "expects 64 hexadecimal digits"),
  size: z.int().positive(),
});
const lockedPackage = lockedFile.extend({ package: z.string(), version: z.string() });
const lockedSource = z.strictObject({
  version: z.string(),
  upstream: z.array(lockedFile).min(1),
  debian: lockedFile.optional(),
});
const lockSchema = z.strictObject({
  version: z.literal(1),
  buildRoot: z.array(lockedPackage).min(1),
  emulator: z.array(lockedPackage).min(1),
  firmware: z.array(lockedPackage).min(1),
  counterparts: z.array(lockedPackage).min(1),
  seed: z.strictObject({ deb: lockedPackage, narSha256: lockedFile.shape.sha256 }),
  sources: z.record(z.string(), lockedSource),
});

/** A file of the mirror; `path` begins at the mirror's root ("pool/main/m/musl/musl_1.2.3.orig.tar.gz"). */
export type LockedFile = Readonly<z.infer<typeof lockedFile>>;
/** A `.deb` and the binary package it holds. */
export type LockedPackage = Readonly<z.infer<typeof lockedPackage>>;
/** A source package: upstream's tarballs, and Debian's `debian/` directory with its patch series. */
export interface LockedSource {
  /** Debian's version, epoch and revision included ("1:14.0.6-12"); see `upstreamVersion`. */
  readonly version: string;
  readonly upstream: readonly LockedFile[];
  readonly debian?: LockedFile;
}
export interface Lock {
  readonly version: 1;
  readonly buildRoot: readonly LockedPackage[];
  readonly emulator: readonly LockedPackage[];
  readonly firmware: readonly LockedPackage[];
  readonly counterparts: readonly LockedPackage[];
  /** The `.deb` of the static busybox, and the hash of the NAR of the tree that `seed.ts` makes of it. */
  readonly seed: { readonly deb: LockedPackage; readonly narSha256: string };
  readonly sources: Readonly<Record<string, LockedSource>>;
}

export const lockPath = new URL("../../inputs/debian.lock.json", import.meta.url);

/** The project's lock, checked. */
export function readLock(): Lock {
  return parseLock(readFileSync(lockPath, "utf8"));
}

/** A lock out of its text; anything that is not one is refused with each wrong place named. */
export function parseLock(text: string): Lock {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refused([String(error)]);
  }
  const result = lockSchema.safeParse(json);
  if (!result.success) {
    throw refused(result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  }
  return result.data as Lock;
}

/** Upstream's part of a Debian version: "1:14.0.6-12" is "14.0.6". */
export function upstreamVersion({ version }: Pick<LockedSource, "version">): string {
  return version.replace(/^\d+:/, "").replace(/-[^-]*$/, "");
}

/** Largest first, so that the last connections are not left waiting for one big file. */
export function fetchOrder<F extends LockedFile>(files: readonly F[]): readonly F[] {
  return files.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
}

const refused = (details: readonly string[]) =>
  systemError({
    message: "The lock 'inputs/debian.lock.json' is not one that this version reads",
    details: details.slice(0, 10),
    try: "git checkout inputs/debian.lock.json, or tools/update-lock.ts to make it again",
  });
