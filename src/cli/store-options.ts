/** The options that are handed through to Nix, the same for every command that builds. */
import type { StoreSettings } from "../nix/index.ts";
import type { Arguments, Values } from "./command.ts";

export const storeOptions = {
  jobs: {
    kind: "number",
    short: "j",
    valueName: "N",
    description: "How many packages to build at once (default: as many as there are cores)",
  },
  builders: {
    kind: "text",
    valueName: "LIST",
    description: "Machines to build on, in the form of Nix's `builders` setting",
  },
  substituters: {
    kind: "text",
    valueName: "LIST",
    description: "Binary caches to ask before anything is built (default: none)",
  },
  store: {
    kind: "text",
    valueName: "STORE",
    description: "Another Nix store than /nix, such as a directory",
  },
  verbose: {
    kind: "flag",
    short: "v",
    description: "Show what the builds print, each line with its package",
  },
} as const satisfies Arguments;

/** What of the options given is Nix's to know. */
export const storeSettings = ({
  jobs,
  builders,
  substituters,
  store,
}: Values<typeof storeOptions>): StoreSettings => ({
  jobs: jobs ?? "auto",
  ...(builders === undefined ? {} : { builders }),
  ...(substituters === undefined ? {} : { substituters }),
  ...(store === undefined ? {} : { store }),
});
