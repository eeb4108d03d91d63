/** subnet PREFIX INDEX LENGTH: prints the router's address in that part of a delegated prefix, and the part itself; ends with 3 if there is none. */
import { err, exit, out } from "std";
import { subnet } from "../../lib/subnet.ts";

const [, prefix, index, length, ...more] = scriptArgs;
if (prefix === undefined || index === undefined || length === undefined || more.length > 0) {
  err.puts("usage: subnet PREFIX INDEX LENGTH\n");
  exit(100);
} else {
  const part = subnet(prefix, Number(index), Number(length));
  if ("problem" in part) {
    err.puts(`${part.problem}\n`);
    exit(3);
  }
  out.puts(`${part.address} ${part.network}\n`);
}
