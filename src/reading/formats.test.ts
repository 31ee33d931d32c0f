import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectLinear } from "../../test/growth.ts";
import { Zone } from "../base/zone.ts";
import type { MailEvent } from "../events/event.ts";
import { detect, plainFormats } from "./detect.ts";
import { eximPatterns } from "./exim/reader.ts";
import type { LogContext, LogFormat, Understood } from "./format.ts";
import { registry } from "./formats/registry.gen.ts";
import type { LogFile } from "./line.ts";
import { postfixPatterns } from "./postfix/reader.ts";
import { LineView } from "./view.ts";

const context: LogContext = { zone: new Zone("Europe/Rome"), nodeOf: () => "mx", newSession: () => "0123456789ABCDEF" };
const file: LogFile = { path: "s20261124-00.log", date: Date.UTC(2026, 10, 24) };
const formats = Object.values(registry);

/** Reads lines as a container hands them on. */
function readAll(format: LogFormat, texts: readonly (string | Buffer)[], program = "postfix/smtpd") {
  const events: MailEvent[] = [];
  const reader = format.open(context);
  const understood: Understood[] = [];
  texts.forEach((text, index) => {
    const line = new LineView(file);
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    line.place(bytes, 0, bytes.length, 0, index + 1);
    if (format.programs && !format.container) {
      line.at = Date.UTC(2026, 10, 24);
      line.program = program;
      line.host = "mx";
      line.pid = 7;
    }
    understood.push(reader.read(line, (event) => void events.push(event)));
  });
  reader.close((event) => void events.push(event));
  return { events, understood };
}

describe("plain formats", () => {
  const order = plainFormats(registry);

  test.each(order.map((format) => [format.id, format] as const))("%s is detected from its own samples", (_, format) => {
    const first = order.find((candidate) => format.samples.every((line) => candidate.looksLike?.(line)));
    expect(first?.id).toBe(format.id);
  });

  test.each(order.map((format) => [format.id, format] as const))("%s reads all of its samples", (_, format) => {
    expect(readAll(format, format.samples).understood).not.toContain("unread");
  });

  test("our own log is never taken for IceWarp's, nor the other way round", () => {
    const opened =
      "SYSTEM           [0000000000000000] 00:00:00.000 Log opened 2026-10-25T00:00:00.000+02:00 Europe/Rome node=1 level=extended version=1.0.0";
    expect(registry.icewarp?.looksLike?.(opened)).toBe(false);
    expect(registry.icewarp?.samples.filter((line) => registry.postino?.looksLike?.(line))).toEqual([]);
  });

  test("IceWarp's with fractions of a second is its own by how it says Connected, or greets", () => {
    const thread = "192.0.2.7       [DE3EF1E0FD3D0F91] 00:25:02.680";
    expect(registry.icewarp?.owns?.(`${thread} Connected, local IP=192.0.2.80:25`)).toBe(true);
    expect(registry.icewarp?.owns?.(`${thread} >>> 220 mx.example.test ESMTP IceWarp 14.2.0; Mon`)).toBe(true);
    expect(registry.postino?.samples.filter((line) => registry.icewarp?.owns?.(line))).toEqual([]);
  });
});

describe("our log with whole seconds, or with numbers for sessions", () => {
  const texts = (registry.postino?.samples ?? []).map((line) => line.replace(/(:\d\d)\.\d{3} /, "$1 "));
  const numbered = texts.map((line) => line.replace(/\[([0-9A-F]{12})?(\w{4})\]/, "[$2]"));
  const detected = async (lines: readonly string[]) => {
    const chunks = async function* () {
      yield Buffer.from(`${lines.join("\n")}\n`);
    };
    const input = { ...file, named: true, packed: false, bytes: 0, chunks };
    return (await detect(input, plainFormats(registry), { zone: context.zone })).format?.id;
  };

  test("is ours by its stamp, or by how it says Connected", async () => {
    for (const lines of [texts, numbered]) {
      expect(await detected(lines)).toBe("postino");
      expect(await detected(lines.slice(1))).toBe("postino");
    }
  });

  test("is IceWarp's without either, and IceWarp's own is never ours", async () => {
    expect(await detected(numbered.slice(2))).toBe("icewarp");
    const samples = registry.icewarp?.samples ?? [];
    expect(await detected(samples)).toBe("icewarp");
    const said = "192.0.2.7       [15C0] 00:02:10 <<< HELO Log opened 2026-10-25T00:00:00.000+02:00 x";
    expect(await detected([...samples, said])).toBe("icewarp");
  });
});

