/** Pipes, Unix sockets, IP sockets and netlink. */
import * as host from "host";
import { claim, same, throws } from "../../lib/claim.ts";
import { readable, writable } from "../../lib/readable.ts";
import { at, room, text } from "./scratch.ts";

export async function socketsClaims(): Promise<void> {
  await claim("a pipe that has nothing says so, and wakes its reader", async () => {
    const [from, to] = host.pipe();
    host.setNonblocking(from, true);
    same(host.read(from, room), undefined);
    host.write(to, "hello");
    await readable(from);
    same(text(host.read(from, room) ?? 0), "hello");
    host.close(to);
    await readable(from);
    same(host.read(from, room), 0);
    host.close(from);
  });

  await claim("writing to nobody throws", () => {
    const [from, to] = host.pipe();
    host.close(from);
    throws("EPIPE", () => {
      host.write(to, "x");
    });
    host.close(to);
  });

  await claim(
    "a Unix socket listens with its mode, takes connections and knows who they are from",
    async () => {
      const listener = host.listenUnix(at("socket"), { mode: 0o660 });
      same([host.stat(at("socket"))?.kind, host.stat(at("socket"))?.mode], ["socket", 0o660]);
      same(host.accept(listener), undefined);
      const client = host.connectUnix(at("socket"));
      await readable(listener);
      const served = host.accept(listener) ?? -1;
      same(host.peer(served), { pid: host.pid(), uid: host.uid(), gid: host.peer(served).gid });
      host.write(client, "question\n");
      host.shutdownWrite(client);
      await readable(served);
      same(text(host.read(served, room) ?? 0), "question\n");
      same(host.read(served, room), 0);
      for (const descriptor of [client, served, listener]) host.close(descriptor);
      throws("ECONNREFUSED", () => host.connectUnix(at("socket")));
      host.close(host.listenUnix(at("socket"))); // one that a dead process left is replaced
      host.unlink(at("socket"));
      throws("ENAMETOOLONG", () => host.connectUnix(`/${"x".repeat(200)}`));
    },
  );

  await claim("IP sockets connect and exchange datagrams", async () => {
    const listener = host.bind("stream", { address: "127.0.0.1", port: 0 });
    const client = host.connect("stream", host.localEndpoint(listener));
    await writable(client);
    same(host.socketError(client), undefined);
    await readable(listener);
    const served = host.accept(listener) ?? -1;
    same(host.remoteEndpoint(served), host.localEndpoint(client));
    const refused = host.connect("stream", { address: "127.0.0.1", port: 1 });
    await writable(refused);
    same(host.socketError(refused) === undefined, false); // not by its code: qemu-user passes on its machine's
    const [one, two] = [0, 0].map(() => host.bind("datagram", { address: "127.0.0.1", port: 0 })) as [
      number,
      number,
    ];
    same(host.receiveFrom(two, room), undefined);
    same(host.sendTo(one, "ping", host.localEndpoint(two)), 4);
    await readable(two);
    const came = host.receiveFrom(two, room);
    same(
      [came?.address, came?.port, text(came?.length ?? 0)],
      ["127.0.0.1", host.localEndpoint(one).port, "ping"],
    );
    for (const descriptor of [listener, client, served, refused, one, two]) host.close(descriptor);
    throws("EINVAL", () => host.connect("stream", { address: "no address", port: 1 }));
    same([host.interfaceIndex("lo"), host.interfaceIndex("none")], [1, undefined]);
  });

  await claim("netlink lists the links", async () => {
    const descriptor = host.netlink(host.NETLINK_ROUTE, 1);
    // struct nlmsghdr of 16 bytes and an ifinfomsg: RTM_GETLINK (18), NLM_F_REQUEST | NLM_F_DUMP (rtnetlink(7)).
    const request = new DataView(new ArrayBuffer(32));
    request.setUint32(0, 32, host.littleEndian);
    request.setUint16(4, 18, host.littleEndian);
    request.setUint16(6, 0x301, host.littleEndian);
    same(host.sendNetlink(descriptor, request.buffer as ArrayBuffer), 32);
    await readable(descriptor);
    const length = host.receiveNetlink(descriptor, room) ?? 0;
    const answer = new DataView(room.buffer);
    same([answer.getUint16(4, host.littleEndian), length > 100], [16, true]); // RTM_NEWLINK
    same(text(length).includes("lo\0"), true);
    host.close(descriptor);
  });
}
