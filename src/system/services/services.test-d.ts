/** What compiles and what does not, where services are written and used. Checked by `tsc`. */
import { expectTypeOf } from "vitest";
import qemu from "../../../devices/qemu/device.ts";
import {
  carrier,
  configFile,
  defineConfiguration,
  defineService,
  forEach,
  healthy,
  longrun,
  named,
  namedOutput,
  networkOutputs,
  type OutputRef,
  oneshot,
  option,
  outputReady,
  type Service,
  sh,
  t,
  text,
} from "../../index.ts";

const description = "A parameter.";
const dhcp = defineService({
  name: "dhcp",
  params: {
    interface: option({ type: t.interface, description }),
    hostname: option({ type: t.hostname, default: "router", description }),
  },
  outputs: networkOutputs,
  build: (params, { write }) => {
    expectTypeOf(params.hostname).toEqualTypeOf<string>();
    write("address", "192.0.2.1");
    write("address", sh`"$ip"`);
    write("nameservers", ["192.0.2.1"]);
    // @ts-expect-error no such output
    write("adress", "192.0.2.1");
    // @ts-expect-error a number
    write("mtu", "1500");
    // @ts-expect-error one where a list is
    write("nameservers", "192.0.2.1");
    // @ts-expect-error no such parameter
    params.interfaces;
    return longrun({ run: sh`exec udhcpc -i ${params.interface}` });
  },
});

// -- calls -------------------------------------------------------------------------------------------------

const wan = dhcp({ interface: qemu.interfaces.wan });
dhcp({ interface: qemu.interfaces.wan, hostname: "attic" }, { when: carrier(qemu.interfaces.wan) });
// @ts-expect-error what has no default must be passed
dhcp({});
// @ts-expect-error also where nothing is passed
dhcp();
// @ts-expect-error no such parameter
dhcp({ interface: qemu.interfaces.wan, hostnme: "attic" });
// @ts-expect-error a name is no interface
dhcp({ interface: "eth0" });
// @ts-expect-error no such interface on this board
dhcp({ interface: qemu.interfaces.wna });
// @ts-expect-error a condition is no string
dhcp({ interface: qemu.interfaces.wan }, { when: "carrier" });
const noParameters = defineService({ name: "x", params: {}, build: () => oneshot({ up: sh`x` }) });
noParameters();
noParameters({});
// @ts-expect-error it has none
noParameters({ port: 22 });

// -- outputs -----------------------------------------------------------------------------------------------

expectTypeOf(wan.output.address).toEqualTypeOf<OutputRef<string>>();
expectTypeOf(wan.output.nameservers).toEqualTypeOf<OutputRef<readonly string[]>>();
// @ts-expect-error a misspelt output
wan.output.adress;
// @ts-expect-error it has none
noParameters().output.address;

const route = defineService({
  name: "route",
  params: {
    via: option({ type: t.atRuntime(t.ipv4), description }),
    metric: option({ type: t.int(), default: 0, description }),
    mtu: option({ type: t.atRuntime(t.int()), default: 1500, description }),
  },
  build: ({ via }) => oneshot({ up: sh`ip route add default via ${via}` }),
});
route({ via: "192.0.2.1" });
route({ via: wan.output.gateway, mtu: wan.output.mtu });
// @ts-expect-error this parameter must be known when the image is built
route({ via: "192.0.2.1", metric: wan.output.mtu });
// @ts-expect-error an output of another type
route({ via: wan.output.mtu });
// @ts-expect-error a list
route({ via: wan.output.nameservers });
// @ts-expect-error the service is not its output
route({ via: wan });
const watch = defineService({
  name: "watch",
  params: { what: option({ type: t.outputRef(t.ipv4), description }) },
  build: ({ what }) => longrun({ run: sh`exec watch ${what}` }),
});
watch({ what: wan.output.address });
// @ts-expect-error a value cannot change
watch({ what: "192.0.2.1" });
forEach(wan.output.nameservers, (server) => text`nameserver ${server}\n`);
// @ts-expect-error one value is no list
forEach(wan.output.address, (server) => text`nameserver ${server}\n`);
configFile({ path: "x", content: text`${wan.output.address}`, format: "json" });
// @ts-expect-error no such format
configFile({ path: "x", content: text`${wan.output.address}`, format: "lua" });

// -- services as parameters --------------------------------------------------------------------------------

const probe = defineService({
  name: "probe",
  params: {
    uplink: option({ type: t.serviceWith({ gateway: t.ipv4, ifname: t.interfaceName }), description }),
  },
  build: ({ uplink }) => longrun({ run: sh`exec probe ${uplink.output.ifname} ${uplink.output.gateway}` }),
});
probe({ uplink: wan });
// @ts-expect-error it lacks them
probe({ uplink: route({ via: "192.0.2.1" }) });
dhcp({ interface: wan });
// @ts-expect-error it is no interface
dhcp({ interface: probe({ uplink: wan }) });
const some: Service = wan;
expectTypeOf(some.output.address).toEqualTypeOf<OutputRef | undefined>();

// -- definitions -------------------------------------------------------------------------------------------

defineConfiguration({ services: { wan, default: route({ via: wan.output.gateway }) } });
// @ts-expect-error a template is no service
defineConfiguration({ services: { wan: dhcp } });
// @ts-expect-error nor is a script
defineConfiguration({ services: { wan: sh`exec udhcpc` } });
longrun({ run: sh`x`, when: healthy(wan), dependencies: [wan, named("syslog")] });
// @ts-expect-error a name is no service
longrun({ run: sh`x`, dependencies: ["syslog"] });
// @ts-expect-error a string is no script
longrun({ run: "exec x" });
// @ts-expect-error a oneshot comes up
oneshot({ down: sh`x` });
// @ts-expect-error an address is no service
healthy(wan.output.address);
// @ts-expect-error nor a service an output
outputReady(wan);
expectTypeOf(namedOutput("wan", "address", t.ipv4)).toEqualTypeOf<OutputRef<string>>();
