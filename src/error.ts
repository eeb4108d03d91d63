/**
 * Errors that are somebody's to mend, and the exit statuses that go with them (the numbers of s6 and
 * execline: 1 the user's input or a failed build, 100 usage, 111 the system). Anything else that is thrown
 * is our bug and keeps its stack.
 */
export type ExitStatus = 1 | 100 | 111;

export interface Complaint {
  /** Sentence case, the thing in quotes, what was expected and what came, no full stop. */
  readonly message: string;
  /** Every place involved, each a phrase: "in examples/hello/configuration.ts:14:3". */
  readonly places?: readonly string[];
  /** Lines shown as they are, indented: the end of a log, a list of names. */
  readonly details?: readonly string[];
  /** One thing to do about it. */
  readonly try?: string;
}

/** One or more complaints, shown together and without a stack. */
export class LiminixError extends Error {
  readonly status: ExitStatus;
  readonly complaints: readonly Complaint[];

  constructor(status: ExitStatus, complaints: readonly Complaint[]) {
    super(complaints.map(renderComplaint).join("\n"));
    this.name = "LiminixError";
    this.status = status;
    this.complaints = complaints;
  }
}

/** The user's input is wrong, or what it describes does not build. */
export const userError = (...complaints: Complaint[]): LiminixError => new LiminixError(1, complaints);

/** The machine lacks something: no Nix, no QEMU, no network, a full disk. */
export const systemError = (...complaints: Complaint[]): LiminixError => new LiminixError(111, complaints);

/** A complaint as a person reads it: `error: …`, then its places and details, then what to try. */
export function renderComplaint({ message, places = [], details = [], try: remedy }: Complaint): string {
  return [
    `error: ${message}`,
    ...places.map((place) => `  ${place}`),
    ...details.map((line) => `    ${line}`),
    ...(remedy === undefined ? [] : [`  try: ${remedy}`]),
  ].join("\n");
}

/** Ends a `switch` over a union: the compiler refuses it when a case was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
