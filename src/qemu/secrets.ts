/**
 * Secrets on their way into a virtual machine: over a port of their own (modules/secrets is the guest's end), from
 * a file that has no name any more when QEMU starts. They stand on no command line and stay in no directory.
 */
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userError } from "../error.ts";
import { isSecretName } from "../system/services/index.ts";

/** Values by the names that `secret("…")` calls them by. */
export type Secrets = Readonly<Record<string, string>>;

/** What the kernel's command line says when there are some to wait for: a word that the kernel passes over. */
export const secretsWord = "liminix.secrets";

/** The descriptor that QEMU finds them at: the first after standard input, output and error. */
export const secretsDescriptor = 3;

/** Refuses names that could not be a file's on the router, and what is empty: there that counts as not yet given. */
export function checkSecrets(secrets: Secrets): void {
  for (const [name, value] of Object.entries(secrets)) {
    if (!isSecretName(name)) {
      throw userError({
        message: `Secret '${name}' expects a name of letters, digits, ".", "_" and "-" that begins with one of the former, at most 63`,
        try: "isp-password",
      });
    }
    if (value === "") throw userError({ message: `Secret '${name}' is empty, expected a value` });
  }
}

/** An open file that holds them, and that nobody else finds; `undefined` when there are none. */
export async function openSecrets(secrets: Secrets = {}): Promise<FileHandle | undefined> {
  checkSecrets(secrets);
  if (Object.keys(secrets).length === 0) return undefined;
  const directory = await mkdtemp(join(tmpdir(), "liminix-secrets-"));
  try {
    const file = await open(join(directory, "secrets"), "wx", 0o600);
    await file.writeFile(secretsText(secrets));
    return file;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** As modules/secrets/take-secrets.sh reads them. */
export function secretsText(secrets: Secrets): string {
  const line = ([name, value]: readonly [string, string]): string =>
    `secret ${name} ${Buffer.from(value).toString("base64")}\n`;
  return `${Object.entries(secrets).map(line).join("")}end\n`;
}
