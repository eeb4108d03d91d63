/** Values for people: as TypeScript on one line, and as JSON. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const LONGEST = 80;
const DEEPEST = 8;

/** A value as one would write it, cut where it grows long. */
export function showValue(value: unknown, depth = 0): string {
  const text = shown(value, depth);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function shown(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > LONGEST ? value.slice(0, LONGEST) : value);
    case "function":
      return value.name === "" ? "a function" : `the function ${value.name}`;
    case "bigint":
      return `${value}n`;
    case "symbol":
      return value.description ?? "a symbol";
    case "object":
      return value === null ? "null" : shownObject(value, depth);
    default:
      return String(value);
  }
}

function shownObject(value: object, depth: number): string {
  const named = nameOf(value);
  if (named !== undefined) return named;
  const deep = depth >= DEEPEST;
  if (Array.isArray(value))
    return value.length === 0 ? "[]" : deep ? "[…]" : `[${few(value, depth).join(", ")}]`;
  const keys = Object.keys(value);
  if (keys.length === 0) return "{}";
  if (deep) return "{ … }";
  const entries = keys.slice(0, FEW).map((key) => `${showKey(key)}: ${shownAt(value, key, depth)}`);
  return `{ ${[...entries, ...(keys.length > FEW ? ["…"] : [])].join(", ")} }`;
}

const FEW = 12;
const few = (values: readonly unknown[], depth: number): string[] => [
  ...values.slice(0, FEW).map((value) => shown(value, depth + 1)),
  ...(values.length > FEW ? ["…"] : []),
];

/** A getter may throw: what somebody else's object does is not our error. */
function shownAt(value: object, key: string, depth: number): string {
  try {
    return shown(Reflect.get(value, key), depth + 1);
  } catch {
    return "…";
  }
}

/** A value as one would write it, however long. */
export const writeValue = (value: unknown): string => write(value, 0);

function write(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null || nameOf(value) !== undefined) return shown(value, depth);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(", ")}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${showKey(key)}: ${write(inner, depth + 1)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** `port`, or `"net.core"` where quotes are needed. */
export const showKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));

/** What describes itself (a package, a service: anything frozen with a kind and a name) is called by its name. */
function nameOf(value: object): string | undefined {
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  if (typeof kind === "string" && typeof name === "string") return `the ${kind} '${name}'`;
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto === null || proto === Object.prototype || Array.isArray(value)) return undefined;
  const made = (proto as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof made === "string" && made !== "" ? `a ${made}` : undefined;
}

/** A value as plain JSON: what has a kind and a name becomes `{ kind: name }`. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object") return value === undefined ? null : showValue(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  if (typeof kind === "string" && typeof name === "string") return { [kind]: name };
  return Object.fromEntries(
    Object.keys(value).flatMap((key) => {
      const inner: unknown = Reflect.get(value, key);
      return typeof inner === "function" ? [] : [[key, toJson(inner)]];
    }),
  );
}
