/** Source code as Debian ships it: upstream's tarball, and Debian's own patches on top. */

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
