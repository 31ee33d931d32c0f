/** The server's operations, as the pages call them. */
import { go, here } from "./address.ts";
import { type Fields, queryOf, requestOf } from "./request.ts";
import { type Input, type OperationId, type Output, routes } from "./routes.gen.ts";

/** What the server says where it does not do what was asked (RFC 9457); status 0: it was not reached. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly id: string;

  constructor(status: number, { title, detail, id }: { title?: string; detail?: string; id?: string }) {
    super(detail ?? title ?? String(status));
    this.status = status;
    this.title = title ?? "";
    this.detail = detail ?? "";
    this.id = id ?? "";
  }
}

/** Asks for an operation. Throws Problem; whoever is not logged in is brought to the login, with a way back. */
export async function call<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  signal?: AbortSignal,
): Promise<Output<Id>> {
  const { method, url, body } = requestOf(routes[id], input as Fields);
  const response = await fetch(url, {
    method,
    headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem(0, {});
  });
  if (response.ok) return (response.status === 204 ? null : await response.json()) as Output<Id>;
  if (response.status === 401 && id !== "login") toLogin();
  throw new Problem(response.status, await problemIn(response));
}

async function problemIn(response: Response): Promise<{ title?: string; detail?: string; id?: string }> {
  try {
    return await response.json();
  } catch {
    return { title: response.statusText };
  }
}

/** Where one is, kept for after the login. */
function toLogin(): void {
  const { path, search } = here.value;
  if (path === "/login") return;
  go(`/login?${queryOf({ back: path === "/" && search === "" ? "" : path + search })}`, { replace: true });
}

interface StreamEnds {
  /** The connection is lost and tried again (true), or there again. */
  readonly broken?: (isBroken: boolean) => void;
  /** There is no more; with the problem where it is not as it should be. */
  readonly over?: (problem: Problem | undefined) => void;
}

/** Tells of what happens by the names of the events, until it is over or closed. */
export function stream<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  on: Readonly<Record<string, (data: unknown) => void>>,
  { broken, over }: StreamEnds,
): () => void {
  const source = new EventSource(requestOf(routes[id], input as Fields).url);
  const listen = (name: string, take: (data: unknown) => void) =>
    source.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data)));
  const end = (problem?: Problem) => {
    source.close();
    over?.(problem);
  };
  for (const [name, take] of Object.entries(on)) listen(name, take);
  listen("over", () => end());
  listen("problem", (told) => {
    const document = told as { readonly status: number; readonly title: string };
    end(new Problem(document.status, document));
  });
  source.addEventListener("open", () => broken?.(false));
  source.addEventListener("error", () => {
    // What was refused at once is not tried again by the browser.
    if (source.readyState === EventSource.CLOSED) end(new Problem(0, {}));
    else broken?.(true);
  });
  return () => source.close();
}
