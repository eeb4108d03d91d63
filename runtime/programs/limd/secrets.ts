/** Secrets that this router was given: files in a directory of root's, watched, so that a new one is known at once. */
import { IN_CLOSE_WRITE, IN_DELETE, IN_MOVED_FROM, IN_MOVED_TO } from "host";
import { fingerprint } from "../../lib/fingerprint.ts";
import type { FileWatcher } from "./file-watcher.ts";
import { makeDirectory } from "./files.ts";
import { secretsDirectory } from "./layout.ts";
import { readValue } from "./read-value.ts";
import { recall, remember } from "./remembered.ts";
import type { ServiceHost } from "./service-host.ts";

interface Known {
  value: string | undefined;
  /** It is there now, or no longer. */
  readonly changed: () => void;
}

export class Secrets {
  readonly #tell: ServiceHost["tell"];
  readonly #watcher: FileWatcher;
  readonly #known = new Map<string, Known>();
  /** As the limd before this one left them. */
  readonly #left = recall("secrets") ?? {};

  constructor(tell: ServiceHost["tell"], watcher: FileWatcher) {
    this.#tell = tell;
    this.#watcher = watcher;
  }

  /** Calls back when it is given or taken away; that it has another value is told as an event. */
  watch(name: string, changed: () => void): void {
    if (this.#known.size === 0) this.#watchDirectory();
    const value = this.read(name);
    this.#known.set(name, { value, changed });
  }

  /** Tells of secrets that are not what the limd before this one knew. */
  catchUp(): void {
    for (const [name, mark] of Object.entries(this.#marks())) {
      if (this.#left[name] !== undefined && this.#left[name] !== mark) this.#tell({ kind: "secret", name });
    }
    remember("secrets", this.#marks());
  }

  #marks(): Readonly<Record<string, number>> {
    const there = [...this.#known].flatMap(([name, { value }]) =>
      value === undefined ? [] : [[name, fingerprint(value)] as const],
    );
    return Object.fromEntries(there);
  }

  has(name: string): boolean {
    return this.#known.get(name)?.value !== undefined;
  }

  /** A file with nothing in it is a secret that is still being written. */
  read(name: string): string | undefined {
    const value = readValue(`${secretsDirectory}/${name}`);
    return value === "" ? undefined : value;
  }

  #watchDirectory(): void {
    makeDirectory(secretsDirectory, { mode: 0o700 });
    const mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
    this.#watcher.watch(secretsDirectory, mask, (names) => {
      for (const name of names ?? this.#known.keys()) this.#look(name);
    });
  }

  #look(name: string): void {
    const known = this.#known.get(name);
    if (known === undefined) return;
    const before = known.value;
    known.value = this.read(name);
    if (before === known.value) return;
    if (before === undefined || known.value === undefined) known.changed();
    else this.#tell({ kind: "secret", name });
    remember("secrets", this.#marks());
  }
}
