/** Starts a liminix that npm has installed or linked to. Must be understood by every Node there is. */

const OLDEST = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(
    `error: liminix needs Node ${OLDEST} or newer, and this is ${process.version}
  try: npm install --include=optional, which brings one for Linux on x86-64 and arm64
`,
  );
  process.exit(111);
}

await import("./register.js");
await import("../src/cli/main.ts");
