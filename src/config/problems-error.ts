import { LiminixError } from "../error.ts";
import { complaintsByFile } from "./by-file.ts";
import type { Problem } from "./problem.ts";

/** Problems that were found outside of an evaluation, or by a definition's own function: there they join the others. */
export class ProblemsError extends LiminixError {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(1, complaintsByFile(problems));
    this.problems = problems;
  }
}
