/** Causes that a reply, its code and its stage decide alone: one row each, with lines that it must recognise. */
import type { Stage } from "../../events/event.ts";
import type { CauseId } from "../causes.ts";

export interface ReplyRow {
  readonly cause: CauseId;
  /** Stages at which it can be said; absent: any. */
  readonly stages?: readonly Stage[];
  /** Basic or enhanced codes, one of which must be there; "5." is any that begins so. Absent: any. */
  readonly codes?: readonly string[];
  readonly text?: RegExp;
  /** `stage: reply` as servers say it. Real wordings, addresses replaced. */
  readonly samples: readonly string[];
}

/** The first row that fits speaks: what is more telling stands before what is less. */
export const replyRows: readonly ReplyRow[] = [
  {
    cause: "greeting.ips-ban",
    text: /intrusion prevention active/i,
    samples: ["connect: 421 4.7.1 Intrusion prevention active for [198.51.100.24][R]"],
  },
  {
    cause: "connect.too-many",
    stages: ["connect", "helo", "mail"],
    codes: ["421", "450", "451", "452"],
    text: /too many (?:concurrent |simultaneous )?(?:smtp )?(?:connections|sessions)|connection (?:rate|concurrency|limit)|share of connections|no connection is free/i,
    samples: [
      "connect: 421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9",
      "connect: 421 4.7.0 Your network has its share of connections already",
      "connect: 421 4.3.2 No connection is free now, try again later",
    ],
  },
  {
    cause: "mail.rate-limit",
    codes: ["450 4.7.1"],
    text: /too much mail from|too many recipients from/i,
    samples: [
      "mail: 450 4.7.1 Error: too much mail from 127.0.0.66",
      "rcpt: 450 4.7.1 Error: too many recipients from 127.0.0.66",
    ],
  },
  {
    cause: "greeting.dnsbl",
    codes: ["4", "5"],
    text: /blocked using|listed (?:in|at|on)|spamhaus|\brbl\b|dnsbl|blocklist|blacklist|block list/i,
    samples: ["rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.example.org"],
  },
  {
    cause: "greeting.early-talker",
    text: /waits for the greeting|before (?:the )?(?:greeting|banner)/i,
    samples: ["connect: 554 5.7.1 A mail server waits for the greeting before it talks"],
  },
  {
    cause: "greeting.no-ptr",
    text: /reverse (?:dns|hostname|lookup)|cannot find your (?:reverse )?hostname|\bPTR\b/i,
    samples: ["rcpt: 450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.9]"],
  },
  {
    cause: "greeting.helo",
    stages: ["helo", "mail", "rcpt"],
    text: /\b(?:helo|ehlo)\b.*(?:rejected|invalid|refused)|helo command rejected/i,
    samples: ["rcpt: 504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname"],
  },
  {
    cause: "submission.auth-failed",
    codes: ["421"],
    text: /too many (?:failed logins|(?:authentication|login) failures)/i,
    samples: ["auth: 421 4.7.0 Too many failed logins in this session, the connection is closed"],
  },
  {
    cause: "session.too-many-errors",
    codes: ["421"],
    text: /too many (?:errors|bad commands|failed|invalid|unknown|syntax)/i,
    samples: ["rcpt: 421 4.7.0 mx.example.com Error: too many errors"],
  },
  {
    cause: "session.timeout",
    codes: ["421 4.4.2", "451 4.4.2", "4.4.2"],
    text: /timeout|timed? ?out|idle|nothing came for|(?:session|message) (?:lasted|took|came) too/i,
    samples: [
      "rcpt: 421 4.4.2 mx.example.com Error: timeout exceeded",
      "rcpt: 421 4.4.2 Nothing came for 300 s, the connection is closed",
      "eod: 421 4.4.2 The message took too long",
      "eod: 421 4.4.2 The message came too slowly",
    ],
  },
  {
    cause: "rcpt.greylist",
    codes: ["4"],
    text: /gr[ae]y-?list|try again in \d+ (?:sec|min)/i,
    samples: ["rcpt: 450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted, see the help page"],
  },
  {
    cause: "eod.virus",
    text: /virus|malware|infected/i,
    samples: ["eod: 554 5.7.1 Message refused: virus found"],
  },
  {
    cause: "eod.spam",
    stages: ["eod", "data"],
    text: /spam|unsolicited|score/i,
    samples: ["eod: 554 5.7.1 Message cannot be accepted, spam rejection"],
  },
  {
    cause: "eod.dmarc",
    text: /dmarc/i,
    samples: ["eod: 550 5.7.1 Rejected by the DMARC policy of example.org"],
  },
  {
    cause: "mail.spf",
    text: /\bspf\b|sender policy framework/i,
    samples: ["rcpt: 550 5.7.23 <bob@example.com>: Recipient address rejected: Message rejected due to: SPF fail"],
  },
  {
    cause: "local.delivery-failed",
    codes: ["5.1.1"],
    text: /^<[^>]*> User doesn't exist: /,
    samples: ["rcpt: 550 5.1.1 <gone@example.test> User doesn't exist: gone@example.test"],
  },
  {
    cause: "rcpt.quota",
    codes: ["452 4.2.2", "552 5.2.2", "4.2.2", "5.2.2"],
    samples: ["rcpt: 552 5.2.2 <bob@example.com>: mailbox is full"],
  },
  {
    cause: "rcpt.quota",
    text: /mailbox (?:is )?full|over ?quota|quota exceeded|exceeded .*quota/i,
    samples: ["rcpt: 452 Mailbox full"],
  },
  {
    cause: "mail.eai",
    codes: ["5.6.7"],
    samples: ["mail: 553 5.6.7 An address beyond ASCII needs SMTPUTF8 in MAIL"],
  },
  {
    cause: "mail.size-declared",
    stages: ["mail"],
    codes: ["552", "5.3.4", "5.2.3"],
    samples: [
      "mail: 552 5.3.4 Message size exceeds fixed limit",
      "mail: 552 5.2.3 Message size exceeds fixed maximum message size",
    ],
  },
  {
    cause: "data.size-exceeded",
    stages: ["data", "eod"],
    codes: ["552 5.3.4", "552 5.2.3", "5.3.4", "5.2.3"],
    samples: ["eod: 552 5.3.4 Error: message file too big"],
  },
  {
    cause: "data.size-exceeded",
    stages: ["data", "eod"],
    codes: ["552"],
    text: /size|too (?:big|large)/i,
    samples: ["eod: 552 Message size exceeds maximum permitted"],
  },
  {
    cause: "mail.size-declared",
    text: /message (?:of|size) \d+ (?:bytes is too large|exceeds size limit)|message (?:is )?too (?:big|large)|size exceeds/i,
    samples: ["queue: 552 5.3.4 message size 31457280 exceeds size limit 26214400 of server mx.example.com[192.0.2.9]"],
  },
  {
    cause: "mail.sender-domain-unresolvable",
    stages: ["mail", "rcpt", "data", "eod"],
    text: /domain (?:of sender address .* )?(?:not found|does not (?:exist|resolve))|sender.*(?:unresolv|domain not found)/i,
    samples: ["rcpt: 450 4.1.8 <a@gone.example>: Sender address rejected: Domain not found"],
  },
  {
    cause: "session.protocol-error",
    text: /only a proxy may connect|login is not understood|line does not end|(?:takes no|needs an?|one) (?:argument|address|size)/i,
    samples: [
      "connect: 421 4.7.0 Only a proxy may connect here, with its header",
      "auth: 501 5.5.2 The login is not understood",
      "rcpt: 421 4.5.2 This line does not end",
      "rcpt: 501 5.5.4 BDAT needs a size, and may have LAST",
    ],
  },
  {
    cause: "mail.sender-syntax",
    stages: ["mail"],
    codes: ["501", "553", "504", "5.1.7", "5.5.2"],
    samples: ["mail: 501 5.1.7 Bad sender address syntax"],
  },
  {
    cause: "mail.sender-syntax",
    text: /sender address (?:syntax|rejected: need fully-qualified)|bad sender address/i,
    samples: ["rcpt: 504 5.5.2 <root@web01>: Sender address rejected: need fully-qualified address"],
  },
  {
    cause: "mail.sender-blocked",
    text: /(?:sender address|client host) rejected: (?:access denied|blocked)|sender .*(?:blocked|blacklisted|not allowed)/i,
    samples: [
      "rcpt: 554 5.7.1 <blocked@spam.example>: Sender address rejected: Access denied",
      "connect: 554 5.7.1 <unknown[192.0.2.9]>: Client host rejected: Access denied",
    ],
  },
  {
    cause: "rcpt.relay-denied",
    text: /relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed|prohibited)|does not relay|(?:do|does|will) not relay|unable to relay|relay access|not? relay/i,
    samples: [
      "rcpt: 554 5.7.1 <carol@elsewhere.example>: Relay access denied",
      "rcpt: 550 5.7.1 <carol@elsewhere.example>: we do not relay",
      "rcpt: 550 relay not permitted",
      "rcpt: 550 5.7.1 <x@elsewhere.example> is not in a domain of this server, and it does not relay",
    ],
  },
  {
    cause: "submission.auth-required",
    codes: ["530", "5.7.0"],
    text: /authentication required|must issue a starttls|log in first/i,
    samples: ["mail: 530 5.7.0 Authentication required", "mail: 530 5.7.0 Log in first, by AUTH"],
  },
  {
    cause: "submission.account-blocked",
    codes: ["535", "525", "5.7.13"],
    text: /may not log in|account (?:is )?(?:disabled|blocked|locked)/i,
    samples: ["auth: 535 5.7.8 This account may not log in, ask its administrator"],
  },
  {
    cause: "submission.account-blocked",
    codes: ["535", "550 5.7.1"],
    text: /^\S{1,320}@\S{1,255} is suspended, .{1,200}; ask the administrator/i,
    samples: [
      "auth: 535 5.7.8 bob@example.test is suspended, 24 of 26 recipients of an hour were refused; ask the administrator",
      "rcpt: 550 5.7.1 bob@example.test is suspended, 51 recipients within a day from 203.0.0.0/16, where it was never seen before; ask the administrator",
    ],
  },
  {
    cause: "submission.rate-limit",
    codes: ["450 4.7.1"],
    text: /may write to \d{1,9} recipients within an? (?:hour|day), and has/i,
    samples: [
      "rcpt: 450 4.7.1 bob@example.test may write to 25 recipients within an hour, and has; there is room again in 3 min",
    ],
  },
  {
    cause: "session.bot-noise",
    codes: ["421"],
    text: /this is a mail server/i,
    samples: ["helo: 421 4.7.0 This is a mail server"],
  },
  {
    cause: "eod.tempfail",
    codes: ["451 4.3.0"],
    text: /error on our side/i,
    samples: ["eod: 451 4.3.0 An error on our side, try again later"],
  },
  {
    cause: "rcpt.user-unknown",
    codes: ["554"],
    text: /no valid recipients?/i,
    samples: ["data: 554 5.5.1 There is no valid recipient"],
  },
  {
    cause: "submission.auth-failed",
    codes: ["501"],
    text: /login is cancelled/i,
    samples: ["auth: 501 5.7.0 The login is cancelled"],
  },
  {
    cause: "submission.auth-failed",
    codes: ["535"],
    samples: ["auth: 535 5.7.8 Name or password is wrong; the name is the whole address"],
  },
  {
    cause: "submission.auth-backend",
    codes: ["454 4.7.0"],
    text: /log(?:s)? in|authentication/i,
    samples: [
      "auth: 454 4.7.0 Nobody can log in now because of an error on our side, try again later",
      "auth: 454 4.7.0 Too many log in at this moment, try again soon",
    ],
  },
  {
    cause: "submission.mechanism",
    codes: ["538", "534"],
    samples: ["auth: 538 5.7.11 Log in after STARTTLS only"],
  },
  {
    cause: "submission.mechanism",
    codes: ["504"],
    text: /log in|authentication|mechanism/i,
    samples: ["auth: 504 5.5.4 This way to log in is not offered"],
  },
  {
    cause: "submission.unreachable",
    codes: ["502", "503"],
    text: /use the submission port/i,
    samples: ["auth: 502 5.5.1 Nobody logs in here; use the submission port"],
  },
  {
    cause: "submission.sender-not-owned",
    codes: ["550", "553"],
    text: /may not send as|not owned by user|permissions to send as/i,
    samples: ["mail: 550 5.7.1 carol@example.test may not send as <boss@example.test>"],
  },
  {
    cause: "queue.stopped",
    codes: ["451 4.3.2"],
    text: /sending is not set up/i,
    samples: ["rcpt: 451 4.3.2 <ann@elsewhere.example> is elsewhere, and sending is not set up here"],
  },
  {
    cause: "rcpt.directory-down",
    codes: ["451 4.3.0"],
    text: /looked up|lookup/i,
    samples: ["rcpt: 451 4.3.0 <bob@example.test> cannot be looked up now, try again later"],
  },
  {
    cause: "rcpt.disabled",
    stages: ["rcpt", "eod", "queue"],
    text: /(?:account|mailbox|user).*(?:disabled|suspended|inactive|expired|deactivated)|takes no mail/i,
    samples: [
      "rcpt: 550 5.2.1 <bob@example.com>: this account is disabled",
      "rcpt: 550 5.2.1 <off@example.test> takes no mail, it is switched off",
      "rcpt: 450 4.2.1 <dora@away.example> takes no mail for the time being, try again later",
    ],
  },
  {
    cause: "local.alias-wrong",
    codes: ["5.1.1"],
    text: /leads to a mailbox that does not exist/i,
    samples: ["rcpt: 550 5.1.1 <old@example.test> leads to a mailbox that does not exist, tell the postmaster here"],
  },
  {
    cause: "rcpt.too-many",
    codes: ["452 4.5.3", "4.5.3", "5.5.3"],
    text: /recipients/i,
    samples: ["rcpt: 452 4.5.3 Error: too many recipients"],
  },
  {
    cause: "rcpt.user-unknown",
    stages: ["rcpt", "eod", "queue", "store"],
    codes: ["5.1.1", "5.1.10"],
    samples: [
      "rcpt: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
      "rcpt: 550 5.1.1 <user@example.com> User unknown; rejecting",
    ],
  },
  {
    cause: "rcpt.user-unknown",
    codes: ["550", "553", "551", "5"],
    text: /(?:user|recipient|mailbox|account|address) (?:is )?(?:unknown|not found|unavailable)|(?:unknown|no such|invalid) (?:user|recipient|mailbox|local)|does not exist|unrouteable address|user doesn't exist/i,
    samples: ["rcpt: 550 Unrouteable address", 'queue: 550 unknown user: "bob"'],
  },
  {
    cause: "mail.sender-verify",
    stages: ["mail", "rcpt"],
    text: /sender verify failed|could not complete sender verify|callback setup failed/i,
    samples: [
      "rcpt: 550 Sender verify failed",
      "rcpt: 451 Could not complete sender verify callout for <eve@sender.example>",
    ],
  },
  {
    cause: "local.delivery-failed",
    stages: ["queue", "store"],
    codes: ["5"],
    text: /^child process of \S+ transport /i,
    samples: ["queue: 550 Child process of address_pipe transport returned 1 from command: /bin/false"],
  },
  {
    cause: "rcpt.syntax",
    stages: ["rcpt"],
    codes: ["501", "5.1.3"],
    samples: ["rcpt: 501 5.1.3 Bad recipient address syntax"],
  },
  {
    cause: "mail.sender-blocked",
    text: /sender address rejected/i,
    samples: ["rcpt: 450 4.7.1 <later@spam.example>: Sender address rejected: Come back later"],
  },
  {
    cause: "eod.system-full",
    codes: ["452 4.3.1", "4.3.1"],
    samples: ["mail: 452 4.3.1 Insufficient system storage"],
  },
  {
    cause: "greeting.busy",
    stages: ["connect", "helo", "mail"],
    codes: ["421"],
    samples: ["connect: 421 4.3.2 Service not available, try again later"],
  },
  {
    cause: "greeting.reputation",
    stages: ["connect"],
    codes: ["554"],
    samples: ["connect: 554 5.7.1 No SMTP service for you"],
  },
  {
    cause: "connect.refused",
    stages: ["queue", "connect"],
    text: /connection refused/i,
    samples: ["queue: 451 connect to mx.example.com[192.0.2.9]:25: Connection refused"],
  },
  {
    cause: "connect.timeout",
    stages: ["queue", "connect"],
    text: /connect to .*(?:timed out)|^connection timed out/i,
    samples: ["queue: 451 connect to mx.example.com[192.0.2.9]:25: Connection timed out"],
  },
  {
    cause: "connect.unreachable",
    stages: ["queue", "connect"],
    text: /no route to host|network is unreachable/i,
    samples: ["queue: 451 connect to mx.example.com[192.0.2.9]:25: No route to host"],
  },
  {
    cause: "connect.reset",
    stages: ["queue", "connect"],
    text: /while receiving the initial server greeting|in response to initial connection/i,
    samples: ["queue: 451 lost connection with mx.example.com[192.0.2.9] while receiving the initial server greeting"],
  },
  {
    cause: "dns.servfail",
    stages: ["queue"],
    text: /name service error.*try again|temporary lookup failure/i,
    samples: [
      "queue: 451 Host or domain name not found. Name service error for name=slow.example type=MX: Host not found, try again",
    ],
  },
  {
    cause: "dns.nxdomain",
    stages: ["queue"],
    text: /name service error.*(?:host|domain) not found|domain not found/i,
    samples: [
      "queue: 550 Host or domain name not found. Name service error for name=gone.example type=A: Host not found",
    ],
  },
  {
    cause: "queue.loop",
    text: /loop|too many hops|leads in a circle/i,
    samples: [
      "queue: 554 5.4.6 mail for example.com loops back to myself",
      "eod: 554 5.4.6 The message has come through 51 servers, it is in a loop",
      "rcpt: 550 5.4.6 <round@example.test> leads in a circle and reaches nobody",
    ],
  },
  {
    cause: "data.line-format",
    codes: ["554", "500", "552"],
    text: /line of the message|bare <?(?:lf|cr|newline)|line (?:is )?too long/i,
    samples: ["eod: 554 5.6.0 A line of the message is longer than 1000000 bytes"],
  },
  {
    cause: "eod.malformed",
    stages: ["eod", "data"],
    codes: ["5.6.0"],
    text: /header/i,
    samples: ["eod: 554 5.6.0 The header is larger than 1048576 bytes"],
  },
  {
    cause: "session.protocol-error",
    stages: ["helo", "mail", "rcpt", "data"],
    codes: ["500", "501", "502", "503", "504", "555"],
    samples: ["mail: 555 5.5.4 Unsupported option: FOO=1"],
  },
];
