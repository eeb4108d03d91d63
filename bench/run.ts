/**
 * `npm run bench`: what a user waits for, as JSON on stdout. Everything is built before it is measured; with
 * `--fresh` the first run of all, from an empty store, is measured as well, package by package.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { timeChangedHostname } from "./changed-hostname.ts";
import { freshBuild } from "./fresh-build.ts";
import { imageSizes } from "./image-sizes.ts";
import { timeInstantiate } from "./instantiate.ts";
import { machineFacts } from "./machine.ts";
import { timeCommand } from "./time-command.ts";
import { timeToQemu } from "./time-to-qemu.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = "examples/hello";
const say = (text: string): void => void process.stderr.write(`bench: ${text}\n`);

process.chdir(root);
const machine = machineFacts();
say("building, unless it is built");
const vmroot = ["./liminix", "build", example, "--device", "qemu", "--out-link", ".cache/bench-result"];
await timeCommand(vmroot, 0, root);
say("start-up");
const help = await timeCommand(["./liminix", "--help"], 20, root);
const check = await timeCommand(["./liminix", "check", example, "--device", "qemu"], 20, root);
const show = await timeCommand(["./liminix", "show", "derivation", example, "--device", "qemu"], 20, root);
const nothingChanged = await timeCommand(vmroot, 10, root);
say("until QEMU starts, nothing changed");
const boot = await timeToQemu(["./liminix", "run", example], root);
say("a changed hostname");
const changed = await timeChangedHostname(root, example, 3);
say("start-up where npm has installed it");
const installed = script("bench/installed.ts");
say("instantiating into an empty store");
const instantiate = await timeInstantiate(example);
say("the module system, the type checker");
const evaluation = script("bench/config.ts");
const types = script("bench/types.ts");
const services = script("bench/services.ts");
const reconciler = script("bench/reconciler.ts");
say("limd on the router");
const limd = script("bench/limd.ts");
const sizes = await imageSizes(".cache/bench-result");
const fresh = process.argv.includes("--fresh") ? await freshBuild(example, say) : undefined;

const results = {
  ...{
    machine,
    help,
    check,
    show,
    nothingChanged,
    boot,
    changed,
    installed,
    instantiate,
    evaluation,
    services,
    reconciler,
    limd,
    types,
    sizes,
  },
  ...(fresh === undefined ? {} : { fresh }),
};
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);

/** Another benchmark of this folder, which prints JSON by itself. */
function script(file: string): unknown {
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8", maxBuffer: 2 ** 24 }));
}
