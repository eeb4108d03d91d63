/** Made-up modules of ten options each, as files, and a configuration that defines some of each: for measuring. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes `count` modules into a folder two levels below the project, and beside them a configuration and a
 * tsconfig. Together the modules define `services` services, each of a module's own kind.
 */
export function writeMadeModules(folder: URL, count: number, services: number): void {
  rmSync(folder, { recursive: true, force: true });
  for (let index = 0; index < count; index++) {
    mkdirSync(new URL(`made${index}/`, folder), { recursive: true });
    writeFileSync(
      new URL(`made${index}/index.ts`, folder),
      moduleText(index, count, Math.ceil(services / count)),
    );
  }
  writeFileSync(new URL("configuration.ts", folder), configurationText(count));
  const tsconfig = {
    extends: "../../tsconfig.json",
    include: ["**/*.ts", "../../modules/*/index.ts"],
    exclude: [],
  };
  writeFileSync(new URL("tsconfig.json", folder), JSON.stringify(tsconfig));
}

const moduleText = (index: number, count: number, services: number): string => `
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
  services: option({ type: t.mapOf(t.submodule({ run: option({ type: t.string, description: "What runs." }) })), default: {}, description: "Services." }),
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
    made${index}: { group: { one: byDefault(computed(({ hostname, made${(index + 1) % count} }) => hostname + made${(index + 1) % count}.address.text)) } },
    made${(index + 1) % count}: { services: { ${Array.from({ length: services }, (_, n) => `s${index}x${n}: { run: computed(({ made${index} }) => made${index}.group.one) }`).join(", ")} } },
    busybox: { applets: ["ls"] },
  }),
});
`;

const configurationText = (count: number): string => `
import { computed, defineConfiguration, force } from "../../src/index.ts";
${Array.from({ length: count }, (_, index) => `import made${index} from "./made${index}/index.ts";`).join("\n")}
export default defineConfiguration({
  imports: [${Array.from({ length: count }, (_, index) => `made${index}`).join(", ")}],
  hostname: "bench",
${Array.from({ length: count }, (_, index) => `  made${index}: { enable: true, port: force(${index + 1}), ports: { a: { number: computed((c) => c.made${(index + 7) % count}.port) } }, settings: { x: { y: 1 } } },`).join("\n")}
});
`;
