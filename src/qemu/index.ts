/** Virtual machines in QEMU: by hand, in the background, and what tests make theirs of. */
export { type Consoles, qemuArguments, type Sockets, type Wiring } from "./arguments.ts";
export { runInBackground } from "./background.ts";
export type { Cable } from "./cable.ts";
export { connect } from "./connect.ts";
export { Control } from "./control.ts";
export { checkDisk } from "./disk.ts";
export { cannotStart, howEnded } from "./emulator.ts";
export { findMachine } from "./find-machine.ts";
export { runForeground } from "./foreground.ts";
export { Guardian } from "./guardian.ts";
export { conventionalNics, type InterfaceName, interfaceNames, type Nic, type Nics } from "./interfaces.ts";
export type { RunOptions } from "./options.ts";
export { Peer, type PeerRequest } from "./peer.ts";
export { type Place, placeOf } from "./place.ts";
export { checkSecrets, openSecrets, type Secrets } from "./secrets.ts";
export { quoteWords } from "./shell-words.ts";
export { readVm, type Vm } from "./vm.ts";
