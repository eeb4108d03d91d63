import type { Job } from "../ci/jobs.ts";
import { stableJson } from "./stable-json.ts";

/** The jobs as a table, or as JSON. */
export function jobsText(jobs: readonly Job[], json: boolean): string {
  if (json) return stableJson(jobs);
  const width = Math.max(...jobs.map(({ name }) => name.length));
  return jobs.map(({ name, run }) => `${name.padEnd(width)}  ${run}\n`).join("");
}
