/** What was typed or pasted into the one box. */

export type Recognised =
  | { readonly kind: "nothing" }
  | { readonly kind: "address"; readonly value: readonly string[] }
  | { readonly kind: "messageId" | "queueId" | "session" | "ip"; readonly value: string }
  /** Of a person, a login, a domain or an office; or a short reply, which only the server can tell. */
  | { readonly kind: "name"; readonly value: string }
  /** A question in a sentence, or a reply. */
  | { readonly kind: "words"; readonly value: string }
  /** For `explain`: a bounce, a reply, a header, lines of a log. */
  | { readonly kind: "text"; readonly value: string };

/** Longer words are no address, id or name. */
const longestWord = 998;

const address =
  /^[^\s<>@,;:"()]{1,256}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){0,20}[\p{L}\p{N}][\p{L}\p{N}-]{0,62}$/u;
const anybodyAt = /^@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,20}[\p{L}][\p{L}\p{N}-]{1,62})$/u;
/** One or two words; three have capitals. */
const nameWord = /^\p{L}[\p{L}\p{M}\p{N}.'’_-]{0,63}$/u;
const mostNameWords = 3;
/** What somebody types who tells a story: one line without signs of programs, and no reply or field of a header. */
const sentence = /^(?!\d{3}[ -]|[\w-]{1,40}:\s)[\p{L}\p{M}\p{N}\s.,;:?!'’"“”«»()@<>/_+-]{1,300}$/u;
const enhancedCode = /\b[245]\.\d{1,3}\.\d{1,3}\b/;
const named = /^[^<>@:=[\]]{0,60}<([^<>\s]{3,320})>$/;
const ip4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const ip6 = /^(?=.*:.*:)[0-9a-f:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?$/i;
/** Ids of a queue: Postfix (hexadecimal, and the long ones without vowels), Exim (old and new), IceWarp. */
const queueIds: readonly RegExp[] = [
  /^(?=[0-9A-F]*\d)[0-9A-F]{6,13}$/,
  /^(?=\S*\d)[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,15}z[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{1,8}$/,
  /^[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}|[0-9A-Za-z]{11})-(?:[0-9A-Za-z]{2}|[0-9A-Za-z]{4})$/,
  /^[A-Z]{3}\d{4,6}$/,
];

/** The local part of an id that a program made: long, or with digits that no person has. */
const looksMade = (id: string): boolean => {
  const local = id.slice(0, id.lastIndexOf("@"));
  return local.length > 24 || (local.match(/\d/g) ?? []).length > 5 || /[$!%{}=]/.test(local);
};

/** Decides by the form alone. */
export function recognise(typed: string): Recognised {
  const text = typed.trim();
  if (text === "") return { kind: "nothing" };
  const id = /^(?:message-id\s{0,5}:\s{0,5})(<?[^\s<>]{1,996}>?)$/i.exec(text)?.[1];
  if (id) return { kind: "messageId", value: id };
  const list = text.length < 5000 ? addressesIn(text) : undefined;
  if (list)
    return list.length === 1 && text.startsWith("<") && looksMade(list[0] ?? "") ? messageId(text) : addresses(list);
  if (text.length > longestWord) return { kind: "text", value: typed };
  return (/\s/.test(text) ? undefined : oneWord(text)) ?? inWords(text) ?? { kind: "text", value: typed };
}

/** A name alone, or a sentence. */
function inWords(text: string): Recognised | undefined {
  if (text.includes("\n") || !sentence.test(text) || enhancedCode.test(text) || !/\p{L}{2}/u.test(text))
    return undefined;
  const words = text.split(/\s+/);
  const isAllCapital = words.every((word) => /^\p{Lu}/u.test(word));
  const isName = words.length <= (isAllCapital ? mostNameWords : 2) && words.every((word) => nameWord.test(word));
  if (isName) return { kind: "name", value: words.join(" ") };
  return words.length > 2 || /[,;]/.test(text) ? { kind: "words", value: text } : undefined;
}

const messageId = (value: string): Recognised => ({ kind: "messageId", value });
const addresses = (value: readonly string[]): Recognised => ({ kind: "address", value });

function oneWord(text: string): Recognised | undefined {
  const bare = text.replace(/^\[(?:IPv6:)?|\]$/g, "");
  if (ip4.test(bare) || ip6.test(bare)) return { kind: "ip", value: bare };
  if (/^[0-9A-F]{16}$/i.test(text)) return { kind: "session", value: text.toUpperCase() };
  if (queueIds.some((form) => form.test(text))) return { kind: "queueId", value: text };
  if (/^<[^<>\s]{1,995}>$/.test(text)) return messageId(text);
  const domain = anybodyAt.exec(text)?.[1];
  return domain === undefined ? undefined : addresses([`@${domain}`]);
}

/** Addresses, bare or with names, and nothing else; undefined otherwise. */
function addressesIn(text: string): readonly string[] | undefined {
  const whole = addressIn(text);
  if (whole) return [whole];
  const lines = text.split(/[,;\n]+/).filter((part) => part.trim() !== "");
  const parts = lines.length === 1 ? text.split(/\s+/) : lines;
  const found = parts.map((part) => addressIn(part));
  return parts.length > 1 && parts.length <= 20 && found.every((one) => one !== undefined) ? found : undefined;
}

function addressIn(text: string): string | undefined {
  const trimmed = text.trim().replace(/^mailto:/i, "");
  const inner = named.exec(trimmed)?.[1] ?? trimmed;
  return address.test(inner) ? inner : undefined;
}
