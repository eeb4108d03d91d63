/** How configurations are compiled, in an editor and by `check --types` alike: strictly, and as Node reads them. */
export const compilerOptions = {
  target: "es2023",
  lib: ["es2023", "esnext.disposable", "esnext.iterator", "esnext.collection"],
  // A file is a module by what it says, as it is to Node, and not by a package.json beside or above it.
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  types: ["node"],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
} as const;
