/** Prints what the built-in modules export, "os.setTimeout" and so on. */
import * as host from "host";
import * as os from "os";
import * as std from "std";

for (const [name, module] of Object.entries({ host, os, std })) {
  for (const key of Object.keys(module)) std.out.puts(`${name}.${key}\n`);
}
