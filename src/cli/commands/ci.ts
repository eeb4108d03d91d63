/** `liminix ci`: what is to be run after every change. */
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Look",
  summary: "List what a machine has to run after every change of the project",
  description: [
    "jobs: the checks, each project of tests, and each device with each example that is for it, with what is to be typed. workflow: the same as a file for GitHub Actions. Both are for the project itself: docs/ci.md.",
  ],
  examples: [
    ["liminix ci jobs", "The list, for people"],
    ["liminix ci jobs --json", "For whatever runs them"],
  ],
  args: {
    what: { kind: "positional", valueName: "WHAT", description: "One of", choices: ["jobs", "workflow"] },
    json: { kind: "flag", description: "The jobs as JSON" },
  },
  async run({ args, context }) {
    const [{ ciJobs }, { workflow }, { jobsText }] = await Promise.all([
      import("../../ci/jobs.ts"),
      import("../../ci/workflow.ts"),
      import("../jobs-text.ts"),
    ]);
    const jobs = await ciJobs();
    context.stdout.write(args.what === "workflow" ? workflow(jobs) : jobsText(jobs, args.json));
  },
});
