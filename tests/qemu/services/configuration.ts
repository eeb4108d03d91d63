/** Services that show what limd does. They note what happens to them, and when, in /tmp/log and on the console. */
import {
  bundle,
  carrier,
  clockSynchronised,
  configFile,
  defineConfiguration,
  defineService,
  type Fragment,
  hotplug,
  longrun,
  oneshot,
  secret,
  sh,
  t,
  text,
} from "liminix";
import { forEver, speaker, spoken } from "./speaker.ts";

/** Shell that notes "WHAT SECONDS": seconds since the kernel started. */
const note = (what: string): Fragment => sh`read -r now rest </proc/uptime && echo ${what} $now >>/tmp/log`;

// A chain: each is there before the next begins, and goes after it.
const first = oneshot({ up: note("first up"), down: sh`echo stopped: first >/dev/ttyS0` });
const second = longrun({
  run: sh`
    sleep 1
    ${note("second ready")}
    echo >&3
    ${forEver}
  `,
  finish: sh`echo stopped: second >/dev/ttyS0`,
  ready: { kind: "notification", fd: 3 },
  dependencies: [first],
});
const third = oneshot({
  up: note("third up"),
  down: sh`
    echo stopped: third >/dev/ttyS0
    touch /tmp/third-stops
    sleep 0.5
  `,
  dependencies: [second],
});

// Two that take their time, side by side.
const slow = (name: string) =>
  oneshot({
    up: sh`
      ${note(`${name} begins`)}
      sleep 2
      ${note(`${name} ends`)}
    `,
  });
const [left, right] = [slow("left"), slow("right")];

// Four that listen to the speaker, each in its way.
const { word } = speaker.output;
const restarted = longrun({
  run: sh`
    echo ${word} >/tmp/restarted
    ${forEver}
  `,
});
/** Notes when it was told, by a signal. A shell runs a trap when what it waits for is interrupted. */
const told = longrun({
  run: sh`
    trap 'read -r now rest </proc/uptime; cat ${spoken} >/tmp/told; echo $now >/tmp/told-at' USR1
    echo >&3
    while :; do sleep 100000 & wait || true; done
  `,
  ready: { kind: "notification", fd: 3 },
  onChange: { signal: "USR1" },
});
const needsSpeaker = longrun({ run: forEver, dependencies: [speaker] });

// One that has said all by the time it is noticed, and one that notes each of its starts.
const brief = defineService({
  name: "brief",
  params: {},
  outputs: { said: t.string },
  build: (_, { write }) => oneshot({ up: sh`${write("said", sh`"$(cat /proc/uptime)"`)}` }),
})();
const briefReader = longrun({
  run: sh`
    echo ${brief.output.said} >>/tmp/brief-reader
    ${forEver}
  `,
});

// What the world has to bring.
const onCable = longrun({ run: forEver, when: carrier("eth1") });
const afterCable = longrun({ run: forEver, dependencies: [onCable] });
const onTime = longrun({ run: forEver, when: clockSynchronised });
const onDevice = longrun({
  run: forEver,
  when: hotplug({ subsystem: "net", attributes: { interface: "guest0" } }),
});

// What somebody has to give to the router. The file is its user's, who may read no other.
const auth = configFile({ path: "auth", content: text`password ${secret("isp-password")}\n` });
const onSecret = longrun({
  run: sh`
    cat ${auth} >/tmp/dialled
    ${forEver}
  `,
  user: "nobody",
});

// One that reads what others say, of whom one says more than anybody reads, when it is asked to.
const reader = longrun({ run: sh`exec cat`, log: { sizeBytes: 200_000, files: 2 } });
const says = oneshot({ up: sh`echo one; echo two`, log: { to: reader } });
const talks = longrun({
  run: sh`
    echo talks
    ${forEver}
  `,
  log: { to: reader },
});
const floods = oneshot({
  up: sh`
    test -e /tmp/flood || exit 0
    line=0
    while [ $line -lt 5000 ]; do echo "line $line of so many that nobody wants them"; line=$((line + 1)); done
  `,
  log: { to: reader },
});

// Comes up, or is told to take until somebody says that it fails.
const fragile = oneshot({
  up: sh`
    test -e /tmp/hold || exit 0
    until test -e /tmp/fail; do sleep 0.1; done
    exit 1
  `,
  down: sh`rm -f /tmp/hold /tmp/fail`,
});

// Services that behave badly.
const quick = { delayMs: 500, maxDelayMs: 4000 };
const dies = longrun({ run: sh`exit 3`, restart: quick });
const afterDies = longrun({ run: forEver, dependencies: [dies] });
const neverReady = longrun({
  run: forEver,
  ready: { kind: "notification", fd: 3 },
  timeoutUpMs: 1000,
  restart: { delayMs: 60_000 },
});
const stubborn = longrun({
  run: sh`
    trap '' TERM
    while :; do sleep 1; done
  `,
  timeoutDownMs: 1000,
});
const loud = longrun({ run: sh`exec yes 'so much to say'`, log: { sizeBytes: 10_000, files: 2 } });
const greedy = defineService({
  name: "greedy",
  params: {},
  outputs: { much: t.string },
  build: (_, { outputDirectory }) =>
    longrun({
      run: sh`
        until test -e /tmp/be-greedy; do sleep 1; done
        cat /dev/zero >${outputDirectory}/much || true
        ${forEver}
      `,
      ready: { kind: "immediately" },
    }),
})();

// What it runs as.
const humble = longrun({
  run: sh`
    cp /proc/self/status /tmp/humble
    ulimit -n >/tmp/humble-files
    ${forEver}
  `,
  user: "nobody",
  capabilities: ["net_bind_service"],
  limits: { nofile: 50 },
});

export default defineConfiguration({
  hostname: "services",
  services: {
    ...{ first, second, third, left, right, both: bundle({ contents: [left, right] }) },
    ...{ speaker, restarted, told, needsSpeaker, brief, briefReader },
    ...{ onCable, afterCable, onTime, onDevice, onSecret },
    ...{ reader, says, talks, floods, fragile },
    ...{ dies, afterDies, neverReady, stubborn, loud, greedy, humble },
  },
});
