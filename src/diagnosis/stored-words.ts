/** How it is told that a message was delivered: to mailboxes, a file or a program, and what else was asked for and failed. */
import { say, type Text, together } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Fact } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { isFile, isSameMailbox } from "../journeys/store.ts";
import { programGiven } from "./handed.ts";
import { factOf } from "./look.ts";
import { moment } from "./moment.ts";
import type { Inquiry } from "./rule.ts";
import { letter, quote } from "./told.ts";

/** Exim's `control = fakereject`. */
const isRefusedInWords = (facts: readonly Fact[]): boolean =>
  factOf(facts, "decision", ({ by }) => by === "exim.fakereject") !== undefined;

export function stored(inquiry: Inquiry, zone: Zone): Text {
  const { attempts, last, facts } = inquiry;
  // An alias or a group may stand for several mailboxes at once.
  const alike = attempts.filter(({ at, status }) => at === last?.at && status === "delivered");
  const mailboxes = [...new Set(alike.flatMap(({ where }) => where?.mailbox ?? []))];
  const folder = last?.where?.folder ? say`, folder ${last.where.folder}` : "";
  const times = new Set(attempts.map(({ at }) => at)).size;
  const tries = times > 1 ? say` after ${times} attempts` : "";
  const missed = attempts.filter(({ status }) => status === "lost").map(({ recipient }) => recipient);
  const copy = failedCopy(inquiry);
  const program = last && mailboxes.length < 2 ? programGiven(last) : undefined;
  if (program !== undefined) return together([toProgram(program, inquiry, zone, tries), copy]);
  return together([
    say`The message ${letter(inquiry)} was delivered to ${placeOf(mailboxes)}${folder} on ${moment(last?.at ?? 0, zone)}${tries}.`,
    ledElsewhere(mailboxes, last),
    copy,
    missed.length > 0 ? say`It did not reach ${missed.join(", ")}, and its sender was not told.` : "",
    isRefusedInWords(facts)
      ? say`Its sender was told that it is refused, and believes so: a rule of this server takes such mail in secret.`
      : "",
  ]);
}

function placeOf(mailboxes: readonly string[]): Text {
  const [only = ""] = mailboxes;
  if (mailboxes.length > 1) return say`the mailboxes ${mailboxes.join(", ")}`;
  if (only === "") return say`the mailbox`;
  return isFile({ mailbox: only }) ? say`the file ${only}` : say`mailbox ${only}`;
}

/** Whoever looks into the mailbox of that name finds nothing: its owner, or an administrator, has all of it sent to another. */
function ledElsewhere(mailboxes: readonly string[], last: Attempt | undefined): Text {
  const original = last?.originalRecipient ?? "";
  const isOther = mailboxes.every((one) => one.includes("@") && !isSameMailbox(one, original));
  return mailboxes.length > 0 && original.includes("@") && isOther
    ? say`What is sent to ${original} goes there, by an alias, a group or a forward.`
    : "";
}

/** What else an alias or a forward asks for, of the same entry of the queue. */
function failedCopy({ attempts, last }: Inquiry): Text {
  const queueId = last?.queueId;
  const isFailed = (one: Attempt) => one.status === "bounced" && queueId !== undefined && one.queueId === queueId;
  const failed = attempts.findLast(isFailed);
  return failed
    ? say`A copy that was to go elsewhere could not be delivered${quote(failed.reply)}: of that its sender may have been told.`
    : "";
}

export const toProgram = (program: string, inquiry: Inquiry, zone: Zone, tries: Text = ""): Text =>
  inquiry.last?.decidedBy === "mailman.posted"
    ? say`The message ${letter(inquiry)} was given to Mailman, which sent it on to the members of the list.`
    : say`The message ${letter(inquiry)} was handed to the program ${program} on ${moment(inquiry.last?.at ?? 0, zone)}${tries}, which took it: what it did with it stands in its own log.`;
