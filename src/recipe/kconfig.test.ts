import { expect, test } from "vitest";
import { renderKconfig } from "./kconfig.ts";

test("options are sorted, numbers and hexadecimal stand bare, strings are quoted", () => {
  expect(renderKconfig({ B: "y", A: "m", LOG: 16, ADDRESS: "0x8000", NAME: 'say "hi"\\', EMPTY: "" })).toBe(
    'CONFIG_A=m\nCONFIG_ADDRESS=0x8000\nCONFIG_B=y\nCONFIG_EMPTY=""\nCONFIG_LOG=16\nCONFIG_NAME="say \\"hi\\"\\\\"\n',
  );
});
