/** How long things take, on a router whose processor nobody else makes busy. */
import { defineConfiguration, longrun, sh } from "liminix";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";
import { speaker, spoken } from "./speaker.ts";

/** Tells the process that is named in a file when it was told. A shell runs a trap when what it waits for is interrupted. */
const told = longrun({
  run: sh`
    trap 'read -r line <${spoken}; echo "$line" >>/tmp/told; read -r pid </tmp/pid; kill -USR2 $pid' USR1
    echo >&3
    while :; do sleep 100000 & wait || true; done
  `,
  ready: { kind: "notification", fd: 3 },
  onChange: { signal: "USR1" },
});
const configuration = defineConfiguration({ hostname: "prompt", services: { speaker, told } });

test("twenty changes of an output reach their consumer, each with its file rendered anew, in 50 ms each", async () => {
  await using router = await boot(configuration, { name: "prompt" });
  await router.until("lim status told | grep '^told *ready'");
  const words = Array.from({ length: 20 }, (_, number) => `word${number}`);
  await router.run(`
    echo 'echo $$ >/tmp/pid
          cd /run/services/outputs/speaker
          sleep 100000 &
          for word in ${words.join(" ")}; do
            heard=
            trap "heard=1" USR2
            echo $word >.new
            mv .new word
            while [ -z "$heard" ]; do wait $!; done
          done
          kill $!' >/tmp/speak
  `);
  const { ms } = await router.time("sh /tmp/speak");
  expect(await router.run("cat /tmp/told")).toBe(words.map((word) => `the word is ${word}`).join("\n"));
  expect(ms / words.length).toBeLessThan(50);
});
