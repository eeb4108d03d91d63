/** A packet as rules see it, and what the router knows of the world around it. */

export interface Packet {
  readonly family: "ipv4" | "ipv6";
  readonly source: bigint;
  readonly destination: bigint;
  readonly protocol: "tcp" | "udp" | "icmp" | "icmpv6" | "esp" | "ah" | "gre" | "igmp";
  /** Of TCP and UDP. */
  readonly sourcePort?: number;
  readonly port?: number;
  /** Of TCP; the first packet of a connection has "syn" alone. */
  readonly flags?: readonly string[];
  /** Of ICMP, in the words of its family. */
  readonly icmpType?: string;
  /** As connection tracking has it. */
  readonly state: "new" | "established" | "related" | "invalid";
}

export interface Surroundings {
  /** The interface that it comes in by; without one it is the router's own. */
  readonly input?: string;
  /** Whether answers to the sender would go out by that interface, by any, or nowhere. */
  readonly wayBack: "same" | "other" | "none";
  /** Whose the address is: the router's own on that interface or on another, everybody's, or somebody else's. */
  readonly destinationIs: (
    address: bigint,
  ) => "local here" | "local elsewhere" | "broadcast" | "multicast" | "unicast";
  /** The interface that leads to an address which is not the router's. */
  readonly output: (address: bigint) => string | undefined;
}

export interface Outcome {
  readonly verdict: "accept" | "drop" | "reject";
  /** What decided; where it is a chain's policy there is no rule. */
  readonly by: Step;
  /** Where it was sent on to by a forward. */
  readonly sentTo?: { readonly address: bigint; readonly port?: number; readonly by: Step };
  /** Whether it leaves with the router's address. */
  readonly masqueraded: boolean;
}

export interface Step {
  readonly chain: string;
  /** Its number in the chain, from 1. */
  readonly number?: number;
}
