/** What limd answers, line by line. A request is a line of words: "status", "why NAME", "up NAME", "shutdown poweroff 60000" … */
import type { Status } from "./core/index.ts";

export type Answer =
  | ServiceLine
  | { readonly kind: "sentence"; readonly text: string }
  | { readonly kind: "output"; readonly name: string; readonly text: string }
  | { readonly kind: "log"; readonly directory: string }
  | { readonly kind: "done" }
  /** No service has this name. */
  | { readonly kind: "unknown"; readonly service: string; readonly known: readonly string[] }
  /** No such request. */
  | { readonly kind: "misunderstood" };

/** One service in `status`. */
export interface ServiceLine {
  readonly kind: "service";
  readonly name: string;
  readonly type: "longrun" | "oneshot" | "bundle";
  readonly description: string;
  readonly status: Status;
  /** For how long it has been so. */
  readonly sinceMs: number;
  /** In a sentence, where it is not simply ready. */
  readonly why?: string;
  readonly dependencies: readonly string[];
  readonly contents: readonly string[];
}
