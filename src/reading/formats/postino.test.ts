import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import type { MailEvent } from "../../events/event.ts";
import type { Line, LogFile } from "../line.ts";
import { anyEvent, base, dayStart } from "../postino/any-event.ts";
import { createThreads } from "../postino/threads.ts";
import { type LineStyle, postino, render, renderLines } from "./postino.ts";

const zone = new Zone("Europe/Rome");

/** Lines of one file, as a container without stamps hands them on. */
function linesOf(texts: readonly string[], file: LogFile): readonly Line[] {
  let offset = 0;
  return texts.map((text, index) => {
    const source = { file: file.path, line: index + 1, offset, bytes: Buffer.byteLength(text) };
    offset += source.bytes + 1;
    return {
      file,
      number: index + 1,
      at: Number.NaN,
      atPrecisionSeconds: 1,
      is: (prefix: Buffer, at = 0) => text.startsWith(prefix.toString(), at),
      byteAt: (at: number) => Buffer.from(text)[at] ?? -1,
      text: (start?: number, end?: number) => text.slice(start, end),
      raw: () => text,
      source: () => source,
    };
  });
}

function readBack(
  texts: readonly string[],
  file: LogFile = { path: "s20261124-00.log", date: Date.UTC(2026, 10, 24) },
) {
  const events: MailEvent[] = [];
  const reader = postino.open({ zone, nodeOf: () => "1", newSession: () => "unused" });
  const understood = linesOf(texts, file).map((line) => reader.read(line, (event) => events.push(event)));
  reader.close((event) => events.push(event));
  return { events, understood, at: events.map(({ at }) => zone.iso(at)) };
}

const withoutSource = ({ source: _, ...rest }: MailEvent) => rest;

describe("what is written at extended reads back as the same events", () => {
  test("whatever strangers sent", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), (generated) => {
        const events = generated.map((each, index) => ({ ...each, at: dayStart + index * 60_001 })) as MailEvent[];
        const texts = events.flatMap((each) => render(each, zone));
        expect(texts.every((line) => !/[\n\r\u2028]/.test(line))).toBe(true);
        expect(readBack(texts).events.map(withoutSource)).toEqual(events);
      }),
      { numRuns: 500 },
    );
  });

  const styles: readonly { name: string; style: () => LineStyle; step: number }[] = [
    { name: "time", style: () => ({ timeFormat: "time" }), step: 1000 },
    { name: "dated", style: () => ({ timeFormat: "dated" }), step: 1 },
    { name: "rfc5322", style: () => ({ timeFormat: "rfc5322" }), step: 1000 },
    { name: "layout icewarp", style: () => ({ threads: createThreads() }), step: 1000 },
  ];
  test.each(styles)("with the time as $name, as exact as that is", ({ style, step }) => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), (generated) => {
        const events = generated.map((each, index) => ({ ...each, at: dayStart + index * 60_001 })) as MailEvent[];
        const chosen = style();
        const back = readBack(events.flatMap((each) => render(each, zone, chosen))).events;
        // A stamp says its own time to the millisecond.
        const isStamp = ({ kind }: MailEvent) => kind === "log.opened" || kind === "log.heartbeat";
        const asExact = (each: MailEvent) =>
          isStamp(each)
            ? each
            : { ...each, at: each.at - (each.at % step), atPrecisionSeconds: step === 1000 ? 1 : 0.001 };
        expect(back.map(withoutSource)).toEqual(events.map(asExact));
      }),
    );
  });

  test("where a file changes from one to another", () => {
    const styles = [{}, { timeFormat: "dated" }, { threads: createThreads() }, { timeFormat: "rfc5322" }] as const;
    const session = "019B1C2D3E401000";
    const events = styles.map((_, n) => {
      const at = dayStart + n * 1000;
      return { ...base, at, session, peer: "192.0.2.7", kind: "smtp.command", verb: "NOOP", argument: `${n}` };
    }) as MailEvent[];
    const texts = styles.flatMap((style, n) => render(events[n] as MailEvent, zone, style));
    expect(texts).toHaveLength(5);
    expect(readBack(texts).events.map(({ session: of, at }) => [of, at])).toEqual(
      events.map(({ at }) => [session, at]),
    );
  });

  test("a reply of several lines and a long list of recipients are one event, with all their lines as source", () => {
    const recipients = Array.from({ length: 22 }, (_, n) => `r${n}@example.test`);
    const events = [
      {
        ...base,
        at: dayStart,
        session: "A".repeat(16),
        kind: "smtp.reply",
        code: 250,
        text: "mx\nSIZE 1000\nPIPELINING",
      },
      {
        ...base,
        at: dayStart,
        session: "A".repeat(16),
        kind: "transaction.ended",
        sender: "",
        recipients,
        count: 22,
        sizeBytes: 1,
        durationSeconds: 1,
        status: "OK",
        keys: {},
      },
    ] as MailEvent[];
    const back = readBack(events.flatMap((each) => render(each, zone))).events;
    expect(back.map(withoutSource)).toEqual(events);
    expect(back.map(({ source }) => [source?.line, source?.also?.map(({ line }) => line)])).toEqual([
      [1, [2, 3]],
      [4, [5, 6]],
    ]);
  });

  test("a text longer than the limit is cut, and the cut text is what the event says", () => {
    const long = {
      ...base,
      at: dayStart,
      session: "A".repeat(16),
      kind: "smtp.command",
      verb: "HELO",
      argument: "x".repeat(3000),
    } as MailEvent;
    const [line = ""] = render(long, zone);
    expect(line.endsWith(" bytes)")).toBe(true);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(2000 + 60);
    const [back] = readBack([line]).events;
    expect(render(back as MailEvent, zone)).toEqual([line]);
    expect((render(long, zone, { maxTextBytes: 100 })[0] ?? "").length).toBeLessThan(160);
  });
});

