/**
 * The compiled graph of services: what the host writes into the image as JSON, and what `limd` reads. Plain
 * types and nothing else, so that both sides can import them. Names that point at other services are checked
 * on the host; dependencies, contents and the services that conditions name form no loop.
 */

export interface Graph {
  readonly version: 1;
  readonly services: Readonly<Record<string, ServiceEntry>>;
  /** The services that are to be up after boot. What they need comes with them. */
  readonly wanted: readonly string[];
}

export interface ServiceEntry {
  readonly type: "longrun" | "oneshot" | "bundle";
  /** Of all that a running instance depends on: equal hashes need no restart. */
  readonly hash: string;
  /** One line for people: "DHCP client on wan". */
  readonly description: string;
  /** They are ready before this one starts, and stop after it has stopped. */
  readonly dependencies: readonly string[];
  /** Of a bundle: it is ready when all of them are. */
  readonly contents: readonly string[];
  /**
   * Of a longrun: store paths of the script that runs, and of the one that runs each time it has ended. Scripts are
   * text files that /bin/sh is given to read: they are not executable.
   */
  readonly run?: string;
  readonly finish?: string;
  /** Of a oneshot: store paths of scripts. `down` also runs after an `up` that failed or was ended. */
  readonly up?: string;
  readonly down?: string;
  readonly ready: Readiness;
  /** How long it may take until ready, and to end after TERM before KILL. 0: as long as it likes. */
  readonly timeoutUpMs: number;
  readonly timeoutDownMs: number;
  readonly restart: RestartPolicy;
  /** What a status means that its process, or a script of a oneshot, ended with: the end of a sentence for people. */
  readonly exitReasons?: Readonly<Record<string, string>>;
  /** Wanted, it waits until this holds; it is stopped when this holds no longer. */
  readonly condition?: Condition;
  /** Names of the outputs that it may write. */
  readonly outputs: readonly string[];
  readonly reads: readonly OutputRead[];
  /** Secrets that stand in its files. Its condition names each of them, so that it waits while one is missing. */
  readonly secrets: readonly SecretRead[];
  /** Files with outputs or secrets in them, rendered on the router before each start. */
  readonly files: readonly TemplateFile[];
  readonly process: ProcessSettings;
  /** Absent, and `logTo` too: what it says goes to the log of `limd`. */
  readonly log?: LogSettings;
  /** The longrun that reads on its standard input what this one says. It is wanted with it, and stops after it. */
  readonly logTo?: string;
  /**
   * Of a longrun without outputs: what it has done holds on without it, as rules do that it gave the kernel. Those that
   * need it run on while it is started anew, and stop only when it goes for good.
   */
  readonly lasting: boolean;
  /** Whether it has a directory of its own that outlives it. */
  readonly stateDirectory: boolean;
}

/** When a service counts as ready: once it runs, once it has written a line to this descriptor, or while all its outputs exist. */
export type Readiness =
  | { readonly kind: "immediately" }
  | { readonly kind: "notification"; readonly fd: number }
  | { readonly kind: "outputs" };

/** The delay before a restart doubles from the first to the last; a service that was ready for so long starts afresh. */
export interface RestartPolicy {
  readonly policy: "always" | "on-failure" | "never";
  readonly delayMs: number;
  readonly maxDelayMs: number;
  readonly resetAfterMs: number;
}

export interface OutputRead {
  readonly service: string;
  readonly output: string;
  readonly onChange: OutputChange;
}

export interface SecretRead {
  /** Of the file that holds it. */
  readonly name: string;
  readonly onChange: OutputChange;
}

/** What a consumer does about a new value. "reload" renders its files and sends HUP, a signal renders them and sends that. */
export type OutputChange = "restart" | "reload" | "render" | "nothing" | { readonly signal: string };

export interface TemplateFile {
  /** Below the service's own 0700 directory. */
  readonly path: string;
  /** Store path of the template. */
  readonly template: string;
  readonly escape: "none" | "line" | "shell" | "json";
}

export interface ProcessSettings {
  readonly user?: string;
  readonly group?: string;
  readonly groups?: readonly string[];
  /** What it may do besides what its user may; nothing that it starts gets more. "all" that the kernel has. */
  readonly capabilities: readonly string[] | "all";
  readonly noNewPrivileges: boolean;
  /** By `ulimit` letter or name, as the host side names them. */
  readonly limits: Readonly<Record<string, number>>;
  readonly umask: number;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface LogSettings {
  readonly sizeBytes: number;
  readonly files: number;
}

/** What the outside world must look like. A leaf is told to the core by the host, but for those that name a service. */
export type Condition =
  | LeafCondition
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition };

export type LeafCondition = OutsideCondition | ServiceCondition;

/** Seen by the host: in rtnetlink, in uevents, in the state of the clock, among the secrets that it was given. */
export type OutsideCondition =
  | { readonly kind: "link"; readonly interface: string; readonly state: "present" | "up" | "carrier" }
  | {
      readonly kind: "hotplug";
      readonly subsystem: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: "clock" }
  | { readonly kind: "secret"; readonly name: string };

/** Known to the core: `healthy` holds while that service is ready. Naming a service here makes it wanted as well. */
export type ServiceCondition =
  | { readonly kind: "healthy"; readonly check: string }
  | { readonly kind: "output"; readonly service: string; readonly output: string };
