/** What is asked, as the page's address holds it, and as the server wants it. */
import type { ExplainDocument } from "../documents.ts";
import { type Fields, queryOf } from "../request.ts";
import type { Recognised } from "./recognise.ts";

export type PlainQuestion = NonNullable<ExplainDocument["plain"]>;

/** Names of the address's query, which are those of the server's operation. */
const names = [
  "from",
  "about",
  "window",
  "messageId",
  "queueId",
  "session",
  "subject",
  "ip",
  "host",
  "side",
  "log",
] as const;

/** Of a text that names more recipients these are asked about. */
const mostSuggested = 5;

/** At least one of them says whose mail is meant. */
const keys = ["from", "messageId", "queueId", "session", "ip", "host"] as const;

export type AskedFields = { readonly [Name in Exclude<(typeof names)[number], "side">]?: string } & {
  readonly to: readonly string[];
  readonly side?: "receiver" | "sender";
};

export function askedIn(query: URLSearchParams): AskedFields {
  const given = names.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(given), to: query.getAll("to").flatMap(recipientsIn) };
}

/** Parted by commas or semicolons, addresses also by spaces: "Mario Bianchi" is one person, and so is "Rossi, Ada <a@b.example>". */
function recipientsIn(text: string): readonly string[] {
  const spaced = text.split(/[\s,;]+/).filter((part) => part !== "");
  if (spaced.every((part) => part.includes("@"))) return spaced;
  if (/^[^<>@]*<[^<>]*>$/.test(text.trim())) return [text.trim()];
  return text.split(/[,;]/).flatMap((part) => part.trim() || []);
}

/** Is it a question, or only half of one? */
export const isQuestion = (asked: AskedFields): boolean =>
  asked.to.length > 0 || keys.some((name) => asked[name] !== undefined);

/** The question that a pasted text suggests: whom it was for, from whom, when, and its id. */
export function suggestedBy({ recipients, about, originalMessageId, noticedAt }: ExplainDocument): AskedFields {
  const to = recipients.flatMap(({ address, finalAddress }) => finalAddress ?? address ?? []);
  return {
    to: [...new Set(to)].slice(0, mostSuggested),
    ...(about?.sender && { from: about.sender }),
    ...(originalMessageId !== null && { messageId: originalMessageId }),
    ...(noticedAt !== null && { about: noticedAt }),
  };
}

/** The question that a sentence tells, before what stood in the fields. A user's names are nobody else's to look up. */
export function ledBy({ to, from, about }: PlainQuestion, beside: Fields, isUser: boolean): AskedFields {
  const given = Object.fromEntries(Object.entries(beside).filter(([, value]) => value !== ""));
  const isSaid = from !== undefined && (!isUser || from.includes("@"));
  const told = {
    ...(!isUser && to.length > 0 && { to }),
    ...(isSaid && { from }),
    ...(about !== undefined && { about }),
  };
  return askedIn(new URLSearchParams(queryOf({ ...given, ...told })));
}

/** What the box held, as a field of the question. */
export function fieldsOf(found: Recognised, isSender: boolean): Fields {
  if (found.kind === "nothing" || found.kind === "text" || found.kind === "words") return {};
  if (found.kind === "name") return isSender ? { from: found.value } : { to: [found.value] };
  if (found.kind === "address") return isSender ? { from: found.value[0] } : { to: found.value };
  return { [found.kind]: found.value };
}

/** What the box holds for a question that came by its address. */
export function boxOf(asked: AskedFields, isSender: boolean): Recognised {
  const addresses = isSender ? [asked.from ?? []].flat() : asked.to;
  for (const kind of ["messageId", "queueId", "session", "ip"] as const) {
    const value = asked[kind];
    if (value !== undefined) return { kind, value };
  }
  const [first = "", ...others] = addresses;
  if (others.length === 0 && first !== "" && !first.includes("@")) return { kind: "name", value: first };
  return addresses.length > 0 ? { kind: "address", value: addresses } : { kind: "nothing" };
}

/** As it is shown in the box. */
export const shownInBox = (held: Recognised): string =>
  held.kind === "nothing" ? "" : typeof held.value === "string" ? held.value : held.value.join(", ");
