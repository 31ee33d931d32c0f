import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { describe, expect, test } from "vitest";
import { codeOf } from "../src/access/second-factor.ts";
import { registry } from "../src/api/operations/registry.gen.ts";
import type { Program } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";
import { WebClient } from "./web-client.ts";

const { serve, operate, data, logOf } = useDataFolder();
const password = "correct horse battery";

/** A running server whose two accounts have that password; alice is administrator. */
async function started(): Promise<{ readonly page: string; readonly program: Program }> {
  const program = serve();
  const page = await program.page();
  for (const name of ["alice", "bob"]) await operate("account-password", { address: `${name}@example.test`, password });
  return { page, program };
}

async function signedIn(page: string, name = "alice"): Promise<WebClient> {
  const client = new WebClient(page);
  expect(await client.signIn(`${name}@example.test`, password)).toMatchObject({ status: 200 });
  return client;
}

/** One message to nobody, which is refused, and one to bob. */
async function mail(program: Program, sender = "carol@example.org"): Promise<void> {
  const client = await greeted(await program.port());
  for (const line of [
    "EHLO a.example.org",
    `MAIL FROM:<${sender}>`,
    "RCPT TO:<nobody@example.test>",
    "RCPT TO:<bob@example.test>",
    "DATA",
  ])
    await client.ask(line);
  await client.ask("Subject: hello\r\n\r\nhello\r\n.");
  await client.ask("QUIT");
}

describe("who has not signed in", () => {
  test("sees the page and nothing else, each answer bears what keeps a browser safe", patience, async () => {
    const { page } = await started();
    const shown = await fetch(page);
    expect(shown.status).toBe(200);
    const policy = shown.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const somebody = new WebClient(page);
    const description = await somebody.ask("GET /openapi.json");
    for (const [path, methods] of Object.entries(description.body.paths as Record<string, object>)) {
      for (const [method, { security }] of Object.entries(methods)) {
        if (!security) continue;
        const { status, headers, body } = await somebody.ask(
          `${method.toUpperCase()} ${path.replaceAll(/[{}]/g, "")}`,
          method === "get" || method === "delete" ? undefined : {},
        );
        expect([path, method, status]).toEqual([path, method, 401]);
        expect(headers.get("content-type")).toContain("application/problem+json");
        expect(body).toMatchObject({ status: 401, id: expect.stringMatching(/^[\dA-F]{16}$/) });
      }
    }
    const described = Object.values(description.body.paths as Record<string, object>).flatMap(Object.values);
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(registry).sort());
    expect((await fetch(`${page}/assets/none.js`)).status).toBe(404);
  });
  test("is told no more than that address, password or code is wrong", patience, async () => {
    const { page } = await started();
    const wrong = await new WebClient(page).signIn("alice@example.test", "wrong");
    const unknown = await new WebClient(page).signIn("nobody@example.test", "wrong");
    expect(wrong.status).toBe(401);
    expect(unknown.body.detail).toBe(wrong.body.detail);
    const log = logOf("c");
    expect(log).toContain("<<< LOGIN alice@example.test");
    expect(log).not.toContain("wrong\n");
  });
});

