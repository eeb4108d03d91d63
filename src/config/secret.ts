/** Secrets are named in a configuration, never written there: what is written ends in a store that all can read. */
import { defineType, refuse, type Type } from "./type.ts";

/** What is kept elsewhere under this name. On the router it is a file, `/run/secrets/NAME`. */
export interface Secret {
  /** It may stand where other values stand that only the router knows: in a `configFile`. */
  readonly runtime: true;
  readonly kind: "secret";
  readonly name: string;
}

/** The secret of this name, which somebody gives to the router. */
export const secret = (name: string): Secret => Object.freeze({ runtime: true, kind: "secret", name });

/** Takes the name of a secret, and does not repeat what else it was given. */
export const secretType: Type<Secret> = defineType<Secret>({
  expects: "a secret",
  hidden: true,
  parse: (value) =>
    typeof value === "object" && value !== null && (value as Partial<Secret>).kind === "secret"
      ? (value as Secret)
      : refuse("a configuration can be read by everybody", `secret("…")`),
  schema: { type: "object" },
});
