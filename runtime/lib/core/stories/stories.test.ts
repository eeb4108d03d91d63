import { expect, test } from "vitest";
import { tell } from "../story.ts";
import { stories } from "./index.ts";

for (const story of stories) {
  test(story.name, () => {
    expect(tell(story)).toEqual([]);
  });
}
