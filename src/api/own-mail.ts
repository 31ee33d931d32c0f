/** What somebody may ask who may ask about his own mail only, and what of the answer he is told. */
import type { z } from "zod";
import { normaliseIp } from "../base/ip.ts";
import { notAllowed } from "./http/problem.ts";
import type { OperationContext } from "./operation.ts";
import type { answers } from "./schemas/answer.ts";

interface Asked {
  readonly to?: readonly string[];
  readonly from?: string;
}

type Answers = z.input<typeof answers>;

/** What shows other people's mail, or the server's inside: nobody may ask by it about his own. */
const notForUsers = ["queueId", "session", "ip", "host", "log", "facts"] as const;

/** Throws Problem for a question about somebody else's mail. */
export function refuseOthersMail(asked: Asked, { asker, access }: OperationContext): void {
  if (asker?.role !== "user") return;
  const isOwn = (address: string) => access.ownsAddress(asker.account, address);
  const other = notForUsers.find((name) => name in asked);
  if (other) throw notAllowed(`${other} is for the help desk; ask by recipient, sender and time`);
  const { to = [], from = "" } = asked;
  if (normaliseIp(from.trim()) !== undefined) throw notAllowed("an address of a server is for the help desk");
  if (!(to.length > 0 && to.every(isOwn)) && !(from !== "" && isOwn(from)))
    throw notAllowed("you may ask about mail to or from your own addresses; the help desk asks about others");
}

/** Must the one who asks act himself, and not who runs the server? */
const isHis = (party: string, side: Answers["question"]["side"]): boolean =>
  party === (side === "sender" ? "sender" : "recipient");

/**
 * What of an answer somebody is told about his own mail: without the lines of the log, and what they tell of others. Throws Problem for a
 * group whose other members it names.
 */
export function forUser(document: Answers, { asker, access }: OperationContext): Answers {
  const { question, searched } = document;
  const isOwn = (address: string) => asker !== undefined && access.ownsAddress(asker.account, address);
  // Whoever sent it knows to whom; a recipient is not told who got it besides him, as blind copies are.
  const isSender = question.from !== undefined && isOwn(question.from);
  const his = document.answers.filter(({ askedAs }) => isSender || isOwn(askedAs));
  const group = his.find(({ children }) => !isSender && !children.every(isOwn));
  if (group) throw notAllowed(`${group.askedAs} is a group; ask by your own address what came of it for you`);
  return {
    ...document,
    answers: his.map((answer) => ({
      ...answer,
      us: isHis(answer.party, question.side),
      evidence: [],
      unreadLines: [],
      sideways: [],
      beside: [],
      attempts: answer.attempts.filter(({ recipient }) => isSender || recipient === null || isOwn(recipient)),
      timeline: answer.timeline.map((entry) => ({ ...entry, evidence: [] })),
    })),
    others: [],
    searched: { ...searched, files: [], gaps: [], ...(searched.damagedFiles && { damagedFiles: [] }) },
  };
}
