/** Tries of one message, put together: after "later" or a broken session its sender comes again. */
import { neighbourhood } from "../base/network.ts";
import { type Attempt, isFinal } from "../journeys/attempt.ts";
import type { Journey } from "../journeys/journey.ts";
import { normaliseAddress } from "../mail/address.ts";
import { sameOrganisation, senderBehind } from "../mail/return-path.ts";
import { tryAgainMilliseconds } from "./question.ts";

/** What was tried with one message for one recipient. */
export interface Try {
  /** "" where no recipient is known. */
  readonly recipient: string;
  /** Oldest first. */
  readonly journeys: readonly Journey[];
  readonly attempts: readonly Attempt[];
  readonly at: number;
}

/** Sizes of two tries of one message differ by trace headers only. */
const sizeTolerance = 0.02;
/** Stamps may have whole seconds. */
const stampMilliseconds = 1_000;

/** Puts tries of one message together: after "later" or a broken session its sender comes again, after a final word not. */
export function groupTries(told: readonly Try[]): readonly Try[] {
  const tries = toldOnce(told);
  const groups: Try[] = [];
  const isRegular = regularIn(tries);
  const sent = new Set(tries.filter(isSent).map(pairOf));
  // Most messages end at once; only the others are compared with what comes later.
  const going: Try[] = [];
  for (const given of tries) {
    const attempt = sent.has(pairOf(given)) ? asTaken(given) : given;
    const earlier = going.findLast((group) => sameMessage(group, attempt) && !(isNameless(group) && isRegular(group)));
    if (!earlier) {
      groups.push(attempt);
      if (goesOn(attempt)) going.push(attempt);
      continue;
    }
    const merged = {
      ...earlier,
      journeys: [...new Set([...earlier.journeys, ...attempt.journeys])],
      attempts: [...earlier.attempts, ...attempt.attempts],
    };
    groups[groups.indexOf(earlier)] = merged;
    going.splice(going.indexOf(earlier), 1, ...(goesOn(merged) ? [merged] : []));
  }
  return groups;
}

/** It broke off before its Message-ID had come: who came next with the same envelope is all that tells a try from another message. */
const isNameless = ({ attempts, journeys }: Try): boolean =>
  attempts.at(-1)?.status === "aborted" && (attempts.at(-1)?.messageId ?? journeys.at(-1)?.messageId) === undefined;

/** Who brought so many more messages to that recipient about then would have come again in any case. */
const regularMessages = 2;
const regularMilliseconds = 3_600_000;

function regularIn(tries: readonly Try[]): (group: Try) => boolean {
  const whole = Map.groupBy(
    tries.filter(({ attempts }) => isFinal(attempts.at(-1)?.status ?? "unknown")),
    pairOf,
  );
  return (group) => {
    const near = (whole.get(pairOf(group)) ?? []).filter(({ at }) => Math.abs(at - group.at) <= regularMilliseconds);
    const ids = new Set(near.flatMap(({ journeys }) => journeys.at(-1)?.messageId ?? []));
    return ids.size >= regularMessages;
  };
}

/** Clocks of two machines. */
const clocksMilliseconds = 5_000;

/** The server that told to come later and the one that was told so may both be asked: then the latter knows what came of the message. */
function toldOnce(tries: readonly Try[]): readonly Try[] {
  const servers = tries.filter(isAnswerAlone);
  if (servers.length === 0) return tries;
  const clients = Map.groupBy(
    tries.flatMap((one) => one.attempts.flatMap((attempt) => (attempt.role === "server" ? [] : { one, attempt }))),
    ({ attempt }) => answerOf(attempt),
  );
  const told = new Map<Try, Try>();
  for (const server of servers) {
    const [answer] = server.attempts;
    const client = answer && clients.get(answerOf(answer))?.find(({ attempt }) => isItsAnswer(attempt, answer));
    if (client) told.set(server, client.one);
  }
  if (told.size === 0) return tries;
  const byClient = Map.groupBy(told.keys(), (server) => told.get(server));
  return tries.flatMap((one) => {
    if (told.has(one)) return [];
    const same = [...(byClient.get(one) ?? []), one];
    const attempts = same.flatMap((each) => each.attempts).sort((a, b) => a.at - b.at);
    return same.length === 1
      ? one
      : { ...one, journeys: [...new Set(same.flatMap((each) => each.journeys))], attempts };
  });
}

/** Was it told to come later, and is nothing else known of it? */
const isAnswerAlone = ({ attempts: [last, ...earlier] }: Try): boolean =>
  last?.role === "server" && last.status === "deferred" && last.queueId === undefined && earlier.length === 0;

/** What was said to whom about whom. */
const answerOf = ({ reply, sender = "", recipient = "" }: Attempt): string =>
  `${normaliseAddress(sender)} ${normaliseAddress(recipient)} ${reply?.code} ${reply?.text}`;

