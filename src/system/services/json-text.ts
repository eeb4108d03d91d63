/** JSON with holes: store objects and fragments in it become strings once their paths are known. */
import { type Fragment, isFragment, type Reference } from "../../recipe/fragment.ts";
import { isRecipe } from "../../recipe/recipe.ts";

/** The text of a value in which recipes and fragments stand for strings. */
export const jsonText = (value: unknown): Fragment => ({
  kind: "fragment",
  parts: [...partsOf(value, "\n"), "\n"],
});

function partsOf(value: unknown, newline: string): Fragment["parts"] {
  if (isRecipe(value) || isHash(value)) return ['"', value, '"'];
  if (isFragment(value)) return stringParts(value);
  if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
  const inner = `${newline}  `;
  const items: readonly Fragment["parts"][] = Array.isArray(value)
    ? value.map((item: unknown) => partsOf(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [`${JSON.stringify(key)}: `, ...partsOf(item, inner)]);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return [`${open}${close}`];
  return [
    open,
    ...items.flatMap((item, index) => [`${index === 0 ? "" : ","}${inner}`, ...item]),
    newline,
    close,
  ];
}

/** A JSON string; a store path in it needs no escaping. */
const stringParts = ({ parts }: Fragment): Fragment["parts"] => [
  '"',
  ...parts.map((part) => (typeof part === "string" ? JSON.stringify(part).slice(1, -1) : part)),
  '"',
];

const isHash = (value: unknown): value is Reference =>
  typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === "hash-of";
