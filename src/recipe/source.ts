/** What builds begin with, as Debian ships it: upstream's tarball with Debian's own patches, or files that have no source. */

export interface SourceTree {
  readonly kind: "debian-source";
  /** Name of Debian's source package, a key of the lock's `sources`. */
  readonly package: string;
  /** Only these parts of the tarball are unpacked, as tar's wildcards below its top directory. */
  readonly only?: readonly string[];
  /** Whether Debian's patch series is applied. */
  readonly patched: boolean;
}

/** A source package of the lock, whole, with Debian's patches. */
export const debianSource = (
  name: string,
  { only, patched = true }: { readonly only?: readonly string[]; readonly patched?: boolean } = {},
): SourceTree =>
  Object.freeze({ kind: "debian-source", package: name, patched, ...(only === undefined ? {} : { only }) });

/** A package of files for any machine, which nobody can build; its build finds the `.deb` as `$deb`. */
export interface DebianFiles {
  readonly kind: "debian-files";
  /** Name of Debian's binary package, one of the lock's `firmware`. */
  readonly package: string;
}

export const debianFiles = (name: string): DebianFiles =>
  Object.freeze({ kind: "debian-files", package: name });
