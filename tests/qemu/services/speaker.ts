/** One that says something, and a file with it in it. */
import { configFile, defineService, type Fragment, longrun, sh, t, text } from "liminix";

export const forEver: Fragment = sh`exec sleep 100000`;

export const speaker = defineService({
  name: "speaker",
  params: {},
  outputs: { word: t.string },
  build: (_, { write }) =>
    longrun({
      run: sh`
        ${write("word", "hello")}
        ${forEver}
      `,
    }),
})();

export const spoken = configFile({
  path: "word",
  content: text`the word is ${speaker.output.word}\n`,
});
