/** What happens during a build. Events of one activity share an id, from "started" to "finished". */
export type BuildEvent =
  | {
      readonly kind: "started";
      readonly id: number;
      readonly activity: Activity;
      /** What is being built, or what a file is fetched for. */
      readonly drvPath?: string;
      /** Of the derivation, file or store object. */
      readonly name: string;
      /** Where from, for what is fetched or substituted. */
      readonly url?: string;
      /** The one of the builders that builds it; absent if it is built here. */
      readonly machine?: string;
    }
  | { readonly kind: "phase"; readonly id: number; readonly phase: string }
  | { readonly kind: "log"; readonly id: number; readonly line: string }
  /** Bytes, of one fetch or copy. `expected` is 0 as long as nobody knows. */
  | { readonly kind: "progress"; readonly id: number; readonly done: number; readonly expected: number }
  | { readonly kind: "finished"; readonly id: number }
  /** All builds of this run together; `expected` counts the done ones too. */
  | {
      readonly kind: "builds";
      readonly done: number;
      readonly expected: number;
      readonly running: number;
      readonly failed: number;
    }
  | Message;

/** Something Nix says: level 0 is an error, 1 a warning, 2 a notice, 3 and more information. */
export interface Message {
  readonly kind: "message";
  readonly level: number;
  readonly text: string;
}

export type Activity = "build" | "fetch" | "substitute" | "copy";
