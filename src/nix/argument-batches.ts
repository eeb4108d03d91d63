/** The kernel limits the size of a command line with its environment; long lists of paths come near it. */

/** Arguments in lists that fit a command line each. */
export function* argumentBatches(args: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let sizeBytes = 0;
  for (const arg of args) {
    if (sizeBytes + arg.length > maxBytes) {
      yield batch;
      batch = [];
      sizeBytes = 0;
    }
    batch.push(arg);
    sizeBytes += arg.length + 9; // its end and the pointer to it
  }
  if (batch.length > 0) yield batch;
}

/** Linux allows a quarter of the stack's limit, 2 MB, and never less than 128 KB. */
const maxBytes = 1_000_000;
