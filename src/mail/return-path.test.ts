import { describe, expect, test } from "vitest";
import { isAtOtherDomain, likeness, sameOrganisation, senderBehind, writesByService } from "./return-path.ts";

test.each([
  ["SRS0=abcd=xy=other.example=Anna@forwarder.example", "anna@other.example"],
  ["srs0+Ab+c=xy=other.example=anna@forwarder.example", "anna@other.example"],
  ["SRS1=hash=first.example==ab=xy=other.example=anna@second.example", "anna@other.example"],
  ["prvs=1234abcdef=anna@other.example", "anna@other.example"],
  ["btv1==123abc==anna@other.example", "anna@other.example"],
  ["anna=other.example__0-3pz@x.bnc.salesforce.com", "anna@other.example"],
  ["bounces+123-bob=example.test@esp.example", undefined],
  ["anna@other.example", undefined],
])("%s was sent by %s", (address, sender) => {
  expect(senderBehind(address)).toBe(sender);
});

test.each([
  ["mail.other.example", "other.example", true],
  ["a.other.com", "b.other.com", true],
  ["one.co.uk", "two.co.uk", false],
  ["other.com", "another.com", false],
  ["", "other.com", false],
])("%s and %s are one organisation's: %s", (one, other, answer) => {
  expect(sameOrganisation(one, other)).toBe(answer);
});

describe("an envelope sender beside the address that is asked for", () => {
  const about = { recipient: "bob@example.test", messageId: "<1@mail.other.com>" };
  test.each([
    ["alice@other.com", "Alice+news@other.com", "same"],
    ["@other.com", "x@other.com", "same"],
    ["alice@other.com", "SRS0=abcd=xy=other.com=alice@forwarder.example", "rewritten"],
    ["prvs=1234=alice@other.com", "alice@other.com", "rewritten"],
    ["alice@other.com", "SRS0=abcd=xy=other.com=berta@other.com", "colleague"],
    ["alice@other.com", "bounce-77@mail.other.com", "bounces"],
    ["alice@other.com", "bounces+9-bob=example.test@em1.esp.example", "bounces"],
    ["alice@other.com", "list-bounces+bob=example.test@lists.example", "bounces"],
    ["alice@other.com", "0102018b4c2d3e4f-aabbccdd-1234@eu-west-1.amazonses.com", "bounces"],
    ["alice.rossi@other.com", "rossi.alice@private.example", "namesake"],
    ["alice@other.com", "somebody@elsewhere.example", "namesake"],
    ["alice@other.com", "berta@other.com", "colleague"],
    ["info@third.com", "info@fourth.com", undefined],
    ["alice@third.com", "berta@fourth.com", undefined],
  ])("%s, %s: %s", (asked, sender, answer) => {
    expect(likeness(asked, sender, about)).toBe(answer);
  });
  test("made for the recipient by a mail service that names nobody", () => {
    const sender = "bounces+9-bob=example.test@esp.example";
    const at = (recipient: string) => likeness("news@third.com", sender, { recipient, messageId: "<1@esp.example>" });
    expect(at("bob@example.test")).toBe("service");
    expect(at("carla@example.test")).toBeUndefined();
  });
});

test.each([
  ["anna.rossi@a.example", "Anna.Rossi@b.example", true],
  ["anna.rossi@a.example", "rossi.anna@b.example", true],
  ["anna.rossi@a.example", "anna.rossi@a.example", false],
  ["bruno@a.example", "bruno@b.example", false],
])("%s and %s are one person's at two domains: %s", (one, other, answer) => {
  expect(isAtOtherDomain(one, other)).toBe(answer);
});

test.each([
  ["prenotazioni@hotel.example", true],
  ["bookings@hotel.example", true],
  ["paola@hotel.example", false],
])("%s writes by mail services: %s", (address, answer) => expect(writesByService(address)).toBe(answer));
