/** The ruleset as the kernel of the router takes it, in a file. */
import { type Build, defineBuild, type Ruleset, rulesetBatch, sh, text, textFile } from "../../src/index.ts";

/** A store object: netlink messages in the byte order of the machine that it is for. */
export const rulesetFile = (ruleset: Ruleset): Build =>
  defineBuild({
    name: "firewall-ruleset",
    environment: "seed",
    script: ({ host }) => {
      const bytes = rulesetBatch(ruleset, { littleEndian: host.endian === "little" });
      const base64 = Buffer.from(bytes)
        .toString("base64")
        .replaceAll(/.{1,76}/g, "$&\n");
      return sh`base64 -d ${textFile("ruleset.base64", text`${base64}`)} >$out`;
    },
  });
