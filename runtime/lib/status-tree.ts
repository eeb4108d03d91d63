/** What `lim status` prints: each service below one that needs it, with its state, since when, and why. */
import { sayDuration } from "./core/duration.ts";
import type { ServiceLine } from "./protocol.ts";

/**
 * The whole of it, or what is below one service, with line ends. A service that several need is shown below the
 * first of them.
 */
export function statusTree(services: readonly ServiceLine[], only?: string): string {
  const byName = new Map(services.map((service) => [service.name, service]));
  const below = new Set(services.flatMap(needsOf));
  const shown = new Set<string>();
  const rows: Row[] = [];
  const walk = (name: string, lead: string, indent: string): void => {
    const service = byName.get(name);
    if (service === undefined || shown.has(name)) return;
    shown.add(name);
    rows.push({ label: `${lead}${name}`, service });
    const needs = needsOf(service).filter((need) => byName.has(need) && !shown.has(need));
    needs.forEach((need, index) => {
      const isLast = index === needs.length - 1;
      walk(need, `${indent}${isLast ? "└─ " : "├─ "}`, `${indent}${isLast ? "   " : "│  "}`);
    });
  };
  if (only !== undefined) walk(only, "", "");
  else for (const { name } of services) if (!below.has(name)) walk(name, "", "");
  const width = Math.max(0, ...rows.map(({ label }) => label.length));
  return rows.map(({ label, service }) => `${label.padEnd(width)}  ${stateOf(service)}\n`).join("");
}

/** One service, after a command about it. */
export const tellService = (service: ServiceLine): string => `${service.name}: ${stateOf(service)}\n`;

interface Row {
  readonly label: string;
  readonly service: ServiceLine;
}

const needsOf = ({ contents, dependencies }: ServiceLine): readonly string[] => [
  ...contents,
  ...dependencies,
];

function stateOf({ status, sinceMs, why, description }: ServiceLine): string {
  const since = status === "not wanted" ? "" : sayDuration(sinceMs);
  return `${status.padEnd(10)}  ${since.padStart(6)}  ${why ?? description}`.trimEnd();
}
