/** The real program runs, is changed, and stops. */
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { beforeEach, expect, test } from "vitest";
import { makeCertificate } from "../src/app/certificate.ts";
import { paths } from "../src/app/paths.ts";
import { createShelf } from "../src/records/shelf.ts";
import { run } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data: folder, file: configuration, serve, operate, edit, logOf } = useDataFolder();
let data = "";
let file = "";
beforeEach(() => {
  [data, file] = [folder(), configuration()];
});

const set = (...words: readonly string[]) => run("set", "--data", data, ...words);
const ask = (name: string, value: string) => operate("setting-change", { name, value });

/** What was changed, as the records keep it. */
const changesInRecords = (): readonly string[] => {
  const shelf = createShelf(join(data, "records"));
  const events = shelf.ask((files, use) => files.flatMap((part) => use(part, ({ events }) => events()) ?? []));
  shelf.close();
  return events.flatMap((event) =>
    event.kind === "settings.changed" ? [`${event.what} ${event.before} ${event.after}`] : [],
  );
};

async function sizeTold(port: number): Promise<string | undefined> {
  const client = await greeted(port);
  const [, size] = /SIZE (\d+)/.exec(await client.ask("EHLO c.example")) ?? [];
  client.socket.destroy();
  return size;
}

test(
  "of two servers that start on one data folder at the same moment, one runs and one is refused",
  patience,
  async () => {
    const both = [serve(), serve()];
    const ended = await Promise.race(both.map(async (program) => ({ program, ...(await program.ended) })));
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toMatch(/^postino: a server is running on .* already; stop it, or .*\n$/);
    const other = both.find((program) => program !== ended.program);
    expect(await other?.port()).toBeGreaterThan(0);
  },
);

test(
  "settings are changed in a running server and at rest, and all changes stand in the journal",
  patience,
  async () => {
    const { username } = userInfo();
    const server = serve();
    const port = await server.port();
    expect(await sizeTold(port)).toBe("50000000");
    expect(await set("C_Mail_SMTP_Delivery_MaxMsgSize", "70000")).toMatchObject({
      code: 0,
      out: "smtp.messageBytes: 70000 (C_Mail_SMTP_Delivery_MaxMsgSize = 70000)\n",
      err: "",
    });
    expect(logOf("j")).toContain(`Changed by ${username} what=smtp.messageBytes before=50000000 after=70000\n`);
    expect(await sizeTold(port)).toBe("70000");

    await ask("log.levels.smtp", "extended");
    await sizeTold(port);
    expect(logOf("s")).toMatch(/ Log opened .* level=debug .* Log opened .* level=extended /s);

    expect((await set("listeners.mx.port", "2525")).out).toMatch(
      /→ 2525 \(counts when the server is started again\)\n$/,
    );
    await ask("listeners.mx.port", "0");

    const wrong = await set("smtp.errors", "many");
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toMatch(/^postino: smtp\.errors: .*\n$/);

    server.child.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    expect(await set("smtp.errors", "22")).toMatchObject({ code: 0, out: "smtp.errors: 22\n", err: "" });
    expect(logOf("j")).toContain(`Changed by ${username} what=smtp.errors before=20 after=22\n`);
    expect(readFileSync(file, "utf8")).toContain("  errors: 22\n");
    expect(changesInRecords()).toEqual([
      "smtp.messageBytes 50000000 70000",
      "log.levels.smtp debug extended",
      "listeners.mx.port 0 2525",
      "listeners.mx.port 2525 0",
      "smtp.errors 20 22",
    ]);
  },
);