describe("a login", () => {
  test("is a cookie that no script reads and no other site sends, until it is ended", patience, async () => {
    const { page } = await started();
    const alice = new WebClient(page);
    const { headers, body } = await alice.signIn("alice@example.test", password);
    expect(headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
    expect(body).toMatchObject({ address: "alice@example.test", role: "admin", secondFactor: false });
    const [cookie] = [alice.cookie];
    for (const foreign of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://evil.example" },
      { origin: "null" },
    ]) {
      const refused = await alice.ask("POST /blocks", { blocked: "192.0.2.7" }, foreign);
      expect([foreign, refused.status]).toEqual([foreign, 403]);
    }
    expect(
      await alice.ask("POST /blocks", { blocked: "192.0.2.7" }, { "sec-fetch-site": "same-origin", origin: page }),
    ).toMatchObject({ status: 200 });
    await alice.ask("POST /logout", {});
    alice.cookie = cookie;
    expect(await alice.ask("GET /me")).toMatchObject({ status: 401 });
  });
  test("outlives a restart, and ends when the password is changed or the account is closed", patience, async () => {
    const { page, program } = await started();
    const alice = await signedIn(page);
    const [bob, again] = [await signedIn(page, "bob"), await signedIn(page, "bob")];
    program.child.kill("SIGTERM");
    await program.ended;
    const other = new WebClient(await serve().page());
    other.cookie = alice.cookie;
    expect(await other.ask("GET /me")).toMatchObject({ status: 200 });
    await other.ask("PATCH /accounts/bob@example.test", { state: "login-disabled" });
    await other.ask("PATCH /accounts/bob@example.test", { state: "enabled" });
    other.cookie = bob.cookie;
    expect(await other.ask("GET /me")).toMatchObject({ status: 401 });
    await operate("account-password", { address: "alice@example.test", password });
    for (const { cookie } of [alice, again]) {
      other.cookie = cookie;
      expect(await other.ask("GET /me")).toMatchObject({ status: 401 });
    }
  });
  test("asks for a code once a second factor is in use, and takes each code once", patience, async () => {
    const { page } = await started();
    const alice = await signedIn(page);
    const { body } = await alice.ask("POST /second-factor", {});
    const secret = decode(body.secret);
    expect(body.uri).toContain(`otpauth://totp/mail.example.test:alice%40example.test?secret=${body.secret}`);
    const step = () => Math.floor(Date.now() / 30_000);
    expect(await alice.ask("PUT /second-factor", { code: "000000" })).toMatchObject({ status: 400 });
    // The next step's, which a telephone that is fast shows.
    expect(await alice.ask("PUT /second-factor", { code: codeOf(secret, step() - 1) })).toMatchObject({ status: 200 });
    const other = new WebClient(page);
    expect(await other.signIn("alice@example.test", password)).toMatchObject({
      status: 200,
      body: { codeNeeded: true },
    });
    expect(other.cookie).toBeUndefined();
    expect(await other.signIn("alice@example.test", password, codeOf(secret, step() - 1))).toMatchObject({
      status: 401,
    });
    const code = codeOf(secret, step() + 1);
    expect(await other.signIn("alice@example.test", password, code)).toMatchObject({
      status: 200,
      body: { role: "admin" },
    });
    expect(await new WebClient(page).signIn("alice@example.test", password, code)).toMatchObject({ status: 401 });
  });
  test("that fails too often from one address trips rule L; the block names the session", patience, async () => {
    const { page } = await started();
    await operate("setting-change", { name: "web.proxies", value: "127.0.0.1" });
    const guesser = new WebClient(page, { "x-forwarded-for": "203.0.113.9" });
    const tried: number[] = [];
    for (let time = 0; time < 30 && tried.at(-1) !== 403; time++)
      tried.push((await guesser.signIn("alice@example.test", `guess ${time}`)).status);
    expect(tried.at(-1)).toBe(403);
    const alice = await signedIn(page);
    const [block] = (await alice.ask("GET /blocks")).body;
    expect(block).toMatchObject({ blocked: "203.0.113.9", code: "L", rule: "failed-logins" });
    const cause = await alice.ask(`GET /sessions/${block.session}`);
    expect(cause.body.session).toMatchObject({ service: "web", peer: "203.0.113.9" });
    expect(cause.body.lines.map(({ text }: { text: string }) => text).join("\n")).toContain(
      "<<< LOGIN alice@example.test",
    );
    await alice.ask("DELETE /blocks/203.0.113.9");
    expect(await guesser.signIn("alice@example.test", password)).toMatchObject({ status: 200 });
  });
});

