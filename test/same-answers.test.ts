/** Generated traffic, answered from the records and from the text of the log alone, gives the same answers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeCertificate } from "../src/app/certificate.ts";
import { paths } from "../src/app/paths.ts";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { schema } from "../src/config/schema.ts";
import type { Answers } from "../src/diagnosis/answer.ts";
import type { Question } from "../src/diagnosis/question.ts";
import { registry as rules } from "../src/diagnosis/rules/registry.gen.ts";
import { why } from "../src/diagnosis/why.ts";
import { openRecords } from "../src/records/reader.ts";
import type { Session } from "../src/sessions/session.ts";
import type { SessionSource } from "../src/sessions/source.ts";
import { withoutTranscript } from "../src/sessions/transcript.ts";
import { anyPorts } from "./any-ports.ts";
import { sampleAccounts } from "./sample-accounts.ts";
import { RawClient } from "./smtp-under-test.ts";

const zone = new Zone("UTC");
const { certificate, privateKey } = await makeCertificate("mx.example.test", Date.now());
const recipients = ["alice", "bob", "bpb", "nobody", "carol@elsewhere.example"] as const;

const ways = ["smtp", "starttls", "lmtp"] as const;
const courses = [
  ...(["message", "too-big", "declared", "drop", "quit", "rset", "vanish", "nonsense", "hello"] as const),
  ...(["chunks", "chunk-too-big", "drop-in-chunk", "drop-between-chunks", "rset-in-chunks", "refused-chunk"] as const),
];

/** One visit: who sends, to whom, by which protocol, and how it goes on from there. */
interface Visit {
  readonly sender: string;
  readonly to: readonly string[];
  readonly by: (typeof ways)[number];
  readonly goesOn: (typeof courses)[number];
}

const visit: fc.Arbitrary<Visit> = fc.record({
  sender: fc.constantFrom("ann", "ben", "cleo", ""),
  to: fc.uniqueArray(fc.constantFrom(...recipients), { minLength: 1, maxLength: 3 }),
  by: fc.constantFrom(...ways),
  goesOn: fc.constantFrom(...courses),
});

const full = (name: string): string => (name === "" || name.includes("@") ? name : `${name}@example.test`);

/** Says EHLO or LHLO, and encrypts where that is the way. */
async function greet(client: RawClient, by: Visit["by"]): Promise<void> {
  await client.reply();
  await client.ask(by === "lmtp" ? "LHLO client.example" : "EHLO client.example");
  if (by !== "starttls") return;
  await client.ask("STARTTLS");
  await client.encrypt();
  await client.ask("EHLO client.example");
}

const half = "Subject: half\r\n\r\nhalf a";
const large = "x".repeat(70).concat("\r\n").repeat(60);

/** Sends the content, or as much of it as there will be; `answers`: how many replies a whole message has. */
async function sendContent(client: RawClient, goesOn: Visit["goesOn"], answers: number): Promise<void> {
  if (goesOn === "message" || goesOn === "too-big" || goesOn === "drop") {
    if (!(await client.ask("DATA")).startsWith("354")) return;
    client.send(goesOn === "drop" ? half : `Subject: x\r\n\r\n${goesOn === "too-big" ? large : "hello\r\n"}.\r\n`);
    if (goesOn === "drop") return;
  } else {
    client.send(`BDAT ${half.length}${goesOn === "refused-chunk" ? " LAST" : ""}\r\n${half}`);
    if (!(await client.reply()).startsWith("250 2.0.0") || goesOn === "drop-between-chunks") return;
    if (goesOn === "rset-in-chunks") return void (await client.ask("RSET"));
    if (goesOn === "drop-in-chunk") return client.send(`BDAT 100\r\n${half}`);
    const rest = goesOn === "chunk-too-big" ? large : "message\r\n";
    client.send(`BDAT ${rest.length} LAST\r\n${rest}`);
  }
  for (let answer = 0; answer < answers; answer++) await client.reply();
}

