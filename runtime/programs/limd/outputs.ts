/** What services say of themselves: a file for each output, watched, so that a new value is known at once. */
import * as host from "host";
import { fingerprint } from "../../lib/fingerprint.ts";
import type { Graph, ServiceEntry } from "../../lib/graph.ts";
import type { Accounts } from "./accounts.ts";
import type { FileWatcher } from "./file-watcher.ts";
import { emptyDirectory, makeDirectory } from "./files.ts";
import { outputDirectory } from "./layout.ts";
import { readValue } from "./read-value.ts";
import { type Marks, recall, remember } from "./remembered.ts";
import type { ServiceHost } from "./service-host.ts";

export class Outputs {
  readonly #graph: Graph;
  readonly #tell: ServiceHost["tell"];
  /** The values that were told of, by service and name. */
  readonly #values = new Map<string, Map<string, string>>();
  /** The same for the next limd. */
  readonly #marks: Record<string, Marks> = {};
  /** As the limd before this one left them. */
  readonly #left = recall("outputs") ?? {};

  constructor(graph: Graph, tell: ServiceHost["tell"]) {
    this.#graph = graph;
    this.#tell = tell;
  }

  /** Makes the directory of a service, and reads what is there already. */
  prepare(name: string, entry: ServiceEntry, watcher: FileWatcher, accounts: Accounts): void {
    if (entry.outputs.length === 0) return;
    const uid = entry.process.user === undefined ? 0 : accounts.uid(entry.process.user);
    // What others need is told by name; whoever is in the group may look at all of it.
    makeDirectory(outputDirectory(name), { mode: 0o2751, uid: uid ?? 0, gid: accounts.systemGroup });
    const mask = host.IN_MOVED_TO | host.IN_MOVED_FROM | host.IN_CLOSE_WRITE | host.IN_DELETE;
    watcher.watch(outputDirectory(name), mask, (names) => this.look(name, names));
    this.#values.set(name, this.#readAll(name));
    this.#mark(name);
  }

  /** Tells of values that are not what the limd before this one told of. */
  catchUp(): void {
    for (const [service, marks] of Object.entries(this.#left)) {
      const now = this.#marks[service] ?? {};
      const changed = Object.keys(now).filter(
        (name) => marks[name] !== undefined && marks[name] !== now[name],
      );
      if (changed.length > 0) this.#tell({ kind: "output", service, changed, removed: [] });
    }
    remember("outputs", this.#marks);
  }

  /** The outputs of a service that have values. */
  present(service: string): readonly string[] {
    return [...(this.#values.get(service)?.keys() ?? [])];
  }

  /** An output's file as it is now. */
  read(service: string, output: string): string | undefined {
    return readValue(`${outputDirectory(service)}/${output}`);
  }

  /** Takes them away, of a service that no longer runs. */
  clear(service: string): void {
    this.#values.set(service, new Map());
    emptyDirectory(outputDirectory(service));
    this.#mark(service);
    remember("outputs", this.#marks);
  }

  #mark(service: string): void {
    const values = [...(this.#values.get(service) ?? [])];
    this.#marks[service] = Object.fromEntries(values.map(([name, text]) => [name, fingerprint(text)]));
  }

  #readAll(service: string): Map<string, string> {
    const found = new Map<string, string>();
    for (const name of this.#graph.services[service]?.outputs ?? []) {
      const text = this.read(service, name);
      if (text !== undefined) found.set(name, text);
    }
    return found;
  }

  /**
   * Tells of the outputs that have changed, of all those named. Only a value that is another one is news: a
   * renewed lease with the same address concerns nobody.
   */
  look(service: string, names?: ReadonlySet<string>): void {
    const known = this.#values.get(service) ?? new Map<string, string>();
    const outputs = this.#graph.services[service]?.outputs ?? [];
    const changed: string[] = [];
    const removed: string[] = [];
    for (const name of outputs) {
      if (names !== undefined && !names.has(name)) continue;
      const text = this.read(service, name);
      if (text === known.get(name)) continue;
      if (text === undefined) {
        known.delete(name);
        removed.push(name);
      } else {
        known.set(name, text);
        changed.push(name);
      }
    }
    this.#values.set(service, known);
    if (changed.length === 0 && removed.length === 0) return;
    this.#tell({ kind: "output", service, changed, removed });
    this.#mark(service);
    remember("outputs", this.#marks);
  }
}
