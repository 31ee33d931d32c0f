import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import type { EventOf, MailEvent } from "../../events/event.ts";
import type { LogContext } from "../format.ts";
import { exim } from "../formats/exim.ts";
import { LineView } from "../view.ts";
import { freeWords } from "./free-words.ts";

let sessions = 0;
const context: LogContext = { zone: new Zone("Europe/Rome"), nodeOf: () => "mx", newSession: () => `S${sessions++}` };

/** Reads files one behind the other, each `[path, …lines]`. */
function read(...files: readonly (readonly [path: string, ...lines: readonly string[]])[]): readonly MailEvent[] {
  const events: MailEvent[] = [];
  const reader = exim.open(context);
  for (const [path, ...lines] of files)
    lines.forEach((text, n) => {
      const line = new LineView({ path });
      line.place(Buffer.from(text), 0, Buffer.byteLength(text), 0, n + 1);
      expect(
        reader.read(line, (event) => void events.push(event)),
        text,
      ).not.toBe("unread");
    });
  reader.close((event) => void events.push(event));
  return events;
}
const main = (...lines: readonly string[]) => read(["mainlog", ...lines.map((text) => `2026-11-28 06:31:02 ${text}`)]);
const of = <K extends MailEvent["kind"]>(events: readonly MailEvent[], kind: K) =>
  events.filter((event): event is EventOf<K> => event.kind === kind);
const attempt = (text: string) => of(main(`1xXBxf-00071W-0h ${text}`), "attempt.ended")[0];

test("stamps are in the zone of the log, or in their own, with milliseconds where they have them", () => {
  const at = (stamp: string) => read(["mainlog", `${stamp} 1xXBxf-00071W-0h Completed`])[0]?.at;
  expect(at("2026-11-28 06:31:02")).toBe(Date.UTC(2026, 10, 28, 5, 31, 2));
  expect(at("2026-11-28 06:31:02.250")).toBe(Date.UTC(2026, 10, 28, 5, 31, 2, 250));
  expect(at("2026-11-28 06:31:02 +0300")).toBe(Date.UTC(2026, 10, 28, 3, 31, 2));
  expect(at("2026-11-28 06:31:02.250 -0530 [4711]")).toBe(Date.UTC(2026, 10, 28, 12, 1, 2, 250));
});

test("ids have 16 characters, or 23 since Exim 4.97", () => {
  for (const id of ["1xXBxf-00071W-0h", "1xXBxf-0000000071W-0hAb"])
    expect(of(main(`${id} Completed`), "message.ended")[0]?.queueId).toBe(id);
});

// Lines after the Exim specification ("Log files"), its sources, and lists; addresses replaced.
describe("what is said of a delivery", () => {
  test("names host, stage and reply, also as Exim before 4.83 words it", () => {
    const old = attempt(
      "** bob@there.example R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<bob@there.example>: host mx.there.example [192.0.2.9]: 550 5.1.1 No such user",
    );
    expect(old).toMatchObject({
      status: "bounced",
      stage: "rcpt",
      relay: { host: "mx.there.example", ip: "192.0.2.9" },
      reply: { code: 550, enhanced: "5.1.1", text: "No such user" },
    });
    const now = attempt(
      "== bob@there.example R=dnslookup T=remote_smtp defer (-46) H=mx.there.example [2001:db8::9]:25 DT=1s: SMTP error from remote mail server after pipelined end of data: 451-4.3.0 Busy\\n451 4.3.0 Later",
    );
    expect(now).toMatchObject({
      status: "deferred",
      stage: "eod",
      relay: { host: "mx.there.example", ip: "2001:db8::9", port: 25 },
      reply: { code: 451, enhanced: "4.3.0", text: "Busy\nLater" },
    });
  });

  test("is a deferral of Exim's own, with the words of the system", () => {
    expect(attempt("== bob@there.example R=dnslookup T=remote_smtp defer (110): Connection timed out")).toMatchObject({
      status: "deferred",
      stage: "connect",
      reply: { code: 0, enhanced: "4.0.0", text: "Connection timed out" },
    });
    expect(attempt("== bob@there.example routing defer (-51): retry time not reached")).toMatchObject({
      status: "queued",
    });
  });

  test("is for the original recipient where it went into a pipe, a file or a hole", () => {
    const piped = '|/usr/bin/procmail -d "a b" <bob@here.example> R=procmail T=address_pipe';
    expect(attempt(`=> ${piped}`)).toMatchObject({ recipient: "bob@here.example", status: "delivered" });
    expect(attempt("=> :blackhole: <bob@here.example> R=aliases")).toMatchObject({
      recipient: "bob@here.example",
      status: "discarded",
    });
    expect(attempt("=> Bob <bob@here.example> R=local T=mbox")).toMatchObject({ recipient: "bob@here.example" });
    expect(attempt("=> bob (staff@here.example) <all@here.example> R=local T=mbox")).toMatchObject({
      recipient: "bob@here.example",
      originalRecipient: "all@here.example",
      where: { mailbox: "bob" },
    });
  });

  test("is no delivery where a content filter took it, or the sender was answered", () => {
    const filter = 'H=127.0.0.1 [127.0.0.1] C="250 2.0.0 Ok: queued as 4XYZ"';
    expect(attempt(`=> bob@here.example R=scan T=scanner ${filter}`)).toMatchObject({
      status: "queued",
      remoteId: "4XYZ",
    });
    const lmtp = 'H=127.0.0.1 [127.0.0.1] C="250 2.0.0 <bob@here.example> 6bX Saved"';
    expect(attempt(`=> bob@here.example R=local T=lmtp ${lmtp}`)).toMatchObject({ status: "delivered" });
    expect(attempt("=> bob <bob@here.example> R=away T=vacation_reply")).toBeUndefined();
  });
});

