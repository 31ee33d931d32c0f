/** Which sessions are wanted, as the page's address holds it; and whether a live one is. */
import type { SessionRow } from "../documents.ts";

export interface SessionFilter {
  readonly address?: string;
  readonly peer?: string;
  readonly text?: string;
  readonly role?: string;
  readonly service?: string;
  /** ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  readonly onlyBad?: boolean;
  readonly log?: string;
}

const names = ["address", "peer", "text", "role", "service", "from", "to", "log"] as const;

export function filterIn(query: URLSearchParams): SessionFilter {
  const given = names.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(given), ...(query.get("onlyBad") === "true" && { onlyBad: true }) };
}

/** Live sessions are not asked for but told, so that the page itself looks through them. */
export function fits(row: SessionRow, { address, peer, text, role, service, onlyBad }: SessionFilter): boolean {
  const addresses = row.transactions.flatMap(({ sender, recipients }) => [
    sender ?? "",
    ...recipients.map((recipient) => recipient.address),
  ]);
  return (
    (role === undefined || row.role === role) &&
    (service === undefined || row.service === service) &&
    (!onlyBad || !row.verdict.benign) &&
    (peer === undefined || [row.peer, row.peerHost].some((one) => has(one, peer))) &&
    (address === undefined || addresses.some((one) => has(one, address))) &&
    (text === undefined || has(JSON.stringify(row), text))
  );
}

const has = (whole: string | null, part: string): boolean => whole?.toLowerCase().includes(part.toLowerCase()) ?? false;

/** "2026-11-24T10:00:00.000Z" as a field for date and time shows it in the reader's zone, and back; "" for none. */
export function toLocal(iso: string | undefined): string {
  if (iso === undefined || Number.isNaN(Date.parse(iso))) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
export const fromLocal = (local: string): string =>
  local === "" || Number.isNaN(Date.parse(local)) ? "" : new Date(local).toISOString();
