/** Services as the stories have them. */
import type { Condition, ServiceEntry } from "../../graph.ts";
import { plainService } from "../simulation/plain-service.ts";

export const longrun = (what?: Partial<ServiceEntry>): ServiceEntry => plainService("longrun", what);
export const oneshot = (what?: Partial<ServiceEntry>): ServiceEntry => plainService("oneshot", what);
export const bundle = (...contents: string[]): ServiceEntry => plainService("bundle", { contents });

type Change = ServiceEntry["reads"][number]["onChange"];

export const needs = (...dependencies: string[]) => ({ dependencies });
export const logsTo = (consumer: string) => ({ logTo: consumer });
export const cable = (name: string): Condition => ({ kind: "link", interface: name, state: "carrier" });
export const notifies = { ready: { kind: "notification", fd: 3 } } as const;
export const saysAddress = { ready: { kind: "outputs" }, outputs: ["address"] } as const;
export const reads = (service: string, onChange: Change) => ({
  dependencies: [service],
  reads: [{ service, output: "address", onChange }],
});
export const readsSecret = (name: string, onChange: Change) => ({
  condition: { kind: "secret", name } as const,
  secrets: [{ name, onChange }],
});
export const restart = (policy: ServiceEntry["restart"]["policy"]): Pick<ServiceEntry, "restart"> => ({
  restart: { policy, delayMs: 1000, maxDelayMs: 8000, resetAfterMs: 60_000 },
});
