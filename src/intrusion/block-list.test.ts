import { describe, expect, test } from "vitest";
import { openState } from "../app/state.ts";
import { customerNetwork } from "../base/network.ts";
import type { Block } from "./block.ts";
import { BlockList, type Entry } from "./block-list.ts";
import type { Trip } from "./guard.ts";
import { penalise } from "./penalty.ts";
import { rsetFlood } from "./rules/rset-flood.ts";
import { openBlocks } from "./store.ts";

const block = (blocked: string, more: Partial<Block> = {}): Block => ({
  ...{ blocked, rule: "rset-flood", code: "R", reason: "x", since: 0, until: 1000, times: 1, refused: 0 },
  ...more,
});
const trip = (network: string, at = 0): Trip => ({
  ...{ rule: rsetFlood, network, peer: network, count: 6, limit: 5, at, node: "1" },
  ...{ session: "019F03A5E00010A7", over: false },
});
const terms = { blockMinutes: 30, growth: 2, longestMinutes: 100 };
const day = 86_400_000;

describe("a block list", () => {
  test("finds the narrowest block in force, for addresses and networks of both families", () => {
    const list = new BlockList();
    for (const blocked of ["192.0.2.0/24", "192.0.2.7", "2001:db8::/32", "2001:db8:0:7::/64"]) list.add(block(blocked));
    const found = (address: string, at = 0) => list.find(address, at)?.blocked;
    expect(found("192.0.2.7")).toBe("192.0.2.7");
    expect(found("192.0.2.8")).toBe("192.0.2.0/24");
    expect(found("192.0.3.7")).toBeUndefined();
    expect(found("2001:db8:0:7::1")).toBe("2001:db8:0:7::/64");
    expect(found("2001:db8:0:8::1")).toBe("2001:db8::/32");
    expect(found("2001:db8:0:8::/64")).toBe("2001:db8::/32");
    expect(found("192.0.2.7", 1000)).toBeUndefined();
  });
  test("ends blocks by time and by hand, and remembers for a week how often there was one", () => {
    const list = new BlockList([block("192.0.2.7"), block("192.0.2.8", { times: 3 })]);
    expect(list.end("192.0.2.8", 500)?.times).toBe(3);
    expect(list.end("192.0.2.8", 500)).toBeUndefined();
    expect(list.expire(999)).toEqual([]);
    expect(list.expire(1000).map(({ blocked }) => blocked)).toEqual(["192.0.2.7"]);
    expect(list.list(0)).toEqual([]);
    expect([list.timesOf("192.0.2.7"), list.timesOf("192.0.2.8")]).toEqual([1, 3]);
    list.expire(1000 + 7 * day);
    expect([list.timesOf("192.0.2.7"), list.size]).toEqual([0, 0]);
  });
  test("has an end: what is over goes first, then the oldest that a rule made", () => {
    const list = new BlockList([block("192.0.2.1", { by: "ann" }), block("192.0.2.2"), block("192.0.2.3")], 3);
    list.end("192.0.2.3", 5);
    list.add(block("192.0.2.4"));
    list.add(block("192.0.2.5"));
    expect(list.list(10).map(({ blocked }) => blocked)).toEqual(["192.0.2.1", "192.0.2.4", "192.0.2.5"]);
  });
  test("that only refused more is written when counts are asked for", () => {
    const list = new BlockList();
    list.add(block("192.0.2.7"));
    list.add(block("192.0.2.8"));
    const written: string[][] = [];
    const write: Parameters<BlockList["save"]>[0] = (changes) => {
      written.push([...changes].map(([blocked, entry]) => `${blocked} ${entry?.refused}`));
    };
    list.save(write, false);
    list.refused("192.0.2.7", 17);
    list.save(write, false);
    list.save(write);
    list.save(write);
    expect(written).toEqual([["192.0.2.7 0", "192.0.2.8 0"], ["192.0.2.7 1"]]);
  });
  test("is the same after it was written down and read; what could not be written is written later", () => {
    const database = openState(":memory:");
    const store = openBlocks(database);
    const list = new BlockList();
    list.add(block("192.0.2.7", { count: 6, limit: 5, session: "019F03A5E00010A7", note: "n", by: "ann" }));
    list.add(block("2001:db8::/48"));
    list.refused("192.0.2.7", 17);
    list.end("2001:db8::/48", 20);
    const full = (): never => {
      throw new Error("disk full");
    };
    expect(() => list.save(full)).toThrow("disk full");
    list.save(store.save);
    list.save(full);
    const read = new BlockList(store.load());
    expect(read.list(0)).toEqual(list.list(0));
    expect(read.list(0)).toMatchObject([{ refused: 1, refusedAt: 17, note: "n" }]);
    expect(read.timesOf("2001:db8::/48")).toBe(1);
    read.expire(20 + 7 * day);
    read.save(store.save);
    expect(store.load().map(({ blocked }: Entry) => blocked)).toEqual(["192.0.2.7"]);
    database.close();
  });
});

describe("a penalty", () => {
  test("lasts longer each time, but not for ever; who is blocked already is not blocked again", () => {
    const list = new BlockList();
    let at = 0;
    const minutes: number[] = [];
    for (let time = 0; time < 4; time++) {
      const [made] = penalise(trip("192.0.2.7", at), list, terms);
      minutes.push(((made?.until ?? 0) - at) / 60_000);
      expect(penalise(trip("192.0.2.7", at + 1), list, terms)).toEqual([]);
      at = made?.until ?? 0;
      list.expire(at);
    }
    expect(minutes).toEqual([30, 60, 100, 100]);
  });
  test("of four networks /64 reaches to their /56, and of four of those to their /48", () => {
    const list = new BlockList();
    const made = Array.from({ length: 16 }, (_, n) => {
      const ip = `2001:db8:0:${(Math.floor(n / 4) * 256 + (n % 4)).toString(16)}::1`;
      return penalise(trip(customerNetwork(ip)), list, terms).map(({ blocked }) => blocked);
    });
    expect(made.map((blocks) => blocks.length)).toEqual([1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 3]);
    expect(made[15]).toEqual(["2001:db8:0:303::/64", "2001:db8:0:300::/56", "2001:db8::/48"]);
    expect(list.find("2001:db8:0:ffff::1", 1)?.note).toBe("4 networks in it were blocked");
    expect(list.find("2001:db8:1::1", 1)).toBeUndefined();
  });
});
