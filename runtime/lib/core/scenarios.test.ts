import { expect, test } from "vitest";
import { stories } from "./scenarios.ts";
import { tell } from "./story.ts";

for (const story of stories) {
  test(story.name, () => {
    expect(tell(story)).toEqual([]);
  });
}
