/** E-mail addresses as envelopes write them (RFC 5321 §4.1.2), and the forms under which people look for them. */

import { domainToASCII } from "node:url";

/** "<a@b>", " a@b " or "a@b" without brackets; "<>" gives "". Case is kept. */
export function bareAddress(text: string): string {
  const trimmed = text.trim();
  const inner = trimmed.startsWith("<") && trimmed.endsWith(">") ? trimmed.slice(1, -1) : trimmed;
  return inner.startsWith("@") ? inner.slice(inner.indexOf(":") + 1) : inner;
}

/** Of the argument of MAIL or RCPT: `FROM:<a@b> SIZE=1` is `a@b`; undefined where it has no path. */
export function envelopeAddress(argument: string): string | undefined {
  // A name in quotes may have brackets and spaces in it.
  const path = /^(?:FROM|TO)(?:\s*:\s*|\s+)(<"(?:[^"\\]|\\.){0,300}"@[^<>"]{0,300}>|<[^>]*>|[^\s<>:]+)/i.exec(argument);
  return path?.[1] === undefined ? undefined : bareAddress(path[1]);
}

/** The address in a header field: of `Ann <a@b>`, `"Ann" a@b` or `a@b (Ann)`; undefined where there is none, or it is cut off. */
export function headerAddress(field: string): string | undefined {
  const [, inBrackets, bare] =
    /<([^<>\s]{1,320}@[^<>\s]{1,255})>|^[^<]*?([^\s<>"(),;:]{1,320}@[^\s<>"(),;:]{1,255})[^<]*$/.exec(field) ?? [];
  return inBrackets ?? bare;
}

/** What a person pastes as an address: `Ann <a@b>`, `mailto:a@b`, `a@b;`; whatever else it is, without brackets. */
export function pastedAddress(text: string): string {
  const given = text
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/[;,.]+$/, "");
  return bareAddress((/[\s<]/.test(given) ? headerAddress(given) : undefined) ?? given);
}

/** The part behind the last @, lower-cased; undefined where there is none. */
export function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf("@");
  return at < 0 || at === address.length - 1 ? undefined : address.slice(at + 1).toLowerCase();
}

/** The part before the last @, as written. */
export const localPartOf = (address: string): string => {
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at);
};

const beyondAscii = /[^\x00-\x7f]/;

/**
 * The form under which addresses are compared and stored as keys: no brackets, lower case, the domain as DNS has it
 * ("münchen.example" is "xn--mnchen-3ya.example"), accents composed.
 */
export function normaliseAddress(address: string): string {
  const bare = bareAddress(address).toLowerCase();
  if (!beyondAscii.test(bare)) return bare;
  const composed = bare.normalize("NFC");
  const at = composed.lastIndexOf("@") + 1;
  return at === 0 ? composed : composed.slice(0, at) + (domainToASCII(composed.slice(at)) || composed.slice(at));
}

const usual = /^[\w.-]+@[\w.-]+$/;

/** Is it written as it is compared, but for case, without a tag, and with nobody behind it? */
export const isUsual = (address: string): boolean => usual.test(address);

/** Without a plus-tag: `bob+news@example.com` is `bob@example.com`. */
export function withoutTag(address: string): string {
  const plus = address.indexOf("+");
  const at = address.lastIndexOf("@");
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}
