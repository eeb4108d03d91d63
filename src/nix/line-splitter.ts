/** Cuts a stream of text into lines at newlines alone: JSON may hold the other separators that readline knows. */

/** Gives each whole line to `take`; call it with chunks, then once with nothing for a last unfinished line. */
export function lineSplitter(take: (line: string) => void): (chunk?: string) => void {
  let rest = "";
  return (chunk) => {
    if (chunk === undefined) {
      if (rest !== "") take(rest);
      rest = "";
      return;
    }
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  };
}
