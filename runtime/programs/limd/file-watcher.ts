/** Changes in directories, by one inotify descriptor for all of them. */
import { fileEvents, IN_Q_OVERFLOW, inotify, watch } from "host";
import { setReadHandler } from "os";

/** The names of entries that changed, together; undefined if that is not known: look at all of them. */
export type Changed = (names: ReadonlySet<string> | undefined) => void;

export class FileWatcher {
  readonly #descriptor = inotify();
  readonly #handlers = new Map<number, Changed>();

  constructor() {
    setReadHandler(this.#descriptor, () => this.#read());
  }

  /** One handler a directory; the mask is of IN_… . */
  watch(directory: string, mask: number, changed: Changed): void {
    this.#handlers.set(watch(this.#descriptor, directory, mask), changed);
  }

  #read(): void {
    const names = new Map<number, Set<string>>();
    for (const event of fileEvents(this.#descriptor)) {
      if ((event.mask & IN_Q_OVERFLOW) !== 0) {
        for (const changed of this.#handlers.values()) changed(undefined);
        return;
      }
      const known = names.get(event.watch);
      if (known === undefined) names.set(event.watch, new Set([event.name]));
      else known.add(event.name);
    }
    for (const [number, changed] of names) this.#handlers.get(number)?.(changed);
  }
}
