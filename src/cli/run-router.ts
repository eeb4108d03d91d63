/** `liminix run`: builds what is to be booted, then boots it, with its peers first. */
import { resolve } from "node:path";
import { userError } from "../error.ts";
import {
  checkDisk,
  Peer,
  type RunOptions,
  runForeground,
  runInBackground,
  SharedNetworks,
} from "../qemu/index.ts";
import type { System } from "../system/assemble.ts";
import { buildOutputOf } from "./build-output.ts";
import type { Values } from "./command.ts";
import type runCommand from "./commands/run.ts";
import type { Context } from "./context.ts";
import { givenSecrets } from "./given-secrets.ts";
import { loadSystem, sayWarnings } from "./load-system.ts";
import { type NamedPeer, namedPeers } from "./named-peers.ts";
import { usage } from "./parse.ts";
import { secretWarnings } from "./secret-warnings.ts";

type Request = Values<(typeof runCommand)["args"]>;

/** Returns when the router has ended, or runs in the background. */
export async function runRouter(request: Request, context: Context): Promise<void> {
  const { background, lan, access, disk } = request;
  const secrets = await givenSecrets(request, context.cwd);
  const peers = namedPeers(request.with, context.cwd);
  if (peers.length > 0 && background !== undefined) {
    throw usage(
      "Options '--with' and '--background' exclude each other: peers end with the router on this terminal",
      "one --background for each of them",
    );
  }
  const diskFile = disk === undefined ? undefined : resolve(context.cwd, disk);
  await checkDisk(diskFile);
  const system = await loadSystem(request, context);
  const { device } = system;
  if (device.emulation === undefined) {
    throw userError({
      message: `Device '${device.name}' is a board, which QEMU has not: an image for it is built and carried there`,
      try: `liminix build CONFIG --device ${device.name} --output tftpboot, which says how`,
    });
  }
  sayWarnings(secretWarnings(system.services, Object.keys(secrets)), context);
  const vmroot = await builtVmroot(system, request, context);
  const options: RunOptions = {
    ...(lan === undefined ? {} : { lan }),
    ...(access === undefined ? {} : { access }),
    ...(diskFile === undefined ? {} : { disk: diskFile }),
    secrets,
  };
  if (background !== undefined) {
    const { directory } = await runInBackground(vmroot, resolve(context.cwd, background), options);
    context.stdout.write(`running; its console: liminix connect ${directory}\n`);
    return;
  }
  await using beside = new AsyncDisposableStack();
  const networks = beside.use(await SharedNetworks.create());
  await startPeers(peers, networks, beside, request, context);
  await runForeground(vmroot, { ...options, networks, signal: context.signal });
}

/** Builds all of them before it starts the first. */
async function startPeers(
  peers: readonly NamedPeer[],
  networks: SharedNetworks,
  beside: AsyncDisposableStack,
  request: Request,
  context: Context,
): Promise<void> {
  const vmroots: string[] = [];
  for (const { configuration } of peers) {
    const system = await loadSystem({ configuration, device: "qemu" }, context);
    vmroots.push(await builtVmroot(system, request, context));
  }
  for (const [index, { name }] of peers.entries()) {
    context.signal.throwIfAborted();
    beside.use(await Peer.start({ name, vmroot: vmroots[index] ?? "", number: index + 1, networks }));
    context.stderr.write(`${name} runs beside it; its console: liminix connect ${name}\n`);
  }
}

async function builtVmroot(system: System, request: Request, context: Context): Promise<string> {
  const { path } = await buildOutputOf(
    system,
    { ...request, store: undefined, output: "vmroot", check: false },
    context,
  );
  return path;
}
