import { expect, test } from "vitest";
import { ConnectionCount } from "./connection-count.ts";

test("the peers of a Unix socket are counted once each", () => {
  const count = new ConnectionCount(() => ({ connections: 9, connectionsPerPeer: 2, connectionsPerNetwork: 9 }));
  expect([1, 2, 3].map(() => count.add("LOCAL"))).toEqual([undefined, undefined, "connections-per-peer"]);
});

test("each limit is told, and a connection that has gone is forgotten", () => {
  const count = new ConnectionCount(() => ({ connections: 4, connectionsPerPeer: 1, connectionsPerNetwork: 2 }));
  expect(count.add("192.0.2.1")).toBeUndefined();
  expect(count.add("192.0.2.1")).toBe("connections-per-peer");
  count.remove("192.0.2.1");
  expect(count.add("192.0.2.2")).toBeUndefined();
  expect(count.add("192.0.2.3")).toBe("connections-per-network");
  expect(count.add("198.51.100.1")).toBeUndefined();
  expect(count.add("203.0.113.1")).toBe("connections");
  for (const peer of ["203.0.113.1", "198.51.100.1", "192.0.2.3", "192.0.2.2", "192.0.2.1"]) count.remove(peer);
  expect(count.open).toBe(0);
  expect(count.add("192.0.2.1")).toBeUndefined();
});
