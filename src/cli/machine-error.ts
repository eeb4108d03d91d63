import { type LiminixError, systemError } from "../error.ts";

/**
 * A system call that the machine refused for want of room or rights, as an error of the machine's; `undefined`
 * for any other, which is our mistake. Codes as in errno(3).
 */
export function machineError(error: unknown): LiminixError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const what = path === undefined ? "" : ` '${path}'`;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return systemError({
        message: `The disk is full${path === undefined ? "" : `, writing${what}`}`,
        try: "df -h",
      });
    case "EACCES":
    case "EPERM":
      return systemError({
        message: `The system does not permit access to${what || " something"}`,
        details: [error.message],
        try: `ls -ld${what || " FILE"}, or another place that is yours`,
      });
    case "EROFS":
      return systemError({
        message: `Cannot write${what}: it is on a read-only filesystem`,
        try: "another place",
      });
    case "EMFILE":
    case "ENFILE":
      return systemError({ message: "Too many files are open", try: "ulimit -n 4096" });
    default:
      return undefined;
  }
}
