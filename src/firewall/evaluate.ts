/**
 * What a ruleset does with a packet: chain by chain, in the order of the kernel's hooks. Limits count as not reached,
 * for the packet is the only one there is.
 */
import { unreachable } from "../error.ts";
import type { Outcome, Packet, Step, Surroundings } from "./packet.ts";
import { matches, type View } from "./packet-match.ts";
import type { Chain, Rule, Ruleset, Statement, Table, Verdict } from "./ruleset.ts";

type Hook = NonNullable<Chain["base"]>["hook"];

/** NF_IP_PRI_CONNTRACK: what is asked before knows of no connections. */
const CONNTRACK = -200;

/** Follows a packet until it is dropped, or through the last chain. */
export function evaluatePacket(ruleset: Ruleset, packet: Packet, around: Surroundings): Outcome {
  const walk = new Walk(ruleset, packet, around);
  const start: Hook = around.input === undefined ? "output" : "prerouting";
  const early = walk.through(start);
  if (early !== undefined) return walk.outcome(early);
  if (start === "prerouting") {
    const late = walk.through(walk.isForRouter() ? "input" : "forward");
    if (late !== undefined) return walk.outcome(late);
    if (walk.isForRouter()) return walk.outcome({ verdict: "accept", by: walk.last });
  }
  return walk.outcome(walk.through("postrouting") ?? { verdict: "accept", by: walk.last });
}

interface End {
  readonly verdict: Outcome["verdict"];
  readonly by: Step;
}

class Walk {
  readonly #tables: readonly Table[];
  readonly #around: Surroundings;
  #packet: Packet;
  #sentTo: Outcome["sentTo"];
  #masqueraded = false;
  /** Whatever accepted it last. */
  last: Step = { chain: "nothing" };

  constructor({ tables }: Ruleset, packet: Packet, around: Surroundings) {
    this.#tables = tables;
    this.#packet = packet;
    this.#around = around;
  }

  outcome(end: End): Outcome {
    return {
      ...end,
      masqueraded: this.#masqueraded && end.verdict === "accept",
      ...(this.#sentTo === undefined ? {} : { sentTo: this.#sentTo }),
    };
  }

  isForRouter(): boolean {
    return this.#around.destinationIs(this.#packet.destination) !== "unicast";
  }

  /** All base chains of a hook; undefined: none of them ended it. */
  through(hook: Hook): End | undefined {
    const chains = this.#tables
      .flatMap((table) => table.chains.map((chain) => ({ table, chain })))
      .filter(({ chain }) => chain.base?.hook === hook)
      .sort((a, b) => (a.chain.base?.priority ?? 0) - (b.chain.base?.priority ?? 0));
    for (const { table, chain } of chains) {
      // Only the first packet of a connection sees chains that translate (nf_nat_inet_fn, net/netfilter/nf_nat_core.c).
      if (chain.base?.type === "nat" && this.#packet.state !== "new") continue;
      const end = this.#run(table, chain, chain) ?? {
        verdict: chain.base?.policy ?? "accept",
        by: { chain: chain.name },
      };
      if (end.verdict !== "accept") return end;
      if (chain.base?.type === "filter" && (chain.rules.length > 0 || chain.base.policy === "drop"))
        this.last = end.by;
    }
    return undefined;
  }

  /** undefined: it came to the end of the chain. */
  #run(table: Table, chain: Chain, base: Chain): End | undefined {
    const view = this.#view(table, base);
    for (const [index, rule] of chain.rules.entries()) {
      const by = { chain: chain.name, number: index + 1 };
      const verdict = this.#apply(rule, view, by);
      if (verdict === undefined) continue;
      if (verdict === "return") return undefined;
      if (typeof verdict === "string") return { verdict, by };
      const name = "jump" in verdict ? verdict.jump : verdict.goto;
      const target = table.chains.find((one) => one.name === name);
      if (target === undefined) throw new Error(`no chain is called '${name}'`);
      const end = this.#run(table, target, base);
      if (end !== undefined) return end;
      if ("goto" in verdict) return undefined;
    }
    return undefined;
  }

  #view(table: Table, { base }: Chain): View {
    const hook = base?.hook ?? "input";
    const knowsOutput = hook === "forward" || hook === "output" || hook === "postrouting";
    return {
      table,
      packet: this.#packet,
      around: this.#around,
      output: knowsOutput ? this.#around.output(this.#packet.destination) : undefined,
      tracked: hook !== "prerouting" || (base?.priority ?? 0) > CONNTRACK,
      translated: this.#sentTo !== undefined,
    };
  }

  /** What a rule decides; undefined if it does not match, or only counts. */
  #apply({ statements }: Rule, view: View, by: Step): Verdict | "reject" | undefined {
    for (const statement of statements) {
      const result = this.#statement(statement, view, by);
      if (result === "no match") return undefined;
      if (result !== undefined) return result;
    }
    return undefined;
  }

  #statement(statement: Statement, view: View, by: Step): Verdict | "reject" | "no match" | undefined {
    switch (statement.kind) {
      case "match":
        return matches(statement, view) ? undefined : "no match";
      case "limit":
        return statement.over ? "no match" : undefined;
      case "verdict":
        return statement.verdict;
      case "verdict map": {
        const entries =
          typeof statement.map === "string"
            ? view.table.maps.flatMap((map) =>
                map.name === statement.map && map.data === "verdict" ? map.elements : [],
              )
            : statement.map;
        const found = entries.find(([key]) =>
          matches({ kind: "match", field: statement.field, to: { kind: "set", elements: [key] } }, view),
        );
        return found?.[1] ?? "no match";
      }
      case "reject":
        return "reject";
      case "masquerade":
        this.#masqueraded = true;
        return "accept";
      case "dnat":
      case "redirect":
        return this.#translate(statement, view, by);
      case "counter":
      case "log":
      case "clamp mss":
      case "offload":
        return undefined;
      default:
        return unreachable(statement);
    }
  }

  #translate(
    statement: Extract<Statement, { readonly kind: "dnat" | "redirect" }>,
    view: View,
    by: Step,
  ): Verdict | "no match" {
    if (statement.kind === "redirect") {
      this.#packet = { ...this.#packet, port: statement.port };
      return "accept";
    }
    // Another family's packets are not touched (nft_nat_inet_eval, net/netfilter/nft_nat.c).
    if (statement.family !== this.#packet.family) return "no match";
    const destination = "map" in statement ? addressFor(statement, view) : statement.address;
    if (destination === undefined) return "no match";
    const port = "map" in statement ? undefined : statement.port;
    this.#packet = { ...this.#packet, destination, ...(port === undefined ? {} : { port }) };
    this.#sentTo = { address: destination, by, ...(port === undefined ? {} : { port }) };
    return "accept";
  }
}

function addressFor(
  { field, map }: Extract<Statement, { readonly kind: "dnat"; readonly map: unknown }>,
  view: View,
): bigint | undefined {
  const entries =
    typeof map === "string"
      ? view.table.maps.flatMap((one) => (one.name === map && one.data !== "verdict" ? one.elements : []))
      : map;
  const found = entries.find(([key]) =>
    matches({ kind: "match", field, to: { kind: "set", elements: [key] } }, view),
  );
  return found === undefined ? undefined : BigInt(found[1]);
}
