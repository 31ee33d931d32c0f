import fc from "fast-check";
import { expect, test } from "vitest";
import { addressKeys, keys } from "../sessions/keys.ts";
import { needlesOf } from "./needles.ts";

const finds = (key: string, text: string) => (needlesOf([key]) ?? []).some((needle) => needle.test(text));

test.each([
  "Bob@Example.test",
  "bob+news@example.test",
  "SRS0=HHH=TT=example.test=bob@forwarder.example",
  "SRS1=HHH=other.example==HHH=TT=example.test=bob@forwarder.example",
  "prvs=1234567890=bob@example.test",
  "btv1==tag==bob@example.test",
  "bob=example.test__0a1b2c@abc.bnc.salesforce.com",
])("whoever is found under %s stands there", (address) => {
  expect(addressKeys(address)).not.toEqual([]);
  for (const key of addressKeys(address)) expect(finds(key, `to=<${address}>, relay=x`), key).toBe(true);
});

test("each of many ids is found, and nothing that is none of them", () => {
  const id = fc.stringMatching(/^[0-9A-F]{1,12}$/);
  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 40 }), id, (ids, other) => {
      const [needle] = needlesOf(ids.map(keys.queueId)) ?? [];
      for (const one of ids) expect(`: ${one}: `.match(needle ?? "")?.[0]).toBeDefined();
      expect(needle?.test(other) ?? false).toBe(ids.some((one) => other.includes(one)));
    }),
  );
});

test("what a log may write otherwise is not looked for", () => {
  for (const key of [
    keys.address("jörg@example.test"),
    keys.address("bob@xn--mnchen-3ya.example"),
    keys.messageId('"a b"@c'),
  ])
    expect(needlesOf([keys.queueId("4F2A"), key])).toBeUndefined();
});
