import { expect, test } from "vitest";
import { keys, liminix, Terminal } from "./terminal.ts";

test("run gives the console, ^C goes to the guest, ^P c to the monitor, and powering off gives the terminal back", async () => {
  await using terminal = new Terminal(`stty -g; ${liminix} run examples/hello; echo status $?; stty -g`);
  const before = await terminal.shows(/^([0-9a-f:]{20,})$/m);
  await terminal.shows(/^Hello from Liminix!$/m);
  await terminal.shows(/root@hello:.*# /);
  terminal.type(`sh -c 'echo begun; exec sleep 1000'${keys.enter}`);
  await terminal.shows(/^begun$/m);
  terminal.type(keys.ctrlC);
  await terminal.shows(/\^C\nroot@hello:.*# /);
  terminal.type(`${keys.ctrlP}c`);
  await terminal.shows(/\(qemu\) /);
  terminal.type(`info version${keys.enter}`);
  await terminal.shows(/\n\d+\.\d+\.\d+.*\n\(qemu\) /);
  terminal.type(`${keys.ctrlP}c${keys.enter}`);
  await terminal.shows(/root@hello:.*# /);
  terminal.type(`poweroff${keys.enter}`);
  await terminal.shows(/Power down\n[\s\S]*status 0\n/);
  expect(await terminal.shows(/^([0-9a-f:]{20,})$/m)).toBe(before);
});

test("^P x ends QEMU, and gives the terminal back", async () => {
  await using terminal = new Terminal(`stty -g; ${liminix} run examples/hello; echo status $?; stty -g`);
  const before = await terminal.shows(/^([0-9a-f:]{20,})$/m);
  await terminal.shows(/root@hello:.*# /);
  terminal.type(`${keys.ctrlP}x`);
  await terminal.shows(/QEMU: Terminated\n[\s\S]*status 0\n/);
  expect(await terminal.shows(/^([0-9a-f:]{20,})$/m)).toBe(before);
});

test("QEMU_OPTIONS and --lan reach QEMU", async () => {
  await using terminal = new Terminal(
    `QEMU_OPTIONS="-name 'my router'" ${liminix} run examples/hello --lan user`,
  );
  await terminal.shows(/root@hello:.*# /);
  terminal.type(`${keys.ctrlP}c`);
  await terminal.shows(/\(qemu\) /);
  terminal.type(`info name${keys.enter}`);
  await terminal.shows(/^my router$/m);
  terminal.type(`info network${keys.enter}`);
  await terminal.shows(/lan: index=0,type=user/);
  terminal.type(`quit${keys.enter}`);
  expect(await terminal.ended).toBe(0);
});

test("a wrong --lan is refused before anything starts", async () => {
  await using terminal = new Terminal(`${liminix} run examples/hello --lan user,id=x`);
  await terminal.shows(/error: '--lan' expects the value of QEMU's -netdev without its id, got "user,id=x"/);
  expect(await terminal.ended).toBe(1);
});
