/** The engine: what programs count on of the language. */
import * as host from "host";
import { claim, same } from "../../lib/claim.ts";

export async function languageClaims(): Promise<void> {
  await claim("the engine has the language of 2023: big integers, doubles, regular expressions, text", () => {
    same(String(12345678901234567890n ** 3n), "1881676372353657772490265749424677022198701224860897069000");
    same(String(-(2n ** 64n) >> 3n), "-2305843009213693952");
    same([0.1 + 0.2, 1e21, 2 ** 53, -0.5e-7], [0.30000000000000004, 1e21, 9007199254740992, -5e-8]);
    same("a-b, c".split(/[,\s-]+/), ["a", "b", "c"]);
    same(/^(?<name>\w+)@(é{2,3}|\p{Lu})$/u.exec("hello@éé")?.groups?.name, "hello");
    same(/(\d+)$/.exec("eth12")?.[1], "12");
    same([..."😀é"].length, 2);
    same([3, 1, 2].toSorted(), [1, 2, 3]);
    const shared = new Int32Array(new SharedArrayBuffer(8));
    same([Atomics.add(shared, 1, 5), Atomics.load(shared, 1)], [0, 5]);
    const wide = new BigInt64Array(new SharedArrayBuffer(8));
    same([String(Atomics.add(wide, 0, -2n)), String(Atomics.load(wide, 0))], ["0", "-2"]);
  });

  await claim("numbers in memory have the machine's byte order", () => {
    same(new Uint8Array(new Uint16Array([1]).buffer)[0], host.littleEndian ? 1 : 0);
  });

  await claim("an error names the place in the sources", () => {
    const { stack = "" } = new Error();
    same(
      /\((runtime\/checks\/host\/language\.ts:\d+):\d+\)/.exec(stack)?.[1],
      "runtime/checks/host/language.ts:26",
    );
  });

  await claim("text is UTF-8 outside", () => {
    same([...host.encode("é€😀")], [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]);
    same(host.decode(host.encode("é€😀")), "é€😀");
    same(host.decode(new Uint8Array([0x61, 0xff, 0x62])), "a�b");
  });
}
