/** Answers in words, for a tired person: who did what, when, and what the server said. */
import type { Zone } from "../base/zone.ts";
import type { Fact, Outcome } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { domainOf } from "../mail/address.ts";
import { formatReply, replyClass } from "../mail/reply.ts";
import { type CauseId, causes } from "./causes.ts";
import type { Finding } from "./diagnose.ts";
import { factOf, failedLogins } from "./look.ts";
import { mailboxWords } from "./mailbox-words.ts";
import type { Inquiry } from "./rule.ts";
import { overran } from "./timers.ts";
import { letter, type Told } from "./told.ts";

const isRefused: readonly Outcome[] = ["refused", "deferred", "bounced"];
/** Sentences for causes whose words are not just the refusal. */
const special: Readonly<Partial<Record<CauseId, (told: Told) => string>>> = {
  ...mailboxWords,
  "session.probe-quit": ({ inquiry }) =>
    `${peerOf(inquiry)} connected, greeted and said QUIT at once. All replies were positive and no message was offered: this is harmless, no mail was lost.`,
  "session.rcpt-probe": ({ inquiry }) =>
    `${peerOf(inquiry)} only asked whether we take ${inquiry.last?.recipient ?? "the recipient"} and left without offering a message: an address verification, no mail was lost.`,
  "session.timeout": ({ inquiry, finding }) =>
    tooLong(inquiry, finding) ??
    `${peerOf(inquiry)} fell silent after ${broken(finding)?.after ?? "connecting"} and our side closed the connection first${idle(finding)}. ${unfinished(inquiry)}`,
  "session.too-many-errors": ({ inquiry }) =>
    `${peerOf(inquiry)} sent too many commands that failed, and our server ended the session. ${unfinished(inquiry)}`,
  "submission.auth-failed": ({ inquiry, finding }) => failedLogin(inquiry, finding),
  "tls.handshake": ({ inquiry, finding }) => failedTls(inquiry, finding),
  "tls.cert": ({ inquiry, finding }) => failedTls(inquiry, finding),
  "session.bot-noise": ({ inquiry }) =>
    `${peerOf(inquiry)} behaved like a scanner or a bot and offered no message: no mail was lost.`,
  "session.protocol-error": ({ inquiry, finding }) =>
    inquiry.last?.reply
      ? refusal(inquiry)
      : `${peerOf(inquiry)} broke the rules of SMTP${quoted(finding.facts)}. ${unfinished(inquiry)}`,
  "connect.reset": ({ inquiry }) =>
    inquiry.last ? ordinary({ inquiry }) : `${peerOf(inquiry)} opened a connection and cut it before saying anything.`,
  "data.mid-transfer-drop": ({ inquiry, finding }) =>
    `${dropped(inquiry, finding)} The line, a firewall or the size of its packets is the likely reason.`,
  "data.client-abort": ({ inquiry, finding }) =>
    inquiry.last?.stage === "rcpt"
      ? `${peerOf(inquiry)} named the recipient and closed the connection first, before sending any content. ${unfinished(inquiry)}`
      : `${dropped(inquiry, finding)} It broke off once, at no telling place: the sending program gave up.`,
  "connect.firewall-drop": ({ inquiry, finding, zone }) =>
    finding.told === undefined
      ? `${finding.detail}, on ${zone.iso(finding.facts[0]?.at ?? 0)}: what the firewall drops never reaches the mail server.`
      : `Nothing of ${inquiry.question.ip} is in the log, which ${holed(inquiry)}. ${finding.detail}, and the list of blocks was handed to the firewall at ${zone.iso(finding.told?.[1]?.at ?? 0)}: what it drops never reaches this server.`,
  "greeting.ips-ban": ({ inquiry, finding, zone }) => ipsBan(inquiry, finding, zone),
  "rcpt.partial": ({ inquiry, finding }) =>
    `${refusal(inquiry)} The same message was taken for ${finding.detail}: its sender may believe that it reached everybody.`,
  "queue.waiting": ({ inquiry }) => `The message waits in the queue and is tried again by itself. ${lastTry(inquiry)}`,
  "queue.expired": ({ inquiry }) =>
    `The queue gave up: it had tried in vain until the message's time was over. ${lastTry(inquiry)}`,
  "store.delivered": ({ inquiry, zone }) => stored(inquiry, zone),
  "queue.held": ({ inquiry }) =>
    `The message ${letter(inquiry)} was put on hold, and nothing is tried until somebody lets it go on.`,
  "queue.deleted": ({ inquiry }) =>
    `The message ${letter(inquiry)} was taken out of the queue by hand or by a tool. ${lastTry(inquiry)}`,
  "local.filter-deleted": ({ inquiry }) =>
    `The message ${letter(inquiry)} was taken and thrown away by a rule of the receiving server. Its sender was told that all is well.`,
  "eod.virus": ({ inquiry, finding }) =>
    `${refusal(inquiry)}${finding.detail ? ` A scanner found malware in it: ${finding.detail}.` : ""}`,
  "eod.attachment": ({ inquiry, finding }) =>
    `${refusal(inquiry)}${finding.detail ? ` It has an attachment that is not allowed here: ${finding.detail}.` : ""}`,
  "evidence.other-node": ({ inquiry, finding }) =>
    !inquiry.last && finding.detail
      ? `Nothing of that message is in the log that was read, but the domain's mail also comes to ${finding.detail}, and that log was not read.`
      : inquiry.last && isRefused.includes(inquiry.last.status)
        ? refusal(inquiry)
        : relayed(inquiry),
  "never.no-trace": ({ inquiry }) =>
    `No connection, command or refusal of that message is in the log, which ${holed(inquiry)}: it was not offered to this server in that time.`,
  "never.wrong-address": ({ inquiry, finding }) =>
    `Nothing came for ${inquiry.recipient}, but the same sender wrote to ${finding.detail}, which differs by a slip of the finger.`,
  "evidence.log-gap": ({ inquiry, finding }) =>
    finding.detail
      ? `The log says nothing from ${finding.detail}: whether the message came in that time cannot be told from it.`
      : inquiry.coverage.lines === 0
        ? "The log holds no line, so nothing can be told from it."
        : "The log has lines of that message, and none that says what became of it.",
  "evidence.wrong-key": (told) =>
    told.inquiry.last
      ? `${taken(told)} Its return path ${told.finding.detail} stands for ${told.inquiry.question.from}.`
      : `Nothing came from ${told.inquiry.question.from} by that name, but a mail service brought ${told.inquiry.recipient} a message on ${told.zone.iso(told.finding.facts[0]?.at ?? 0)}. Its return path ${told.finding.detail} does not say whose mail it is: it may be that one.`,
  "never.other-identity": ({ inquiry, finding, zone }) =>
    `Nothing came from ${inquiry.question.from}, but a message for ${inquiry.recipient} came from ${finding.detail} on ${zone.iso(finding.facts[0]?.at ?? 0)}: the sender may have used another account.`,
  "never.not-addressee": ({ inquiry, finding }) =>
    `That message came for ${finding.detail} only: ${inquiry.recipient} was not among its recipients.`,
  "rcpt.greylist-no-retry": (told) =>
    `${refusal(told.inquiry)} That was to see whether it comes again, as every mail server does; nobody came in the ${told.finding.detail} after it.`,
  "rcpt.greylist-pool": (told) =>
    `${refusal(told.inquiry)} It came ${told.finding.detail}, and each new network has to wait anew.`,
  "rcpt.early-retry": (told) => `${refusal(told.inquiry)} It came again too soon, and its next try may be far off.`,
  "rcpt.directory-down": (told) =>
    told.finding.detail
      ? `${refusal(told.inquiry)} But the mailbox exists, it takes mail, and ${told.finding.detail} were called unknown in the same minutes: the lookup of recipients had failed.`
      : refusal(told.inquiry),
  "dns.domain-local-at-sender": ({ inquiry, finding }) =>
    inquiry.last
      ? `The sender's own server takes ${domainOf(inquiry.last.recipient ?? "")} for a domain of its own, and ${inquiry.last.status === "delivered" ? "laid the message into a mailbox there" : "knows no such mailbox"}: the message never left it.`
      : `Nothing of that message came here, so the reply that its sender was given ("${finding.detail}") is not ours: his own server may take the domain for its own.`,
  "dns.mx-wrong": ({ inquiry, finding }) =>
    finding.detail
      ? `${refusal(inquiry)} The mail host of that domain is called ${finding.detail}, and no such host is there.`
      : refusal(inquiry),
  "queue.dsn-failed": ({ inquiry }) =>
    `The report that a message of ${inquiry.last?.recipient ?? "the sender"} could not be delivered was itself undeliverable, so nobody heard of it. ${refusal(inquiry)}`,
  "local.alias-wrong": ({ inquiry, finding }) =>
    inquiry.last?.status === "discarded"
      ? `The address ${inquiry.last.originalRecipient} leads to nowhere (${finding.detail}): the message ${letter(inquiry)} was taken and thrown away. Its sender was told that all is well.`
      : finding.detail
        ? `The address ${inquiry.last?.originalRecipient} leads to ${finding.detail}, and nobody of that name is there${inquiry.last?.reply ? `: "${formatReply(inquiry.last.reply)}"` : ""}.`
        : refusal(inquiry),
  "local.catch-all": (told) =>
    `${taken(told)} That is where the server puts what is addressed to nobody: ${told.inquiry.last?.originalRecipient} may be misspelt.`,
  "local.forward-auth": (told) =>
    `We had taken the message for ${told.inquiry.last?.originalRecipient} and forwarded it to ${told.finding.detail}. ${refusal(told.inquiry)} A forwarder may not send in the name of that sender.`,
  "local.forward-nocopy": (told) =>
    `The message ${letter(told.inquiry)} was forwarded${told.finding.detail ? ` to ${told.finding.detail}` : ""}, and no copy was kept here. ${told.inquiry.last?.status === "relayed" ? relayed(told.inquiry) : ""}`,
  "local.scan-backlog": (told) =>
    `${taken(told)} It had been taken ${told.finding.detail} before that, and waited in our queue or filter, without a failed try.`,
  "local.autoreply-only": ({ inquiry, finding }) =>
    `The message ${letter(inquiry)} was given to the program ${finding.detail}, and laid into no mailbox.`,
  "greeting.delay-abandoned": ({ inquiry, finding }) =>
    `${peerOf(inquiry)} left after ${finding.detail}, while it was made to wait for the greeting. It had offered no message yet.`,
  "connect.port25-blocked": (told) =>
    `${ordinary(told)} In the same minutes no host of ${told.finding.detail} could be reached: the network lets nothing out on port 25.`,
  "submission.outbound-filter": ({ inquiry }) =>
    `The user had logged in, and our own filter refused the message ${letter(inquiry)}${inquiry.last?.reply ? `: "${formatReply(inquiry.last.reply)}"` : ""}.`,
  "queue.lost": ({ inquiry, finding }) => {
    const [said] = finding.facts;
    return `The file of the message ${letter(inquiry)} in the queue is damaged or gone${said?.kind === "program.warned" ? `: "${said.text}"` : ""}. Nothing is tried any more.`;
  },
};

