/** Six visits, made by a real client to our server and to a real Postfix: why was each message not received? */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareData } from "../../src/app/first-start.ts";
import { swaks, talk, withPostfix } from "./postfix-script.ts";

/** Runs one command line of ours; gives its exit code and what it printed. */
function postino(
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["bin/postino.js", ...words], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

interface Visit {
  readonly name: string;
  readonly sender: string;
  readonly recipient: string;
  /** Makes the visit; resolves when the server has closed. */
  readonly make: (port: number) => Promise<unknown>;
  readonly cause: string;
  readonly party: string;
  readonly outcome: string;
}

const greet = "EHLO client.example";
const open = (sender: string) => [greet, `MAIL FROM:<${sender}>`, "RCPT TO:<alice@example.test>", "DATA"];
const big = `${"x".repeat(70)}\n`.repeat(500);
const from = (name: string) => `${name}@sender.example`;

const visits: readonly Visit[] = [
  {
    name: "a good message",
    sender: from("good"),
    recipient: "alice@example.test",
    make: (port) => swaks(port, "--from", from("good"), "--to", "alice@example.test"),
    cause: "store.delivered",
    party: "nobody",
    outcome: "delivered",
  },
  {
    name: "an unknown user",
    sender: from("unknown"),
    recipient: "nobody@example.test",
    make: (port) => swaks(port, "--from", from("unknown"), "--to", "nobody@example.test"),
    cause: "rcpt.user-unknown",
    party: "sender",
    outcome: "refused",
  },
  {
    name: "one too big",
    sender: from("big"),
    recipient: "alice@example.test",
    make: (port) => swaks(port, "--from", from("big"), "--to", "alice@example.test", "--body", big),
    cause: "data.size-exceeded",
    party: "sender",
    outcome: "refused",
  },
  {
    name: "one that stops in DATA",
    sender: from("stops"),
    recipient: "alice@example.test",
    make: (port) => talk(port, [...open(from("stops")), "Subject: half\r\n\r\nand then"], "drop"),
    cause: "data.mid-transfer-drop",
    party: "network",
    outcome: "aborted",
  },
  {
    name: "a QUIT after EHLO",
    sender: "",
    recipient: "",
    make: (port) => swaks(port, "--quit-after", "EHLO", "--from", from("probe"), "--to", "alice@example.test"),
    cause: "session.probe-quit",
    party: "nobody",
    outcome: "nothing-offered",
  },
  {
    name: "one left silent past the time-out",
    sender: from("silent"),
    recipient: "alice@example.test",
    make: (port) => talk(port, open(from("silent")).slice(0, 3), "wait"),
    cause: "session.timeout",
    party: "network",
    outcome: "aborted",
  },
];

/** Log stamps of a second: so far apart that a time names one visit. */
const apart = () => new Promise((resolve) => setTimeout(resolve, 2_100));

interface Told {
  readonly answers: readonly {
    readonly cause: string;
    readonly party: string;
    readonly outcome: string;
    readonly confidence: number;
    readonly evidence: readonly {
      readonly file: string;
      readonly line: number;
      readonly offset: number;
      readonly text: string;
    }[];
  }[];
}

/** Asks by JSON; every evidence line must stand byte for byte at its place in its file. */
async function ask(...words: readonly string[]): Promise<Told["answers"][0]> {
  const { code, stdout, stderr } = await postino("why", ...words, "--json");
  expect(stderr).toBe("");
  const [answer] = (JSON.parse(stdout) as Told).answers;
  if (!answer) throw new Error("no answer");
  expect(code).toBe(answer.confidence >= 0.6 ? 0 : 1);
  expect(answer.evidence.length).toBeGreaterThan(0);
  for (const { file, line, offset, text } of answer.evidence) {
    const bytes = readFileSync(file);
    expect(bytes.subarray(offset, offset + Buffer.byteLength(text) + 1).toString()).toBe(`${text}\n`);
    expect(bytes.subarray(0, offset).toString().split("\n").length).toBe(line);
  }
  return answer;
}

describe("our own server", () => {
  let data: string;
  let server: ChildProcess;
  let port = 0;
  const at = new Map<Visit, string>();

  /** Starts `postino serve`; resolves with all that it said until it listens. */
  const serve = () =>
    new Promise<string>((resolve, reject) => {
      server = spawn(process.execPath, ["bin/postino.js", "serve", "--data", data]);
      let said = "";
      server.stderr?.on("data", (bytes) => reject(new Error(String(bytes))));
      server.stdout?.on("data", (bytes) => {
        said += bytes;
        if (/Log: /.test(said)) resolve(said);
      });
    });
  const stop = () =>
    new Promise((resolve) => {
      server.once("exit", resolve);
      server.kill("SIGTERM");
    });

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), "postino-answers-"));
    const made = await prepareData(data, join(data, "postino.yaml"), Date.now());
    expect(made?.passwords.map(({ address }) => address)).toEqual(["alice@example.test", "bob@example.test"]);
    for (const [name, value] of [
      ["listeners.mx.port", "0"],
      ["listeners.submission.port", "0"],
      ["listeners.submissions.port", "0"],
      ["c_system_adv_protocols_sessiontimeout", "2"],
      ["smtp.messageBytes", "20000"],
    ] as const) {
      expect((await postino("set", name, value, "--data", data)).code).toBe(0);
    }
    const firstMade = ["postino.yaml", "certificate.pem", "private-key.pem"];
    const before = firstMade.map((name) => readFileSync(join(data, name), "utf8"));
    port = Number(/port (\d+)/.exec(await serve())?.[1]);
    expect(firstMade.map((name) => readFileSync(join(data, name), "utf8"))).toEqual(before);
    for (const visit of visits) {
      at.set(visit, new Date().toISOString());
      await visit.make(port);
      await apart();
    }
  }, 60_000);
  afterAll(async () => {
    await stop();
    rmSync(data, { recursive: true });
  });

  for (const visit of visits) {
    const { name, sender, recipient, cause, party, outcome } = visit;
    test(`${name}: ${cause}, from the records of the running server and from the text alone`, async () => {
      const who = recipient ? ["--to", recipient, "--from", sender] : ["--ip", "127.0.0.1"];
      const when = ["--about", at.get(visit) ?? ""];
      const fromRecords = await ask("--data", data, ...who, ...when);
      const fromText = await ask(join(data, "logs"), ...who, ...when);
      expect(fromRecords).toMatchObject({ cause, party, outcome });
      expect(fromRecords.confidence).toBeGreaterThanOrEqual(0.6);
      const { evidence: _, ...rest } = fromText;
      expect(fromRecords).toMatchObject({
        cause: rest.cause,
        party: rest.party,
        outcome: rest.outcome,
        confidence: rest.confidence,
      });
      expect(fromText.evidence).toEqual(fromRecords.evidence);
    });
  }

  test("trace lists what the Maildir and the script know", async () => {
    const { stdout } = await postino("trace", "--data", data, "--jsonl");
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { sender: string; recipient: string; status: string });
    expect(rows.map(({ sender, recipient, status }) => `${sender} ${recipient} ${status}`)).toEqual([
      `${from("good")} alice@example.test delivered`,
      `${from("unknown")} nobody@example.test refused`,
      `${from("big")} alice@example.test refused`,
    ]);
    expect(readdirSync(join(data, "mailboxes/example.test/alice/new"))).toHaveLength(1);
  });

  test("two servers do not run on one folder, and a setting counts in the running one", async () => {
    expect(await postino("serve", "--data", data)).toMatchObject({ code: 2, stdout: "" });
    expect(await postino("set", "smtp.messageBytes", "12345", "--data", data)).toMatchObject({ code: 0 });
    expect(await talk(port, ["EHLO c.example", "QUIT"], "wait")).toContain("250-SIZE 12345\r\n");
  });
});

