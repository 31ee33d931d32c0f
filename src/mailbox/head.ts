/** The trace header that is put on top of a message when it comes to its mailbox. */
import { isIP, isIPv6 } from "node:net";
import type { Envelope } from "../mail/envelope.ts";

/**
 * Return-Path, Delivered-To and Received (RFC 5321 §4.4), with CRLF. `addresses` are the recipients that mean this
 * mailbox. `for` stands only where the message has a single recipient: otherwise it would tell one of another.
 */
export function traceHead(envelope: Envelope, hostname: string, addresses: readonly string[]): Buffer {
  const { sender, recipients, helo, peer, protocol, id, at } = envelope;
  // Who comes by a socket of this machine has no address.
  const from = isIP(peer) === 0 ? helo : `${helo} ([${isIPv6(peer) ? `IPv6:${peer}` : peer}])`;
  const [only] = recipients.length === 1 ? recipients : [];
  const date = new Date(at).toUTCString().replace("GMT", "+0000");
  const lines = [
    `Return-Path: <${sender}>`,
    ...addresses.map((address) => `Delivered-To: ${address}`),
    `Received: from ${from}`,
    ` by ${hostname} with ${protocol} id ${id}${only ? "" : `; ${date}`}`,
    ...(only ? [` for <${only.address}>; ${date}`] : []),
  ];
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(""));
}
