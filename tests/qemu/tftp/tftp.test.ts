import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { machines, UBoot } from "./u-boot.ts";

const directory = mkdtempSync(join(tmpdir(), "liminix-boot-"));
const image = randomBytes(2_000_001);
let flash: string;
let board: UBoot;

beforeAll(async () => {
  flash = join(await buildCounterparts(), "usr/lib/u-boot/maltael/u-boot.bin");
  writeFileSync(join(directory, "image"), image);
  symlinkSync(flash, join(directory, "stored"));
  board = await UBoot.start(machines.maltael, flash, directory);
});
afterAll(async () => {
  await board[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

test.each([512, 1468])("U-Boot fetches a file as it is, in blocks of %i", async (blockSize) => {
  await board.run(`setenv tftpblocksize ${blockSize}`);
  const said = await board.run("tftpboot 0x81000000 image");
  expect(said).toContain(`Bytes transferred = ${image.length} `);
  expect(await board.run("crc32 0x81000000 0x$filesize")).toContain(
    `==> ${crc32(image).toString(16).padStart(8, "0")}`,
  );
  expect(board.log).toMatch(new RegExp(`image: 2\\.0 MB in .* \\(blocks of ${blockSize}`));
});

test("U-Boot fetches a file of the store", async () => {
  expect(await board.run("tftpboot 0x81000000 stored")).toContain("Bytes transferred = 292516 ");
});

test("U-Boot is told that there is no such file, and does not ask again", async () => {
  expect(await board.run("tftpboot 0x81000000 nothing")).toMatch(
    /TFTP error: 'file not found' \(1\)\s+Not retrying/,
  );
});
