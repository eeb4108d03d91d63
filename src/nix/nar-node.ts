/** What a NAR holds: a file, a directory or a symlink, and nothing of owners, times or modes but "executable". */
export type NarNode = NarFile | NarDirectory | NarSymlink;

export interface NarFile {
  readonly kind: "file";
  readonly executable?: boolean;
  readonly contents: string | Uint8Array;
}

export interface NarDirectory {
  readonly kind: "directory";
  readonly entries: Readonly<Record<string, NarNode>>;
}

export interface NarSymlink {
  readonly kind: "symlink";
  readonly target: string;
}

/** Bytes that are no NAR, or a tree that no NAR can hold. */
export class NarError extends Error {
  override readonly name = "NarError";
}

/** Throws unless a directory may have an entry of this name. */
export function checkEntryName(name: string): void {
  if (name === "" || name === "." || name === ".." || /[/\0]/.test(name)) {
    throw new NarError(`A directory in a NAR cannot have an entry called ${JSON.stringify(name)}`);
  }
}
