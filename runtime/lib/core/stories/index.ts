/** What the core does, told in stories, each named for what it shows. They run on Node and under QuickJS. */
import type { Story } from "../story.ts";
import { bundles } from "./bundles.ts";
import { conditions } from "./conditions.ts";
import { failures } from "./failures.ts";
import { lastingOnes } from "./lasting.ts";
import { logs } from "./logs.ts";
import { order } from "./order.ts";
import { outputs } from "./outputs.ts";
import { secrets } from "./secrets.ts";
import { shutdown } from "./shutdown.ts";
import { takeovers } from "./takeovers.ts";
import { timeLimits } from "./time-limits.ts";

export const stories: readonly Story[] = [
  ...order,
  ...bundles,
  ...conditions,
  ...failures,
  ...lastingOnes,
  ...timeLimits,
  ...outputs,
  ...secrets,
  ...logs,
  ...takeovers,
  ...shutdown,
];
