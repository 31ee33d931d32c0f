/** Answers in words, for a tired person: who did what, when, and what the server said. */
import { inCatalogue, say, type Text, together } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Fact, Outcome } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { domainOf } from "../mail/address.ts";
import { formatReply } from "../mail/reply.ts";
import { isAtOtherDomain } from "../mail/return-path.ts";
import { dropped, failedTls, fellSilent, tooLong, unfinished } from "./broken-words.ts";
import { type CauseId, causes } from "./causes.ts";
import type { Finding } from "./diagnose.ts";
import { isInTracking, passedTo, programGiven } from "./handed.ts";
import { decidedBy, factOf, failedLogins, hasOtherTimes, loginIn } from "./look.ts";
import { mailboxWords, onlyVisit } from "./mailbox-words.ts";
import { meanwhile } from "./meanwhile.ts";
import { moment } from "./moment.ts";
import { queueWords } from "./queue-words.ts";
import { ordinary, peerOf, refusal } from "./refusal-words.ts";
import type { Inquiry } from "./rule.ts";
import { noListener } from "./stopped.ts";
import { letter, quote, type Told } from "./told.ts";
import { isUntold, untold } from "./untold.ts";

const isRefused: readonly Outcome[] = ["refused", "deferred", "bounced"];
/** Sentences for causes whose words are not just the refusal. */
const special: Readonly<Partial<Record<CauseId, (told: Told) => Text>>> = {
  ...mailboxWords,
  ...queueWords,
  "session.probe-quit": ({ inquiry }) =>
    say`${peerOf(inquiry)} connected, greeted and said QUIT at once. All replies were positive and no message was offered: this is harmless, no mail was lost.`,
  "session.rcpt-probe": ({ inquiry }) =>
    say`${peerOf(inquiry)} only asked whether we take ${inquiry.last?.recipient ?? say`the recipient`} and left without offering a message: an address verification, no mail was lost.`,
  "session.timeout": ({ inquiry, finding }) => tooLong(inquiry, finding) ?? fellSilent(inquiry, finding),
  "session.too-many-errors": ({ inquiry }) =>
    together([
      say`${peerOf(inquiry)} sent too many commands that failed, and our server ended the session.`,
      unfinished(inquiry),
    ]),
  "submission.account-blocked": (told) => closedAccount(told),
  "submission.auth-failed": ({ inquiry, finding }) => failedLogin(inquiry, finding),
  "tls.handshake": ({ inquiry, finding }) => failedTls(inquiry, finding),
  "tls.cert": ({ inquiry, finding }) => failedTls(inquiry, finding),
  "session.bot-noise": ({ inquiry }) =>
    say`${peerOf(inquiry)} behaved like a scanner or a bot and offered no message: no mail was lost.`,
  "greeting.busy": ({ inquiry, finding }) => busy(inquiry, finding),
  "session.protocol-error": ({ inquiry, finding }) =>
    inquiry.last?.reply
      ? refusal(inquiry)
      : together([say`${peerOf(inquiry)} broke the rules of SMTP${quoted(finding.facts)}.`, unfinished(inquiry)]),
  "connect.refused": (told) => (told.inquiry.last ? ordinary(told) : noListener(told)),
  "connect.reset": ({ inquiry }) =>
    inquiry.last
      ? ordinary({ inquiry })
      : say`${peerOf(inquiry)} opened a connection and cut it before saying anything.`,
  "data.mid-transfer-drop": ({ inquiry, finding }) =>
    together([dropped(inquiry, finding), say`The line, a firewall or the size of its packets is the likely reason.`]),
  "data.client-abort": ({ inquiry, finding }) =>
    inquiry.last?.stage === "rcpt"
      ? together([
          say`${peerOf(inquiry)} named the recipient and closed the connection first, before sending any content.`,
          unfinished(inquiry),
        ])
      : together([
          dropped(inquiry, finding),
          say`It broke off once, at no telling place: the sending program gave up.`,
        ]),
  "connect.firewall-drop": ({ inquiry, finding, zone }) =>
    finding.told === undefined
      ? say`${detailOf(finding)}, on ${moment(finding.facts[0]?.at ?? 0, zone)}: what the firewall drops never reaches the mail server.`
      : say`Nothing of ${inquiry.question.ip ?? ""} is in the log, which ${holed(inquiry)}. ${detailOf(finding)}, and the list of blocks was handed to the firewall at ${moment(finding.told?.[1]?.at ?? 0, zone)}: what it drops never reaches this server.`,
  "greeting.ips-ban": ({ inquiry, finding, zone }) => ipsBan(inquiry, finding, zone),
  "rcpt.partial": ({ inquiry, finding }) =>
    together([
      refusal(inquiry),
      say`The same message was taken for ${detailOf(finding)}: its sender may believe that it reached everybody.`,
    ]),
  "mail.size-declared": ({ inquiry, finding }) =>
    inquiry.last
      ? ordinary({ inquiry })
      : say`${peerOf(inquiry)} announced a message of ${detailOf(finding)}, and no recipient of it was taken, nor is a refusal of anybody in the log: our server refuses a size that is too large without a line.`,
  "store.delivered": ({ inquiry, zone }) => stored(inquiry, zone),
  "local.filter-deleted": ({ inquiry, finding }) =>
    finding.detail
      ? say`The message ${letter(inquiry)} was given to the program ${finding.detail}, which said that all is well and did not give it back to the queue, as it does with others: it is in no mailbox, and its sender was not told.`
      : say`The message ${letter(inquiry)} was taken and thrown away by a rule of the receiving server. Its sender was told that all is well.`,
  "eod.system-full": ({ inquiry, finding }) =>
    inquiry.last || inquiry.lastSession.length > 0
      ? ordinary({ inquiry })
      : say`Nothing of that message is in the log, but our server had no room for mail then: "${detailOf(finding)}". Whoever came was told to come later.`,
  "eod.virus": ({ inquiry, finding }) =>
    together([refusal(inquiry), finding.detail ? say`A scanner found malware in it: ${finding.detail}.` : ""]),
  "eod.attachment": ({ inquiry, finding }) =>
    together([
      refusal(inquiry),
      finding.detail ? say`It has an attachment that is not allowed here: ${finding.detail}.` : "",
    ]),
  "evidence.other-node": ({ inquiry, finding, zone }) =>
    inquiry.last && passedTo(inquiry.last) !== undefined
      ? toProgram(passedTo(inquiry.last) ?? "", inquiry, zone)
      : !inquiry.last && finding.detail
        ? say`Nothing of that message is in the log that was read, but the domain's mail also comes to ${finding.detail}, and that log was not read.`
        : inquiry.last && isRefused.includes(inquiry.last.status)
          ? refusal(inquiry)
          : relayed(inquiry),
  "never.no-trace": ({ inquiry }) =>
    inquiry.question.about === undefined && !inquiry.coverage.heartbeats
      ? say`No connection, command or refusal of that message is in the log that was read: in its time it was not offered to this server.`
      : say`No connection, command or refusal of that message is in the log, which ${holed(inquiry)}: it was not offered to this server in that time.`,
  "never.app-mail": ({ inquiry, finding }) =>
    say`Nothing from ${inquiry.question.from ?? ""} came into the queue, but a program of that user was turned away by the mail server's own command at that time: "${detailOf(finding)}". It made no message.`,
  "never.wrong-address": ({ inquiry, finding }) =>
    typeof finding.detail === "string" && isAtOtherDomain(inquiry.recipient, finding.detail)
      ? say`Nothing came for ${inquiry.recipient}, but the same sender wrote to ${detailOf(finding)}, which is the same name in another domain.`
      : say`Nothing came for ${inquiry.recipient}, but the same sender wrote to ${detailOf(finding)}, which differs by a slip of the finger.`,
  "evidence.log-gap": ({ inquiry, zone }) =>
    inquiry.attempts.length === 0 && inquiry.lastSession.length === 0 && isUntold(inquiry)
      ? untold(inquiry, zone)
      : inquiry.coverage.lines === 0
        ? hasOtherTimes(inquiry.coverage)
          ? say`The logs are of other times, and none has a line of that one: nothing can be told from them.`
          : say`The log holds no line, so nothing can be told from it.`
        : inquiry.coverage.formats.length === 0
          ? say`No line of the log is in a format that is known, so nothing can be told from it.`
          : (onlyVisit(inquiry, zone) ?? say`The log has lines of that message, and none that says what became of it.`),
  "evidence.wrong-key": (told) =>
    told.inquiry.last
      ? together([
          taken(told),
          say`Its return path ${detailOf(told.finding)} stands for ${told.inquiry.question.from ?? ""}.`,
        ])
      : say`Nothing came from ${told.inquiry.question.from ?? ""} by that name, but a mail service brought ${told.inquiry.recipient} a message on ${moment(told.finding.facts[0]?.at ?? 0, told.zone)}. Its return path ${detailOf(told.finding)} does not say whose mail it is: it may be that one.`,
  "never.other-identity": ({ inquiry, finding, zone }) =>
    say`Nothing came from ${inquiry.question.from ?? ""}, but a message for ${inquiry.recipient} came from ${detailOf(finding)} on ${moment(finding.facts[0]?.at ?? 0, zone)}: the sender may have used another account.`,
  "never.not-addressee": ({ inquiry, finding }) =>
    say`That message came for ${detailOf(finding)} only: ${inquiry.recipient} was not among its recipients.`,
  "rcpt.greylist-no-retry": (told) =>
    together([
      refusal(told.inquiry),
      say`That was to see whether it comes again, as every mail server does; nobody came in the ${detailOf(told.finding)} after it.`,
    ]),
  "rcpt.greylist-pool": (told) =>
    together([refusal(told.inquiry), say`It came ${detailOf(told.finding)}, and each new network has to wait anew.`]),
  "rcpt.early-retry": (told) =>
    together([refusal(told.inquiry), say`It came again too soon, and its next try may be far off.`]),
  "rcpt.directory-down": (told) =>
    told.finding.detail
      ? together([
          refusal(told.inquiry),
          say`But the mailbox exists, it takes mail, and ${told.finding.detail} were called unknown in the same minutes: the lookup of recipients had failed.`,
        ])
      : refusal(told.inquiry),
  "dns.domain-local-at-sender": ({ inquiry, finding }) =>
    inquiry.last
      ? inquiry.last.status === "delivered"
        ? say`The sender's own server takes ${domainOf(inquiry.last.recipient ?? "") ?? ""} for a domain of its own, and laid the message into a mailbox there: the message never left it.`
        : say`The sender's own server takes ${domainOf(inquiry.last.recipient ?? "") ?? ""} for a domain of its own, and knows no such mailbox: the message never left it.`
      : say`Nothing of that message came here, so the reply that its sender was given ("${detailOf(finding)}") is not ours: his own server may take the domain for its own.`,
  "dns.mx-wrong": ({ inquiry, finding }) =>
    finding.detail
      ? together([
          refusal(inquiry),
          say`The mail host of that domain is called ${finding.detail}, and no such host is there.`,
        ])
      : refusal(inquiry),
  "local.alias-wrong": ({ inquiry, finding }) =>
    inquiry.last?.status === "discarded"
      ? say`The address ${inquiry.last.originalRecipient ?? inquiry.last.recipient ?? ""} leads to nowhere (${detailOf(finding)}): the message ${letter(inquiry)} was taken and thrown away. Its sender was told that all is well.`
      : finding.detail
        ? say`The address ${inquiry.last?.originalRecipient ?? ""} leads to ${finding.detail}, and nobody of that name is there${quote(inquiry.last?.reply)}.`
        : refusal(inquiry),
  "local.catch-all": (told) =>
    together([
      taken(told),
      say`That is where the server puts what is addressed to nobody: ${told.inquiry.last?.originalRecipient ?? ""} may be misspelt.`,
    ]),
  "local.forward-auth": (told) =>
    together([
      say`We had taken the message for ${told.inquiry.last?.originalRecipient ?? told.inquiry.recipient} and forwarded it to ${detailOf(told.finding)}.`,
      refusal(told.inquiry),
      say`A forwarder may not send in the name of that sender.`,
    ]),
  "local.forward-nocopy": (told) =>
    together([
      told.finding.detail
        ? say`The message ${letter(told.inquiry)} was forwarded to ${told.finding.detail}, and no copy was kept here.`
        : say`The message ${letter(told.inquiry)} was forwarded, and no copy was kept here.`,
      told.inquiry.last?.status === "relayed" ? relayed(told.inquiry) : "",
    ]),
  "local.scan-backlog": (told) =>
    together([
      taken(told),
      say`It had been taken ${detailOf(told.finding)} before that, and waited in our queue or filter, without a failed try.`,
    ]),
  "local.autoreply-only": ({ inquiry, finding }) =>
    finding.detail === undefined
      ? say`The message ${letter(inquiry)} was answered by a rule of its recipient, and laid into no mailbox.`
      : say`The message ${letter(inquiry)} was given to the program ${detailOf(finding)}, and laid into no mailbox.`,
  "greeting.delay-abandoned": ({ inquiry, finding }) =>
    say`${peerOf(inquiry)} left after ${detailOf(finding)}, while it was made to wait for the greeting. It had offered no message yet.`,
  "connect.port25-blocked": (told) =>
    together([
      ordinary(told),
      say`In the same minutes no host of ${detailOf(told.finding)} could be reached: the network lets nothing out on port 25.`,
    ]),
  "submission.outbound-filter": ({ inquiry }) =>
    say`The user had logged in, and our own filter refused the message ${letter(inquiry)}${quote(inquiry.last?.reply)}.`,
};

