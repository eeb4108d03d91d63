/** Ends a `switch` over all kinds: what comes here is of none of them. */
export function unreachable(value: never): never {
  throw new Error(`not of any known kind: ${JSON.stringify(value)}`);
}
