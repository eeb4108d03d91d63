export { type Change, changesOf } from "./changes.ts";
export { type ImageFile, imageSpace } from "./image-space.ts";
export { rootSpace } from "./root-space.ts";
export { largestParts, type Space, titleOf } from "./space.ts";