/** One or two sentences. */
export function sentenceFor(told: Told): string {
  const words = special[told.finding.cause];
  return words ? words(told).trim() : ordinary(told);
}

/** What a status line of the timeline says of an attempt. */
export function attemptText({ status, recipient, peer, relay, reply, where }: Attempt): string {
  const whom = recipient ? ` for ${recipient}` : "";
  const by = relay?.host ?? relay?.ip ?? peer;
  if (status === "delivered")
    return `stored${whom}${where ? ` in ${where.mailbox}${where.folder ? ` / ${where.folder}` : ""}` : ""}`;
  if (status === "aborted") return `broken off by or before ${peer ?? "the peer"}${whom}, no final reply`;
  return `${status}${whom}${by ? ` (${by})` : ""}${reply ? `: "${formatReply(reply)}"` : ""}`;
}

function ordinary({ inquiry }: Pick<Told, "inquiry">): string {
  return inquiry.last || inquiry.lastSession.some((fact) => fact.kind === "rcpt.refused")
    ? refusal(inquiry)
    : `${peerOf(inquiry)} offered no message.`;
}

function refusal(inquiry: Inquiry): string {
  const { last } = inquiry;
  const early = factOf(inquiry.lastSession, "rcpt.refused");
  const reply = last?.reply ?? early?.reply;
  const stage = last?.stage ?? early?.stage ?? "rcpt";
  const said = reply ? `: "${formatReply(reply)}"` : "";
  const isLater = reply ? replyClass(reply) < 5 : last?.status !== "refused";
  const firmly = isLater ? "told it to come later" : "refused it for good";
  if (last?.status === "discarded")
    return `The message ${letter(inquiry)} was answered 250 and then deleted by the receiving server.`;
  if (last?.status === "lost")
    return `The message ${letter(inquiry)} was taken for others, and left out ${last.recipient}${said}. Its sender was told that all is well.`;
  if (last?.decidedBy === "content.bounce")
    return `The message ${letter(inquiry)} was taken, and then refused by the content filter, which wrote so to its sender.`;
  if (last?.status === "quarantined" || last?.status === "held")
    return `The message ${letter(inquiry)} was accepted and put in quarantine.`;
  if (last?.status === "delivered") return `The message ${letter(inquiry)} was delivered to the spam folder.`;
  if ((last?.role === "queue" || last?.role === "client") && last.fact?.kind === "attempt.ended") {
    const host = last.relay?.host ?? last.relay?.ip ?? "the receiving host";
    if (last.relay && host === "the receiving host" && last.reply?.code === 0)
      return `The message ${letter(inquiry)} could not be handed on${last.status === "deferred" ? " yet" : ""}, and no host was reached${said}.`;
    return `The message ${letter(inquiry)} could not be handed on; ${host} ${last.status === "deferred" ? "did not take it yet" : "refused it for good"}${said}.`;
  }
  const came = letter(inquiry) === "" ? (comings[stage] ?? comings.connect) : `offered a message ${letter(inquiry)}`;
  if (stage === "connect" && came === comings.connect)
    return `${peerOf(inquiry)} connected, and our server ${firmly}${said}.`;
  return `${peerOf(inquiry)} ${came}; at ${stageWords[stage] ?? stage} our server ${firmly}${said}.`;
}

