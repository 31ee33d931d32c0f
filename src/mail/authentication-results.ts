/** What a receiving server found of SPF, DKIM, DMARC and ARC (Authentication-Results, RFC 8601; Received-SPF, RFC 7208 §9.1). */

export interface AuthenticationResult {
  /** "spf", "dkim", "dmarc", "arc" and others. */
  readonly method: string;
  /** "pass", "fail", "softfail", "none" and others. */
  readonly result: string;
  /** Whose: the domain that was looked at, or the address. */
  readonly of: string | null;
  /** Who looked. */
  readonly by: string | null;
}

export function parseAuthenticationResults(value: string): readonly AuthenticationResult[] {
  const text = value.slice(0, 8000).replace(/\([^()]{0,1000}\)/g, " ");
  const [first = "", ...rest] = text.replace(/^\s{0,20}i=\d{1,4}\s{0,20};/, "").split(";");
  const named = !/^\s{0,200}[a-z-]{2,20}\s{0,20}=/i.test(first);
  const by = named ? (first.trim().split(/\s/)[0] ?? "") || null : null;
  return (named ? rest : [first, ...rest]).flatMap((part) => {
    const found = /^\s{0,200}([a-z-]{2,20})(?:\/\d)?\s{0,20}=\s{0,20}([a-z]{2,20})\b/i.exec(part);
    if (!found?.[1] || !found[2]) return [];
    const of =
      /\b(?:header\.(?:d|from|i)|smtp\.(?:mailfrom|mail|helo))\s{0,20}=\s{0,20}"?([^\s";]{1,320})/i.exec(part)?.[1] ??
      null;
    return [{ method: found[1].toLowerCase(), result: found[2].toLowerCase(), of, by }];
  });
}

/** `Received-SPF: fail (mx.example.com: …) client-ip=…; envelope-from=…` */
export function parseReceivedSpf(value: string): AuthenticationResult | undefined {
  const result = /^\s{0,20}([a-z]{2,20})\b/i.exec(value)?.[1]?.toLowerCase();
  if (!result) return undefined;
  const of = /envelope-from\s{0,20}=\s{0,20}"?<?([^\s">;]{1,320})/i.exec(value.slice(0, 4000))?.[1] ?? null;
  const by = /\(([^\s:()]{1,255}):/.exec(value.slice(0, 4000))?.[1] ?? null;
  return { method: "spf", result, of, by };
}
