/** What sessions of PPP have in common, whatever carries them: who dials, the options of pppd, and what its endings mean. */
import { type Fragment, file, option, type Secret, sh, t, text } from "../../src/index.ts";

export const dialParams = {
  username: option({
    type: t.string,
    description: "Who the provider knows you as.",
    example: "db123@a.1",
  }),
  password: option({ type: t.secret, description: "What the provider asks for." }),
  lcpEcho: {
    interval: option({
      type: t.duration,
      default: "3s",
      description: "How often a provider that says nothing is asked whether it is still there.",
    }),
    failures: option({
      type: t.int({ min: 1, max: 100 }),
      default: 3,
      description: "How many times it may not answer before it counts as gone.",
    }),
  },
} as const;

interface Session {
  readonly username: string;
  readonly password: Secret;
  readonly lcpEcho: { readonly interval: { readonly seconds: number }; readonly failures: number };
  readonly mtu: number;
}

/**
 * The options file of pppd, for a configFile of format "json": pppd reads a word in double quotes as JSON writes one.
 * Only pppd reads it, so that name and password are on no command line. Routes are others' business, and so is
 * another attempt after the end. What is said before the other side listens is said again after a second, not three.
 */
export const sessionOptions = ({ username, password, lcpEcho, mtu }: Session): Fragment => text`
  user ${JSON.stringify(username)}
  password "${password}"
  noauth
  noipdefault
  nodefaultroute
  usepeerdns
  +ipv6
  noccp
  novj
  mtu ${mtu}
  mru ${mtu}
  lcp-restart 1
  lcp-max-configure 30
  lcp-echo-interval ${Math.ceil(lcpEcho.interval.seconds)}
  lcp-echo-failure ${lcpEcho.failures}
  lcp-echo-adaptive
`;

/** What pppd is told on its command line, of a service with the outputs of an uplink. */
export const sessionScripts = (outputDirectory: Fragment): Fragment =>
  sh`ip-up-script ${ipUp} ip-down-script ${ipDown} ipparam ${outputDirectory}`;

const ipUp = file(import.meta, "ip-up.sh", "executable");
const ipDown = file(import.meta, "ip-down.sh", "executable");

/**
 * A session's own address has a prefix of 128 bits (sif6addr in pppd's sys-linux.c), and so a route of the kernel beside the one that
 * makes it the router's. In one table with that the former wins, and what is sent to the router is passed on as if to
 * another: no answer of DHCPv6 would come.
 */
export const sessionKernel = { IPV6_MULTIPLE_TABLES: "y", PPP: "y" } as const;

/** What it means that pppd ends with a status (pppd(8), EXIT STATUS), but for what the carrier may mean by it. */
export const sessionEndings: Readonly<Record<number, string>> = {
  0: "the provider ended the session",
  10: "the provider answered, and then did not agree on how to talk (lim log tells more)",
  15: "the provider stopped answering",
  16: "the provider hung up",
  17: "what it sent came back to it: the line is looped",
  19: "the provider refuses the user name or the password",
};

/** A provider that is called too often with a wrong password may close the account; after a session he is called at once. */
export const redial = { delayMs: 500, maxDelayMs: 30_000, resetAfterMs: 5000 } as const;