describe("the patterns of Postfix", () => {
  const withoutId = (text: string) => {
    const found = /^(?:[0-9A-F]{5,20}|NOQUEUE|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}): (.*)$/.exec(text);
    return { queued: found !== null, text: found?.[1] ?? text };
  };
  const fits = (text: string, programs: readonly string[]) => {
    const said = withoutId(text);
    return postfixPatterns
      .filter(({ queued }) => queued === said.queued)
      .filter(
        (pattern) =>
          [pattern.programs, programs].some((some) => some.includes("*")) ||
          pattern.programs.some((one) => programs.includes(one)),
      )
      .filter(({ line }) => line.test(said.text))
      .map(({ name }) => name);
  };

  test.each(postfixPatterns.map((pattern) => [pattern.name, pattern] as const))(
    "%s alone reads its samples",
    (name, pattern) => {
      expect(pattern.samples.length).toBeGreaterThan(0);
      for (const sample of pattern.samples) expect(fits(sample, pattern.programs), sample).toEqual([name]);
    },
  );

  test("each sample is read by the reader, whatever the service is called", () => {
    for (const { programs, samples } of postfixPatterns) {
      const program = programs[0] === "*" ? "smtpd" : programs[0];
      for (const name of [`postfix/${program}`, `postfix-in/${program}`, `postfix/submission/${program}`]) {
        for (const sample of samples)
          expect(readAll(registry.postfix as LogFormat, [sample], name).understood, sample).not.toContain("unread");
      }
    }
  });
});

describe("the patterns of Exim", () => {
  const id = /^\w{6}-(?:\w{6}-\w{2}|\w{11}-\w{4}) (.*)$/s;
  const fits = (text: string) => {
    const found = id.exec(text);
    return eximPatterns
      .filter(({ queued, line }) => queued === (found !== null) && line.test(found?.[1] ?? text))
      .map(({ name }) => name);
  };

  test.each(eximPatterns.map((pattern) => [pattern.name, pattern] as const))(
    "%s alone reads its samples",
    (name, { samples }) => {
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples) expect(fits(sample), sample).toEqual([name]);
    },
  );

  test("are read with stamps of every kind, both forms of ids, and behind syslog", () => {
    const stamps = ["", ".123", " +0100", ".123 -0530", " [4711]", ".123 +0100 [4711]"];
    for (const sample of eximPatterns.flatMap(({ samples }) => samples)) {
      const long = sample.replaceAll(/\b(\w{6})-(\w{6})-(\w\w)\b/g, "$1-00000$2-00$3");
      for (const stamp of stamps)
        for (const text of [sample, long])
          expect(
            readAll(registry.exim as LogFormat, [`2026-11-28 06:31:02${stamp} ${text}`]).understood,
            text,
          ).not.toContain("unread");
    }
  });
});

const programs = [...new Set(postfixPatterns.flatMap(({ programs: names }) => names.filter((name) => name !== "*")))];

test("whatever bytes come, no format throws", () => {
  const starts = fc.constantFrom("", ...formats.flatMap(({ samples }) => samples));
  const line = fc
    .tuple(starts, fc.nat(80), fc.uint8Array({ maxLength: 60 }))
    .map(([start, length, bytes]) => Buffer.concat([Buffer.from(start.slice(0, length)), bytes]));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.constantFrom(...programs), (lines, program) => {
      for (const format of formats) readAll(format, lines, `postfix/${program}`);
    }),
    { numRuns: 300 },
  );
});

test("a hostile line of 64 KB takes at most about three times as long as one of 32 KB", async () => {
  const tails = [
    "a[",
    " from x[1]: ",
    "; from=<",
    "from=<> to=<",
    "=",
    "<a> ",
    " (in reply to x)y",
    " from x[1]; from=<a>",
    "0 ",
  ];
  /** What each format, or each of Postfix's programs, knows how to begin with. */
  const subjects = formats.flatMap((format) =>
    format.id === "postfix"
      ? ["smtpd", "cleanup", "smtp", "qmgr"].map((program) => ({
          format,
          program,
          samples: postfixPatterns
            .filter(({ programs: some }) => some.includes(program) || some.includes("*"))
            .flatMap(({ samples }) => samples),
        }))
      : [{ format, program: "", samples: format.samples }],
  );
  for (const { format, program, samples } of subjects) {
    const starts = [...new Set(samples.flatMap((sample) => [sample, sample.slice(0, sample.length / 2)]))];
    for (const tail of tails) {
      const lines = (bytes: number) => starts.map((start) => Buffer.from(start + tail.repeat(bytes / tail.length)));
      const [short, long] = [lines(32_768), lines(65_536)];
      const read = (texts: readonly Buffer[]) => () => readAll(format, texts, `postfix/${program}`);
      const name = `${format.id} ${program} ${tail}`;
      await expectLinear({ name, short: read(short), long: read(long), times: 3, least: 67 });
    }
  }
}, 60_000);
