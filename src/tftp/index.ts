export { allowlist, isAllowlistEntry, thisMachine } from "./allowlist.ts";
export { type ServerEvent, type ServerSettings, TftpServer } from "./server.ts";
export type { Outcome, Transfer } from "./transfer.ts";
