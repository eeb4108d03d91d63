/** How something failed, as the end of a sentence that began with its name. */
import type { ExitStatus, Failure } from "./types.ts";

/** "its process ended with status 1", "it was not ready within 30 s". */
export function sayFailure(failure: Failure, isOneshot: boolean): string {
  switch (failure.kind) {
    case "ended":
      return sayEnding(isOneshot ? "its up script" : "its process", failure.status);
    case "not-ready-in-time":
      return `it was not ready within ${failure.timeoutMs / 1000} s`;
    case "down-script":
      return sayEnding("its down script", failure.status);
  }
}

function sayEnding(what: string, status: ExitStatus): string {
  if ("problem" in status) return `${what} could not be started: ${status.problem}`;
  if ("signal" in status) return `${what} was ended by signal ${status.signal}`;
  return status.code === 0 ? `${what} ended by itself` : `${what} ended with status ${status.code}`;
}
