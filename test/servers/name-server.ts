/** A name server of its own, for domains that have no mail host: by name what it answers. Everything else has no address. */
import { createSocket } from "node:dgram";

/** Where it listens: port 53 of an address of the loopback, for which root is needed. */
export const nameServerAddress = "127.0.2.253";

const nullMx = Buffer.from([0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 3, 0, 0, 0]);
const mx = 15;
/** Response codes (RFC 1035 §4.1.1). */
const [noError, nameError] = [0, 3];

/** `gone.test` does not exist, `nomail.test` takes no mail (RFC 7505), `bare.test` has nothing. */
function answer(question: Buffer): Buffer {
  const name = nameIn(question);
  const end = 12 + name.length + 2 + 4;
  const type = question.readUInt16BE(end - 4);
  const isNullMx = name === "nomail.test" && type === mx;
  const exists = name === "nomail.test" || name === "bare.test";
  const head = Buffer.from(question.subarray(0, 12));
  // A response with recursion; one question, perhaps one answer, nothing else.
  head.writeUInt16BE(0x8580 | (exists ? noError : nameError), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(isNullMx ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, question.subarray(12, end), ...(isNullMx ? [nullMx] : [])]);
}

/** "bare.test", of the labels behind the head. */
function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; ; ) {
    const length = question[at] ?? 0;
    if (length === 0) return labels.join(".").toLowerCase();
    labels.push(question.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
}

export async function startNameServer(): Promise<() => void> {
  const socket = createSocket("udp4");
  socket.on("message", (question, { port, address }) => socket.send(answer(question), port, address));
  await new Promise<void>((bound) => socket.bind(53, nameServerAddress, bound));
  return () => socket.close();
}
