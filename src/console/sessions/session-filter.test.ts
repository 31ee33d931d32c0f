import { expect, test } from "vitest";
import type { SessionRow } from "../documents.ts";
import { filterIn, fits, fromLocal, toLocal } from "./session-filter.ts";

const row: SessionRow = {
  ...{ id: "1A20EB09F5301000", partial: null, service: "smtp", role: "server", node: "1", peer: "192.0.2.4" },
  ...{
    peerHost: "mx.example.org",
    local: null,
    from: null,
    to: null,
    ended: "quit",
    helo: null,
    tls: null,
    user: null,
  },
  ...{ status: "refused", verdict: { benign: false, cause: null } },
  transactions: [
    {
      ...{
        sender: "ann@example.org",
        queueId: null,
        messageId: "<one@example.org>",
        sizeBytes: null,
        status: "refused",
      },
      recipients: [{ address: "bob@example.test", reply: null }],
    },
  ],
};

test("the address holds the filter", () => {
  expect(filterIn(new URLSearchParams("address=bob@example.test&onlyBad=true&peer=&other=1"))).toEqual({
    address: "bob@example.test",
    onlyBad: true,
  });
});

test.each([
  [{}, true],
  [{ address: "BOB@" }, true],
  [{ address: "carol@" }, false],
  [{ peer: "mx.example.org" }, true],
  [{ peer: "192.0.2.5" }, false],
  [{ role: "client" }, false],
  [{ service: "imap" }, false],
  [{ onlyBad: true }, true],
  [{ text: "one@example" }, true],
  [{ text: "two@example" }, false],
])("%j: %j", (filter, wanted) => {
  expect(fits(row, filter)).toBe(wanted);
});

test("times are shown in the reader's zone, and come back as they were", () => {
  expect(fromLocal(toLocal("2026-11-24T10:00:00.000Z"))).toBe("2026-11-24T10:00:00.000Z");
  expect([toLocal(undefined), toLocal("no time"), fromLocal(""), fromLocal("no time")]).toEqual(["", "", "", ""]);
});