/** Plays one visit; resolves when its session is over on our side too. */
async function play(place: number | string, { sender, to, by, goesOn }: Visit): Promise<void> {
  const client = new RawClient(place);
  await greet(client, by);
  if (goesOn === "nonsense") await client.ask("FROBNICATE now");
  if (goesOn !== "hello" && goesOn !== "nonsense") {
    const from = sender === "" ? "" : `${sender}@sender.example`;
    await client.ask(`MAIL FROM:<${from}>${goesOn === "declared" ? " SIZE=9999999" : ""}`);
    let taken = 0;
    for (const recipient of goesOn === "refused-chunk" ? ["nobody"] : to)
      if ((await client.ask(`RCPT TO:<${full(recipient)}>`)).startsWith("250")) taken++;
    if (goesOn === "rset") await client.ask("RSET");
    if (!["declared", "quit", "rset", "vanish"].includes(goesOn))
      await sendContent(client, goesOn, by === "lmtp" ? taken : 1);
  }
  if (goesOn.startsWith("drop") || goesOn === "vanish") client.socket.end();
  else await client.ask("QUIT");
  while ((await client.line()) !== undefined);
  client.socket.destroy();
}

/** What two answers must share whatever they were read from; with less in the log, less evidence. */
const told = ({ answers, others }: Answers, whole: boolean) => ({
  answers: answers.map(({ recipient, outcome, cause, party, reply, sentence, attempts }) =>
    whole
      ? {
          recipient,
          outcome,
          cause,
          party,
          reply,
          sentence,
          attempts: attempts.map(({ status, stage, sender }) => ({ status, stage, sender })),
        }
      : { recipient, outcome, cause, party },
  ),
  others: others.map(({ recipient, outcome, cause }) => `${recipient} ${outcome} ${cause}`),
});

/** The records as they are where no session keeps what was said in it. */
function withoutTranscripts(data: string): SessionSource {
  const records = openRecords(paths(data).records);
  const without = (sessions: readonly Session[]) => sessions.map(withoutTranscript);
  return {
    find: async (...asked) => without(await records.find(...asked)),
    get: async (id) => without([await records.get(id)].filter((session) => session !== undefined))[0],
    before: async (...asked) => without(await records.before(...asked)),
    between: async (...asked) => without(await records.between(...asked)),
    coverage: records.coverage,
  };
}

/** Milliseconds that go by from one look at the clock to the next: much of a visit, or two visits, may share one. */
const pace = fc.constantFrom(0, 0.05, 0.2, 0.5, 1);

const clock = (start: number, milliseconds: number) => {
  let looks = 0;
  return () => start + Math.floor(looks++ * milliseconds);
};

/** Plays the visits against a server whose log has that level, and asks both sources everything. */
async function compare(
  visits: readonly Visit[],
  milliseconds: number,
  level: "summary" | "debug" | "extended",
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "postino-same-"));
  const config = schema.parse({
    listeners: { ...anyPorts, lmtp: { enabled: true } },
    smtp: { messageBytes: 2000 },
    log: { levels: { smtp: level } },
  });
  try {
    sampleAccounts(["alice", "bob"], data).close();
    writeFileSync(join(data, "certificate.pem"), certificate);
    writeFileSync(join(data, "private-key.pem"), privateKey);
    const server = await composeServer(config, data, clock(Date.UTC(2026, 10, 24, 10), milliseconds));
    const port = Number(server.listeners[0]?.port);
    for (const each of visits) await play(each.by === "lmtp" ? join(data, "lmtp.sock") : port, each);
    await server.stop(1);
    const options = { data, askerZone: zone, zone: new Zone("Europe/Rome") };
    const records = await composeReader({ ...options, logs: [] });
    const text = await composeReader({ ...options, logs: [server.logFolder] });
    const ask = (question: Partial<Question>): Question => ({ to: [], facts: {}, limit: 5, ...question });
    const questions = [
      ...recipients.map((recipient) => ask({ to: [full(recipient)] })),
      ...recipients.map((recipient) => ask({ to: [full(recipient)], from: "ann@sender.example" })),
      ask({ to: ["ghost@example.test"] }),
      ask({ ip: "127.0.0.1" }),
    ];
    for (const question of questions) {
      const answers = await records.why(question);
      expect(told(await text.why(question), level !== "summary")).toEqual(told(answers, level !== "summary"));
      const unheard = await why(question, { source: withoutTranscripts(data), rules: Object.values(rules), zone });
      expect(told(unheard, true)).toEqual(told(answers, true));
    }
  } finally {
    rmSync(data, { recursive: true });
  }
}

describe("the text alone gives the same answers as the records", () => {
  for (const level of ["extended", "debug", "summary"] as const) {
    test(`at level ${level}`, { timeout: 60_000 }, async () => {
      const traffic = fc.array(visit, { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(traffic, pace, (visits, milliseconds) => compare(visits, milliseconds, level)),
        { numRuns: 25 },
      );
    });
  }
});
