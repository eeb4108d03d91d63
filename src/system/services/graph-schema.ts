/** The shape of a compiled graph, for tools that read one back: `services.json`, version 1. */
import { z } from "zod";
import type { Condition, Graph } from "../../../runtime/lib/graph.ts";

const milliseconds = z.int().min(0);
const storePath = z.string().regex(/^\/nix\/store\/[0-9a-z]{32}-/);
const words = z.array(z.string());

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({
      kind: z.literal("link"),
      interface: z.string(),
      state: z.enum(["present", "up", "carrier"]),
    }),
    z.strictObject({
      kind: z.literal("hotplug"),
      subsystem: z.string(),
      attributes: z.record(z.string(), z.string()),
    }),
    z.strictObject({ kind: z.literal("clock") }),
    z.strictObject({ kind: z.literal("secret"), name: z.string() }),
    z.strictObject({ kind: z.literal("healthy"), check: z.string() }),
    z.strictObject({ kind: z.literal("output"), service: z.string(), output: z.string() }),
    z.strictObject({ kind: z.enum(["all", "any"]), of: z.array(condition) }),
    z.strictObject({ kind: z.literal("not"), of: condition }),
  ]),
);

const onChange = z.union([
  z.enum(["restart", "reload", "render", "nothing"]),
  z.strictObject({ signal: z.string() }),
]);

const service = z.strictObject({
  type: z.enum(["longrun", "oneshot", "bundle"]),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  description: z.string(),
  dependencies: words,
  contents: words,
  run: storePath.optional(),
  finish: storePath.optional(),
  up: storePath.optional(),
  down: storePath.optional(),
  ready: z.union([
    z.strictObject({ kind: z.enum(["immediately", "outputs"]) }),
    z.strictObject({ kind: z.literal("notification"), fd: z.int().min(3) }),
  ]),
  timeoutUpMs: milliseconds,
  timeoutDownMs: milliseconds,
  restart: z.strictObject({
    policy: z.enum(["always", "on-failure", "never"]),
    delayMs: milliseconds,
    maxDelayMs: milliseconds,
    resetAfterMs: milliseconds,
  }),
  exitReasons: z.record(z.string().regex(/^\d{1,3}$/), z.string()).optional(),
  condition: condition.optional(),
  outputs: words,
  reads: z.array(z.strictObject({ service: z.string(), output: z.string(), onChange })),
  secrets: z.array(z.strictObject({ name: z.string(), onChange })),
  files: z.array(
    z.strictObject({
      path: z.string(),
      template: storePath,
      escape: z.enum(["none", "line", "shell", "json"]),
    }),
  ),
  process: z.strictObject({
    user: z.string().optional(),
    group: z.string().optional(),
    groups: words.optional(),
    capabilities: z.union([words, z.literal("all")]),
    noNewPrivileges: z.boolean(),
    limits: z.record(z.string(), z.number()),
    umask: z.int().min(0).max(0o777),
    directory: z.string(),
    environment: z.record(z.string(), z.string()),
  }),
  log: z.strictObject({ sizeBytes: z.int().min(1), files: z.int().min(1) }).optional(),
  logTo: z.string().optional(),
  lasting: z.boolean(),
  stateDirectory: z.boolean(),
});

/** Takes what `services.json` holds, and nothing besides. */
export const graphSchema = z.strictObject({
  version: z.literal(1),
  services: z.record(z.string(), service),
  wanted: words,
});

/** A graph out of its JSON. */
export const parseGraph = (json: string): Graph => graphSchema.parse(JSON.parse(json)) as Graph;
