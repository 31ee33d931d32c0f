/** An operation's route and input as an HTTP request. */

export type Fields = Readonly<Record<string, unknown>>;

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** JSON. */
  readonly body?: string;
}

/** `{name}` in the path is filled from the input; the rest is the query of GET and DELETE, else the body. */
export function requestOf(route: string, input: Fields): HttpRequest {
  const [method = "GET", pattern = "/"] = route.split(" ");
  const rest: Record<string, unknown> = { ...input };
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value ?? ""));
  });
  if (method !== "GET" && method !== "DELETE") return { method, url: path, body: JSON.stringify(rest) };
  const query = queryOf(rest);
  return { method, url: query === "" ? path : `${path}?${query}` };
}

/** A list becomes one pair an item; what is not given, empty or false is left out. */
export function queryOf(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null && item !== "" && item !== false)
      .map((item) => [name, typeof item === "object" ? JSON.stringify(item) : String(item)]),
  );
  return new URLSearchParams(pairs).toString();
}
