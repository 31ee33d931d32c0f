/**
 * What postscreen writes, and dnsblog for it: one process screens many clients, told apart by address and port. Who passes goes on at
 * smtpd, in the same connection.
 */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { EventOf } from "../../events/event.ts";
import { envelopeOf, replyOf, stageOf } from "./said.ts";
import type { Connection, PostfixPattern, Scene } from "./scene.ts";

const postscreen = ["postscreen"];

/** `[address]:port`: two groups. */
const client = String.raw`\[([^\]\s]+)\]:(\d+)`;
const lineWith = (text: string): RegExp => new RegExp(text.replaceAll("CLIENT", client));

const screened = (scene: Scene, ip = "", port = ""): Connection => scene.screened(normaliseIp(ip) ?? ip, Number(port));

/** What a test found; `cause` where a refusal because of it has one. */
interface Verdict {
  readonly by: string;
  readonly verdict: "pass" | "fail" | "defer";
  readonly cause?: string;
}

function decide(scene: Scene, connection: Connection, { by, verdict, cause }: Verdict, detail: string): void {
  const { session, peer } = connection;
  if (verdict !== "pass") connection.failed ??= `postscreen.${by}`;
  scene.emit(defined({ kind: "decision", by: `postscreen.${by}`, verdict, cause, detail, peer }), session);
}

function broken(
  scene: Scene,
  connection: Connection,
  how: EventOf<"session.broken">["how"],
  after: string,
  idleSeconds?: number,
): void {
  const { session, peer } = connection;
  connection.broken = how === "too-many-errors" ? "local-closed" : how === "timeout" ? "timeout" : "peer-closed";
  scene.emit(defined({ kind: "session.broken", how, after, peer, idleSeconds }), session);
}

/** A pattern for each test that a client fails: its first words name it. */
const failures = (
  [
    {
      name: "pregreet",
      line: "^PREGREET (\\d+) after \\S+ from CLIENT: .*$",
      verdict: { by: "pregreet", verdict: "fail", cause: "greeting.early-talker" },
      samples: ["PREGREET 11 after 0 from [127.0.0.2]:44780: EHLO spam\\r\\n"],
    },
    {
      name: "dnsbl",
      line: "^DNSBL rank (\\d+) for CLIENT$",
      verdict: { by: "dnsbl", verdict: "fail", cause: "greeting.dnsbl" },
      samples: ["DNSBL rank 4 for [192.0.2.9]:51234"],
    },
    {
      name: "denylist",
      line: "^(DENYLISTED|BLACKLISTED) CLIENT$",
      verdict: { by: "denylist", verdict: "fail", cause: "mail.sender-blocked" },
      samples: ["DENYLISTED [127.0.0.3]:46052", "BLACKLISTED [192.0.2.9]:51234"],
    },
    {
      name: "veto",
      line: "^((?:ALLOW|WHITE)LIST VETO) CLIENT$",
      verdict: { by: "allowlist-veto", verdict: "fail" },
      samples: ["ALLOWLIST VETO [192.0.2.9]:51234", "WHITELIST VETO [192.0.2.9]:51234"],
    },
    {
      name: "bare-newline",
      line: "^(BARE NEWLINE) from CLIENT after .*$",
      verdict: { by: "bare-newline", verdict: "fail", cause: "session.protocol-error" },
      samples: ["BARE NEWLINE from [127.0.0.4]:40402 after EHLO client.example\\n"],
    },
    {
      name: "non-smtp-command",
      line: "^(NON-SMTP COMMAND) from CLIENT after .*$",
      verdict: { by: "non-smtp-command", verdict: "fail", cause: "session.protocol-error" },
      samples: ["NON-SMTP COMMAND from [127.0.0.5]:33912 after CONNECT: GET / HTTP/1.1"],
    },
    {
      name: "pipelining-command",
      line: "^(COMMAND PIPELINING) from CLIENT after .*$",
      verdict: { by: "pipelining", verdict: "fail", cause: "session.protocol-error" },
      samples: ["COMMAND PIPELINING from [127.0.0.6]:51040 after EHLO: MAIL FROM:<eve@sender.example>\\r\\n"],
    },
    {
      name: "no-recipient",
      line: "^((?:DATA|BDAT) without valid RCPT) from CLIENT$",
      verdict: { by: "no-recipient", verdict: "fail" },
      samples: ["DATA without valid RCPT from [127.0.0.6]:51040"],
    },
  ] as const satisfies readonly { name: string; line: string; verdict: Verdict; samples: readonly string[] }[]
).map(
  ({ name, line, verdict, samples }): PostfixPattern => ({
    name: `postscreen-${name}`,
    programs: postscreen,
    queued: false,
    samples,
    line: lineWith(line),
    events: ([text, , ip, port], scene) => decide(scene, screened(scene, ip, port), verdict, text),
  }),
);

