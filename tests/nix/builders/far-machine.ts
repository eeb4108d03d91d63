/**
 * A second machine to build on, made of namespaces: mounts, processes, a home and a /nix of its own, and the router's
 * own ssh server, built for this machine, which listens on the loopback interface alone.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { dropbear } from "../../../packages/dropbear/package.ts";
import { buildMachine } from "../../../src/recipe/platform.ts";
import { built } from "../../../src/testing/built.ts";
import { Scratch } from "../../../src/testing/scratch.ts";

export interface FarMachine extends AsyncDisposable {
  /** ssh's configuration, as somebody has it in ~/.ssh/config: the machine is called "far". */
  readonly sshConfig: string;
  /** The same, but its host key is not known. */
  readonly strangersConfig: string;
  /** What a command prints there. */
  readonly run: (...words: readonly string[]) => Promise<string>;
}

const run = promisify(execFile);

export async function farMachine(): Promise<FarMachine> {
  const bin = `${await serverForThisMachine()}/bin`;
  const scratch = await Scratch.create("far");
  const at = (name: string): string => scratch.at(name);
  await mkdir(at("nix"));
  await mkdir(at("home/.ssh"), { recursive: true, mode: 0o700 });
  await mkdir(at("home/.config/nix"), { recursive: true });
  // Such a machine has users who build, or must be told that it has none.
  await writeFile(at("home/.config/nix/nix.conf"), "build-users-group =\nsubstituters =\n");
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at("key")]);
  const { stdout: own } = await run("ssh-keygen", ["-y", "-f", at("key")]);
  await writeFile(at("home/.ssh/authorized_keys"), own, { mode: 0o600 });
  const { stdout: made } = await run(`${bin}/dropbearkey`, ["-t", "ed25519", "-f", at("host-key")]);
  const hostKey = /^ssh-ed25519 \S+/m.exec(made)?.[0] ?? "";
  const port = await freePort();
  await writeFile(at("known"), `far ${hostKey}\n`);
  await writeFile(at("ssh-config"), sshConfig(port, at("key"), at("known")));
  await writeFile(at("unknown"), "");
  await writeFile(at("strangers-config"), sshConfig(port, at("key"), at("unknown")));

  // What the server runs on stays on this machine's side of the mounts.
  await run("cp", ["-L", `${bin}/dropbear`, at("dropbear")]);
  const server = spawn(
    "unshare",
    [
      "--mount",
      "--pid",
      "--fork",
      "--kill-child",
      "--mount-proc",
      "sh",
      "-euc",
      machine,
      "machine",
      scratch.directory,
      `${port}`,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  scratch.guard(server.pid ?? 0);
  const exited = once(server, "exit");
  await untilItSays(server.stderr, "Not backgrounding", exited);
  return {
    sshConfig: at("ssh-config"),
    strangersConfig: at("strangers-config"),
    run: async (...words) => (await run("ssh", ["-F", at("ssh-config"), "far", "--", ...words])).stdout,
    async [Symbol.asyncDispose]() {
      // While it has a child, unshare heeds no other signal.
      server.kill("SIGKILL");
      await exited;
      await scratch[Symbol.asyncDispose]();
    },
  };
}

/** Started with the machine's folder and its port. */
const machine = `
  mount --bind "$1/nix" /nix
  mount --bind "$1/home" "$(getent passwd root | cut -d : -f 6)"
  exec "$1/dropbear" -F -E -p "127.0.0.1:$2" -r "$1/host-key" -P "$1/pid"
`;

/** An ssh server that knows keys alone. */
async function serverForThisMachine(): Promise<string> {
  return await built(
    { ...dropbear, environmentVariables: { CC: "clang", configureFlags: "" } },
    buildMachine,
  );
}

const sshConfig = (port: number, key: string, known: string): string => `Host far
  HostName 127.0.0.1
  HostKeyAlias far
  Port ${port}
  User root
  IdentityFile ${key}
  IdentitiesOnly yes
  UserKnownHostsFile ${known}
  StrictHostKeyChecking yes
  BatchMode yes
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("a port has a number");
  return address.port;
}

async function untilItSays(
  stream: NodeJS.ReadableStream,
  words: string,
  exited: Promise<unknown>,
): Promise<void> {
  let said = "";
  const heard = new Promise<void>((resolve) => {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes(words)) resolve();
    });
  });
  await Promise.race([
    heard,
    exited.then(() => {
      throw new Error(`the far machine ended: ${said}`);
    }),
  ]);
}
