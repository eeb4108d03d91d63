/** How something failed, as the end of a sentence that began with its name. */
import type { ServiceEntry } from "../graph.ts";
import type { ExitStatus, Failure } from "./types.ts";

type Entry = Pick<ServiceEntry, "type" | "exitReasons">;

/** "its process ended with status 1", "it was not ready within 30 s"; or what the service says that the status means. */
export function sayFailure(failure: Failure, { type, exitReasons = {} }: Entry): string {
  switch (failure.kind) {
    case "ended":
      return (
        meaning(failure.status, exitReasons) ??
        sayEnding(type === "oneshot" ? "its up script" : "its process", failure.status)
      );
    case "not-ready-in-time":
      return `it was not ready within ${failure.timeoutMs / 1000} s`;
    case "down-script":
      return sayEnding("its down script", failure.status);
  }
}

const meaning = (status: ExitStatus, reasons: Readonly<Record<string, string>>): string | undefined =>
  "code" in status ? reasons[String(status.code)] : undefined;

function sayEnding(what: string, status: ExitStatus): string {
  if ("problem" in status) return `${what} could not be started: ${status.problem}`;
  if ("signal" in status) return `${what} was ended by signal ${status.signal}`;
  return status.code === 0 ? `${what} ended by itself` : `${what} ended with status ${status.code}`;
}
