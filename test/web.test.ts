import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { describe, expect, test } from "vitest";
import { patience } from "./running.ts";
import { mail, signedIn, useWebServer } from "./web-server.ts";

const { started } = useWebServer();

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
    expect(await alice.ask("GET /sessions/0000000000000000")).toMatchObject({ status: 404 });
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
  expect(await alice.ask(`GET /why?log=${brought.id}&to=a@example.org`)).toMatchObject({ status: 404 });
  expect((await alice.ask("GET /logs")).body).toEqual([]);
});

test(
  "a log that cannot be read is named as it was brought, and not by where it lies; what is none has no format",
  patience,
  async () => {
    const { page } = await started();
    const alice = await signedIn(page);
    const endOf = async (name: string, body: string) => {
      const brought = (await (await alice.fetch(`POST /logs/${name}`, { body })).json()) as { readonly id: string };
      const events = await alice.events(`GET /logs/${brought.id}/read`, (came) =>
        came.some(({ event }) => event !== "progress"),
      );
      await alice.ask(`DELETE /logs/${brought.id}`);
      return events.at(-1);
    };
    const { event, data } = (await endOf("mail.zip", "PK\u0003\u0004 and no more")) ?? {};
    expect(event).toBe("problem");
    expect(data.detail).toMatch(/^cannot read mail\.zip: the packed file is damaged /);
    const none = { event: "end", data: { formats: [], from: null, to: null } };
    expect(await endOf("empty.log", "")).toMatchObject(none);
    expect(await endOf("diary.txt", "Dear diary,\ntoday was nice\n")).toMatchObject(none);
  },
);

test("a file of the log is given as it is, and no other file", patience, async () => {
  const { page, program } = await started();
  await mail(program);
  const alice = await signedIn(page);
  const files = (await alice.ask("GET /log/files")).body as { name: string; service: string }[];
  const { name = "" } = files.find(({ service }) => service === "smtp") ?? {};
  const file = await alice.fetch(`GET /log/files/${name}`);
  expect(file.headers.get("content-disposition")).toBe("attachment");
  expect(await file.text()).toContain("MAIL FROM:<carol@example.org>");
  for (const other of ["..%2Fpostino.yaml", "postino.yaml"])
    expect([other, (await alice.fetch(`GET /log/files/${other}`)).status]).toEqual([other, 400]);
  expect((await alice.fetch("GET /log/files/s20200101-00.log")).status).toBe(404);
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
      status: 404,
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
  for (const [wrong, field] of [
    ["about=whenever", "about"],
    ["about=10:00&window=soon", "window"],
    ["window=3d", "about"],
  ])
    expect((await alice.ask(`GET /why?to=a@example.org&${wrong}`)).body).toMatchObject({ status: 400, field });
  expect((await alice.ask("GET /why?ip=none")).body).not.toHaveProperty("field");
  expect(await alice.ask("GET /why?to=a@example.org&abut=ten")).toMatchObject({ status: 400 });
  expect(await alice.ask("GET /sessions?limit=100000")).toMatchObject({ status: 400 });
});

test(
  "each problem has a type that programs can tell apart: what is not there, what was asked wrongly, what may not be",
  patience,
  async () => {
    const { page } = await started();
    const alice = await signedIn(page);
    const typeOf = async (route: string, body?: object) => {
      const said = await alice.ask(route, body);
      return [said.status, said.body.type.replace("urn:postino:problem:", "")];
    };
    for (const route of [
      "GET /accounts/nobody@example.test",
      "DELETE /aliases/nobody@example.test",
      "GET /domains/example.org",
      "GET /sessions/0000000000000000",
      "GET /blocks/192.0.2.7",
      "DELETE /tokens/none",
    ])
      expect([route, ...(await typeOf(route))]).toEqual([route, 404, "not-found"]);
    expect(await typeOf("PUT /settings/smtp.none", { value: "1" })).toEqual([404, "not-found"]);
    expect(await typeOf("PUT /settings/smtp.errors", { value: "x" })).toEqual([400, "refused"]);
    expect(await typeOf("PUT /settings/smtp.errors", { valeu: "1" })).toEqual([400, "wrong-input"]);
    expect(await typeOf("POST /accounts", { address: "ann@example.org" })).toEqual([400, "refused"]);
    expect(await typeOf("GET /nothing")).toEqual([404, "no-operation"]);
    expect(await typeOf("POST /login", { address: "alice@example.test", password: "wrong" })).toEqual([
      401,
      "login-refused",
    ]);
    alice.cookie = undefined;
    expect(await typeOf("GET /me")).toEqual([401, "not-signed-in"]);
    const { body } = await alice.ask("GET /openapi.json");
    expect(body.components.schemas.Problem.properties.type.enum).toContain("urn:postino:problem:not-found");
  },
);

/** How a body of that size is answered before it is sent: what is sent after the answer would meet a closed door. */
async function statusOfUnsent(page: string, cookie = "", bytes: number): Promise<number | undefined> {
  const headers = { cookie: `postino=${cookie}`, "content-type": "application/json", "content-length": bytes };
  const asked = request(`${page}/api/explain`, { method: "POST", headers });
  asked.flushHeaders();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  asked.destroy();
  return answer.statusCode;
}
