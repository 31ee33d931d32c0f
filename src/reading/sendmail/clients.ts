/** What is said of a client: what it was refused and by whom, and how it went away. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { EventOf, Stage } from "../../events/event.ts";
import { ownWord, type Reply } from "../../mail/reply.ts";
import { isComing, laidAside } from "./arrivals.ts";
import { refusalOf, relayOf } from "./said.ts";
import type { Scene, SendmailPattern } from "./scene.ts";

const any = ["*"];

/** By ruleset; those for fields of the header bear any name. */
const stages: Readonly<Record<string, Stage>> = {
  check_relay: "connect",
  check_mail: "mail",
  check_rcpt: "rcpt",
  check_compat: "rcpt",
  check_data: "data",
  check_eoh: "eod",
  check_eom: "eod",
  tls_client: "tls",
  trust_auth: "auth",
};
/** Those that judge the host to which a message is brought. */
const outward: ReadonlySet<string> = new Set(["tls_server", "tls_rcpt", "try_tls", "authinfo", "tls_clt_features"]);
const commands: Readonly<Record<string, string>> = { check_vrfy: "VRFY", check_expn: "EXPN", check_etrn: "ETRN" };

interface Verdict {
  readonly stage: Stage;
  readonly argument: string;
  readonly peer?: string | undefined;
  /** "reject=550 5.7.1 …", "discard", "quarantine=why". */
  readonly verdict: string;
  readonly by: string;
}

const angled = (text: string): string => text.trim().replace(/^<(.*)>$/s, "$1");

function refused({ stage, argument, peer, by }: Verdict, reply: Reply, scene: Scene): void {
  const message = scene.message();
  if (stage === "eod" && scene.queueId !== undefined) {
    // Whom the message was for comes behind.
    message.objection = { reply, decidedBy: by };
    const session = message.arrival ? undefined : scene.server(peer);
    scene.emit(
      defined({ kind: "decision", by, verdict: "reject", detail: reply.text }),
      session ?? scene.refusedWhole(),
      message,
    );
    return;
  }
  const session = scene.server(peer);
  const who = stage === "rcpt" ? { recipient: angled(argument) } : stage === "mail" ? { sender: angled(argument) } : {};
  scene.emit(
    defined({ kind: "rcpt.refused", stage, ...who, reply, peer, decidedBy: by === "milter" ? undefined : by }),
    session,
    scene.queueId ? message : undefined,
  );
}

/** Of all that the message was for, where the log does not name them. */
function withheld({ verdict, by, peer, stage, argument }: Verdict, scene: Scene): void {
  const [, word = "", why = ""] = /^(\w+)(?:=(.*))?$/s.exec(verdict) ?? [];
  const message = scene.message();
  const session = isComing(message) ? scene.server(peer) : scene.queue();
  const recipient = stage === "rcpt" && argument !== "" ? angled(argument) : undefined;
  const detail = why.replace(/^"(.*)"$/s, "$1") || undefined;
  const base = scene.queueId === undefined ? undefined : message;
  scene.emit(defined({ kind: "decision", by, verdict: word, recipient, detail }), session, base);
  if (word !== "quarantine" || base === undefined) return;
  if (isComing(message)) message.quarantinedBy = by;
  else laidAside(by, scene);
}

function judged(verdict: Verdict, scene: Scene): void {
  const reject = /^reject=(.*)$/s.exec(verdict.verdict)?.[1];
  if (reject === undefined) return withheld(verdict, scene);
  refused(verdict, refusalOf(reject), scene);
}

export const peerIn = (text: string): string | undefined => relayOf(text).ip;

/** `Milter: to=<…>, reject=…`: at what command it spoke. */
function milterStage(words: string): { readonly stage: Stage; readonly argument: string } {
  const [, word = "", argument = ""] =
    /^(to|from|helo|connect|data|unknown|header|eoh|body|eom)\b[=:]?\s?(.*?)$/s.exec(words) ?? [];
  const at: Readonly<Record<string, Stage>> = { to: "rcpt", from: "mail", helo: "helo", connect: "connect" };
  return { stage: at[word] ?? "eod", argument };
}

type Break = EventOf<"session.broken">["how"];

/** The message of that queue id does not come any more. */
function broke(
  how: Break,
  after: string,
  scene: Scene,
  more: Partial<EventOf<"session.broken">> = {},
  peer?: string,
): void {
  const message = scene.message();
  const session = scene.server(peer);
  if (message.broken && scene.queueId !== undefined) return;
  message.broken = true;
  scene.emit(
    defined({ ...more, kind: "session.broken", how, after, peer }),
    session,
    scene.queueId ? message : undefined,
  );
}

