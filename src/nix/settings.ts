/** How Nix is told what it may do: as text in `NIX_CONFIG`, which counts more than the machine's nix.conf. */
export interface StoreSettings {
  /** Another store than the machine's: a directory, or what else Nix takes as `--store`. */
  readonly store?: string;
  /** Machines to build on, as Nix's `builders`. */
  readonly builders?: string;
  /** Binary caches to ask, as Nix's `substituters`; none unless given. */
  readonly substituters?: string;
  /** How many builds at once. */
  readonly jobs?: number | "auto";
  /** How many cores one build may use; 0 for all. */
  readonly cores?: number;
}

/** What of the machine matters for the settings. */
export interface Machine {
  readonly isRoot: boolean;
  /** Whether Nix's group of build users has anyone in it. */
  readonly hasBuildUsers: boolean;
}

/** The text of `NIX_CONFIG`. The sandbox is on, and never silently off. */
export function nixConfig(settings: StoreSettings, machine: Machine): string {
  const lines = {
    sandbox: "true",
    "sandbox-fallback": "false",
    // Some Nixes put a shell into every sandbox.
    "sandbox-paths": "",
    substituters: settings.substituters ?? "",
    "log-lines": "25",
    // As root without build users Nix refuses to build, unless told that it may build as root.
    ...(machine.isRoot && !machine.hasBuildUsers ? { "build-users-group": "" } : {}),
    ...(settings.store === undefined ? {} : { store: settings.store }),
    ...(settings.builders === undefined ? {} : { builders: settings.builders }),
    ...(settings.jobs === undefined ? {} : { "max-jobs": String(settings.jobs) }),
    ...(settings.cores === undefined ? {} : { cores: String(settings.cores) }),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
}

/** Whether `/etc/group` has a group of build users with members, which Nix wants when root builds. */
export const hasBuildUsers = (groups: string): boolean => /^nixbld:[^:]*:[^:]*:./m.test(groups);

/** Where the logs of builds are: inside a store that is a directory (`LocalFSStoreConfig::logDir`). */
export const logDir = (settings: StoreSettings): string => realPath(settings, "/nix/var/log/nix");

/** Where this machine has a path of the store: inside a store that is a directory (`LocalFSStore::getRealStoreDir`). */
export const realPath = ({ store }: StoreSettings, path: string): string =>
  `${store?.startsWith("/") === true ? store : ""}${path}`;
