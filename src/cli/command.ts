/**
 * What a command is: plain data that the parser, the help text and the reference page are all made from.
 * The folder `commands/` is the list of commands; a file's name is the command's word. Such a file imports
 * little at its top, so that help stays quick; what the command needs is imported in its `run`.
 */
import type { Context } from "./context.ts";

export const GROUPS = ["Build and run", "Look", "Start"] as const;
export type Group = (typeof GROUPS)[number];

/** A word by its place: `CONFIG` in `liminix build CONFIG`. */
export interface Positional {
  readonly kind: "positional";
  readonly valueName: string;
  readonly description: string;
  readonly optional?: boolean;
  readonly choices?: readonly string[];
}

/** `--device NAME` */
export interface TextOption {
  readonly kind: "text";
  readonly valueName: string;
  readonly short?: string;
  readonly description: string;
  readonly default?: string;
}

/** `--secret NAME=VALUE`, any number of times */
export interface TextsOption {
  readonly kind: "texts";
  readonly valueName: string;
  readonly short?: string;
  readonly description: string;
}

/** `-j N` */
export interface NumberOption {
  readonly kind: "number";
  readonly valueName: string;
  readonly short?: string;
  readonly description: string;
}

/** `--check` */
export interface Flag {
  readonly kind: "flag";
  readonly short?: string;
  readonly description: string;
}

export type Argument = Positional | TextOption | TextsOption | NumberOption | Flag;
export type Arguments = Readonly<Record<string, Argument>>;

export type Value<A extends Argument> = A extends Flag
  ? boolean
  : A extends TextsOption
    ? readonly string[]
    : A extends NumberOption
      ? number | undefined
      : A extends { readonly default: string }
        ? string
        : A extends { readonly choices: readonly (infer Choice)[] }
          ? Choice
          : A extends { readonly kind: "positional"; readonly optional?: false }
            ? string
            : string | undefined;

export type Values<A extends Arguments> = { readonly [Name in keyof A]: Value<A[Name]> };

export interface Command<A extends Arguments = Arguments> {
  readonly group: Group;
  readonly summary: string;
  /** Paragraphs for the command's own help. */
  readonly description?: readonly string[];
  /** What to type, and what that does. */
  readonly examples: readonly [Example, ...Example[]];
  readonly args: A;
  run(call: { readonly args: Values<A>; readonly context: Context }): Promise<void>;
}

export type Example = readonly [commandLine: string, does: string];

/** Declares a command; the types of its arguments follow from their descriptions. */
export const defineCommand = <const A extends Arguments>(command: Command<A>): Command<A> =>
  Object.freeze(command);

/** `outLink` is written `--out-link`. */
export const flagName = (key: string): string =>
  `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
