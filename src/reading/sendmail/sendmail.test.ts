import { describe, expect, test } from "vitest";
import { expectLinear } from "../../../test/growth.ts";
import { Zone } from "../../base/zone.ts";
import type { MailEvent } from "../../events/event.ts";
import type { LogContext } from "../format.ts";
import { LineView } from "../view.ts";
import { headOf, SendmailReader, sendmailPatterns } from "./reader.ts";
import { addressesOf, relayOf, secondsOf } from "./said.ts";

function opened() {
  let sessions = 0;
  let count = 0;
  const context: LogContext = { zone: new Zone("UTC"), nodeOf: () => "mx", newSession: () => `S${++sessions}` };
  const reader = new SendmailReader(context);
  const events: MailEvent[] = [];
  const read = (text: string, at = count * 1000) => {
    const line = new LineView({ path: "maillog" });
    const bytes = Buffer.from(text);
    line.place(bytes, 0, bytes.length, 0, ++count);
    line.at = at;
    line.program = "sm-mta";
    return reader.read(line, (event) => void events.push(event));
  };
  const kinds = () => events.map(({ kind }) => kind).filter((kind) => !kind.startsWith("session."));
  return { reader, read, events, kinds, close: () => reader.close((event) => void events.push(event)) };
}

describe("the patterns of sendmail", () => {
  test.each(sendmailPatterns.map((pattern) => [pattern.name, pattern] as const))(
    "%s alone reads its samples",
    (name, { samples }) => {
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples) {
        const { length } = headOf(sample);
        const fits = sendmailPatterns.filter(
          ({ queued, line }) => queued === length > 0 && line.test(sample.slice(length)),
        );
        expect(
          fits.map((pattern) => pattern.name),
          sample,
        ).toEqual([name]);
      }
    },
  );

  test("a hostile line of 64 KB takes at most about three times as long as one of 32 KB", async () => {
    const starts = [
      ...["to=", "from=", "ruleset=check_rcpt, arg1=", "Milter: ", "Milter (", "alias ", "collect: ", "<", "x"],
      ...["to=<a@b.example>, delay=00:00:01, relay=", "lost input channel from ", "6ATGMVBh031065: DSN: "],
    ];
    const readAll = (lines: readonly string[]) => {
      const { read } = opened();
      for (const line of lines) read(line);
    };
    for (const tail of [
      "a",
      " ",
      ",",
      "<",
      ">",
      '"',
      "[",
      ", relay=",
      "<a@b.example>,",
      " [192.0.2.7]: ",
      "=> ",
      ", reply=",
    ]) {
      const lines = (bytes: number) =>
        starts.map((start) => `6ATGMVBh031064: ${start}${tail.repeat(bytes / tail.length)}`);
      const [short, long] = [lines(32_768), lines(65_536)];
      await expectLinear({ name: tail, short: () => readAll(short), long: () => readAll(long), times: 3, least: 67 });
    }
  }, 60_000);
});

test("queue ids are of old and of new versions, and no other word is one", () => {
  const ids = ["6ATGMVBh031064", "f3GKQRs01234", "NAA01234"];
  expect(ids.map((id) => headOf(`${id}: to=<a@b.example>`).id)).toEqual(ids);
  expect(headOf("NOQUEUE: connect from client.example [192.0.2.7]")).toEqual({ length: 9 });
  for (const text of ["SYSERR(root): x", "runqueue: y", "STARTTLS: z", "engine=(null)"])
    expect(headOf(text)).toEqual({ length: 0 });
});

test("addresses, hosts and times are read as sendmail writes them", () => {
  expect(addressesOf('<a@b.example>,<c@d.example>, dora, "|cat, x", \\\\bob')).toEqual([
    ...["a@b.example", "c@d.example", "dora", '"|cat, x"', "bob"],
  ]);
  expect(relayOf("mx.next.example. [192.0.2.11]")).toEqual({ host: "mx.next.example", ip: "192.0.2.11" });
  expect(relayOf("client.example [IPv6:2001:db8::7] (may be forged)")).toEqual({
    ...{ host: "client.example", ip: "2001:db8::7" },
  });
  expect(relayOf("[192.0.2.11] [192.0.2.11]")).toEqual({ ip: "192.0.2.11" });
  expect(relayOf("root@localhost")).toEqual({ host: "localhost" });
  expect(["00:01:05", "3+04:00:10", "soon"].map(secondsOf)).toEqual([65, 273_610, undefined]);
});

describe("a message that came", () => {
  const from =
    "6ATA000d000110: from=<eve@sender.example>, size=1385, class=0, nrcpts=1, msgid=<s1@sender.example>, proto=ESMTP, daemon=MTA, relay=client.example [192.0.2.7]";

  test("is not taken where a filter refuses it behind that", () => {
    const { read, kinds, close } = opened();
    read(from);
    read("6ATA000d000110: Milter: data, reject=554 5.7.1 Blocked");
    read("6ATA000d000110: to=<alice@example.test>, delay=00:00:01, pri=31385, stat=Blocked");
    close();
    expect(kinds()).toEqual(["transaction.opened", "message.identified", "decision", "rcpt.refused"]);
  });

  test("is not taken either where the log ends before it says for whom", () => {
    const { read, kinds, close } = opened();
    read("6ATA000d000110: ruleset=CheckSubject, arg1= x, relay=client.example [192.0.2.7], reject=553 5.7.1 no");
    read(from);
    close();
    expect(kinds()).toEqual([
      "decision",
      "transaction.opened",
      "transaction.opened",
      "message.identified",
      "rcpt.refused",
    ]);
  });

  test("is held back until something is done with it, ten minutes have passed, or the log ends", () => {
    for (const [later, at] of [
      ["6ATA000d000110: to=<alice@example.test>, delay=00:00:01, mailer=local, pri=31385, dsn=2.0.0, stat=Sent", 2000],
      ["starting daemon (8.17.1.9): SMTP", 600_000],
    ] as const) {
      const { reader, read, kinds } = opened();
      read(from, 0);
      expect([kinds(), [...reader.held()].map(({ line }) => line)]).toEqual([[], [1]]);
      read(later, at);
      expect([kinds()[0], [...reader.held()]]).toEqual(["message.accepted", []]);
    }
    const { read, kinds, close } = opened();
    read(from);
    close();
    expect(kinds()).toEqual(["message.accepted"]);
  });

  test("is not taken where its client left before its end, or had no recipient", () => {
    const { read, kinds, close } = opened();
    read("6ATGMpYr031857: collect: premature EOM: unexpected close");
    read(
      "6ATGMpYr031857: from=<ann@sender.example>, size=23, class=0, nrcpts=1, proto=ESMTP, relay=client.example [192.0.2.7]",
    );
    read(
      "6ATGMW5I031128: from=<ann@sender.example>, size=0, class=0, nrcpts=0, proto=ESMTP, relay=client.example [192.0.2.7]",
    );
    close();
    expect(kinds()).not.toContain("message.accepted");
  });
});
