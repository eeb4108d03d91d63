/** Internet by PPP over Ethernet, as DSL and fibre providers have it. The packets stay in the kernel. */
import { ppp } from "../../packages/ppp/package.ts";
import { configFile, defineService, longrun, option, sh, t, text, uplinkOutputs } from "../../src/index.ts";
import {
  dialParams,
  redial,
  sessionEndings,
  sessionKernel,
  sessionOptions,
  sessionScripts,
} from "../ppp/session.ts";

// A line of pppd's options file.
const word = t.pattern(/^[^\n]+$/, "a name on one line");

/** A session with a provider. It brings an address and the provider's name servers; the way through it is `route`'s. */
export const pppoe = defineService({
  name: "pppoe",
  params: {
    interface: option({ type: t.interface, description: "Where the modem or the provider is plugged in." }),
    ...dialParams,
    mtu: option({
      type: t.int({ min: 1280, max: 1500 }),
      default: 1500,
      description:
        "The longest packet. More than 1492 needs a provider that agrees (RFC 4638) and an interface whose own is 8 longer; otherwise it is 1492.",
    }),
    serviceName: option({
      type: t.nullable(word),
      default: null,
      description: "The service asked for, where a provider has several.",
    }),
    accessConcentrator: option({
      type: t.nullable(word),
      default: null,
      description: "The name of the provider's end that is dialled; whichever answers first otherwise.",
    }),
  },
  outputs: uplinkOutputs,
  build: ({ interface: on, serviceName, accessConcentrator, ...session }, { outputDirectory }) => {
    const options = configFile({
      path: "options",
      format: "json",
      content: text`${sessionOptions(session)}${whom("pppoe-service", serviceName)}${whom("pppoe-ac", accessConcentrator)}`,
    });
    return longrun({
      description: `PPPoE as ${session.username}`,
      run: sh`
        ip link set dev ${on} up
        exec ${ppp}/bin/pppd nodetach plugin pppoe.so file ${options} \
          pppoe-padi-timeout 2 pppoe-padi-attempts 4 ${sessionScripts(sh`${outputDirectory}`)} ${on}
      `,
      // Discovery takes 30 seconds at most, negotiation as long; pppd knows best what it waits for in vain.
      timeoutUpMs: 100_000,
      restart: redial,
      exitReasons: {
        ...sessionEndings,
        8: `no provider ${accessConcentrator === undefined ? "" : `called '${accessConcentrator}' `}answers PPPoE there`,
      },
      // RFC 2516, section 7: two headers of 8 bytes in all. Whether more than 1492 fits is found out when it dials.
      claims: [
        { kind: "hears", interface: on },
        { kind: "sends", interface: on, bytes: Math.min(session.mtu, 1492) + 8 },
      ],
      capabilities: ["net_admin", "net_raw"],
      requires: {
        kernel: { ...sessionKernel, PPPOE: "y" },
        applets: ["ip", "mkdir", "mv", "rm", "sh"],
        busybox: { FEATURE_IP_LINK: "y" },
      },
    });
  },
});

const whom = (option: string, name: string | undefined): string =>
  name === undefined ? "" : `${option} ${JSON.stringify(name)}\n`;
