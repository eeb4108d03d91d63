/** A service as tests write it: what matters is named, the rest is as it mostly is. */
import type { ServiceEntry } from "../../graph.ts";

export function plainService(type: ServiceEntry["type"], what: Partial<ServiceEntry> = {}): ServiceEntry {
  return {
    type,
    hash: "",
    description: "",
    dependencies: [],
    contents: [],
    ready: { kind: "immediately" },
    timeoutUpMs: 0,
    timeoutDownMs: 0,
    restart: { policy: "always", delayMs: 1000, maxDelayMs: 60_000, resetAfterMs: 60_000 },
    outputs: [],
    reads: [],
    secrets: [],
    files: [],
    process: {
      capabilities: [],
      noNewPrivileges: true,
      limits: {},
      umask: 0o22,
      directory: "/",
      environment: {},
    },
    lasting: false,
    stateDirectory: false,
    ...what,
  };
}
