import { describe, expect, test } from "vitest";
import { option, secret } from "../../config/index.ts";
import type { LiminixError } from "../../error.ts";
import { sh, text } from "../../recipe/fragment.ts";
import { t } from "../option-types.ts";
import { compileGraph } from "./compile.ts";
import { all, carrier, clockSynchronised, healthy, not, outputReady } from "./condition.ts";
import { configFile, forEach } from "./configuration-file.ts";
import { defineService } from "./define-service.ts";
import { bundle, longrun, oneshot } from "./definition.ts";
import { dhcp, pppoe, route, wanPort } from "./examples-in-tests.ts";
import { named, namedOutput } from "./output.ts";
import type { Service } from "./service.ts";

const mistakes = (services: Readonly<Record<string, Service>>): readonly string[] => {
  try {
    compileGraph(services);
    return [];
  } catch (thrown) {
    return (thrown as LiminixError).complaints.map(({ message }) => message);
  }
};
const idle = () => longrun({ run: sh`exec sleep 1000` });
const script = (file: { readonly content: { readonly parts: readonly unknown[] } } | undefined): string =>
  file?.content.parts.join("") ?? "";

describe("a service that reads an output", () => {
  const wan = dhcp({ interface: wanPort });
  const { services } = compileGraph({ wan, default: route({ via: wan.output.gateway }) });

  test("depends on the one that writes it, and says what it reads", () => {
    expect(services.default).toMatchObject({
      dependencies: ["wan"],
      reads: [{ service: "wan", output: "gateway", onChange: "restart" }],
    });
  });

  test("gets the value out of a file, as one word and unread by the shell", () => {
    expect(script(services.default?.up)).toContain(
      'ip route add default via "$(cat /run/services/outputs/wan/gateway)"\n',
    );
  });

  test("does not care which service that is", () => {
    const other = pppoe({ interface: wanPort, username: "u" });
    const graph = compileGraph({ wan: other, default: route({ via: other.output.gateway }) });
    expect(script(graph.services.default?.up)).toBe(script(services.default?.up));
  });
});

