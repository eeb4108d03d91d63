/** What a DHCP client tells of itself because its provider wants that, as udhcpc takes it on its command line. */
import { option, t } from "../../src/index.ts";

const bytes = t.pattern(
  /^(?:0x(?:[0-9a-fA-F]{2}){1,254}|(?!0x)[\x20-\x7e]{1,254})$/,
  'text in ASCII, or bytes such as "0x01a2b3", at most 254',
);

export const sentParams = {
  vendorClass: option({
    type: t.nullable(bytes),
    default: null,
    description: "What kind of client it says it is, for providers who serve their own only (option 60).",
    example: "sagem",
  }),
  clientId: option({
    type: t.nullable(bytes),
    default: null,
    description:
      "Who it says it is, for providers who know customers by that (option 61); otherwise its MAC address.",
    example: "0x010200000000ff",
  }),
  options: option({
    type: t.mapOf(bytes),
    default: {},
    description: "What else it says, by the options' numbers.",
    example: { 77: "0x2b46535644534c" },
  }),
} as const;

export interface Sent {
  readonly vendorClass: string | undefined;
  readonly clientId: string | undefined;
  readonly options: Readonly<Record<string, string>>;
}

/** Arguments of udhcpc. Of itself it would say which busybox it is of. */
export const sentArguments = ({ vendorClass, clientId, options }: Sent): readonly string[] => [
  ...(vendorClass === undefined ? [] : ["-V", "", ...sent(60, vendorClass)]),
  ...(clientId === undefined ? [] : sent(61, clientId)),
  ...Object.entries(options).flatMap(([number, value]) => sent(Number(number), value)),
];

/** In hexadecimal: so nothing in it can mean anything to udhcpc. */
const sent = (number: number, value: string): readonly string[] => {
  const hex = value.startsWith("0x") ? value.slice(2) : Buffer.from(value, "ascii").toString("hex");
  return ["-x", `${number}:${hex}`];
};

/** Who says what is not for `options`: the client itself (RFC 2132, sections 3.14 and 9), or a parameter. */
const others = new Map([
  ...[50, 51, 52, 53, 54, 55, 57].map((number) => [number, "the client says it by itself"] as const),
  [12, "'hostname' says it"],
  [60, "'vendorClass' says it"],
  [61, "'clientId' says it"],
]);

/** Keys of `options` that are no options, or others' business. */
export function* wrongNumbers({ options }: Sent) {
  for (const key of Object.keys(options)) {
    const why = /^[1-9]\d*$/.test(key) && Number(key) < 255 ? others.get(Number(key)) : "they are 1 to 254";
    if (why !== undefined)
      yield {
        message: `Options of DHCP are expected by their numbers, got '${key}': ${why}`,
        parameters: [["options", key]] as const,
      };
  }
}
