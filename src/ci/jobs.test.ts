import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import config from "../../vitest.config.ts";
import build from "../cli/commands/build.ts";
import { parse } from "../cli/parse.ts";
import { runInTest } from "../cli/run-in-test.ts";
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

const projects = (config.test?.projects ?? []).flatMap((project) =>
  typeof project === "object" && "test" in project ? [String(project.test?.name)] : [],
);

test("every project of tests has a job; that of the unit tests is the check", () => {
  expect(projects.length).toBeGreaterThan(3);
  const tested = jobs.flatMap(({ run }) => /--project (\w+)$/.exec(run)?.[1] ?? []);
  expect([...tested, "unit"].toSorted()).toEqual(projects.toSorted());
  expect(runs).toContain("./run-tests --quick");
});

const isThere = (path: string): boolean => existsSync(new URL(`../../${path}`, import.meta.url));

test.each(runs)("%s is what the program takes, and names what is there", async (run) => {
  const [program = "", ...words] = run.split(" ");
  expect(isThere(program)).toBe(true);
  if (program === "./liminix") {
    const [command = "", ...rest] = words;
    expect(command).toBe("build");
    // Throws where an argument is not known.
    const { configuration, device } = parse(command, build, rest) ?? {};
    expect(isThere(`${configuration}/configuration.ts`)).toBe(true);
    expect(deviceNames()).toContain(device);
  } else {
    expect(["--quick", ...projects.map((project) => `--project ${project}`)]).toContain(words.join(" "));
  }
});

test("jobs have names of their own, and end within the time that the service gives a job", () => {
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
  // "Usage limits" of GitHub Actions: 6 hours for a job of theirs, 256 jobs for a matrix.
  for (const { minutes } of jobs) expect(minutes).toBeLessThan(360);
  expect(jobs.length).toBeLessThanOrEqual(256);
});

test("programs are told the same as people", async () => {
  const { status, stdout } = await runInTest(["ci", "jobs", "--json"]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(jobs);
});

test("the workflow is the jobs, and what is typed stands between quotes", () => {
  const job: Job = { name: 'a "b": c', kind: "build", run: "./liminix build x", minutes: 7 };
  expect(workflow([job])).toContain(
    '          - { name: "a \\"b\\": c", minutes: 7, run: "./liminix build x" }\n    steps:',
  );
  expect(readFileSync(new URL("../../ci/workflow.yml", import.meta.url), "utf8")).toBe(workflow(jobs));
});
