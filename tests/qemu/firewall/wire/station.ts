/**
 * A computer that is nothing but a test: it has as many addresses as the test likes, and sends what it likes. Who asks for
 * the hardware address of one of them is answered; all else is for the test to look at.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Network } from "liminix/testing";
import { FrameSplitter } from "../../../../src/qemu/frames.ts";
import {
  type Address,
  addressBytes,
  addressText,
  type Between,
  type IpOptions,
  ip,
  neighbourAdvertisement,
  PROTOCOL,
} from "./packet.ts";
import { type Frame, parseFrame, parseIp, type Seen } from "./seen.ts";

const ARP = 0x0806;
const limitMs = 20_000;

interface Options {
  readonly addresses: readonly string[];
  readonly vlan?: number;
}

export class Station implements Disposable {
  readonly mac: Address;
  readonly #socket: Socket;
  readonly #addresses: ReadonlySet<string>;
  readonly #vlan: number | undefined;
  readonly #seen: Seen[] = [];
  readonly #waiting = new Set<() => void>();
  #routerMac: Address | undefined;

  private constructor(socket: Socket, { addresses, vlan }: Options, mac: Address) {
    this.#socket = socket;
    this.#addresses = new Set(addresses.map((one) => addressText(Buffer.from(addressBytes(one)))));
    this.#vlan = vlan;
    this.mac = mac;
    const frames = new FrameSplitter();
    socket.on("error", () => {}); // the test is over, and the network gone
    socket.on("data", (bytes: Buffer) => {
      for (const frame of frames.push(bytes)) this.#take(parseFrame(frame.subarray(4)));
    });
  }

  /** Plugged into a network, where it has found the router, by an address of the router's there. */
  static async plug(network: Network, router: string, options: Options): Promise<Station> {
    if (network.cable.kind !== "switch") throw new Error("a station is plugged into a test's own network");
    const socket = connect(network.cable.socket);
    await once(socket, "connect");
    const station = new Station(socket, options, [2, 0, 0x5e, 0, 0x53, (options.vlan ?? 0) & 0xff]);
    await station.#find(router, options.addresses.find((one) => !one.includes(":")) ?? "");
    return station;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  /** Sends a packet by way of the router. */
  send(between: Between, protocol: number, payload: Buffer, options: IpOptions = {}): void {
    this.#emit(
      this.#routerMac ?? [],
      between.from.includes(":") ? 0x86dd : 0x0800,
      ip(between, protocol, payload, options),
    );
  }

  /** All that came and fits. */
  seen(fits: (one: Seen) => boolean): readonly Seen[] {
    return this.#seen.filter(fits);
  }

  /** The first that fits, now or as soon as it comes. */
  async sees(what: string, fits: (one: Seen) => boolean): Promise<Seen> {
    const deadline = performance.now() + limitMs;
    for (;;) {
      const found = this.#seen.find(fits);
      if (found !== undefined) return found;
      const left = deadline - performance.now();
      if (left <= 0)
        throw new Error(`waited ${limitMs / 1000} s to see ${what}; the last that came: ${this.#last()}`);
      await this.#change(left);
    }
  }

  /** Until something comes, whatever it is, or nothing does for so long. */
  async untilAny(withinMs: number): Promise<void> {
    await this.#change(withinMs);
  }

  /** From now on only what comes later counts. */
  forget(): void {
    this.#seen.length = 0;
  }

  #last(): string {
    return this.#seen
      .slice(-5)
      .map((one) => `${one.from}:${one.sourcePort} to ${one.to}:${one.port}, protocol ${one.protocol}`)
      .join("; ");
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      this.#waiting.add(wake);
    });
  }

  async #find(router: string, own: string): Promise<void> {
    const deadline = Date.now() + limitMs;
    const everybody = [255, 255, 255, 255, 255, 255];
    while (this.#routerMac === undefined) {
      if (Date.now() > deadline) throw new Error(`${router} did not answer for ${limitMs / 1000} s`);
      this.#emit(everybody, ARP, arp(1, this.mac, own, [0, 0, 0, 0, 0, 0], router));
      await this.#change(500);
    }
  }

  #take(frame: Frame): void {
    if (frame.vlan !== this.#vlan) return;
    if (frame.etherType === ARP) this.#answerArp(frame);
    const packet = parseIp(frame);
    if (packet === undefined) return;
    if (packet.protocol === PROTOCOL.icmpv6 && packet.type === 135) this.#answerNeighbour(packet);
    this.#seen.push(packet);
    for (const wake of [...this.#waiting]) wake();
  }

  #answerArp({ payload }: Frame): void {
    const asker = [...payload.subarray(8, 14)];
    const target = addressText(payload.subarray(24, 28));
    if (payload.readUInt16BE(6) === 2) {
      this.#routerMac ??= asker;
      for (const wake of [...this.#waiting]) wake();
    } else if (this.#addresses.has(target)) {
      this.#emit(asker, ARP, arp(2, this.mac, target, asker, addressText(payload.subarray(14, 18))));
    }
  }

  #answerNeighbour({ from, sourceMac, data }: Seen): void {
    const target = addressText(data.subarray(0, 16));
    if (!this.#addresses.has(target) || /^(0:)+0$/.test(from)) return;
    const between = { from: target, to: from };
    const payload = neighbourAdvertisement(between, target, this.mac);
    this.#emit([...sourceMac], 0x86dd, ip(between, PROTOCOL.icmpv6, payload));
  }

  #emit(to: Address, etherType: number, payload: Buffer): void {
    const tag = this.#vlan === undefined ? [] : [0x81, 0, this.#vlan >> 8, this.#vlan & 0xff];
    const header = Buffer.from([...to, ...this.mac, ...tag, etherType >> 8, etherType & 0xff]);
    const frame = Buffer.concat([header, payload]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(frame.length);
    this.#socket.write(Buffer.concat([length, frame]));
  }
}

const arp = (operation: number, mac: Address, from: string, toMac: Address, to: string): Buffer =>
  Buffer.from([
    ...[0, 1, 8, 0, 6, 4, 0, operation],
    ...mac,
    ...addressBytes(from),
    ...toMac,
    ...addressBytes(to),
  ]);