const isItsAnswer = (client: Attempt, server: Attempt): boolean =>
  client.reply !== undefined && client.node !== server.node && Math.abs(client.at - server.at) <= clocksMilliseconds;

/** Did our server, as the client, bring it to another host? */
const isSent = ({ attempts }: Try): boolean => attempts.at(-1)?.role === "client";
const pairOf = ({ attempts, recipient }: Try): string =>
  `${normaliseAddress(attempts.at(-1)?.sender ?? "?")} ${normaliseAddress(recipient)}`;

/** A brief log says of what we took only that it is taken: what we then sent on to that address was not for a mailbox of ours. */
function asTaken(taken: Try): Try {
  const isBrief = ({ role, status, reply }: Attempt) =>
    role === "server" && status === "delivered" && reply === undefined;
  if (!taken.attempts.some(isBrief)) return taken;
  const attempts = taken.attempts.map((attempt): Attempt => {
    if (!isBrief(attempt)) return attempt;
    const { where: _, ...rest } = attempt;
    return { ...rest, status: "queued" };
  });
  return { ...taken, attempts };
}

/** May its sender come again with it? */
function goesOn({ attempts, recipient }: Try): boolean {
  const last = attempts.at(-1);
  return last !== undefined && recipient !== "" && !isFinal(last.status) && last.status !== "nothing-offered";
}

function sameMessage(group: Try, next: Try): boolean {
  const last = group.attempts.at(-1);
  const [first] = next.attempts;
  if (!last || !first) return false;
  if (group.recipient !== next.recipient) return next.recipient === "" && isUnnamedTry(last, first);
  if (first.at - last.at > tryAgainMilliseconds) return false;
  // What had come before it was put off is another message, though it was delivered later.
  if (next.journeys.some(({ at }) => at < last.at - stampMilliseconds)) return false;
  // A recipient who is refused may be one of a message that comes for others: then its Message-ID is known.
  const ids = [last.messageId ?? group.journeys.at(-1)?.messageId, first.messageId ?? next.journeys[0]?.messageId];
  const idsKnown = ids.every((id) => id !== undefined);
  if (idsKnown && ids[0] !== ids[1]) return false;
  const sizes = [last.sizeBytes ?? 0, first.sizeBytes ?? 0] as const;
  const sizesKnown = !idsKnown && last.status !== "aborted" && sizes[0] > 0 && sizes[1] > 0;
  if (sizesKnown && Math.abs(sizes[0] - sizes[1]) > sizeTolerance * Math.max(...sizes)) return false;
  const isSameClient = sameNetwork(last, first) || samePool(last, first) || cameFrom(next, last);
  return sameSender(last, first) && (isSameClient || isOurs(last, first));
}

/** What is put off at the door bears the address that its sender wrote, what is taken may have been rewritten for a forward (SRS). */
const sameSender = (last: Attempt, first: Attempt): boolean => firstSender(last) === firstSender(first);
const firstSender = ({ sender = "?" }: Attempt): string => normaliseAddress(senderBehind(sender) ?? sender);

/** What we took to send it on, and what we tried before, we try again at any host of the recipient's. */
const isOurs = (last: Attempt, first: Attempt): boolean =>
  first.role === "client" &&
  first.node === last.node &&
  (last.role === "client" || (last.role === "server" && last.status === "queued"));

/** A message is sent on at once; so soon after it the next of the same sender is hardly another. */
const atOnceMilliseconds = 120_000;
/** Who is refused as a sender had no time to name his recipient; at level debug nothing else tells whose session it was. */
const isUnnamedTry = (last: Attempt, first: Attempt): boolean =>
  isOurs(last, first) &&
  first.stage === "mail" &&
  first.at - last.at <= atOnceMilliseconds &&
  normaliseAddress(last.sender ?? "?") === normaliseAddress(first.sender ?? "?");

/** Large senders try again from a neighbour, … */
const sameNetwork = ({ peer: one }: Attempt, { peer: other }: Attempt): boolean =>
  one === undefined || other === undefined || neighbourhood(one) === neighbourhood(other);

/** … or come to another of our hosts, which hands it on to the one that is told of, … */
const cameFrom = ({ journeys }: Try, { peer: last }: Attempt): boolean =>
  last !== undefined &&
  journeys.some(({ sessions }) =>
    sessions.some(
      ({ role, peer }) => role === "server" && peer !== undefined && neighbourhood(peer) === neighbourhood(last),
    ),
  );

/** … or from another network of theirs, by the name of its host. */
const samePool = ({ helo: one = "" }: Attempt, { helo: other = "" }: Attempt): boolean =>
  sameOrganisation(one.toLowerCase(), other.toLowerCase());
