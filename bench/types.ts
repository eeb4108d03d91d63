/**
 * How long type checking takes with sixty modules: they are made up, ten options each, and written to
 * `.cache/bench-types` beside a configuration that defines some of each. Prints JSON. Run as `node bench/types.ts`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MODULES = 60;
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}.cache/bench-types/`;

const moduleText = (index: number): string => `
import { byDefault, computed, defineModule, enable, option, t, when } from "../../../src/index.ts";
const port = { number: option({ type: t.port, default: 22, description: "A port." }) };
const options = {
  enable: enable("it"),
  port: option({ type: t.port, default: 22, description: "A port." }),
  address: option({ type: t.cidr, default: "192.168.8.1/24", description: "An address." }),
  band: option({ type: t.oneOf("2g", "5g"), default: "2g", description: "A band." }),
  names: option({ type: t.listOf(t.string), default: [], description: "Names." }),
  limit: option({ type: t.nullable(t.bytes), default: null, description: "A limit." }),
  ports: option({ type: t.mapOf(t.submodule(port)), default: {}, description: "Ports." }),
  settings: option({ type: t.freeForm(t.either(t.int(), t.string)), default: {}, description: "Settings." }),
  group: {
    one: option({ type: t.string, description: "One.", example: "one" }),
    two: option({ type: t.duration, default: "30s", description: "Two." }),
  },
};
declare module "../../../src/config/options.ts" {
  interface Options {
    made${index}: typeof options;
  }
}
export default defineModule({
  meta: import.meta,
  at: "made${index}",
  options,
  config: when(({ made${index} }) => made${index}.enable, {
    made${index}: { group: { one: byDefault(computed(({ hostname, made${(index + 1) % MODULES} }) => hostname + made${(index + 1) % MODULES}.group.one)) } },
    busybox: { applets: ["ls"] },
  }),
});
`;

const configurationText = `
import { computed, defineConfiguration, force } from "../../src/index.ts";
export default defineConfiguration({
  hostname: "bench",
${Array.from({ length: MODULES }, (_, index) => `  made${index}: { enable: true, port: force(${index + 1}), ports: { a: { number: computed((c) => c.made${(index + 7) % MODULES}.port) } }, settings: { x: { y: 1 } } },`).join("\n")}
});
`;

rmSync(folder, { recursive: true, force: true });
for (let index = 0; index < MODULES; index++) {
  mkdirSync(`${folder}made${index}`, { recursive: true });
  writeFileSync(`${folder}made${index}/index.ts`, moduleText(index));
}
writeFileSync(`${folder}configuration.ts`, configurationText);
writeFileSync(
  `${folder}tsconfig.json`,
  JSON.stringify({
    extends: "../../tsconfig.json",
    include: ["**/*.ts", "../../modules/*/index.ts"],
    exclude: [],
  }),
);

const words = ["node_modules/typescript/bin/tsc", "-p", folder, "--extendedDiagnostics"];
const text = execFileSync(process.execPath, words, { cwd: root, encoding: "utf8" });
const read = (name: string): number => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(text)?.[1]);

process.stdout.write(
  `${JSON.stringify({ modules: MODULES, files: read("Files"), checkSeconds: read("Check time"), totalSeconds: read("Total time") }, undefined, 2)}\n`,
);