test("a real Postfix: the same six, from its mail.log", { timeout: 120_000 }, async () => {
  await withPostfix(async (postfix) => {
    const at = new Map<Visit, string>();
    for (const visit of visits) {
      at.set(visit, new Date().toISOString());
      await visit.make(postfix.port);
      await apart();
    }
    await postfix.logged(/timeout after RCPT/);
    for (const visit of visits) {
      const { name, sender, recipient, cause, party, outcome } = visit;
      const when = ["--about", at.get(visit) ?? "", "--fact", "smtpd_timeout=2s"];
      const who = recipient ? ["--to", recipient, "--from", sender] : ["--ip", "127.0.0.1"];
      const told = await ask(postfix.log, ...who, ...when);
      const said = `${name}, about ${at.get(visit)}: ${JSON.stringify(told.evidence)} in\n${postfix.text()}`;
      expect({ cause: told.cause, party: told.party, outcome: told.outcome }, said).toEqual({ cause, party, outcome });
    }
    const { stdout } = await postino("trace", postfix.log, "--jsonl");
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { sender: string | null; recipient: string | null; status: string });
    expect(rows.map(({ sender, recipient, status }) => `${sender} ${recipient} ${status}`)).toEqual([
      `${from("good")} alice@example.test delivered`,
      `${from("unknown")} nobody@example.test refused`,
      // The log of a message that grew too big names neither sender nor recipient.
      "null null refused",
    ]);
  });
});
