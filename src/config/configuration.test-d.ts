/** What compiles and what does not, where configurations and modules are written. Checked by `tsc`. */
import { expectTypeOf } from "vitest";
import {
  before,
  byDefault,
  type Config,
  computed,
  defineConfiguration,
  defineModule,
  force,
  type Inputs,
  option,
  override,
  t,
  type Values,
  when,
} from "../index.ts";
import type { Network } from "./address.ts";
import type { Definitions } from "./option.ts";

// -- what a user writes ------------------------------------------------------------------------------------

defineConfiguration({
  hostname: "attic",
  users: { alice: { uid: 1000, shell: byDefault("/bin/sh") } },
  busybox: { applets: before(["ls", when(true, "cat")]) },
  kernel: { config: { WIREGUARD: force("y") } },
});
// @ts-expect-error no such module
defineConfiguration({ hostnme: "attic" });
// @ts-expect-error no such option
defineConfiguration({ console: { spede: 9600 } });
// @ts-expect-error no such option of a user
defineConfiguration({ users: { alice: { uid: 1, shel: "" } } });
// @ts-expect-error a number
defineConfiguration({ hostname: 7 });
// @ts-expect-error a string where a number is
defineConfiguration({ users: { alice: { uid: "1000" } } });
// @ts-expect-error one string where a list is
defineConfiguration({ busybox: { applets: "ls" } });
// @ts-expect-error the wrong type, forced
defineConfiguration({ hostname: force(7) });
// @ts-expect-error the wrong type, ranked
defineConfiguration({ hostname: override(10, true) });
// @ts-expect-error the wrong type, on a condition
defineConfiguration({ hostname: when(true, 7) });
// @ts-expect-error computed to the wrong type
defineConfiguration({ hostname: computed(({ console }) => console.speed) });
// @ts-expect-error no such option, on a condition
defineConfiguration({ console: when(true, { speed: 9600, spede: 9600 }) });
// @ts-expect-error no such option, in marker in marker
defineConfiguration({ users: when(true, { alice: force({ uid: 1, shel: "" }) }) });
// @ts-expect-error no such module, in a part of a module's definitions
defineModule({ meta: import.meta, config: [when(true, { consol: { speed: 9600 } })] });
// @ts-expect-error a module is a value, not its name
defineConfiguration({ imports: ["ssh"] });
// @ts-expect-error a name is no package
defineConfiguration({ packages: ["tree"] });

// A helper function knows no place; what it makes is checked where it is used.
const speed = <const S>(value: S) => force({ speed: value });
defineConfiguration({ console: speed(9600) });
// @ts-expect-error the wrong type, from a helper
defineConfiguration({ console: speed("9600") });
const applets = before(byDefault(["ls"]));
defineConfiguration({ busybox: { applets } });

// -- what modules read -------------------------------------------------------------------------------------

declare const config: Config;
expectTypeOf(config.hostname).toEqualTypeOf<string>();
expectTypeOf(config.console.speed).toEqualTypeOf<number>();
expectTypeOf(config.users.alice?.uid).toEqualTypeOf<number | undefined>();
expectTypeOf(config.busybox.applets).toEqualTypeOf<readonly string[]>();
// @ts-expect-error no such option
config.console.spede;
// @ts-expect-error a configuration is not written to
config.hostname = "attic";
// @ts-expect-error nor are its lists
config.busybox.applets.push("ls");
// @ts-expect-error what a map has under a name may be missing
config.users.alice.uid;
computed(({ hostname }) => hostname.length);
// @ts-expect-error no such option
computed((c) => c.hostnme);
// @ts-expect-error a condition is true or false
when(({ hostname }) => hostname, {});

// -- declarations ------------------------------------------------------------------------------------------

const description = "An option.";
const tree = {
  port: option({ type: t.port, default: 22, description }),
  address: option({ type: t.cidr, description, example: "192.168.8.1/24" }),
  timeout: option({ type: t.duration, default: "30s", description }),
  band: option({ type: t.oneOf("2g", "5g"), default: "2g", description }),
  limit: option({ type: t.nullable(t.bytes), default: null, description }),
  either: option({ type: t.either(t.port, t.boolean), default: true, description }),
  settings: option({ type: t.freeForm(t.int()), default: {}, description }),
};
type Read = Values<typeof tree>;
expectTypeOf<Read["address"]>().toEqualTypeOf<Network>();
expectTypeOf<Read["band"]>().toEqualTypeOf<"2g" | "5g">();
expectTypeOf<Read["limit"]>().toEqualTypeOf<number | undefined>();
expectTypeOf<Read["either"]>().toEqualTypeOf<number | boolean>();
expectTypeOf<Read["timeout"]["seconds"]>().toEqualTypeOf<number>();

const define = (_: Definitions<typeof tree>): void => undefined;
define({ port: 1, address: "10.0.0.1/8", limit: "16MiB", either: false, settings: { a: { b: force(1) } } });
define({ limit: null, timeout: "1h30m" });
// @ts-expect-error an address is written as a string
define({ address: { address: "10.0.0.1", prefixLength: 8 } });
// @ts-expect-error a duration has a unit
define({ timeout: 30 });
// @ts-expect-error no such unit
define({ timeout: "3 weeks" });
// @ts-expect-error no such band
define({ band: "6g" });
// @ts-expect-error nothing else than null is nothing
define({ limit: false });
// @ts-expect-error leaves have a type
define({ settings: { a: { b: "c" } } });

// @ts-expect-error the default is what one may write
option({ type: t.port, default: "22", description });
// @ts-expect-error so is the example
option({ type: t.cidr, example: 24, description });
// @ts-expect-error every option is described
option({ type: t.port, default: 22 });
// @ts-expect-error a default of a list has the items' type
option({ type: t.listOf(t.port), default: ["ssh"], description });

expectTypeOf<Inputs<typeof tree>>().toExtend<{ readonly address: string; readonly port?: number }>();
const call = (_: Inputs<typeof tree>): void => undefined;
call({ address: "10.0.0.1/8" });
// @ts-expect-error what has no default must be passed
call({ port: 1 });

const meta = import.meta;
// @ts-expect-error nobody declared this key
defineModule({ meta, at: "kitchen", options: tree });
// @ts-expect-error this is not what is declared there
defineModule({ meta, at: "hostname", options: tree });
// @ts-expect-error a module says where it is
defineModule({ config: { hostname: "attic" } });
defineModule({
  meta,
  config: [{ hostname: "attic" }, when((c) => c.hostname === "attic", { motd: "Hello." })],
});

const user = t.submodule(
  { uid: option({ type: t.int(), description }), home: option({ type: t.string, description }) },
  { config: ({ self, name }) => ({ home: computed(() => `/home/${name}/${self.uid}`) }) },
);
option({ type: t.mapOf(user), default: { alice: { uid: 1 } }, description });
// @ts-expect-error a user is an object of options
option({ type: t.mapOf(user), default: { alice: 1 }, description });
