/** A ruleset as nft reads it and people do. */
import { showAddress } from "../config/address.ts";
import { unreachable } from "../error.ts";
import { type Datatype, datatypes, type Scalar, showScalar } from "./datatypes.ts";
import { fieldOf } from "./fields.ts";
import { prefixLengthOf } from "./prefix-length.ts";
import {
  type Chain,
  type DestinationNat,
  type Element,
  isRange,
  type Match,
  type NamedMap,
  type NamedSet,
  type Operand,
  type Rule,
  type Ruleset,
  type Statement,
  type Table,
  type Verdict,
} from "./ruleset.ts";

/** The whole; `beside` gives what stands after a rule, as a comment of nft's. */
export const rulesetText = (
  { tables }: Ruleset,
  beside: (rule: Rule) => string | undefined = () => undefined,
): string => tables.map((table) => tableText(table, beside)).join("\n");

function tableText(table: Table, beside: (rule: Rule) => string | undefined): string {
  const parts = [
    ...table.flowtables.map(
      ({ name, devices }) =>
        `flowtable ${name} {\n\t\thook ingress priority 0\n${devices.length === 0 ? "" : `\t\tdevices = { ${devices.map((device) => JSON.stringify(device)).join(", ")} }\n`}\t}`,
    ),
    ...table.sets.map(setText),
    ...table.maps.map(mapText),
    ...table.chains.map((chain) => chainText(chain, beside)),
  ];
  return `table inet ${table.name} {\n${parts.map((part) => `\t${part}\n`).join("\n")}}\n`;
}

const flags = (interval: boolean): string => (interval ? "\t\tflags interval\n" : "");
const elementsText = (elements: readonly string[]): string =>
  elements.length === 0 ? "" : `\t\telements = { ${elements.join(", ")} }\n`;

const setText = ({ name, type, interval, elements }: NamedSet): string =>
  `set ${name} {\n\t\ttype ${datatypes[type].name}\n${flags(interval)}${elementsText(
    elements.map((element) => elementText(datatypes[type], element)),
  )}\t}`;

function mapText(map: NamedMap): string {
  const { name, type, interval } = map;
  const data = map.data === "verdict" ? "verdict" : datatypes[map.data].name;
  const entries =
    map.data === "verdict"
      ? map.elements.map(([key, verdict]) => `${elementText(datatypes[type], key)} : ${verdictText(verdict)}`)
      : map.elements.map(
          ([key, value]) =>
            `${elementText(datatypes[type], key)} : ${showScalar(datatypes[map.data], value)}`,
        );
  return `map ${name} {\n\t\ttype ${datatypes[type].name} : ${data}\n${flags(interval)}${elementsText(entries)}\t}`;
}

function chainText({ name, base, rules }: Chain, beside: (rule: Rule) => string | undefined): string {
  const head =
    base === undefined
      ? ""
      : `\t\ttype ${base.type} hook ${base.hook} priority ${base.priority}; policy ${base.policy};\n`;
  const lines = rules.map((rule) => {
    const note = beside(rule);
    return `\t\t${ruleText(rule)}${note === undefined ? "" : ` # ${note}`}\n`;
  });
  return `chain ${name} {\n${head}${lines.join("")}\t}`;
}

/** One rule, in one line. */
export const ruleText = ({ statements, comment }: Rule): string =>
  [...statements.map(statementText), ...(comment === undefined ? [] : [`comment ${quoted(comment)}`])].join(
    " ",
  );

// nft knows no escapes in its strings.
const quoted = (text: string): string => `"${text}"`;

function statementText(statement: Statement): string {
  switch (statement.kind) {
    case "match":
      return matchText(statement);
    case "counter":
      return "counter";
    case "log":
      return `log prefix ${quoted(statement.prefix)} level info`;
    case "limit": {
      const { rate, unit, per, burst, over } = statement;
      return `limit rate ${over ? "over " : ""}${rate}${unit === "bytes" ? " bytes" : ""}/${per} burst ${burst} ${unit}`;
    }
    case "verdict":
      return verdictText(statement.verdict);
    case "verdict map": {
      const { type } = fieldOf(statement.field);
      return `${statement.field} vmap ${
        typeof statement.map === "string"
          ? `@${statement.map}`
          : braces(
              statement.map.map(([key, verdict]) => `${elementText(type, key)} : ${verdictText(verdict)}`),
            )
      }`;
    }
    case "reject":
      return statement.with === "tcp reset"
        ? "reject with tcp reset"
        : `reject with icmpx type ${statement.with}`;
    case "masquerade":
      return "masquerade";
    case "dnat":
      return dnatText(statement);
    case "redirect":
      return `redirect to :${statement.port}`;
    case "clamp mss":
      return "tcp option maxseg size set rt mtu";
    case "offload":
      return `flow add @${statement.flowtable}`;
    default:
      return unreachable(statement);
  }
}

function dnatText(statement: DestinationNat): string {
  const family = statement.family === "ipv4" ? "ip" : "ip6";
  if (!("map" in statement)) {
    const address = showAddress(family === "ip" ? 4 : 6, statement.address);
    if (statement.port === undefined) return `dnat ${family} to ${address}`;
    return `dnat ${family} to ${family === "ip" ? address : `[${address}]`}:${statement.port}`;
  }
  const { type } = fieldOf(statement.field);
  const map =
    typeof statement.map === "string"
      ? `@${statement.map}`
      : braces(
          statement.map.map(
            ([key, address]) =>
              `${elementText(type, key)} : ${showScalar(datatypes[statement.family], address)}`,
          ),
        );
  return `dnat ${family} to ${statement.field} map ${map}`;
}

const matchText = ({ field, to, not }: Match): string =>
  `${field} ${operandText(fieldOf(field).type, to, not === true)}`;

function operandText(type: Datatype, to: Operand, not: boolean): string {
  const unless = not ? "!= " : "";
  switch (to.kind) {
    case "value":
      return `${unless}${showScalar(type, to.value)}`;
    case "range":
      return `${unless}${elementText(type, to)}`;
    case "set":
      return `${unless}${braces(to.elements.map((element) => elementText(type, element)))}`;
    case "named set":
      return `${unless}@${to.name}`;
    case "some of":
      return `${not ? "! " : ""}${to.words.join(",")}`;
    case "exactly":
      return `& (${to.among.join(" | ")}) ${not ? "!=" : "=="} ${to.words.length === 0 ? "0x0" : to.words.join(" | ")}`;
    default:
      return unreachable(to);
  }
}

const braces = (items: readonly string[]): string => `{ ${items.join(", ")} }`;

/** A network as such, and anything else between its ends. */
export function elementText(type: Datatype, element: Element): string {
  if (!isRange(element)) return showScalar(type, element);
  const length = prefixLengthOf(type, element);
  const show = (value: Scalar): string => showScalar(type, value);
  return length === undefined
    ? `${show(element.first)}-${show(element.last)}`
    : `${show(element.first)}/${length}`;
}

export function verdictText(verdict: Verdict): string {
  if (typeof verdict === "string") return verdict;
  return "jump" in verdict ? `jump ${verdict.jump}` : `goto ${verdict.goto}`;
}