/** What a peer did of whom no message is known, by the stage at which it was refused. */
const comings: Readonly<Record<string, string>> = {
  connect: "connected",
  helo: "connected and greeted",
  auth: "tried to log in",
  tls: "asked for TLS",
};

const stageWords: Readonly<Record<string, string>> = {
  connect: "the connection",
  helo: "the greeting",
  mail: "the sender (MAIL)",
  rcpt: "the recipient (RCPT)",
  data: "the start of the content (DATA)",
  eod: "the end of the content",
  auth: "the login",
  tls: "the start of TLS",
};

const peerOf = ({ last, lastSession, facts }: Inquiry): string =>
  last?.peer ?? lastSession.find(({ peer }) => peer)?.peer ?? facts.find(({ peer }) => peer)?.peer ?? "The peer";

const broken = ({ facts }: Finding) => factOf(facts, "session.broken");

function idle(finding: Finding): string {
  const seconds = broken(finding)?.idleSeconds;
  const after = seconds === undefined ? "" : `, after ${Math.round(seconds)} s of silence`;
  return finding.detail ? `${after}: exactly ${finding.detail}` : after;
}

const unfinished = ({ last }: Inquiry): string =>
  last?.status === "aborted"
    ? `The message ${last.recipient ? `for ${last.recipient} ` : ""}was never taken: its sender still has it.`
    : "No message had been taken.";

