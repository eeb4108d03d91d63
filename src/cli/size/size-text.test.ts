import { expect, test } from "vitest";
import { changesOf, type Space } from "../../image/space/index.ts";
import { part, whole } from "../../image/space/space.ts";
import type { Style } from "../style.ts";
import type { Room } from "./measure.ts";
import { sizePage } from "./size-page.ts";
import { sizeText } from "./size-text.ts";

const same = (text: string): string => text;
const plain: Style = { bold: same, dim: same, red: same, green: same, cyan: same };

const packed = (name: string, version: string, parts: readonly Space[]): Space => ({
  ...whole(name, parts),
  version,
});
const bell = (bytes: number): Space =>
  packed("bell", "1.2", [part("bin/bell", bytes - 100_000, 2 * bytes), part("bin/<ring>", 100_000, 400_000)]);
const image = (bellBytes: number): Space =>
  whole("house for box", [
    part("kernel", 2_000_000),
    whole("root filesystem", [bell(bellBytes), packed("dot", "1", [part("bin/dot", 900, 3000)])]),
  ]);
const because = { "bell-1.2": ["ringer", "/bin", "night"], "dot-1": ["night"] };
const room: Room = {
  partition: "rootfs",
  sizeBytes: 4_000_000,
  takenBytes: 3_000_000,
  holds: "root filesystem",
};

test("the parts are told the largest first, then the room in the flash, then what has changed", () =>
  expect(
    sizeText(
      { image: image(900_000), rooms: [room], because },
      { name: "./result", before: image(800_000), changes: changesOf(image(800_000), image(900_000)) },
      false,
      plain,
    ),
  ).toMatchInlineSnapshot(`
    "house for box: 2.9 MB

       takes  share  packed to              because of
      2.0 MB   69 %             kernel
      901 kB   31 %       41 %  root filesystem
      900 kB   31 %       41 %    bell 1.2  ringer, /bin and 1 more
       900 B  0.0 %               1 smaller

    partition 'rootfs': 3.0 MB of 4.0 MB, 75 %; 1.0 MB are free

    since ./result (2.8 MB): +100 kB
       +100 kB  bell
    "
  `));

test("every file is told on demand", () =>
  expect(
    sizeText({ image: image(900_000), rooms: [], because }, undefined, true, plain),
  ).toMatchInlineSnapshot(`
    "house for box: 2.9 MB

       takes  share  packed to              because of
      2.0 MB   69 %             kernel
      901 kB   31 %       41 %  root filesystem
      900 kB   31 %       41 %    bell 1.2  ringer, /bin and 1 more
      800 kB   28 %       44 %      bin/bell
      100 kB  3.4 %       25 %      bin/<ring>
       900 B  0.0 %       30 %    dot 1     night
    "
  `));

test("what is too much for the flash is told in bytes, and what would go with one thing less", () => {
  const full = { image: image(900_000), rooms: [{ ...room, takenBytes: 4_000_000.999_999_998 }], because };
  const text = sizeText(full, undefined, false, plain);
  expect(text.slice(text.indexOf("partition"))).toMatchInlineSnapshot(`
    "partition 'rootfs': 4.0 MB of 4.0 MB, 100 %; 1 bytes too much

    what would go with one service or file
       900 B  night
    \`liminix why\` tells the line that asks for it
    "
  `);
});

test("a package is told with who needs it in the map, too", () =>
  expect(sizePage({ image: image(900_000), rooms: [room], because })).toContain(
    "<title>root filesystem / bell 1.2: 900 kB, 2.2 MB unpacked; because of ringer, /bin, night</title>",
  ));

test("the page has every part by name, and takes nothing from elsewhere", () => {
  const page = sizePage({ image: image(900_000), rooms: [room], because });
  expect(page).toContain(
    "<title>root filesystem / bell 1.2 / bin/&lt;ring&gt;: 100 kB, 400 kB unpacked</title>",
  );
  expect(page).toContain("prefers-color-scheme: dark");
  expect(page).not.toMatch(/https?:|src=|href=|<script/);
});
