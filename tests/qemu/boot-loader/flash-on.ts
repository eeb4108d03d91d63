/** What a real U-Boot makes of flash with our image in it, and of the script that writes it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Flash } from "../../../src/system/flash.ts";
import { Scratch } from "../../../src/testing/scratch.ts";
import { UBoot } from "../tftp/u-boot.ts";
import { type BootRequest, output, SHELL } from "./boot-loader-on.ts";

export interface FlashRequest extends BootRequest {
  readonly flash: Flash<"kernel">;
  /** What is typed to start what is in it. */
  readonly start: string;
  readonly rootDevice: string;
}

/** Defines the test that what lies in the flash is started from there. */
export function flashBootOn(request: FlashRequest): void {
  const place = output(request, "mtdimage");
  test("U-Boot starts our kernel from flash, and that comes up with our root from there", async () => {
    await using scratch = await Scratch.create("flash");
    const file = scratch.at("flash");
    writeFileSync(file, withImage(Buffer.alloc(request.flash.sizeBytes), place(), request));
    await starts(scratch, request);
  });
}

/** Defines the test that `source` of flash.scr writes the image and nothing else, and that it starts from there. */
export function installOn(request: FlashRequest): void {
  const place = output(request, "mtdimage");
  test("U-Boot writes the flash as our flash.scr says, and our kernel comes up from there", async () => {
    await using scratch = await Scratch.create("flash");
    const file = scratch.at("flash");
    const uBoot = await request.uBoot();
    // All that is neither U-Boot nor the image is somebody's, and stays.
    const before = Buffer.alloc(request.flash.sizeBytes, 0x5a);
    request.machine.firmware(readFileSync(uBoot)).copy(before);
    writeFileSync(file, before);
    {
      await using board = await UBoot.start(request.machine, uBoot, place(), file);
      await board.run(`tftpboot ${request.scriptAt} flash.scr`);
      const said = await board.run(`source ${request.scriptAt}`);
      expect(said).toMatch(/^Erased \d+ sectors/m);
      expect(said).toMatch(/^Copy to Flash\.\.\. .*done/m);
    }
    expect(readFileSync(file).equals(withImage(before, place(), request))).toBe(true);
    await starts(scratch, request);
  });
}

/** The flash with firmware.bin of the folder where the image is to be. */
function withImage(flash: Buffer, folder: string, { flash: { partitions } }: FlashRequest): Buffer {
  const written = Buffer.from(flash);
  readFileSync(join(folder, "firmware.bin")).copy(written, partitions.kernel.from);
  return written;
}

async function starts(scratch: Scratch, request: FlashRequest): Promise<void> {
  const { directory } = scratch;
  await using board = await UBoot.start(
    request.machine,
    await request.uBoot(),
    directory,
    scratch.at("flash"),
  );
  await board.run(request.start, SHELL);
  const said = await board.run("grep ' / ' /proc/mounts; cat /proc/cmdline", SHELL);
  expect(said).toMatch(/^\/dev\/root \/ squashfs ro/m);
  expect(said).toContain(`root=${request.rootDevice}`);
}
