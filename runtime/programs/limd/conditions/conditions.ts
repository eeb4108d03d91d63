/** Tells whether conditions of the outside world hold, now and whenever that changes. What nobody asks for is not watched. */
import { IN_CREATE, IN_DELETE, IN_MOVED_FROM, IN_MOVED_TO, stat } from "host";
import type { OutsideCondition } from "../../../lib/graph.ts";
import { unreachable } from "../../../lib/unreachable.ts";
import type { FileWatcher } from "../file-watcher.ts";
import { clockDirectory, clockMark } from "../layout.ts";
import type { Secrets } from "../secrets.ts";
import type { ServiceHost } from "../service-host.ts";
import type { Uevents } from "../uevents.ts";
import { Devices } from "./devices.ts";
import { Links } from "./links.ts";

/** How limd hears of the world. */
interface Senses {
  readonly watcher: FileWatcher;
  readonly uevents: Uevents;
  readonly secrets: Secrets;
}

export class Conditions {
  readonly #tell: ServiceHost["tell"];
  readonly #watcher: FileWatcher;
  readonly #uevents: Uevents;
  readonly #secrets: Secrets;
  readonly #watched = new Map<string, OutsideCondition>();
  readonly #known = new Map<string, boolean>();
  #links: Links | undefined;
  #devices: Devices | undefined;
  #watchesClock = false;

  constructor(tell: ServiceHost["tell"], { watcher, uevents, secrets }: Senses) {
    this.#tell = tell;
    this.#watcher = watcher;
    this.#uevents = uevents;
    this.#secrets = secrets;
  }

  watch(key: string, condition: OutsideCondition): void {
    this.#watched.set(key, condition);
    switch (condition.kind) {
      case "link":
        this.#links ??= new Links(() => this.#look("link"));
        break;
      case "hotplug":
        this.#devices ??= new Devices(this.#uevents, (subsystem) => this.#look("hotplug", subsystem));
        break;
      case "clock":
        this.#watchClock();
        break;
      case "secret":
        this.#secrets.watch(condition.name, () => this.#judge(key, condition));
        break;
      default:
        unreachable(condition);
    }
    this.#judge(key, condition);
  }

  #watchClock(): void {
    if (this.#watchesClock) return;
    this.#watchesClock = true;
    const mask = IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
    this.#watcher.watch(clockDirectory, mask, () => this.#look("clock"));
  }

  #look(kind: OutsideCondition["kind"], subsystem?: string): void {
    for (const [key, condition] of this.#watched) {
      if (condition.kind !== kind) continue;
      if (condition.kind === "hotplug" && subsystem !== undefined && condition.subsystem !== subsystem)
        continue;
      this.#judge(key, condition);
    }
  }

  #judge(key: string, condition: OutsideCondition): void {
    const holds = this.#holds(condition);
    if (holds === undefined || this.#known.get(key) === holds) return;
    this.#known.set(key, holds);
    this.#tell({ kind: "condition", key, holds });
  }

  #holds(condition: OutsideCondition): boolean | undefined {
    switch (condition.kind) {
      case "link":
        return this.#links?.has(condition.interface, condition.state);
      case "hotplug":
        return this.#devices?.has(condition);
      case "clock":
        return stat(`${clockDirectory}/${clockMark}`) !== undefined;
      case "secret":
        return this.#secrets.has(condition.name);
    }
  }
}