describe("a service that writes outputs", () => {
  const { services } = compileGraph({ wan: pppoe({ interface: wanPort, username: "it's me" }) });

  test("is ready with all of them if it goes on running, and when it has ended if not", () => {
    expect(services.wan?.ready).toEqual({ kind: "immediately" });
    expect(compileGraph({ wan: dhcp({ interface: wanPort }) }).services.wan?.ready).toEqual({
      kind: "outputs",
    });
  });

  test("has a word in its scripts that replaces the old value at once", () => {
    const up = script(services.wan?.up);
    expect(up).toMatch(/^#!\/bin\/sh\nset -eu\noutput\(\) \{\n/);
    expect(up).toContain("\noutput nameservers 192.0.2.1 192.0.2.2\noutput mtu 1492\n");
    expect(up).toContain("pppd eth0 user 'it'\\''s me'\n");
  });
});

describe("a configuration file", () => {
  const wan = dhcp({ interface: wanPort });
  const file = configFile({
    path: "dns.conf",
    content: text`domain "${wan.output.domain}"\n${forEach(wan.output.nameservers, (server) => text`server ${server}\n`)}`,
  });
  const { services } = compileGraph({
    wan,
    dns: longrun({ run: sh`exec dnsd ${file}`, onChange: "reload" }),
  });

  test("is a path in a script, and makes its service depend on what it reads", () => {
    expect(script(services.dns?.run)).toContain("exec dnsd /run/services/files/dns/dns.conf\n");
    expect(services.dns?.dependencies).toEqual(["wan"]);
    expect(services.dns?.reads).toEqual([
      { service: "wan", output: "domain", onChange: "reload" },
      { service: "wan", output: "nameservers", onChange: "reload" },
    ]);
  });

  test("is a template in which text and values cannot be taken for each other", () => {
    expect(services.dns?.files).toMatchObject([{ path: "dns.conf", escape: "line" }]);
    expect(JSON.parse(script(services.dns?.files[0]?.template))).toEqual({
      version: 1,
      parts: [
        'domain "',
        { kind: "output", service: "wan", output: "domain" },
        '"\n',
        {
          kind: "each",
          service: "wan",
          output: "nameservers",
          parts: ["server ", { kind: "item" }, "\n"],
        },
      ],
    });
  });
});

describe("a service that another one reads", () => {
  const shipper = defineService({
    name: "shipper",
    params: {},
    build: () => longrun({ run: sh`exec ship` }),
  });

  test("is named in the graph, and brings its reader along", () => {
    const { services } = compileGraph({ wan: longrun({ run: sh`exec dial`, log: { to: shipper() } }) });
    expect(services.wan).toMatchObject({ logTo: "shipper", dependencies: [] });
    expect(services.wan).not.toHaveProperty("log");
    expect(services.shipper).toMatchObject({ type: "longrun" });
  });

  test("has a reader that runs, is in the image, and does not log back", () => {
    const once = oneshot({ up: sh`x` });
    expect(mistakes({ once, wan: longrun({ run: sh`x`, log: { to: once } }) })).toEqual([
      "Service 'wan' logs to 'once', which is a oneshot, and not a longrun",
    ]);
    expect(mistakes({ wan: longrun({ run: sh`x`, log: { to: named("shiper") } }), shipper: idle() })).toEqual(
      ["Service 'wan' logs to 'shiper', which is not in the image"],
    );
    const back = longrun({ run: sh`x`, log: { to: named("wan") } });
    expect(() => compileGraph({ back, wan: longrun({ run: sh`x`, log: { to: back } }) })).toThrow(
      /^error: Services wait for each other: back -> wan -> back\n {2}in .*: 'back' logs to 'wan'\n/,
    );
  });
});

describe("a secret", () => {
  const file = configFile({ path: "auth", content: text`password ${secret("isp")}\n` });
  const dial = defineService({
    name: "dial",
    params: { password: option({ type: t.secret, description: "What the provider asks for." }) },
    build: ({ password }) => {
      const auth = configFile({ path: "auth", content: text`password "${password}"\n`, format: "json" });
      return longrun({ run: sh`exec dial ${auth}`, onChange: "reload", when: carrier(wanPort) });
    },
  });

  test("is known to the graph by its name, and waited for", () => {
    const { services } = compileGraph({ wan: longrun({ run: sh`exec dial ${file}` }) });
    expect(services.wan).toMatchObject({
      secrets: [{ name: "isp", onChange: "restart" }],
      condition: { kind: "secret", name: "isp" },
    });
    expect(JSON.parse(script(services.wan?.files[0]?.template)).parts).toEqual([
      "password ",
      { kind: "secret", name: "isp" },
      "\n",
    ]);
  });

  test("may be a parameter; it is waited for besides all else", () => {
    const { services } = compileGraph({ wan: dial({ password: secret("isp") }) });
    expect(services.wan).toMatchObject({
      secrets: [{ name: "isp", onChange: "reload" }],
      condition: {
        kind: "all",
        of: [
          { kind: "link", interface: "eth0", state: "carrier" },
          { kind: "secret", name: "isp" },
        ],
      },
    });
  });

  test("is never written into a configuration, a script or an environment, nor called like no file can be", () => {
    const [literal] = mistakes({ wan: dial({ password: "hunter2" as never }) });
    expect(literal).toMatch(/^Parameter 'dial.password' expects a secret/);
    expect(literal).not.toContain("hunter2");
    expect(
      mistakes({
        a: longrun({ run: sh`exec dial --password ${secret("isp")}` }),
        b: longrun({ run: sh`exec dial`, environment: { PASSWORD: text`${secret("isp")}` } }),
        c: longrun({
          run: sh`exec dial`,
          files: [configFile({ path: "c", content: text`${secret("../isp")}` })],
        }),
      }),
    ).toEqual([
      "Service 'a': the secret 'isp' stands in a script, whose words all processes can see; put it into a configFile, and give the program that file",
      "Service 'b': the environment's 'PASSWORD' has the secret 'isp', which whoever looks at its processes sees; put it into a configFile",
      `Service 'c': a secret cannot be called '../isp': letters, digits, ".", "_" and "-", at most 63`,
    ]);
  });
});

describe("names", () => {
  test("are the keys under `services`", () => {
    expect(compileGraph({ b: idle(), a: idle() })).toMatchObject({
      wanted: ["a", "b"],
      services: { a: {}, b: {} },
    });
  });

  test("of what only others refer to are the templates'", () => {
    const wan = dhcp({ interface: wanPort });
    const graph = compileGraph({ default: route({ via: wan.output.gateway }) });
    expect(Object.keys(graph.services)).toEqual(["default", "dhcp"]);
    expect(graph.wanted).toEqual(["default"]);
  });

  test("get a suffix from the parameters where the template's is not enough, whatever the order", () => {
    const [one, two] = ["one", "two"].map((username) => pppoe({ interface: wanPort, username }));
    const via = (service: typeof one) => route({ via: service?.output.gateway ?? "192.0.2.1" });
    const namesOf = (services: Readonly<Record<string, Service>>) =>
      Object.keys(compileGraph(services).services);
    const names = namesOf({ a: via(one), b: via(two) });
    expect(names).toEqual(["a", "b", expect.stringMatching(/^pppoe-[0-9a-f]{4}$/), expect.any(String)]);
    expect(namesOf({ c: via(two), d: via(one) }).slice(2)).toEqual(names.slice(2));
    expect(names).toContain(namesOf({ pppoe: idle(), a: via(one) }).at(-1));
  });
});

test("conditions name services and interfaces, and make nobody depend on them", () => {
  const check = idle();
  const wan = dhcp({ interface: wanPort });
  const when = all(carrier(wanPort), not(healthy(check)), outputReady(wan.output.address), clockSynchronised);
  const { services } = compileGraph({ check, wan, probe: longrun({ run: sh`exec probe`, when }) });
  expect(services.probe).toMatchObject({
    dependencies: [],
    condition: {
      kind: "all",
      of: [
        { kind: "link", interface: "eth0", state: "carrier" },
        { kind: "not", of: { kind: "healthy", check: "check" } },
        { kind: "output", service: "wan", output: "address" },
        { kind: "clock" },
      ],
    },
  });
});

test("what a caller adds comes on top of what the template says", () => {
  const syslog = idle();
  const wan = dhcp(
    { interface: wanPort },
    { when: carrier(wanPort), dependencies: [syslog], description: "D" },
  );
  expect(compileGraph({ wan, syslog }).services.wan).toMatchObject({
    description: "D",
    dependencies: ["syslog"],
    condition: { kind: "link" },
  });
});

test("a service that mentions its state directory has one", () => {
  const keeper = defineService({
    name: "keeper",
    params: {},
    build: (_, { stateDirectory }) => longrun({ run: sh`exec keep ${stateDirectory}` }),
  });
  const { services } = compileGraph({ keys: keeper(), idle: idle() });
  expect(services.keys?.stateDirectory).toBe(true);
  expect(script(services.keys?.run)).toContain("exec keep /var/lib/keys\n");
  expect(services.idle?.stateDirectory).toBe(false);
});

test("a longrun lasts if it says so, and the others do not", () => {
  const { services } = compileGraph({ rules: longrun({ run: sh`x`, lasting: true }), idle: idle() });
  expect(services.rules?.lasting).toBe(true);
  expect(services.idle?.lasting).toBe(false);
});

describe("told at once, each with its places:", () => {
  test("a service that lasts and has outputs, which would not", () => {
    const told = defineService({
      name: "told",
      params: {},
      outputs: { ifname: t.interfaceName },
      build: () => longrun({ run: sh`x`, lasting: true }),
    });
    expect(() => compileGraph({ told: told() })).toThrow(
      "error: Service 'told': it is lasting, and so cannot have outputs",
    );
  });

  test("a loop, whole", () => {
    const services = {
      a: longrun({ run: sh`a`, dependencies: [named("b")] }),
      b: bundle({ contents: [named("c")] }),
      c: oneshot({ up: sh`c`, when: healthy(named("a")) }),
    };
    expect(() => compileGraph(services)).toThrow(
      /^error: Services wait for each other: a -> b -> c -> a\n {2}in .*: 'a' waits for 'b'\n {2}in .*: 'b' waits for 'c'\n {2}in .*: 'c' waits for 'a'\n {2}try: /,
    );
  });

  test("a service that is its own dependency", () => {
    expect(mistakes({ a: longrun({ run: sh`a`, dependencies: [named("a")] }) })).toEqual([
      "Services wait for each other: a -> a",
    ]);
  });

  test("one service under two names", () => {
    const one = idle();
    expect(mistakes({ a: one, b: one })).toEqual([
      "Service 'longrun' is in 'services' twice, as 'a' and as 'b'",
    ]);
  });

  test("two services that nothing tells apart", () => {
    const [a, b] = [dhcp({ interface: wanPort }), dhcp({ interface: wanPort })];
    expect(mistakes({ x: route({ via: a.output.gateway }), y: route({ via: b.output.gateway }) })).toEqual([
      "Two services made by 'dhcp' have the same parameters and no names",
    ]);
  });

  test("names that lead nowhere, each in its own way", () => {
    const services = {
      syslog: idle(),
      a: longrun({ run: sh`a ${namedOutput("wan", "address", t.ipv4)}`, dependencies: [named("sysolg")] }),
      b: bundle({ contents: [named("x")] }),
      c: longrun({ run: sh`c`, when: healthy(named("y")) }),
    };
    expect(mistakes(services)).toEqual(
      expect.arrayContaining([
        "Service 'a' depends on 'sysolg', which is not in the image",
        "Service 'a' reads an output of 'wan', which is not in the image",
        "Service 'b' contains 'x', which is not in the image",
        "Service 'c' has a condition on 'y', which is not in the image",
      ]),
    );
    expect(() => compileGraph(services)).toThrow("try: did you mean 'syslog'?");
  });

  test("an output read by name from a service that is not waited for, or that lacks it", () => {
    const wan = dhcp({ interface: wanPort });
    const reads = (output: string, dependencies: readonly Service[]) =>
      longrun({ run: sh`exec x ${namedOutput("wan", output, t.ipv4)}`, dependencies });
    expect(mistakes({ wan, a: reads("address", []) })).toEqual([
      "Service 'a' reads 'address' of 'wan' and does not depend on it",
    ]);
    expect(mistakes({ wan, a: reads("adress", [wan]) })).toEqual([
      "Service 'a' reads 'adress' of 'wan', which has no such output",
    ]);
    const between = longrun({ run: sh`exec between`, dependencies: [wan] });
    expect(mistakes({ wan, a: reads("address", [between]) })).toEqual([]);
  });

  test("wrong parameters, of services that nobody named too", () => {
    const wrong = dhcp({ interface: "eth0" as never });
    expect(
      mistakes({ a: route({ via: wrong.output.gateway }), b: route({ via: 7, x: 1 } as never) }),
    ).toEqual(
      expect.arrayContaining([
        "Parameter 'dhcp.interface' expects a network interface: device.interfaces.lan, or a service with an output 'ifname', got \"eth0\" (a name is no interface: another board has another)",
        "Parameter 'route.x' does not exist",
        "Parameter 'route.via' expects an IPv4 address, or an output that is one, got 7",
      ]),
    );
  });

  test("a name that cannot be a file's", () => {
    expect(mistakes({ "a/b": idle() })[0]).toMatch(/^Service 'a\/b' has a name that cannot be: /);
  });

  test("a list in a script, a value in the environment, a link whose name is not known yet", () => {
    const wan = dhcp({ interface: wanPort });
    expect(
      mistakes({
        a: longrun({ run: sh`x ${wan.output.nameservers}` }),
        d: longrun({
          run: sh`x`,
          files: [configFile({ path: "d.conf", content: text`${wan.output.nameservers}` })],
        }),
        b: longrun({ run: sh`x`, environment: { IP: text`${wan.output.address}` } }),
        c: longrun({ run: sh`x`, when: carrier(wan.output.ifname), dependencies: [wan] }),
      }),
    ).toEqual([
      "Service 'a': 'nameservers' of 'dhcp' is a list, and a script takes one value",
      "Service 'd': 'nameservers' of 'dhcp' is a list: forEach puts it into 'd.conf'",
      "Service 'b': the environment's 'IP' has the output 'address', which a script can read",
      "Service 'c': its condition is on the link of 'dhcp', whose name only the router knows",
    ]);
  });

  test("two files of one name", () => {
    const file = (content: string) => configFile({ path: "x.conf", content: text`${content}` });
    expect(mistakes({ a: longrun({ run: sh`x ${file("1")} ${file("2")}` }) })).toEqual([
      "Service 'a' has 2 files called 'x.conf'",
    ]);
  });
});
