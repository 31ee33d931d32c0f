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

test.each([
  "user=<lea>, method=PLAIN",
  "imap(lea)<7><x>: Info: Disconnected",
  "sasl_username=Lea",
  "(set_id=lea)",
  "A=plain:lea S=9",
  "sql(lea,192.0.2.7): Password mismatch",
])("a login by a name alone is found: %s", (line) => {
  for (const key of [keys.mailbox("lea"), keys.address("lea")]) expect(finds(key, line)).toBe(true);
});

test.each([
  "=> bob <sales@example.test> R=localuser T=local_delivery",
  "=> bob+news <Bob@Example.test> R=localuser T=local_delivery",
  "=> bob \\u003csales@example.test\\u003e R=localuser T=local_delivery",
  "== bob (sales@lists.example) <sales@example.test> R=localuser T=local_delivery defer (-6)",
])("a user whom Exim names without his domain is found: %s", (line) =>
  expect(finds(keys.address("bob@example.test"), line)).toBe(true),
);

test.each(["example.test!user.ann^lee.Kunden", "user/ann.lee/Kunden@example.test", "user/ann.lee@example.test"])(
  "a mailbox of Cyrus is found: %s",
  (mailbox) => {
    for (const key of [keys.address("ann.lee@example.test"), keys.mailbox("ann.lee@example.test")])
      expect(finds(key, `Delivered: <1@other.example> to mailbox: ${mailbox}`)).toBe(true);
  },
);

test.each(["to=<lea@example.test>", "release", "user=<azalea>", "leal"])("%s is no such login", (line) =>
  expect(finds(keys.mailbox("lea"), line)).toBe(false),
);

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