test(
  "old log files go into the archive of a running server, and a folder is no archive anywhere",
  patience,
  async () => {
    mkdirSync(join(data, "old.zip"));
    mkdirSync(join(data, "logs"));
    writeFileSync(join(data, "logs", "s20200101-00.log"), "old\n");
    edit((text) => text.replace("deleteAfterDays: 90", "deleteAfterDays: 0"));
    const program = serve();
    await program.port();
    const fault = `log.archiveTo: ${data}/old.zip is a folder; name a zip file, as in ${data}/old.zip/archive.zip`;
    const refused = { code: 2, out: "", err: expect.stringContaining(fault) };
    expect(await set("C_System_Logging_General_ArchiveTo", "old.zip")).toMatchObject(refused);
    expect(await set("log.archiveTo", "old/")).toMatchObject({
      code: 2,
      err: expect.stringContaining("and no folder"),
    });
    await set("C_System_Logging_General_Archive", "1");
    await set("C_System_Logging_General_DeleteOlder", "30");
    program.child.kill("SIGTERM");
    await program.ended;
    const again = serve();
    await again.port();
    while (!logOf("e").includes("Deleted the log file s20200101-00.log"))
      await new Promise((next) => setImmediate(next));
    expect(readdirSync(data)).toContain("archive-202001.zip");
    again.child.kill("SIGTERM");
    await again.ended;
    edit((text) => text.replace("archiveTo: archive.zip", "archiveTo: old.zip"));
    expect(await serve().ended).toMatchObject({ code: 2, err: expect.stringContaining(fault) });
    expect(await set("log.archive", "false")).toMatchObject(refused);
    const checked = await run("config", "check", "--data", data);
    expect(checked).toMatchObject({
      code: 1,
      out: expect.stringMatching(/postino\.yaml:\d+:14: log\.archiveTo: .*is a folder/),
    });
  },
);

test("the log moves to another folder, and stays where the other cannot be written", patience, async () => {
  const elsewhere = join(data, "elsewhere");
  mkdirSync(elsewhere);
  const server = serve();
  const port = await server.port();
  await expect(ask("log.folder", join(data, "absent"))).rejects.toThrow(/^cannot write into the log folder/);
  expect(readFileSync(file, "utf8")).not.toContain("absent");
  await sizeTold(port);
  expect(logOf("s")).toContain("EHLO c.example");
  await ask("log.folder", elsewhere);
  await sizeTold(port);
  expect(logOf("s", elsewhere)).toMatch(/^SYSTEM .* Log opened .*EHLO c\.example/s);
  expect(logOf("j", elsewhere)).toContain("what=log.folder");
  expect(logOf("s").split("EHLO c.example")).toHaveLength(2);
});

test(
  "reload and SIGHUP take the file into force; a broken one is refused, and the old one stays",
  patience,
  async () => {
    const server = serve();
    const port = await server.port();
    edit((text) => text.replace("messageBytes: 50000000", "messageBytes: 70000"));
    expect(await run("reload", "--data", data)).toMatchObject({
      code: 0,
      out: "smtp.messageBytes: 50000000 → 70000\n",
    });
    expect(await sizeTold(port)).toBe("70000");

    edit((text) => text.replace("messageBytes:", "mesageBytes:"));
    const refused = await run("reload", "--data", data);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toMatch(
      /postino\.yaml:\d+:3: smtp\.mesageBytes: no such setting; did you mean smtp\.messageBytes\?/,
    );
    server.child.kill("SIGHUP");
    await server.warns("did you mean smtp.messageBytes?");
    expect(logOf("e")).toContain("The configuration was not read again, the old one stays in force: ");
    expect(await sizeTold(port)).toBe("70000");

    edit((text) => text.replace("mesageBytes: 70000", "messageBytes: 80000"));
    server.child.kill("SIGHUP");
    await server.says("smtp.messageBytes: 70000 → 80000");
    expect(await sizeTold(port)).toBe("80000");
    expect(logOf("j")).toContain("Changed by SIGHUP what=smtp.messageBytes before=70000 after=80000\n");
  },
);

