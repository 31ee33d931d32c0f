/** A name server of its own: what a test says there is, and nothing else. */
import { createSocket } from "node:dgram";

/** Where it listens: port 53 of an address of the loopback, for which root is needed; files of tests that run at the same time have one each. */
export const nameServerAddress = `127.0.2.${200 + Number(process.env.VITEST_POOL_ID)}`;

const types = { A: 1, PTR: 12, MX: 15, TXT: 16 } as const;
const typeNames = Object.fromEntries(Object.entries(types).map(([name, number]) => [number, name]));

/** What a name has: `{ MX: ["10 mx.example.test"], TXT: ["v=spf1 -all"] }`; "." is the host of a null MX (RFC 7505). */
export type Records = Readonly<Partial<Record<keyof typeof types, readonly string[]>>>;
/** The records of a name in lower case; undefined where it does not exist, "fails" where no server answers for it. */
export type Lookup = (name: string) => Records | "fails" | undefined;

/** Response codes (RFC 1035 §4.1.1). */
const codes = { noError: 0, serverFailure: 2, nameError: 3 };

/** `nomail.test` takes no mail, `bare.test` has nothing, all others do not exist. */
const few: Lookup = (name) => (name === "nomail.test" ? { MX: ["0 ."] } : name === "bare.test" ? {} : undefined);

function answer(question: Buffer, lookup: Lookup): Buffer {
  const { name, end } = nameIn(question);
  const found = lookup(name);
  const type = typeNames[question.readUInt16BE(end - 4)] as keyof typeof types | undefined;
  const values = typeof found === "object" && type ? (found[type] ?? []) : [];
  const head = Buffer.from(question.subarray(0, 12));
  const code = found === undefined ? codes.nameError : found === "fails" ? codes.serverFailure : codes.noError;
  // A response with recursion; one question, its answers, nothing else.
  head.writeUInt16BE(0x8580 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(values.length, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([
    head,
    question.subarray(12, end),
    ...values.map((value) => record(type as keyof typeof types, value)),
  ]);
}

/** The name of the question is that of each answer: a pointer to it. Each lives a minute. */
function record(type: keyof typeof types, value: string): Buffer {
  const data = dataOf(type, value);
  const head = Buffer.from([0xc0, 12, 0, types[type], 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: keyof typeof types, value: string): Buffer {
  if (type === "A") return Buffer.from(value.split(".").map(Number));
  if (type === "TXT") return Buffer.concat([Buffer.from([value.length]), Buffer.from(value, "latin1")]);
  if (type === "PTR") return labels(value);
  const [preference = "0", host = ""] = value.split(" ");
  return Buffer.concat([Buffer.from([0, Number(preference)]), labels(host)]);
}

const labels = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .split(".")
      .filter((label) => label !== "")
      .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, "latin1")])),
    Buffer.from([0]),
  ]);

/** "bare.test", of the labels behind the head, and where type and class behind it end. */
function nameIn(question: Buffer): { readonly name: string; readonly end: number } {
  const found: string[] = [];
  for (let at = 12; ; ) {
    const length = question[at] ?? 0;
    if (length === 0) return { name: found.join(".").toLowerCase(), end: at + 1 + 4 };
    found.push(question.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
}

/** Starts it; resolves with what stops it. Rejects where another one is there. */
export async function startNameServer(lookup: Lookup = few): Promise<() => void> {
  const socket = createSocket("udp4");
  socket.on("message", (question, { port, address }) => socket.send(answer(question, lookup), port, address));
  await new Promise<void>((bound, failed) => socket.once("error", failed).bind(53, nameServerAddress, bound));
  return () => socket.close();
}
