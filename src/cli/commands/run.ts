/** `liminix run`: a configuration to a router in QEMU. */
import { defineCommand } from "../command.ts";
import { configurationArguments } from "../configuration-arguments.ts";
import { secretArguments } from "../secret-arguments.ts";
import { storeOptions } from "../store-options.ts";

/** QEMU finds what it boots below /nix/store, so the store cannot be another one. */
const { store: _, ...optionsForThisStore } = storeOptions;

export default defineCommand({
  group: "Build and run",
  summary: "Build for QEMU, boot it, and give its console",
  description: [
    "The console is your terminal: ^P x ends QEMU, ^P c turns to its monitor and back. Powering off in the router ends QEMU too. With --background, QEMU goes on by itself; `liminix connect` gives the console.",
    "--with boots other machines beside it, on the conventional networks; they end when it ends. `liminix connect` gives the console of one by its name.",
    "QEMU_OPTIONS in the environment adds to QEMU's command line.",
  ],
  examples: [
    ["liminix run examples/hello", "Boots it here"],
    ["liminix run examples/hello --background /tmp/hello", "Boots it apart, with its sockets in /tmp/hello"],
    [
      "liminix run examples/gateway --with isp,client",
      "Gives it a provider and a laptop; see `liminix connect`",
    ],
    [
      "liminix run . --secret-file isp-password=secret.txt",
      'Gives it what secret("isp-password") stands for',
    ],
    ["liminix run examples/hello --lan user", "Gives its lan interface QEMU's own little network"],
  ],
  args: {
    ...configurationArguments,
    device: { ...configurationArguments.device, default: "qemu", description: "The device to build for" },
    with: {
      kind: "texts",
      valueName: "PEERS",
      description:
        "Peers to boot beside it: isp, world, client, a configuration's path, or NAME=PATH; several with commas",
    },
    background: { kind: "text", valueName: "DIR", description: "Run apart, with pid and sockets in DIR" },
    lan: { kind: "text", valueName: "SPEC", description: "QEMU's -netdev for the lan interface" },
    access: { kind: "text", valueName: "SPEC", description: "QEMU's -netdev for the access interface" },
    disk: {
      kind: "text",
      valueName: "FILE",
      description: "A file that is the router's second disk, /dev/vdb",
    },
    ...secretArguments,
    ...optionsForThisStore,
  },
  async run({ args, context }) {
    const { runRouter } = await import("../run-router.ts");
    await runRouter(args, context);
  },
});
