/** The PROXY header, by which a proxy tells whom it brings (versions 1 and 2 of the HAProxy specification). */
import { normaliseIp } from "../base/ip.ts";

/** What a header says; without addresses the proxy speaks for itself (a health check), and its own count. */
export interface ProxyHeader {
  readonly peer?: { readonly ip: string; readonly port: number };
  readonly local?: { readonly ip: string; readonly port: number };
  /** Bytes that it took. */
  readonly bytes: number;
}

/** A version 1 header is no longer; a version 2 header may be, but one with more than this has nothing for us. */
const maxBytes = { one: 107, two: 2_048 } as const;
const signature = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");
const fixedBytes = 16;
const firstWord = Buffer.from("PROXY ");

const versionOne =
  /^PROXY (?:UNKNOWN(?: [^\r\n]*)?|TCP([46]) ([\da-f.:]{2,39}) ([\da-f.:]{2,39}) (\d{1,5}) (\d{1,5}))\r\n/i;

/** Reads the header at the beginning of what came. Undefined: more is needed; "none": there is no header. */
export function readProxyHeader(buffer: Buffer): ProxyHeader | "none" | undefined {
  const begins = (mark: Buffer) => mark.subarray(0, buffer.length).equals(buffer.subarray(0, mark.length));
  if (begins(signature)) return buffer.length < fixedBytes ? undefined : readTwo(buffer);
  if (!begins(firstWord)) return "none";
  const end = buffer.indexOf("\n");
  if (end < 0) return buffer.length > maxBytes.one ? "none" : undefined;
  return end < maxBytes.one ? readOne(buffer.toString("latin1", 0, end + 1)) : "none";
}

function readOne(text: string): ProxyHeader | "none" {
  const [whole, , from = "", to = "", fromPort, toPort] = versionOne.exec(text) ?? [];
  if (whole === undefined) return "none";
  if (fromPort === undefined) return { bytes: whole.length };
  return withAddresses(from, Number(fromPort), to, Number(toPort), whole.length);
}

/** Command and version, family, length; then the addresses in network order. */
function readTwo(buffer: Buffer): ProxyHeader | "none" | undefined {
  const [command = 0, family = 0] = [buffer[12], buffer[13]];
  const bytes = fixedBytes + buffer.readUInt16BE(14);
  if (command >> 4 !== 2 || (command & 15) > 1 || bytes > maxBytes.two) return "none";
  if (buffer.length < bytes) return undefined;
  const addressBytes = { 17: 4, 33: 16 }[family];
  if ((command & 15) === 0 || addressBytes === undefined) return { bytes };
  if (bytes < fixedBytes + 2 * addressBytes + 4) return "none";
  const ipAt = (at: number) => {
    const raw = [...buffer.subarray(at, at + addressBytes)];
    if (addressBytes === 4) return raw.join(".");
    return raw.map((byte, n) => (n % 2 && n < 15 ? `${hex(byte)}:` : hex(byte))).join("");
  };
  const [from, to, ports] = [fixedBytes, fixedBytes + addressBytes, fixedBytes + 2 * addressBytes];
  return withAddresses(ipAt(from), buffer.readUInt16BE(ports), ipAt(to), buffer.readUInt16BE(ports + 2), bytes);
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");

function withAddresses(
  from: string,
  fromPort: number,
  to: string,
  toPort: number,
  bytes: number,
): ProxyHeader | "none" {
  const [peer, local] = [normaliseIp(from), normaliseIp(to)];
  if (!peer || !local || fromPort > 65_535 || toPort > 65_535) return "none";
  return { peer: { ip: peer, port: fromPort }, local: { ip: local, port: toPort }, bytes };
}
