import { describe, expect, test } from "vitest";
import type { Fact, MailEvent } from "../events/event.ts";
import { parseReply } from "../mail/reply.ts";
import { createSessionBuilder } from "./build.ts";
import type { Session } from "./session.ts";

const start = Date.UTC(2026, 10, 24, 9);
const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp", session: "00A1B2C3D4E5F601" } as const;
type Partial = MailEvent extends infer E ? (E extends MailEvent ? Omit<E, keyof typeof base | "at"> : never) : never;

/**
 * A dialogue in short: `C: ` what the peer says, `S: ` what we say, `<open>`, `<open client>`, `<content N>`,
 * `<closed HOW>`, `<timeout SECONDS>`; or any event. A second passes between two.
 */
function eventOf(line: string | Partial): Partial {
  if (typeof line !== "string") return line;
  const [, side = "", said = ""] = /^([CS]): (.*)$/s.exec(line) ?? [];
  if (side === "C") {
    const [verb = "", ...rest] = said.split(" ");
    return { kind: "smtp.command", verb, argument: rest.join(" ") };
  }
  if (side === "S") return { kind: "smtp.reply", code: 0, text: "", ...parseReply(said) };
  const [what, value] = line.slice(1, -1).split(" ");
  if (what === "open") return { kind: "session.opened", role: value === "client" ? "client" : "server" };
  if (what === "content") return { kind: "data.ended", receivedBytes: Number(value) };
  if (what === "timeout") return { kind: "session.timeout", afterSeconds: Number(value), waitingFor: "message data" };
  if (what === "closed") return { kind: "session.closed", ended: value as "quit" };
  throw new Error(`no such line: ${line}`);
}

/** All sessions that come of these lines. */
function built(...lines: readonly (string | Partial)[]): readonly Session[] {
  const sessions: Session[] = [];
  const builder = createSessionBuilder((session) => sessions.push(session));
  for (const [n, line] of lines.entries())
    builder.take({ ...base, at: start + n * 1000, ...eventOf(line) } as MailEvent);
  builder.close();
  return sessions;
}
function session(...lines: readonly (string | Partial)[]): Session {
  const [first, ...more] = built(...lines);
  if (!first || more.length > 0) throw new Error(`${more.length + (first ? 1 : 0)} sessions instead of one`);
  return first;
}

/** The facts that tell of messages, in short. */
const told = ({ facts }: Session) => facts.flatMap(inShort);
function inShort(fact: Fact): readonly string[] {
  if (fact.kind === "rcpt.refused")
    return [`${fact.stage} refused ${fact.sender ?? "-"} ${fact.recipient ?? "-"} ${fact.reply.code}`];
  if (fact.kind === "attempt.ended") return [`${fact.status} ${fact.sender ?? "-"} ${fact.recipient}`];
  if (fact.kind === "message.accepted") return [`accepted ${fact.sender} ${fact.recipients?.join(",")}`];
  if (fact.kind === "session.broken") return [`broken ${fact.how} after ${fact.after}`];
  if (fact.kind === "command.refused") return [`refused ${fact.verb} ${fact.reply.code}`];
  return [];
}

const greeted = ["<open>", "S: 220 mx.example.test ESMTP", "C: EHLO client.example", "S: 250 mx.example.test"];
const sender = ["C: MAIL FROM:<a@sender.example> SIZE=900", "S: 250 2.1.0 Ok"];
const recipient = ["C: RCPT TO:<bob@example.test>", "S: 250 2.1.5 Ok"];
const data = ["C: DATA", "S: 354 go on"];
const content = ["<content 912>", "S: 250 2.0.0 Message id 00A1B2C3D4E5F602 accepted"];
const quit = ["C: QUIT", "S: 221 2.0.0 Bye", "<closed local-closed>"];