/** How a session ended that was not silent, but took too long or came too slowly. */
function tooLong(inquiry: Inquiry, finding: Finding): string | undefined {
  const cut = broken(finding);
  const why = cut && overran(cut);
  if (!why) return undefined;
  const count = cut.receivedBytes ? `, after ${cut.receivedBytes} bytes of content` : "";
  return `Our side closed the connection of ${peerOf(inquiry)} first${count}: ${why}. ${unfinished(inquiry)}`;
}

/** Who could not log in, how often, and what is to be done; without a decision the log does not know whose name it was. */
function failedLogin(inquiry: Inquiry, { detail, missing }: Finding): string {
  const own = failedLogins(inquiry.lastSession);
  const before = failedLogins(inquiry.earlierFromPeer).length;
  const reply = own.at(-1)?.reply;
  const ended = own.some(({ reply: { code } }) => code === 421) ? ", and our server ended the session" : "";
  const nobody = missing === undefined && own.length > 0;
  const whose = detail ? ` as ${detail}` : nobody ? " under a name that is no account here" : "";
  const said = reply ? `: "${formatReply(reply)}"` : "";
  const earlier = before > 0 ? ` and ${before} in earlier ones` : "";
  const failures = own.length === 0 ? "" : ` ${own.length} failed from that address in this session${earlier}.`;
  const advice = nobody && !detail ? "check the name: it is his whole address" : "check his password";
  return `${peerOf(inquiry)} could not log in${whose}${said}${ended}.${failures} The user must ${advice}. No message was offered.`;
}

