/** The loop: turns and timers. */
import * as host from "host";
import { clearTimeout, setReadHandler, setTimeout, type Timer } from "os";
import { claim, same } from "../../lib/claim.ts";
import { after } from "../../lib/readable.ts";
import { room } from "./scratch.ts";

export async function loopClaims(): Promise<void> {
  await claim("a descriptor that is always ready starves no other", async () => {
    const always = host.open("/dev/zero", host.O_RDONLY);
    const [from, to] = host.pipe();
    const turns = await new Promise<number>((resolve) => {
      let turn = 0;
      setReadHandler(always, () => {
        turn++;
        if (turn === 10) host.write(to, "x");
      });
      setReadHandler(from, () => resolve(turn));
    });
    same(turns <= 11, true);
    for (const descriptor of [always, from, to]) host.close(descriptor);
  });

  await claim("what is closed is waited for no longer, whoever has its number next", async () => {
    const [from, to] = host.pipe();
    let called = 0;
    setReadHandler(from, () => called++);
    host.close(from);
    const [again, end] = host.pipe();
    same(again, from);
    host.write(end, "x");
    await after(5);
    same(called, 0);
    for (const descriptor of [again, end, to]) host.close(descriptor);
  });

  await claim("a handler may take away another that is ready as well", async () => {
    const pipes = [host.pipe(), host.pipe()] as const;
    const called: number[] = [];
    for (const [index, [from, to]] of pipes.entries()) {
      host.write(to, "x");
      setReadHandler(from, () => {
        called.push(index);
        host.read(from, room);
        setReadHandler(pipes[(1 - index) as 0 | 1][0], null);
      });
    }
    await after(20);
    same(called.length, 1);
    for (const descriptor of pipes.flat()) host.close(descriptor);
  });

  await claim("timers come in the order of their times, never early, and not once cleared", async () => {
    const came: string[] = [];
    const started = host.monotonicMs();
    setTimeout(() => came.push("late"), 30);
    const cleared: Timer = setTimeout(() => came.push("never"), 10);
    setTimeout(() => came.push("first"), 5);
    setTimeout(() => came.push("second"), 5);
    clearTimeout(cleared);
    await after(0);
    same(came, []);
    await after(40);
    same(came, ["first", "second", "late"]);
    same(host.monotonicMs() - started >= 40, true);
  });

  await claim("a timer that sets itself again starves nobody", async () => {
    const [from, to] = host.pipe();
    let ticking = true;
    const tick = () => {
      if (ticking) setTimeout(tick, 0);
    };
    tick();
    host.write(to, "x");
    await new Promise<void>((resolve) => setReadHandler(from, resolve));
    ticking = false;
    for (const descriptor of [from, to]) host.close(descriptor);
  });
}
