/**
 * SASLprep (RFC 4013): one form of a password, however a keyboard made it. Normalised by NFKC of this Unicode, not of 3.2;
 * right-to-left text is not checked for its direction (RFC 3454 §6), since refusing it would lock people out.
 */

/** RFC 3454 §C.1.2: spaces that become the plain one. */
const otherSpaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g;
/** RFC 3454 §B.1: what nobody sees. */
const nothing = /\u034f|[\u180b-\u180d]|\u200d|[\ufe00-\ufe0f]|[\u00ad\u1806\u200c\u2060\ufeff]/g;
/** RFC 4013 §2.3: what Unicode calls other (controls, private, unassigned …), line ends, and marks that describe characters. */
const prohibited = /[\p{C}\u2028\u2029\u2ff0-\u2ffb\ufffc\ufffd]/u;

/** Undefined where nothing is left, or something that is prohibited. */
export function saslPrepared(text: string): string | undefined {
  const mapped = text.replace(otherSpaces, " ").replace(nothing, "").normalize("NFKC");
  return mapped === "" || prohibited.test(mapped) ? undefined : mapped;
}
