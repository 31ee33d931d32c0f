/**
 * What a delivery program (procmail, maildrop) says in its own log, joined to the attempt of the mail server that handed it the message.
 * It knows neither queue id nor recipient: time, sender, size and the folder's name must do.
 */
import { defined } from "../base/defined.ts";
import type { EventOf, Fact } from "../events/event.ts";
import { localPartOf, normaliseAddress } from "../mail/address.ts";
import type { Attempt } from "./attempt.ts";
import type { Leg } from "./leg.ts";

type Ended = EventOf<"attempt.ended"> & Fact;
/** What is compared: a fact, or the attempt made of it. */
type Said = Pick<Attempt, "at" | "sender" | "recipient" | "originalRecipient" | "sizeBytes" | "where" | "decidedBy">;

/** Recipes that call a spam filter, or wait for a lock, take so long at most. */
export const longestMilliseconds = 600_000;
/** Stamps are of whole seconds. */
export const slackMilliseconds = 2_000;
/** What is so much nearer in time than another is meant. */
const clearlyMilliseconds = 30_000;
/** The mail server adds fields for the program, and the program a line for the folder; recipes may add more. */
const fields = { bytes: 2048, part: 0.05 };

/** Did a program say it, which names no recipient? */
export const isProgramWord = ({ recipient, decidedBy = "" }: Said): boolean =>
  recipient === "" && /^(?:procmail|maildrop)\./.test(decidedBy);

function isSize(one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return Math.abs(one - other) <= fields.bytes + fields.part * Math.max(one, other);
}

const isSameSender = ({ sender: one }: Said, { sender: other }: Said): boolean =>
  one !== undefined && other !== undefined && normaliseAddress(one) === normaliseAddress(other);

/** maildrop names the sender of the header, which may be another than the envelope's. */
function isSender(word: Said, handed: Said): boolean {
  if (word.sender === undefined || handed.sender === undefined || isSameSender(word, handed)) return true;
  return word.decidedBy?.startsWith("maildrop.") === true && word.sizeBytes !== undefined;
}

/** May the program have said it of that attempt? It begins to write before the mail server has the end of it. */
export const mayBeOf = (word: Said, handed: Said): boolean =>
  word.at <= handed.at + slackMilliseconds &&
  handed.at - word.at <= longestMilliseconds &&
  isSender(word, handed) &&
  isSize(word.sizeBytes, handed.sizeBytes);

