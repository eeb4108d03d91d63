/** Problems in the order a person would mend them: file by file, from top to bottom. */
import type { Complaint } from "../error.ts";
import { locate } from "./origin.ts";
import type { Place } from "./place.ts";
import { complaintOf, type Problem } from "./problem.ts";

/** Complaints grouped by the file of their first place; files in the order in which they first appear. */
export function complaintsByFile(problems: readonly Problem[]): readonly Complaint[] {
  const located = [...new Set(problems)].map((problem) => ({ problem, place: firstPlace(problem) }));
  const files = Map.groupBy(located, ({ place }) => place?.file);
  return [...files.values()].flatMap((group) =>
    group
      .sort((a, b) => line(a.place) - line(b.place) || column(a.place) - column(b.place))
      .map(({ problem }) => complaintOf(problem)),
  );
}

type At = Place | undefined;

const line = (place: At): number => place?.line ?? 0;
const column = (place: At): number => place?.column ?? 0;

function firstPlace({ mentions: [first] }: Problem): At {
  const found = first === undefined ? undefined : locate(first.origin);
  return found?.from ?? found?.place;
}
