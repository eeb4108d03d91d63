/** What the kernel tells of devices that come and go, for all who want to hear it. Its socket is made when somebody does. */
import * as host from "host";
import { setReadHandler } from "os";
import { parseUevent, type Uevent } from "../../lib/uevent.ts";
import { unless } from "./attempt.ts";

/** All uevents (the kernel's own, not udev's). */
const kernelGroup = 1;

/** What came at once; undefined: some of it is lost, so look at everything. */
export type Heard = (events: readonly Uevent[] | undefined) => void;

export class Uevents {
  readonly #buffer = new Uint8Array(8 * 1024);
  readonly #listeners: Heard[] = [];

  listen(heard: Heard): void {
    if (this.#listeners.length === 0) this.#open();
    this.#listeners.push(heard);
  }

  #open(): void {
    const descriptor = host.netlink(host.NETLINK_KOBJECT_UEVENT, kernelGroup);
    setReadHandler(descriptor, () => {
      const events = this.#read(descriptor);
      for (const heard of this.#listeners) heard(events);
    });
  }

  #read(descriptor: number): readonly Uevent[] | undefined {
    const events: Uevent[] = [];
    let areAll = true;
    for (;;) {
      let length: number | undefined;
      const isLost = unless(["ENOBUFS"], () => {
        length = host.receiveNetlink(descriptor, this.#buffer);
        return false;
      });
      if (isLost === undefined) areAll = false;
      else if (length === undefined) return areAll ? events : undefined;
      else {
        const event = parseUevent(host.decode(this.#buffer.subarray(0, length)));
        if (event !== undefined) events.push(event);
      }
    }
  }
}
