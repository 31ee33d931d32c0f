/** Generated traffic, answered from the records and from the text of the log alone, gives the same answers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { schema } from "../src/config/schema.ts";
import type { Answers } from "../src/diagnosis/answer.ts";
import type { Question } from "../src/diagnosis/question.ts";
import { anyPorts } from "./any-ports.ts";
import { sampleAccounts } from "./sample-accounts.ts";
import { RawClient } from "./smtp-under-test.ts";

const zone = new Zone("UTC");
const recipients = ["alice", "bob", "bpb", "nobody", "carol@elsewhere.example"] as const;

/** One visit: who sends, to whom, and how it goes on from there. */
interface Visit {
  readonly sender: string;
  readonly to: readonly string[];
  readonly goesOn: "message" | "too-big" | "declared" | "drop" | "quit" | "rset" | "vanish" | "nonsense" | "hello";
}

const visit: fc.Arbitrary<Visit> = fc.record({
  sender: fc.constantFrom("ann", "ben", "cleo", ""),
  to: fc.uniqueArray(fc.constantFrom(...recipients), { minLength: 1, maxLength: 3 }),
  goesOn: fc.constantFrom("message", "too-big", "declared", "drop", "quit", "rset", "vanish", "nonsense", "hello"),
});

const full = (name: string): string => (name === "" || name.includes("@") ? name : `${name}@example.test`);

/** Plays one visit; resolves when its session is over on our side too. */
async function play(port: number, { sender, to, goesOn }: Visit): Promise<void> {
  const client = new RawClient(port);
  await client.reply();
  await client.ask("EHLO client.example");
  if (goesOn === "nonsense") await client.ask("FROBNICATE now");
  if (goesOn !== "hello" && goesOn !== "nonsense") {
    const from = sender === "" ? "" : `${sender}@sender.example`;
    await client.ask(`MAIL FROM:<${from}>${goesOn === "declared" ? " SIZE=9999999" : ""}`);
    for (const recipient of to) await client.ask(`RCPT TO:<${full(recipient)}>`);
    if (goesOn === "rset") await client.ask("RSET");
    if (goesOn === "message" || goesOn === "too-big" || goesOn === "drop") {
      const answer = await client.ask("DATA");
      if (answer.startsWith("354")) {
        const body = goesOn === "too-big" ? "x".repeat(70).concat("\r\n").repeat(60) : "hello\r\n";
        if (goesOn === "drop") client.send("Subject: half\r\n\r\nhalf a");
        else await client.ask(`Subject: x\r\n\r\n${body}.`);
      }
    }
  }
  if (goesOn === "drop" || goesOn === "vanish") client.socket.end();
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
  // At level summary sessions of the same millisecond may come in either order.
  others: others.map(({ recipient, outcome, cause }) => `${recipient} ${outcome} ${cause}`).toSorted(),
});

/** Plays the visits against a server whose log has that level, and asks both sources everything. */
async function compare(visits: readonly Visit[], level: "summary" | "debug" | "extended"): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "postino-same-"));
  const config = schema.parse({
    listeners: anyPorts,
    tls: { certificates: [] },
    smtp: { messageBytes: 2000 },
    log: { levels: { smtp: level } },
  });
  try {
    sampleAccounts(["alice", "bob"], data).close();
    const server = await composeServer(config, data, Date.now);
    for (const each of visits) await play(Number(server.listeners[0]?.port), each);
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
      expect(told(await text.why(question), level !== "summary")).toEqual(
        told(await records.why(question), level !== "summary"),
      );
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
        fc.asyncProperty(traffic, (visits) => compare(visits, level)),
        { numRuns: 25 },
      );
    });
  }
});
