/** What became of a message in its mailbox after it was stored, as far as the store names it. */
import type { EventOf, Fact } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { isSameMailbox } from "../journeys/store.ts";
import type { Inquiry } from "./rule.ts";

type Changed = EventOf<"mailbox.changed"> & Fact;

/** `kept` where it was laid, `moved` to a folder, or `gone`; `by` is the change that made it so. */
export interface Fate {
  readonly state: "kept" | "moved" | "gone";
  readonly by: Changed | undefined;
  readonly folder: string | undefined;
}

/** Is it where programs and filters put what they take for spam? */
export const isSpamFolder = (folder: string | undefined): boolean =>
  folder !== undefined && /(?:^|[./\\])(?:junk|spam)(?: e-?mail)?$/i.test(folder);

/** What mail programs did to this message in this mailbox, oldest first. */
export const changesOf = ({ last, facts }: { last: Attempt | undefined; facts: readonly Fact[] }): readonly Changed[] =>
  facts.filter(
    (fact): fact is Changed =>
      fact.kind === "mailbox.changed" &&
      last?.where !== undefined &&
      isSameMailbox(fact.where.mailbox, last.where.mailbox),
  );

/** The fields that servers put on top of a message, of which a log that counts what came knows nothing. */
const topBytes = 4096;

/**
 * What mail programs did to a message that their server does not name by its Message-ID: the one of its size. Where several of that
 * size were touched nobody knows which it was.
 */
export function unnamedChanges(visits: readonly Fact[], last: Attempt | undefined): readonly Changed[] {
  const { sizeBytes, where } = last ?? {};
  if (!last || sizeBytes === undefined || !where) return [];
  const fits = visits.filter(
    (fact): fact is Changed =>
      fact.kind === "mailbox.changed" &&
      fact.messageId === undefined &&
      fact.at >= last.at &&
      isSameMailbox(fact.where.mailbox, where.mailbox) &&
      fact.sizeBytes !== undefined &&
      fact.sizeBytes >= sizeBytes &&
      fact.sizeBytes <= sizeBytes + topBytes,
  );
  const closest = Math.min(...fits.map((fact) => fact.sizeBytes ?? 0));
  const named = fits.filter((fact) => fact.sizeBytes === closest);
  return new Set(named.map((fact) => `${fact.session} ${fact.where.uid}`)).size === 1 ? named : [];
}

/** Follows the message and its copies from folder to folder; undefined for a message that was not stored. */
export function fateOf(inquiry: Pick<Inquiry, "last" | "facts">): Fate | undefined {
  const { last } = inquiry;
  if (last?.status !== "delivered") return undefined;
  const laid = last.where?.folder ?? "INBOX";
  const folders = new Set([laid]);
  let by: Changed | undefined;
  for (const change of changesOf(inquiry)) {
    const { how, where, to } = change;
    if (to !== undefined) folders.add(to);
    if (how !== "moved" && how !== "expunged") continue;
    by = change;
    // A folder that is not known was renamed meanwhile: then it was one of the copies.
    if (!folders.delete(where.folder ?? laid)) for (const copy of [...folders]) if (copy !== laid) folders.delete(copy);
  }
  if (folders.has(laid)) return { state: "kept", by: undefined, folder: last.where?.folder };
  const [folder] = folders;
  return folder === undefined ? { state: "gone", by, folder } : { state: "moved", by, folder };
}

/** What shows that a message was moved: where it went comes before that it left its place. */
export function moveOf(inquiry: Pick<Inquiry, "last" | "facts">): readonly Changed[] {
  const { by, folder } = fateOf(inquiry) ?? {};
  if (!by) return [];
  const copy = changesOf(inquiry).findLast(({ how, to, at }) => how === "copied" && to === folder && at <= by.at);
  return copy ? [copy, by] : [by];
}

/** Did the store itself expunge it, for its age? */
export const retentionOf = (facts: readonly Fact[], { source }: Changed): Fact | undefined =>
  facts.find(
    (fact) =>
      fact.kind === "decision" &&
      fact.by === "store.autoexpunge" &&
      fact.source?.file === source?.file &&
      fact.source?.offset === source?.offset,
  );

type Decision = EventOf<"decision"> & Fact;

/** Logins of mail programs, accepted and refused. */
export const loginsOf = (facts: readonly Fact[]): readonly Decision[] =>
  facts.filter(
    (fact): fact is Decision =>
      fact.kind === "decision" && fact.by.startsWith("login.") && (fact.service === "imap" || fact.service === "pop3"),
  );
