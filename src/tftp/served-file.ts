/**
 * From the name that a client sends to an open file. Names stay below the served directory; symlinks may lead
 * elsewhere below it or into the store, and nowhere else. What is opened is looked at once more, so that
 * nobody gains by changing a link in between.
 */
import { closeSync, constants, fstatSync, openSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { ERROR_CODE, type ErrorCode } from "./packet.ts";

const STORE = "/nix/store";
const EVERYBODY_MAY_READ = 0o004;

export interface ServedFile {
  readonly descriptor: number;
  readonly sizeBytes: number;
}

/** Why a file is not served: what the client is told, and what only the operator is. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly reason: string;

  constructor(code: ErrorCode, message: string, reason: string = message) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.reason = reason;
  }
}

const notFound = (reason?: string) => new Refusal(ERROR_CODE.notFound, "file not found", reason);
const forbidden = (reason: string) => new Refusal(ERROR_CODE.accessViolation, "access violation", reason);

/** Opens what the client asks for; throws a `Refusal`. Who gets it closes the descriptor. */
export function openServedFile(directory: string, name: string): ServedFile {
  const words = name.split("/").filter((word) => word !== "" && word !== ".");
  if (words.includes("..")) throw forbidden("its name has '..' in it");
  if (words.length === 0) throw notFound("no name was given");
  const root = asked(() => realpathSync(directory));
  const path = asked(() => realpathSync(join(root, ...words)));
  if (!isServed(path, root)) throw forbidden(`it leads out of the directory, to '${path}'`);
  // Devices can do things when they are opened: see that it is a file before.
  checkKind(asked(() => statSync(path)));
  const descriptor = asked(() => openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW));
  try {
    const opened = readlinkSync(`/proc/self/fd/${descriptor}`);
    if (!isServed(opened, root)) throw forbidden(`it leads out of the directory, to '${opened}'`);
    const stat = fstatSync(descriptor);
    checkKind(stat);
    return { descriptor, sizeBytes: stat.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

const isServed = (path: string, root: string): boolean => isBelow(path, root) || isBelow(path, STORE);

const isBelow = (path: string, directory: string): boolean =>
  path.startsWith(directory.endsWith(sep) ? directory : directory + sep);

/** TFTP has no passwords: what is not everybody's to read is nobody's here, whoever runs the server. */
function checkKind(stat: { isFile(): boolean; readonly mode: number }): void {
  if (!stat.isFile()) throw notFound("it is not a file");
  if ((stat.mode & EVERYBODY_MAY_READ) === 0) throw forbidden("not everybody may read it (chmod a+r)");
}

/** What the system answers, with its errors in TFTP's words. */
function asked<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") throw notFound();
    if (code === "EACCES" || code === "EPERM") throw forbidden("the system does not let us read it");
    if (code === "ELOOP") throw notFound("its links lead in a circle");
    throw new Refusal(ERROR_CODE.undefined, "cannot be read", (error as Error).message);
  }
}
