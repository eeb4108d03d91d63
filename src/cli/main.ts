/** Where `./liminix` arrives. Everything but the start is loaded after the compile cache is on. */
import module from "node:module";

module.enableCompileCache();
const { run } = await import("./run.ts");
const { stopOnSignals } = await import("./stop-on-signals.ts");

process.stdout.on("error", leaveOnClosedPipe);
process.stderr.on("error", leaveOnClosedPipe);
process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: stopOnSignals(process),
});

/** `liminix show … | head`: the reader has seen enough, and that is no error. */
function leaveOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit();
  throw error;
}
