import { secretType } from "../secret.ts";
import { absolutePath, cidr, domain, hostname, ipv4, ipv6, mac, prefix } from "./address.ts";
import { either, nullable } from "./choice.ts";
import { listOf, mapOf, setOf } from "./collection.ts";
import { freeForm } from "./free-form.ts";
import { int, port } from "./number.ts";
import { bitRate, bytes, duration } from "./quantity.ts";
import { boolean, lines, oneOf, pattern, string } from "./scalar.ts";
import { zod } from "./schema.ts";
import { submodule } from "./submodule.ts";
import { addressRange, endpoint, portRange, rate } from "./traffic.ts";

/** The types an option may have. Other layers add theirs with `defineType`. */
export const t = {
  boolean,
  string,
  lines,
  pattern,
  oneOf,
  int,
  port,
  duration,
  bytes,
  bitRate,
  ipv4,
  ipv6,
  cidr,
  prefix,
  mac,
  hostname,
  domain,
  addressRange,
  portRange,
  endpoint,
  rate,
  absolutePath,
  nullable,
  either,
  listOf,
  setOf,
  mapOf,
  submodule,
  freeForm,
  zod,
  secret: secretType,
} as const;
