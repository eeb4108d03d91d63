/** What a test asks again and again until it has an answer. */
import type { Try } from "./poll.ts";

/** `undefined` and `false` are no answers yet. */
export type Question<T> = () => T | undefined | false | Promise<T | undefined | false>;

/** Asks once. A question that throws is unanswered, and what it threw is what was seen. */
export async function ask<T>(question: Question<T>): Promise<Try<T>> {
  try {
    const answer = await question();
    if (answer !== undefined && answer !== false) return { done: true, value: answer };
    return { done: false, seen: [`the answer was ${answer}`] };
  } catch (error) {
    return { done: false, seen: (error instanceof Error ? error.message : String(error)).split("\n") };
  }
}

const longestSource = 100;

/** A question as it was written, short enough for a line. */
export function sourceOf(question: Question<unknown>): string {
  const source = question.toString().replace(/\s+/g, " ");
  return `\`${source.length > longestSource ? `${source.slice(0, longestSource - 1)}…` : source}\``;
}
