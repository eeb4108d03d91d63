/** Loads the rulesets of files, and says what the kernel thinks of each: for tests on the build machine. */
import { readBytes } from "host";
import { exit, out } from "std";
import { NfTables } from "../../programs/firewall/kernel.ts";

const kernel = new NfTables();
for (const file of scriptArgs.slice(1)) {
  const refusal = kernel.change(new Uint8Array(readBytes(file)));
  if (refusal === undefined) continue;
  out.puts(`${file}: ${refusal.about}: errno ${refusal.errno} ${refusal.words ?? ""}\n`);
  exit(1);
}