describe("a dialogue becomes facts", () => {
  test("a message to one recipient is accepted, and delivered to him", () => {
    const found = session(...greeted, ...sender, ...recipient, ...data, ...content, ...quit);
    expect(told(found)).toEqual([
      "accepted a@sender.example bob@example.test",
      "delivered a@sender.example bob@example.test",
    ]);
    expect(found).toMatchObject({ helo: "client.example", ended: "quit", role: "server", from: start });
    expect(found.transactions).toMatchObject([
      { number: 1, sender: "a@sender.example", queueId: "00A1B2C3D4E5F602", sizeBytes: 912, status: "delivered" },
    ]);
    expect(found).not.toHaveProperty("partial");
  });
  test("of a client it is relayed", () => {
    const found = session("<open client>", ...greeted.slice(1), ...sender, ...recipient, ...data, ...content, ...quit);
    expect(found.role).toBe("client");
    expect(told(found).at(-1)).toBe("relayed a@sender.example bob@example.test");
  });
  test("pipelined commands are answered in order", () => {
    const found = session(
      ...greeted,
      "C: MAIL FROM:<a@sender.example>",
      "C: RCPT TO:<nobody@example.test>",
      "C: RCPT TO:<bob@example.test>",
      "C: DATA",
      "S: 250 2.1.0 Ok",
      "S: 550 5.1.1 no such user",
      "S: 250 2.1.5 Ok",
      "S: 354 go on",
      ...content,
      ...quit,
    );
    expect(told(found)).toEqual([
      "rcpt refused a@sender.example nobody@example.test 550",
      "accepted a@sender.example bob@example.test",
      "delivered a@sender.example bob@example.test",
    ]);
    expect(found.transactions[0]?.recipients.map(({ address, reply }) => `${address} ${reply?.code}`)).toEqual([
      "nobody@example.test 550",
      "bob@example.test 250",
    ]);
  });
  test("two messages in one session are two transactions", () => {
    const second = ["C: MAIL FROM:<>", "S: 250 2.1.0 Ok", "C: RCPT TO:<carol@example.test>", "S: 250 2.1.5 Ok"];
    const refused = ["<content 20>", "S: 554 5.7.1 no"];
    const found = session(
      ...greeted,
      ...sender,
      ...recipient,
      ...data,
      ...content,
      ...second,
      ...data,
      ...refused,
      ...quit,
    );
    expect(found.transactions.map(({ number, sender: from, status }) => [number, from, status])).toEqual([
      [1, "a@sender.example", "delivered"],
      [2, "", "refused"],
    ]);
    expect(told(found).at(-1)).toBe("eod refused  carol@example.test 554");
    expect(found.facts.filter((fact) => fact.transaction === 2)).toHaveLength(1);
  });
  test("RSET ends a transaction: nothing was offered, and what follows is another", () => {
    const found = session(
      ...greeted,
      ...sender,
      ...recipient,
      "C: RSET",
      "S: 250 2.0.0 Ok",
      ...sender,
      ...recipient,
      ...data,
      ...content,
      ...quit,
    );
    expect(found.transactions.map(({ status }) => status)).toEqual(["nothing-offered", "delivered"]);
    expect(told(found)[0]).toBe("nothing-offered a@sender.example bob@example.test");
  });
  test("a refused MAIL names the sender, and opens no transaction", () => {
    const found = session(...greeted, "C: MAIL FROM:<a@sender.example> SIZE=99999999", "S: 552 5.3.4 too big", ...quit);
    expect(told(found)).toEqual(["mail refused a@sender.example - 552"]);
    expect(found.facts.find(({ kind }) => kind === "rcpt.refused")).toMatchObject({
      sizeBytes: 99_999_999,
      helo: "client.example",
    });
    expect(found.transactions).toEqual([]);
  });
  test("a refusal after DATA is one for each recipient that had been taken", () => {
    const two = ["C: RCPT TO:<carol@example.test>", "S: 250 2.1.5 Ok"];
    const found = session(
      ...greeted,
      ...sender,
      ...recipient,
      ...two,
      ...data,
      "<content 912>",
      "S: 451 4.3.0 later",
      ...quit,
    );
    expect(told(found)).toEqual([
      "eod refused a@sender.example bob@example.test 451",
      "eod refused a@sender.example carol@example.test 451",
    ]);
    expect(found.transactions[0]?.status).toBe("deferred");
  });
  test("a refused DATA is the last word, unless the content comes all the same", () => {
    const later = ["C: DATA", "S: 451 4.3.0 later"];
    const said = "data refused a@sender.example bob@example.test 451";
    const begun = [...greeted, ...sender, ...recipient, ...later];
    expect(told(session(...begun, ...quit))).toEqual([said]);
    const delivered = ["accepted a@sender.example bob@example.test", "delivered a@sender.example bob@example.test"];
    expect(told(session(...begun, ...data, ...content, ...quit))).toEqual([said, ...delivered]);
  });

  test("a decision just before a reply is who decided", () => {
    const decision: Partial = { kind: "decision", by: "recipient.unknown", verdict: "refuse" };
    const found = session(
      ...greeted,
      ...sender,
      "C: RCPT TO:<x@example.test>",
      decision,
      "S: 550 5.1.1 no such user",
      ...quit,
    );
    expect(found.facts.find(({ kind }) => kind === "rcpt.refused")).toMatchObject({ decidedBy: "recipient.unknown" });
  });
  test("a command out of order is a refused command, and no refused recipient", () => {
    const found = session(...greeted, "C: RCPT TO:<bob@example.test>", "S: 503 5.5.1 MAIL first", ...quit);
    expect(told(found)).toEqual(["refused RCPT 503"]);
  });
  test("verbs are counted, those that succeeded too", () => {
    const found = session(
      ...greeted,
      ...sender,
      "C: RCPT TO:<x@example.test>",
      "S: 550 5.1.1 no",
      ...recipient,
      ...quit,
    );
    expect(found.facts.find(({ kind }) => kind === "session.counted")).toMatchObject({
      verbs: { EHLO: { ok: 1, all: 1 }, MAIL: { ok: 1, all: 1 }, RCPT: { ok: 1, all: 2 }, QUIT: { ok: 1, all: 1 } },
    });
  });
});

