import { duplexPair } from "node:stream";
import { expect, test } from "vitest";
import { linesOf, typeScript } from "./type-script.ts";

interface Habits {
  /** Loses letters beyond these if they come at once. */
  readonly room?: number;
  /** Is off until ^C has come so often. */
  readonly deafFor?: number;
  readonly prompt?: string;
  /** What it says to ^C, a piece at a time. */
  readonly pieces?: readonly string[];
  /** Breaks its echo after so many letters. */
  readonly width?: number;
}

/** A boot loader on the other end of a line: echoes, obeys, and keeps what it was told. */
function bootLoader({ room = 16, deafFor = 0, prompt = "box> ", width = 40, pieces }: Habits = {}) {
  const answer = pieces ?? [`<INTERRUPT>\r\n${prompt}`];
  const [console, board] = duplexPair();
  const obeyed: string[] = [];
  let [line, knocks] = ["", 0];
  board.on("data", (bytes: Buffer) => {
    for (const letter of bytes.toString("latin1").slice(0, room)) {
      if (letter === "\x03") {
        line = "";
        if (++knocks <= deafFor) continue;
        for (const [index, piece] of answer.entries()) setTimeout(() => board.write(piece), index);
      } else if (letter === "\r") {
        obeyed.push(line);
        board.write(`\r\ndone: ${line.length} letters > all of them\r\n`);
        line = "";
        setTimeout(() => board.write(prompt), 5);
      } else {
        line += letter;
        board.write(line.length % width === 0 ? `${letter}\r\n` : letter);
      }
    }
  });
  return { console, obeyed };
}

const script = [
  "setenv ipaddr 192.168.8.251",
  "setenv bootargs 'console=ttyS0,115200 root=/dev/mtdblock5 rootwait and some more words'",
  "tftpboot 0xa0a00000 rootfs && bootm",
];

test("lines are typed in order, each at the prompt", async () => {
  const { console, obeyed } = bootLoader();
  await typeScript(console, { lines: script, commandMs: 60_000 });
  await expect.poll(() => obeyed).toEqual(script);
});

test("no letter is lost where there is room for few", async () => {
  const { console, obeyed } = bootLoader({ room: 8 });
  await typeScript(console, { lines: script, commandMs: 60_000 });
  await expect.poll(() => obeyed).toEqual(script);
});

test("what U-Boot says to ^C is no prompt, though it comes in pieces", async () => {
  const { console, obeyed } = bootLoader({ pieces: ["<INTERRUPT>", "\r\n=", "> "], prompt: "=> " });
  await typeScript(console, { lines: ["version", "reset"], commandMs: 60_000 });
  await expect.poll(() => obeyed).toEqual(["version", "reset"]);
});

test("a board that is switched on later is waited for", async () => {
  const { console, obeyed } = bootLoader({ deafFor: 2 });
  await typeScript(console, { lines: ["version"], commandMs: 60_000 });
  await expect.poll(() => obeyed).toEqual(["version"]);
});

test("a prompt that does not look like one is told", async () => {
  const { console, obeyed } = bootLoader({ prompt: "well?" });
  await typeScript(console, { lines: ["version", "reset"], commandMs: 60_000, prompt: "well?" });
  await expect.poll(() => obeyed).toEqual(["version", "reset"]);
});

test("silence is told, with what to look at", async () => {
  const [console, board] = duplexPair();
  board.resume();
  await expect(typeScript(console, { lines: ["version"], commandMs: 20 })).rejects.toThrow(
    /Waited 0\.02 s for a boot loader's prompt on the serial port\n.*is the board on, and the baud rate right\?/,
  );
});

test("a script that is stopped stops", async () => {
  const { console } = bootLoader({ deafFor: Number.POSITIVE_INFINITY });
  const stop = new AbortController();
  const typing = typeScript(console, { lines: ["version"], commandMs: 60_000, signal: stop.signal });
  stop.abort(new Error("by the user"));
  await expect(typing).rejects.toThrow("by the user");
});

test("comments and empty lines are not typed", () =>
  expect(linesOf("# boot it\r\n\r\n  setenv a b\r\n#\nbootm\n")).toEqual(["setenv a b", "bootm"]));
