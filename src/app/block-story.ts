/** What a block did, as the records tell: the session that caused it, the mail that it cost, and who of its senders was known. */
import { existsSync } from "node:fs";
import { isWithin } from "../base/network.ts";
import type { EventOf, Fact } from "../events/event.ts";
import { isAccount } from "../intrusion/block.ts";
import { broughtMail } from "../intrusion/standing.ts";
import { openRecords } from "../records/reader.ts";
import { askedKey, keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { paths } from "./paths.ts";

/** The block that is asked about; times in milliseconds since the epoch. */
export interface BlockQuestion {
  readonly blocked: string;
  readonly since: number;
  readonly session?: string;
}

/** A message that a refused session named. */
export interface LostMail {
  readonly at: number;
  readonly session: string;
  readonly peer: string;
  /** "" is the null sender. */
  readonly sender: string;
  readonly recipient: string;
  /** When that sender last brought mail that was accepted, before the block. */
  readonly knownSince?: number;
}

export interface BlockStory {
  /** The session that caused it, where the records have it. */
  readonly cause?: Session;
  /** Refused sessions that the records have, the oldest first. */
  readonly refused: readonly Session[];
  /** Known only of those that came to their recipients: `intrusion.answer` recipient. */
  readonly mail: readonly LostMail[];
  /** Addresses among the refused that had brought mail before which was accepted, and when last. */
  readonly knownPeers: readonly { readonly peer: string; readonly at: number }[];
}

/** So many senders and peers are looked up; more is no list that a person reads. */
const mostLookedUp = 200;
/** Earlier sessions of one of them that are looked through. */
const mostEarlier = 50;

/** Throws the system's error where the records cannot be listed. */
export async function blockStory(data: string, asked: BlockQuestion): Promise<BlockStory> {
  const folder = paths(data).records;
  if (!existsSync(folder)) return { refused: [], mail: [], knownPeers: [] };
  const source = openRecords(folder);
  try {
    const cause = asked.session === undefined ? undefined : await source.get(asked.session);
    const refused = (await since(asked, source)).filter(isRefused);
    const lost = refused.flatMap(mailOf);
    const known = await lookUp(new Set(lost.map(({ sender }) => sender)), askedKey, asked.since, source);
    const peers = new Set(refused.flatMap(({ peer }) => peer ?? []));
    const knownPeers = await lookUp(peers, keys.ip, asked.since, source);
    return {
      ...(cause && { cause }),
      refused,
      mail: lost.map((one) => ({ ...one, ...knownSince(known.get(one.sender)) })),
      knownPeers: [...knownPeers].map(([peer, at]) => ({ peer, at })),
    };
  } finally {
    source.close();
  }
}

const knownSince = (at: number | undefined) => (at === undefined ? {} : { knownSince: at });

/** Sessions of the address, of those in the network, or of the account, that began after it was blocked. */
async function since({ blocked, since: from }: BlockQuestion, source: SessionSource): Promise<readonly Session[]> {
  const ever = Number.POSITIVE_INFINITY;
  if (isAccount(blocked)) return source.find([keys.address(blocked)], from, ever);
  if (!blocked.includes("/")) return source.find([keys.ip(blocked)], from, ever);
  return (await source.between(from, ever)).filter(({ peer }) => peer !== undefined && isWithin(peer, blocked));
}

/** Who refuses what a block forbids. */
const ofBlock = /^(?:intrusion\.|(?:sender|login)\.suspended$)/;

const isRefused = ({ facts }: Session): boolean =>
  facts.some((fact) => fact.kind === "decision" && ofBlock.test(fact.by) && fact.cause !== undefined);

const isNamed = (fact: Fact): fact is Fact & EventOf<"rcpt.refused"> =>
  fact.kind === "rcpt.refused" && fact.recipient !== undefined && ofBlock.test(fact.decidedBy ?? "");

const mailOf = ({ id, peer = "", facts }: Session): readonly LostMail[] =>
  facts.filter(isNamed).map(({ at, sender = "", recipient = "" }) => ({ at, session: id, peer, sender, recipient }));

/** When each of them last brought mail that was accepted, before an instant. */
async function lookUp(
  names: ReadonlySet<string>,
  keyOf: (name: string) => string,
  before: number,
  source: SessionSource,
): Promise<ReadonlyMap<string, number>> {
  const known = new Map<string, number>();
  for (const name of [...names].filter((each) => each !== "").slice(0, mostLookedUp)) {
    const earlier = await source.find([keyOf(name)], Number.NEGATIVE_INFINITY, before + 1, mostEarlier);
    const good = earlier.findLast(({ role, facts }) => role === "server" && broughtMail(facts));
    if (good) known.set(name, good.from);
  }
  return known;
}
