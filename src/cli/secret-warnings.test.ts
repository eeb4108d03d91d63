import { expect, test } from "vitest";
import type { CompiledGraph, CompiledService } from "../system/services/index.ts";
import { secretWarnings } from "./secret-warnings.ts";

const reading = (...names: readonly string[]) =>
  ({ secrets: names.map((name) => ({ name, onChange: "restart" })) }) as unknown as CompiledService;
const services: CompiledGraph["services"] = {
  wan: reading("isp-password"),
  backup: reading("isp-password", "pin"),
  ssh: reading(),
};

test("nothing is odd about secrets that are read and given", () => {
  expect(secretWarnings({ services }, ["pin", "isp-password"])).toEqual([]);
});

test("a secret that is not given is named with those who wait for it, one that nobody reads with the near one", () => {
  expect(secretWarnings({ services }, ["pin", "isp-pasword"])).toEqual([
    {
      message: "Secret 'isp-password' is not given: 'wan', 'backup' will wait for it",
      try: "--secret-file isp-password=PATH",
    },
    {
      message: "Secret 'isp-pasword' is given, and no service reads it",
      try: "did you mean 'isp-password'?",
    },
  ]);
});

test("where nothing is missing, a secret that nobody reads comes without advice", () => {
  expect(secretWarnings({ services: { ssh: reading() } }, ["pin"])).toEqual([
    { message: "Secret 'pin' is given, and no service reads it" },
  ]);
});
