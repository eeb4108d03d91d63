/** What `--secret` and `--secret-file` say, read and checked. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { systemError, userError } from "../error.ts";
import { checkSecrets, type Secrets } from "../qemu/index.ts";
import type { Values } from "./command.ts";
import { usage } from "./parse.ts";
import type { secretArguments } from "./secret-arguments.ts";

/** All that were given. What stands behind the name is repeated in no error. */
export async function givenSecrets(
  { secret, secretFile }: Values<typeof secretArguments>,
  cwd: string,
): Promise<Secrets> {
  const values = secret.map((text) => nameAndValue("--secret", "VALUE", text));
  const files = secretFile.map((text) => nameAndValue("--secret-file", "PATH", text));
  const names = [...values, ...files].map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw userError({ message: `Secret '${twice}' is given twice` });
  const read = files.map(async ([name, path]) => [name, await readSecret(name, resolve(cwd, path))] as const);
  const secrets = Object.fromEntries([...values, ...(await Promise.all(read))]);
  checkSecrets(secrets);
  return secrets;
}

function nameAndValue(flag: string, value: string, text: string): readonly [string, string] {
  const end = text.indexOf("=");
  if (end > 0) return [text.slice(0, end), text.slice(end + 1)];
  throw usage(
    `Option '${flag}' expects NAME=${value}, got no name with "=" behind it`,
    `${flag} isp-password=…`,
  );
}

async function readSecret(name: string, path: string): Promise<string> {
  const content = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") {
      throw userError({ message: `Secret '${name}' expects a file at '${path}', and there is none` });
    }
    throw systemError({ message: `Secret '${name}' cannot be read from '${path}': ${error.message}` });
  });
  return content.replace(/\n$/, "");
}
