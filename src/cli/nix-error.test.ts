import { expect, test } from "vitest";
import { NixError, type NixProblem } from "../nix/index.ts";
import { explainNixError } from "./nix-error.ts";

const musl = "/nix/store/0c1m4xbh0sv8m7aqpn0w9fhb3c2y5r6z-musl-1.2.3.drv";
const tarball = "/nix/store/9v2xw4m1kqfz0y8c7hbn3jd5g6l8p0rs-musl_1.2.3.orig.tar.gz.drv";
const recipes = new Map([[musl, { name: "musl-1.2.3", file: "packages/musl/package.ts" }]]);

const cases: readonly (readonly [string, NixProblem, number, string])[] = [
  [
    "no Nix",
    { kind: "no-nix" },
    111,
    `error: Nix is not installed: there is no program 'nix-store' in $PATH
  try: start through ./liminix, which installs what is missing; or apt-get install nix-bin`,
  ],
  [
    "a build that fails",
    {
      kind: "build-failed",
      drvPath: musl,
      status: 2,
      reason: "failed with exit code 2",
      lastLines: [
        "src/math/exp.c:7:1: error: expected ';'",
        "make: *** [Makefile:159: obj/src/math/exp.o] Error 1",
      ],
    },
    1,
    `error: 'musl-1.2.3' did not build: it failed with exit code 2
  in packages/musl/package.ts
  derivation ${musl}
    src/math/exp.c:7:1: error: expected ';'
    make: *** [Makefile:159: obj/src/math/exp.o] Error 1
  try: nix-store --read-log ${musl}   (the whole log)`,
  ],
  [
    "a file that is not the locked one",
    { kind: "hash-mismatch", drvPath: tarball, expected: "sha256:7d5b0b6d", got: "sha256:9b969322" },
    1,
    `error: 'musl_1.2.3.orig.tar.gz' is not the file that the lock asks for
  expected sha256:7d5b0b6d
  got sha256:9b969322
  derivation ${tarball}
  try: another mirror: LIMINIX_DEBIAN_MIRROR=URL; if it was replaced for good, node tools/update-lock.ts`,
  ],
  [
    "no network",
    {
      kind: "fetch-failed",
      drvPath: tarball,
      url: "http://mirror.example/pool/musl_1.2.3.orig.tar.gz",
      reason: "Could not resolve host: mirror.example",
    },
    111,
    `error: 'musl_1.2.3.orig.tar.gz' cannot be fetched: Could not resolve host: mirror.example
  from http://mirror.example/pool/musl_1.2.3.orig.tar.gz
  try: the same again, which goes on from here; or another mirror: LIMINIX_DEBIAN_MIRROR=URL`,
  ],
  [
    "a build that gives other bytes the second time",
    { kind: "not-reproducible", drvPath: musl },
    1,
    `error: 'musl-1.2.3' was built again, and came out differently
  in packages/musl/package.ts
  derivation ${musl}
  try: look for the time, the order of files and the number of cores in what its build writes`,
  ],
  [
    "a build for a machine that is not there",
    { kind: "wrong-system", drvPath: musl, required: "aarch64-linux" },
    111,
    `error: 'musl-1.2.3' is built on 'aarch64-linux', and there is no such machine
  in packages/musl/package.ts
  derivation ${musl}
  try: --builders "ssh://HOST aarch64-linux", a machine of that kind with Nix`,
  ],
  [
    "builders that cannot be reached, where nothing is built here",
    {
      kind: "no-builder",
      wanted: { drvPath: musl, system: "x86_64-linux" },
      lost: [{ machine: "ssh://alice@far?compress=true", reason: "Host key verification failed." }],
    },
    111,
    `error: 'musl-1.2.3' wants a builder for 'x86_64-linux' and finds none, and this machine may build nothing
  in packages/musl/package.ts
  derivation ${musl}
    ssh://alice@far?compress=true: Host key verification failed.
  try: ssh alice@far nix-store --version, which must answer without a question`,
  ],
  [
    "builders for other machines alone",
    { kind: "no-builder", wanted: { drvPath: musl, system: "x86_64-linux" }, lost: [] },
    111,
    `error: 'musl-1.2.3' wants a builder for 'x86_64-linux' and finds none, and this machine may build nothing
  in packages/musl/package.ts
  derivation ${musl}
  try: --builders "ssh://HOST x86_64-linux - 8", or without '--jobs 0'`,
  ],
  [
    "no builds at once",
    { kind: "no-builder", lost: [] },
    111,
    `error: Something is to be built, and '--jobs 0' keeps this machine from it
  try: --jobs 1, or machines to build on: --builders LIST`,
  ],
  [
    "an out-link that would overwrite something",
    { kind: "link-taken", link: "/home/alice/result" },
    1,
    `error: '/home/alice/result' is there already, and is not a link to something built
  try: another name, --out-link NAME, or move it away`,
  ],
  [
    "no user namespaces",
    { kind: "sandbox", reason: "cloning builder process: Operation not permitted" },
    111,
    `error: This machine does not let Nix build in a sandbox, and nothing is built without one
    cloning builder process: Operation not permitted
  try: sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000; a container needs --privileged`,
  ],
  [
    "a full disk",
    { kind: "disk-full", reason: "writing to file: No space left on device" },
    111,
    `error: The disk is full
    writing to file: No space left on device
  try: df -h /nix /tmp, and nix-store --gc, which removes what nothing refers to`,
  ],
  [
    "a store that is not writable",
    { kind: "store-not-writable", reason: "creating directory '/nix/store/.links': Permission denied" },
    111,
    `error: The Nix store cannot be written
    creating directory '/nix/store/.links': Permission denied
  try: sudo, or a running nix-daemon, or a store of your own: --store DIR`,
  ],
  [
    "Nix ended by another's hand",
    { kind: "interrupted" },
    111,
    `error: Nix was stopped by somebody else
  try: the same again, which goes on from here`,
  ],
  [
    "anything else",
    { kind: "other", status: 1, lastLines: ["error: cannot connect to 'builder.example'"] },
    111,
    `error: Nix failed with exit status 1
    error: cannot connect to 'builder.example'
  try: the same again with -v, which shows the logs`,
  ],
];