test("an arrival is read whatever its subject, its helo and its addresses hold", () => {
  const [accepted] = of(
    main(
      '1xXBxf-00071W-0h <= "a b"@there.example H=mx.there.example ([192.0.2.1]) [2001:db8::7]:4711 P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no S=812 id=1@x T="mail \\"for\\" me H=(x) [192.0.2.66] from <c@d.example> for e@f.example" from <"a b"@there.example> for bob@here.example eve@here.example',
    ),
    "message.accepted",
  );
  expect(accepted).toMatchObject({
    sender: '"a b"@there.example',
    recipients: ["bob@here.example", "eve@here.example"],
    peer: "2001:db8::7",
    helo: "[192.0.2.1]",
    messageId: "<1@x>",
    sizeBytes: 812,
  });
});

const refused =
  "2026-11-28 06:31:04 1xXBxg-00072P-2u H=(c.example) [192.0.2.7] F=<a@b.example> rejected after DATA: Spam";
const header = [
  "Envelope-from: <a@b.example>",
  "Envelope-to: <bob@here.example>",
  "    <eve@here.example>",
  "I Message-Id: <1@x>",
];

describe("a refusal that stands in the main and in the reject log", () => {
  const whom = (events: readonly MailEvent[]) => of(events, "rcpt.refused").map(({ recipient }) => recipient ?? "-");
  test("is for nobody in the one, and for those of its header in the other", () => {
    expect(whom(read(["mainlog", refused]))).toEqual(["-"]);
    expect(whom(read(["rejectlog", refused, ...header]))).toEqual(["bob@here.example", "eve@here.example"]);
  });
  test("begins one session, whichever is read first", () => {
    const both = [
      read(["mainlog", refused], ["rejectlog", refused, ...header]),
      read(["rejectlog", refused, ...header], ["mainlog", refused]),
    ];
    for (const events of both) expect(of(events, "session.opened")).toHaveLength(1);
    expect(whom(both[0] ?? [])).toEqual(["-", "bob@here.example", "eve@here.example"]);
    expect(whom(both[1] ?? [])).toEqual(["bob@here.example", "eve@here.example"]);
  });
  test("is told as often as each of the logs has it", () => {
    const rcpt = "2026-11-28 06:31:04 H=(c.example) [192.0.2.7] F=<a@b.example> rejected RCPT <bob@here.example>: No";
    expect(whom(read(["mainlog", rcpt, rcpt], ["rejectlog", rcpt, rcpt]))).toHaveLength(2);
  });
});

