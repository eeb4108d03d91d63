/** A key pair that is the same in every run, so that an image with it is built once. It opens nothing but machines of tests. */
import { createHash, createPrivateKey } from "node:crypto";

/** What PKCS #8 says before an Ed25519 key's 32 bytes (RFC 8410, section 7). */
const header = Buffer.from("302e020100300506032b657004220420", "hex");

const packed = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );

/** As a line for `users.….keys`, and as the file that dropbear's client reads, in base64. */
export function testKey(name: string): { readonly line: string; readonly file: string } {
  const seed = createHash("sha256").update(name).digest();
  const pair = createPrivateKey({ key: Buffer.concat([header, seed]), format: "der", type: "pkcs8" });
  const open = Buffer.from(pair.export({ format: "jwk" }).x ?? "", "base64url");
  const kind = Buffer.from("ssh-ed25519");
  return {
    line: `${kind} ${packed(kind, open).toString("base64")} ${name}`,
    // buf_put_ed25519_priv_key in dropbear's ed25519.c
    file: packed(kind, Buffer.concat([seed, open])).toString("base64"),
  };
}
