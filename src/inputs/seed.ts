/**
 * The seed: the one program that is run without having been unpacked by another. The Nix sandbox holds no
 * shell, so Debian's static busybox is taken out of its `.deb` here, on the host, and put into the store as it is.
 */
import { spawnSync } from "node:child_process";
import { systemError } from "../error.ts";
import { arMember } from "./ar.ts";

/** `{ bin/busybox }`, in the shape that a store takes trees in. */
export interface SeedTree {
  readonly kind: "directory";
  readonly entries: {
    readonly bin: {
      readonly kind: "directory";
      readonly entries: {
        readonly busybox: { readonly kind: "file"; readonly executable: true; readonly contents: Uint8Array };
      };
    };
  };
}

/** The seed's tree out of the bytes of the `.deb` in the lock. Runs the host's `xz` and `tar`. */
export function seedTree(deb: Uint8Array): SeedTree {
  const data = run("xz", ["--decompress", "--stdout"], arMember(deb, "data.tar.xz"));
  const contents = run("tar", ["--extract", "--to-stdout", "--file", "-", "./bin/busybox"], data);
  const busybox = { kind: "file", executable: true, contents } as const;
  const bin = { kind: "directory", entries: { busybox } } as const;
  return { kind: "directory", entries: { bin } };
}

function run(program: string, args: readonly string[], input: Uint8Array): Uint8Array {
  const { error, status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 64 << 20 });
  if (error !== undefined || status !== 0) {
    throw systemError({
      message: `Cannot unpack the seed: '${program}' ${error === undefined ? `ended with status ${status}` : `did not run (${error.message})`}`,
      details: error === undefined ? stderr.toString().trimEnd().split("\n").slice(-5) : [],
      try: `install ${program === "xz" ? "xz-utils" : program} (./liminix does so on Debian and Ubuntu)`,
    });
  }
  return stdout;
}
