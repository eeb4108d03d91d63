export { type Change, changesOf } from "./changes.ts";
export { type ImageFile, imageSpace } from "./image-space.ts";
export { reachedFrom } from "./reached-from.ts";
export { type Reason, type Root, reasonsFor } from "./reasons.ts";
export { resolvePath } from "./resolve-path.ts";
export { rootSpace } from "./root-space.ts";
export { type Space, titleOf } from "./space.ts";
