/** Values that a zod schema checks: documents with a shape of their own. */
import { createRequire } from "node:module";
import type { ZodType } from "zod";
import { defineType, type JsonSchema, refuse, type Type } from "../type.ts";

/** Whatever the schema takes. zod is loaded by whoever makes the schema, not by the module system. */
export function zod<Out, In>(schema: ZodType<Out, In>, expects: string): Type<Out, In> {
  const type = defineType<Out, In>({
    expects,
    parse: (value) => {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      const [issue] = result.error.issues;
      const at = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
      return refuse(issue === undefined ? undefined : `${at}${issue.message}`);
    },
  });
  return { ...type, schema: () => jsonSchema(schema) };
}

function jsonSchema(schema: ZodType): JsonSchema {
  const { z }: typeof import("zod") = createRequire(import.meta.url)("zod");
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}