const verbs: Readonly<Record<string, string>> = {
  rcpt: "RCPT",
  mail: "MAIL",
  data: "DATA",
  helo: "HELO",
  ehlo: "EHLO",
  startup: "CONNECT",
};

export const warned = (text: string, scene: Scene, peer?: string): void => {
  const message = scene.queueId === undefined ? undefined : scene.message();
  const session = message === undefined ? undefined : isComing(message) ? scene.server(peer) : scene.queue();
  if (message !== undefined) message.trouble = text;
  scene.emit(defined({ kind: "program.warned", program: scene.program, text, peer }), session, message);
};

/** Only this one of sendmail's words has a code that is always the same (recipient.c, cf/m4/proto.m4). */
const wordOf = (text: string): Reply =>
  text === "User unknown"
    ? { code: 550, enhanced: "5.1.1", text }
    : ownWord(text, /temporar|try again|later\b/i.test(text) ? "4.0.0" : "5.0.0");

const ruleset: Pick<SendmailPattern, "line" | "events"> = {
  line: /^ruleset=([\w-]{1,60}), arg1=(.{0,1000}?)(?:, arg2=(.{0,400}?))?(?:, relay=(.{0,400}?))?, ((?:reject|quarantine)=.{0,2000}|discard)$/s,
  events: ([, name = "", argument = "", , relay, verdict = ""], scene) => {
    if (outward.has(name)) {
      const text = `ruleset=${name}, arg1=${argument}, relay=${relay}, ${verdict}`;
      return scene.emit({ kind: "program.warned", program: scene.program, text });
    }
    const verb = commands[name];
    const peer = peerIn(relay ?? "");
    if (verb === undefined)
      return judged({ stage: stages[name] ?? "eod", argument, peer, verdict, by: `ruleset ${name}` }, scene);
    const reply = refusalOf(verdict.replace(/^reject=/, ""));
    const about = defined({ verb, argument: argument || undefined, reply, peer });
    scene.emit({ kind: "command.refused", ...about }, scene.server(peer));
  },
};

const early: Pick<SendmailPattern, "line" | "events"> = {
  line: /^(rejecting commands from (.{1,400}?) (?:\(.{1,60}\) )?due to pre-greeting traffic.*)$/s,
  events: ([, text = "", who = ""], scene) => {
    const peer = peerIn(who);
    const by = "greeting.early-talker";
    const session = scene.server(peer);
    const base = scene.queueId ? scene.message() : undefined;
    scene.emit(defined({ kind: "decision", by, verdict: "fail", cause: by, detail: text }), session, base);
    scene.emit(
      defined({
        kind: "rcpt.refused",
        stage: "connect",
        reply: { code: 554, enhanced: "5.5.0", text },
        decidedBy: by,
        peer,
      }),
      session,
      base,
    );
  },
};

