/** Public keys, in the form that OpenSSH writes into `id_ed25519.pub`. */
import { defineType, refuse, type Type } from "../../src/index.ts";

/** What dropbear takes (its `sshpubkey_check`), but for DSA. */
const kinds = [
  "ssh-ed25519",
  "sk-ssh-ed25519@openssh.com",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "sk-ecdsa-sha2-nistp256@openssh.com",
  "ssh-rsa",
];

/** One line: the kind of key, the key, and whose it is. */
export const publicKey: Type<string> = defineType<string>({
  expects: 'a public key, such as "ssh-ed25519 AAAA…TlcG alice@laptop"',
  parse: (value) => {
    if (typeof value !== "string") return undefined;
    if (value.includes("PRIVATE KEY"))
      return refuse("that is a private key: the one in the .pub file is meant");
    const line = value.trim();
    const [kind = "", key = ""] = line.split(/\s+/);
    if (line.includes("\n")) return refuse("that is more than one line");
    if (!kinds.includes(kind)) return refuse();
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key)) return refuse("the part after the kind is no base64");
    return nameIn(Buffer.from(key, "base64")) === kind
      ? line
      : refuse("the key is not whole, or of another kind");
  },
  schema: { type: "string" },
});

/** A key begins with its kind once more, behind its length (RFC 4253, section 6.6). */
const nameIn = (key: Buffer): string | undefined => {
  if (key.length < 4) return undefined;
  const end = 4 + key.readUInt32BE(0);
  return end < key.length ? key.toString("latin1", 4, end) : undefined;
};
