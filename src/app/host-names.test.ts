import { expect, test } from "vitest";
import { createHostNames, systemLookUp } from "./host-names.ts";

function open(answers: Record<string, readonly string[] | Error>) {
  let [hosts, at]: [readonly string[], number] = [["relay.example.net", "192.0.2.7", "2001:db8::/32"], 0];
  const [asked, reported]: [string[], string[]] = [[], []];
  const names = createHostNames({
    hosts: () => hosts,
    lookUp: async (name) => {
      asked.push(name);
      const answer = answers[name] ?? new Error("nothing");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    report: (_, error) => void reported.push((error as Error).message),
    now: () => at,
  });
  return {
    ...{ names, asked, reported },
    wait: (milliseconds: number) => {
      at += milliseconds;
    },
    name: (...all: readonly string[]) => {
      hosts = all;
    },
  };
}

test("a name is looked up at once and every five minutes; addresses and networks are not", async () => {
  const answers: Record<string, string[]> = { "relay.example.net": ["192.0.2.1", "2001:DB8:0::1"] };
  const { names, asked, wait } = open(answers);
  expect(names.addressesOf("relay.example.net")).toEqual([]);
  await names.refresh();
  await names.refresh();
  expect(names.addressesOf("relay.example.net")).toEqual(["192.0.2.1", "2001:db8::1"]);
  expect(asked).toEqual(["relay.example.net"]);
  answers["relay.example.net"] = ["192.0.2.2"];
  wait(5 * 60_000);
  await names.refresh();
  expect(names.addressesOf("relay.example.net")).toEqual(["192.0.2.2"]);
});

test("while it cannot be looked up the last addresses count, and that is said once", async () => {
  const answers: Record<string, string[] | Error> = { "relay.example.net": ["192.0.2.1"] };
  const { names, reported, wait } = open(answers);
  await names.refresh();
  answers["relay.example.net"] = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
  for (let time = 0; time < 3; time++) {
    wait(5 * 60_000);
    await names.refresh();
  }
  expect(names.addressesOf("relay.example.net")).toEqual(["192.0.2.1"]);
  expect(reported).toEqual(["relay.example.net cannot be looked up (ENOTFOUND); 192.0.2.1 counts until it can"]);
});

test("a name that the configuration has no more is forgotten, a new one is looked up at once", async () => {
  const { names, asked, name, reported } = open({ "relay.example.net": ["192.0.2.1"], other: ["192.0.2.3"] });
  await names.refresh();
  name("other", "none.example");
  await names.refresh();
  expect(names.addressesOf("relay.example.net")).toEqual([]);
  expect(names.addressesOf("other")).toEqual(["192.0.2.3"]);
  expect(asked).toEqual(["relay.example.net", "other", "none.example"]);
  expect(reported).toEqual(["none.example cannot be looked up (nothing); it counts for nobody"]);
});

test("the system knows its own name", async () => {
  expect(await systemLookUp("localhost")).toEqual(
    expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]),
  );
});
