/** The server's operations, as the pages call them. */
import { go, here } from "./address.ts";
import { type Fields, queryOf, requestOf } from "./request.ts";
import { type Input, type OperationId, type Output, routes } from "./routes.gen.ts";

type ProblemFields = Partial<Readonly<Record<"title" | "detail" | "id" | "field", string>>>;

/** What the server says where it does not do what was asked (RFC 9457); status 0: it was not reached. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly id: string;
  /** The part of the input that is wrong. */
  readonly field: string | undefined;

  constructor(status: number, { title, detail, id, field }: ProblemFields) {
    super(detail ?? title ?? String(status));
    this.status = status;
    this.title = title ?? "";
    this.detail = detail ?? "";
    this.id = id ?? "";
    this.field = field;
  }

  /** It was not reached, or failed: to ask again may help, and the log knows more. Anything else is for the asker to mend. */
  get isOfServer(): boolean {
    return this.status === 0 || this.status >= 500;
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

async function problemIn(response: Response): Promise<ProblemFields> {
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

/** A server that starts anew is there again in some seconds. */
const againMilliseconds = 3000;

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
  const { url } = requestOf(routes[id], input as Fields);
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  const leave = () => {
    isLeft = true;
    clearTimeout(timer);
    source?.close();
  };
  const end = (problem?: Problem) => {
    leave();
    over?.(problem);
  };
  const refused = (problem: Problem | undefined) => {
    if (isLeft) return;
    if (problem && !problem.isOfServer) return end(problem);
    timer = setTimeout(open, againMilliseconds);
    broken?.(true);
  };
  const open = () => {
    const opened = new EventSource(url);
    source = opened;
    const listen = (name: string, take: (data: unknown) => void) =>
      opened.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data)));
    for (const [name, take] of Object.entries(on)) listen(name, take);
    listen("over", () => end());
    listen("problem", (told) => {
      const document = told as { readonly status: number; readonly title: string };
      end(new Problem(document.status, document));
    });
    opened.addEventListener("open", () => broken?.(false));
    opened.addEventListener("error", () => {
      // What was refused, perhaps by a proxy whose server is away, the browser does not try again, nor say why.
      if (opened.readyState === EventSource.CLOSED) void refusalOf(url).then(refused);
      else broken?.(true);
    });
  };
  open();
  return leave;
}

/** Why there is no stream; undefined where there is one now. */
async function refusalOf(url: string): Promise<Problem | undefined> {
  const asked = new AbortController();
  try {
    const response = await fetch(url, { signal: asked.signal });
    if (response.ok) return undefined;
    if (response.status === 401) toLogin();
    return new Problem(response.status, await problemIn(response));
  } catch {
    return new Problem(0, {});
  } finally {
    asked.abort();
  }
}
