/** What a board has for networking: interfaces, the sockets of a switch, radios. Their names are part of their types. */
import { capture, placeOf, showPlace } from "../config/place.ts";
import { didYouMean } from "../did-you-mean.ts";
import { userError } from "../error.ts";

/** A network interface of the board, by the name that the kernel gives it. */
export interface NetworkInterface<Port extends string = string> {
  readonly kind: "interface";
  readonly name: string;
  /** The sockets of a switch; none where the interface is one socket. */
  readonly ports: readonly Port[];
}

export type Band = "2g" | "5g" | "6g";

/** A radio, and the bands that it can work on, one at a time. */
export interface Radio<B extends Band = Band> {
  readonly kind: "radio";
  readonly name: string;
  readonly bands: readonly B[];
}

/** A radio set to one of its bands. */
export interface TunedRadio {
  readonly kind: "tuned-radio";
  readonly name: string;
  readonly radio: Radio;
  readonly band: Band;
}

/** An Ethernet interface: `ethernet("eth0")`; behind a switch, with the names of its sockets. */
export function ethernet(name: string): NetworkInterface<never>;
export function ethernet<const P extends string>(
  name: string,
  behind: { readonly ports: readonly P[] },
): NetworkInterface<P>;
export function ethernet(name: string, { ports }: { readonly ports: readonly string[] } = { ports: [] }) {
  return Object.freeze({ kind: "interface", name, ports: Object.freeze([...ports]) });
}

/** A radio: `radio("phy0", { bands: ["2g", "5g"] })`. */
export const radio = <const B extends Band>(
  name: string,
  { bands }: { readonly bands: readonly B[] },
): Radio<B> => Object.freeze({ kind: "radio", name, bands: Object.freeze([...bands]) });

/** Some sockets of a switch: `only(device.interfaces.lan, { ports: ["lan4"] })` is where the guests go. */
export function only<W extends NetworkInterface>(
  whole: W,
  { ports }: { readonly ports: readonly W["ports"][number][] },
): NetworkInterface<W["ports"][number]> {
  for (const port of ports) requireOne("port", port, `Interface '${whole.name}'`, whole.ports);
  return ethernet(whole.name, { ports });
}

/** A radio on one of its bands: `tuned(device.radios.wifi, { band: "5g" })`. */
export function tuned<B extends Band>(radio: Radio<B>, { band }: { readonly band: NoInfer<B> }): TunedRadio {
  requireOne("band", band, `Radio '${radio.name}'`, radio.bands);
  return Object.freeze({ kind: "tuned-radio", name: `${radio.name} at ${band}`, radio, band });
}

/** The board's parts of one kind; asking for one that it lacks is a mistake, also where nothing checks types. */
export const parts = <const T extends object>(what: string, owner: string, those: T): T =>
  new Proxy(Object.freeze({ ...those }), {
    get(target, name, receiver) {
      if (typeof name === "string" && !(name in target) && name !== "toJSON")
        requireOne(what, name, owner, Object.keys(target));
      return Reflect.get(target, name, receiver);
    },
  });

function requireOne(what: string, name: string, owner: string, those: readonly string[]): void {
  if (those.includes(name)) return;
  const meant = didYouMean(name, those);
  const place = placeOf(capture());
  throw userError({
    message: `${owner} has no ${what} '${name}'`,
    ...(place === undefined ? {} : { places: [`in ${showPlace(place)}`] }),
    ...(meant === undefined ? {} : { try: meant }),
  });
}
