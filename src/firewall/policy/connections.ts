/** What is the same for all that stands: connections that were let begin go on, and what belongs to none ends. */
import type { Rule } from "../ruleset.ts";
import { accept, counter, drop, hasSome, isNotSyn, rule } from "./statements.ts";

export const standing: readonly Rule[] = [
  rule({}, hasSome("ct state", "established", "related"), accept),
  rule(
    { comment: "of no connection, or not as it should be" },
    hasSome("ct state", "invalid"),
    counter,
    drop,
  ),
  rule({ comment: "TCP that begins in the middle" }, hasSome("ct state", "new"), isNotSyn, counter, drop),
];