/** RFC 4648 §6. */
function decode(text: string): Buffer {
  const bits = [...text]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

describe("a role", () => {
  test("user: asks about his own mail, and sees no line of the log", patience, async () => {
    const { page, program } = await started();
    await mail(program);
    const bob = await signedIn(page, "bob");
    const own = await bob.ask("GET /why?to=bob@example.test&from=carol@example.org");
    expect(own.body.answers[0]).toMatchObject({
      outcome: "delivered",
      cause: "store.delivered",
      evidence: [],
      sideways: [],
    });
    expect(own.body.others).toEqual([]);
    for (const others of [
      "to=nobody@example.test",
      "to=bob@example.test&to=alice@example.test",
      "from=carol@example.org",
      "ip=127.0.0.1",
      "to=@example.test",
    ])
      expect([others, (await bob.ask(`GET /why?${others}`)).status]).toEqual([others, 403]);
    for (const route of [
      "GET /sessions",
      "GET /blocks",
      "GET /log/files",
      "GET /settings",
      "GET /journal",
      "POST /blocks",
    ])
      expect([
        route,
        (await bob.ask(route, route.startsWith("POST") ? { blocked: "192.0.2.7" } : undefined)).status,
      ]).toEqual([route, 403]);
  });
  test("help desk: asks about all mail, sees blocks and logs, changes nothing", patience, async () => {
    const { page, program } = await started();
    await mail(program);
    await operate("account-change", { address: "bob@example.test", role: "helpdesk" });
    const bob = await signedIn(page, "bob");
    const { body } = await bob.ask("GET /why?to=nobody@example.test");
    expect(body.answers[0]).toMatchObject({ cause: "rcpt.partial", outcome: "refused" });
    expect(body.answers[0].evidence[0].text).toContain("550 5.1.1");
    for (const route of ["GET /sessions", "GET /blocks", "GET /log/files", "GET /log/levels"])
      expect([route, (await bob.ask(route)).status]).toEqual([route, 200]);
    for (const route of ["GET /settings", "GET /journal", "GET /accounts", "POST /blocks"])
      expect([
        route,
        (await bob.ask(route, route.startsWith("POST") ? { blocked: "192.0.2.7" } : undefined)).status,
      ]).toEqual([route, 403]);
  });
  test("of the only administrator cannot be taken from him", patience, async () => {
    const { page } = await started();
    const alice = await signedIn(page);
    expect(await alice.ask("PATCH /accounts/alice@example.test", { role: "user" })).toMatchObject({ status: 400 });
    await alice.ask("PATCH /accounts/bob@example.test", { role: "admin" });
    expect(await alice.ask("PATCH /accounts/alice@example.test", { role: "user" })).toMatchObject({ status: 200 });
    expect(await alice.ask("GET /accounts")).toMatchObject({ status: 403 });
  });
});

test("a token does what its scopes say, and never how one signs in", patience, async () => {
  const { page } = await started();
  const alice = await signedIn(page);
  const made = await alice.ask("POST /tokens", { name: "script", scopes: ["*:read", "blocks:write"], days: 1 });
  const program = new WebClient(page, { authorization: `Bearer ${made.body.token}` });
  expect(await program.ask("GET /sessions")).toMatchObject({ status: 200 });
  expect(await program.ask("POST /blocks", { blocked: "192.0.2.7" })).toMatchObject({ status: 200 });
  expect(await program.ask("POST /explain", { text: "550 5.1.1 User unknown" })).toMatchObject({ status: 200 });
  for (const route of ["PUT /settings/smtp.sessionTimeoutSeconds", "POST /tokens", "POST /second-factor"])
    expect([route, (await program.ask(route, { value: "5", name: "x", scopes: ["*:write"] })).status >= 400]).toEqual([
      route,
      true,
    ]);
  expect(await alice.ask("GET /tokens")).toMatchObject({
    body: [{ name: "script", scopes: ["*:read", "blocks:write"] }],
  });
  await alice.ask("DELETE /tokens/script");
  expect(await program.ask("GET /sessions")).toMatchObject({ status: 401 });
  expect(logOf("j")).not.toContain(made.body.token);
});

describe("sessions", () => {
  test("are listed page by page, each once, the newest first; one is shown line by line", patience, async () => {
    const { page, program } = await started();
    for (let time = 0; time < 7; time++) await mail(program, `sender${time}@example.org`);
    const alice = await signedIn(page);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await alice.ask(`GET /sessions?limit=3&service=smtp${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.sessions.map(({ id }: { id: string }) => id));
      cursor = body.next;
    }
    expect(seen).toHaveLength(7);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    const found = await alice.ask("GET /sessions?address=sender3@example.org");
    expect(found.body.sessions).toHaveLength(1);
    expect((await alice.ask("GET /sessions?text=SENDER3")).body.sessions).toEqual(found.body.sessions);
    expect((await alice.ask("GET /sessions?peer=192.0.2.1")).body.sessions).toEqual([]);
    const shown = await alice.ask(`GET /sessions/${found.body.sessions[0].id}`);
    const said = shown.body.lines.map(
      ({ who, text }: { who: string; text: string }) => `${who} ${text.replace(/^.*? (?=<<<|>>>)/, "")}`,
    );
    expect(said).toContain("peer <<< MAIL FROM:<sender3@example.org>");
    expect(said).toContainEqual(expect.stringMatching(/^local >>> 550 5\.1\.1/));
    expect(await alice.ask("GET /sessions/0000000000000000")).toMatchObject({ status: 400 });
  });
  test("are told while they end; and the log as it grows", patience, async () => {
    const { page, program } = await started();
    const alice = await signedIn(page);
    const live = await alice.events(
      "GET /live/sessions",
      (events) => events.length > 0,
      () => mail(program),
    );
    expect(live[0]).toMatchObject({
      event: "session",
      data: { service: "smtp", transactions: [{ sender: "carol@example.org" }] },
    });
    const tail = await alice.events(
      "GET /log/tail?lines=50",
      (events) => events.some(({ data }) => String(data.lines).includes("dora@")),
      () => mail(program, "dora@example.org"),
    );
    expect(tail.every(({ event }) => event === "line")).toBe(true);
  });
});

test("a log of another server is brought, read with its progress, asked, and removed", patience, async () => {
  const { page } = await started();
  const alice = await signedIn(page);
  const story = readFileSync("src/diagnosis/cases/rcpt.partial.case", "utf8");
  const log = /-- log [^\n]+ --\n([\s\S]*?)\n-- /.exec(story)?.[1] ?? "";
  const response = await alice.fetch("POST /logs/..%2Fmail.log", { body: log });
  const brought = (await response.json()) as { readonly id: string };
  expect(brought).toMatchObject({ name: "mail.log", bytes: Buffer.byteLength(log) });
  const read = await alice.events(`GET /logs/${brought.id}/read`, (events) =>
    events.some(({ event }) => event === "end"),
  );
  expect(read.at(-1)?.data).toMatchObject({ unread: 0, lines: log.trimEnd().split("\n").length });
  const listed = await alice.ask(`GET /sessions?log=${brought.id}`);
  const [refused] = listed.body.sessions
    .flatMap(
      ({ transactions }: { transactions: { recipients: { address: string; reply: { code: number } | null }[] }[] }) =>
        transactions,
    )
    .flatMap(({ recipients }: { recipients: { address: string; reply: { code: number } | null }[] }) => recipients)
    .filter(({ reply }: { reply: { code: number } | null }) => (reply?.code ?? 0) >= 500);
  const { body } = await alice.ask(`GET /why?log=${brought.id}&to=${encodeURIComponent(refused.address)}`);
  expect(body.answers[0]).toMatchObject({ cause: "rcpt.partial" });
  await alice.ask(`DELETE /logs/${brought.id}`);
  expect(await alice.ask(`GET /why?log=${brought.id}&to=a@example.org`)).toMatchObject({ status: 400 });
  expect((await alice.ask("GET /logs")).body).toEqual([]);
});

test("a file of the log is given as it is, and no other file", patience, async () => {
  const { page, program } = await started();
  await mail(program);
  const alice = await signedIn(page);
  const files = (await alice.ask("GET /log/files")).body as { name: string; service: string }[];
  const { name = "" } = files.find(({ service }) => service === "smtp") ?? {};
  const file = await alice.fetch(`GET /log/files/${name}`);
  expect(file.headers.get("content-disposition")).toBe("attachment");
  expect(await file.text()).toContain("MAIL FROM:<carol@example.org>");
  for (const other of ["..%2Fpostino.yaml", "postino.yaml", "s20200101-00.log"])
    expect([other, (await alice.fetch(`GET /log/files/${other}`)).status]).toEqual([other, 400]);
});

test(
  "settings are changed in their own unit or that of the API variable, and the journal says by whom",
  patience,
  async () => {
    const { page } = await started();
    const alice = await signedIn(page);
    const changed = await alice.ask("PUT /settings/c_system_adv_protocols_sessiontimeout", { value: "120" });
    expect(changed.body).toMatchObject({ setting: "smtp.sessionTimeoutSeconds", value: 120 });
    expect(await alice.ask("PUT /settings/smtp.sessionTimeoutSecond", { value: "120" })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining("smtp.sessionTimeoutSeconds") },
    });
    const list = (await alice.ask("GET /settings")).body as { path: string; value: string }[];
    expect(list.find(({ path }) => path === "smtp.sessionTimeoutSeconds")).toMatchObject({
      value: "120",
      type: "number",
    });
    const first = await alice.ask("GET /journal?limit=1");
    expect(first.body.entries[0]).toMatchObject({
      by: "alice@example.test",
      what: "smtp.sessionTimeoutSeconds",
      after: "120",
    });
    const second = await alice.ask(`GET /journal?limit=1&cursor=${first.body.next}`);
    expect(second.body.entries[0].what).toBe("account bob@example.test password");
  },
);

test("what is too large, no JSON, or of no operation is refused with what to do", patience, async () => {
  const { page } = await started();
  const alice = await signedIn(page);
  const json = { "content-type": "application/json" };
  const broken = await alice.fetch("POST /blocks", { body: "{", headers: json });
  expect(broken.status).toBe(400);
  expect(await statusOfUnsent(page, alice.cookie, 2_200_000)).toBe(413);
  expect(await alice.ask("GET /nothing")).toMatchObject({ status: 404 });
  expect(await alice.ask("GET /why")).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining("whose mail?") },
  });
  expect(await alice.ask("GET /why?to=a@example.org&abut=ten")).toMatchObject({ status: 400 });
  expect(await alice.ask("GET /sessions?limit=100000")).toMatchObject({ status: 400 });
  expect(data()).toBeTruthy();
});

/** How a body of that size is answered before it is sent: what is sent after the answer would meet a closed door. */
async function statusOfUnsent(page: string, cookie = "", bytes: number): Promise<number | undefined> {
  const headers = { cookie: `postino=${cookie}`, "content-type": "application/json", "content-length": bytes };
  const asked = request(`${page}/api/explain`, { method: "POST", headers });
  asked.flushHeaders();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  asked.destroy();
  return answer.statusCode;
}