/** One or two sentences. */
export function sentenceFor(told: Told): Text {
  const { inquiry, finding } = told;
  const words = special[finding.cause];
  const sentence = meanwhile(told) ?? (words ? words(told) : ordinary(told));
  // A summary has only the code of a refusal.
  const isBare = inquiry.last?.status === "lost" && inquiry.last.reply?.text === "";
  return isBare ? together([sentence, say`The reason: ${inCatalogue(causes[finding.cause].name)}.`]) : sentence;
}

const detailOf = ({ detail = "" }: Finding): Text => detail;

/** What a status line of the timeline says of an attempt. */
export function attemptText({ status, recipient, peer, relay, reply, where }: Attempt): Text {
  const whom = recipient ? say` for ${recipient}` : "";
  const by = relay?.host ?? relay?.ip ?? peer;
  if (status === "delivered")
    return where
      ? say`stored${whom} in ${where.mailbox}${where.folder ? ` / ${where.folder}` : ""}`
      : say`stored${whom}`;
  if (status === "aborted") return say`broken off by or before ${peer ?? say`the peer`}${whom}, no final reply`;
  return together([inCatalogue(status), whom, by ? ` (${by})` : "", quote(reply)], "");
}

/** The server ended amid a message: it said nothing of one that had come whole, and has none of any other. */
function cutByStop(inquiry: Inquiry): Text | undefined {
  const { last } = inquiry;
  if (last?.status !== "aborted" || last.reply) return undefined;
  if (last.stage === "eod")
    return together([
      say`${peerOf(inquiry)} had brought the message ${letter(inquiry)} when our server stopped, and never heard whether it was taken.`,
      say`It may lie in the mailbox all the same; its sender still has it and brings it again, so it may be there twice.`,
    ]);
  return together([
    say`${peerOf(inquiry)} was about to bring the message ${letter(inquiry)} when our server stopped.`,
    say`It was never taken: its sender still has it, and a mail server tries again by itself.`,
  ]);
}

