import { defineConfiguration } from "liminix";
import { house, people } from "./house.ts";

export default defineConfiguration({
  ...house,
  users: people("alice", "bob"),
});