test.each(cases)("%s is explained", (_name, problem, status, text) => {
  const error = explainNixError(new NixError(problem), recipes);
  expect(error.message).toBe(text);
  expect(error.status).toBe(status);
});

test("the log of a store that is a directory is read from its file", () => {
  const logFile = "/scratch/nix/var/log/nix/drvs/0c/1m4x-musl-1.2.3.drv.bz2";
  const failed: NixProblem = {
    kind: "build-failed",
    drvPath: musl,
    reason: "failed",
    lastLines: [],
    logFile,
  };
  expect(explainNixError(new NixError(failed), recipes).complaints[0]?.try).toBe(
    `bzcat ${logFile}   (the whole log)`,
  );
});

test("of an image that is too large, what takes the space is of more help than the log", () => {
  const lastLines = [
    "The root filesystem for partition 'rootfs' is 9 bytes too large: it has 109, and its place 100",
  ];
  const problem: NixProblem = { kind: "build-failed", drvPath: musl, reason: "failed", lastLines };
  expect(explainNixError(new NixError(problem), recipes).complaints[0]?.try).toMatch(/^liminix size /);
});

test("only the end of a long log is shown", () => {
  const lastLines = Array.from({ length: 90 }, (_, n) => `line ${n}`);
  const problem: NixProblem = { kind: "build-failed", drvPath: musl, reason: "failed", lastLines };
  const { details = [] } = explainNixError(new NixError(problem), recipes).complaints[0] ?? {};
  expect(details.length).toBe(25);
  expect(details.at(-1)).toBe("line 89");
});

test("several failed builds are told of together, and the machine's fault counts most", () => {
  const failed: NixProblem = { kind: "build-failed", drvPath: musl, reason: "failed", lastLines: [] };
  const both = explainNixError(new NixError(failed, { kind: "disk-full", reason: "full" }), recipes);
  expect(both.complaints.map(({ message }) => message)).toEqual([
    "'musl-1.2.3' did not build: it failed",
    "The disk is full",
  ]);
  expect(both.status).toBe(111);
});
