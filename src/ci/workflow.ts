/** The jobs as a workflow of GitHub Actions (its "Workflow syntax"): one machine each, side by side. */
import type { Job } from "./jobs.ts";

/** The whole file. JSON's strings are YAML's too (YAML 1.2, section 1.3). */
export const workflow = (
  jobs: readonly Job[],
): string => `# Made from src/ci/jobs.ts by tools/generate-ci.ts; docs/ci.md says how it is used.
name: ci
on: [push, pull_request]
permissions:
  contents: read
jobs:
  run:
    name: \${{ matrix.name }}
    runs-on: ubuntu-24.04
    timeout-minutes: \${{ matrix.minutes }}
    strategy:
      fail-fast: false
      matrix:
        include:
${jobs.map(({ name, run, minutes }) => `          - { name: ${JSON.stringify(name)}, minutes: ${minutes}, run: ${JSON.stringify(run)} }`).join("\n")}
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      # As root: Nix builds in a sandbox, and virtual machines and namespaces are made.
      - run: sudo env "PATH=$PATH" \${{ matrix.run }}
`;
