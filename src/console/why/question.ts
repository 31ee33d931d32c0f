/** What is asked, as the page's address holds it, and as the server wants it. */
import type { ExplainDocument } from "../documents.ts";
import type { Fields } from "../request.ts";
import type { Recognised } from "./recognise.ts";

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
  const to = query.getAll("to").flatMap((one) => one.split(/[\s,;]+/).filter((part) => part !== ""));
  return { ...Object.fromEntries(given), to };
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

/** What the box held, as a field of the question. */
export function fieldsOf(found: Recognised, isSender: boolean): Fields {
  if (found.kind === "nothing") return {};
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
  return addresses.length > 0 ? { kind: "address", value: addresses } : { kind: "nothing" };
}

/** As it is shown in the box. */
export const shownInBox = (held: Recognised): string =>
  held.kind === "nothing" ? "" : typeof held.value === "string" ? held.value : held.value.join(", ");