/** Nobody can bring mail: the program that takes it ended, or waits for another that does not answer (Postfix). */
function busy(inquiry: Inquiry, { detail }: Finding): Text {
  if (!detail) return cutByStop(inquiry) ?? ordinary({ inquiry });
  const message = letter(inquiry);
  return /^connect #/.test(`${detail}`)
    ? say`The program that takes mail waited for a service of its own server, which did not answer, and could not take the message ${message}: "${detail}". Whoever comes meanwhile waits in vain, and senders try again.`
    : say`The program that takes mail ended by itself before it took the message ${message}: "${detail}". Whoever comes is hung up on, and senders try again.`;
}

/** Who could not log in, how often, and what is to be done; without a decision the log does not know whose name it was. */
function failedLogin(inquiry: Inquiry, { detail, missing }: Finding): Text {
  if (inquiry.last?.direction === "outbound") return ordinary({ inquiry });
  const own = failedLogins(inquiry.lastSession);
  // He was in, and is no more.
  if (own.length === 0 && loginIn(inquiry.lastSession)) return ordinary({ inquiry });
  const before = failedLogins(inquiry.earlierFromPeer).length;
  const reply = own.at(-1)?.reply;
  const ended = own.some(({ reply: { code } }) => code === 421) ? say`, and our server ended the session` : "";
  const nobody = missing === undefined && own.length > 0;
  const whose = detail ? say` as ${detail}` : nobody ? say` under a name that is no account here` : "";
  const failures =
    before > 0
      ? say`${own.length} failed from that address in this session and ${before} in earlier ones.`
      : say`${own.length} failed from that address in this session.`;
  return together([
    say`${peerOf(inquiry)} could not log in${whose}${quote(reply)}${ended}.`,
    own.length === 0 ? "" : failures,
    nobody && !detail
      ? say`The user must check the name: it is his whole address.`
      : say`The user must check his password.`,
    say`No message was offered.`,
  ]);
}

