/** Secrets: what somebody has to give to the router. */
import type { Story } from "../story.ts";
import { cable, longrun, needs, oneshot, readsSecret } from "./cast.ts";

export const secrets: readonly Story[] = [
  {
    name: "a service waits for its secret, and those that need it say so",
    services: { wan: longrun(readsSecret("isp-password", "restart")), ntp: longrun(needs("wan")) },
    wanted: ["ntp"],
    lines: [
      ["begin"],
      ["the secret isp-password is taken away"],
      ["wan?", "waiting"],
      ["why wan?", "wan waits for the secret 'isp-password', which nobody has given this router."],
      [
        "why ntp?",
        "ntp waits for wan, which waits for the secret 'isp-password', which nobody has given this router.",
      ],
      ["the secret isp-password is given", "start wan"],
      ["wan runs", "start ntp"],
    ],
  },
  {
    name: "a secret is waited for besides all else",
    services: {
      wan: longrun({
        ...readsSecret("isp-password", "restart"),
        condition: { kind: "all", of: [cable("wan"), { kind: "secret", name: "isp-password" }] },
      }),
    },
    wanted: ["wan"],
    lines: [
      ["begin"],
      ["cable out wan"],
      ["the secret isp-password is taken away"],
      [
        "why wan?",
        "wan waits for a cable in wan, and for the secret 'isp-password', which nobody has given this router.",
      ],
      ["the secret isp-password is given"],
      ["cable in wan", "start wan"],
    ],
  },
  {
    name: "consumers do as they declare when a secret changes",
    services: {
      again: longrun(readsSecret("key", "restart")),
      loads: longrun(readsSecret("key", "reload")),
      script: oneshot(readsSecret("key", "reload")),
      files: longrun(readsSecret("key", "render")),
      other: longrun(readsSecret("word", "restart")),
    },
    wanted: ["again", "loads", "script", "files", "other"],
    lines: [
      ["the secret key is given"],
      ["the secret word is given"],
      ["begin", "start again", "start loads", "run-up script", "start files", "start other"],
      ["again runs"],
      ["loads runs"],
      ["script is up"],
      ["files runs"],
      ["other runs"],
      [
        "the secret key changes",
        "render loads",
        "HUP loads",
        "render files",
        "run-down script",
        "stop again",
      ],
      ["script is down", "run-up script"],
      ["again exits TERM", "start again"],
      ["the secret nobody-reads-it changes"],
    ],
  },
  {
    name: "a service stops when its secret is taken away",
    services: { wan: longrun(readsSecret("isp-password", "restart")) },
    wanted: ["wan"],
    lines: [
      ["the secret isp-password is given"],
      ["begin", "start wan"],
      ["wan runs"],
      ["the secret isp-password is taken away", "stop wan"],
      ["wan exits TERM"],
      ["wan?", "waiting"],
    ],
  },
];
