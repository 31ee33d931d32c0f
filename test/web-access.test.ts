import { describe, expect, test } from "vitest";
import { codeOf } from "../src/access/second-factor.ts";
import { registry } from "../src/api/operations/registry.gen.ts";
import { patience } from "./running.ts";
import { WebClient } from "./web-client.ts";
import { mail, password, signedIn, useWebServer } from "./web-server.ts";

const { started, serve, operate, logOf } = useWebServer();

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
    // Where others are told at their first recipient, nobody guesses on.
    await operate("setting-change", { name: "intrusion.answer", value: "recipient" });
    expect(await guesser.signIn("alice@example.test", password)).toMatchObject({ status: 403 });
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
      beside: [],
    });
    expect(own.body.others).toEqual([]);
    expect(JSON.stringify(own.body)).not.toContain("nobody@example.test");
    for (const others of [
      "to=nobody@example.test",
      "to=bob@example.test&to=alice@example.test",
      "from=carol@example.org",
      "ip=127.0.0.1",
      "to=bob@example.test&from=127.0.0.1",
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
    const inItalian = await bob.ask("GET /why?to=nobody@example.test&lang=it");
    expect(inItalian.body.answers[0]).toMatchObject({
      cause: "rcpt.partial",
      sentence: expect.stringContaining("il nostro server lo ha rifiutato definitivamente"),
      remedy: expect.arrayContaining(["Controllare come è scritto l'indirizzo rifiutato"]),
    });
    expect((await bob.ask("GET /why?to=nobody@example.test&lang=fr")).status).toBe(400);
    const explained = await bob.ask("POST /explain", { text: "550 5.1.1 User unknown", lang: "it" });
    expect(explained.body.recipients[0].sentence).toMatch(/^Il messaggio per il destinatario è stato rifiutato/);
    const said = async (text: string) => (await bob.ask("POST /explain", { text })).body;
    expect((await said("Carol")).plain).toEqual({ isName: true, to: ["Carol"] });
    expect((await said("Did Bob get nothing from Carol yesterday at ten?")).plain).toEqual({
      isName: false,
      to: ["Bob"],
      from: "Carol",
      about: "yesterday at ten",
    });
    expect(await said("user unknown")).not.toHaveProperty("plain");
    const sender = await bob.ask("GET /why?to=carol@example.org");
    expect(sender.body).toMatchObject({ answers: [{ cause: "never.no-trace" }], sent: { from: "carol@example.org" } });
    expect((await bob.ask("GET /why?to=carol@example.org&from=x@example.org")).body).not.toHaveProperty("sent");
    expect((await bob.ask("GET /why?to=stranger@example.org")).body).not.toHaveProperty("sent");
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
    for (const [route, change] of [
      ["PATCH /accounts/alice@example.test", { role: "user" }],
      ["PATCH /accounts/alice@example.test", { state: "login-disabled" }],
      ["DELETE /accounts/alice@example.test", undefined],
      ["PATCH /domains/example.test", { suspended: true }],
      ["DELETE /domains/example.test?withAccounts=true", undefined],
    ] as const)
      expect([route, (await alice.ask(route, change)).status]).toEqual([route, 400]);
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
