/** Several interfaces, for what joins them: of a switch, each socket is one. */
import { listOf } from "../../config/types/collection.ts";
import { ethernet, type NetworkInterface } from "../hardware.ts";
import { networkInterface } from "./types.ts";

const list = listOf(networkInterface);

/** A list of `networkInterface`; a switch stands for all its sockets, so `[device.interfaces.lan]` is right on any board. */
export const networkInterfaces: typeof list = {
  ...list,
  merge: (definitions, context) =>
    list.merge(
      definitions.map((definition) => ({ ...definition, value: spread(definition.value) })),
      context,
    ),
};

const spread = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.flatMap((one: unknown) => (isSwitch(one) ? one.ports.map((port) => ethernet(port)) : [one]))
    : value;

const isSwitch = (value: unknown): value is NetworkInterface =>
  (value as Partial<NetworkInterface> | undefined)?.kind === "interface" &&
  (value as NetworkInterface).ports.length > 0;
