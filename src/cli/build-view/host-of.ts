/** What ssh is told of a builder: "root@builder" of "ssh://root@builder?compress=true". */
export const hostOf = (machine: string): string =>
  machine.replace(/^[a-z-]+:\/\//, "").replace(/[?/].*$/, "");
