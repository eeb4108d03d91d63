/** Who may talk to whom, as a table: a row for each zone that speaks, a column for each that is spoken to. */
import { type Policy, ROUTER, reachedFrom, zoneOfAddress } from "../../firewall/policy/policy.ts";

export interface Cell {
  readonly from: string;
  readonly to: string;
  /** What is open: "everything", "ssh, dns"; empty where nothing is. */
  readonly open: readonly string[];
}

/** A cell for each pair; the router may say what it likes. */
export function zoneMatrix(policy: Policy): readonly Cell[] {
  const zones = Object.keys(policy.zones);
  return zones.flatMap((from) => [
    ...zones.map((to) => ({ from, to, open: throughRouter(policy, from, to) })),
    { from, to: ROUTER, open: toRouter(policy, from) },
  ]);
}

function throughRouter(policy: Policy, from: string, to: string): readonly string[] {
  if (policy.allow.some((flow) => flow.from === from && flow.to === to)) return ["everything"];
  const forwards = policy.forwards.filter(
    (one) => zoneOfAddress(policy, one.to.address) === to && reachedFrom(policy, one).includes(from),
  );
  const rules = policy.rules.filter(
    (one) =>
      one.action === "accept" && one.to !== ROUTER && (one.from ?? from) === from && (one.to ?? to) === to,
  );
  const words = [
    ...forwards.map(({ proto, port, reason }) => named(reason, `${protocols(proto)} ${ports(port)}`)),
    ...rules.map(({ reason, proto }) => named(reason, `some ${proto === "any" ? "of it" : proto}`)),
  ];
  return [...new Set(words)];
}

function toRouter(policy: Policy, from: string): readonly string[] {
  const services = Object.entries(policy.services).filter(([, { zones }]) => zones.includes(from));
  const rules = policy.rules.filter(
    (one) => one.action === "accept" && one.to === ROUTER && (one.from ?? from) === from,
  );
  return [
    ...services.map(([name]) => name),
    ...rules.map(({ reason, proto }) => named(reason, `some ${proto === "any" ? "of it" : proto}`)),
  ];
}

const named = (reason: string, otherwise: string): string => (reason === "" ? otherwise : reason);
const protocols = (proto: "tcp" | "udp" | "both"): string => (proto === "both" ? "tcp and udp" : proto);
const ports = ({ first, last }: { readonly first: number; readonly last: number }): string =>
  first === last ? String(first) : `${first}-${last}`;

/** The matrix for a terminal. */
export function matrixText(cells: readonly Cell[]): string {
  const columns = ["from \\ to", ...new Set(cells.map(({ to }) => to))];
  const rows = [...new Set(cells.map(({ from }) => from))].map((from) => [
    from,
    ...cells
      .filter((cell) => cell.from === from)
      .map(({ to, open }) => (open.length > 0 ? open.join(", ") : from === to ? "" : "-")),
  ]);
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  return [columns, ...rows]
    .map(
      (row) =>
        `${row
          .map((word, index) => word.padEnd(widths[index] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
