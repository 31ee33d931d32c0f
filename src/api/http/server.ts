/** The API and the page over HTTP: who asks, may he, what he asked, and the answer or the problem. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { streamSSE } from "hono/streaming";
import type { AccessDesk, Asker } from "../../access/desk.ts";
import { version } from "../../app/version.ts";
import { UsageError } from "../../base/error.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { TlsIdentity } from "../../net/tls-identity.ts";
import type { Operation } from "../operation.ts";
import { registry } from "../operations/registry.gen.ts";
import type { OperationRequest } from "../run-operation.ts";
import { safeHeaders } from "./headers.ts";
import { openApi, pathParts } from "./openapi.ts";
import { foreignOrigin } from "./origin.ts";
import { isView, type PageFile, readPage } from "./page.ts";
import { watchRequests } from "./patience.ts";
import { notAllowed, notSignedIn, Problem, problemDocument, problemFrom, tooLarge, tooMany } from "./problem.ts";
import { inputFrom } from "./request-input.ts";
import type { Visit } from "./visit.ts";

/** What the web asks of a running server. */
export interface WebGround {
  readonly run: (request: OperationRequest) => Promise<unknown>;
  readonly access: Pick<AccessDesk, "byCookie" | "byToken">;
  /** The settings in force. */
  readonly limits: () => { readonly longestHours: number; readonly uploadBytes: number };
  /** Is it a proxy that is believed? */
  readonly isProxy: (ip: string) => boolean;
  /** Counts a connection from that address; gives what counts it off again, undefined where it has too many. */
  readonly enter: (ip: string) => (() => void) | undefined;
  /** Why that address is kept out; undefined where it is not. */
  readonly blocked: (ip: string) => string | undefined;
  readonly loggedIn: (ip: string, ...login: Parameters<Visit["loggedIn"]>) => string;
  /** Why no mail is taken just now; undefined where it is. */
  readonly trouble: () => string | undefined;
  /** Makes the id of a request. */
  readonly nextId: () => string;
  /** Writes a line into the log of the web service. */
  readonly note: (text: string) => void;
  readonly report: (where: string, error: unknown) => void;
}

interface WebPlace {
  readonly address: string;
  readonly port: number;
  /** Where others can reach it, it is encrypted by this. */
  readonly identity?: TlsIdentity;
  /** Folder of the page. */
  readonly page: string;
  /** How long a request may take to come, see `patience.ts`. */
  readonly patienceMilliseconds?: number;
}

