import { expect, test } from "vitest";
import { pastedMessageId, pastedQueueId } from "./pasted-id.ts";

test.each([
  ["<1@a.example>", "<1@a.example>"],
  ["1@a.example", "1@a.example"],
  ["Message-ID: <1@a.example>", "<1@a.example>"],
  ["message-id: 1@a.example", "1@a.example"],
  ["<20261129049.f56b\r\n 52@abete.example>", "<20261129049.f56b52@abete.example>"],
  ["A5B3C2", "A5B3C2"],
  ["550 5.1.1 <x@y.example>: Recipient address rejected: User unknown", undefined],
  ["I do not know it", undefined],
  ["", undefined],
])("the Message-ID in %j is %s", (text, id) => expect(pastedMessageId(text)).toBe(id));

test.each([
  ["4F2A91", "4F2A91"],
  ["4F2A91:", "4F2A91"],
  ["1xXpXj-0000Sf-0A", "1xXpXj-0000Sf-0A"],
  ["250 2.0.0 Ok: queued as F0B626DE705", "F0B626DE705"],
  ["250 2.0.0 from MTA(smtp:[127.0.0.1]:10027): 250 2.0.0 Ok: queued as 9C8106DE5F9", "9C8106DE5F9"],
  ["250 OK id=1xXpXj-0000Sf-0A", "1xXpXj-0000Sf-0A"],
  ["250 2.0.0 6ATLT68R026655 Message accepted for delivery", "6ATLT68R026655"],
  ["Nov 30 08:47:03 mx postfix/qmgr[12]: F0B626DE705: removed", "F0B626DE705"],
  ["keine Ahnung", undefined],
])("the queue id in %j is %s", (text, id) => expect(pastedQueueId(text)).toBe(id));
