/** Who is wanted: what the graph and people name, and what that needs, all the way down. */
import { change, type Draft, entryAt, serviceAt } from "./draft.ts";
import type { State, Wanted } from "./types.ts";
import { conditionHolds } from "./world.ts";

/** Works out anew who is wanted. What was put down by hand is not, and pulls nothing in. */
export function spreadWants(draft: Draft): void {
  const wanted: Wanted[] = draft.services.map(() => "no");
  const perhaps: number[] = [];
  spread(draft, wanted, "yes", roots(draft.state), perhaps);
  spread(draft, wanted, "maybe", perhaps, perhaps);
  wanted.forEach((value, number) => {
    if (value !== serviceAt(draft, number).wanted) change(draft, number, { wanted: value });
  });
}

function roots(state: State): number[] {
  const names = [...state.graph.wanted, ...state.wishes.keys()];
  return names.map((name) => state.index.numbers.get(name)).filter((number) => number !== undefined);
}

/** Follows what is wanted from `from`; the contents of bundles that nobody can tell of yet go to `perhaps`. */
function spread(draft: Draft, wanted: Wanted[], value: Wanted, from: number[], perhaps: number[]): void {
  const { index, wishes } = draft.state;
  for (let number = from.pop(); number !== undefined; number = from.pop()) {
    if (wanted[number] !== "no" || wishes.get(index.names[number] as string) === "down") continue;
    wanted[number] = value;
    from.push(...(index.pulls[number] as readonly number[]));
    if (entryAt(draft, number).type !== "bundle") continue;
    const holds = conditionHolds(draft, number);
    if (holds === undefined) perhaps.push(...(index.contents[number] as readonly number[]));
    else if (holds) from.push(...(index.contents[number] as readonly number[]));
  }
}
