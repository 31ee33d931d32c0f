/** A log that is skimmed, and read again session by session, holds the same sessions under the same keys as one that is read whole. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxLineBytes } from "../src/reading/split.ts";
import { readCases } from "./case-file.ts";
import { address, compare, host, pace, patience, placed, zone } from "./skim-suite.ts";

const id = fc.constantFrom("YAR93710", "ABC55821", "201205081201230001", "odd");

const commands = fc.oneof(
  fc.tuple(fc.constantFrom("EHLO ", "HELO ", "ehlo ", "LHLO ", "HELP "), host).map((words) => words.join("")),
  fc
    .tuple(
      fc.constantFrom("MAIL FROM:<", "RCPT TO:<", "rcpt to: <", "MAIL FROM: <", "RCPT TO:<", "maıl from:<"),
      address,
      fc.constantFrom(">", "> SIZE=12", "", ">x"),
    )
    .map((words) => words.join("")),
  fc.constantFrom(
    "DATA",
    "QUIT",
    "quit",
    "RSET",
    "NOOP",
    "AUTH LOGIN",
    "c2VjcmV0",
    "BDAT 12 LAST",
    "STARTTLS",
    "250 x",
    "",
  ),
  fc.constantFrom(
    "12 bytes (overall data transfer speed=100 B/s)",
    "12 bytes (overall data transfer speed=",
    "12 bytes",
  ),
);
const replies = fc.oneof(
  fc.constantFrom(
    "220 mx.example.net ESMTP",
    "250-mx.example.net",
    "250-SIZE 1",
    "250 OK",
    "250",
    "354 go on",
    "334 VX",
  ),
  fc.constantFrom("550 5.1.1 no such user", "451 4.7.1 later", "535 5.7.8 no", "421 4.7.1 too many", "503 5.5.1 no"),
  fc
    .tuple(fc.constantFrom("Message id ", "message ID "), id)
    .map(([words, one]) => `250 2.6.0 12 bytes; ${words}${one} accepted`),
);
const tail = fc.constantFrom(
  "",
  " YAR93710",
  " ABC55821 helo=mx.example.net",
  " refused=<x@example.org>:550/5.1.1 transid=T1",
  " odd",
);
const summary = fc
  .tuple(
    address,
    fc.array(address, { minLength: 1, maxLength: 3 }),
    fc.constantFrom("OK", "REJECT", "INCOMPLETE-SESSION"),
    tail,
  )
  .map(
    ([from, to, status, rest]) =>
      `*** <${from}> ${to.map((one) => `<${one}>`).join(",")} 1 2804 00:00:01 ${status}${rest}`,
  );
const marked = fc.tuple(fc.constantFrom("<<< ", ">>> "), fc.oneof(commands, replies)).map((words) => words.join(""));
const text = fc.oneof(
  { weight: 8, arbitrary: marked },
  { weight: 2, arbitrary: summary },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "Connected, local IP=192.0.2.25",
      "Connected",
      "Disconnected",
      "Disconnected, reset",
      "Connectedly",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...["Start of mail processing", "TIMEOUT", "DNS query 'example.net' MX", "", " ", "SMTP Service started"],
      ...["RSH57851 '<ann@example.com>' '<bob@example.test>' 1 score 10.00 reason [SpamAssassin=10.00] action SPAM"],
      "<<< 'a' 'b' 1 score 2.0 reason [] action X",
    ),
  },
);
const said = fc.tuple(fc.constantFrom("", "", "", "Client session "), text).map((words) => words.join(""));
const peer = fc.constantFrom(
  "198.51.100.9",
  "198.51.100.20",
  "SYSTEM",
  "2001:DB8::1",
  "[192.0.2.1]",
  "Challenge",
  "jörg",
);
const thread = fc.constantFrom("0838", "15C0", "15c0", "0000", "00A1B2C3D4E5F601", "00a1b2c3d4e5f602", "15C", "XYZ1");
const padded = fc.constantFrom(" ", "      ", "");

/** What a line may be besides: it goes on with the one before, is empty, broken, torn or far too long. */
const other = fc.constantFrom(
  ...["  goes on", "", "   ", "no line of a log", "198.51.100.9 [0838] 1", "198.51.100.9 [0838] 25:61:61 odd", "\r"],
);
const two = (n: number) => String(n).padStart(2, "0");
const clock = (seconds: number) =>
  `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
/** In each form that a stamp has, and in one that has a zone behind it. */
const stamp = fc.constantFrom<(seconds: number) => string>(
  ...[clock, clock, clock, clock, clock, clock, clock],
  (seconds) => `${clock(seconds)}.250`,
  (seconds) => `2026-10-25 ${clock(seconds)}`,
  (seconds) => `${clock(seconds)} +0200`,
  (seconds) => `${clock(seconds)} Z`,
  (seconds) => `Sun, 25 Oct 2026 ${clock(seconds)} +0100`,
);
const line = fc.record({
  peer,
  padded,
  thread,
  stamp,
  pace,
  said,
  other,
  kind: fc.nat(20),
  end: fc.constantFrom("\n", "\n", "\r\n"),
});
type LineParts = typeof line extends fc.Arbitrary<infer T> ? T : never;

/** On the day on which DST ends; beginning a while before the hour that comes twice. */
function icewarpLog(parts: readonly LineParts[]): Buffer {
  let seconds = 5000;
  const lines = parts.map((one) => {
    seconds = Math.max(0, seconds + one.pace);
    if (one.kind === 0) return one.other + one.end;
    const broken = one.kind === 1 ? "\uFFFD\u0000" : "";
    return `${one.peer}${one.padded}[${one.thread}] ${one.stamp(seconds)} ${one.said}${broken}${one.end}`;
  });
  const text = Buffer.from(lines.join(""));
  // Not UTF-8 any more where a line was marked so.
  for (let at = text.indexOf("\uFFFD"); at >= 0; at = text.indexOf("\uFFFD", at)) text[at] = 0xff;
  return text;
}

/** A beginning by which the file is known as IceWarp's, whatever follows. */
const known = Buffer.from("198.51.100.7    [0001] 00:00:00 Connected, local IP=192.0.2.25\n".repeat(3));
const log = fc.array(line, { maxLength: 80 }).map((parts) => Buffer.concat([known, icewarpLog(parts)]));

describe("IceWarp", () => {
  test("any lines, interleaved, rotated and broken", { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(log, log, log, fc.nat(60), async (first, second, antispam, torn) => {
        const files = {
          "s20261025-00.log": first.subarray(0, first.length - torn),
          "s20261025-01.log": second,
          "a20261025-00.log": antispam,
        };
        await compare(files);
      }),
      { numRuns: Number(process.env.RUNS ?? 150) },
    );
  });

  test("equal first lines, by the hundred", async () => {
    const visit = "198.51.100.9    [0838] 10:00:00 Connected\n198.51.100.9    [0838] 10:00:00 Disconnected\n";
    expect(await compare({ "s20261124-00.log": Buffer.from(visit.repeat(300)) })).toBe(300);
  });

  test("lines that are too long stand between those that are not, and on the edges of what is read at once", async () => {
    const visit = (n: number) =>
      `198.51.100.9    [${(4096 + n).toString(16)}] 10:00:00 <<< MAIL FROM:<n${n}@example.com>\n`;
    const long = (length: number) => `198.51.100.9    [0838] 10:00:00 ${"x".repeat(length - 32)}\n`;
    const lengths = [maxLineBytes - 1, maxLineBytes, maxLineBytes + 1, 2 * maxLineBytes, 5 * maxLineBytes + 17];
    const text = [known.toString(), ...lengths.map((length, n) => visit(n) + long(length) + visit(n))].join("");
    expect(await compare({ "s20261124-00.log": Buffer.from(text) })).toBeGreaterThan(lengths.length);
  });
});

const ours = fc.oneof(
  { weight: 8, arbitrary: marked },
  { weight: 2, arbitrary: summary },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...["Connected, local IP=192.0.2.25, local port=25, peer port=40112, peer host=MX.Example.net", "Connected"],
      ...[
        "Client session Connected, local IP=192.0.2.25",
        "Disconnected",
        "Disconnected, peer closed",
        "Disconnected, odd",
      ],
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        "Decided by login.failed refuse detail=bob@example.test",
        "TIMEOUT after 300 s",
        "any remark",
        "Client session any",
      ],
      ...['Blocked 198.51.100.9 rule=rset-flood code=R reason="exceeding RSET command count"', "Blocked by nobody"],
      ...["Block ended 198.51.100.9 expired"],
      ...["Decided by recipient.unknown refuse recipient=x@example.test queue-id=Q1 message-id=<m@example.org>"],
      ...[
        "*** <ann@example.com> <bob@example.test>,+2 3 0 00:00:00 OK 019B1C2D3E401001 helo=mx.example.net transid=T1",
      ],
      ...[
        "Recipient <x\\x20y@example.test>",
        "Recipient <carol@example.org> 550 5.1.1",
        "<<< MAIL FROM:<a\\x20b@example.com>",
      ],
      ...["*** <ann@example.com> <bob@example.test> 1 4 00:00:00 OK 019B1C2D3E401001 message-id=1.a@example.com"],
      ...["Session 019B1C2D3E401000", "Connected, session=019B1C2D3E402000", ">>> odd", "<<< 12 bytes", "<<< \\x44ATA"],
    ),
  },
);
const ourId = fc.constantFrom(
  ...[
    "019B1C2D3E401000",
    "019B1C2D3E402000",
    "019B1C2D3E403000",
    "019b1c2d3e401000",
    "0000000000000000",
    "0001",
    "000A",
  ],
);
const ourPeer = fc.constantFrom(
  "198.51.100.9    ",
  "198.51.100.20   ",
  "SYSTEM          ",
  "2001:db8::1     ",
  "LOCAL",
  "jörg",
);
const ourPace = fc.constantFrom(0, 0, 0, 1, 1, 25, 1000, 70_000, 1_500_000);
const ourLine = fc.record({ peer: ourPeer, id: ourId, pace: ourPace, said: ours, kind: fc.nat(24) });
const head = "SYSTEM           [0000000000000000] ";

/** From an hour before the clocks go back, or before midnight; with the stamps that such a log has. */
const ourLog = fc.tuple(fc.array(ourLine, { maxLength: 80 }), fc.constantFrom(5000, 86_000)).map(([parts, from]) => {
  let at = Date.UTC(2026, 9, 25, -2) + from * 1000;
  const lines = parts.map(({ peer: of, id: session, pace: later, said: what, kind }) => {
    at += later;
    const time = zone.timeOfDay(at);
    if (kind === 0) return `${head}${time} Heartbeat ${zone.iso(at)} Europe/Rome node=2`;
    if (kind === 1) return `${head}${time} Log opened ${zone.iso(at)} Europe/Rome node=3 level=summary version=1`;
    if (kind === 2) return "no line of ours";
    if (kind === 3) return `${of} [${session}] ${zone.iso(at).replace("T", " ")} ${what}`;
    return `${of} [${session}] ${kind === 4 ? time.slice(0, 8) : time} ${what}`;
  });
  return Buffer.from(`${lines.join("\n")}\n`);
});
const ourBeginning = Buffer.from(
  `${head}00:30:00.000 Log opened 2026-10-25T00:30:00.000+02:00 Europe/Rome node=1 level=debug version=1\n`.repeat(3),
);

describe("our own log", () => {
  test("any lines, interleaved and rotated", { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(ourLog, ourLog, fc.boolean(), async (first, second, named) => {
        await compare({
          "s20261025-00.log": Buffer.concat([ourBeginning, first]),
          [named ? "s20261025-01.log" : "later.log"]: Buffer.concat([ourBeginning, second]),
        });
      }),
      { numRuns: Number(process.env.RUNS ?? 150) },
    );
  });
});

describe("cases", () => {
  for (const file of [...readCases("src/reading/cases"), ...readCases("src/diagnosis/cases")]) {
    const logs = file.sections.filter(({ words }) => words[0] === "log");
    test(file.name, async () => {
      await compare(
        Object.fromEntries(
          logs.map(({ words, text: of }, n) => [words[2]?.replaceAll("/", "-") ?? `log-${n}`, Buffer.from(`${of}\n`)]),
        ),
      );
    });
  }

  test("that they are skimmed at all", async () => {
    const folder = mkdtempSync(join(tmpdir(), "postino-skimmed-"));
    try {
      const path = join(folder, "s20261124-00.log");
      writeFileSync(path, known);
      expect(await placed(path)).toBe(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
