/**
 * How long the module system takes: a gateway-sized configuration (40 modules, 400 options, 60 services) and
 * ever larger ones, which should cost in proportion. Prints JSON; with `--plot FILE` it draws the growth too. Run
 * as `node bench/config.ts`.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  byDefault,
  computed,
  defineConfiguration,
  defineModule,
  evaluate,
  force,
  type Module,
  type OptionTree,
  option,
  t,
  when,
} from "../src/config/index.ts";
import { writeMadeModules } from "./made-modules.ts";
import { plotted } from "./plot.ts";
import { type Timing, timeCommand } from "./time-command.ts";

const OPTIONS_EACH = 10;
const SERVICES = 60;

interface Shape {
  readonly [module: string]: { readonly enable: boolean; readonly o1: number; readonly o2: string };
}

/** Modules of ten options, which define each other's options and 60 services between them. */
function modulesOf(count: number): Module[] {
  const services = defineModule({
    meta: import.meta,
    at: "services",
    options: option({
      type: t.mapOf(t.submodule({ run: option({ type: t.string, description: "What runs." }) })),
      default: {},
      description: "Services.",
    }),
  } as never);
  return [services, ...Array.from({ length: count }, (_, index) => moduleOf(index, count))];
}

function moduleOf(index: number, count: number): Module {
  const at = `module${index}`;
  const next = `module${(index + 1) % count}`;
  const options: OptionTree = {
    enable: option({ type: t.boolean, default: true, description: "Whether it is on." }),
    o1: option({ type: t.int(), default: index, description: "A number." }),
    o2: option({ type: t.string, description: "A text." }),
    o3: option({ type: t.listOf(t.string), default: [], description: "A list." }),
    o4: option({ type: t.mapOf(t.int()), default: {}, description: "A map." }),
    group: Object.fromEntries(
      Array.from({ length: OPTIONS_EACH - 5 }, (_, n) => [
        `g${n}`,
        option({ type: t.port, default: 80 + n, description: "A port." }),
      ]),
    ),
  };
  const shared = SERVICES / Math.min(count, SERVICES);
  return defineModule({
    meta: { url: new URL(`./modules/${at}/index.ts`, import.meta.url).href },
    at,
    options,
    config: when((config) => (config as never as Shape)[at]?.enable === true, {
      [at]: {
        o2: byDefault(computed((config) => `${(config as never as Shape)[at]?.o1}`)),
        group: { g0: force(22) },
      },
      [next]: { o3: [at], o4: { [at]: index } },
      services: Object.fromEntries(
        Array.from({ length: index < SERVICES ? Math.ceil(shared) : 0 }, (_, n) => [
          `s${index}-${n}`,
          { run: computed((config) => `run ${(config as never as Shape)[next]?.o2}`) },
        ]),
      ),
    }),
  } as never);
}

function measure(count: number, rounds: number): number {
  const modules = modulesOf(count);
  const configuration = defineConfiguration({
    module0: { o1: force(5) },
    module1: { o3: ["x"], group: { g1: 81 } },
  } as never);
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    evaluate(modules, configuration);
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** The whole process, with modules that are files. */
async function measureCheck(modules: number): Promise<Timing> {
  const name = ".cache/bench-config";
  writeMadeModules(new URL(`../${name}/`, import.meta.url), modules, SERVICES);
  return timeCommand(
    ["./liminix", "check", name, "--device", "qemu"],
    20,
    fileURLToPath(new URL("..", import.meta.url)),
  );
}

const first = measure(40, 1);
const gateway = {
  modules: 40,
  options: 400,
  services: SERVICES,
  firstMs: round(first),
  againMs: round(measure(40, 20)),
};
const check = await measureCheck(40);
const growth = [100, 250, 500, 1000, 2000].map((count) => ({
  options: count * OPTIONS_EACH,
  ms: round(measure(count, 5)),
}));

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

const plot = process.argv.indexOf("--plot");
if (plot !== -1) writeFileSync(process.argv[plot + 1] ?? "growth.svg", plotted(growth));
process.stdout.write(`${JSON.stringify({ gateway, check, growth }, undefined, 2)}\n`);
