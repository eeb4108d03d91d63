/** What is odd about the secrets that a router is run with. */
import { didYouMean } from "../did-you-mean.ts";
import type { Complaint } from "../error.ts";
import type { CompiledGraph } from "../system/services/index.ts";

/** Secrets that services wait for and nobody gave, and those that were given and nobody reads. */
export function secretWarnings(
  { services }: Pick<CompiledGraph, "services">,
  given: readonly string[],
): readonly Complaint[] {
  const readers = Object.entries(services).flatMap(([service, { secrets }]) =>
    secrets.map(({ name }) => ({ name, service })),
  );
  const wanted = [...new Set(readers.map(({ name }) => name))];
  const missing = wanted.filter((name) => !given.includes(name));
  const unread = given.filter((name) => !wanted.includes(name));
  return [
    ...missing.map((name) => {
      const waiting = readers.filter((reader) => reader.name === name).map(({ service }) => `'${service}'`);
      return {
        message: `Secret '${name}' is not given: ${waiting.join(", ")} will wait for it`,
        try: `--secret-file ${name}=PATH`,
      };
    }),
    ...unread.map((name) => {
      const near = didYouMean(name, missing);
      const message = `Secret '${name}' is given, and no service reads it`;
      return near === undefined ? { message } : { message, try: near };
    }),
  ];
}
