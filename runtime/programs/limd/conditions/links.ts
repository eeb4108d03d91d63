/** Network interfaces, as the kernel tells of every change to them. */
import * as host from "host";
import { setReadHandler } from "os";
import { askForLinks, type Link, linkGroup, parseLinkMessages } from "../../../lib/link-messages.ts";
import { unless } from "../attempt.ts";

export class Links {
  readonly #descriptor = host.netlink(host.NETLINK_ROUTE, linkGroup);
  readonly #buffer = new Uint8Array(32 * 1024);
  readonly #changed: () => void;
  #links = new Map<number, Link>();
  /** Those that were told since everything was asked for again. */
  #told: Map<number, Link> | undefined;
  #isKnown = false;

  /** `changed` is called whenever an interface has, and once when all are known. */
  constructor(changed: () => void) {
    this.#changed = changed;
    setReadHandler(this.#descriptor, () => this.#read());
    this.#ask();
  }

  /** Undefined until all are known. */
  has(name: string, state: "present" | "up" | "carrier"): boolean | undefined {
    if (!this.#isKnown) return undefined;
    const link = [...this.#links.values()].find((one) => one.name === name);
    if (link === undefined) return false;
    return state === "present" || (state === "up" ? link.isUp : link.hasCarrier);
  }

  #ask(): void {
    this.#told = new Map();
    host.sendNetlink(this.#descriptor, askForLinks(host.littleEndian));
  }

  #read(): void {
    for (;;) {
      let length: number | undefined;
      const isLost = unless(["ENOBUFS"], () => {
        length = host.receiveNetlink(this.#descriptor, this.#buffer);
        return false;
      });
      if (isLost === undefined) {
        this.#ask(); // some messages were lost: begin again
        continue;
      }
      if (length === undefined) break;
      this.#take(this.#buffer.subarray(0, length));
    }
    this.#changed();
  }

  #take(datagram: Uint8Array): void {
    for (const message of parseLinkMessages(datagram, host.littleEndian)) {
      if (message.kind === "link") {
        this.#links.set(message.link.index, message.link);
        this.#told?.set(message.link.index, message.link);
      } else if (message.kind === "gone") {
        this.#links.delete(message.index);
        this.#told?.delete(message.index);
      } else if (this.#told !== undefined) {
        this.#links = this.#told;
        this.#told = undefined;
        this.#isKnown = true;
      }
    }
  }
}
