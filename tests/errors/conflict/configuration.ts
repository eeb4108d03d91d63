import { defineConfiguration } from "liminix";
import attic from "./attic.ts";
import cellar from "./cellar.ts";

export default defineConfiguration({
  imports: [attic, cellar],
});
