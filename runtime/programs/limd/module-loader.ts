/**
 * Loads the kernel's modules: for each device the one that says it is for such a device. A device that has a driver to
 * wait for tells so by its MODALIAS, when it comes and in /sys ever after; modprobe knows whom that means.
 */
import * as host from "host";
import { type Launchers, withRights } from "../../lib/launch-file.ts";
import { unless } from "./attempt.ts";
import { readIfThere } from "./files.ts";
import { modulesDirectory } from "./layout.ts";
import { whenEnded } from "./processes.ts";
import type { Uevents } from "./uevents.ts";

export class ModuleLoader {
  readonly #launchers: Launchers;
  readonly #descriptor: number;
  #waiting = new Set<string>();
  #isBusy = false;

  /** `descriptor` is where modprobe says what goes wrong. */
  constructor(launchers: Launchers, descriptor: number) {
    this.#launchers = launchers;
    this.#descriptor = descriptor;
  }

  /** Looks after all devices, those that are there and those that come; of a kernel without modules, after none. */
  watch(uevents: Uevents): void {
    if (host.stat(modulesDirectory) === undefined) return;
    uevents.listen((events) => {
      if (events === undefined) this.#addAll();
      else {
        for (const { action, properties } of events) {
          if (action === "add" && properties.MODALIAS !== undefined) this.#waiting.add(properties.MODALIAS);
        }
      }
      this.#load();
    });
    this.#addAll();
    this.#load();
  }

  #addAll(): void {
    for (const bus of host.readDirectory("/sys/bus")) {
      const devices = `/sys/bus/${bus}/devices`;
      for (const device of unless(["ENOENT"], () => host.readDirectory(devices)) ?? []) {
        const alias = readIfThere(`${devices}/${device}/modalias`)?.trimEnd();
        if (alias !== undefined && alias !== "") this.#waiting.add(alias);
      }
    }
  }

  /** One modprobe at a time, for all that came meanwhile. Most devices have their driver already, or there is none. */
  #load(): void {
    if (this.#isBusy || this.#waiting.size === 0) return;
    this.#isBusy = true;
    const words = ["/bin/modprobe", "-a", "-q", "--", ...this.#waiting];
    this.#waiting = new Set();
    const modprobe = host.spawn([...withRights(this.#launchers, ["sys_module"]), ...words], {
      descriptors: [undefined, this.#descriptor, this.#descriptor],
      session: true,
    });
    whenEnded(modprobe, () => {
      this.#isBusy = false;
      this.#load();
    });
  }
}
