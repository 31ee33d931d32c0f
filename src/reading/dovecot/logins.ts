/** What the login services and `auth` write: who logged in, who could not, and how it ended. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Ended } from "../../events/event.ts";
import type { Reply } from "../../mail/reply.ts";
import type { Spot } from "../spot.ts";
import { breaks, type DovecotPattern, type Scene, type Visit } from "./scene.ts";

export const logins = ["imap-login", "pop3-login", "submission-login"];
const auth = ["auth", "auth-worker"];

/**
 * The fields of `login_log_format_elements` behind the user: a user name may contain anything, so they are looked for from the end.
 * Before 2.1 none was named who had said nothing.
 */
const fields =
  /(?:user=<(.{0,400})>(?:, method=([\w-]{1,40}))?, |(?<=: ))rip=([^,\s]{1,60}), lip=([^,\s]{1,60})((?:, .{0,600})?)$/s;

export interface Who {
  readonly user: string;
  readonly peer: string | undefined;
  readonly localIp: string | undefined;
  readonly tls: boolean;
  readonly name: string | undefined;
}

/** One of each, wherever they stand: whoever chose the name of the user may have had it hold another. */
const [anyUser, anyPeer] = [/\buser=(?:<([^<>]{0,400})>|([^\s,<>]{1,400}))/g, /\brip=\[?([\da-fA-F.:]{2,60})/g];

/** Elements in an order of the administrator's own (`login_log_format_elements`). */
function ownOrder(text: string): Who | undefined {
  const [[, bracketed, bare] = [], secondUser] = text.matchAll(anyUser);
  const [[, rip = ""] = [], secondPeer] = text.matchAll(anyPeer);
  const user = bracketed ?? bare;
  if (user === undefined || secondUser || secondPeer) return undefined;
  return {
    user,
    peer: normaliseIp(rip),
    localIp: normaliseIp(/\blip=\[?([\da-fA-F.:]{2,60})/.exec(text)?.[1] ?? ""),
    tls: /[ ,(]TLS(?:$|[ ,:)]|v1)/.test(text),
    name: /\bsession=<([^<>]{1,200})>/.exec(text)?.[1],
  };
}

export function whoOf(text: string): Who | undefined {
  const found = fields.exec(text);
  if (!found) return ownOrder(text);
  const [, user = "", , rip = "", lip = "", more = ""] = found;
  return {
    user,
    peer: normaliseIp(rip),
    localIp: normaliseIp(lip),
    tls: /, TLS(?:$|[,:]|v1)/.test(more),
    name: /, session=<([^<>]{1,200})>/.exec(more)?.[1],
  };
}

/** What knows the passwords does not answer: who is let in by another server (Postfix asks Dovecot) is told that his is wrong. */
function backendFailed(scene: Scene, text: string, peer: string): void {
  const cause = "submission.auth-backend";
  scene.aside({ kind: "decision", by: "auth.backend", verdict: "defer", cause, detail: text, peer });
}

const services: Readonly<Record<string, Visit["service"]>> = { "pop3-login": "pop3", "submission-login": "smtp" };
const serviceOf = ({ head }: Scene): Visit["service"] => services[head.service] ?? "imap";

/** What a mail program is told that brings mail to send, and what that means (Dovecot 2.3, `submission-login`). */
const toldSender: Readonly<Record<string, readonly [Reply, string]>> = {
  "login.failed": [{ code: 535, enhanced: "5.7.8", text: "Authentication failed." }, "submission.auth-failed"],
  "login.disabled": [{ code: 535, enhanced: "5.7.8", text: "Account is disabled." }, "submission.account-blocked"],
  "login.mechanism": [
    { code: 523, enhanced: "5.7.10", text: "Plaintext authentication disabled." },
    "submission.mechanism",
  ],
  "login.unavailable": [
    { code: 454, enhanced: "4.7.0", text: "Temporary authentication failure." },
    "submission.auth-backend",
  ],
};

/** Begins the visit of a login line, at the first word of `auth` about it: its session, and who came from where. */
export function begin(scene: Scene, who: Who, first?: Spot): Visit {
  const visit = scene.visit(serviceOf(scene), who.name);
  if (visit.opened) return visit;
  visit.opened = true;
  if (who.peer) visit.peer = who.peer;
  const local = who.localIp ? { ip: who.localIp } : undefined;
  scene.emit(defined({ kind: "session.opened", role: "server", local }), visit, first);
  if (who.tls) scene.emit({ kind: "session.noted", text: "TLS" }, visit, first);
  return visit;
}

/** Somebody got in: his visit, with what `auth` said of it; undefined where the line does not say who. */
export function loggedIn(text: string, scene: Scene): Visit | undefined {
  const who = whoOf(text);
  if (!who) return undefined;
  const said = scene.remarks(who.name);
  const visit = begin(scene, who, said[0]);
  for (const { text: remark, ...place } of said) scene.emit({ kind: "session.noted", text: remark }, visit, place);
  scene.emit({ kind: "decision", by: "login.accepted", verdict: "accept", detail: who.user }, visit);
  return visit;
}

/** How the connection ended, by the words in front of the user. */
const endings: readonly (readonly [RegExp, Ended])[] = [
  [/logging out|Logged out|^Client has quit/, "quit"],
  [/[Ii]nactivity|[Tt]imed out|Timeout/, "timeout"],
  [/Connection reset|\bread\(.*failed/, "peer-reset"],
  [/Shutting down|Server shutting down/i, "shutdown"],
  [/Maximum number of connections/, "refused"],
  [/Too many|too long|Input buffer full/, "local-closed"],
  [/[Cc]onnection closed|^Remote closed connection|^Disconnected(?: \(|$)|^Aborted login/, "peer-closed"],
];

/** Why nobody got in, by the words in brackets. */
const refusals: readonly { readonly words: RegExp; readonly by: string; readonly cause: string }[] = [
  { words: /\((?:user disabled|login disabled|password expired)[,)]/, by: "login.disabled", cause: "client.auth" },
  { words: /\((?:auth|authorization) failed, /, by: "login.failed", cause: "client.auth" },
  {
    words: /disallowed (?:plaintext|cleartext) auth|unsupported auth mechanism/,
    by: "login.mechanism",
    cause: "client.auth",
  },
  { words: /Maximum number of connections/, by: "login.limit", cause: "client.connection-limit" },
  {
    words:
      /temporary (?:authentication )?failure|internal failure|communication failure|proxy dest auth failed|Auth process broken|before auth was ready/,
    by: "login.unavailable",
    cause: "submission.auth-backend",
  },
];

/** What the TLS library said, where the handshake failed. */
const tlsReason = (text: string): string | undefined =>
  /SSL_accept\(\) failed: (.{1,200}?)(?: \(|, |$)/.exec(text)?.[1];

function ended(words: string, text: string, scene: Scene): void {
  const who = whoOf(text);
  if (!who) return;
  const said = scene.remarks(who.name);
  const visit = begin(scene, who, said[0]);
  const refusal = refusals.find(({ words: known }) => known.test(words));
  const handshake =
    who.user === "" && !/Auth process broken/.test(words) && /, TLS handshaking|SSL_(?:accept|read)\(\)/.test(text);
  const how = handshake ? "tls-failed" : endings.find(([known]) => known.test(words))?.[1];
  for (const { text: remark, ...place } of said)
    if (refusal) scene.emit({ kind: "program.warned", program: "auth", text: remark }, visit, place);
  const [told, meant] = (visit.service === "smtp" && refusal && toldSender[refusal.by]) || [];
  if (told) scene.emit({ kind: "rcpt.refused", stage: "auth", reply: told }, visit);
  if (refusal && who.user !== "") {
    const { by, cause } = refusal;
    scene.emit({ kind: "decision", by, verdict: "reject", cause: meant ?? cause, detail: who.user }, visit);
  }
  const broke = /^Disconnected: Too many (?:invalid|bad) commands/.test(words) ? "too-many-errors" : how && breaks[how];
  if (broke) {
    const after = refusal ? "AUTH" : broke === "tls-failed" ? "STARTTLS" : "CONNECT";
    scene.emit(defined({ kind: "session.broken", how: broke, after, reason: tlsReason(text) }), visit);
  }
  scene.endVisit(visit, how ?? "unknown", who.name);
}

/** Real samples are of Dovecot 2.3.19.1, those of 2.4 of 2.4.1; others say where they come from. */
export const loginPatterns: readonly DovecotPattern[] = [
  {
    name: "login",
    programs: logins,
    queued: false,
    samples: [
      "imap-login: Login: user=<bob@example.test>, method=PLAIN, rip=127.0.0.11, lip=127.0.0.1, mpid=28712, TLS, session=<V7nDW1Bhc7R/AAAL>",
      "submission-login: Login: user=<bob@example.test>, method=PLAIN, rip=192.0.2.50, lip=192.0.2.7, mpid=1298, TLS, session=<hirz6mhh+6nGEgOW>",
      // Dovecot 2.4.
      "pop3-login: Info: Logged in: user=<bob@example.test>, method=PLAIN, rip=127.0.10.4, lip=127.0.0.1, mpid=10385, session=<Whl+Cl5he4p/AAoE>",
      // After the documentation of `login_log_format_elements`: without the server's address, and in another order.
      "imap-login: Login: rip=192.0.2.9, user=<bob@example.test>, method=PLAIN, TLS, session=<V7nDW1Bhc7R/AAAM>",
    ],
    line: /^(?:Login|Logged in): (?=.{0,600}?\buser=[^,\s])(.*)$/s,
    events: ([, text = ""], scene) => void loggedIn(text, scene),
  },
  {
    name: "no-login",
    programs: logins,
    queued: false,
    samples: [
      "imap-login: Disconnected: Aborted login by logging out (auth failed, 2 attempts in 5 secs): user=<alice@example.test>, method=PLAIN, rip=127.0.0.4, lip=127.0.0.1, session=<z4hnW1BhA5J/AAAE>",
      "imap-login: Info: Disconnected: Connection closed (user disabled): user=<off@example.test>, method=PLAIN, rip=127.0.0.6, lip=127.0.0.1, session=<Qai7W1BhmZd/AAAG>",
      "imap-login: Info: Disconnected: Connection closed: SSL_accept() failed: error:0A00009C:SSL routines::http request (no auth attempts in 0 secs): user=<>, rip=127.0.0.1, lip=127.0.0.1, TLS handshaking: SSL_accept() failed: error:0A00009C:SSL routines::http request, session=<ZunDW1BhyL9/AAAB>",
      "imap-login: Info: Disconnected: Maximum number of connections from user+IP exceeded (mail_max_userip_connections=4): user=<bob@example.test>, method=PLAIN, rip=127.0.0.99, lip=127.0.0.1, session=<UD/UW1Bh4bR/AABj>",
      "submission-login: Disconnected: Aborted login by logging out (tried to use disallowed plaintext auth): user=<>, method=PLAIN, rip=192.0.2.55, lip=192.0.2.7, session=<Y1F262hhQ57GEgOb>",
      // After the source.
      "pop3-login: Disconnected: Too many invalid commands (no auth attempts in 0 secs): user=<>, rip=198.51.100.77, lip=192.0.2.25, session=<yxDW1BhyL9/AAAB>",
      // Dovecot 2.4, and 2.2.
      "imap-login: Info: Login aborted: Logged out (auth failed, 1 attempts in 0 secs) (auth_failed): user=<dora@example.test>, method=PLAIN, rip=127.0.10.6, lip=127.0.0.1, session=<dgZ/Cl5hY5B/AAoG>",
      "imap-login: Info: Login aborted: Logged out (user disabled, 1 attempts in 0 secs) (user_disabled): user=<off@example.test>, method=PLAIN, rip=127.0.10.5, lip=127.0.0.1, session=<JN5+Cl5hm6B/AAoF>",
      "imap-login: Info: Login aborted: Connection closed (disconnected during TLS handshake) (tls_handshake_not_finished): user=<>, rip=127.0.0.1, lip=127.0.0.1, TLS handshaking: Connection closed, session=<IwSCCl5hzpV/AAAB>",
      "imap-login: Disconnected (no auth attempts): rip=192.0.2.228, lip=192.0.2.25, TLS: Disconnected",
      // The words of its submission server; after a log in public.
      "submission-login: Client has quit the connection (auth failed, 1 attempts in 2 secs): user=<bob>, method=LOGIN, rip=192.0.2.133, lip=192.0.2.25",
      "submission-login: Remote closed connection (auth failed, 1 attempts in 2 secs): user=<bob>, method=PLAIN, rip=192.0.2.169, lip=192.0.2.25",
      "pop3-login: Aborted login (auth failed, 1 attempts in 2 secs): user=<bob>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.25, session=<fz2BwdpbqNg7mREh>",
    ],
    line: /^((?:Disconnected|Aborted login|Login aborted|Client has quit the connection|Remote closed connection|Maximum number of connections)(?:(?! user=<| rip=).){0,600}) (?:user=<|rip=).*$/s,
    events: ([text, words = ""], scene) => ended(words, text, scene),
  },
  {
    name: "login-remark",
    programs: logins,
    queued: false,
    samples: [
      "imap-login: Info: Authenticate PLAIN failed: Invalid base64 in response: user=<>, method=PLAIN, rip=127.0.0.12, lip=127.0.0.1, session=</jHEW1Bh76d/AAAM>",
      // After the source: what the login process says of a password that it should not have seen.
      "imap-login: Info: Login failed: Plaintext authentication disabled: user=<>, rip=192.0.2.7, lip=192.0.2.25, session=<V7nDW1Bhc7R/AAAL>",
    ],
    line: /^((?:Authenticate [\w-]{1,40} failed|Login failed|Authentication failed)(?:(?! user=<).){0,400}): user=<.*$/s,
    events: ([text, words = ""], scene) => {
      const who = whoOf(text);
      if (!who) return;
      scene.emit({ kind: "session.noted", text: words }, begin(scene, who));
    },
  },
  {
    name: "passdb",
    programs: auth,
    queued: false,
    samples: [
      "auth: passwd-file(alice@example.test,127.0.0.4,<z4hnW1BhA5J/AAAE>): Password mismatch",
      "auth: Info: passwd-file(gone@example.test,127.0.0.1): unknown user",
      // After the source, `auth_verbose_passwords` and LDAP.
      "auth: Info: ldap(bob@example.test,192.0.2.9,<UD/UW1Bh4bR/AABj>): invalid credentials (given password: x)",
      "auth-worker(82365): Info: conn unix:auth-worker (pid=82364,uid=97): auth-worker<12>: sql(bob@example.test,192.0.2.9,<UD/UW1Bh4bR/AABj>): Password mismatch",
      "auth: Info: pam(bob,192.0.2.9,<UD/UW1Bh4bR/AABj>): pam_authenticate() failed: Authentication failure (Password mismatch?)",
      "auth-worker(1165): Error: conn unix:auth-worker (pid=1160,uid=104): auth-worker<1>: sql(bernd,203.0.113.20): Not connected to database",
    ],
    line: /^(?:conn unix:auth-worker \([^()]{0,80}\): auth-worker<\d{1,12}>: )?([\w-]{1,40})\(((?:(?!\): ).){0,500})\): (.{1,300})/s,
    events: ([, database, who = "", said = ""], scene) => {
      const name = /,<([^<>]{1,200})>/.exec(who)?.[1];
      const account = /^([^,]{0,300})/.exec(who)?.[1] ?? "";
      const text = `${database}(${account}): ${said.replace(/ ?\((?:given password|SHA1 of given password).*/s, "")}`;
      if (name) scene.remark(name, text);
      else {
        if (said.startsWith("unknown user")) scene.unknown(account, text);
        const peer = normaliseIp(who.split(",")[1] ?? "");
        if (scene.head.level === "Error" && peer) backendFailed(scene, text, peer);
        else scene.emit(defined({ kind: "program.warned", program: "auth", text, peer }));
      }
    },
  },
  {
    name: "passdb-request",
    programs: auth,
    queued: false,
    samples: [
      // Dovecot 2.4 puts the user before the text, and in it the name that the site gave its passdb.
      "auth(dora@example.test,127.0.10.6,sasl:plain)<dgZ/Cl5hY5B/AAoG>: Info: users: Password mismatch",
      "auth(gone@example.test): Info: users: unknown user",
      "auth(off@example.test,127.0.10.5,sasl:plain)<JN5+Cl5hm6B/AAoF>: Info: deny: User found from deny passdb",
      "auth(?,127.0.10.17,sasl:plain)<2UT2Nl5hl41/AAoR>: Info: Invalid base64 data in initial response",
      "auth(?,127.0.10.19,sasl:plain)<7or2Nl5hNZF/AAoT>: Info: plain: Empty username",
    ],
    line: /^((?:[\w.-]{1,40}: )?(?:Password (?:mismatch|expired)|unknown user|[Uu]ser (?:is disabled|not .{1,80})|username not known|(?:[Ii]nvalid|[Ee]mpty|Missing|Unexpected|Username|Attempted|Client) .{1,100}?|No (?:user name|username|password) returned.{0,40}?|All password databases were skipped|Request timed out .{1,100}?|Authentication failure due to policy.{1,100}?|authentication failed.{0,100}?|.{0,40}credentials.{0,80}?)|[\w.-]{1,40}: User found from deny passdb)(?: \((?:given password|SHA1 of given password).*|$)/s,
    events: ([, text = ""], scene) => {
      const { name, user = "" } = scene.head;
      if (name) scene.remark(name, text);
      else {
        if (text.endsWith("unknown user")) scene.unknown(user.split(",")[0] ?? "", text);
        const peer = normaliseIp(user.split(",")[1] ?? "");
        scene.emit(defined({ kind: "program.warned", program: "auth", text, peer }));
      }
    },
  },
  {
    name: "deny",
    programs: auth,
    queued: false,
    samples: ["auth: Info: User found from deny passdb"],
    line: /^User found from deny passdb$/,
  },
];
