import { describe } from "vitest";
import { refuses, takes } from "../../src/config/cases/type-case.ts";
import { publicKey } from "./public-key.ts";

const body = "AAAAC3NzaC1lZDI1NTE5AAAAIDFXpFhJmZBIt9YvMgrlPt/05OFTYATHPXKwAmZuIdFk";
const key = `ssh-ed25519 ${body} alice@laptop`;

describe("public keys", () => {
  takes(
    "publicKey",
    publicKey,
    [key, key],
    [`${key}\n`, key],
    [`ssh-ed25519 ${body}`, `ssh-ed25519 ${body}`],
  );
  refuses(
    "publicKey",
    publicKey,
    [body],
    [`ssh-ed25519 ${body.slice(0, 20)}!`, "the part after the kind is no base64"],
    [`ssh-ed25519 ${body.slice(0, 8)}`, "the key is not whole, or of another kind"],
    [`ssh-rsa ${body} alice@laptop`, "the key is not whole, or of another kind"],
    [`${key}\n${key}`, "that is more than one line"],
    ["-----BEGIN OPENSSH PRIVATE KEY-----\nb3B", "that is a private key"],
    [`command="reboot" ${key}`],
    [22],
  );
});
