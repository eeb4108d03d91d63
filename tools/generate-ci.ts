/** Writes ci/workflow.yml from the list of jobs; with --check it only says whether the file is up to date. */
import { ciJobs } from "../src/ci/jobs.ts";
import { workflow } from "../src/ci/workflow.ts";
import { keep } from "./generated-pages.ts";

keep("ci", "tools/generate-ci.ts", new Map([["workflow.yml", workflow(await ciJobs())]]));
