import { expect, test } from "vitest";
import qemu from "../../devices/qemu/device.ts";
import { defineConfiguration, longrun, named, type Service, sh } from "../../src/index.ts";
import { evaluate, loadValue } from "../../src/pipeline.ts";

const check = async (services: Readonly<Record<string, Service>>) =>
  evaluate(await loadValue(defineConfiguration({ services }), qemu));

test("a user or a group that does not exist is told, with the service that has it", async () => {
  const sniff = longrun({ run: sh`exec sniff`, user: "sniffer", group: "wheel" });
  await expect(check({ sniff })).rejects.toThrow(
    /Service 'sniff' runs as the user 'sniffer', who does not exist\n {2}in .*\n {2}try: users: \{ sniffer: \{ uid: 1000 \} \}\nerror: Service 'sniff' runs as the group 'wheel'/,
  );
  await expect(check({ sniff: longrun({ run: sh`exec sniff`, user: "nobody" }) })).resolves.toBeDefined();
});

test("what is wrong between services is told once, though many look at the graph", async () => {
  const lost = longrun({ run: sh`exec x`, dependencies: [named("nothing")] });
  const complaints = await check({ lost }).catch(
    (thrown: { complaints: readonly unknown[] }) => thrown.complaints,
  );
  expect(complaints).toMatchObject([
    { message: "Service 'lost' depends on 'nothing', which is not in the image" },
  ]);
});