export const clientPatterns: readonly SendmailPattern[] = [
  {
    name: "ruleset",
    programs: any,
    queued: true,
    samples: [
      "6ATGMW5I031128: ruleset=check_rcpt, arg1=<x@elsewhere.example>, relay=client.example [192.0.2.7], reject=550 5.7.1 <x@elsewhere.example>... Relaying denied",
      // Not recorded: from knowledge of the program.
      "6ATGMW5I031128: ruleset=tls_server, arg1=SOFTWARE, relay=mx.next.example, reject=403 4.7.0 TLS handshake failed.",
      "6ATGMfxs031458: ruleset=check_mail, arg1=<drop@sender.example>, relay=client.example [192.0.2.7], discard",
      '6ATGMh85031525: ruleset=CheckSubject, arg1= very odd thing, relay=client.example [192.0.2.7], quarantine="odd subject"',
    ],
    ...ruleset,
  },
  {
    name: "ruleset-bare",
    programs: any,
    queued: false,
    samples: [
      "ruleset=check_relay, arg1=bad.example, arg2=192.0.2.8, relay=bad.example [192.0.2.8], reject=550 5.7.1 Your host is not welcome",
    ],
    ...ruleset,
  },
  {
    name: "unknown",
    programs: any,
    queued: true,
    samples: [
      "6ATGLt4w029723: <nosuch@example.test>... User unknown",
      "6ATGMavp031259: <erin@gone.example>... gone for good",
    ],
    line: /^(<[^<>]{0,500}>|[^\s<>:=]{1,200})\.\.\. (.*)$/s,
    events: ([, recipient = "", text = ""], scene) => {
      const message = scene.message();
      if (!isComing(message)) return warned(`${recipient}... ${text}`, scene);
      // A user of the machine is told at once; what became of the letter is said behind.
      if (!recipient.startsWith("<"))
        return scene.emit({ kind: "session.noted", text: `${recipient}... ${text}` }, scene.queue(), message);
      scene.emit(
        { kind: "rcpt.refused", stage: "rcpt", recipient: angled(recipient), reply: wordOf(text) },
        scene.server(),
        message,
      );
    },
  },
  {
    name: "discarded",
    programs: any,
    queued: true,
    samples: ["6ATGMfxs031458: discarded"],
    line: /^discarded$/,
    events: (_, scene) => {
      const message = scene.message();
      const session = scene.queue();
      scene.emit(
        defined({ kind: "message.ended", how: "deleted", sender: message.sender, by: "sendmail" }),
        session,
        message,
      );
      scene.emit({ kind: "session.closed", ended: "unknown" }, session, message);
      scene.forget();
    },
  },
  {
    name: "milter-verdict",
    programs: any,
    queued: true,
    // Not recorded: from knowledge of the program.
    samples: [
      "6ATGMhFK031520: Milter: data, reject=554 5.7.1 Blocked",
      "6ATGMhFK031520: Milter: to=<bob@example.test>, reject=451 4.7.1 Greylisting in action",
      "6ATGMhFK031520: Milter: from=<ann@sender.example>, discard",
      "6ATGMhFK031520: milter=scan, reject=550 5.7.1 Command rejected",
      "6ATGMhFK031520: milter=scan, quarantine=virus",
    ],
    line: /^(?:Milter: |milter=[^,]{1,100}, (?:action=)?)(.{0,1000}?)(?:, )?((?:reject|quarantine)=.{0,2000}|discard)$/s,
    events: ([, words = "", verdict = ""], scene) => judged({ ...milterStage(words), verdict, by: "milter" }, scene),
  },
  {
    name: "milter-failed",
    programs: any,
    queued: true,
    samples: [
      "6ATGO4pd001963: Milter: initialization failed, temp failing commands",
      "6ATGO8bL002055: Milter: initialization failed, rejecting commands",
      // Not recorded: from knowledge of the program.
      "6ATGO8bL002055: Milter: initialization failed, closing connection",
    ],
    line: /^(Milter: initialization failed, (?:(rejecting) commands|temp failing commands|closing connection))$/,
    events: ([, text = "", isFinal], scene) => {
      const reply = ownWord(text, isFinal ? "5.0.0" : "4.0.0");
      const message = scene.message();
      message.putOff = { reply, decidedBy: "milter" };
      scene.emit({ kind: "rcpt.refused", stage: "connect", ...message.putOff }, scene.server(), message);
    },
  },
  {
    name: "milter-trouble",
    programs: any,
    queued: true,
    samples: [
      "6ATGO4pd001963: Milter (scan): to error state",
      "6ATGO4pd001963: Milter (scan): local socket name /var/spool/sm/no.sock unsafe",
      // Not recorded: from knowledge of the program.
      "6ATGO4pd001963: Milter (scan): error connecting to filter: Connection refused by /run/scan.sock",
    ],
    line: /^(Milter \([^)]{0,100}\): (?!init success|connect to filters|abort filters|quit filter).*)$/s,
    events: ([, text = ""], scene) => warned(text, scene),
  },
  {
    name: "lost",
    programs: any,
    queued: true,
    samples: ["6ATGMoOi031797: lost input channel from client.example [192.0.2.7] to MTA after rcpt"],
    line: /^lost input channel from (.{1,400}) to \S{1,60} after (\w{1,20})$/,
    events: ([, who = "", after = ""], scene) =>
      broke("peer-closed", verbs[after] ?? after.toUpperCase(), scene, {}, peerIn(who)),
  },
  {
    name: "silent",
    programs: any,
    queued: true,
    samples: ["6ATGN1Ff032391: timeout waiting for input from client.example during server cmd read"],
    line: /^timeout waiting for input from (.{1,400}) during server (.{1,60})$/,
    events: ([, who = "", part = ""], scene) =>
      broke("timeout", /data|message/i.test(part) ? "DATA" : "a command", scene, {}, peerIn(who)),
  },
  {
    name: "cut-off",
    programs: any,
    queued: true,
    samples: [
      "6ATGMpYr031857: collect: premature EOM: unexpected close",
      "6ATGN0Gr032305: collect: premature EOM: Connection reset by client.example",
      "6ATGMpYr031857: collect: relay=client.example, from=<ann@sender.example>, info=unexpected close",
      "6ATGMqXe031919: SYSERR(root): collect: relay=client.example, from=<ann@sender.example>, info=read timeout",
      // Not recorded: from knowledge of the program.
      "6ATGMqXe031919: collect: unexpected close on connection from client.example, sender=<ann@sender.example>",
      "6ATGMqXe031919: SYSERR(root): collect: I/O error on connection from client.example, from=<ann@sender.example>",
    ],
    line: /^(?:SYSERR\([^)]{0,60}\): )?collect: (.{1,1000})$/s,
    events: ([, text = ""], scene) => {
      const sender = /(?:from|sender)=<?([^<>,]{0,500})>?/.exec(text)?.[1];
      const how = /timeout/.test(text) ? "timeout" : /reset/i.test(text) ? "peer-reset" : "peer-closed";
      broke(how, "DATA", scene, defined({ sender, reason: text }));
    },
  },
  {
    name: "nothing-offered",
    programs: any,
    queued: true,
    samples: ["6ATGMk8q031597: client.example [192.0.2.7] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA"],
    line: /^((.{1,400}) did not issue MAIL\/EXPN\/VRFY\/ETRN during connection to .{1,60})$/,
    events: ([, text = "", who = ""], scene) => {
      const session = scene.server(peerIn(who));
      scene.emit({ kind: "session.noted", text }, session, scene.message());
      scene.endServer();
    },
  },
  {
    name: "nothing-offered-bare",
    programs: any,
    queued: false,
    // Not recorded: from knowledge of the program.
    samples: ["client.example [192.0.2.7] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA"],
    line: /^((.{1,400}) did not issue MAIL\/EXPN\/VRFY\/ETRN during connection to .{1,60})$/,
    events: ([, text = "", who = ""], scene) => scene.emit({ kind: "session.noted", text }, scene.server(peerIn(who))),
  },
  {
    name: "early",
    programs: any,
    queued: true,
    // Not recorded: from knowledge of the program.
    samples: [
      "6ATGMk8q031597: rejecting commands from client.example [192.0.2.7] due to pre-greeting traffic after 0 seconds",
    ],
    ...early,
  },
  {
    name: "early-bare",
    programs: any,
    queued: false,
    samples: ["rejecting commands from client.example [192.0.2.7] due to pre-greeting traffic"],
    ...early,
  },
  {
    name: "login",
    programs: any,
    queued: false,
    // Not recorded: no version names the message that comes then.
    samples: ["AUTH=server, relay=client.example [192.0.2.7], authid=bob, mech=PLAIN, bits=0"],
    line: /^AUTH=server, relay=(.{1,400}?), authid=(.{1,300}?), mech=(\S{1,60}?)(?:, .*)?$/s,
    events: ([, who = "", detail = ""], scene) =>
      scene.emit({ kind: "decision", by: "login.accepted", verdict: "accept", detail }, scene.server(peerIn(who))),
  },
  {
    name: "client-remark",
    programs: any,
    queued: true,
    samples: [
      "6ATGMhjn031541: client.example [192.0.2.7]: Possible SMTP RCPT flood, throttling.",
      "6ATGNJGG000601: client.example [192.0.2.7]: probable open proxy: command=GET / HTTP/1.0",
      "6ATGNHDO000468: client.example [192.0.2.7]: VRFY alice [rejected]",
      "6ATGNM4R000775: Authentication-Warning: mx.example.test: client.example [192.0.2.7] didn't use HELO protocol",
      // Not recorded: from knowledge of the program.
      "6ATGMk8q031597: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): authentication failure: checkpass failed, relay=client.example [192.0.2.7]",
      '6ATGMk8q031597: SYSERR(root): hash map "access": missing map file /etc/mail/access.db: No such file or directory',
    ],
    line: /^((?:.{1,300} \[[^\]\s]{1,60}\](?: \(may be forged\))?: (?:Possible|probable|possible|VRFY|EXPN|ETRN|SMTP)|Authentication-Warning: |AUTH failure |(?:SYSERR|NOTICE|WARNING)[ (:](?!.{0,60}\): collect: )).*)$/s,
    events: ([, text = ""], scene) => {
      const peer = normaliseIp(/\[([^\]\s]{1,60})\]/.exec(text)?.[1] ?? "");
      warned(text, scene, peer);
    },
  },
];