/** Whose account it is that may not log in, where our own log tells. */
function closedAccount({ inquiry }: Told): Text {
  const { lastSession } = inquiry;
  const account = decidedBy(lastSession, "login.blocked")?.detail;
  const reply = factOf(lastSession, "rcpt.refused", ({ stage }) => stage === "auth")?.reply;
  if (account === undefined || !reply) return ordinary({ inquiry });
  return together([
    say`${peerOf(inquiry)} could not log in as ${account}, which is switched off for logins${quote(reply)}.`,
    say`No message was offered.`,
  ]);
}

function ipsBan(inquiry: Inquiry, finding: Finding, zone: Zone): Text {
  const [, tripped] = finding.facts;
  const meaning = finding.detail
    ? say` (reason ${finding.detail}: ${letterWords[`${finding.detail}`[0] ?? ""] ?? say`see the manual`})`
    : "";
  return together([
    say`Intrusion prevention refused the connection of ${peerOf(inquiry)}${meaning}, for what an earlier session of that address did.`,
    tripped ? say`The session of ${moment(tripped.at, zone)} caused the block${ofItself(inquiry, tripped)}.` : "",
  ]);
}

/** That session may have brought its own mail in good order: nobody would look for the reason there. */
function ofItself({ earlierFromPeer }: Inquiry, { session }: Fact): Text {
  const own = earlierFromPeer.filter((fact) => fact.session === session && fact.kind === "message.accepted");
  return own.length > 0 ? say`, although its own message was accepted` : "";
}

