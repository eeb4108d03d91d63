/** What a module finds when it compares options with each other: two networks that overlap, a lease given twice. */
export interface Check {
  readonly kind: "error" | "warning";
  /** Sentence case, the thing in quotes, no full stop. */
  readonly message: string;
  /** Names of the options involved; the message is shown with the places of their definitions. */
  readonly options: readonly string[];
  readonly try?: string;
}

type Finding = Omit<Check, "kind">;

/** The configuration cannot be built as it is. */
export const error = (finding: Finding): Check => ({ kind: "error", ...finding });

/** The configuration can be built; the user should know all the same. */
export const warning = (finding: Finding): Check => ({ kind: "warning", ...finding });
