import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import config from "../../vitest.config.ts";
import { commandNames } from "../cli/find-commands.ts";
import { deviceNames, exampleNames } from "../content.ts";
import { ciJobs, type Job } from "./jobs.ts";
import { workflow } from "./workflow.ts";

const jobs = await ciJobs();
const runs = jobs.map(({ run }) => run);

test("every device has a job for each example", () => {
  for (const device of deviceNames()) {
    for (const example of exampleNames()) {
      expect(runs).toContain(`./liminix build examples/${example} --device ${device}`);
    }
  }
});

test("every project of tests has a job; that of the unit tests is the check", () => {
  const projects = (config.test?.projects ?? []).flatMap((project) =>
    typeof project === "object" && "test" in project ? [String(project.test?.name)] : [],
  );
  expect(projects.length).toBeGreaterThan(3);
  const tested = jobs.flatMap(({ run }) => /--project (\w+)$/.exec(run)?.[1] ?? []);
  expect([...tested, "unit"].toSorted()).toEqual(projects.toSorted());
  expect(runs).toContain("./run-tests --quick");
});

test("jobs run what is there, and have names of their own", () => {
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
  for (const { run } of jobs) {
    const [program = "", command = ""] = run.split(" ");
    expect(existsSync(new URL(`../../${program}`, import.meta.url))).toBe(true);
    if (program === "./liminix") expect(commandNames()).toContain(command);
  }
});

test("the workflow is the jobs, and what is typed stands between quotes", () => {
  const job: Job = { name: 'a "b": c', kind: "build", run: "./liminix build x", minutes: 7 };
  expect(workflow([job])).toContain(
    '          - { name: "a \\"b\\": c", minutes: 7, run: "./liminix build x" }\n    steps:',
  );
  expect(readFileSync(new URL("../../ci/workflow.yml", import.meta.url), "utf8")).toBe(workflow(jobs));
});
