/** What `liminix init` writes: a repository of one's own, with one router in it. */

export interface Liminix {
  /** How npm finds liminix from there: a version, or `file:` and a path. */
  readonly dependency: string;
  /** The command as one types it there. */
  readonly command: string;
}

/** The files of a starting point, by name. */
export const startingPoint = (
  name: string,
  { dependency, command }: Liminix,
): Readonly<Record<string, string>> => ({
  "configuration.ts": `import { defineConfiguration } from "liminix";

export default defineConfiguration({
  hostname: "${hostName(name)}",

  motd: \`
    This is ${hostName(name)}.
  \`,

  filesystem: {
    etc: {
      greeting: "Good morning.\\n",
    },
  },
});
`,
  "package.json": `${JSON.stringify(
    {
      name: hostName(name),
      private: true,
      type: "module",
      scripts: { types: "tsc" },
      dependencies: { liminix: dependency },
      devDependencies: { "@types/node": "^24", typescript: "^7" },
    },
    undefined,
    2,
  )}\n`,
  "tsconfig.json": `${JSON.stringify(TSCONFIG, undefined, 2)}\n`,
  ".gitignore": "node_modules/\nresult*\n",
  "README.md": `# ${name}

A router described in TypeScript. Its options are in \`configuration.ts\`; \`${command} options\` lists all there are.

    npm install
    npm run types
    ${command} check . --device qemu
    ${command} run .

The first lets editors know the options, the second checks their types; the third finds what else is wrong, and
the last builds the router and boots it in QEMU.

Modules, packages and devices of your own can lie beside it: import them in \`configuration.ts\`.
`,
});

// The modules of liminix are part of the program: each adds its options to the type of a configuration.
const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023", "esnext.disposable", "esnext.iterator", "esnext.collection"],
    module: "nodenext",
    types: ["node"],
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    preserveSymlinks: true,
    skipLibCheck: true,
  },
  include: ["**/*.ts", "node_modules/liminix/modules/*/index.ts"],
  exclude: [],
};

/** The nearest host name to a folder's name. */
function hostName(name: string): string {
  const near = name
    .replaceAll(/[^A-Za-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 63)
    .toLowerCase();
  return near === "" ? "router" : near;
}
