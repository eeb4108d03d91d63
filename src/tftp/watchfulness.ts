/**
 * Stays awake while an answer is likely. Falling asleep and being woken takes longer than a client on this machine, or on a
 * fast network, takes to answer: where blocks go one by one, that is most of the time. So the event loop goes round for a
 * moment instead. Where answers take longer, or client and server share one core, that is of no use: it is then done
 * ever more rarely.
 */

/** Most answers from this machine are there by then. */
const MOMENT_MS = 0.1;
const MOST_PAUSE = 4096;

export class Watchfulness {
  #untilMs = 0;
  #isWaiting = false;
  #isGoing = false;
  /** How many answers are slept for after the next one that comes too late. */
  #pause = 1;
  #asleepFor = 0;

  /** Whether the event loop is kept from sleeping just now. */
  get isAwake(): boolean {
    return this.#isGoing;
  }

  /** Something was sent that will be answered. */
  expectAnswer(): void {
    if (this.#asleepFor > 0) {
      this.#asleepFor--;
      return;
    }
    this.#untilMs = performance.now() + MOMENT_MS;
    this.#isWaiting = true;
    if (this.#isGoing) return;
    this.#isGoing = true;
    setImmediate(this.#goRound);
  }

  /** The answer is there. */
  answered(): void {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#pause = Math.max(1, this.#pause / 2);
  }

  readonly #goRound = (): void => {
    if (this.#isWaiting && performance.now() < this.#untilMs) {
      setImmediate(this.#goRound);
      return;
    }
    this.#isGoing = false;
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#pause = Math.min(MOST_PAUSE, this.#pause * 4);
    this.#asleepFor = this.#pause;
  };
}
