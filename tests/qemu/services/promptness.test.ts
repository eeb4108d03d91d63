/**
 * How long things take, by the router's own clock, which counts its instructions: 250 million a second, a little less
 * than a 24Kc of 400 MHz does. So the times are the same however busy the machine is that the test runs on.
 */
import { configFile, defineConfiguration, defineService, longrun, sh, t, text } from "liminix";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";

const speaker = defineService({
  name: "speaker",
  params: {},
  outputs: { word: t.string },
  build: (_, { write }) =>
    longrun({
      run: sh`
        ${write("word", "hello")}
        exec sleep 100000
      `,
    }),
})();
const rendered = configFile({ path: "word", content: text`the word is ${speaker.output.word}\n` });
/** Notes when it was told, by a signal. A shell runs a trap when what it waits for is interrupted. */
const told = longrun({
  run: sh`
    trap 'read -r now rest </proc/uptime; read -r line <${rendered}; echo "$now $line" >/tmp/told' USR1
    echo >&3
    while :; do sleep 100000 & wait || true; done
  `,
  ready: { kind: "notification", fd: 3 },
  onChange: { signal: "USR1" },
});
const configuration = defineConfiguration({ hostname: "prompt", services: { speaker, told } });

test("an output that changes reaches its consumer within 50 ms, with its file rendered anew", async () => {
  await using router = await boot(configuration, { name: "prompt", mips: 250 });
  await router.until("lim status told | grep '^told *ready'");
  const took: number[] = [];
  for (const word of Array.from({ length: 10 }, (_, number) => `word${number}`)) {
    const begin = await router.run(
      `rm -f /tmp/told; cd /run/services/outputs/speaker; echo ${word} >.new; read -r now rest </proc/uptime; mv .new word; echo $now`,
    );
    const [end = "", ...line] = (await router.until("grep . /tmp/told")).split(" ");
    expect(line.join(" ")).toBe(`the word is ${word}`);
    took.push(Math.round((Number(end) - Number(begin)) * 1000));
  }
  expect(Math.max(...took), `took ${took.join(", ")} ms`).toBeLessThanOrEqual(50);
});
