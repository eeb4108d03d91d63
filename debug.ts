import { boot } from "liminix/testing";
const [file, name, ...commands] = process.argv.slice(2);
const module = await import(file as string);
await using m = await boot(module[name as string], { name: "debug" });
for (const c of commands) { const r = await m.attempt(c); console.log(`$ ${c}\n${r.stdout}${r.stderr}[${r.status}]`); }
