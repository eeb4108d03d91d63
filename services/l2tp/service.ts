/** Internet by PPP in L2TP, through another uplink. The packets stay in the kernel. */
import { xl2tpd } from "../../packages/xl2tpd/package.ts";
import { configFile, defineService, longrun, option, sh, t, text, uplinkOutputs } from "../../src/index.ts";
import {
  dialParams,
  redial,
  sessionEndings,
  sessionKernel,
  sessionOptions,
  sessionScripts,
} from "../ppp/session.ts";

/** A session with a provider who is somewhere else. It brings what `pppoe` brings; the way through it is `route`'s. */
export const l2tp = defineService({
  name: "l2tp",
  params: {
    uplink: option({
      type: t.serviceWith({ ifname: t.interfaceName, gateway: t.ipv4 }),
      description: "Through which the provider is reached, whatever the other routes are.",
    }),
    lns: option({ type: t.ipv4, description: "The provider's end of the tunnel.", example: "192.0.2.1" }),
    ...dialParams,
    mtu: option({
      type: t.int({ min: 1280, max: 1500 }),
      // IPv4, UDP, L2TP with sequence numbers, PPP (RFC 2661, RFC 1661): 20, 8, 12 and 4 of 1500 bytes.
      default: 1456,
      description: "The longest packet. What is around it in the tunnel is 44 bytes long.",
    }),
  },
  outputs: uplinkOutputs,
  build: ({ uplink, lns, ...session }, { outputDirectory }) => {
    const options = configFile({
      path: "options",
      format: "json",
      content: text`${sessionOptions(session)}${text`${sessionScripts(sh`${outputDirectory}`)}\n`}`,
    });
    const tunnel = configFile({
      path: "xl2tpd.conf",
      content: text`
        [global]
        port = 1701
        max retries = 4
        [lac provider]
        lns = ${lns}
        pppoptfile = ${options}
        autodial = yes
        redial = no
        length bit = yes
      `,
    });
    const around = sh`${uplink.output.ifname}`;
    return longrun({
      description: `L2TP to ${lns} as ${session.username}`,
      run: sh`
        ip -4 route replace ${lns} via ${uplink.output.gateway} dev ${around}
        mkdir -p /run/xl2tpd
        exec ${xl2tpd}/bin/xl2tpd -D -c ${tunnel} -p ${outputDirectory}/.pid -C ${outputDirectory}/.control
      `,
      finish: sh`ip -4 route del ${lns} 2>/dev/null || true`,
      // The provider is called four times in 15 seconds, and told as often that it is over; or there is negotiation.
      timeoutUpMs: 100_000,
      restart: redial,
      exitReasons: { ...sessionEndings, 8: `nobody answers L2TP at ${lns}` },
      capabilities: ["net_admin", "net_raw"],
      requires: {
        kernel: { ...sessionKernel, L2TP: "y", PPPOE: "y", PPPOL2TP: "y" },
        applets: ["ip", "mkdir", "mv", "rm", "sh"],
      },
    });
  },
});
