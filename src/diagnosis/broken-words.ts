/** The words for a session that ended before its time: silence, a cut line, a limit, no TLS. */
import { inCatalogue, say, type Text, together } from "../base/saying.ts";
import type { Finding } from "./diagnose.ts";
import { factOf } from "./look.ts";
import { peerOf } from "./refusal-words.ts";
import type { Inquiry } from "./rule.ts";
import { overran } from "./timers.ts";
import { letter } from "./told.ts";

const broken = ({ facts }: Finding) => factOf(facts, "session.broken");

function idle(finding: Finding): Text {
  const seconds = broken(finding)?.idleSeconds;
  const after = seconds === undefined ? "" : say`, after ${Math.round(seconds)} s of silence`;
  return finding.detail ? say`${after}: exactly ${finding.detail}` : after;
}

/** Where the message is, of a session that ended before it was taken. */
export const unfinished = ({ last }: Inquiry): Text =>
  last?.status !== "aborted"
    ? say`No message had been taken.`
    : last.recipient
      ? say`The message for ${last.recipient} was never taken: its sender still has it.`
      : say`The message was never taken: its sender still has it.`;

/** That nothing came any more until our side had waited long enough. */
export const fellSilent = (inquiry: Inquiry, finding: Finding): Text =>
  together([
    say`${peerOf(inquiry)} fell silent after ${inCatalogue(broken(finding)?.after ?? "connecting")} and our side closed the connection first${idle(finding)}.`,
    unfinished(inquiry),
  ]);

/** How a session ended that was not silent, but took too long or came too slowly. */
export function tooLong(inquiry: Inquiry, finding: Finding): Text | undefined {
  const cut = broken(finding);
  const why = cut && overran(cut);
  if (!why) return undefined;
  const count = cut.receivedBytes ? say`, after ${cut.receivedBytes} bytes of content` : "";
  return together([
    say`Our side closed the connection of ${peerOf(inquiry)} first${count}: ${why}.`,
    unfinished(inquiry),
  ]);
}

/** The TLS library's word, and what it means. */
const tlsWords: readonly (readonly [RegExp, Text])[] = [
  [/alert .*(?:ca|certificate)/i, say`it does not trust our certificate`],
  [/unsupported protocol|version too low|alert protocol version/i, say`it speaks only versions older than TLS 1.2`],
  [/no shared cipher|handshake failure/i, say`it has no cipher in common with us`],
  [
    /wrong version|http request|unexpected message|packet length|record layer|first packet/i,
    say`what it sent was no TLS`,
  ],
  [/broke off|closed/i, say`it left in the middle`],
  [/no handshake/i, say`it did not go on`],
];

/** That no TLS came about, and why. */
export function failedTls(inquiry: Inquiry, { detail = "" }: Finding): Text {
  const meaning = tlsWords.find(([said]) => said.test(`${detail}`))?.[1];
  const because = together([detail ? ` (${detail})` : "", detail && meaning ? together([": ", meaning], "") : ""], "");
  return say`${peerOf(inquiry)} and our server could not agree on TLS${because}. No message had been offered: its sender still has it.`;
}

/** That the content broke off: who ended it, and after how much. */
export function dropped(inquiry: Inquiry, finding: Finding): Text {
  const cut = broken(finding);
  const received = cut?.receivedBytes;
  const count = received === undefined ? "" : say` after ${received} bytes of content`;
  const late = cut && overran(cut);
  const who = late
    ? say`our side closed the connection first${count}, because ${late}`
    : cut?.how === "timeout"
      ? say`fell silent${count} and our side closed the connection first${idle(finding)}`
      : cut?.how === "peer-reset"
        ? say`reset the connection${count}`
        : say`closed the connection first${count}`;
  return say`${peerOf(inquiry)} began to send the message ${letter(inquiry)} and ${who}, before its end. It was never taken: its sender still has it.`;
}
