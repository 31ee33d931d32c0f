/** The words for a refusal: who came, how far he got, and what he was told. */
import { say, type Text } from "../base/saying.ts";
import { isTransient, replyClass } from "../mail/reply.ts";
import { factOf, givenBack } from "./look.ts";
import { filedBySystem } from "./objection.ts";
import type { Inquiry } from "./rule.ts";
import { letter, quote, type Told } from "./told.ts";

/** Where no cause has words of its own: the refusal, or that nothing came. */
export function ordinary({ inquiry }: Pick<Told, "inquiry">): Text {
  if (!inquiry.last && givenBack(inquiry.facts))
    return say`The message ${letter(inquiry)} was taken, and given back to its sender by a rule of the receiving server.`;
  if (!inquiry.last && filedBySystem(inquiry)) return laidAside(inquiry);
  return inquiry.last || inquiry.lastSession.some((fact) => fact.kind === "rcpt.refused")
    ? refusal(inquiry)
    : say`${peerOf(inquiry)} offered no message.`;
}

const laidAside = (inquiry: Inquiry): Text => say`The message ${letter(inquiry)} was accepted and put in quarantine.`;

/** What failed for a while only, in a program that sends and has no queue: nobody tries again. */
export const isGone = ({ last }: Pick<Inquiry, "last">): boolean =>
  last?.role === "client" && last.status === "refused" && last.reply !== undefined && isTransient(last.reply);

/** Who came, at which step he was refused, and in which words. */
export function refusal(inquiry: Inquiry): Text {
  const { last } = inquiry;
  const early = factOf(inquiry.lastSession, "rcpt.refused");
  const reply = last?.reply ?? early?.reply;
  const stage = last?.stage ?? early?.stage ?? "rcpt";
  const said = quote(reply);
  const isLater = reply ? replyClass(reply) < 5 : last?.status !== "refused";
  const firmly = isLater ? say`told it to come later` : say`refused it for good`;
  if (last?.status === "discarded")
    return say`The message ${letter(inquiry)} was answered 250 and then deleted by the receiving server.`;
  if (last?.status === "lost")
    return say`The message ${letter(inquiry)} was taken for others, and left out ${last.recipient ?? ""}${said}. Its sender was told that all is well.`;
  if (last?.decidedBy === "content.bounce")
    return say`The message ${letter(inquiry)} was taken, and then refused by the content filter, which wrote so to its sender.`;
  if (last?.status === "quarantined" || last?.status === "held") return laidAside(inquiry);
  if (last?.status === "delivered")
    return say`The message ${letter(inquiry)} was delivered to ${last.where?.mailbox ?? last.recipient ?? ""}.`;
  if (last?.role === "client" || (last?.role === "queue" && last.fact?.kind === "attempt.ended")) {
    const host = last.relay?.host ?? last.relay?.ip;
    const isWaiting = last.status === "deferred";
    if (last.relay && host === undefined && last.reply?.code === 0)
      return isWaiting
        ? say`The message ${letter(inquiry)} could not be handed on yet, and no host was reached${said}.`
        : say`The message ${letter(inquiry)} could not be handed on, and no host was reached${said}.`;
    if (!last.relay && last.reply?.code === 0 && last.fact?.kind === "attempt.ended")
      return isWaiting
        ? say`The message ${letter(inquiry)} could not be delivered yet${said}.`
        : say`The message ${letter(inquiry)} could not be delivered${said}.`;
    if (isGone(inquiry))
      return say`The message ${letter(inquiry)} could not be handed on; ${host ?? say`the receiving host`} did not take it${said}. The program that sent it has no queue and does not try again.`;
    return isWaiting
      ? say`The message ${letter(inquiry)} could not be handed on; ${host ?? say`the receiving host`} did not take it yet${said}.`
      : say`The message ${letter(inquiry)} could not be handed on; ${host ?? say`the receiving host`} refused it for good${said}.`;
  }
  // Before MAIL nobody has offered anything.
  const came =
    (last?.sender === undefined && last?.recipient === undefined ? comings[stage] : undefined) ??
    say`offered a message ${letter(inquiry)}`;
  if (came === comings.connect) return say`${peerOf(inquiry)} connected, and our server ${firmly}${said}.`;
  return say`${peerOf(inquiry)} ${came}; ${stageWords[stage] ?? say`at ${stage}`} our server ${firmly}${said}.`;
}

/** What a peer did of whom no message is known, by the stage at which it was refused. */
const comings: Readonly<Record<string, Text>> = {
  connect: say`connected`,
  helo: say`connected and greeted`,
  auth: say`tried to log in`,
  tls: say`asked for TLS`,
};

const stageWords: Readonly<Record<string, Text>> = {
  connect: say`at the connection`,
  helo: say`at the greeting`,
  mail: say`at the sender (MAIL)`,
  rcpt: say`at the recipient (RCPT)`,
  data: say`at the start of the content (DATA)`,
  eod: say`at the end of the content`,
  auth: say`at the login`,
  tls: say`at the start of TLS`,
};

/** Who comes by a socket of the file system has no address. */
export const localPeer = "LOCAL";

/** The address of the other side, as far as it is known. */
export function peerOf({ last, lastSession, facts }: Inquiry): Text {
  const peer = last?.peer ?? [...lastSession, ...facts].find((fact) => fact.peer)?.peer ?? say`The peer`;
  return peer === localPeer ? say`A program on this machine` : peer;
}