test("connections with ports are told apart, however their lines are mixed", () => {
  const line = (port: number, text: string) =>
    `H=(c.example) [192.0.2.7]:${port} I=[192.0.2.25]:25 F=<a@b.example> ${text}`;
  const events = main(
    "SMTP connection from [192.0.2.7]:1001 I=[192.0.2.25]:25 (TCP/IP connection count = 1)",
    "SMTP connection from [192.0.2.7]:1002 I=[192.0.2.25]:25 (TCP/IP connection count = 2)",
    line(1001, "rejected RCPT <bob@here.example>: No"),
    line(1002, "rejected RCPT <eve@here.example>: No"),
    "SMTP connection from (c.example) [192.0.2.7]:1001 I=[192.0.2.25]:25 closed by QUIT",
    "unexpected disconnection while reading SMTP command from (c.example) [192.0.2.7]:1002 I=[192.0.2.25]:25 D=2s",
  );
  const [bob, eve] = of(events, "rcpt.refused");
  expect(of(events, "session.opened")).toHaveLength(2);
  expect(of(events, "session.opened")[0]).toMatchObject({ peerPort: 1001, local: { ip: "192.0.2.25", port: 25 } });
  expect(of(events, "session.closed").map(({ session, ended }) => [session, ended])).toEqual([
    [bob?.session, "quit"],
    [eve?.session, "peer-closed"],
  ]);
});

// After the source of Exim 4.98.
test("since Exim 4.97 the id of a connection tells it from all others", () => {
  const events = main(
    "SMTP connection from [192.0.2.7] Ci=7 (TCP/IP connection count = 1)",
    "SMTP connection from [192.0.2.7] Ci=8 (TCP/IP connection count = 2)",
    "H=(c.example) [192.0.2.7] Ci=7 F=<a@b.example> rejected RCPT <bob@here.example>: No",
    "H=(c.example) [192.0.2.7] Ci=8 F=<a@b.example> rejected RCPT <eve@here.example>: No",
    "1xXBxf-0000000071W-0hAb <= a@b.example H=(c.example) [192.0.2.7] Ci=8 P=esmtp S=812",
    "SMTP connection Ci=7 from (c.example) [192.0.2.7] D=1s closed by QUIT",
    "SMTP connection Ci=8 from (c.example) [192.0.2.7] D=2s lost",
  );
  const [first, second] = of(events, "session.opened").filter(({ role }) => role === "server");
  expect(of(events, "rcpt.refused").map(({ session }) => session)).toEqual([first?.session, second?.session]);
  expect(of(events, "transaction.opened")[0]?.session).toBe(second?.session);
  const closed = of(events, "session.closed").map(({ session, ended }) => [session, ended]);
  expect(closed).toEqual([
    [first?.session, "quit"],
    [second?.session, "peer-closed"],
  ]);
});

test("whatever bytes come, from a reject or panic log or through syslog in parts, nothing throws", () => {
  const starts = fc.constantFrom("", "[1/2] ", "[1\\\\2] ", "[2/2] ", "Envelope-to: <", refused, ...exim.samples);
  const text = fc
    .tuple(starts, fc.nat(120), fc.string({ maxLength: 60 }))
    .map(([start, n, more]) => start.slice(0, n) + more);
  const where = fc.constantFrom("mainlog", "rejectlog", "paniclog", "syslog");
  fc.assert(
    fc.property(fc.array(fc.tuple(where, text), { maxLength: 8 }), (lines) => {
      const reader = exim.open(context);
      for (const [path, line] of lines) {
        const view = new LineView({ path });
        view.place(Buffer.from(line), 0, Buffer.byteLength(line), 0, 1);
        if (path === "syslog") Object.assign(view, { program: "exim", pid: 7, host: "mx", at: 0 });
        reader.read(view, () => {});
      }
      reader.close(() => {});
    }),
    { numRuns: 500 },
  );
});

describe("words without a form", () => {
  const understood = (text: string) => {
    const line = new LineView({ path: "mainlog" });
    const bytes = Buffer.from(`2026-11-28 06:31:02 ${text}`);
    line.place(bytes, 0, bytes.length, 0, 1);
    return exim.open(context).read(line, () => {});
  };

  test("of a message are a remark on it, and trouble is noted", () => {
    for (const { samples } of freeWords) for (const sample of samples) expect(understood(sample), sample).toBe("read");
    const [remark] = of(
      main("1xXBxf-00071W-0h <= a@b.example U=a", "1xXBxf-00071W-0h our rule says 7"),
      "program.warned",
    );
    expect(remark).toMatchObject({ text: "our rule says 7", queueId: "1xXBxf-00071W-0h" });
  });

  test("are none where the line has a form that is not understood, nor where nothing tells what they are about", () => {
    for (const text of ["1xXBxf-00071W-0h rejected it, and failed", "H=nothing failed", "our rule says 7"])
      expect(understood(text), text).toBe("unread");
  });
});
