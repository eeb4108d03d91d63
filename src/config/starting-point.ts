/** What `liminix init` writes: a repository of one's own, with one router in it. */
import { compilerOptions } from "./compiler-options.ts";

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
  "package.json": json({
    name: hostName(name),
    private: true,
    type: "module",
    scripts: { types: "tsc" },
    dependencies: { liminix: dependency },
    devDependencies: { "@types/node": "^24", typescript: "^7" },
  }),
  "tsconfig.json": json(TSCONFIG),
  ".gitignore": "node_modules/\nresult*\n",
  "README.md": `# ${name}

A router described in TypeScript. Its options are in \`configuration.ts\`; \`${command} options\` lists all there are.

    npm install
    npm run types
    ${command} check .
    ${command} run .

The first lets editors know the options, the second checks their types; the third finds what else is wrong, and
the last builds the router and boots it in QEMU.

Modules, packages and devices of your own can lie beside it: import them in \`configuration.ts\`.
`,
});

type Names = Readonly<Record<string, string>>;

/** What we know of a package.json. */
export interface Manifest {
  readonly version?: string;
  readonly scripts?: Names;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
}

/** A package.json that is there already, with what it lacks of ours; what it says stays. */
export function completedManifest(theirs: Manifest, ours: string): string {
  const { scripts, dependencies, devDependencies, ...rest }: Manifest = JSON.parse(ours);
  const depends = { ...theirs.dependencies, ...theirs.devDependencies };
  const missing = (names: Names = {}): Names =>
    Object.fromEntries(Object.entries(names).filter(([name]) => !Object.hasOwn(depends, name)));
  return json({
    ...rest,
    ...theirs,
    scripts: { ...scripts, ...theirs.scripts },
    dependencies: { ...theirs.dependencies, ...missing(dependencies) },
    devDependencies: { ...theirs.devDependencies, ...missing(devDependencies) },
  });
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

// The modules of liminix are part of the program: each adds its options to the type of a configuration.
const TSCONFIG = {
  compilerOptions: { ...compilerOptions, preserveSymlinks: true },
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
