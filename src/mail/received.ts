/** The trace that each server leaves in the header (Received, RFC 5321 §4.4), read as the hops of a message. */
import { parseMailDate } from "./mail-date.ts";

export interface Hop {
  /** As the sending side named itself, and what the receiving one saw of it. */
  readonly from: string | null;
  readonly fromIp: string | null;
  readonly by: string | null;
  /** "ESMTPS" and its like. */
  readonly with: string | null;
  readonly id: string | null;
  readonly for: string | null;
  /** Epoch milliseconds, zones evened out. */
  readonly at: number | null;
}

/** Servers write all sorts of things into the field: what is not found is null. */
export function parseReceived(value: string): Hop {
  const text = value.slice(0, 4000).replace(/\s{1,200}/g, " ");
  const semicolon = text.lastIndexOf(";");
  const clauses = semicolon < 0 ? text : text.slice(0, semicolon);
  const bare = withoutComments(clauses);
  const clause = (name: string) => new RegExp(`(?:^| )${name} <?([^\\s;>]{1,320})`, "i").exec(bare)?.[1] ?? null;
  const address = /[[(](?:IPv6:)?(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})[\])]/i.exec(clauses);
  return {
    from: clause("from"),
    fromIp: address?.[1] ?? null,
    by: clause("by"),
    with: clause("with"),
    id: clause("id"),
    for: clause("for"),
    at: parseMailDate((semicolon < 0 ? "" : text.slice(semicolon + 1)).trim()) ?? null,
  };
}

/** Comments may hold words such as "from" and "with". */
function withoutComments(text: string): string {
  let depth = 0;
  let bare = "";
  for (const char of text) {
    if (char === "(") depth++;
    else if (char === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) bare += char;
  }
  return bare;
}
