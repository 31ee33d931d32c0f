/** Somebody at the web: a browser with its cookie, or a program with its token. */

export interface Said {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what was said
  readonly body: any;
}

export class WebClient {
  readonly #page: string;
  readonly #headers: Record<string, string>;
  cookie: string | undefined;

  /** `headers` go with each request. */
  constructor(page: string, headers: Record<string, string> = {}) {
    this.#page = page;
    this.#headers = headers;
  }

  /** `route` as "POST /blocks". */
  async ask(route: string, body?: object, headers: Record<string, string> = {}): Promise<Said> {
    const response = await this.fetch(route, {
      ...(body && { body: JSON.stringify(body) }),
      headers: { ...(body && { "content-type": "application/json" }), ...headers },
    });
    const set = response.headers.get("set-cookie");
    if (set) this.cookie = /^postino=([^;]+);/.exec(set)?.[1];
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  fetch(
    route: string,
    { headers, ...more }: RequestInit & { readonly headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const [method = "", path = ""] = route.split(" ");
    const own = { ...this.#headers, ...(this.cookie && { cookie: `postino=${this.cookie}` }), ...headers };
    return fetch(`${this.#page}/api${path}`, { method, ...more, headers: own });
  }

  signIn(address: string, password: string, code?: string): Promise<Said> {
    return this.ask("POST /login", { address, password, ...(code !== undefined && { code }) });
  }

  /** Server-sent events until `enough` of them have come; each is its name and its data. */
  async events(
    route: string,
    enough: (events: readonly WebEvent[]) => boolean,
    begun = async () => {},
  ): Promise<readonly WebEvent[]> {
    const left = new AbortController();
    const response = await this.fetch(route, { signal: left.signal });
    const events: WebEvent[] = [];
    let text = "";
    await begun();
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const whole = text.split("\n\n");
      text = whole.pop() ?? "";
      for (const one of whole) {
        const [, event = "", data = "{}"] = /^event: (.*)\ndata: (.*)$/m.exec(one) ?? [];
        if (event !== "") events.push({ event, data: JSON.parse(data) });
      }
      if (enough(events)) break;
    }
    left.abort();
    return events;
  }
}

export interface WebEvent {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what was said
  readonly data: any;
}
