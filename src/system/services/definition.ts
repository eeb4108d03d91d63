/** What runs, and how: the three kinds of services. */
import type {
  LogSettings,
  OutputChange,
  ProcessSettings,
  Readiness,
  RestartPolicy,
} from "../../../runtime/lib/graph.ts";
import { capture } from "../../config/place.ts";
import type { Fragment } from "../../recipe/fragment.ts";
import type { Capability } from "./capability.ts";
import type { Claim } from "./claims.ts";
import type { When } from "./condition.ts";
import type { ConfigFile } from "./configuration-file.ts";
import type { Requirements } from "./requirements.ts";
import type { NamedService, Service } from "./service.ts";

/** What may be said of any service, by its template and by whoever calls that. */
export interface Circumstances {
  /** One line for people. */
  readonly description?: string;
  /** They are ready before this one starts. Services whose outputs are used need not be named. */
  readonly dependencies?: readonly (Service | NamedService)[];
  /** Wanted, it waits until this holds. */
  readonly when?: When;
}

interface Process extends Circumstances, Partial<Omit<ProcessSettings, "environment" | "capabilities">> {
  /** What it may do besides what its user may. Without this nothing, not even as root; "all" is for logins. */
  readonly capabilities?: readonly Capability[] | "all";
  readonly environment?: Readonly<Record<string, string | Fragment>>;
  /** How long it may take until ready, and to end after TERM before it is killed. 0: as long as it likes. */
  readonly timeoutUpMs?: number;
  readonly timeoutDownMs?: number;
  readonly restart?: Partial<RestartPolicy>;
  /** What it means that its process, or a oneshot's `up`, ends with a status: `lim why` says it. */
  readonly exitReasons?: Readonly<Record<number, string>>;
  /** What happens when an output that it uses has another value. */
  readonly onChange?: OutputChange;
  /** Files besides those that its scripts mention. */
  readonly files?: readonly ConfigFile[];
  /**
   * What it says is kept in a ring of files, 32 KB in two of them unless said otherwise. Or another longrun reads it,
   * on its standard input.
   */
  readonly log?: LogSettings | "none" | { readonly to: Service | NamedService };
  /** Whether it has a directory of its own that outlives it. */
  readonly stateDirectory?: boolean;
  /** What no other service can have besides it. */
  readonly claims?: readonly Claim[];
  /** What the image must have for it. */
  readonly requires?: Requirements;
}

export interface LongrunSpec extends Process {
  /** Ends with `exec`, so that signals reach the program itself. */
  readonly run: Fragment;
  /** Runs each time it has ended. */
  readonly finish?: Fragment;
  /** By default: while all its outputs exist; at once if it has none. */
  readonly ready?: Readiness;
  /**
   * Whether what it has done holds on without it, as rules do that it gave the kernel. Those that need it run on while it
   * is started anew, or failed and is tried again. It has no outputs.
   */
  readonly lasting?: boolean;
}
export interface OneshotSpec extends Process {
  readonly up: Fragment;
  readonly down?: Fragment;
}
export interface BundleSpec extends Circumstances {
  /** It is ready when all of them are. */
  readonly contents: readonly (Service | NamedService)[];
}

export type Definition =
  | ({ readonly type: "longrun" } & LongrunSpec)
  | ({ readonly type: "oneshot" } & OneshotSpec)
  | ({ readonly type: "bundle" } & BundleSpec);

/** A service without outputs, which is what the kinds alone make; `defineService` adds them. */
export type Bare = Service<Readonly<Record<never, never>>>;

/** A program that runs until it is told to end. */
export const longrun = (spec: LongrunSpec): Bare => bare({ type: "longrun", ...spec });

/** Something that is done once to bring a state about, and perhaps undone. */
export const oneshot = (spec: OneshotSpec): Bare => bare({ type: "oneshot", ...spec });

/** A name for several services. */
export const bundle = (spec: BundleSpec): Bare => bare({ type: "bundle", ...spec });

const bare = (definition: Definition): Bare =>
  Object.freeze({
    kind: "service",
    name: definition.type,
    output: {},
    outputs: {},
    definition: Object.freeze(definition),
    known: {},
    companions: [],
    passesOn: [],
    parameters: {},
    touches: [],
    capture: capture(),
    from: [],
    problems: [],
  });
