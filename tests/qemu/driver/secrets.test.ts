import { boot } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

const password = `it's "Not" $Really\tthe Secret\n`;

test("secrets are files that root alone reads, and their values are nowhere else", async () => {
  const long = "x".repeat(100_000);
  await using router = await boot(hello, {
    name: "router",
    secrets: { "isp-password": password, long, end: "no end" },
  });
  await router.until("lim status secrets | grep '^secrets *ready'");
  const read = async (name: string): Promise<string> =>
    (await router.attempt(`cat /run/secrets/${name}`)).stdout;
  expect(await read("isp-password")).toBe(password);
  expect(await read("long")).toBe(long);
  expect(await read("end")).toBe("no end");
  expect(await router.run("cd /run/secrets; stat -c '%a %U %n' . *; ls -A | wc -l")).toBe(
    ["700 root .", "600 root end", "600 root isp-password", "600 root long", "3"].join("\n"),
  );

  const said = await router.run("lim log secrets; cat /proc/cmdline /var/log/messages; dmesg");
  expect(said + router.console).not.toMatch(/Really|xxxxx/);
});

test("without secrets nothing is waited for", async () => {
  await using router = await boot(hello, { name: "router" });
  await router.until("lim status secrets | grep '^secrets *ready'");
  expect(await router.run("ls -A /run/secrets")).toBe("");
});

test("a name that cannot be a file's is refused, without its value", async () => {
  await expect(boot(hello, { secrets: { "../passwd": password } })).rejects.toThrow(
    /^error: Secret '..\/passwd' expects a name of [^"]*"[^R]*$/,
  );
});