test("a reload takes a renewed certificate, and refuses one that does not fit its key", patience, async () => {
  const server = serve();
  const port = await server.port("submissions");
  const shown = async () => {
    const client = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
    await once(client, "secureConnect");
    const { fingerprint256 } = client.getPeerCertificate();
    client.destroy();
    return fingerprint256;
  };
  const before = await shown();
  const { certificate, privateKey } = await makeCertificate("mail.example.test", Date.now());
  writeFileSync(join(data, "certificate.pem"), certificate);
  const reload = () => operate("setting-reload", {});
  await expect(reload()).rejects.toThrow(/^tls\.certificates: private-key\.pem does not belong to certificate\.pem; /);
  expect(await shown()).toBe(before);
  writeFileSync(join(data, "private-key.pem"), privateKey);
  await reload();
  expect(await shown()).toBe(new X509Certificate(certificate).fingerprint256);
});

test("a certificate that has expired is used, and everybody is warned of it", patience, async () => {
  const old = await makeCertificate("mail.example.test", Date.now() - 11 * 365 * 86_400_000);
  writeFileSync(join(data, "certificate.pem"), old.certificate);
  writeFileSync(join(data, "private-key.pem"), old.privateKey);
  expect(await run("config", "check", "--data", data)).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /postino\.yaml:\d+:\d+: tls\.certificates: warning: certificate\.pem has expired on .*no fault\n$/s,
    ),
  });
  const server = serve();
  await server.warns("certificate.pem has expired on ");
  await greeted(await server.port());
  expect(logOf("e")).toContain("certificate.pem has expired on ");
});

test("reload without a server says that there is none", patience, async () => {
  const { code, err } = await run("reload", "--data", data);
  expect([code, err]).toEqual([2, expect.stringMatching(/^postino: no server is running on /)]);
});

test("SIGTERM tells an idle session, lets a message end, and the exit code is 0", patience, async () => {
  const server = serve();
  const port = await server.port();
  const [idle, busy] = [await greeted(port), await greeted(port)];
  for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
    await busy.ask(line);
  server.child.kill("SIGTERM");
  expect(await idle.reply()).toMatch(/^421 /);
  idle.socket.destroy();
  expect(await busy.ask("Subject: x\r\n\r\nhello\r\n.")).toMatch(/^250 /);
  busy.socket.destroy();
  expect(await server.ended).toMatchObject({ code: 0, err: "" });
  expect(logOf("s")).toContain("Service stopped: SMTP");
});

test("a second signal ends the program at once", patience, async () => {
  const server = serve();
  const busy = await greeted(await server.port());
  for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
    await busy.ask(line);
  const idle = await greeted(await server.port());
  server.child.kill("SIGTERM");
  // The first signal has arrived when idle sessions are told.
  await idle.reply();
  idle.socket.destroy();
  server.child.kill("SIGINT");
  expect((await server.ended).code).toBeNull();
  busy.socket.destroy();
});

test("a socket that was opened before is served, by the name of its listener", patience, async () => {
  const listening: Server = createServer().listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as { port: number };
  const { fd } = (listening as unknown as { readonly _handle: { readonly fd: number } })._handle;
  const server = serve({ socket: fd });
  expect(await server.port()).toBe(port);
  listening.close();
  expect(await sizeTold(port)).toBe("50000000");
});

test(
  "a server with a configuration but without a domain says how to give it one, and is silent once it has one",
  patience,
  async () => {
    const hint = /no domain yet.*\n.* domain add example\.org\n.* account add you@example\.org --role admin/;
    const told = async () => {
      const server = serve();
      // It answers once all of its greeting is printed, and a signal ends it at once before that.
      await sizeTold(await server.port());
      server.child.kill("SIGTERM");
      return (await server.ended).out;
    };
    rmSync(paths(data).state, { force: true });
    expect(await told()).toMatch(hint);
    expect(await run("domain", "add", "example.org", "--data", data)).toMatchObject({ code: 0 });
    expect(await told()).not.toMatch(hint);
  },
);
