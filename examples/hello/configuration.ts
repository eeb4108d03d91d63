import {
  configFile,
  defineConfiguration,
  defineService,
  longrun,
  oneshot,
  option,
  sh,
  t,
  text,
} from "liminix";
import { tree } from "liminix/packages/tree";

/** An address by which the router can reach itself. */
const ownAddress = defineService({
  name: "own-address",
  params: { address: option({ type: t.ipv4, description: "Any that is free." }) },
  outputs: { address: t.ipv4 },
  build: ({ address }, { write }) =>
    oneshot({
      up: sh`
        ip address add ${address}/32 dev lo
        ${write("address", address)}
      `,
      down: sh`ip address del ${address}/32 dev lo`,
      capabilities: ["net_admin"],
    }),
});

/** Walks about, and calls out from time to time. */
const nightWatch = defineService({
  name: "night-watch",
  params: { seconds: option({ type: t.int({ min: 1 }), default: 60, description: "From call to call." }) },
  outputs: { call: t.string },
  build: ({ seconds }, { write }) =>
    longrun({
      run: sh`
        while ${write("call", sh`"$(date +%T), and all is well"`)}; do sleep ${seconds}; done
      `,
    }),
});

const address = ownAddress({ address: "127.0.0.2" });
const watch = nightWatch({ seconds: 10 });

const index = configFile({
  path: "index.html",
  content: text`
    <h1>Hello from Liminix!</h1>
    <p>${watch.output.call}.</p>
  `,
});

const website = longrun({
  description: "a page with the latest call of the watch",
  run: sh`
    index=${index}
    exec httpd -f -p ${address.output.address}:80 -h \${index%/*}
  `,
  user: "web",
  capabilities: ["net_bind_service"],
  onChange: "render",
});

export default defineConfiguration({
  hostname: "hello",

  motd: `
    Hello from Liminix!
    This router was described in TypeScript, and built from source by Nix.
    Try: lim status, wget -qO - http://127.0.0.2, tree /etc, poweroff.
  `,

  users: {
    alice: { uid: 1000, gid: 1000, description: "Alice", shell: "/bin/sh" },
    web: { uid: 980, gid: 980, description: "Shows the page" },
  },

  packages: [tree],
  busybox: { applets: ["httpd"] },
  services: { address, watch, website },

  filesystem: {
    etc: {
      greeting: "Good morning from /etc.\n",
    },
  },
});
