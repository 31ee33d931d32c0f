/** Sessions as a busy server has them, generated in compressed time: the same for the same seed. */
import { idMaker } from "../src/base/id.ts";
import type { MailEvent } from "../src/events/event.ts";

export interface TrafficOptions {
  /** Epoch milliseconds of the first session. */
  readonly from: number;
  readonly sessions: number;
  readonly perSecond: number;
  /** Recipients of a message, at most; half of them on the average. */
  readonly recipients: number;
  /** Mailboxes; some get far more than others. */
  readonly people: number;
}

export interface Visit {
  readonly events: readonly MailEvent[];
  /** When it ended, epoch milliseconds. */
  readonly to: number;
  /** Whom it was for: whoever asks about them finds it. */
  readonly recipients: readonly string[];
}

/** One in so many recipients has no mailbox, one in so many messages breaks off. */
const unknown = 12;
const broken = 50;

/** Numbers from 0 to 1 (a linear congruential generator, as in Numerical Recipes). */
function chances(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const mailbox = (number: number): string => `user${number}@example.test`;

export function* traffic({ from, sessions, perSecond, recipients, people }: TrafficOptions): Generator<Visit> {
  const chance = chances();
  let now = from;
  const nextId = idMaker(1, () => Math.floor(now));
  for (let n = 0; n < sessions; n++) {
    now = from + (n * 1000) / perSecond;
    const domain = `sender${Math.floor(chance() * 5000)}.example`;
    const to = Array.from({ length: 1 + Math.floor(chance() * recipients) }, () =>
      Math.floor(chance() * unknown) === 0
        ? `nobody${Math.floor(chance() * 1e6)}@example.test`
        : mailbox(Math.floor(people * chance() ** 2)),
    );
    const peer = `198.51.${Math.floor(chance() * 100)}.${Math.floor(chance() * 250)}`;
    const whole = Math.floor(chance() * broken) > 0;
    yield visit({ id: nextId(), message: nextId(), at: Math.floor(now), domain, peer, to, whole, n });
  }
}

interface Plan {
  readonly id: string;
  readonly message: string;
  readonly at: number;
  readonly domain: string;
  readonly peer: string;
  readonly to: readonly string[];
  readonly whole: boolean;
  readonly n: number;
}

const ehlo =
  "PIPELINING\nSIZE 50000000\n8BITMIME\nSMTPUTF8\nENHANCEDSTATUSCODES\nCHUNKING\nDSN\nLIMITS MAILMAX=10000 RCPTMAX=1000\nCHECKPOINT\nSTARTTLS\nHELP";

function visit({ id, message, at: begin, domain, peer, to, whole, n }: Plan): Visit {
  let at = begin;
  const events: MailEvent[] = [];
  const say = (body: object) => {
    events.push({ at, atPrecisionSeconds: 0.001, node: "1", service: "smtp", session: id, peer, ...body } as MailEvent);
    at += 7;
  };
  const command = (verb: string, argument: string) => say({ kind: "smtp.command", verb, argument });
  const reply = (code: number, enhanced: string, text: string) =>
    say({ kind: "smtp.reply", code, ...(enhanced && { enhanced }), text });
  const sender = `news${n % 977}@${domain}`;
  say({ kind: "session.opened", role: "server", peerPort: 40_000 + (n % 9999), local: { ip: "192.0.2.25", port: 25 } });
  reply(220, "", "mx.example.test ESMTP Postino");
  command("EHLO", `mail.${domain}`);
  reply(250, "", `mx.example.test greets mail.${domain} [${peer}]\n${ehlo}`);
  command("MAIL", `FROM:<${sender}> SIZE=${4000 + (n % 3000)}`);
  reply(250, "2.1.0", `<${sender}> is noted as the sender`);
  const refused: string[] = [];
  for (const recipient of to) {
    command("RCPT", `TO:<${recipient}>`);
    if (recipient.startsWith("nobody")) refused.push(recipient);
    const there = !recipient.startsWith("nobody");
    if (!there)
      say({ kind: "decision", by: "recipient.unknown", verdict: "reject", cause: "rcpt.user-unknown", recipient });
    if (there) reply(250, "2.1.5", `<${recipient}> is noted as a recipient`);
    else reply(550, "5.1.1", `<${recipient}> has no mailbox here, check the spelling of the address`);
  }
  const accepted = refused.length < to.length;
  const summary = (status: string, keys: object) => {
    const parties = { sender, recipients: to, count: to.length, sizeBytes: status === "OK" ? 4096 : 0 };
    const helo = `mail.${domain}`;
    const told = refused.length > 0 ? { refused: refused.map((each) => `<${each}>:550/5.1.1`).join(",") } : {};
    say({
      kind: "transaction.ended",
      ...parties,
      durationSeconds: 0,
      status,
      id: message,
      keys: { helo, ...told, ...keys },
    });
  };
  if (accepted) {
    command("DATA", "");
    reply(354, "", "Send the message and end it with a dot alone on a line");
  }
  if (accepted && whole) {
    say({ kind: "data.ended", receivedBytes: 4100, bytesPerSecond: 400_000 });
    summary("OK", { transid: message, "message-id": `${n}.${message}@${domain}` });
    reply(250, "2.6.0", `4096 bytes received in 00:00:00; Message id ${message} accepted for delivery`);
  }
  if (!whole || !accepted) summary(accepted ? "INCOMPLETE-SESSION" : "REJECT", { cause: "session.peer-closed" });
  if (whole) {
    command("QUIT", "");
    reply(221, "2.0.0", "mx.example.test closes the connection");
  }
  say({ kind: "session.closed", ended: whole ? "local-closed" : "peer-closed" });
  return { events, to: at, recipients: to };
}
