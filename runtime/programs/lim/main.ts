/** lim: what people ask limd, on the router. */
import { err, exit, out } from "std";
import { type Command, parseCommand } from "../../lib/lim-command.ts";
import { nearestName } from "../../lib/nearest-name.ts";
import type { Answer, ServiceLine } from "../../lib/protocol.ts";
import { statusTree, tellService } from "../../lib/status-tree.ts";
import { ask } from "./ask.ts";
import { firewallCounts } from "./firewall.ts";
import { follow, printLog } from "./log.ts";

const usage = `usage: lim status [NAME]     what runs, what does not, and why
       lim why NAME          why a service is as it is
       lim up NAME           wants it, with what it needs, until the next boot
       lim down NAME         wants it no longer, until the next boot
       lim restart NAME
       lim log NAME [-f]     what it said; with -f also what it says from now on
       lim outputs NAME      what other services can read of it
       lim firewall          its zones, and how much each rule has counted
`;

const command = parseCommand(scriptArgs.slice(1));
if (command === undefined) fail(100, usage);
else if (command === "help") print(usage);
else if (command === "firewall") tellFirewall();
else
  ask(command.request).then(
    (answers) => show(command, answers),
    (error: Error) => fail(111, `lim: limd does not answer: ${error.message}\n`),
  );

function tellFirewall(): void {
  try {
    const counts = firewallCounts();
    if (counts === undefined) fail(1, "lim: there is no firewall\n");
    else print(counts);
  } catch (error) {
    fail(111, `lim: the kernel does not tell: ${(error as Error).message}\n`);
  }
}

function show({ request, follows, only }: Command, answers: readonly Answer[]): void {
  const services: ServiceLine[] = [];
  for (const answer of answers) {
    switch (answer.kind) {
      case "service":
        services.push(answer);
        break;
      case "sentence":
        print(`${answer.text}\n`);
        break;
      case "output":
        print(`${answer.name}: ${answer.text.trimEnd().replaceAll("\n", " ")}\n`);
        break;
      case "log":
        printLog(answer.directory, print);
        if (follows) follow(answer.directory, print);
        break;
      case "unknown":
        fail(1, noSuchService(answer.service, answer.known));
        break;
      case "misunderstood":
        fail(100, usage);
        break;
      case "done":
        break;
    }
  }
  const known = services.map(({ name }) => name);
  if (only !== undefined && !known.includes(only)) fail(1, noSuchService(only, known));
  if (request === "status") print(statusTree(services, only));
  else for (const service of services) print(tellService(service));
}

function noSuchService(given: string, known: readonly string[]): string {
  const near = nearestName(given, known);
  const hint = near === undefined ? `one of ${known.join(", ")}` : `did you mean '${near}'?`;
  return `lim: no service is called '${given}'\n  try: ${hint}\n`;
}

function print(text: string): void {
  out.puts(text);
  out.flush();
}

function fail(status: number, message: string): void {
  err.puts(message);
  err.flush();
  exit(status);
}
