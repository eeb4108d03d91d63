/** `liminix tftpd`: boards fetch their images from here. */
import { statSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { LiminixError, systemError, userError } from "../../error.ts";
import { defineCommand } from "../command.ts";

const MOST_PORT = 65_535;

export default defineCommand({
  group: "Build and run",
  summary: "Serve a directory to boards that boot over the network",
  description: [
    "A TFTP server for U-Boot: read only, mode octet, with the options blksize, timeout, tsize and windowsize. Symlinks are followed within the directory and into the store, and nowhere else. Files that not everybody may read are not served.",
    "Only those named by -a are answered; without it, this machine alone. It ends with ^C.",
  ],
  examples: [
    ["liminix tftpd -a 192.168.8.251 result", "Serves what was built to one board"],
    [
      "liminix tftpd -a 192.168.8.0/24 -a 2001:db8::/64 --listen :: result",
      "Serves it to two networks, one of them by IPv6",
    ],
    ["liminix tftpd --port 6969 result", "Serves it to this machine, on a port that needs no rights"],
  ],
  args: {
    directory: { kind: "positional", valueName: "DIR", description: "The directory to serve" },
    allow: {
      kind: "texts",
      short: "a",
      valueName: "ADDRESS",
      description: "Who may fetch: an address, or a network as 192.0.2.0/24; may be given several times",
    },
    listen: {
      kind: "text",
      valueName: "ADDRESS",
      description: "The address to listen on; :: is all, of IPv6 too",
      default: "0.0.0.0",
    },
    port: { kind: "number", valueName: "N", description: "The UDP port to listen on (default: 69)" },
  },
  async run({ args, context }) {
    const { allowlist, isAllowlistEntry, TftpServer, thisMachine } = await import("../../tftp/index.ts");
    const { becomeWhoAsked } = await import("../tftp/become-who-asked.ts");
    const { transferView } = await import("../tftp/transfer-view.ts");
    const { stdout, signal } = context;
    for (const entry of args.allow) {
      if (!isAllowlistEntry(entry))
        throw usage(`Option '-a' expects an address or a network, got "${entry}"`, "-a 192.0.2.0/24");
    }
    if (isIP(args.listen) === 0)
      throw usage(`Option '--listen' expects an IP address, got "${args.listen}"`, "--listen 0.0.0.0");
    const { port = 69 } = args;
    if (port > MOST_PORT)
      throw usage(`Option '--port' expects a number up to ${MOST_PORT}, got "${port}"`, "--port 69");
    const directory = resolve(context.cwd, args.directory);
    checkDirectory(directory, args.directory);

    using view = transferView(context);
    await using server = await TftpServer.listen({
      directory,
      address: args.listen,
      port,
      allow: allowlist(args.allow.length === 0 ? thisMachine : args.allow),
      onEvent: view.onEvent,
    }).catch((error: NodeJS.ErrnoException) => {
      throw cannotListen(error, args.listen, port);
    });
    becomeWhoAsked(context.env);
    const whom = args.allow.length === 0 ? "this machine only (-a names others)" : args.allow.join(", ");
    stdout.write(`serving ${args.directory} on ${args.listen} port ${server.port} to ${whom}\n`);
    if (!signal.aborted) {
      await new Promise<void>((stopped) => signal.addEventListener("abort", () => stopped(), { once: true }));
    }
  },
});

const usage = (message: string, remedy: string) => new LiminixError(100, [{ message, try: remedy }]);

function checkDirectory(directory: string, given: string): void {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return;
  throw userError({
    message: `Directory '${given}' cannot be served: ${found === undefined ? "there is nothing" : "it is not a directory"}`,
    try: "liminix build CONFIG --output tftpboot, then liminix tftpd result",
  });
}

function cannotListen(error: NodeJS.ErrnoException, address: string, port: number) {
  const message = `Cannot listen on '${address}' UDP port ${port}`;
  switch (error.code) {
    case "EACCES":
    case "EPERM":
      return systemError({ message: `${message}: that needs more rights`, try: "sudo, or --port 6969" });
    case "EADDRINUSE":
      return systemError({
        message: `${message}: another program does already`,
        try: `ss -lunp 'sport = ${port}'`,
      });
    case "EADDRNOTAVAIL":
      return systemError({
        message: `${message}: this machine does not have the address`,
        try: "ip address",
      });
    default:
      return error;
  }
}
