/** What is wrong with a policy, or probably not meant, with the options that it is about. */
import { contains, parseNetwork } from "../../config/address.ts";
import { type Check, error, warning } from "../../config/check.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { knownInterface } from "../../system/services/condition.ts";
import { type Policy, ROUTER, reachedFrom } from "./policy.ts";
import { shadowedRules } from "./shadows.ts";
import { isAboutNothing } from "./user-rules.ts";

export function* checkPolicy(policy: Policy): Iterable<Check> {
  yield* zoneNames(policy);
  yield* unknownZones(policy);
  yield* unknownSets(policy);
  yield* interfacesTwice(policy);
  yield* ruleParts(policy);
  yield* forwardsTwice(policy);
  yield* forwardsNowhere(policy);
  yield* bypassed(policy);
  yield* twice(policy);
  yield* shadowedRules(policy);
  yield* aboutNothing(policy);
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(" and ");

/** The name is in names of chains and sets, and in a log prefix. */
function* zoneNames({ zones, sets }: Policy): Iterable<Check> {
  for (const name of Object.keys(zones)) {
    if (name === ROUTER)
      yield error({
        message: `Zone '${ROUTER}' is the router itself, and cannot be another`,
        options: [`firewall.zones.${name}`],
      });
    else if (!/^[a-z][a-z0-9-]{0,30}$/.test(name))
      yield error({
        message: `Zone '${name}' has a name that cannot be: lower-case letters, digits and "-", at most 31, a letter first`,
        options: [`firewall.zones.${name}`],
      });
  }
  for (const name of Object.keys(sets))
    if (!/^[a-z][a-z0-9-]{0,30}$/.test(name))
      yield error({
        message: `Set '${name}' has a name that cannot be: lower-case letters, digits and "-", at most 31, a letter first`,
        options: [`firewall.sets.${name}`],
      });
}

function* unknownZones({ zones, allow, services, forwards, rules }: Policy): Iterable<Check> {
  const named = [
    ...allow.flatMap(({ from, to }, index) => [
      { name: from, option: `firewall.allow[${index}].from` },
      { name: to, option: `firewall.allow[${index}].to` },
    ]),
    ...Object.entries(services).flatMap(([service, one]) =>
      one.zones.map((name) => ({ name, option: `firewall.services.${service}.zones` })),
    ),
    ...forwards.flatMap(({ from }, index) =>
      from.map((name) => ({ name, option: `firewall.forwards[${index}].from` })),
    ),
    ...rules.flatMap(({ from, to }, index) => [
      ...(from === undefined || from === ROUTER
        ? []
        : [{ name: from, option: `firewall.rules[${index}].from` }]),
      ...(to === undefined || to === ROUTER ? [] : [{ name: to, option: `firewall.rules[${index}].to` }]),
    ]),
  ];
  for (const { name, option } of named) {
    if (Object.hasOwn(zones, name)) continue;
    const meant = didYouMean(name, Object.keys(zones));
    yield error({
      message: `Zone '${name}' is not one of the firewall's`,
      options: [option],
      try: meant ?? `firewall: { zones: { ${name}: { interfaces: [] } } }`,
    });
  }
}

function* unknownSets({ sets, rules }: Policy): Iterable<Check> {
  for (const [index, rule] of rules.entries()) {
    for (const side of ["sourceSet", "destinationSet"] as const) {
      const name = rule[side];
      if (name === undefined || Object.hasOwn(sets, name)) continue;
      const meant = didYouMean(name, Object.keys(sets));
      yield error({
        message: `Set '${name}' is not one of the firewall's`,
        options: [`firewall.rules[${index}].${side}`],
        try: meant ?? `firewall: { sets: { ${name}: { addresses: [] } } }`,
      });
    }
  }
}

function* interfacesTwice({ zones }: Policy): Iterable<Check> {
  const members = Object.entries(zones).flatMap(([zone, { interfaces }]) =>
    [...new Set(interfaces)].map((one) => ({ zone, one: knownInterface(one) ?? one })),
  );
  for (const [one, those] of Map.groupBy(members, (member) => member.one)) {
    const names = [...new Set(those.map(({ zone }) => zone))];
    if (names.length < 2) continue;
    const what = typeof one === "string" ? `Interface '${one}'` : `The interface of '${one.service.name}'`;
    yield error({
      message: `${what} is in zones ${quoted(names)}`,
      options: names.map((name) => `firewall.zones.${name}.interfaces`),
      try: "leave it in one of them",
    });
  }
}

function* ruleParts({ rules, forwards }: Policy): Iterable<Check> {
  for (const [index, { proto, ports, sourcePorts, from, to }] of rules.entries()) {
    if (ports.length + sourcePorts.length > 0 && proto !== "tcp" && proto !== "udp")
      yield error({
        message: `A rule names ports and not the protocol that they are of`,
        options: [`firewall.rules[${index}].${ports.length > 0 ? "ports" : "sourcePorts"}`],
        try: 'proto: "tcp"',
      });
    if (from === ROUTER && to === ROUTER)
      yield error({
        message: "A rule is from the router to itself, which nothing filters",
        options: [`firewall.rules[${index}].from`, `firewall.rules[${index}].to`],
      });
  }
  for (const [index, { port, to }] of forwards.entries())
    if (port.first !== port.last && to.port !== undefined)
      yield error({
        message: `Ports ${port.first} to ${port.last} are forwarded to one port, ${to.port}`,
        options: [`firewall.forwards[${index}].port`, `firewall.forwards[${index}].to`],
        try: `to: ${JSON.stringify(to.address)}, which keeps the ports`,
      });
    else if (to.family === 6 && to.port !== undefined && to.port !== port.first)
      yield error({
        message: `Port ${port.first} is forwarded to port ${to.port} of an IPv6 address, which is reached as it is`,
        options: [`firewall.forwards[${index}].port`, `firewall.forwards[${index}].to`],
        try: `port: ${to.port}`,
      });
}

function* forwardsTwice(policy: Policy): Iterable<Check> {
  const { forwards } = policy;
  for (const [index, one] of forwards.entries()) {
    for (const [earlier, other] of forwards.slice(0, index).entries()) {
      const zones = reachedFrom(policy, one).filter((zone) => reachedFrom(policy, other).includes(zone));
      const first = Math.max(one.port.first, other.port.first);
      const last = Math.min(one.port.last, other.port.last);
      const sameProtocol = one.proto === other.proto || one.proto === "both" || other.proto === "both";
      // Behind IPv6 each machine has its own ports.
      const sameMachine = one.to.family === 4 || one.to.address === other.to.address;
      if (zones.length === 0 || first > last || !sameProtocol || one.to.family !== other.to.family) continue;
      if (!sameMachine) continue;
      const ports = first === last ? `Port ${first}` : `Ports ${first} to ${last}`;
      yield error({
        message: `${ports} of zone ${quoted(zones)} ${first === last ? "is" : "are"} forwarded twice`,
        options: [`firewall.forwards[${earlier}].port`, `firewall.forwards[${index}].port`],
        try: "another port for one of them",
      });
    }
  }
}

/** Where zones say which networks they have, forwards lead into one of them. */
function* forwardsNowhere({ zones, forwards }: Policy): Iterable<Check> {
  const networks = Object.values(zones).flatMap((zone) => zone.networks);
  for (const [index, { to }] of forwards.entries()) {
    const known = networks.filter(({ family }) => family === to.family);
    if (known.length === 0 || known.some((network) => contains(network, to.address))) continue;
    yield error({
      message: `A forward leads to ${to.address}, which is in no zone`,
      options: [
        `firewall.forwards[${index}].to`,
        ...Object.keys(zones)
          .filter((name) => (zones[name]?.networks.length ?? 0) > 0)
          .map((name) => `firewall.zones.${name}.networks`),
      ],
      try: `an address in ${known.map((network) => parseNetwork(network.text)?.text ?? "").join(" or ")}`,
    });
  }
}

function* bypassed({ flowOffload, rules }: Policy): Iterable<Check> {
  if (!flowOffload) return;
  for (const [index, { every, from, to }] of rules.entries())
    if (every === "packet" && from !== ROUTER && to !== ROUTER)
      yield error({
        message: "A rule is for every packet, and flow offload takes packets past all rules",
        options: [`firewall.rules[${index}].every`, "firewall.flowOffload"],
        try: "flowOffload: false",
      });
}

function* twice({ allow }: Policy): Iterable<Check> {
  for (const [index, { from, to }] of allow.entries()) {
    const earlier = allow.slice(0, index).findIndex((other) => other.from === from && other.to === to);
    if (earlier === -1) continue;
    yield warning({
      message: `'${from}' may reach '${to}' twice`,
      options: [`firewall.allow[${earlier}]`, `firewall.allow[${index}]`],
      try: "take one of them out",
    });
  }
}

function* aboutNothing(policy: Policy): Iterable<Check> {
  for (const [index, rule] of policy.rules.entries())
    if (isAboutNothing(policy, rule))
      yield warning({
        message: "A rule can never count: its addresses and its family are not all of one internet protocol",
        options: [`firewall.rules[${index}]`],
        try: "a rule for IPv4, and one for IPv6",
      });
}