export interface WebServer {
  /** `http://127.0.0.1:8025`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const cookieName = "postino";
/** What an operation is sent, but for a log file. */
const maxBodyBytes = 2 * 1024 * 1024;
/** A large log over a slow line takes so long to come. */
const longestRequestMilliseconds = 6 * 3_600_000;
/** Pages that are open hold two each. */
const maxConnections = 2000;
/** A proxy, and whatever is in between, hangs up on who is silent for a minute or so. */
const pulseMilliseconds = 15_000;

/** Rejects with UsageError for an address that is not to be had. */
export async function serveWeb(place: WebPlace, ground: WebGround): Promise<WebServer> {
  const { address, port, identity, page, patienceMilliseconds } = place;
  const app = await createApp(readPage(page), ground, (request) => wait(request));
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const http = createServer({ requestTimeout: longestRequestMilliseconds }, listener);
  const wait = watchRequests(http, patienceMilliseconds);
  // Who asks by the bare address names no host, and gets the first certificate as at the mail ports.
  const server: Server = identity
    ? createTcpServer((socket) => void http.emit("connection", identity.encrypt(socket)))
    : http;
  server.maxConnections = maxConnections;
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    const ip = ipOf(socket);
    // Behind a proxy those who ask are counted, request by request.
    const leave = ground.isProxy(ip) ? () => {} : ground.enter(ip);
    if (!leave) return void socket.resetAndDestroy();
    open.add(socket);
    socket.once("close", () => {
      open.delete(socket);
      leave();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new UsageError(`the web page cannot listen on ${address} port ${port}: ${troubleOf(error)}`)),
    );
    server.listen(port, address, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const host = address.includes(":") ? `[${address}]` : address;
  return {
    url: `${identity ? "https" : "http"}://${host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

const troubleOf = ({ code, message }: NodeJS.ErrnoException): string =>
  code === "EADDRINUSE" ? "another program listens there; stop it, or set web.port to another" : message;

interface Variables {
  id: string;
  ip: string;
}
/** What Node has of a request; absent where there is no connection. */
interface Wire {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
}
type WebContext = Context<{ Variables: Variables }>;

/** The application by itself, without a port; `wait` lets a request take long to come. */
export async function createApp(
  page: ReadonlyMap<string, PageFile>,
  ground: WebGround,
  wait: (request: IncomingMessage) => void,
) {
  const app = new Hono<{ Variables: Variables }>();
  app.use(async (c, next) => {
    c.set("id", ground.nextId());
    c.set("ip", askerIp(c, ground));
    for (const [name, value] of Object.entries(safeHeaders)) c.header(name, value);
    const { outgoing } = c.env as Wire;
    if (outgoing && ground.isProxy(directIp(c))) {
      const leave = ground.enter(c.get("ip"));
      if (!leave) throw tooMany();
      outgoing.once("close", leave);
    }
    await next();
  });
  app.use("/api/*", async (c, next) => {
    const refusal = ground.blocked(c.get("ip"));
    if (refusal) throw new Problem("blocked", refusal);
    c.header("cache-control", "no-store");
    await next();
  });
  const operations = await loadOperations();
  app.get("/api/openapi.json", (c) => c.json(openApi(operations, version)));
  for (const [id, operation] of Object.entries(operations)) addRoute(app, id, operation, { ...ground, wait });
  app.all("/api/*", () => {
    throw new Problem("no-operation", "see /api/openapi.json for what there is");
  });
  app.get("/health", (c) => healthAnswer(c, ground.trouble()));
  app.get("*", (c) => pageAnswer(c, page));
  app.onError((error, c) => problemAnswer(error, c as WebContext, ground));
  return app;
}

async function loadOperations(): Promise<Readonly<Record<string, Operation>>> {
  const loaded = await Promise.all(Object.entries(registry).map(async ([id, load]) => [id, await load()] as const));
  return Object.fromEntries(loaded);
}

const ipOf = ({ remoteAddress = "" }: Socket): string => remoteAddress.replace(/^::ffff:/, "");

/** The other side of the connection. */
const directIp = ({ env }: Context): string => {
  const { incoming } = env as Wire;
  return incoming ? ipOf(incoming.socket) : "";
};

/** What a route asks. */
interface RouteGround extends WebGround {
  readonly wait: (request: IncomingMessage) => void;
}

/** Who asks: the other side, or whom a proxy that is believed brings. */
function askerIp(c: Context, { isProxy }: WebGround): string {
  const direct = directIp(c);
  if (!isProxy(direct)) return direct;
  // Each proxy adds whom it saw at the end; the last that is no proxy of ours is the asker.
  const named = (c.req.header("x-forwarded-for") ?? "").split(",").map((ip) => normaliseIp(ip.trim()));
  return named.findLast((ip) => ip !== undefined && !isProxy(ip)) ?? direct;
}

function addRoute(app: Hono<{ Variables: Variables }>, id: string, operation: Operation, ground: RouteGround): void {
  const [method = "", path = ""] = operation.route.split(" ");
  const handler = async (c: WebContext) => {
    const foreign = foreignOrigin({ method: c.req.method, header: (name) => c.req.header(name) });
    if (foreign) throw notAllowed(foreign);
    const asker = askerOf(c, ground);
    if (!asker && operation.access !== "public") throw notSignedIn();
    const input = inputFrom(operation, {
      path: Object.fromEntries(pathParts(path).map((name) => [name, c.req.param(name) ?? ""])),
      query: c.req.queries(),
      json: isJson(c) ? await c.req.json().catch(() => wrongJson()) : undefined,
    });
    const given = await ground.run({
      operation: id,
      input,
      by: asker?.account ?? c.get("ip"),
      ...(asker && { asker }),
      visit: visitOf(c, ground),
      signal: c.req.raw.signal,
    });
    if (operation.file !== undefined) return fileAnswer(operation.file, given as AsyncIterable<Uint8Array>, c);
    return operation.live === undefined
      ? c.json(given as object)
      : events(c, operation.live, given as AsyncIterable<unknown>, ground);
  };
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      throw tooLarge(maxBodyBytes);
    },
  });
  app.on(
    method,
    `/api${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
    async (c, next) => (isJson(c) ? limit(c, next) : next()),
    handler,
  );
}

const isJson = (c: Context): boolean => c.req.header("content-type")?.startsWith("application/json") ?? false;

const wrongJson = (): never => {
  throw new Problem("wrong-input", "what was sent is no JSON");
};

/** By token or by cookie; a token that is none is an error, an old cookie is nobody. */
function askerOf(c: Context, { access }: WebGround): Asker | undefined {
  const token = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token !== undefined) {
    const asker = access.byToken(token);
    if (!asker) throw new Problem("not-signed-in", "that token is none of ours, or over");
    return asker;
  }
  const cookie = getCookie(c, cookieName);
  return cookie === undefined ? undefined : access.byCookie(cookie);
}

function visitOf(c: WebContext, ground: RouteGround): Visit {
  const ip = c.get("ip");
  const isEncrypted =
    new URL(c.req.url).protocol === "https:" ||
    (c.req.header("x-forwarded-proto") === "https" && ground.isProxy(directIp(c)));
  const options = { httpOnly: true, sameSite: "Strict", path: "/", secure: isEncrypted } as const;
  return {
    ip,
    body: () => {
      // Who may ask for this was asked already.
      const { incoming } = c.env as Wire;
      if (incoming) ground.wait(incoming);
      return c.req.raw.body ?? noBody();
    },
    cookie: getCookie(c, cookieName),
    setCookie: (secret) => {
      if (secret === undefined) deleteCookie(c, cookieName, options);
      else setCookie(c, cookieName, secret, { ...options, maxAge: ground.limits().longestHours * 3600 });
    },
    loggedIn: (...login) => ground.loggedIn(ip, ...login),
  };
}

async function* noBody(): AsyncGenerator<Uint8Array> {}

/** A browser keeps it, and never shows it: what stands in it comes from strangers. */
function fileAnswer(type: string, bytes: AsyncIterable<Uint8Array>, c: WebContext): Response {
  c.header("content-type", type);
  c.header("content-disposition", "attachment");
  return c.body(ReadableStream.from(bytes) as ReadableStream<Uint8Array>);
}

/** Each event as it comes, and a pulse where none does, until there is no more or the asker leaves. */
function events(c: WebContext, name: string, given: AsyncIterable<unknown>, ground: WebGround): Response {
  return streamSSE(c, async (stream) => {
    const iterator = given[Symbol.asyncIterator]();
    const pulse = setInterval(() => void stream.write(": still here\n\n"), pulseMilliseconds);
    stream.onAbort(() => void iterator.return?.());
    // The answer's header goes out with the first bytes, and the asker waits for it.
    await stream.write(": here\n\n");
    try {
      for (let next = await iterator.next(); !next.done && !stream.aborted; next = await iterator.next()) {
        const { event = name, ...data } = next.value as { readonly event?: string };
        await stream.writeSSE({ event, data: JSON.stringify(data) });
      }
      await stream.writeSSE({ event: "over", data: "{}" });
    } catch (error) {
      const problem = problemOf(error, c, ground);
      await stream.writeSSE({ event: "problem", data: JSON.stringify(problemDocument(problem, c.get("id"))) });
    } finally {
      clearInterval(pulse);
    }
  });
}

/** For monitors, who have no login: nothing that strangers should not know. */
function healthAnswer(c: Context, trouble: string | undefined): Response {
  c.header("cache-control", "no-store");
  return trouble === undefined ? c.json({ status: "ok" }) : c.json({ status: "failing", trouble }, 503);
}

function pageAnswer(c: Context, page: ReadonlyMap<string, PageFile>): Response {
  const path = new URL(c.req.url).pathname;
  const isKnown = page.has(path) || isView(path);
  // A view finds its way by itself; so does who came to a wrong address by a browser, but no program is told that all is well.
  const isShown = isView(path) || (c.req.header("accept")?.includes("text/html") && !path.startsWith("/assets/"));
  const file = page.get(path) ?? (isShown ? page.get("/") : undefined);
  if (!file) throw new Problem("not-found", `${path} is neither a page nor a file of it`);
  c.header("etag", file.etag);
  c.header("vary", "accept-encoding");
  c.header("cache-control", file.isLasting ? "public, max-age=31536000, immutable" : "no-cache");
  if (isKnown && c.req.header("if-none-match") === file.etag) return c.body(null, 304);
  const isPacked = c.req.header("accept-encoding")?.includes("gzip") ?? false;
  if (isPacked) c.header("content-encoding", "gzip");
  return c.body(isPacked ? file.packed : file.body, isKnown ? 200 : 404, { "content-type": file.type });
}

/** What the asker can mend is told; anything else stands in the log, by the id that he gets. */
function problemOf(error: unknown, c: WebContext, { note, report }: WebGround): Problem {
  const where = `${c.get("ip")} ${c.req.method} ${new URL(c.req.url).pathname} request=${c.get("id")}`;
  if (error instanceof Problem) {
    if (error.status !== 401 && error.status !== 404) note(`${where}: ${error.status} ${error.message}`);
    return error;
  }
  if (error instanceof UsageError) return problemFrom(error);
  report(`the web request ${where}`, error);
  return new Problem("failed", "it is no fault of yours; the log of the program has it by this id");
}

function problemAnswer(error: Error, c: WebContext, ground: WebGround): Response {
  const problem = problemOf(error, c, ground);
  return c.json(problemDocument(problem, c.get("id")), problem.status as 400, {
    ...safeHeaders,
    "content-type": "application/problem+json",
  });
}
