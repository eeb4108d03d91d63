/** Words as a POSIX shell reads and writes them (Shell Command Language, 2.2 Quoting), without its expansions. */

/** Splits a line into words; quotes and backslashes mean what they mean to `sh`. `undefined` when a quote is left open. */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let rest = line.replace(/^\s+/, "");
  while (rest !== "") {
    let word = "";
    while (rest !== "" && !/^\s/.test(rest)) {
      const piece = takePiece(rest);
      if (piece === undefined) return undefined;
      word += piece.text;
      rest = rest.slice(piece.length);
    }
    words.push(word);
    rest = rest.replace(/^\s+/, "");
  }
  return words;
}

/** Joins words so that `sh` would split them again into the same ones. */
export function quoteWords(words: readonly string[]): string {
  return words.map(quoteWord).join(" ");
}

function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** One run of characters that are quoted in the same way: its meaning, and how much of the line it took. */
function takePiece(line: string): { text: string; length: number } | undefined {
  const single = /^'([^']*)'/.exec(line);
  if (single) return { text: single[1] ?? "", length: single[0].length };
  const double = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(line);
  // Within double quotes a backslash quotes only these.
  if (double) return { text: (double[1] ?? "").replace(/\\([$`"\\])/g, "$1"), length: double[0].length };
  const escaped = /^\\([\s\S])/.exec(line);
  if (escaped) return { text: escaped[1] ?? "", length: 2 };
  const plain = /^[^\s'"\\]+/.exec(line);
  return plain ? { text: plain[0], length: plain[0].length } : undefined;
}