describe("that lines are ASCII", () => {
  const { events } = readBack([
    ...postino.samples,
    "SYSTEM           [0000000000000000] 10:00:02.000 Blocked bob@example.test rule=auth.guess code=A1 reason=guessing by=ann",
    "SYSTEM           [0000000000000000] 10:00:02.000 Block ended bob@example.test removed by=ann",
    "SYSTEM           [0000000000000000] 10:00:02.000 Service started: smtp",
    "192.0.2.7        [019B1C2D3E401000] 10:00:02.000 TLS started TLSv1.3 AES name=mx.example.test",
    "192.0.2.7        [019B1C2D3E401000] 10:00:02.000 TIMEOUT after 300 s (smtp.idle), waiting for a command, 5 bytes received",
    "192.0.2.7        [019B1C2D3E401000] 10:00:02.000 a remark",
  ]);
  /** Words of closed lists, and codes that a pattern has read. */
  const ours = ["kind", "session", "service", "node", "role", "ended", "zone", "level", "because", "how", "enhanced"];
  const textsOf = (each: MailEvent): readonly string[] =>
    Object.entries(each).flatMap(([name, value]) => (typeof value === "string" && !ours.includes(name) ? name : []));

  test("is said where they are", () => {
    expect(events.filter((each) => !renderLines(each, zone).isAscii)).toEqual([]);
  });

  test.each(events.flatMap((each) => textsOf(each).map((name) => [each.kind, name, each] as const)))(
    "is not said of %s with another %s",
    (_kind, name, each) => {
      const { isAscii, texts } = renderLines({ ...each, [name]: "bücher" } as MailEvent, zone);
      expect(texts.join()).toContain("ü");
      expect(isAscii).toBe(false);
    },
  );

  test("is not said of a text that is cut", () => {
    const long = { ...base, at: dayStart, kind: "smtp.command", verb: "RCPT", argument: "x".repeat(3000) } as const;
    expect(renderLines(long, zone)).toMatchObject({ isAscii: false, texts: [expect.stringContaining("…")] });
  });
});

describe("the wording", () => {
  test("is what the format says", () => {
    const { events, understood } = readBack(postino.samples);
    expect(understood.every((word) => word === "read")).toBe(true);
    expect(events.flatMap((each) => render(each, zone))).toEqual(postino.samples);
    expect(events.map(({ kind }) => kind)).toEqual([
      "log.opened",
      "session.opened",
      "smtp.command",
      "smtp.reply",
      "decision",
      "transaction.ended",
      "session.closed",
    ]);
  });

  test("lines that are none of ours are unread and never throw", () => {
    const head = "192.0.2.7        [019B1C2D3E401000] 10:00:01.000 ";
    const hostile = ["", "x", "192.0.2.7 [15C0] 00:02 Connected", `${head}>>> hello`, head.trim(), "\0".repeat(100)];
    expect(readBack(hostile).understood).toEqual(hostile.map(() => "unread"));
    expect(readBack([`${head}Log opened 2026-99-99T00:00:00.000+02:00 x level=a version=b`]).events).toEqual([]);
  });
});

test("lines made to cost time are read at once", () => {
  const head = "192.0.2.7        [019B1C2D3E401000] 10:00:01.000 ";
  const many = (text: string) => text.repeat(20_000);
  const hostile = [
    `${head}*** <a> <b> 1 1 00:00:00 OK${many(' a="')} x`,
    `${head}Decided by a b${many(' a="b')} x`,
    `${head}*** <${many("a")}> ${many("<b>,+1")} 1`,
    ...Array.from({ length: 20_000 }, () => `${head}>>> 250-more`),
  ];
  const { events } = readBack(hostile);
  expect(events).toHaveLength(4);
  expect(events.at(-1)?.source?.also).toHaveLength(19_999);
});

