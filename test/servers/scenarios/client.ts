/** A client of SMTP that goes on or gives up by the replies, as mail servers do. */
import { RawClient } from "../../smtp-under-test.ts";
import { partnerOf } from "./partners.ts";

export interface Letter {
  readonly from: string;
  readonly to: string | readonly string[];
  readonly subject?: string;
  readonly messageId?: string;
  /** More lines of its header. */
  readonly header?: string;
  readonly body?: string;
  /** What stands behind MAIL FROM:<…>. */
  readonly parameters?: string;
  /** Where it comes from and how it greets; else the sender's own mail server. */
  readonly ip?: string;
  readonly helo?: string;
  /** Logs in so first: name and password. */
  readonly login?: readonly [name: string, password: string];
  /** The sender's name as the header has it. */
  readonly headerFrom?: string;
}

export interface Sent {
  /** All replies, a line each. */
  readonly heard: readonly string[];
  readonly messageId: string;
  /** "" where it was not taken. */
  readonly queueId: string;
}

let count = 0;

/** A connection that has been greeted. */
export async function visit(port: number, ip?: string): Promise<{ client: RawClient; greeting: string }> {
  const client = new RawClient(port, ip);
  return { client, greeting: await client.reply() };
}

/** Says lines one after the other; all replies. */
export async function say(client: RawClient, ...lines: readonly string[]): Promise<readonly string[]> {
  const heard: string[] = [];
  for (const line of lines) heard.push(await client.ask(line));
  return heard;
}

/** Waits until the server hangs up. */
export async function untilClosed(client: RawClient): Promise<void> {
  while ((await client.line()) !== undefined);
  client.socket.end();
}

export async function quit(client: RawClient): Promise<void> {
  await client.ask("QUIT");
  client.socket.end();
}

/** Name and address of the host that a letter comes from. */
export const comesFrom = ({ from, ip, helo }: Pick<Letter, "from" | "ip" | "helo">) => {
  const partner = partnerOf(from.split("@")[1] ?? "");
  return { ip: ip ?? partner.ip, helo: helo ?? partner.host };
};

function text({ from, to, subject = "hello", header = "", body = "hello", headerFrom = from }: Letter, id: string) {
  const date = new Date().toUTCString().replace("GMT", "+0000");
  const all = [to].flat().join(", ");
  return `Message-ID: ${id}\r\nDate: ${date}\r\nFrom: <${headerFrom}>\r\nTo: ${all}\r\nSubject: ${subject}\r\n${header}\r\n${body}\r\n.`;
}

export async function send(port: number, letter: Letter): Promise<Sent> {
  const { from, to, parameters, login } = letter;
  const { ip, helo } = comesFrom(letter);
  const messageId = letter.messageId ?? `<${Date.now().toString(36)}.${++count}@${from.split("@")[1] || helo}>`;
  const { client, greeting } = await visit(port, ip);
  const heard = [greeting];
  const ask = async (line: string) => {
    // The client writes bytes: what is not ASCII is UTF-8.
    const reply = await client.ask(Buffer.from(line).toString("latin1"));
    heard.push(reply);
    return /^[23]/.test(reply);
  };
  const done = async (queueId = ""): Promise<Sent> => {
    if (!heard.at(-1)?.includes("(closed)")) await quit(client);
    else client.socket.end();
    return { heard, messageId, queueId };
  };
  if (!greeting.startsWith("2") || !(await ask(`EHLO ${helo}`))) return done();
  if (login && !(await ask(`AUTH PLAIN ${btoa(`\0${login.join("\0")}`)}`))) return done();
  if (!(await ask(`MAIL FROM:<${from}>${parameters ? ` ${parameters}` : ""}`))) return done();
  let taken = 0;
  for (const recipient of [to].flat()) if (await ask(`RCPT TO:<${recipient}>`)) taken += 1;
  if (taken === 0 || !(await ask("DATA"))) return done();
  const accepted = await ask(text(letter, messageId));
  return done(accepted ? (/(?:queued as |id=)(\S+)/.exec(heard.at(-1) ?? "")?.[1] ?? "") : "");
}

/** Sends it and sees to it that it is taken, or not. */
export async function sendAnd(outcome: "taken" | "refused", port: number, letter: Letter): Promise<Sent> {
  const sent = await send(port, letter);
  if ((sent.queueId !== "") !== (outcome === "taken"))
    throw new Error(`${letter.from} to ${letter.to} was not ${outcome}: ${JSON.stringify(sent.heard)}`);
  return sent;
}