/** The TLS library's word, and what it means. */
const tlsWords: readonly (readonly [RegExp, string])[] = [
  [/alert .*(?:ca|certificate)/i, "it does not trust our certificate"],
  [/unsupported protocol|version too low|alert protocol version/i, "it speaks only versions older than TLS 1.2"],
  [/no shared cipher|handshake failure/i, "it has no cipher in common with us"],
  [/wrong version|http request|unexpected message|packet length|record layer|first packet/i, "what it sent was no TLS"],
  [/broke off|closed/i, "it left in the middle"],
  [/no handshake/i, "it did not go on"],
];

function failedTls(inquiry: Inquiry, { detail = "" }: Finding): string {
  const meaning = tlsWords.find(([said]) => said.test(detail))?.[1];
  const because = detail ? ` (${detail})${meaning ? `: ${meaning}` : ""}` : "";
  return `${peerOf(inquiry)} and our server could not agree on TLS${because}. No message had been offered: its sender still has it.`;
}

function dropped(inquiry: Inquiry, finding: Finding): string {
  const cut = broken(finding);
  const received = cut?.receivedBytes;
  const count = received === undefined ? "" : ` after ${received} bytes of content`;
  const late = cut && overran(cut);
  const who = late
    ? `our side closed the connection first${count}, because ${late}`
    : cut?.how === "timeout"
      ? `fell silent${count} and our side closed the connection first${idle(finding)}`
      : cut?.how === "peer-reset"
        ? `reset the connection${count}`
        : `closed the connection first${count}`;
  return `${peerOf(inquiry)} began to send the message ${letter(inquiry)} and ${who}, before its end. It was never taken: its sender still has it.`;
}

function ipsBan(inquiry: Inquiry, finding: Finding, zone: Zone): string {
  const [, tripped] = finding.facts;
  const meaning = finding.detail
    ? ` (reason ${finding.detail}: ${letterWords[finding.detail[0] ?? ""] ?? "see the manual"})`
    : "";
  const cause = tripped ? ` The session of ${zone.iso(tripped.at)} caused the block${ofItself(inquiry, tripped)}.` : "";
  return `Intrusion prevention refused the connection of ${peerOf(inquiry)}${meaning}, for what an earlier session of that address did.${cause}`;
}