/** Limits that end a session. */
const limits = (
  [
    ["COMMAND TIME LIMIT", "timeout"],
    ["COMMAND COUNT LIMIT", "too-many-errors"],
    ["COMMAND LENGTH LIMIT", "too-many-errors"],
  ] as const
).map(
  ([words, how]): PostfixPattern => ({
    name: `postscreen-${words.toLowerCase().replaceAll(" ", "-")}`,
    programs: postscreen,
    queued: false,
    samples: [`${words} from [127.0.0.7]:41110 after RCPT`],
    line: lineWith(`^${words} from CLIENT after (.*)$`),
    events: ([, ip, port, after = ""], scene) => broken(scene, screened(scene, ip, port), how, after),
  }),
);

/** What stands before a refusal that comes of no failed test: the client is to come again, as its tests took the whole dialogue. */
const comeAgain: Verdict = { by: "protocol-tests", verdict: "defer", cause: "rcpt.greylist" };

export const postscreenPatterns: readonly PostfixPattern[] = [
  {
    name: "postscreen-connect",
    programs: postscreen,
    queued: false,
    samples: ["CONNECT from [127.0.0.1]:57742 to [127.0.0.1]:38541"],
    line: lineWith("^CONNECT from CLIENT to CLIENT$"),
    events: ([, ip, port, localIp, localPort], scene) => {
      const { session, peer } = screened(scene, ip, port);
      const local = { ip: normaliseIp(localIp ?? "") ?? "", port: Number(localPort) };
      scene.emit(defined({ kind: "session.opened", role: "server", peerPort: Number(port), local, peer }), session);
    },
  },
  {
    name: "postscreen-pass",
    programs: postscreen,
    queued: false,
    samples: ["PASS NEW [127.0.0.1]:57742", "PASS OLD [127.0.0.1]:57800"],
    line: lineWith("^PASS (?:NEW|OLD) CLIENT$"),
    events: ([text, ip, port], scene) => {
      const connection = screened(scene, ip, port);
      decide(scene, connection, { by: "all-tests", verdict: "pass" }, text);
      scene.pass(connection);
    },
  },
  {
    name: "postscreen-allowlist",
    programs: postscreen,
    queued: false,
    samples: ["ALLOWLISTED [127.0.0.1]:57742", "WHITELISTED [192.0.2.7]:57742"],
    line: lineWith("^(?:ALLOW|WHITE)LISTED CLIENT$"),
    events: ([text, ip, port], scene) => {
      const connection = screened(scene, ip, port);
      decide(scene, connection, { by: "allowlist", verdict: "pass" }, text);
      scene.pass(connection);
    },
  },
  ...failures,
  ...limits,
  {
    name: "postscreen-hangup",
    programs: postscreen,
    queued: false,
    samples: ["HANGUP after 0.1 from [127.0.0.8]:60240 in tests before SMTP handshake"],
    line: lineWith("^HANGUP after ([\\d.]{1,12}) from CLIENT in (tests (?:before|after) SMTP handshake)$"),
    events: ([, seconds, ip, port, where = ""], scene) => {
      const after = where.includes("before") ? "CONNECT" : "EHLO";
      broken(scene, screened(scene, ip, port), "peer-closed", after, Number(seconds));
    },
  },
  {
    name: "postscreen-disconnect",
    programs: postscreen,
    queued: false,
    samples: ["DISCONNECT [127.0.0.2]:44780"],
    line: lineWith("^DISCONNECT CLIENT$"),
    events: ([, ip, port], scene) => {
      const connection = screened(scene, ip, port);
      const { session, peer, broken: ended = "unknown" } = connection;
      scene.emit(defined({ kind: "session.closed", ended, peer }), session);
      scene.screenedOut(connection);
    },
  },
  {
    name: "postscreen-reject",
    programs: postscreen,
    queued: true,
    samples: [
      "NOQUEUE: reject: RCPT from [127.0.0.2]:44780: 550 5.5.1 Protocol error; from=<eve@sender.example>, to=<alice@example.test>, proto=ESMTP, helo=<spam>",
      "NOQUEUE: reject: RCPT from [192.0.2.9]:51234: 550 5.7.1 Service unavailable; client [192.0.2.9] blocked using zen.example.org; from=<eve@sender.example>, to=<alice@example.test>, proto=ESMTP, helo=<client.example>",
      "NOQUEUE: reject: RCPT from [127.0.0.1]:57742: 450 4.3.2 Service currently unavailable; from=<ann@sender.example>, to=<alice@example.test>, proto=ESMTP, helo=<client.example>",
    ],
    line: lineWith("^reject: (\\S+) from CLIENT: (\\d{3}) (?:(\\d\\.\\d+\\.\\d+) )?(.*?); (from=<.*)$"),
    events: ([, word = "", ip, port, code = "", enhanced, text = "", envelope], scene) => {
      const connection = screened(scene, ip, port);
      if (code.startsWith("4") && connection.failed === undefined) decide(scene, connection, comeAgain, text);
      const { session, peer, failed } = connection;
      const [reply, stage] = [replyOf(code, enhanced, text), stageOf(word) ?? "rcpt"];
      const refusal = { ...envelopeOf(envelope), reply, decidedBy: failed, peer };
      scene.emit(defined({ kind: "rcpt.refused", stage, ...refusal }), session);
    },
  },
  {
    name: "postscreen-busy",
    programs: postscreen,
    queued: true,
    samples: [
      "NOQUEUE: reject: CONNECT from [192.0.2.9]:51234: too many connections",
      "NOQUEUE: reject: CONNECT from [192.0.2.9]:51234: all server ports busy",
    ],
    line: lineWith("^reject: CONNECT from CLIENT: (too many connections|all (?:server|screening) ports busy)$"),
    events: ([, ip, port, why = ""], scene) => {
      const { session, peer } = screened(scene, ip, port);
      // The source answers 421 4.7.0 and 421 4.3.2.
      const reply = replyOf("421", why.startsWith("too many") ? "4.7.0" : "4.3.2", why);
      scene.emit(defined({ kind: "rcpt.refused", stage: "connect", reply, peer }), session);
    },
  },
  {
    name: "postscreen-remark",
    programs: postscreen,
    queued: false,
    samples: [
      "entering STRESS mode with 140 connections",
      "leaving STRESS mode with 60 connections",
      "reject: connect from [192.0.2.9]:51234: all screening ports busy",
    ],
    line: /^((?:entering|leaving) STRESS mode with \d+ connections|reject: connect from .*)$/,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: scene.program, text }),
  },
  {
    name: "dnsblog",
    programs: ["dnsblog"],
    queued: false,
    samples: ["addr 192.0.2.9 listed by domain zen.example.org as 127.0.0.4"],
    line: /^addr (\S+) listed by domain \S+ as \S+$/,
    events: ([text, ip = ""], scene) => {
      const found = scene.lastScreened(normaliseIp(ip) ?? ip);
      if (found) scene.emit(defined({ kind: "session.noted", text, peer: found.peer }), found.session);
    },
  },
  {
    name: "tlsproxy",
    programs: ["tlsproxy"],
    queued: false,
    samples: [
      "CONNECT from [127.0.0.1]:57742",
      "DISCONNECT [127.0.0.1]:57742",
      "Anonymous TLS connection established from [127.0.0.1]:57742: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
    ],
    line: /^(?:CONNECT (?:from|to) |DISCONNECT |\w+ TLS connection (?:established|reused) ).*$/,
  },
  {
    name: "tlsproxy-failed",
    programs: ["tlsproxy"],
    queued: false,
    samples: ["TLS handshake failed for service=smtpd peer=[192.0.2.9]:51234"],
    line: lineWith("^TLS handshake failed for service=\\S+ peer=CLIENT$"),
    events: ([text, ip], scene) =>
      scene.emit(
        defined({ kind: "program.warned", program: scene.program, text, peer: normaliseIp(ip ?? "") }),
        scene.lastScreened(normaliseIp(ip ?? "") ?? "")?.session,
      ),
  },
];
