/** How the keys of sessions stand in the lines of a log: what must be there for a session to have one. */
import { domainOf, localPartOf } from "../mail/address.ts";

/** What every log writes as it is. */
const plain = /^[\w.+=@$%~:-]+$/;
/** A domain that a log may write in other letters. */
const encoded = /xn--/;
/** Ids are what they are; names and addresses are written in any case. */
const exact = /^(?:queue-id|message-id|transid|ip)$/;

/**
 * Expressions that find every line which gives a session one of these keys, and perhaps others; undefined where a log may write one in
 * other letters.
 */
export function needlesOf(keys: readonly string[]): readonly RegExp[] | undefined {
  const named = keys.map((key) => {
    const colon = key.indexOf(":");
    return { kind: key.slice(0, colon), word: key.slice(colon + 1) };
  });
  if (!named.every(({ word }) => plain.test(word) && !encoded.test(word))) return undefined;
  const [ids, names] = [true, false].map((isExact) => named.filter(({ kind }) => exact.test(kind) === isExact));
  const written = (names ?? []).map(({ kind, word }) => (isAccount(kind) ? accountIn(word) : literal(word)));
  return [
    ...(ids && ids.length > 0 ? [new RegExp(anyOf(ids.map(({ word }) => word)), "g")] : []),
    ...(written.length > 0 ? [new RegExp(written.join("|"), "gi")] : []),
  ];
}

const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\*-]/g, "\\$&");

const isAccount = (kind: string): boolean => kind === "address" || kind === "mailbox";

/**
 * Itself, with a tag, as Cyrus names a mailbox of several domains (`example.test!user.ann^lee`), as the one who stands behind a return path that was rewritten, or as Exim names a user of its machine (`bob <sales@…>`, with a bracket that Docker's JSON escapes); a name
 * alone as a word, and no address of it.
 */
function accountIn(address: string): string {
  const domain = domainOf(address);
  // Looked back at its end: a search that begins with letters is faster.
  if (domain === undefined) return `${literal(address)}(?![\\w@])(?<!\\w${literal(address)})`;
  const [local, host] = [literal(localPartOf(address)), literal(domain)];
  const original = ` (?:\\([^)\\n]{0,200}\\) )?(?:<|\\\\u003c)[^\\s>]{0,320}@${host}`;
  const ofCyrus = `${host}!user\\.${literal(localPartOf(address).replaceAll(".", "^"))}`;
  const folderOfCyrus = `user/${local}/[^\\s@]{1,400}@${host}`;
  return `${local}(?:\\+[^\\s@]{0,200})?(?:[@=]${host}|${original})|${host}=${local}|${ofCyrus}|${folderOfCyrus}`;
}

/** One of these words, each letter compared once: ids that begin alike, one after the other, take four times as long. */
function anyOf(words: readonly string[]): string {
  if (words.includes("")) return "";
  const branches = [...Map.groupBy(words, (word) => word.charAt(0))].map(([first, those]) => {
    const rests = [...new Set(those.map((word) => word.slice(1)))];
    return literal(first) + (rests.length === 1 ? literal(rests[0] ?? "") : anyOf(rests));
  });
  return branches.length === 1 ? (branches[0] ?? "") : `(?:${branches.join("|")})`;
}
