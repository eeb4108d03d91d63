/** Templates are indented like the code around them; what they mean is not. */

/** The white space that every line starts with, given as the literal parts between a template's holes. */
export function indentation(parts: readonly string[]): string {
  const [first = ""] = parts;
  if (!first.startsWith("\n")) return "";
  const indents = [...parts.join("\0").matchAll(/\n([ \t]*)(?=[^ \t\n])/g)].map(([, indent = ""]) => indent);
  return indents.reduce(
    (shortest, indent) => (indent.length < shortest.length ? indent : shortest),
    indents[0] ?? "",
  );
}

/** Text that starts with a newline loses it, its common indentation, and the white space of its last line. */
export function dedent(text: string): string {
  if (!text.startsWith("\n")) return text;
  return text
    .replaceAll(`\n${indentation([text])}`, "\n")
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "\n");
}