describe("the end of a session", () => {
  test("421 at connect refuses everybody and names nobody", () => {
    const found = session("<open>", "S: 421 4.7.0 too many connections", "<closed local-closed>");
    expect(told(found)[0]).toBe("connect refused - - 421");
    expect(found.ended).toBe("refused");
  });
  test("421 later is not at connect", () => {
    const found = session(...greeted, ...sender, "S: 421 4.3.2 shutting down", "<closed shutdown>");
    expect(told(found)).toEqual([]);
    expect(found.ended).toBe("shutdown");
  });
  test("a time-out after 354 is a break in the content, with the silence that went before", () => {
    const found = session(...greeted, ...sender, ...recipient, ...data, "<timeout 300>", "<closed timeout>");
    expect(told(found)).toEqual(["broken timeout after DATA", "aborted a@sender.example bob@example.test"]);
    expect(found.facts.find(({ kind }) => kind === "session.broken")).toMatchObject({
      idleSeconds: 1,
      sender: "a@sender.example",
      recipients: ["bob@example.test"],
    });
    expect(found.ended).toBe("timeout");
  });
  test("a peer that drops the connection after RCPT broke off there", () => {
    const found = session(...greeted, ...sender, ...recipient, "<closed peer-closed>");
    expect(told(found)).toContain("broken peer-closed after RCPT");
    expect(found.transactions[0]?.status).toBe("aborted");
  });
  test("after QUIT whoever closes is only polite", () => {
    const found = session(...greeted, "C: QUIT", "S: 221 2.0.0 Bye", "<closed peer-reset>");
    expect(found.ended).toBe("quit");
    expect(told(found)).toEqual([]);
  });
  test("content of which the summary says that nothing was kept broke off", () => {
    const summary = {
      kind: "transaction.ended",
      ...{ sender: "a@sender.example", recipients: ["bob@example.test"], count: 1, sizeBytes: 0, durationSeconds: 9 },
      ...{ status: "INCOMPLETE-SESSION", keys: {} },
    } as const;
    const found = session(...greeted, ...sender, ...recipient, ...data, "<content 77>", summary, "<closed unknown>");
    expect(told(found)).toEqual(["aborted a@sender.example bob@example.test", "broken peer-closed after DATA"]);
  });

  test("a goodbye to who was silent, and a handshake that failed, say why", () => {
    const silent = [...greeted, ...sender, ...recipient, "S: 451 4.7.0 Timeout waiting for client input"];
    expect(told(session(...silent, "<closed local-closed>"))).toEqual([
      "broken timeout after RCPT",
      "aborted a@sender.example bob@example.test",
    ]);
    const noted = { kind: "session.noted", text: "TLS handshake failed: unsupported protocol" } as const;
    expect(told(session(...greeted, "C: STARTTLS", "S: 220 go", noted, "<closed unknown>"))).toEqual([
      "broken tls-failed after STARTTLS",
    ]);
  });

  test("that is not in the log leaves it open and partial", () => {
    const found = session(...greeted, ...sender, ...recipient);
    expect(found).toMatchObject({ ended: "open", partial: "end" });
  });
});

describe("a session of which a part is missing", () => {
  test("its beginning: what is there counts", () => {
    const found = session(...sender, ...recipient, ...data, ...content, ...quit);
    expect(found).toMatchObject({ partial: "start", ended: "quit", role: "server" });
    expect(told(found)).toContain("delivered a@sender.example bob@example.test");
  });
  test("both ends: it is partial at its start", () => {
    expect(session(...sender)).toMatchObject({ partial: "start", ended: "open" });
  });
});