/** That session may have brought its own mail in good order: nobody would look for the reason there. */
function ofItself({ earlierFromPeer }: Inquiry, { session }: Fact): string {
  const own = earlierFromPeer.filter((fact) => fact.session === session && fact.kind === "message.accepted");
  return own.length > 0 ? ", although its own message was accepted" : "";
}

/** The letters of the guide's product, and behind them those of Postino alone. */
const letterWords: Readonly<Record<string, string>> = {
  C: "a content filter",
  I: "too many connections in a minute",
  M: "a message over the size",
  R: "exceeding RSET command count",
  D: "listed by a DNS block list",
  A: "an account that is a trap",
  P: "too many unknown recipients",
  U: "blocked by hand",
  S: "spam score",
  Y: "attempts to relay",
  L: "failed logins",
  E: "talking before the greeting",
  N: "exceeding NOOP command count",
  V: "exceeding VRFY and EXPN command count",
  T: "sessions that timed out",
  H: "sessions that only probe recipients",
};

function lastTry({ last }: Inquiry): string {
  if (!last?.reply) return "";
  const host = last.relay?.host ?? last.relay?.ip;
  return `The last attempt${host ? ` at ${host}` : ""} got: "${formatReply(last.reply)}".`;
}

function stored({ attempts, last, ...rest }: Inquiry, zone: Zone): string {
  // An alias or a group may stand for several mailboxes at once.
  const together = attempts.filter(({ at, status }) => at === last?.at && status === "delivered");
  const mailboxes = [...new Set(together.flatMap(({ where }) => where?.mailbox ?? []))];
  const folder = last?.where?.folder ? `, folder ${last.where.folder}` : "";
  const [only = ""] = mailboxes;
  const place =
    mailboxes.length > 1 ? `the mailboxes ${mailboxes.join(", ")}` : only === "" ? "the mailbox" : `mailbox ${only}`;
  const times = new Set(attempts.map(({ at }) => at)).size;
  const tries = times > 1 ? ` after ${times} attempts` : "";
  const message = letter({ attempts, last, ...rest });
  const missed = attempts.filter(({ status }) => status === "lost").map(({ recipient }) => recipient);
  const but = missed.length > 0 ? ` It did not reach ${missed.join(", ")}, and its sender was not told.` : "";
  return `The message ${message} was delivered to ${place}${folder} on ${zone.iso(last?.at ?? 0)}${tries}.${but}`;
}

function relayed(inquiry: Inquiry): string {
  const { last } = inquiry;
  const host = last?.relay?.host ?? last?.relay?.ip ?? "another host";
  const id = last?.remoteId ? ` under the id ${last.remoteId}` : "";
  return `The message ${letter(inquiry)} was handed to ${host}, which took it${id}: what became of it there stands in that host's log.`;
}

const holed = ({ coverage }: Inquiry): string =>
  coverage.heartbeats ? "proves itself whole by its heartbeats" : "shows other traffic around that time";

const quoted = (facts: readonly Fact[]): string => {
  const refused = factOf(facts, "command.refused");
  return refused ? `: ${refused.verb || "a line"} was answered "${formatReply(refused.reply)}"` : "";
};

/** Where the message is, of one that was taken. */
const taken = ({ inquiry, zone }: Told): string =>
  inquiry.last?.status === "delivered" ? stored(inquiry, zone) : relayed(inquiry);

/** Why another cause was not chosen, in its own words. */
export const becauseOf = (chosen: CauseId, other: CauseId): string => {
  const confused: readonly { readonly id: string; readonly tell: string }[] = [
    ...causes[chosen].confused,
    ...causes[other].confused,
  ];
  return confused.find(({ id }) => id === other || id === chosen)?.tell ?? causes[other].name;
};