/** The letters of the guide's product, and behind them those of Postino alone. */
const letterWords: Readonly<Record<string, Text>> = {
  C: say`a content filter`,
  I: say`too many connections in a minute`,
  M: say`a message over the size`,
  R: say`exceeding RSET command count`,
  D: say`listed by a DNS block list`,
  A: say`an account that is a trap`,
  P: say`too many unknown recipients`,
  U: say`blocked by hand`,
  S: say`spam score`,
  Y: say`attempts to relay`,
  L: say`failed logins`,
  E: say`talking before the greeting`,
  N: say`exceeding NOOP command count`,
  V: say`exceeding VRFY and EXPN command count`,
  T: say`sessions that timed out`,
  H: say`sessions that only probe recipients`,
};

/** Exim's `control = fakereject`. */
const isRefusedInWords = (facts: readonly Fact[]): boolean =>
  factOf(facts, "decision", ({ by }) => by === "exim.fakereject") !== undefined;

function stored({ attempts, last, ...rest }: Inquiry, zone: Zone): Text {
  // An alias or a group may stand for several mailboxes at once.
  const alike = attempts.filter(({ at, status }) => at === last?.at && status === "delivered");
  const mailboxes = [...new Set(alike.flatMap(({ where }) => where?.mailbox ?? []))];
  const folder = last?.where?.folder ? say`, folder ${last.where.folder}` : "";
  const [only = ""] = mailboxes;
  const place =
    mailboxes.length > 1
      ? say`the mailboxes ${mailboxes.join(", ")}`
      : only === ""
        ? say`the mailbox`
        : say`mailbox ${only}`;
  const times = new Set(attempts.map(({ at }) => at)).size;
  const tries = times > 1 ? say` after ${times} attempts` : "";
  const message = letter({ attempts, last, ...rest });
  const missed = attempts.filter(({ status }) => status === "lost").map(({ recipient }) => recipient);
  const program = last && mailboxes.length < 2 ? programGiven(last) : undefined;
  if (program !== undefined) return toProgram(program, { attempts, last, ...rest }, zone, tries);
  return together([
    say`The message ${message} was delivered to ${place}${folder} on ${moment(last?.at ?? 0, zone)}${tries}.`,
    missed.length > 0 ? say`It did not reach ${missed.join(", ")}, and its sender was not told.` : "",
    isRefusedInWords(rest.facts)
      ? say`Its sender was told that it is refused, and believes so: a rule of this server takes such mail in secret.`
      : "",
  ]);
}