describe("sessions side by side", () => {
  test("are told apart by their ids, and handed on when they close", () => {
    const other = { ...base, session: "00A1B2C3D4E5F699" };
    const sessions: string[] = [];
    const builder = createSessionBuilder(({ id }) => sessions.push(id));
    const take = (from: typeof base | typeof other, line: string) =>
      builder.take({ ...from, at: start, ...eventOf(line) } as MailEvent);
    take(base, "<open>");
    take(other, "<open>");
    expect(builder.open).toBe(2);
    take(other, "<closed quit>");
    expect(sessions).toEqual([other.session]);
    builder.close();
    expect(sessions).toEqual([other.session, base.session]);
    expect(builder.open).toBe(0);
  });
  test("an event of no session is passed over", () => {
    const sessions: Session[] = [];
    const builder = createSessionBuilder((each) => sessions.push(each));
    builder.take({ at: start, atPrecisionSeconds: 1, node: "1", service: "system", kind: "log.heartbeat" });
    builder.close();
    expect(sessions).toEqual([]);
  });
});

test("a transcript longer than the bound keeps head and tail, and loses no fact", () => {
  const many = Array.from({ length: 5000 }, (_, n) => [`C: RCPT TO:<u${n}@example.test>`, "S: 550 5.1.1 no"]).flat();
  const found = session(...greeted, ...sender, ...many, ...quit);
  expect(found.events).toHaveLength(800);
  expect(found.omitted).toEqual({ events: 10_009 - 800, behind: 400 });
  expect(found.events.slice(0, 4).map(({ kind }) => kind)).toEqual([
    "session.opened",
    "smtp.reply",
    "smtp.command",
    "smtp.reply",
  ]);
  expect(found.events.at(-1)?.kind).toBe("session.closed");
  expect(found.events.at(-5)).toMatchObject({ argument: "TO:<u4999@example.test>" });
  expect(found.facts.filter(({ kind }) => kind === "rcpt.refused")).toHaveLength(5000);
});

test("a text in a transcript is as long as a line of our log at most, and the facts still know all of it", () => {
  const reason = "x".repeat(3000);
  const found = session(...greeted, ...sender, "C: RCPT TO:<a@example.test>", `S: 550 5.1.1 ${reason}`, ...quit);
  const kept = found.events.flatMap((event) => (event.kind === "smtp.reply" && event.code === 550 ? event.text : []));
  expect(kept).toEqual([`${"x".repeat(1984)}…(+1016 bytes)`]);
  expect(found.facts).toContainEqual(
    expect.objectContaining({ kind: "rcpt.refused", reply: { code: 550, enhanced: "5.1.1", text: reason } }),
  );
});

describe("a log of facts only (Postfix)", () => {
  const queueId = "4ABC";
  test("gives transactions by queue id", () => {
    const found = session(
      "<open>",
      {
        kind: "rcpt.refused",
        stage: "rcpt",
        sender: "a@sender.example",
        recipient: "x@example.test",
        reply: { code: 550, text: "" },
      },
      { kind: "transaction.opened", queueId, sender: "b@sender.example" },
      { kind: "message.accepted", queueId, sender: "b@sender.example", sizeBytes: 7 },
      { kind: "session.counted", verbs: {} },
      "<closed quit>",
    );
    expect(found.transactions).toEqual([
      {
        number: 1,
        sender: "a@sender.example",
        recipients: [{ address: "x@example.test", reply: { code: 550, text: "" } }],
        status: "refused",
      },
      { number: 2, sender: "b@sender.example", recipients: [], queueId, sizeBytes: 7, status: "queued" },
    ]);
  });
  test("one queue entry's life is a session of its own, by its queue id", () => {
    const { session: _, ...noSession } = base;
    const life = (node: string): Session => {
      const sessions: Session[] = [];
      const builder = createSessionBuilder((each) => sessions.push(each));
      const at = { ...noSession, node, at: start, queueId };
      builder.take({ ...at, kind: "message.accepted", sender: "", messageId: "<1@sender.example>" });
      builder.take({ ...at, kind: "attempt.ended", recipient: "bob@example.test", status: "deferred" });
      builder.take({ ...at, kind: "attempt.ended", recipient: "bob@example.test", status: "delivered" });
      builder.close();
      expect(sessions).toHaveLength(1);
      return sessions[0] as Session;
    };
    expect(life("mx1")).toMatchObject({ role: "queue", ended: "open", partial: "start" });
    expect(life("mx1").transactions).toEqual([
      {
        number: 1,
        sender: "",
        recipients: [{ address: "bob@example.test" }],
        queueId,
        messageId: "<1@sender.example>",
        status: "delivered",
      },
    ]);
    expect(life("mx1").id).toMatch(/^[0-9A-F]{16}$/);
    expect(life("mx1").id).toBe(life("mx1").id);
    expect(life("mx2").id).not.toBe(life("mx1").id);
  });
});
