/**
 * apt with a state of its own in a temporary directory: one mirror, one suite, nothing installed and nothing
 * in its cache, so that its solver gives the same answer on every machine.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file as apt would fetch it. */
export interface AptFile {
  readonly url: string;
  readonly name: string;
}

/** One stanza of an index. */
export type Stanza = Readonly<Record<string, string>>;

export class PrivateApt implements Disposable {
  readonly #directory = mkdtempSync(join(tmpdir(), "liminix-apt-"));
  readonly #options: readonly string[];

  constructor(mirror: string, suite: string, architecture: string) {
    const at = (name: string) => join(this.#directory, name);
    // Without an empty archive directory the .debs in apt's cache are silently left out of --print-uris.
    for (const name of ["lists/partial", "archives/partial"]) mkdirSync(at(name), { recursive: true });
    writeFileSync(
      at("sources.list"),
      ["deb", "deb-src"].map((t) => `${t} ${mirror} ${suite} main non-free-firmware\n`).join(""),
    );
    writeFileSync(at("status"), "");
    this.#options = Object.entries({
      "APT::Architecture": architecture,
      "APT::Architectures": architecture,
      "APT::Sandbox::User": "root", // the temporary directory is not open to apt's own user
      "Dir::Etc::sourcelist": at("sources.list"),
      "Dir::Etc::sourceparts": "/dev/null",
      "Dir::Etc::preferencesparts": "/dev/null",
      "Dir::State::lists": at("lists"),
      "Dir::State::status": at("status"),
      "Dir::Cache::archives": at("archives"),
      "Dir::Cache::pkgcache": at("pkgcache.bin"),
      "Dir::Cache::srcpkgcache": at("srcpkgcache.bin"),
    }).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  }

  /** Fetches the suite's indexes. */
  update(): void {
    this.#run("apt-get", ["--error-on=any", "update"]);
  }

  /** Lets the solver believe that these are installed, as they are in the suite, and needs nothing further. */
  pretendInstalled(names: readonly string[]): void {
    const stanzas = this.show(names).map((stanza) => {
      const kept = Object.entries(stanza).filter(([field]) =>
        ["Package", "Version", "Architecture", "Multi-Arch", "Provides"].includes(field),
      );
      // "hold": else apt takes them for upgradable, as their stanzas differ from the index's.
      const status = [
        ["Status", "hold ok installed"],
        ["Maintainer", "-"],
        ["Description", "-"],
      ];
      return [...kept, ...status].map((entry) => `${entry.join(": ")}\n`).join("");
    });
    writeFileSync(join(this.#directory, "status"), stanzas.join("\n"));
  }

  /** Names of what apt would install for these, dependencies included. */
  solve(names: readonly string[]): readonly string[] {
    const said = this.#run("apt-get", ["install", "-y", "--no-install-recommends", "--simulate", ...names]);
    return [...said.matchAll(/^Inst (\S+) /gm)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  }

  /** The newest stanza of each package. */
  show(names: readonly string[]): readonly Stanza[] {
    return this.#run("apt-cache", ["show", "--no-all-versions", ...names])
      .split(/\n\n+/)
      .filter((text) => text.trim() !== "")
      .map((text) =>
        Object.fromEntries(
          [...text.matchAll(/^([\w-]+): (.*)$/gm)].map(([, field, value]) => [field, value]),
        ),
      );
  }

  /** The newest source package of this name: its version, and the lines of its files by name. */
  source(name: string): { readonly version: string; readonly files: ReadonlyMap<string, SourceFile> } {
    const listing = this.#run("apt-cache", ["showsrc", "--only-source", name]);
    const uris = this.#run("apt-get", ["source", "--print-uris", "--only-source", name]);
    const files = new Map<string, SourceFile>();
    for (const [, url = "", file = "", size, sha256 = ""] of uris.matchAll(
      /^'(\S+)' (\S+) (\d+) SHA256:([0-9a-f]{64})/gm,
    )) {
      files.set(file, { url: decodeURIComponent(url), sha256, size: Number(size) });
    }
    const dsc = [...files.keys()].find((file) => file.endsWith(".dsc"));
    const stanza = listing.split(/\n\n+/).find((text) => dsc !== undefined && text.includes(` ${dsc}\n`));
    const version = /^Version: (.+)$/m.exec(stanza ?? "")?.[1];
    if (version === undefined) throw new Error(`no source package '${name}' in the suite`);
    return { version, files };
  }

  [Symbol.dispose](): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #run(program: string, args: readonly string[]): string {
    return execFileSync(program, [...this.#options, ...args], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      maxBuffer: 64 << 20,
    });
  }
}

export interface SourceFile {
  readonly url: string;
  readonly sha256: string;
  readonly size: number;
}