const toProgram = (program: string, inquiry: Inquiry, zone: Zone, tries: Text = ""): Text =>
  inquiry.last?.decidedBy === "mailman.posted"
    ? say`The message ${letter(inquiry)} was given to Mailman, which sent it on to the members of the list.`
    : say`The message ${letter(inquiry)} was handed to the program ${program} on ${moment(inquiry.last?.at ?? 0, zone)}${tries}, which took it: what it did with it stands in its own log.`;

function relayed(inquiry: Inquiry): Text {
  const { last } = inquiry;
  const host = last?.relay?.host ?? last?.relay?.ip ?? say`another host`;
  const id = last?.remoteId ? say` under the id ${last.remoteId}` : "";
  if (last && isInTracking(last))
    return say`The message ${letter(inquiry)} was taken into the queue of Exchange${id}: what became of it there stands in its message tracking log.`;
  return say`The message ${letter(inquiry)} was handed to ${host}, which took it${id}: what became of it there stands in that host's log.`;
}

const holed = ({ coverage }: Inquiry): Text =>
  coverage.heartbeats ? say`proves itself whole by its heartbeats` : say`shows other traffic around that time`;

const quoted = (facts: readonly Fact[]): Text => {
  const refused = factOf(facts, "command.refused");
  return refused ? say`: ${refused.verb || say`a line`} was answered "${formatReply(refused.reply)}"` : "";
};

/** Where the message is, of one that was taken. */
const taken = ({ inquiry, zone }: Told): Text =>
  inquiry.last?.status === "delivered" ? stored(inquiry, zone) : relayed(inquiry);

/** Why another cause was not chosen, in its own words. */
export const becauseOf = (chosen: CauseId, other: CauseId): Text => {
  const confused: readonly { readonly id: string; readonly tell: string }[] = [
    ...causes[chosen].confused,
    ...causes[other].confused,
  ];
  return inCatalogue(confused.find(({ id }) => id === other || id === chosen)?.tell ?? causes[other].name);
};
