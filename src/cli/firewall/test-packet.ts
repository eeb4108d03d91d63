/** What `liminix firewall test` says: the fate of a packet, and the rule that decides it. */
import { parseAddress, showAddress } from "../../config/address.ts";
import { type Config, placesOf } from "../../config/index.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { userError } from "../../error.ts";
import { evaluatePacket } from "../../firewall/evaluate.ts";
import { compilePolicy, type Policy, type Ruleset } from "../../firewall/index.ts";
import type { Outcome, Packet, Step } from "../../firewall/packet.ts";
import { ROUTER } from "../../firewall/policy/policy.ts";
import { type Question, withInterfaces, zonePacket } from "../../firewall/policy/zone-packet.ts";
import { ruleText } from "../../firewall/text.ts";
import { policyOf } from "./show-firewall.ts";

export interface Asked {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly tcp: number | undefined;
  readonly udp: number | undefined;
  readonly icmp: boolean;
  readonly source: string | undefined;
  readonly destination: string | undefined;
}

/** The answer for each family that is meant. */
export function testPacket(config: Config, asked: Asked): string {
  const policy = policyOf(config);
  const [from, to] = [place(policy, "--from", asked.from), place(policy, "--to", asked.to)];
  const protocol = protocolOf(asked);
  const [source, destination] = [
    addressOf("--source", asked.source),
    addressOf("--destination", asked.destination),
  ];
  const ruleset = withInterfaces(compilePolicy(policy), policy);
  const families = (["ipv4", "ipv6"] as const).filter((family) =>
    [source, destination].every((one) => one === undefined || one.family === (family === "ipv4" ? 4 : 6)),
  );
  if (families.length === 0)
    throw userError({ message: "The addresses of a packet are of one family, and these are of two" });
  return families
    .map((family) => {
      const question: Question = {
        ...{ from, to, family, ...protocol },
        ...(source === undefined ? {} : { source: source.bits }),
        ...(destination === undefined ? {} : { destination: destination.bits }),
      };
      const { packet, around } = zonePacket(question, policy, ruleset);
      const outcome = evaluatePacket(ruleset, packet, around);
      return said(config, ruleset, packet, outcome);
    })
    .join("");
}

function place(policy: Policy, option: string, name: string | undefined): string {
  const known = [...Object.keys(policy.zones), ROUTER];
  if (name !== undefined && known.includes(name)) return name;
  if (name === undefined)
    throw userError({
      message: `Which zone is meant is told by ${option}`,
      try: `one of ${known.join(", ")}`,
    });
  const meant = didYouMean(name, known);
  throw userError({
    message: `Zone '${name}' is not one of the firewall's`,
    ...(meant === undefined ? {} : { try: meant }),
  });
}

function protocolOf({ tcp, udp, icmp }: Asked): Pick<Question, "protocol" | "port"> {
  const given = [
    ...(tcp === undefined ? [] : [{ protocol: "tcp", port: tcp } as const]),
    ...(udp === undefined ? [] : [{ protocol: "udp", port: udp } as const]),
    ...(icmp ? [{ protocol: "icmp" } as const] : []),
  ];
  const [one, other] = given;
  if (one === undefined || other !== undefined)
    throw userError({ message: "A packet is of one protocol", try: "one of --tcp PORT, --udp PORT, --icmp" });
  if ("port" in one && (one.port < 1 || one.port > 65_535))
    throw userError({ message: `${one.port} is no port`, try: "a number from 1 to 65535" });
  return one;
}

function addressOf(option: string, text: string | undefined) {
  if (text === undefined) return undefined;
  const parsed = parseAddress(text);
  if (parsed !== undefined) return parsed;
  throw userError({ message: `${option} expects an address, got '${text}'`, try: `${option} 192.168.8.10` });
}

function said(config: Config, ruleset: Ruleset, packet: Packet, outcome: Outcome): string {
  const family = packet.family === "ipv4" ? "IPv4" : "IPv6";
  const number = packet.family === "ipv4" ? 4 : 6;
  const facts = [
    ...(outcome.sentTo === undefined
      ? []
      : [
          `, sent on to ${showAddress(number, outcome.sentTo.address)}${outcome.sentTo.port === undefined ? "" : `, port ${outcome.sentTo.port}`}`,
        ]),
    ...(outcome.masqueraded ? [", with the router's address as sender"] : []),
  ];
  const head = `${family}: ${outcome.verdict}${facts.join("")}`;
  const steps = [...(outcome.sentTo === undefined ? [] : [outcome.sentTo.by]), outcome.by];
  return `${[head, ...steps.flatMap((step) => told(config, ruleset, step))].join("\n")}\n`;
}

/** The rule, and where the configuration says so. */
function told(config: Config, ruleset: Ruleset, { chain, number }: Step): readonly string[] {
  const found = ruleset.tables.flatMap(({ chains }) => chains).find(({ name }) => name === chain);
  const rule = number === undefined ? undefined : found?.rules[number - 1];
  if (rule === undefined) return [`  because no rule of chain '${chain}' says otherwise`];
  const places = rule.option === undefined ? [] : placesOf(config, rule.option);
  return [
    `  by rule ${number} of chain '${chain}': ${ruleText(rule)}`,
    ...places.map((one) => `    in ${one}`),
  ];
}
