/** Does a request that changes something come from our own page? A cookie goes along with requests of any page. */

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

interface Request {
  readonly method: string;
  /** Of a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
}

/**
 * Why it does not, undefined where all is well. Browsers say where a request comes from (Fetch Metadata, and Origin in those that
 * are older); programs say nothing of the kind, and have no cookie of somebody else.
 */
export function foreignOrigin({ method, header }: Request): string | undefined {
  if (safe.has(method)) return undefined;
  const site = header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return `the request comes from another site (${site})`;
  const origin = header("origin");
  if (origin === undefined) return undefined;
  const host = header("host");
  return URL.canParse(origin) && new URL(origin).host === host
    ? undefined
    : `the request comes from ${origin}, not from this server`;
}
