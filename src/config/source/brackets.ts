/**
 * The bracket structure of a TypeScript file: enough to find the place of a key in a literal without a
 * compiler. Strings, templates, comments and regular expressions are stepped over.
 */

/** What stands between a pair of brackets, cut at its commas and semicolons. */
export interface Bracket {
  /** A hole is the `${…}` of a template. */
  readonly open: "{" | "[" | "(" | "hole" | "file";
  /** Offset of the opening bracket. */
  readonly start: number;
  end: number;
  readonly items: Item[];
}

export interface Item {
  /** Offset of its first token. */
  start: number;
  end: number;
  /** In braces: the word, string or number before a colon, a comma or the end. */
  key?: string;
  /** Offset of the first token of the value; that of the key itself where only the name is given. */
  value?: number;
  readonly inside: Bracket[];
}

const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$]*/uy;
const NUMBER = /\d[\w.]*/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
// After one of these words a slash begins a regular expression, after other words it divides.
const BEFORE_VALUE = new Set([
  "return",
  "typeof",
  "case",
  "in",
  "of",
  "do",
  "else",
  "void",
  "delete",
  "throw",
  "new",
  "await",
  "yield",
]);

/** Reads a file's brackets. What does not close properly ends with the file. */
export function readBrackets(text: string): Bracket {
  const file: Bracket = { open: "file", start: 0, end: text.length, items: [] };
  const stack: Bracket[] = [file];
  /** Depth of brackets at which each open template goes on. */
  const templates: number[] = [];
  /** What was going on outside each open bracket. */
  const outer: { readonly item: Item | undefined; readonly firstToken: string }[] = [];
  let item: Item | undefined;
  let at = 0;
  let afterValue = false;
  let firstToken = "";

  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) at++;
    else if (text.startsWith("//", at)) at = endOf(text, "\n", at);
    else if (text.startsWith("/*", at)) at = endOf(text, "*/", at + 2);
    else if (character === "}" && templates.at(-1) === stack.length) {
      templates.pop();
      close(at);
      template(at + 1);
    } else if (character === "`") {
      token("`");
      template(at + 1);
    } else if (character === '"' || character === "'") {
      const end = endOfString(text, at);
      token(text.slice(at + 1, end - 1));
      at = end;
      afterValue = true;
    } else if (character === "{" || character === "[" || character === "(") {
      token(character);
      open(character);
      at++;
    } else if (character === "}" || character === "]" || character === ")") {
      close(at);
      at++;
      afterValue = true;
    } else if (character === "," || character === ";") {
      finish(at);
      at++;
      afterValue = false;
    } else if (
      character === ":" &&
      item !== undefined &&
      item.key === undefined &&
      item.value === undefined
    ) {
      if (stack.at(-1)?.open === "{" && firstToken !== "") item.key = firstToken;
      item.value = -1;
      at++;
      afterValue = false;
    } else if (character === "/" && !afterValue) {
      token("/");
      const regex = match(REGEX);
      at += regex?.length ?? 1;
      afterValue = true;
    } else {
      const word = match(WORD) ?? match(NUMBER);
      token(word ?? character);
      at += word?.length ?? 1;
      afterValue = word !== undefined && !BEFORE_VALUE.has(word);
    }
  }
  while (stack.length > 0) close(text.length);
  return file;

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  }

  /** A token of the current item: the first is its key, if a colon follows; the one after the colon begins the value. */
  function token(word: string): void {
    if (item === undefined) {
      item = { start: at, end: at, inside: [] };
      stack.at(-1)?.items.push(item);
      firstToken = word;
    } else if (item.value === -1) item.value = at;
    else if (item.value === undefined) firstToken = word === "(" ? firstToken : "";
  }

  function open(bracket: "{" | "[" | "(" | "hole"): void {
    const inner: Bracket = { open: bracket, start: at, end: text.length, items: [] };
    // A method: `ports() { … }` has its name before the parenthesis and no colon.
    item?.inside.push(inner);
    outer.push({ item, firstToken });
    stack.push(inner);
    item = undefined;
    afterValue = false;
  }

  function close(end: number): void {
    finish(end);
    if (stack.length === 1 && end < text.length) return; // it closes nothing
    const inner = stack.pop();
    if (inner !== undefined) inner.end = end;
    const before = outer.pop();
    item = before?.item;
    firstToken = before?.firstToken ?? "";
  }

  function finish(end: number): void {
    if (item === undefined) return;
    item.end = end;
    if (item.value === -1) delete item.value;
    // `{ ssh }`: the name is key and value at once.
    if (item.key === undefined && item.value === undefined && firstToken !== "") {
      item.key = firstToken;
      item.value = item.start;
    }
    item = undefined;
    firstToken = "";
  }

  function template(from: number): void {
    at = from;
    while (at < text.length) {
      if (text.startsWith("\\", at)) at += 2;
      else if (text.startsWith("${", at)) {
        at++;
        open("hole");
        at++;
        templates.push(stack.length);
        return;
      } else if (text.charAt(at++) === "`") {
        afterValue = true;
        return;
      }
    }
  }
}

const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
};

function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === quote || character === "\n") return at + 1;
  }
  return text.length;
}