/** Is a folder of the path named like the recipient? */
function namesHim({ where, decidedBy }: Said, text: string, { recipient = "", originalRecipient = "" }: Said): boolean {
  const path = where?.mailbox ?? text;
  const names = [recipient, originalRecipient].filter((address) => address !== "").map(localPartOf);
  return decidedBy !== undefined && path.split(/[/"]/).some((part) => part !== "" && names.includes(part));
}

const textOf = (word: { readonly reply?: { readonly text: string } }): string => word.reply?.text ?? "";

/** Those attempts that a program may have spoken of, as far as nothing tells them apart. */
export function handedFor<T extends Said>(
  word: Said & { readonly reply?: { readonly text: string } },
  handed: readonly T[],
): readonly T[] {
  const possible = handed.filter((attempt) => mayBeOf(word, attempt));
  const his = possible.filter((attempt) => isSameSender(word, attempt));
  const fitting = his.length > 0 ? his : possible;
  const distance = ({ at }: T) => Math.abs(at - word.at);
  const least = Math.min(...fitting.map(distance));
  const near = fitting.filter((attempt) => distance(attempt) <= least + clearlyMilliseconds);
  const named = near.filter((attempt) => namesHim(word, textOf(word), attempt));
  return named.length > 0 ? named : near;
}

const endedOf = ({ facts }: Leg): readonly Ended[] =>
  facts.filter((fact): fact is Ended => fact.kind === "attempt.ended");

/** Does an agent of the mail server itself say it, that hands messages to programs? */
export const isHanded = ({ relay, status, recipient }: Pick<Attempt, "relay" | "status" | "recipient">): boolean =>
  recipient !== "" &&
  relay?.ip === undefined &&
  /^[\w-]*$/.test(relay?.host ?? "") &&
  (status === "delivered" || status === "bounced" || status === "deferred");

/** Joins what a program says with the only message that it can be about. */
export function joinByDeliverer(legs: readonly Leg[], join: (a: Leg, b: Leg) => void): void {
  const words = legs.filter((leg) => leg.session.role === "mailbox" && endedOf(leg).some(isProgramWord));
  if (words.length === 0) return;
  const handed = legs.flatMap((leg) =>
    leg.session.role === "mailbox" || leg.queueId === undefined
      ? []
      : endedOf(leg)
          .filter(isHanded)
          .map((fact) => ({ ...fact, leg })),
  );
  handed.sort((a, b) => a.at - b.at);
  for (const leg of words) {
    const [word] = endedOf(leg);
    if (!word) continue;
    const found = new Set(handedFor(word, handed).map((one) => `${one.node} ${one.queueId}`));
    const [only] = handedFor(word, handed);
    if (only && found.size === 1) join(only.leg, leg);
  }
}

/** Did the program not do what it was to do? */
export const isFailure = ({ status }: Pick<Attempt, "status">): boolean =>
  status !== "delivered" && status !== "discarded" && status !== "forwarded";

/** What the program says counts where the mail server believed it: that one knows no more than how it ended. */
function told(attempt: Attempt, word: Attempt): Attempt {
  const { status, where, reply, fact, source, decidedBy } = word;
  const isFailed = isFailure(word);
  const own = { stage: "store", fact, source, decidedBy } as const;
  // Both say that it failed, and the program knows why; maildrop tells that the mail server alone.
  if (attempt.status !== "delivered")
    return isFailed && reply && !reply.text.startsWith("!Err: ") ? defined({ ...attempt, ...own, reply }) : attempt;
  const place = where && { mailbox: attempt.recipient ?? "", folder: where.mailbox };
  const said = reply ?? attempt.reply;
  return defined({ ...attempt, ...own, status: isFailed ? "lost" : status, where: place, reply: said });
}

/** One attempt for each thing that was done with the message; of failures the last. */
function toldOf(attempt: Attempt, words: readonly Attempt[]): readonly Attempt[] {
  const done = attempt.status === "delivered" ? words.filter((word) => !isFailure(word)) : [];
  const last = words.at(-1);
  if (!last) return [attempt];
  return done.length > 0 ? done.map((word) => told(attempt, word)) : [told(attempt, last)];
}

/** Whose a word is of these, if they are all one recipient's. */
function attemptFor(
  word: Attempt,
  found: readonly Attempt[],
  taken: ReadonlyMap<Attempt, unknown>,
): Attempt | undefined {
  if (new Set(found.map(({ recipient }) => recipient)).size !== 1) return undefined;
  const behind = found.filter(({ at }) => at >= word.at);
  // Tries come one after the other, each with its failure: the next is meant. Of a delivery there may be copies.
  const next = isFailure(word) ? behind.find((attempt) => !taken.has(attempt)) : behind[0];
  return next ?? found.at(-1);
}

/** The attempts of a journey, each with what its program said of it; of several who fit alike it is said of none. */
export function withPrograms(attempts: readonly Attempt[]): readonly Attempt[] {
  const words = attempts.filter(isProgramWord);
  if (words.length === 0) return attempts;
  const others = attempts.filter((attempt) => !isProgramWord(attempt));
  const handed = others.filter(isHanded);
  const taken = new Map<Attempt, readonly Attempt[]>();
  const take = (word: Attempt, found: readonly Attempt[]): boolean => {
    const attempt = attemptFor(word, found, taken);
    if (attempt) taken.set(attempt, [...(taken.get(attempt) ?? []), word]);
    return attempt !== undefined;
  };
  const open = words.filter((word) => !take(word, handedFor(word, handed)));
  // Where there is one for each, the last one is known by the others.
  const isFree = (attempt: Attempt) => !taken.has(attempt);
  const left =
    words.length === handed.length ? open.filter((word) => !take(word, handedFor(word, handed).filter(isFree))) : open;
  return [...others.flatMap((attempt) => toldOf(attempt, taken.get(attempt) ?? [])), ...left];
}
