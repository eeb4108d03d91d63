/**
 * Claims about the engine and the module "host", for limjs's own check and for the router. They need no rights
 * beyond those of a user namespace's root, and the loopback interface.
 */
import * as host from "host";
import { eventClaims } from "./events.ts";
import { filesClaims } from "./files.ts";
import { languageClaims } from "./language.ts";
import { loopClaims } from "./loop.ts";
import { machineClaims } from "./machine.ts";
import { memoryClaims } from "./memory.ts";
import { processesClaims } from "./processes.ts";
import { here } from "./scratch.ts";
import { socketsClaims } from "./sockets.ts";

host.mkdir(here);
await languageClaims();
await loopClaims();
await filesClaims();
await socketsClaims();
await eventClaims();
await processesClaims();
await machineClaims();
await memoryClaims();
host.rmdir(here);