const stamp = (time: string, text: string) => `SYSTEM           [0000000000000000] ${time} ${text}`;

describe("a session with a number", () => {
  const line = (thread: string, text: string) => `192.0.2.7        [${thread}] 10:00:00 ${text}`;
  const connected = (id: string) => `Connected, local IP=192.0.2.1, local port=25, session=${id}`;
  const [one, other] = ["019B1C2D3E401000", "019B1C2D3E401001"];
  const sessionsOf = (texts: readonly string[]) => readBack(texts).events.map(({ session }) => session);

  test("has the id that its first line tells, also when the number comes again", () => {
    const first = [line("0A0B", connected(one)), line("0A0B", "<<< QUIT"), line("0A0B", "Disconnected")];
    const again = [line("0A0B", connected(other)), line("0A0B", "<<< NOOP")];
    expect(sessionsOf([...first, ...again])).toEqual([one, one, one, other, other]);
    // Without a word of its end, as after a crash.
    expect(sessionsOf([...first.slice(0, 2), ...again])).toEqual([one, one, other, other]);
  });

  test("makes one by itself where that line is missing, and lines of no session have none", () => {
    expect(sessionsOf([line("0A0B", "<<< NOOP"), line("0000", "Service started: SMTP")])).toEqual([
      "unused",
      undefined,
    ]);
  });

  test("tells its id in a line of its own where it does not begin with Connected, and no remark can", () => {
    const threads = createThreads();
    const remark = {
      ...base,
      at: dayStart,
      session: one,
      kind: "session.noted",
      text: `Session ${other}`,
    } as MailEvent;
    const texts = render(remark, zone, { threads });
    expect(texts).toHaveLength(2);
    expect(readBack(texts).events).toMatchObject([{ session: one, text: `Session ${other}` }]);
    expect(render(remark, zone, { threads })).toHaveLength(1);
  });
});

describe("the day of a line", () => {
  test("comes from the file's name, and goes on after midnight", () => {
    expect(readBack([stamp("23:59:59.999", "a"), stamp("00:00:00.000", "b")]).at).toEqual([
      "2026-11-24T23:59:59.999+01:00",
      "2026-11-25T00:00:00.000+01:00",
    ]);
  });

  test("in an excerpt without a name comes from any full stamp in it, backwards too", () => {
    const lines = [
      stamp("23:59:00.000", "a"),
      stamp("00:00:10.000", "b"),
      stamp("00:01:00.000", "Heartbeat 2026-03-02T00:01:00.000+01:00 Europe/Rome node=3"),
      stamp("00:01:01.000", "c"),
    ];
    const { at, events } = readBack(lines, { path: "-" });
    expect(at).toEqual([
      "2026-03-01T23:59:00.000+01:00",
      "2026-03-02T00:00:10.000+01:00",
      "2026-03-02T00:01:00.000+01:00",
      "2026-03-02T00:01:01.000+01:00",
    ]);
    expect(events.at(-1)?.node).toBe("3");
  });

  test("without name and stamp is that of the file's last change", () => {
    const modified = Date.parse("2026-05-05T12:00:00Z");
    expect(readBack([stamp("09:00:00.000", "a")], { path: "-", modified }).at).toEqual([
      "2026-05-05T09:00:00.000+02:00",
    ]);
  });

  test("is that of its stamp where the line breaks off behind it", () => {
    const whole = render(
      { ...base, kind: "log.opened", zone: "UTC", level: "debug", version: "0.1.0", at: dayStart } as MailEvent,
      new Zone("UTC"),
    ).join("\n");
    for (let length = 0; length < whole.length; length++)
      for (const { at } of readBack([whole.slice(0, length)], { path: "mail.log", modified: dayStart }).events)
        expect(Number.isFinite(at), whole.slice(0, length)).toBe(true);
  });

  test("in the hour that DST repeats is told apart by the stamp written at the change", () => {
    const lines = [
      stamp("02:30:00.000", "a"),
      stamp("02:00:00.000", "Log opened 2026-10-25T02:00:00.000+01:00 Europe/Rome node=1 level=debug version=1"),
      stamp("02:30:00.000", "b"),
    ];
    const { at } = readBack(lines, { path: "s20261025-00.log", date: Date.UTC(2026, 9, 25) });
    expect(at).toEqual([
      "2026-10-25T02:30:00.000+02:00",
      "2026-10-25T02:00:00.000+01:00",
      "2026-10-25T02:30:00.000+01:00",
    ]);
  });
});
