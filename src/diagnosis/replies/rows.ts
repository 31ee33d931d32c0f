/** Causes that a reply, its code and its stage decide alone: one row each, with lines that it must recognise. */
import type { Stage } from "../../events/event.ts";
import type { CauseId } from "../causes.ts";

export interface ReplyRow {
  readonly cause: CauseId;
  /** Stages at which it can be said; absent: any. */
  readonly stages?: readonly Stage[];
  /** Basic or enhanced codes, one of which must be there; "5" is any that begins so. Absent: any. */
  readonly codes?: readonly string[];
  /** Its words, as `wording.ts` leaves them: without the addresses and hosts that strangers choose. */
  readonly text?: RegExp;
  /** `stage: reply` as servers say it. Real wordings, addresses replaced. */
  readonly samples: readonly string[];
  /** What looks alike and means another cause: one that its cause is confused with. */
  readonly not?: Readonly<Partial<Record<CauseId, string>>>;
}

/** The first row that fits speaks: what is more telling stands before what is less. */
export const replyRows: readonly ReplyRow[] = [
  // What our own server says, and what nobody else does.
  {
    cause: "greeting.ips-ban",
    text: /intrusion prevention active/i,
    samples: ["connect: 421 4.7.1 Intrusion prevention active for [198.51.100.24][R]"],
    not: { "greeting.busy": "connect: 421 4.3.2 Service not available, try again later" },
  },
  {
    cause: "local.delivery-failed",
    codes: ["5.1.1"],
    text: /^<[^>]*> User doesn't exist: /i,
    samples: ["rcpt: 550 5.1.1 <gone@example.test> User doesn't exist: gone@example.test"],
    not: { "rcpt.user-unknown": "rcpt: 550 5.1.1 <gone@example.test>: User unknown" },
  },
  {
    cause: "submission.account-blocked",
    codes: ["535", "550 5.7.1"],
    text: /^a@b is suspended, .{1,200}; ask the administrator/i,
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
    not: { "rcpt.too-many": "rcpt: 452 4.5.3 Error: too many recipients" },
  },
  {
    cause: "session.bot-noise",
    codes: ["421"],
    text: /this is a mail server/i,
    samples: ["helo: 421 4.7.0 This is a mail server"],
  },
  {
    cause: "queue.stopped",
    codes: ["451 4.3.2"],
    text: /sending is not set up/i,
    samples: ["rcpt: 451 4.3.2 <ann@elsewhere.example> is elsewhere, and sending is not set up here"],
  },
  // Wordings of which each word alone means another cause.
  {
    cause: "submission.account-blocked",
    text: /\b(?:unusual|suspicious) (?:sending |sign-?in |log-?in |mail |outbound )?activit(?:y|ies)\b|\b(?:e-?mail |mail |smtp )?(?:sending (?:rights?|privileges?|permissions?)|smtp access)\b.{0,40}\b(?:revoked|withdrawn|suspended|disabled|removed|blocked)|\b(?:suspended|revoked|disabled|blocked|removed|withdrew) (?:your|the|his) (?:sending (?:rights?|privileges?|permissions?)|smtp access)\b|\b(?:account|mail ?box|user|domain)\b.{0,40}\b(?:blocked|locked|disabled|suspended|closed|barred) (?:for|from) (?:outbound|outgoing|sending)\b|\b(?:outgoing|outbound) (?:e-?)?mails? (?:is |has been |was )?(?:disabled|blocked|suspended|stopped)\b|\b(?:account|mail ?box)\b.{0,20}\b(?:hacked|compromised)\b|\b(?:hacked|compromised) (?:e-?mail |user |mail )?(?:account|mail ?box)\b|\bsending from this (?:account|mail ?box|user)\b|\b(?:user|account|mail ?box)(?: is|'s)? (?:not|no longer) allowed to send\b(?! (?:\w{1,10} )?(?:to|as|from|for|with)\b)|\buser blocked for spam/i,
    samples: [
      "eod: 550 5.4.6 Unusual sending activity detected. Please try after sometime",
      "mail: 550 Domain example.test has outgoing email disabled",
      "mail: 554 Your mail account (bob@example.test) was compromised. Please change your password immediately after next login.",
    ],
    not: { "submission.rate-limit": "mail: 550 5.4.5 Daily sending quota exceeded" },
  },
  {
    cause: "submission.rate-limit",
    text: /\b(?:limit|number|quota) of (?:recipients|rcpts|messages|e-?mails|mails) (?:per|an?|each|for) (?:hour|day|month|today)\b|\b(?:outbound|outgoing|sending) (?:message |mail )?(?:limit|quota|cap)\b|\byour account\b.{0,30}\ballowance\b|\b(?:message|e-?mail|mail) quota\b.{0,20}\baccount\b|\btoo many (?:messages|e-?mails|mails) from this (?:user|account)\b|\byour (?:hourly|daily|monthly) (?:sending )?(?:quota|limit)\b|\byour (?:plan|package|account|subscription)\b.{0,40}\b\d{1,9}\b.{0,30}\b(?:per|an?|each) (?:hour|day|month)\b/i,
    samples: [
      "eod: 550 The limit of recipients per day was reached",
      "rcpt: 550 Your account may send only 100 messages per hour",
    ],
    not: { "rcpt.too-many": "rcpt: 452 4.5.3 Recipient limit exceeded" },
  },
  {
    cause: "submission.sender-not-owned",
    text: /\bsender (?:e-?mail )?(?:address )?(?:is )?(?:not |un)authori[sz]ed\b(?! to send to)|\bnot (?:be )?authori[sz]ed to (?:send|use) (?:mail |messages )?(?:from|as|with) (?:this|that|the) (?:from |sender |header |e-?mail )?(?:address|identity|user)\b|\bnot allowed to send as\b|\b(?:identit(?:y|ies)|from(?: header)?(?: sender)? (?:domain|address)|sending domain|sender domain|the (?:host|domain|\S{1,80}) domain)\b(?: \S{1,60})?(?: is| are)? (?:not|un)(?: been)? ?verified\b|\bfrom (?:address|domain|header)\b.{0,60}\b(?:(?:not|n't) (?:match|belong|yours|one of your|owned|registered with)|must be your)\w{0,3}|\bmail ?from (?:address )?(?:differs|must (?:be|equal|match))\b|\bnot allowed in header from\b|\bsend as (?:this|that) (?:address|user|sender)\b|\bsender (?:address )?(?:is )?not allowed for (?:this|your) (?:user|account)\b|\baddress (?:is )?not registered for (?:this|your) account\b|\bidentity (?:isn't|is not) yours\b|\bsomebody else's address\b|\bfrom address (?:is not|isn't) (?:allocated|assigned) to your?\b|^\W{0,3}not (?:the )?owner\b|\bnot owned by (?:the )?(?:auth\w{0,12} )?user\b|\bsender is not (?:the )?same as (?:the )?(?:smtp )?auth/i,
    samples: [
      "rcpt: 554 5.7.1 <bob@example.test>: Recipient address rejected: Sender is not same as SMTP authenticate username",
      "mail: 550 Sender not authorized",
      "eod: 551 5.7.1 Not authorised to send from this header address",
      "mail: 554 5.7.1 The sender address is unauthorized e8elkxYhRzaLlkY-Ah049w - nsmtp",
      "eod: 550-From header sender domain not verified (example.test)",
      "mail: 550 5.7.0 From address is not one of your addresses",
      "eod: 550 Your domain example.test is not allowed in header From",
    ],
    not: { "mail.sender-blocked": "mail: 550 5.7.1 Sender denied" },
  },
  {
    cause: "eod.scanner-down",
    codes: ["4"],
    text: /\b(?:spam ?filter|(?:virus |spam |content )?scann(?:er|ing)|av engine|anti-?virus(?: engine)?|clamd|clamav|rspamd|spamd|spamassassin|amavis\w{0,3}|milter|content filter)\b(?: service| daemon| engine)?(?: is| are| was)?(?: currently| temporarily)? (?:offline|unreachable|down|unavailable|not (?:available|running|respond\w{0,3})|failure|failed|timed? ?out|busy|error)\b/i,
    samples: ["eod: 451 4.3.0 The spam filter is offline", "eod: 451 clamd unreachable, please try again"],
    not: { "rcpt.greylist": "rcpt: 451 4.7.1 Greylisting in action, please come back later" },
  },
  {
    // A bounce has no sender: these words about a message that has one are a rule's.
    cause: "mail.sender-blocked",
    stages: ["mail", "rcpt", "data", "eod"],
    codes: ["5"],
    text: /^<a@b>: sender address rejected: .{0,60}\bbounces?\b/i,
    samples: ["data: 554 5.7.1 <a@other.example>: Sender address rejected: multi-recipient bounce"],
  },
  {
    cause: "local.delivery-defer",
    stages: ["rcpt", "eod", "queue", "store"],
    codes: ["4"],
    text: /\bmail ?box\b.{0,30}\b(?:maintenance|being (?:moved|migrated|repaired|rebuilt))|\b(?:maintenance|migration) of (?:this|the|your) mail ?box\b/i,
    samples: [
      "rcpt: 450 4.3.0 <bob@example.com>: Recipient address rejected: mailbox under maintenance this evening",
      "queue: 451 4.3.2 Mailbox is being moved",
    ],
  },
  {
    // Sendmail counts what came, and has other words for a size that was declared.
    cause: "data.size-exceeded",
    text: /^message exceeds maximum fixed size/i,
    samples: [
      "queue: Message exceeds maximum fixed size (300000)",
      "queue: 552 5.2.3 Message exceeds maximum fixed size",
    ],
    not: { "mail.size-declared": "mail: 552 5.2.3 Message size exceeds fixed maximum message size" },
  },
  {
    cause: "local.delivery-failed",
    stages: ["queue", "store"],
    codes: ["5"],
    text: /^(?:can(?:no|')t|could not|unable to) open \/\S{1,300}: /i,
    samples: ["queue: Cannot open /etc/mail/team: No such file or directory"],
  },
  {
    // Whoever comes from outside under an address of the site's own.
    cause: "submission.auth-required",
    stages: ["mail", "rcpt", "data", "eod"],
    codes: ["5"],
    text: /\b(?:our|my) own (?:sender |e-?mail |mail )?(?:address|domain|user)e?s?\b.{0,20}\bfrom (?:the )?(?:outside|extern|internet)|\b(?:local|internal|own) (?:senders?|addresse?s?|domains?|users?) (?:\w{1,12} ){0,3}from (?:the )?(?:outside|external|internet)\b/i,
    samples: [
      "rcpt: 554 5.7.1 <bob@example.com>: Recipient address rejected: our own address from outside",
      "mail: 550 Local sender from outside, log in first",
    ],
  },
  {
    cause: "mail.sender-domain-unresolvable",
    stages: ["helo", "mail", "rcpt", "data", "eod"],
    text: /\bno (?:mx|dns|a)(?: records?)? (?:exists? )?(?:for|in) your (?:e-?mail |sending )?domain\b|\byour (?:e-?mail |sending )?domain\b[^,.;]{0,20}\b(?:not|n't|no) [^,.;]{0,12}\b(?:dns|mx|exist|resolve)|\bsender(?:'s)? mail (?:host|domain) (?:is )?(?:unknown|not found)\b|\breturn address\b.{0,40}\bdomain\b.{0,20}(?:\bnot\b|n't)/i,
    samples: ["mail: 450 Your domain is not in DNS", "mail: 550 There is no MX for your domain"],
    not: { "dns.servfail": "rcpt: 450 4.4.3 Name service error for name=example.test: Host not found, try again" },
  },
  {
    cause: "dns.nxdomain",
    text: /\b(?:recipient|destination|target|rcpt)(?:'s)? (?:e-?mail |mail )?domain (?:name )?(?:is |does |was |could )?(?:unknown|invalid|(?:not|n't) (?:be )?(?:exist|found|known|valid|registered|resolve))|\b(?:unknown|invalid|no such|non-?existent|bad) (?:recipient|destination|target) domain\b|\bdomain (?:part )?of (?:the )?recipient (?:is |does |was )?(?:not|unknown)|\bdomain (?:name )?(?:is |has )?(?:not (?:been )?registered|expired)\b/i,
    samples: ["rcpt: 550 The domain of the recipient does not exist", "rcpt: 550 unknown recipient domain"],
    not: { "dns.servfail": "rcpt: 450 4.4.3 Name service error for name=example.test: Host not found, try again" },
  },
  {
    cause: "eod.system-full",
    text: /\b(?:no|not enough|insufficient|too little) (?:free )?(?:space|room|storage)(?: left)? (?:on|in) (?:the |this |our )?(?:device|servers?|disks?|volume|partition|spool|system)\b|\b(?:server|system) (?:ran|has run|is) out of (?:disk )?(?:space|storage)\b|\bserver(?:'s)? (?:disk |storage |space ){1,2}(?:is )?(?:full|exhausted|exceeded)\b|^the storage is full\b/i,
    samples: [
      "eod: 452 not enough space on device",
      "eod: 452 4.3.1 server storage exhausted",
      "eod: 452 4.3.1 The storage is full, try again later",
      "eod: 452 The server ran out of disk space",
    ],
    not: { "rcpt.quota": "rcpt: 552 5.2.2 There is not enough space in the mailbox" },
  },
  {
    cause: "rcpt.quota",
    text: /\b(?:user|recipient|account|mail ?box)\b.{0,30}\b(?:run |ran )?out of (?:disk|storage|mail)? ?(?:allowance|allotment|room)\b|\bmail ?box is over (?:its|the) size\b|\bno disk quota\b|\bdisk ?(?:space )?quota exceed(?:ed|s)?\b|\b(?:recipient|user|account)\b.{0,20}\bexceeded .{0,20}\b(?:quota|dropfile size)|\bhas not enough disk ?space\b|\boverdrawn (?:his|the|its)\b|\b(?:insufficient|not enough|no) (?:space|room|storage) (?:left )?(?:in|for|on) (?:the |this )?(?:recipient|user|mail ?box|account)|\buntil .{0,30}\b(?:frees?|clears?|deletes?|empties)\b.{0,30}\b(?:space|room|messages?|mail ?box|mails?)\b|\btoo many (?:e-?mails?|messages?|mails?) (?:are )?stored in (?:the |this |his )?(?:mail ?box|inbox|folder)\b/i,
    samples: [
      "rcpt: 552 The user has run out of disk allowance",
      "rcpt: 452 Not accepting mail until the user frees some space",
      "eod: 552 too many mails stored in mailbox",
    ],
    not: { "eod.system-full": "eod: 452 4.3.1 Insufficient system storage" },
  },
  {
    cause: "greeting.reputation",
    text: /\b(?:messages?|e-?mails?|mail|connections?) from (?:a )?(?:residential|dynamic|dial-?up|dsl|cable|home) (?:connections?|hosts?|users?|ips?|address(?:es)?|networks?|space)\b|\b(?:bypass\w{0,3}|through|via|by|use) (?:the |your )?(?:service |internet )?(?:isp|provider)(?:'s)?(?: own)?(?: mail| smtp| outgoing)? (?:relay|server|smart ?host)|\b(?:sender|sending|client|source)(?:'s)? ip\b(?: address)?(?: is)? (?:suspicious|bad|poor|untrusted)\b|\byour ip range\b|\byour (?:mail )?(?:server|host|ip|network|machine|provider)\b.{0,12}\b(?:sent|sends|is sending|spews|emits)\b.{0,20}\b(?:spam|junk|garbage)\b|\byour provider\b.{0,20}\bspam|\bconnection (?:is |was )?refused from\b|^#?(?:5\.7\.1 )?black ip\b|\btoo many (?:unknown|invalid) (?:recipients|rcpt to addresses) from\b|\byour (?:isp|service provider) (?:should|must|can|has to)\b|\b(?:trust|reputation) (?:score|level|rating)\b/i,
    samples: [
      "eod: 554 5.7.1 reject: Client host bypassing service provider's mail relay: dsl-9.example.net",
      "connect: 554 Mail from residential connections is refused",
      "connect: 554 Low trust score for the connecting host",
      "connect: 554 Your server has sent us a lot of spam lately",
    ],
    not: { "greeting.dnsbl": "connect: 554 5.7.1 Client host blocked using zen.spamhaus.org" },
  },
  {
    cause: "greeting.no-ptr",
    text: /\bhost ?name (?:and|of|for) (?:your |the )?ip(?: address)?(?: (?:do|does|could))?(?: not|n't)? ?(?:be )?(?:mismatch|disagree|differ|match|agree|verified|resolved)\b|\bhost ?name could not be (?:verified|confirmed|resolved) (?:by|in|via) dns\b|\bsending ipv6 address .{1,60} must have (?:a )?reverse dns\b/i,
    samples: [
      "connect: 450 hostname and IP mismatch",
      "connect: 450 4.7.25 Service unavailable, sending IPv6 address [2001:db8::240] must have reverse DNS record.",
    ],
    not: { "greeting.helo": "helo: 550 5.7.1 <mail.example.test>: Helo command rejected: Host not found" },
  },
  {
    cause: "mail.sender-verify",
    text: /(?<!domain of )\bsender(?:'s)? (?:mail ?box|account|address) (?:does not|doesn't|did not) (?:seem to )?(?:exist|accept bounces)\b|\byour (?:address|(?:mail )?server)\b.{0,12}\b(?:(?:not|n't) accept|refuses|rejects) bounces\b|\bsender (?:does not|doesn't) seem to exist\b/i,
    samples: [
      "mail: 550 The sender mailbox does not exist",
      "mail: 550 Your mail server refuses bounces for this address",
    ],
    not: { "rcpt.greylist": "rcpt: 451 4.7.1 Greylisting in action, please come back later" },
  },
  {
    cause: "mail.sender-blocked",
    text: /\bsender (?:is |was )?(?:in|on) (?:the |our |an? |my |(?:this |the )?\w{1,12}'s )?(?:local )?(?:black|block|deny)[ -]?list\b(?! host)|\baddresses failed: <?a@b>? blacklisted\b/i,
    samples: ["mail: 550 The sender is in our blacklist"],
    not: { "greeting.dnsbl": "connect: 554 5.7.1 Client host blocked using zen.spamhaus.org" },
  },
  {
    cause: "rcpt.too-many",
    text: /\b(?:number|count) of (?:recipients|rcpts) (?:was |is |has been )?(?:reached|exceeded)\b|\bmore than \d{1,5} recipients\b/i,
    samples: ["rcpt: 452 The maximum number of recipients reached"],
    not: { "submission.rate-limit": "rcpt: 550 You have reached your daily sending quota" },
  },
  {
    cause: "eod.malformed",
    text: /\b(?:characters?|bytes?|octets?) in (?:the |message )?(?:message )?headers?\b/i,
    samples: ["eod: 550 illegal characters in headers"],
    not: { "data.line-format": "eod: 550 5.6.11 Bare LF in the message" },
  },
  {
    cause: "eod.spam",
    text: /\b(?:rejected|refused|blocked|classified|identified|marked|tagged|detected) as (?:possible |probable )?(?:junk|bulk|uce|unsolicited|advertis\w{1,6})\b/i,
    samples: ["eod: 550 The message was rejected as junk"],
    not: { "eod.content-rule": "eod: 550 5.7.1 Message rejected by policy" },
  },
  {
    cause: "submission.auth-failed",
    text: /\b(?:wrong|bad|incorrect) password\b/i,
    samples: ["auth: 535 5.7.8 user unknown or wrong password"],
    not: { "submission.auth-backend": "auth: 454 4.7.0 Temporary authentication failure" },
  },
  {
    cause: "submission.auth-required",
    text: /\brelay(?:ing)?\b.{0,30}\b(?:without|please use|please check|maybe you need)\b.{0,40}\b(?:auth\w{0,12}|pop3?|log ?in)\b/i,
    samples: [
      "rcpt: 553 We do not relay without SMTP authentication.",
      "rcpt: 550 RCPT TO:<bob@example.test> Relaying not allowed - please use SMTP AUTH",
    ],
    not: { "rcpt.relay-denied": "rcpt: 554 5.7.1 <carol@elsewhere.example>: Relay access denied" },
  },
  {
    cause: "rcpt.relay-denied",
    text: /\bnot (?:a )?local host\b.{0,80}\bnot a gateway\b/i,
    samples: ["rcpt: 550 not local host example.test, not a gateway"],
    not: { "submission.auth-required": "rcpt: 530 5.7.0 Authentication required" },
  },
  {
    cause: "rcpt.disabled",
    text: /\bis not accepting any (?:e-?)?mails?\b(?! from)/i,
    samples: ["rcpt: 550 bob@example.test is not accepting any mail"],
    not: { "rcpt.user-unknown": "rcpt: 550 5.1.1 <bob@example.test>: User unknown" },
  },
  {
    cause: "local.delivery-failed",
    text: /\.forward: line \d{1,5}: .{0,200}can't create output|^a@b\.\.\. can't create output/i,
    samples: ["eod: 550 /users/bob/.forward: line 1: |filter... Can't create output: Permission denied"],
    not: { "rcpt.user-unknown": "rcpt: 550 5.1.1 <bob@example.test>... User unknown" },
  },
  {
    cause: "eod.dmarc",
    text: /\bp=(?:reject|quarantine)\b|\b(?:author|sender|from)(?:'s)? domain\b.{0,40}\breject policy\b|\bpolicy of the (?:author|sender|from)(?:'s)? domain\b|\b5322\.?from\b.{0,30}\b(?:fail|authentic)/i,
    samples: [
      "eod: 550 p=reject for this From domain",
      "eod: 550 5.7.1 The author domain has published a reject policy",
    ],
    not: { "mail.spf": "mail: 550 5.7.23 SPF check failed" },
  },
  {
    cause: "mail.spf",
    text: /\bdesignat\w{1,4}\b.{0,40}\b(?:sender|mailer|host)|\bhosts? (?:is |are )?not (?:a )?designated\b|\bv=spf1\b|\bnot (?:allowed|authori[sz]ed|permitted) to send (?:e-?mail |mail |messages )?for (?:this|that|the) domain\b|\bip\b.{0,20}\bnot authori[sz]ed by .{0,20}\b(?:domain|owner)\b/i,
    samples: [
      "mail: 550 The domain does not designate your host as permitted sender",
      "mail: 550 IP not authorised by the domain owner",
    ],
    not: { "eod.dmarc": "eod: 550 5.7.1 rejected by the DMARC policy of example.test" },
  },
  {
    cause: "eod.tempfail",
    text: /\bcollect: (?:cannot|can't) (?:write|open|create)\b/i,
    samples: [
      "eod: 421 4.3.0 collect: Cannot write ./dfk67GY7lH016365 (bfcommit, uid=0, gid=122): No such file or directory",
    ],
    not: { "eod.scanner-down": "eod: 451 4.3.0 The spam filter is offline" },
  },
  {
    cause: "rcpt.user-unknown",
    text: /^#5\.1\.0 address rejected\b/i,
    samples: ["rcpt: 550 #5.1.0 Address rejected."],
    not: { "rcpt.disabled": "rcpt: 550 5.2.1 <bob@example.test>: mailbox disabled" },
  },
  {
    cause: "greeting.dnsbl",
    text: /(?<![\w./-])(?:dns-?r?bl|rbl|rhsbl)\.[\w.-]{3,}(?!.{0,200}\b(?:open resolver|excessive number|typing error|query refused)\b)|\b(?:found|is|appears?|listed) (?:in|on) (?:an? |our |the )?(?:partner'?s? )?(?:real-?time )?(?:dns ?bls?|rbls?|(?:black|block) ?list database)\b|\bdnsbl\b.{0,40}\b(?:says|reports|hit)\b|\bby (?:the )?(?:barracuda|spamcop|spamhaus|sorbs) (?:list|rbl)\b|^(?:blocked|rejected|refused|denied)\b.{0,20}\bhttps?:\/\/\S{1,200}\/(?:rbl|dnsbl|blacklist|blocklist)\b/i,
    samples: [
      "connect: 554 Your IP was found in the blocklist database",
      "connect: 550 The dnsbl says that you send spam",
      "rcpt: 550 192.0.2.9 jest na liscie dnsbl.example.net: listed",
    ],
    not: { "greeting.reputation": "connect: 554 5.7.1 Your IP address has a poor reputation" },
  },
  {
    cause: "mail.user-blocked",
    text: /\bby (?:the )?(?:user|recipient|addressee)(?:'s)? (?:own )?(?:reject|block|black|ban|deny|ignore|personal)[ -]?(?:list|filter|rules?)|\b(?:recipient|user|addressee|owner of this mail ?box) (?:has )?(?:rejected|refused|blocked|banned) (?:your|you\b|mail from)|\b(?:recipient|user|addressee) (?:has|put|keeps|placed) you (?:on|in) .{0,20}\blist\b|\bnot (?:on|in|part of) (?:the |its |his |their )?(?:user|recipient|addressee|owner)(?:'s)? (?:own |personal )?(?:guest|white|allow|safe|friends?|contacts?|accept)[- ]?list\b/i,
    samples: [
      "rcpt: 550 5.7.1 Sender not on the recipient's guest list. To be added see https://www.example.com/x",
      "rcpt: 550 You are registered as spammer (by user's reject list)",
      "rcpt: 550 The recipient has rejected your address",
      "rcpt: 550 The addressee has you on a block list",
    ],
    not: { "mail.sender-blocked": "mail: 550 5.7.1 Sender denied" },
  },
  {
    // iRedAPD, of its lists of senders.
    cause: "mail.sender-blocked",
    text: /\brecipient address rejected: blacklisted\.?$/i,
    samples: ["rcpt: 554 5.7.1 <bob@example.test>: Recipient address rejected: Blacklisted"],
  },
  {
    cause: "rcpt.restricted",
    text: /\b(?:mail ?box|address|account|recipient)\b.{0,20}\b(?:does(?: not|n't)|cannot|can't|will not) (?:accept|receive|take) (?:any )?(?:replies|incoming (?:mail|messages?))\b|\b(?:this is an? )?(?:un(?:monitored|attended)|send-?only|no-?reply) (?:mail ?box|address|account)\b/i,
    samples: [
      "rcpt: 550 5.7.1 This mailbox does not accept replies. Please use our web form",
      "rcpt: 550 This is an unmonitored mailbox",
    ],
  },
  {
    cause: "greeting.busy",
    text: /\b(?:user|mail ?box|server)? ?licen[cs]e (?:limit|count|quota)\b|\blicen[cs]es? .{0,20}\b(?:expired|exceeded|exhausted|reached)\b/i,
    samples: ["mail: 451 4.3.0 The user licence limit of this server has been reached"],
  },
  {
    cause: "local.delivery-defer",
    codes: ["4"],
    text: /^failed to lock mailbox /i,
    samples: ["queue: 451 failed to lock mailbox /var/mail/locked (lock file)"],
  },
  {
    cause: "queue.stopped",
    text: /^deferred transport$/i,
    samples: ["queue: 450 4.3.2 deferred transport"],
  },
  {
    cause: "queue.stopped",
    // Exim: a setting of a transport that leads to other hosts does not compute.
    text: /^(?:failed to expand|expansion of) .{0,900} for \S{0,60}smtp\S{0,60} transport\b/i,
    samples: [
      'queue: failed to expand "interface" option for remote_smtp transport: failed to open /etc/exim4/domains/example.com/ip: Permission denied (euid=108 egid=115)',
    ],
    not: {
      "local.delivery-defer":
        'queue: Expansion of "$home/mail/$local_part" (file or directory name for local_delivery transport) failed: failed to open /etc/none: No such file or directory',
    },
  },
  {
    cause: "local.alias-wrong",
    text: /^unreasonable \S{1,100} map (?:expansion size|nesting)|^mailing list expansion problem\b/i,
    samples: [
      "eod: 451 4.3.0 unreasonable virtual_alias_maps map nesting for eco@example.com",
      "rcpt: 524 5.2.4 Mailing list expansion problem: <round@example.test>",
    ],
  },
  {
    cause: "rcpt.directory-down",
    text: /^(?!\w{1,40}_checks )\S{1,100} map lookup problem\b/i,
    samples: ["eod: 451 4.3.0 virtual_alias_maps map lookup problem for bob@example.com"],
  },
  {
    cause: "rcpt.directory-down",
    codes: ["451 4.3.0"],
    text: /cannot be looked up/i,
    samples: ["rcpt: 451 4.3.0 <bob@example.test> cannot be looked up now, try again later"],
  },
  {
    cause: "local.alias-wrong",
    codes: ["5.1.1"],
    text: /leads to a mailbox that does not exist/i,
    samples: ["rcpt: 550 5.1.1 <old@example.test> leads to a mailbox that does not exist, tell the postmaster here"],
    not: {
      "rcpt.user-unknown":
        "rcpt: 550 5.1.1 <old@example.test>: Recipient address rejected: User unknown in virtual alias table",
    },
  },
  {
    cause: "rcpt.disabled",
    text: /takes no mail(?: for the time being|, it is switched off)/i,
    samples: [
      "rcpt: 550 5.2.1 <off@example.test> takes no mail, it is switched off",
      "rcpt: 450 4.2.1 <dora@away.example> takes no mail for the time being, try again later",
    ],
  },
  {
    cause: "eod.tempfail",
    codes: ["451 4.3.0"],
    text: /error on our side|^\w{1,40}_checks map lookup problem\b/i,
    samples: [
      "eod: 451 4.3.0 An error on our side, try again later",
      // Postfix's cleanup, where its rules for the header cannot be read.
      "eod: 451 4.3.0 header_checks map lookup problem -- message not accepted, try again later",
    ],
  },
  {
    cause: "session.protocol-error",
    text: /only a proxy may connect|login is not understood|line does not end|(?:takes no|needs an?|one) (?:argument|address|size)|unrecogni[sz]ed (?:parameter|argument|option)|\bamounts? of data sent to server/i,
    samples: [
      "mail: 501 5.5.4 Unrecognized parameter",
      "data: 421 Excessive amounts of data sent to server.",
      "connect: 421 4.7.0 Only a proxy may connect here, with its header",
      "auth: 501 5.5.2 The login is not understood",
      "rcpt: 421 4.5.2 This line does not end",
      "rcpt: 501 5.5.4 BDAT needs a size, and may have LAST",
    ],
    not: { "tls.stripped": 'helo: 500 5.5.1 Command unrecognized: "XXXX mx1.example.com"' },
  },
  {
    cause: "submission.unreachable",
    codes: ["502", "503"],
    text: /use the submission port/i,
    samples: ["auth: 502 5.5.1 Nobody logs in here; use the submission port"],
  },
  // A check that asked another host quotes its reply: what it asked for counts, not what it heard.
  {
    cause: "mail.sender-verify",
    text: /sender address rejected: (?:user|sender|(?:sender )?address) unknown|sender verif(?:y|ication) fail|could not complete sender verify|callback setup failed|sender address rejected: un(?:verified|deliverable) address|sender address verification (?:failed|in progress)|sender callout|verify sender|(?<!domain of )sender (?:address )?does(?: not|n't) exist|postmaster verification fail|\bverify (?:the )?mail ?from\b.{0,20}fail|\bmail ?from (?:address )?(?:could|can)(?: ?not|n't) be verified|return address .{0,80}(?:not|n't) (?:seem|appear) to be (?:an? )?(?:working|valid)|(?:sending (?:mta|server|host)|sender)\b.{0,40}not passed (?:the )?(?:validation|verification)/i,
    samples: [
      "rcpt: 550 Sender verify failed",
      "rcpt: 550 5.1.0 <copier@example.com>: Sender address rejected: User unknown in virtual mailbox table",
      "rcpt: 550 <daemon@example.com>: Sender address rejected: sender address unknown",
      "rcpt: 451 Could not complete sender verify callout for <eve@sender.example>",
      "rcpt: 450 4.1.7 <a@other.example>: Sender address rejected: unverified address: connect to mx.other.example[192.0.2.7]:25: Connection refused",
      "rcpt: 550 5.1.7 <a@other.example>: Sender address rejected: undeliverable address: host mx.other.example[192.0.2.7] said: 550 5.1.1 <a@other.example>: User unknown (in reply to RCPT TO command)",
      "rcpt: 550 5.1.7 <a@other.example>: Sender address rejected: undeliverable address: host mx.other.example[192.0.2.7] said: 550 5.2.1 The email account that you tried to reach is disabled (in reply to RCPT TO command)",
      "mail: 550 Rejected because the sending MTA or the sender has not passed validation",
      // Exim asks the sender's host for its postmaster, too, and quotes the answer.
      "rcpt: 550-Postmaster verification failed while checking <eve@sender.example>\n550-Called: 192.0.2.7\n550 Response: 550 <postmaster@sender.example>: User unknown",
      "mail: 550 Verify mailfrom failed, blocked",
      "rcpt: 550 The return address of this message does not seem to be a working account",
    ],
    not: {
      "rcpt.greylist":
        "rcpt: 450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.com.html",
    },
  },
  {
    cause: "rcpt.temp-unverified",
    codes: ["4"],
    text: /unverified address|could not complete recipient verify|address verification in progress|recipient (?:address )?(?:temporarily )?(?:unverified|unavailable, verification)|callout verification/i,
    samples: [
      "rcpt: 450 4.1.1 <bob@example.com>: Recipient address rejected: unverified address: connect to 10.0.0.5[10.0.0.5]:25: Connection refused",
      "rcpt: 451 Could not complete recipient verify callout",
    ],
    not: {
      "rcpt.greylist": "rcpt: 450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted for 300 seconds",
      "rcpt.user-unknown":
        "rcpt: 550 5.1.1 <bob@example.com>: Recipient address rejected: undeliverable address: host 10.0.0.5[10.0.0.5] said: 550 5.1.1 <bob@example.com>: User unknown",
    },
  },
  {
    cause: "rcpt.user-unknown",
    codes: ["5"],
    text: /recipient address rejected: undeliverable address/i,
    samples: [
      'rcpt: 550 5.1.1 <bob@example.com>: Recipient address rejected: undeliverable address: unknown user: "bob"',
    ],
  },
  {
    cause: "rcpt.user-unknown",
    codes: ["5"],
    text: /\buser unknown\b|\bunknown user\b|no such user|unrouteable address|cached\) callout verification failure/i,
    samples: [
      "rcpt: 550 Previous (cached) callout verification failure",
      "rcpt: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
      "rcpt: 550 Unrouteable address",
      'queue: 550 unknown user: "bob"',
      "rcpt: 550 5.1.1 No such user here",
    ],
    not: { "rcpt.directory-down": "rcpt: 451 4.3.0 <bob@example.com>: Temporary lookup failure" },
  },
  {
    cause: "rcpt.user-unknown",
    // hMailServer says it with 421, too.
    text: /^recipient not in route list/i,
    samples: ["rcpt: 421 Recipient not in route list"],
    not: { "rcpt.disabled": "rcpt: 550 5.2.1 <bob@example.com>: this account is disabled" },
  },
  {
    cause: "rcpt.user-unknown",
    codes: ["4"],
    // Postfix with `soft_bounce`, or an `unknown_…_reject_code` of 450: the table is known all the same.
    text: /recipient address rejected: user unknown in (?:local recipient|virtual mailbox|virtual alias|relay recipient) table/i,
    samples: [
      "rcpt: 450 4.1.1 <bobb@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
      "rcpt: 450 4.1.1 <bobb@example.com>: Recipient address rejected: User unknown in local recipient table",
    ],
    not: { "rcpt.directory-down": "rcpt: 451 4.3.0 <bob@example.com>: Temporary lookup failure" },
  },
  {
    cause: "queue.smarthost-refused",
    text: /^SASL authentication failed|^authentication required but authentication attempt\(s\) failed/i,
    samples: [
      "queue: SASL authentication failed; server smtp.isp.example[192.0.2.25] said: 535 5.7.8 Error: authentication failed:",
      // Exim, with `hosts_require_auth`.
      "queue: 450 authentication required but authentication attempt(s) failed",
      "queue: 450 SASL authentication failed; cannot authenticate to server smtp.isp.example[192.0.2.25]: no mechanism available",
    ],
    not: { "rcpt.user-unknown": "rcpt: 550 5.1.1 <bob@example.com>: User unknown" },
  },
  {
    cause: "local.delivery-defer",
    codes: ["4"],
    // Cyrus, of a mailbox whose index it cannot read.
    text: /^mailbox has an invalid format|^system i\/o error\b/i,
    samples: [
      "eod: 451 4.2.0 Mailbox has an invalid format",
      "rcpt: 451 4.2.0 Mailbox has an invalid format SESSIONID=<cyrus-1795811596-910-1-1>",
    ],
  },
  // What msmtp, sSMTP and nullmailer say themselves of their smart host.
  {
    cause: "dns.nxdomain",
    stages: ["queue"],
    codes: ["0"],
    text: /^(?:cannot locate host \S{1,255}: (?!temporary )|unable to locate \S{1,255}$)/i,
    samples: [
      "queue: cannot locate host smart2.example: Name or service not known",
      "queue: Unable to locate smart2.example",
    ],
    not: { "dns.servfail": "queue: cannot locate host smart.example: Temporary failure in name resolution" },
  },
  {
    cause: "connect.refused",
    stages: ["connect"],
    codes: ["0"],
    // It does not say why.
    text: /^unable to connect to "\S{1,255}" port \d/i,
    samples: ['connect: Unable to connect to "smart.example" port 2599'],
  },
  {
    cause: "tls.required-missing",
    codes: ["0"],
    text: /^(?:the server does not support TLS|STARTTLS not working)/i,
    samples: ["tls: the server does not support TLS via the STARTTLS command", "tls: STARTTLS not working"],
  },
  {
    cause: "submission.mechanism",
    codes: ["0"],
    text: /^(?:the )?server does not (?:support|advertise any supported) authentication/i,
    samples: [
      "auth: the server does not support authentication",
      "queue: Server does not advertise any supported authentication methods",
    ],
  },
  // Connections and the session itself.
  {
    // Exim: a rule of its own that it cannot read.
    cause: "eod.tempfail",
    codes: ["4"],
    text: /^(?:unknown ACL (?:verb|condition)\b|syntax error in "control=|error in arguments to "|cannot (?:use|test) .{1,80}\bACL$)/i,
    samples: [
      'rcpt: 451 unknown ACL condition/modifier in "requier verify = sender"',
      'rcpt: 451 syntax error in "control=dkim_disable_verify"',
      'rcpt: 451 error in arguments to "ratelimit" condition: sender rate limit not recognised',
    ],
  },
  {
    cause: "connect.too-many",
    codes: ["4", "554"],
    text: /too many (?:(?:concurrent|simultaneous|parallel|open|active|new|inbound|incoming|smtp|tcp|tls) ){0,3}(?:connections|sessions)|(?<!other hosts or )connection (?:rate|concurrency|limit)|share of connections|no connection is free|maximum (?:number of )?(?:concurrent |simultaneous |inbound )?(?:connections|sessions)|too many (?:clients|hosts) connected|connections? (?:per|from) .{0,40}exceed|exceeded .{0,40}(?:concurrent|simultaneous) connections/i,
    samples: [
      "connect: 421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9",
      "tls: 421 4.7.0 mx.example.com Error: too many new TLS sessions from 192.0.2.9",
      "connect: 421 4.7.0 Your network has its share of connections already",
      "connect: 421 4.3.2 No connection is free now, try again later",
      "connect: 421 4.3.2 Too many open connections.",
      "connect: 421 Too many concurrent SMTP connections; please try again later.",
      "connect: 421 4.3.2 Connection rate limit exceeded.",
      "connect: 452 4.3.2 Connection rate limit exceeded.",
      "connect: 421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel",
    ],
    not: { "greeting.busy": "connect: 421 4.3.2 System not accepting network messages" },
  },
  {
    cause: "submission.auth-failed",
    text: /too many (?:failed logins|(?:authentication|login) (?:failures|attempts)|auth(?:entication)? errors)/i,
    samples: [
      "auth: 421 4.7.0 Too many failed logins in this session, the connection is closed",
      "auth: 454 4.7.0 Too many login attempts, please try again later.",
    ],
  },
  {
    cause: "session.too-many-errors",
    text: /too many (?:errors|bad commands?|failed|invalid|unknown|syntax|unrecogni[sz]ed|nonmail commands|rcpt errors|wrong)|(?:exceeded|excessive).{0,40}(?:errors|unknown (?:users|recipients))/i,
    samples: [
      "rcpt: 421 4.7.0 Too many bad command.",
      "rcpt: 421 4.7.0 mx.example.com Error: too many errors",
      "rcpt: 421 too many unrecognized commands",
      "rcpt: 421 4.7.0 Too many errors on this connection, closing transmission channel",
      "connect: 550 Too many invalid recipients",
    ],
    not: { "greeting.ips-ban": "connect: 421 4.7.1 Intrusion prevention active for [198.51.100.24][P]" },
  },
  {
    cause: "local.delivery-defer",
    text: /(?:connect to|lost connection with|conversation with) (?:\S{1,255}\[(?:private)?\/|\S{0,255}(?:dovecot|lmtp|cyrus)\S{0,60}[[\]]|\S{1,255}\[[\da-f.:]{3,45}\]:(?:24|8024):)/i,
    samples: [
      "queue: connect to mx.example.com[private/dovecot-lmtp]: Connection refused",
      "queue: 450 4.4.1 connect to mx.example.com[/run/dovecot/lmtp]: No such file or directory",
      "queue: connect to dovecot[172.22.1.250]:24: Connection refused",
      "queue: lost connection with mx.example.com[private/dovecot-lmtp] while sending end of data -- message may be sent more than once",
      "queue: connect to 127.0.0.1[127.0.0.1]:24: Connection refused",
      // Mailman 3.
      "queue: connect to 127.0.0.1[127.0.0.1]:8024: Connection refused",
      "eod: conversation with lmtp[172.22.1.250] timed out while sending end of data",
    ],
  },
  {
    // The store is spoken to by LMTP, whatever it is called.
    cause: "local.delivery-defer",
    stages: ["store"],
    text: /^connect to |\brefused to talk to me\b|^connection (?:refused|timed out|reset)|^no route to host|^(?:network|host) is unreachable/i,
    samples: [
      "store: 450 4.4.1 connect to store.example.com[192.0.2.20]:2525: Connection refused",
      "store: Connection refused",
    ],
  },
  {
    // Dovecot's proxy, whose server behind it is down.
    cause: "local.delivery-defer",
    text: /^proxy failed \(/i,
    samples: ["rcpt: 451 4.4.0 Proxy failed (connect, session=iAxdCQwSDGsjAwAAg+zDdQ)"],
  },
  {
    // Its MX is the machine that asks, or ICANN's sign for a name that is two (127.0.53.53); other addresses of 127 are given to hosts, such as namespaces.
    cause: "dns.mx-wrong",
    text: /^connect to (?!localhost\[)[\w.-]{1,255}\[(?:127\.0\.(?:0\.1|53\.53)|::1|0\.0\.0\.0)\]:25: /i,
    samples: [
      "queue: 450 4.4.1 connect to mx.example.com[127.0.0.1]:25: Connection refused",
      "queue: 450 4.4.1 connect to mx.example.com[127.0.53.53]:25: Connection refused",
    ],
  },
  {
    cause: "submission.account-blocked",
    text: /\byour (?:e-?mail |user )?account (?:was|is|has been) (?:lock|suspend|block|disabl)|(?<!recipient address rejected: )\baccount (?:was |is |has been )?(?:suspended|locked|blocked|disabled)\b.{0,80}(?:unusual|suspicious|abus|spam|compromis|outgoing|outbound|hacked)/i,
    samples: [
      "rcpt: 554 5.7.1 <bob@example.com>: Recipient address rejected: Your account was locked because of unusual activity; call the help desk",
      "eod: 550 5.7.1 Account suspended: unusual activity was found, contact abuse@example.net",
    ],
  },
  {
    cause: "submission.sender-not-owned",
    text: /\bsender (?:address )?(?:is )?not verified\b.{0,80}(?:\bclick|\bconfirm|\blink\b|portal|your account)/i,
    samples: ["mail: 550 5.1.8 Sender not verified with example.net, please click the link that we sent to you"],
  },
  {
    cause: "greeting.busy",
    codes: ["421"],
    text: /\bclos(?:ing|ed) (?:for|until|down for)\b/i,
    samples: ["rcpt: 421 4.7.0 Relay is closing for the night"],
  },
  {
    cause: "mail.null-sender-refused",
    stages: ["mail"],
    codes: ["5"],
    text: /\b(?:too many|no|not (?:take|accept|want)\w{0,3}|refuse\w{0,2}) .{0,20}\b(?:bounces|null senders?|delivery (?:reports|notifications))\b/i,
    samples: ["mail: 550 You send too many bounces to us"],
  },
  {
    // ClamSMTP and ProxSMTP behind the queue: their scanner, or the next server, did not answer.
    cause: "eod.scanner-down",
    stages: ["eod"],
    codes: ["4"],
    text: /^local error$/i,
    samples: ["eod: 451 Local Error"],
  },
  {
    // Exim asked a scanner, and its answer was no answer.
    cause: "eod.scanner-down",
    text: /^(?:malware|spam) acl condition: /i,
    samples: [
      "eod: 451 malware acl condition: clamd [127.0.0.1]:3310 : ClamAV returned malformed result (missing colon): INSTREAM size limit exceeded. ERROR",
    ],
  },
  {
    // A filter behind the queue, in its own words.
    cause: "eod.spam",
    stages: ["queue"],
    codes: ["5"],
    text: /\bCommand output: .{0,200}(?:spam|unwanted|advertis|unsolicited|\bjunk\b)/i,
    samples: [
      "queue: 550 5.3.0 service unavailable. Command output: Message rejected: this mail is unwanted advertising",
    ],
  },
  {
    // Whoever waits for the greeting was connected, and heard nothing.
    cause: "connect.timeout",
    text: /timed out while receiving the initial server greeting/i,
    samples: [
      "queue: 450 4.4.2 conversation with mx.example.com[192.0.2.9] timed out while receiving the initial server greeting",
    ],
  },
  {
    // Names of signatures, as ClamAV and its like make them.
    cause: "eod.virus",
    text: /\b(?:Heuristics|Win|Win32|Win64|Eicar|Doc|Pdf|Html|Js|Vbs|Unix|Osx|Andr|Email|Phishing|Sanesecurity|SecuriteInfo|Xls|Rtf|Multios|Txt)\.(?:[A-Z][\w-]{1,40}\.){1,4}[\w-]{1,60}/,
    samples: [
      "eod: 550 This message was found: Heuristics.Phishing.Email.SpoofedDomain",
      "eod: 550 rejected, Win.Trojan.Example-77",
    ],
  },
  {
    cause: "mail.rate-limit",
    text: /\b(?:quota|limit|allowance|maximum) of \d{1,9} (?:messages?|e?-?mails?|recipients?) (?:per|an?|each) (?:minute|hour|day)|(?<!maximum )\bsending rate (?:limit )?exceeded|\bsent \d{1,9} (?:messages?|e?-?mails?) (?:(?:in )?(?:this|the last|an?|one)|per) (?:minute|hour|day)/i,
    samples: [
      "rcpt: 550 5.7.1 <bob@example.com>: Recipient address rejected: quota of 50 messages per day used up for ann@example.com",
      "rcpt: 450 4.7.1 <bob@example.com>: Recipient address rejected: you have sent 300 messages this hour, limit 300",
    ],
  },
  {
    // What programs behind a pipe mean by their exit codes, in Postfix's words (sysexits.h).
    cause: "local.delivery-defer",
    stages: ["queue"],
    codes: ["4.3.0", "4.3.5", "4.2.0"],
    text: /^(?:command died with (?:signal|status)|command time limit exceeded)/i,
    samples: ['queue: 450 4.3.0 Command died with signal 11: "/usr/local/bin/program"'],
  },
  {
    cause: "local.delivery-failed",
    stages: ["queue"],
    codes: ["5.3.0", "5.3.5", "5.2.0"],
    text: /^(?:command died with (?:signal|status)|command time limit exceeded|unknown mailer error \d|(?:service unavailable|internal software error|system resource problem|critical OS file missing|can't create user output file|input\/output error|remote error in protocol|local configuration error|command line usage error|cannot open input)$)/i,
    samples: [
      "queue: 550 5.3.0 service unavailable",
      "queue: 550 5.3.0 unknown mailer error 127",
      'queue: 550 5.3.0 Command time limit exceeded: "/usr/local/bin/program"',
    ],
  },
  {
    // Sendmail, of a domain whose null MX it found.
    cause: "dns.null-mx",
    stages: ["queue"],
    codes: ["5.1.10"],
    text: /^service unavailable$/i,
    samples: ["queue: 550 5.1.10 Service unavailable"],
  },
  {
    cause: "dns.null-mx",
    codes: ["521", "556"],
    text: /\bdomain\b.{0,30}\b(?:never|does not|doesn't) accepts? (?:any )?(?:e-?)?mail\b/i,
    samples: ["rcpt: 521 5.2.1 <bob@example.com> this domain never accepts mail"],
  },
  {
    cause: "data.size-exceeded",
    stages: ["queue"],
    codes: ["5.6.0"],
    text: /message too (?:large|big|long)/i,
    samples: [
      "queue: 550 5.6.0 data format error. Command output: message too large for list friends (20000 characters at most)",
    ],
    not: { "mail.size-declared": "mail: 552 5.3.4 Message size exceeds fixed limit" },
  },
  {
    cause: "eod.slow-scan",
    text: /(?:timed out|timeout).{0,340}while sending end of data|smtp timeout after end of data/i,
    samples: [
      "eod: conversation with mx.example.com[192.0.2.1] timed out while sending end of data -- message may be sent more than once",
    ],
    not: {
      "data.mid-transfer-drop":
        "data: conversation with mx.example.com[192.0.2.1] timed out while sending message body",
    },
  },
  {
    // Nobody waited: the other side hung up.
    cause: "data.mid-transfer-drop",
    text: /lost connection.{0,340}while sending end of data|^remote host closed connection in response to end of data/i,
    samples: [
      "eod: Remote host closed connection in response to end of data",
      "queue: lost connection with mx.example.com[192.0.2.108] while sending end of data -- message may be sent more than once",
    ],
    not: { "eod.slow-scan": "eod: conversation with mx.example.com[192.0.2.1] timed out while sending end of data" },
  },
  {
    // A gateway that does not reach the server behind it.
    cause: "greeting.busy",
    stages: ["mail", "rcpt", "data", "eod"],
    codes: ["4"],
    text: /(?:cannot|can't|could not|couldn't|unable to|failed to) connect to (?:host|(?:the )?(?:remote|destination|mail|backend))\b/i,
    samples: ["rcpt: 451 Can't connect to mail.example.com - psmtp"],
    not: { "connect.too-many": "connect: 421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9" },
  },
  {
    // Sendmail of old names the step of its own that failed.
    cause: "connect.timeout",
    codes: ["4"],
    text: /connection timed out during user open/i,
    samples: ["connect: 421 example.com (smtp)... Deferred: Connection timed out during user open with example.com"],
  },
  {
    cause: "session.timeout",
    stages: ["connect", "tls", "helo", "auth", "mail", "rcpt", "data", "eod"],
    codes: ["421", "451 4.4.2", "451 4.7.0", "4.4.2"],
    text: /timeout|timed? ?out|\bidle\b|nothing came for|(?:session|message) (?:lasted|took|came) too|connection expired|inactivity/i,
    samples: [
      "rcpt: 421 4.4.2 mx.example.com Error: timeout exceeded",
      "rcpt: 421 4.4.2 Nothing came for 300 s, the connection is closed",
      "eod: 421 4.4.2 The message took too long",
      "eod: 421 4.4.2 The message came too slowly",
      "data: 421 mx.example.com: SMTP command timeout - closing connection",
      "rcpt: 451 4.7.0 Timeout waiting for client input",
      "data: 421 4.4.1 mx.example.com Connection timed out",
    ],
    not: { "data.mid-transfer-drop": "data: 421 mx.example.com lost input connection" },
  },
  {
    cause: "data.mid-transfer-drop",
    text: /lost input connection|(?:connection|conversation) .{0,340}(?:timed out|lost).{0,40}while sending (?:message body|data)|(?:timed out|lost connection|timeout) .{0,340}while sending (?:message body|data)|premature eom|message ended (?:too )?early/i,
    samples: [
      "data: 451 Message ended early",
      "data: 421 mx.example.com lost input connection",
      "data: conversation with mx.example.com[192.0.2.1] timed out while sending message body",
      "data: lost connection with mx.example.com[192.0.2.1] while sending message body",
    ],
    not: { "session.timeout": "data: 421 4.4.2 mx.example.com Error: timeout exceeded" },
  },
  {
    cause: "greeting.early-talker",
    text: /waits for the greeting|before (?:the )?(?:greeting|banner)|pre-?greeting|protocol (?:synchroni[sz]ation|synchronisation) error|(?:improper|unauthori[sz]ed|illegal) (?:use of )?(?:smtp )?(?:command )?pipelining|talk(?:ed|s)? (?:too (?:soon|early)|before)|waiting for (?:greeting|banner)|early ?talk|protocol synchroni[sz]ation/i,
    samples: [
      "connect: 554 5.7.1 A mail server waits for the greeting before it talks",
      "connect: 554 SMTP protocol synchronization error",
      "connect: 554 5.5.0 Error: SMTP protocol synchronization",
      "data: 503 5.5.0 <DATA>: Data command rejected: Improper use of SMTP command pipelining",
    ],
    not: { "session.bot-noise": "helo: 421 4.7.0 This is a mail server" },
  },
  {
    cause: "tls.stripped",
    text: /command (?:un|not )recogni[sz]ed:? "?X{4}/i,
    samples: ['helo: 500 5.5.1 Command unrecognized: "XXXX mx1.example.com"'],
    not: { "session.protocol-error": 'helo: 500 5.5.1 Command unrecognized: "FOO"' },
  },
  // Greylisting, before block lists: some greylist by a zone of their own.
  {
    cause: "rcpt.greylist",
    stages: ["rcpt"],
    codes: ["450 4.3.2"],
    text: /^service currently unavailable$/i,
    samples: ["rcpt: 450 4.3.2 Service currently unavailable"],
    not: {
      "rcpt.temp-unverified":
        "rcpt: 450 4.1.1 <bob@example.com>: Recipient address rejected: unverified address: Address verification in progress",
    },
  },
  {
    cause: "rcpt.greylist",
    codes: ["4"],
    // greylistd for Exim, and what an administrator writes into the log instead of the reply.
    text: /is not yet authorized to deliver mail from|^gr[ae]y(?:ed)?\b/i,
    samples: [
      "rcpt: 451 grey: first seen",
      "rcpt: 451 192.0.2.9 is not yet authorized to deliver mail from <alice@example.org> to <bob@example.com>. Please try later.",
    ],
    not: { "mail.rate-limit": "mail: 451 4.7.1 Rate limit exceeded" },
  },
  {
    cause: "rcpt.greylist",
    codes: ["4"],
    text: /gr[ae]y[- ]?list|in greylist|temporarily (?:rejected|deferred|blocked).{0,60}(?:try again|retry)|first (?:time|attempt|contact)|unknown (?:triplet|sender.{0,20}try)|deferred for \d|try again in \d+ ?(?:sec|min|s\b)|please come back|intentional policy rejection, please try again|new sender|delayed for \d|please (?:retry|try again) (?:in|after) (?:a few|\d+) ?(?:sec|min)/i,
    samples: [
      "rcpt: 450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted, see the help page",
      "rcpt: 450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.com.html",
      "rcpt: 451 4.7.1 <bob@example.com>: Recipient address rejected: Greylisting in action, please come back in 00:05:00",
      "rcpt: 451 4.7.1 Greylisting in action, please come back later",
      "eod: 451 4.7.1 Greylisted, please try again in 300 seconds",
      // iRedAPD (settings.py.sample).
      "rcpt: 451 4.7.1 <bob@example.com>: Recipient address rejected: Intentional policy rejection, please try again later",
      "rcpt: 451 4.7.1 Service unavailable; Client host [192.0.2.9] blocked using grey.rbl - Greylisting in action, please try again later",
    ],
    not: {
      "rcpt.temp-unverified":
        "rcpt: 450 4.1.1 <bob@example.com>: Recipient address rejected: unverified address: Address verification in progress",
      "mail.rate-limit": "rcpt: 451 4.7.1 Rate limit exceeded",
    },
  },
  // Block lists: of hosts, of links, and those that refuse to answer.
  {
    cause: "mail.user-blocked",
    text: /(?:blocked|rejected|refused|denied|blacklisted) by (?:the |this |your )?(?:\w{1,20} )?(?:recipient|user|addressee|customer|mailbox)\b(?! (?:database|table|polic))|recipient (?:has (?:blocked|refused|rejected|declin)|(?:blocked|refused|rejected|declined) (?:the |your |this |all )?(?:e-?mail|mail|message|sender|delivery)|does(?: not|n't) (?:want|wish|accept)(?! (?:mail|e-?mail|messages) (?:from )?(?:outside|external)))|(?:recipient|user|they|addressee|customer|mailbox|a@b>?)s? (?:is|are) (?:currently )?not accepting (?:any )?(?:e-?mail|mail|messages?) from|user (?:has )?blocked|rejected by (?:a )?user|^user rejects?\b|\b(?:do not|don't|do'nt|does not|doesn't|doesnt) want (?:your|this) (?:e-?)?mail|(?:bloccato|rifiutato) dal(?:l'utente| destinatario)|vom empf(?:ä|ae)nger (?:blockiert|abgelehnt)|bloqu[ée] par (?:le destinataire|l'utilisateur)|(?:personal|private|(?:recipient|user|addressee)'s(?: own)?) (?:black|block|deny)[- ]?list|undesired sender|(?:recipient|addressee|subscriber|recipient id)s? (?:refuses?|declines?) to (?:accept|receive|take)|(?:user|customer)s? (?:refuses?|declines?) to (?:accept|receive) (?:your|this|the)|(?:refused|rejected|blocked|denied|prevented) .{0,40}(?:recipient|user|addressee)(?:'s)? (?:e-?mail |privacy )?(?:preference|setting)s?|(?:recipient|user|addressee)(?:'s)? (?:e-?mail |privacy )?(?:preference|setting)s? .{0,20}(?:block|prevent|refus|reject|do(?:es)? not|don't)\w{0,3}|has restricted (?:sms )?e-?mail|blocked by the addressee/i,
    samples: [
      "rcpt: 550 5.1.2 User reject",
      "eod: 550 Receiver do'nt want your email",
      "eod: 550 Your address blocked by the FakeMail User.",
      "rcpt: 550 5.7.1 Blacklisted by recipient",
      "rcpt: 550 The recipient has rejected mail from this sender",
      "rcpt: 554 The recipient is not accepting mail from alice@other.org",
      "rcpt: 550 5.1.1 Refused due to recipient preferences",
      "rcpt: 550 The recipient refuses to accept your mail",
      "rcpt: 550 5.7.1 the recipient's privacy settings blocked the delivery",
      "rcpt: 550 5.7.0 Sender is on the recipient's private blocklist",
    ],
    not: { "mail.sender-blocked": "rcpt: 554 5.7.1 <blocked@spam.example>: Sender address rejected: Access denied" },
  },
  {
    cause: "greeting.dnsbl-error",
    text: /127\.255\.255\.\d|open resolver|excessive number of queries|typing error in dnsbl|query refused|(?:dnsbl|rbl|blocklist).{0,40}(?:shut ?down|no longer (?:in )?(?:service|operat))|refused\.s?html/i,
    samples: [
      "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.53/",
      "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; Error: excessive number of queries; https://www.spamhaus.org/returnc/vol/",
      "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; Error: typing error in DNSBL name",
      "rcpt: 554 5.7.1 Service unavailable; Client host [mail.example.com] blocked using multi.uribl.com; 127.0.0.1 -> Query Refused. See http://uribl.com/refused.shtml for more information",
    ],
    not: {
      "greeting.dnsbl":
        "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.9",
    },
  },
  {
    cause: "eod.url-listed",
    // Barracuda calls so what it does with the links of a message.
    text: /\bintent analysis\b|\b(?:surbl|uribl|uri-?bl)\b|blacklisted url|(?:url|uri|(?<!\b(?:see|visit|at|to|on|via):? )link|website|web ?site)s? .{0,80}(?:black ?list|block ?list|block(?:ed)?\b|listed|spam(?!cop|haus)|malicious|phish)|(?:spam|listed|malicious|phishing|blacklisted|blocking) (?:url|uri|link|domain)s? (?:in|found)|blocking url|listed (?:in|on|by) (?:the )?(?:spamhaus )?dbl\b|spamhaus dbl/i,
    samples: [
      "eod: 554 5.7.1 Your email breaches local URIBL policy",
      "eod: 550 Message was blocked by server: intent analysis",
      "eod: 550 Blacklisted URL in message. (shop.example) in [black]. See http://lookup.uribl.com.",
      "eod: 550 5.7.1 listed in DBL (dbl.spamhaus.org)",
      "eod: 554 5.7.1 This message has been blocked because it contains FortiGuard - AntiSpam blocking URL(s).",
    ],
    not: { "greeting.dnsbl": "rcpt: 550 5.7.1 192.0.2.9 listed at zen.spamhaus.org" },
  },
  {
    cause: "mail.sender-blocked",
    codes: ["4", "5"],
    text: /\b(?:sender|from|domain|address)\b.{0,60}\b(?:black|block|deny) ?-?listed by (?:the |an |our |your |my )?(?:(?:mail |system |local |site )?administrator|postmaster|owner)|\bsender(?: address| domain)? (?:is )?on (?:our|the) (?:site(?:'s)? |local |administrator(?:'s)? )?(?:black|block|deny) ?-?list/i,
    samples: [
      "mail: 550 5.7.1 Your sender domain is blacklisted by the administrator of this server",
      "eod: 554 5.7.1 Sender address is on our blocklist",
    ],
    not: { "greeting.dnsbl": "connect: 554 5.7.1 Your host is blacklisted by spamhaus" },
  },
  {
    cause: "greeting.dnsbl",
    codes: ["4", "5"],
    text: /blocked (?:using|by) (?:\S{1,80}\.(?:org|net|com)\b|\S{0,40}(?:rbl|dnsbl|blocklist)|host\b|spamhaus|spamcop|sorbs|trend micro|cm-csi)|blocked using(?! spam pattern)|(?:ivm(?:sip|uri)|spamhaus|spamcop|sorbs|uceprotect|spamrats|barracudacentral|mailspike|abuseat|surriel|invaluement|(?<!\bto )truncate|dnswl|hostkarma|senderbase)\b|\b(?:rbl|dnsbl|dnswl|rhsbl|drbl|xbl|sbl-xbl)\b|(?:black|block|deny) ?-?list(?:ed)? (?:at|by|on|in|site)|(?:in|on) (?:a|an|the|one or more|several) (?:dns |public |real-?time |rbl |)?(?:black|block) ?list|\bspam(?:mer)?s? (?:source )?(?:black|block)?-?list(?:s|ed)?\b|rejected based on (?:a |the )?(?:black|block) ?-?list|realtime block|listed (?:at|by|on) (?:host|link)|(?<!not )listed in host\b|listed (?:in|at|on|by) (?:the )?(?:(?:sbl|xbl|pbl|css|zen)\b|lookup site|exploits block|rbl|dns)|(?<!\b(?:be|not) )found in (?:dns|host)|found on one or more/i,
    samples: [
      "rcpt: 550 Blocked by ivmSIP",
      "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.example.org",
      "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.9",
      "rcpt: 550 5.7.1 Mail from 192.0.2.9 rejected using zen.spamhaus.org. Please see http://www.spamhaus.org/query/bl?ip=192.0.2.9",
      "rcpt: 550-Rejected message because 192.0.2.9 is in a black list at zen.spamhaus.org\n550 see the page",
      "connect: 554 Connection from 192.0.2.9 rejected for policy reasons. Host found in DNS blacklist at dnsbl.sorbs.net",
      "rcpt: 550 Rejected 192.0.2.9 found in dnsbl.sorbs.net",
      "connect: 554 Refused. Your IP address is listed in the RBL at xbl.spamhaus.org",
      "rcpt: 550 Email blocked by SPAMHAUS",
      "rcpt: 550 Denied due to spam list",
      "rcpt: 550 5.7.1 : 127.0.0.2 : Client host rejected: Listed in sbl",
      "eod: 550 Message from 192.0.2.9 rejected based on blacklist",
      "rcpt: 554 5.7.1 Rejected, your host is on a spam blacklist",
      "rcpt: 550 Mail from 192.0.2.9 refused, listed in rbl.example.net",
      "connect: 553 5.3.0 192.0.2.9 Rejected - see http://www.spamhaus.org",
      "rcpt: 450 4.7.1 Client host [192.0.2.9] blocked using bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.9",
      "rcpt: 554 5.7.1 Service unavailable; Sender address [a@shop.example] blocked using dbl.spamhaus.org",
      "rcpt: 550 5.7.1 This system is configured to reject mail from mta.example.com. Connecting host [192.0.2.9] is listed by the lookup site 'zen.spamhaus.org.'.",
    ],
    not: {
      "greeting.dnsbl-error":
        "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; Error: open resolver",
    },
  },
  {
    // What a well-kept server should have is advice there.
    cause: "eod.spam",
    text: /\bfailed (?:several |some |too many )?anti-?spam (?:checks?|tests?)/i,
    samples: [
      "eod: 554 5.7.1 Your message failed several antispam checks (SCORING) and it was rejected. Please be sure your mailserver is configured correctly (spf , HELO, PTR)",
    ],
    not: { "greeting.dnsbl": "rcpt: 550 Denied due to spam list" },
  },
  // Proof of origin: DMARC before its parts, SPF and DKIM. A rate may be counted by their domains.
  {
    cause: "mail.spf",
    text: /\bspf record of (?:the )?(?:sending|sender|your)\b|\bmail from \[?\S{1,330}\]? mismatches client ip\b/i,
    samples: [
      "mail: 554 Connection refused(mx). MAIL FROM [alice@example.org] mismatches client IP [192.0.2.1].",
      "eod: 451 4.7.24 The SPF record of the sending domain has one or more suspicious entries. To protect our users from spam, mail sent from your IP address has been temporarily rate limited.",
    ],
    not: { "eod.dmarc": "eod: 550 5.7.1 Email rejected per DMARC policy for other.org" },
  },
  {
    cause: "mail.rate-limit",
    codes: ["4"],
    text: /unusual rate of (?:unsolicited )?(?:e-?mail|mail|messages)|been (?:temporarily )?rate[- ]limited/i,
    samples: [
      "eod: 421-4.7.28 Gmail has detected an unusual rate of mail originating from your DKIM\n421-4.7.28 domain [example.org 36]. To protect our users from spam, mail sent from your\n421 4.7.28 domain has been temporarily rate limited.",
      "eod: 421 4.7.28 An unusual rate of unsolicited mail came from your SPF domain, which has been rate limited",
    ],
    not: { "connect.too-many": "connect: 421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9" },
  },
  {
    // Over IPv6 as over IPv4 the name of an address is its owner's to give.
    cause: "greeting.no-ptr",
    text: /ipv6.{0,100}(?:\bptr\b|\brdns\b|reverse)|ipv6.{0,40}without reverse/i,
    samples: [
      "rcpt: 550 5.7.1 [2001:db8::9] Our system has detected that this message does not meet IPv6 sending guidelines regarding PTR records and authentication",
      "connect: 554 5.7.1 We do not accept mail over IPv6 from hosts without reverse DNS",
      "eod: 550 5.7.1 [2001:db8::9] The sender does not meet basic ipv6 sending guidelines of authentication and rdns resolution of sending ip",
    ],
  },
  {
    cause: "mail.spf",
    text: /ipv6.{0,100}(?:\bspf\b|\bdkim\b|authenticat)/i,
    samples: ["eod: 550 5.7.1 Messages over IPv6 must be authenticated"],
  },
  {
    cause: "connect.ipv6-broken",
    text: /ipv6.{0,100}(?:not accept|guidelines)|not accept .{0,40}(?:over|via|from) ipv6|(?:not|n't) (?:process|accept|support|take|allow) (?:mail over )?ipv6|connect (?:with|over|by|via) (?:an? )?ipv4/i,
    samples: ["connect: 554 5.7.1 We don't process IPv6 addresses. Connect with an IPv4 address and try again."],
    not: { "queue.waiting": "queue: 451 retry time not reached for any host for 'example.com'" },
  },
  {
    cause: "eod.dmarc",
    text: /\bdmarc\b|(?:neither|either) (?:spf (?:n?or|and) dkim|dkim (?:n?or|and) spf)|(?:not|isn't|is not) aligned|alignment|required authentication level|rejecting spoofed|spoof|domain authentication (?:requirement|polic)/i,
    samples: [
      "eod: 550 5.7.1 Rejected by the DMARC policy of example.org",
      "eod: 550 5.7.1 rejected by DMARC policy for other.org",
      "eod: 550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.\n550 5.7.26 see the page",
      "eod: 554 5.7.5 Permanent Error Evaluating DMARC Policy",
      "eod: 554 5.7.1 The message does not comply with our Domain Authentication requirements",
    ],
    not: {
      "mail.spf":
        "rcpt: 550 5.7.23 <bob@example.com>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=alice@other.org;ip=192.0.2.9",
    },
  },
  {
    // Which of its fields is there twice is told: that may be a signature.
    cause: "eod.malformed",
    codes: ["5"],
    text: /\b(?:duplicate|repeated) (?:\S{1,20} )?headers?\b/i,
    samples: ["eod: 554 Transaction failed: Duplicate header 'DKIM-Signature'."],
    not: { "data.line-format": "data: 521 5.5.2 mx.example.com Error: bare <LF> received, a duplicate of the last" },
  },
  {
    cause: "eod.dkim",
    text: /\bdkim\b/i,
    samples: [
      "eod: 550 5.7.20 No passing DKIM signature found",
      "eod: 554 5.7.5 (AU01) Message not accepted: invalid DKIM signature",
    ],
    not: { "eod.dmarc": "eod: 550 5.7.1 Rejected: DMARC policy of other.org, neither SPF nor DKIM pass" },
  },
  {
    cause: "mail.spf",
    text: /\bspf\b|sender policy framework|openspf|not (?:a )?(?:designated|permitted|authori[sz]ed) (?:as )?(?:a )?(?:mailer|sender|host)|designated mailer|(?:ip|host|server|client) .{0,60}not (?:authori[sz]ed|allowed|permitted) to send (?:mail |e-?mail |messages )?(?:for|from|on behalf)|\d\.\d{1,3} (?:is )?not (?:authori[sz]ed|allowed|permitted) to send|invalid ip for sending mail of|sender id\b/i,
    samples: [
      "rcpt: 550 5.7.23 <bob@example.com>: Recipient address rejected: Message rejected due to: SPF fail",
      "rcpt: 550 5.7.1 SPF check failed for other.org",
      "rcpt: 451 4.7.24 SPF validation error",
      "mail: 550 5.7.1 Sender ID (PRA) Not Permitted",
      "mail: 550 INVALID IP FOR SENDING MAIL OF DOMAIN other.org",
      "rcpt: 550 5.7.1 192.0.2.9 is not allowed to send mail from other.org",
    ],
    not: { "eod.dmarc": "eod: 550 5.7.1 Email rejected per DMARC policy for other.org" },
  },
  // Who the client is: reverse DNS, HELO, address ranges.
  {
    cause: "rcpt.relay-denied",
    text: /\brelaying (?:to \S{1,340} )?denied(?!.{0,40}\bspam)|invalid credentials for relay|not a registered gateway/i,
    samples: [
      "rcpt: 550 5.7.1 <carol@elsewhere.example>... Relaying denied. IP name lookup failed [192.0.2.9]",
      "rcpt: 550 5.7.0 Mail relay denied [192.0.2.9]. Invalid credentials for relay for one of the domains in: other.org (as obtained from HELO and MAIL FROM).",
    ],
  },
  {
    cause: "greeting.no-ptr",
    text: /reverse (?:dns|host ?name|lookup|map)|cannot (?:find|resolve) your (?:reverse )?(?:host ?name|address)|\bptr\b|\br(?:everse )?dns\b|no rdns|(?:client|your|ip) .{0,40}(?:has no|without|lacks) (?:a )?(?:valid )?(?:dns|name)|ip name lookup failed|unverif\w{1,6} (?:sending )?ips?\b|^host (?:host )?(?:can(?:not|'t)|could not) be resolved|\bno dns a(?:-data|[- ]records?) (?:returned|found)|dns check fail|unresolvable relay host|failed to find host name from ip|host ?name .{0,80}does not (?:match|resolve)|fcrdns|domain .{0,80}mismatch\w{0,3} (?:the )?(?:client|sending|connecting) (?:ip|host|address)|(?:ip|address|host|server)\b.{0,80}(?:issue|problem|trouble) (?:with|in) (?:the |its |your )?(?:domain name system|dns)\b/i,
    samples: [
      "mail: 474 mail.example.org no DNS A-data returned",
      "mail: 451 4.7.0 mail.example.org host can't be resolved",
      "connect: 421 DNS check failure - try again later",
      "connect: 450 service permits 2 unverifyable sending IPs - mail.example.org is not 192.0.2.9",
      "rcpt: 450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.9]",
      "rcpt: 550 5.7.25 Client host rejected: cannot find your reverse hostname, [192.0.2.9]",
      "connect: 550 5.7.1 permission denied (no rDNS)",
      "rcpt: 550 host lookup failed (failed to find host name from IP address)",
      "connect: 554 5.7.1 Access denied. IP name lookup failed [192.0.2.9]",
      "rcpt: 550 Reverse DNS lookup for host 192.0.2.9 failed permanently",
      "connect: 421 4.7.1 Fix reverse DNS for 192.0.2.9",
      "connect: 550 Domain mta.example.org mismatches client IP [192.0.2.9]",
      "connect: 554 5.7.1 The IP address you're connecting from has an issue with the Domain Name System",
    ],
    not: {
      "mail.sender-domain-unresolvable": "rcpt: 450 4.1.8 <a@gone.example>: Sender address rejected: Domain not found",
    },
  },
  {
    cause: "greeting.helo",
    text: /\b(?:helo|ehlo)\b.{0,200}(?:reject|invalid|refused|not (?:valid|allowed|fully|resolv|found)|bad|requires?\b|required|must|fqdn|own|forged|mismatch)|(?:invalid|bad|bogus|forged|fake|missing) (?:helo|ehlo)|using our own name|need fully-qualified hostname|syntactically invalid (?:helo|argument)|polite people say helo|impersonat/i,
    samples: [
      "helo: 501 5.0.0 HELO requires domain address",
      "rcpt: 504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname",
      "rcpt: 450 4.7.1 <web01.lan>: Helo command rejected: Host not found",
      "helo: 501 Syntactically invalid HELO argument(s)",
      "helo: 550 5.7.1 Access Denied, Bad HELO",
      'helo: 501 HELO/EHLO argument "localhost" invalid, closing connection',
    ],
    not: { "greeting.no-ptr": "rcpt: 450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.9]" },
  },
  {
    cause: "greeting.helo",
    // Who calls itself as the receiver is called, or by the receiver's address.
    text: /\byou(?: are|'re) not (?:me|host|\[?(?:\d{1,3}\.){3}\d{1,3}\]?)(?=[.,;:!?)"']*(?:\s*$|[,;!.] ))|\byou can(?:not|'t| not) (?:be|say you are) (?:me|host)(?=[.,;:!?)"']*(?:\s*$|[,;!.] ))|\b(?:us(?:e|ing)|stealing|that is|that's) (?:my|our) (?:own )?host ?name\b/i,
    samples: [
      "helo: 550 You cannot say you are me. I am me.",
      "helo: 550 You are not mail.example.com",
      "rcpt: 554 5.7.1 <mx.example.com>: Helo command rejected: You are not mx.example.com",
      "helo: 550 You are not [192.0.2.25], go away",
      "rcpt: 550 You're not me",
      "helo: 554 You cannot be mail.example.com, I am",
      "rcpt: 554 5.7.1 Don't use my hostname",
    ],
    not: { "greeting.no-ptr": "rcpt: 550 You are not host.example.com: no PTR record for 192.0.2.9" },
  },
  {
    cause: "greeting.helo",
    stages: ["helo", "mail"],
    text: /invalid domain name/i,
    samples: ["helo: 501 5.0.0 Invalid domain name"],
  },
  {
    cause: "greeting.reputation",
    text: /dynamic(?:\/\w{1,20}){0,3} (?:ip|host|range|address)|dynamically assigned|dial-?up|residential (?:ip|address)|home pc|generic (?:ptr|reverse|hostname|dns)|(?:use|through) (?:the smtp server of )?your (?:isp|provider)(?:'s)? ?(?:mail|smtp)?|hosts with dynamic ip|trend micro email reputation|spam ?traps?\b(?!=| technology)|sent to \d{1,9} traps|your ip .{0,40}(?:spammer|black ?listed for abuse)|bad sender ip\b|not (?:currently )?accepting (?:e-?)?mail from your (?:ip|host|server|network)|forbidden by your ip|open proxy|\b(?:is|be|are|listed as|from) (?:an )?open relays?\b|no access from (?:this )?(?:mail )?server|(?:blocked|refused) - see\b|mail from \[?(?:\d{1,3}\.){3}\d{1,3}\]? (?:(?:is|has been|was) )?(?:currently |temporarily )?(?:blocked|refused|denied|rejected|not allowed)|\bspam ip\b|suspect(?:ed)? (?:spam(?:ming)? )?(?:ip|host|server)\b|(?:no longer|will not|won't|do(?:es)? not|cannot) accept (?:e-?mail|mail|connections?|messages|traffic) from your (?:mail )?(?:server|ip|host|network)|confirm (?:this|your) (?:sending )?(?:mail ?)?server|server requires confirmation|esmtp not accepting (?:connections|messages)|\byour (?:ip|host|server|network)(?: address)?\b.{0,30}\b(?:identified|known|flagged|marked|recogni[sz]ed|classified) as (?:an? )?(?:\w{1,20} )?(?:spam|abus)|\bip (?:address )?(?:is|was|has been) (?:rejected|refused)\b|\bzombie\b|\b(?:not|n't) (?:be )?(?:allowed|accepted|permitted|welcome)\b.{0,20} from (?:that|this|your) (?:country|region|network|location|range)\b|\btoo (?:much|many) spams? from (?:this|your) (?:ip|host|server|network)/i,
    samples: [
      "connect: 450 Temporary denial of connection (450) for Zombie matches",
      "mail: 554 Your server is an open relay",
      "rcpt: 550 Not allowed to send from that country",
      "connect: 554 smtp.example.com ESMTP - Too much Spam from this IP",
      "rcpt: 553 5.7.1 <mail.example.org[192.0.2.9]>: Client host rejected: Relaying denied - Your IP identified as spammer",
      "connect: 554 5.3.2 Sorry, we do not accept connections from your IP",
      "rcpt: 554 IP is rejected, too much authentication of it failed",
      "connect: 550 we do not accept mail from hosts with dynamic IP",
      "rcpt: 571 Email from 192.0.2.9 is currently blocked by the anti-spam system of this provider.",
      "connect: 550 Server access forbidden by your IP 192.0.2.9",
      "connect: 554 Rejecting open proxy 192.0.2.9",
      "mail: 550 Not currently accepting mail from your ip",
      "connect: 550 Suspected spam ip",
      "connect: 554 We will no longer accept mail from your mail server's IP Address",
      "connect: 554 mx.example.com ESMTP not accepting connections",
      "connect: 554 mx.example.com ESMTP not accepting messages",
      "connect: 553 Mail from 192.0.2.9 not allowed",
      "connect: 550 Please confirm this mail server",
    ],
  },
  {
    cause: "mail.size-declared",
    text: /resolver\.rst\.(?:recip|send)sizelimit/i,
    samples: [
      "queue: 550 5.2.3 RESOLVER.RST.SendSizeLimit.Org; message too large for this organization",
      "eod: 550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient",
    ],
    not: { "rcpt.quota": "rcpt: 552 5.2.2 <bob@example.com>: Recipient address rejected: Mailbox is full" },
  },
  {
    cause: "eod.content-rule",
    text: /transport\.rules|(?:e-?mail|message|content) policy violation/i,
    samples: [
      "queue: 550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy",
      "eod: 554 5.7.7 Email policy violation detected",
    ],
  },
  {
    cause: "rcpt.restricted",
    text: /resolver\.rst|sendernot(?:authenticated|inallowed)|not authenticated (?:for|when)|delivery restriction|restrictdomainsto(?:ip|cert)/i,
    samples: [
      "rcpt: 550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group",
      "rcpt: 550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized",
      "rcpt: 550 5.7.51 TenantInboundAttribution; Rejecting. Recipient has a partner connector with RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set",
    ],
    not: { "mail.sender-blocked": "rcpt: 554 5.7.1 <blocked@spam.example>: Sender address rejected: Access denied" },
  },
  // Logging in, and what a user may send.
  {
    cause: "mail.eai",
    text: /smtputf8|address beyond ascii|internationali[sz]ed|non-?ascii (?:address|character)/i,
    samples: [
      "mail: 553 5.6.7 An address beyond ASCII needs SMTPUTF8 in MAIL",
      "queue: SMTPUTF8 is required, but was not offered by host mx.example.com[192.0.2.1]",
    ],
    not: { "rcpt.syntax": "rcpt: 501 5.1.3 Bad recipient address syntax" },
  },
  {
    cause: "submission.mechanism",
    text: /encryption (?:is )?required for (?:the )?requested auth|(?:authentication |auth )?mechanism .{0,40}(?:weak|not (?:supported|available|allowed|offered)|unsupported|unknown)|unrecogni[sz]ed authentication type|(?:unsupported|unknown|invalid) (?:authentication|auth) (?:mechanism|type|method)|application-?specific password|app(?:lication)? password|log ?in (?:through|via|with) your (?:web )?browser|basic auth(?:entication)? is disabled|smtpclientauthentication is disabled|\boauth|tls 1\.[01]\b|way to log in is not offered|log in after starttls only|authentication .{0,30}not (?:enabled|supported|available)/i,
    samples: [
      "auth: 504 5.5.4 This way to log in is not offered",
      "auth: 538 5.7.11 Encryption required for requested authentication mechanism",
      "auth: 538 5.7.11 Log in after STARTTLS only",
      "auth: 504 5.7.4 Unrecognized authentication type",
      "auth: 534 5.7.9 Application-specific password required",
      "auth: 535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
      "auth: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
      "connect: 421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.",
    ],
    not: { "submission.auth-failed": "auth: 535 5.7.8 Error: authentication failed: authentication failure" },
  },
  {
    cause: "submission.auth-failed",
    stages: ["connect", "helo", "auth", "mail", "rcpt", "data", "eod"],
    text: /is logged out, its password is another now/i,
    samples: ["mail: 421 4.7.0 bob@example.test is logged out, its password is another now"],
    not: {
      "submission.auth-backend":
        "auth: 454 4.7.0 Nobody can log in now because of an error on our side, try again later",
    },
  },
  {
    cause: "submission.account-blocked",
    stages: ["connect", "helo", "auth", "mail", "rcpt", "data", "eod"],
    text: /is logged out, (?:the account was removed|it may not log in any more)/i,
    samples: [
      "mail: 421 4.7.0 bob@example.test is logged out, the account was removed",
      "eod: 421 4.7.0 bob@example.test is logged out, it may not log in any more; ask the administrator",
    ],
    not: { "submission.rate-limit": "rcpt: 550 You have reached your daily sending quota" },
  },
  {
    cause: "submission.auth-backend",
    // A delivery program that cannot ask who its user is says so in such words, too.
    stages: ["connect", "tls", "helo", "auth", "mail", "rcpt", "data", "eod"],
    text: /temporary auth(?:entication)? failure|cannot authenticate due to (?:a )?temporary|nobody can log in|too many log in at this moment|auth(?:entication|entification)? (?:server|service|backend|daemon|database).{0,40}(?:down|unavailable|not available|error|unreachable)|internal authentication error|unable to (?:authenticate|verify) at (?:this|present)|authentication temporarily|unable to authenticate at present/i,
    samples: [
      "auth: 454 4.7.0 Nobody can log in now because of an error on our side, try again later",
      "auth: 454 4.7.0 Too many log in at this moment, try again soon",
      "auth: 454 4.7.0 Temporary authentication failure: Connection lost to authentication server",
      "auth: 435 Unable to authenticate at present",
      "auth: 454 4.7.0 Cannot authenticate due to a temporary system problem",
    ],
    not: { "submission.auth-failed": "auth: 535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6" },
  },
  {
    cause: "submission.account-blocked",
    codes: ["535", "525", "534", "5.7.13", "5.1.8"],
    text: /may not log in|outgoing mail suspension|bad outbound sender|(?:sending|sender|smtp|mail) (?:account|user) .{0,40}(?:block|disabl|suspend|lock)|(?:your|this|user) (?:e-?mail )?account .{0,60}(?:block|disabl|suspend|lock|\bstopped|turned off)|account (?:is )?(?:disabled|blocked|locked|suspended)|user account disabled|(?:not allowed|blocked|suspended|disabled) (?:from|for) sending/i,
    samples: [
      "auth: 535 5.7.8 This account may not log in, ask its administrator",
      "auth: 525 5.7.13 User account disabled",
      "mail: 550 5.1.8 Access denied, bad outbound sender",
    ],
    not: {
      "submission.rate-limit":
        "rcpt: 550 Domain example.com has exceeded the max emails per hour (200/200 (100%)) allowed.  Message discarded.",
    },
  },
  {
    cause: "submission.outbound-filter",
    text: /(?:filtered|blocked|rejected|stopped) by (?:the |our |your )?outbound (?:\w{1,20} )?(?:scan|filter|spam|virus|content)\w{0,4}|\b(?:looks like|classified as|detected as|considered|is) (?:outbound|outgoing) spam\b/i,
    samples: ["eod: 553 Filtered by outbound scanning", "eod: 554 5.7.1 Message rejected: looks like outbound spam"],
  },
  {
    cause: "submission.account-blocked",
    text: /outgoing mail suspension|has outgoing (?:e-?)?mail (?:disabled|suspended)|\b(?:message|mail) sending (?:for|of|by|from) .{0,30}(?:disabled|suspended|blocked)|bad outbound sender|account not subscribed to (?:amazon )?ses|account .{0,40}(?:blocked|stopped|suspended|disabled) (?:from|for) sending|(?:your|this) account .{0,40}(?:block|stopp|suspend)\w{0,3} (?:as|because|since) it sent/i,
    samples: [
      "mail: 550 message sending for this account is disabled",
      "rcpt: 550 Domain example.com has outgoing email disabled",
      "mail: 550 5.7.1 This email account has been blocked from sending emails due to suspicious activity. AUP#1010",
      "rcpt: 550 Sender bob@example.com has an outgoing mail suspension.  Message discarded.",
      "mail: 554 Account not subscribed to SES",
    ],
  },
  {
    cause: "submission.sender-not-owned",
    text: /may not send as|\bsender (?:address )?(?:differs|is (?:other|different)) (?:from|than) (?:the )?(?:auth|account|log ?in|user)|\bmust be (?:the )?same as (?:the )?(?:auth|log ?in|user)|\bunconfigured sending domain\b|not owned by (?:user|the authenticated)|permissions? to send as|send-?as ?denied|as a different (?:e-?mail )?address than|not allowed to send (?:as|from|mail (?:as|from)) (?:this|that|the|your|a@b)(?! (?:country|region|network|location|range)\b)|(?:email|from) address is not verified|sender identity|from address .{0,60}(?:not match|does not match|not verified)|(?:sender|from|(?:your|this) address|mail from) .{0,80}(?:not (?:match|belong|verified|authori[sz]ed)) .{0,60}(?:user|account|login|authenticat|username|mailbox)|mittente .{0,40}non (?:autorizzato|abilitato)|relaying disallowed as|sender (?:address )?must match|cannot use this sender|authenticated (?:user|sender) .{0,60}(?:not|mismatch)|not authori[sz]ed to perform \W?ses:/i,
    samples: [
      "mail: 501 mail from address must be same as authorization user",
      "mail: 501 5.7.1 <boss@example.com>... Permission denied, sender differs from the authenticated account",
      "eod: 550 5.7.1 Unconfigured Sending Domain <app.example.com>",
      "mail: 550 5.7.1 Your email was rejected for attempting to send as a different email address than you signed in under. AUP#1500",
      "mail: 550 5.7.1 carol@example.test may not send as <boss@example.test>",
      "rcpt: 553 5.7.1 <boss@example.com>: Sender address rejected: not owned by user bob@example.com",
      "mail: 550 5.7.60 SMTP; Client does not have permissions to send as this sender",
      "eod: 554 5.2.252 SendAsDenied; bob@example.com not allowed to send as boss@example.com",
      "eod: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@example.com",
      "mail: 550 The from address does not match a verified Sender Identity.",
      "mail: 554 Access denied: User `arn:aws:iam::123456789012:user/mail' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-west-1:123456789012:identity/other.org'",
    ],
    not: { "mail.sender-blocked": "rcpt: 554 5.7.1 <blocked@spam.example>: Sender address rejected: Access denied" },
  },
  {
    cause: "submission.rate-limit",
    text: /\bsender (?:message )?quota (?:limit )?(?:reached|exceeded)|(?:daily|hourly|sending|outgoing|outbound|submission|smtp relay|relay|message submission(?! rate for this client)|messages? sent|user sending) (?:user |message |mail |e-?mail |recipient |smtp )?(?:sending |send |submission |relay )?(?:limit|quota|rate)s?\b.{0,40}exceed|exceeded (?:your|the|its|their|his) .{0,30}(?:sending|daily|hourly|messages? (?:per(?! (?:session|connection))|a)|e?mails? (?:per|a)|outgoing|submission)|max(?:imum)? (?:defers and failures|emails|e-mails|sending rate|credits)|max rcpt to|throttling failure|too many (?:messages|mails|e-?mails) (?:sent|per)|sending limit|daily relay quota|limit on the number of (?:(?:messages|recipients) you|(?:allowed )?outgoing (?:e-?mails|mails|messages))|submission quota exceeded|quota (?:of|for) (?:outgoing|sending|sent)/i,
    samples: [
      "mail: 450 Hourly send rate exceeded, retry later.",
      "connect: 554 CAT : You've reached your daily relay quota - 203.0.113.0",
      "rcpt: 550 5.4.5 Daily user sending limit exceeded",
      "rcpt: 550 Domain example.com has exceeded the max emails per hour (200/200 (100%)) allowed.  Message discarded.",
      "eod: 454 Throttling failure: Maximum sending rate exceeded.",
      "mail: 451 Authentication failed: Maximum credits exceeded",
      "mail: 550 5.2.2 Submission quota exceeded",
      "rcpt: 554 5.7.0 Your message could not be sent. The limit on the number of allowed outgoing messages was exceeded. Try again later.",
      "rcpt: 450 4.7.1 policy: sending limit",
      "rcpt: 554 5.7.1 <bob@example.com>: Recipient address rejected: Sender quota limit reached.",
    ],
    not: { "rcpt.too-many": "rcpt: 452 4.5.3 Error: too many recipients" },
  },
  {
    cause: "tls.required-missing",
    text: /must issue (?:an? )?starttls|starttls (?:is )?(?:required|needed|first|command first)|(?:tls|ssl|encryption|starttls|secure connection)(?:\/\w{1,8})? (?:is |connection )?(?:required|needed|mandatory)\b|requires? (?:the use of |an? )?(?:tls|encrypt|secure connection|starttls)|not sent over tls|(?:by|over|with|via) (?:tls|ssl) only|starttls-not-supported|but was not offered by|(?:session|connection) (?:must be|is not) encrypted|plaintext .{0,30}not (?:allowed|accepted)|tls (?:session )?(?:is )?required, but/i,
    samples: [
      "mail: 530 5.7.0 Must issue a STARTTLS command first",
      "mail: 451 5.7.3 STARTTLS is required to send mail",
      "rcpt: 421 4.7.0 TLS required for RCPT domain, closing connection",
      "rcpt: 550 We take mail by TLS only",
      "queue: TLS is required, but was not offered by host mx.example.com[192.0.2.1]",
    ],
    not: { "tls.stripped": 'helo: 500 5.5.1 Command unrecognized: "XXXXXXXA"' },
  },
  {
    cause: "submission.auth-required",
    text: /authentication (?:is )?required|log in first|(?:must|need to|have to|please|should) (?:be |first )?(?:log ?in|authenticat|login)(?! to (?:enable|activate|receive))|not (?:authenticated|logged in)\b(?! (?:for|by|when|to))|smtp ?-?auth .{0,30}(?:required|needed)|client was not authenticated|smtp authentication in your (?:mail|e-?mail)|relay .{0,80}without authentication|requires? (?:smtp )?authentication|unauthenticated (?:sender|user|client)s? not|pop before smtp|check (?:your )?(?:new )?mail (?:first|before)|autenticazione (?:richiesta|necessaria|obbligatoria)|authentification (?:requise|n[ée]cessaire)|(?:authentifizierung|anmeldung) (?:ist )?(?:erforderlich|notwendig)|requiere autenticaci|don't authenticate/i,
    samples: [
      "mail: 530 5.7.0 Authentication required",
      "mail: 530 5.7.0 Log in first, by AUTH",
      "mail: 530 5.7.1 Authentication required",
      "rcpt: 550-Please turn on SMTP Authentication in your mail client.\n550-client.example [192.0.2.9] is not permitted to relay\n550 through this server without authentication.",
      "rcpt: 553 5.7.1 <bob@example.com>: Sender address rejected: not logged in",
      "mail: 530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
      "rcpt: 550 sorry, you don't authenticate or the domain isn't in my list of allowed rcpthosts (#5.7.1)",
    ],
    not: { "rcpt.relay-denied": "rcpt: 554 5.7.1 <carol@elsewhere.example>: Relay access denied" },
  },
  {
    cause: "submission.auth-failed",
    codes: ["535", "501", "530", "550", "553", "554", "454", "5.7.8"],
    text: /login is cancelled|auth(?:entication|entification)? (?:failed|failure|unsuccessful|invalid|credentials invalid|error|rejected)|incorrect (?:authentication|password|login|user)|(?:invalid|bad|wrong) (?:login|credentials|user ?name or password|user(?:name)?\/password|password|username)|password (?:not accepted|is wrong|incorrect|mismatch)|user ?name and password not accepted|login (?:failed|incorrect|denied|invalid)|autenticazione (?:fallita|non riuscita)|authentifizierung (?:fehlgeschlagen|schlug)|authentification (?:invalide|[ée]chou)|autenticaci[oó]n (?:fallida|incorrecta)|credenziali (?:errate|non valide)|failed to authenticate\b/i,
    samples: [
      "auth: 501 5.7.0 The login is cancelled",
      "auth: 535 5.7.8 Name or password is wrong; the name is the whole address",
      "auth: 535 5.7.8 Error: authentication failed: authentication failure",
      "auth: 535 Incorrect authentication data",
      "auth: 535 5.7.8 Username and Password not accepted",
      "auth: 535 5.7.3 Authentication unsuccessful",
      "mail: 535 Authentication credentials invalid",
      "mail: 550 Submitter failed to authenticate",
    ],
    not: {
      "submission.auth-backend":
        "auth: 454 4.7.0 Temporary authentication failure: Connection lost to authentication server",
    },
  },
  // A resolver that answers no more than SERVFAIL for bad signatures says nothing of them: then it is `dns.servfail`.
  {
    cause: "dns.dnssec-bogus",
    text: /dnssec[- ](?:invalid|bogus|validation (?:failure|failed))|(?:invalid|bogus|expired) dnssec|\brrsig\b.{0,60}expired/i,
    samples: ["queue: 450 4.7.324 dnssec-invalid: Destination domain returned invalid DNSSEC records"],
    not: {
      "dns.servfail":
        "queue: 0 4.4.3 Host or domain name not found. Name service error for name=example.com type=MX: Host not found, try again",
    },
  },
  // TLS.
  {
    cause: "tls.dane",
    text: /\btlsa\b|\bdane\b|non dnssec destination/i,
    samples: [
      "queue: 450 4.7.5 non DNSSEC destination",
      "queue: 450 4.7.323 tlsa-invalid: The domain failed DANE validation",
    ],
    not: { "tls.cert": "queue: Server certificate not verified" },
  },
  {
    cause: "tls.mta-sts",
    text: /mta-?sts|\bsts[- ]policy|policy mode enforce/i,
    samples: ["queue: 451 4.7.5 sts-policy-invalid"],
    not: { "tls.dane": "queue: 450 4.7.323 tlsa-invalid" },
  },
  {
    cause: "tls.cert",
    text: /certificate.{0,80}(?:expired|not (?:trusted|verified|valid)|verif|check failed|mismatch|invalid|unknown|self.?signed|untrusted)|(?:expired|untrusted|invalid|self.?signed) certificate/i,
    samples: [
      "queue: Server certificate not verified",
      "queue: Server certificate not trusted",
      "queue: SSL certificate check failed",
      "queue: 450 4.7.322 certificate-expired",
    ],
    not: { "tls.handshake": "tls: 454 4.7.0 TLS handshake failed" },
  },
  {
    cause: "tls.handshake",
    // In brackets stands where Exim failed.
    text: /tls session: \((?:gnutls_handshake|ssl_connect)\)|(?:tls|ssl) (?:handshake|negotiation|session|connection).{0,60}(?:fail|error|lost|closed)|cannot start tls|starttls (?:failed|error)|tls (?:is )?(?:currently )?(?:not available|unavailable|temporarily)|tls error|handshake fail|client tls configuration problem|requires? (?:high-?strength|strong(?:er)?) cipher|weak ciphers?|no (?:shared|common) cipher|ciphers? .{0,20}(?:too weak|not (?:strong|allowed|supported))/i,
    samples: [
      "queue: Cannot start TLS: handshake failure",
      "queue: TLS session: (gnutls_handshake): The TLS connection was non-properly terminated.",
      "tls: 454 4.7.0 TLS not available due to local problem",
      "mail: 454 4.7.0 TLS handshake failed.",
      "tls: 454 4.3.3 TLS not available due to temporary reason",
      "queue: 450 4.7.5 client TLS configuration problem",
      "eod: 553 This route requires high-strength ciphers",
    ],
    not: { "tls.cert": "queue: Server certificate not trusted" },
  },
  // The content: malware, what is attached, format, size.
  {
    // Of a milter that does not answer Postfix says so; others say the same of themselves, with 421.
    cause: "eod.scanner-down",
    codes: ["451 4.7.1"],
    text: /service unavailable - try again later/i,
    samples: [
      "eod: 451 4.7.1 Service unavailable - try again later",
      "mail: 451 4.7.1 Service unavailable - try again later",
    ],
  },
  {
    // Exim: a mail store's socket that is not there, and a router that has no transport for what an alias or a filter leads to.
    cause: "local.delivery-defer",
    stages: ["queue"],
    text: /^failed to connect to socket \S{1,200} for \S{1,80} transport\b|^(?:file|directory|pipe|reply)_transport unset in \S{1,80} router\b/i,
    samples: [
      "queue: Failed to connect to socket /run/dovecot/lmtp for dovecot_lmtp transport: No such file or directory",
      "queue: file_transport unset in system_aliases router",
    ],
  },
  {
    // Maildrop's alarm clock, whose name for it is a quota of time.
    cause: "local.delivery-defer",
    text: /\bmaildrop: timeout quota exceeded/i,
    samples: ["queue: 450 4.3.0 temporary failure. Command output: maildrop: Timeout quota exceeded. "],
  },
  {
    cause: "local.delivery-defer",
    codes: ["4"],
    text: /\b(?:mail ?box|account|user)\b.{0,40}\bbeing (?:moved|migrated|transferred)\b/i,
    samples: ["rcpt: 451 this mailbox is being moved tonight"],
  },
  {
    cause: "local.delivery-defer",
    codes: ["4"],
    text: /\bexecution of sieve filters was aborted/i,
    samples: ["eod: 451 4.2.0 <bob@example.com> Execution of Sieve filters was aborted due to temporary failure"],
  },
  {
    cause: "eod.scanner-down",
    codes: ["4"],
    // Amavis could not give the message back to the server that it had it from.
    text: /\bfrom mta\(\S{0,200}\) during fwd-(?:connect|tls|[\w-]{1,20} \((?:error (?:reading|writing)|no response|timed? ?out))\b/i,
    samples: [
      "eod: 451 4.5.0 id=01391-02 - Temporary MTA failure on relaying, From MTA(smtp:[127.0.0.1]:10027) during fwd-data-cmd (Error writing 85 bytes to socket: Broken pipe at /usr/share/perl5/Amavis/IO/RW.pm line 325.): id=01391-02",
      "eod: 451 4.5.0 From MTA(smtp:[127.0.0.1]:10025) during fwd-connect (Negative greeting: at (eval 91) line 551.): id=26533-02",
      "eod: 451 4.5.0 id=11249-03 - Temporary MTA failure on relaying, From MTA() during fwd-connect (Negative greeting: at (eval 134) line 479.): id=11249-03",
    ],
  },
  {
    cause: "eod.scanner-down",
    codes: ["4"],
    text: /(?:milter|scanner|filter|clamav|clamd|amavis|rspamd|spamd|spamassassin|anti-?virus|anti-?spam|content filter|virus (?:scan|check))\w{0,5}.{0,60}(?:unavailable|not available|down|fail|error|unable|refused|timed? ?out|busy|not (?:running|responding|possible)|(?:did|do|does|is|was)(?: not|n't) (?:answer|respond|repl)|no (?:answer|response|reply)|problem)|unable to (?:scan|check|filter)|error writing to .{0,40}(?:filter|milter)|(?:cannot|can't|could not|couldn't|failed to) (?:scan|check for (?:spam|viruses)|connect to(?! (?:host|(?:the )?(?:remote|destination|mail|backend))\b))|(?:error|fail(?:ed|ure)|problem) (?:while |when |during |in )?(?:virus |content )?scanning/i,
    samples: [
      "eod: 451 4.5.0 Error in processing, id=12345-01, virus_scan FAILED: ALL VIRUS SCANNERS FAILED",
      "eod: 451 4.7.1 Internal error while scanning for viruses, try later",
      "eod: 451 4.3.0 the spam filter doesn't answer",
    ],
    not: {
      "rcpt.greylist": "rcpt: 450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted",
      "mail.rate-limit": "mail: 451 4.7.1 Rate limit exceeded",
    },
  },
  {
    cause: "data.size-exceeded",
    stages: ["data", "eod"],
    codes: ["5.3.4", "5.2.3"],
    text: /size|length|large|big/i,
    samples: [
      "eod: 552 5.3.4 Message size exceeds file size quota",
      "eod: 552 5.2.3 Message exceeds maximum fixed size",
    ],
  },
  {
    cause: "mail.size-declared",
    stages: ["mail", "rcpt", "queue"],
    codes: ["5.3.4", "5.2.3"],
    text: /(?:message|mail).{0,60}(?:size|length|too (?:big|large))|too (?:big|large)/i,
    samples: [
      "mail: 552 5.3.4 Message size exceeds file size quota",
      "mail: 552 5.2.3 Message size exceeds fixed maximum message size",
    ],
    not: { "rcpt.quota": "rcpt: 552 5.2.2 <bob@example.com>: Recipient address rejected: Mailbox is full" },
  },
  {
    // The code for a system that is full, and words for its disk.
    cause: "eod.system-full",
    codes: ["4.3.1"],
    text: /^(?!.{0,200}(?:mail ?box|inbox|\bquota|\busers?\b|account|recipient)).{0,200}\b(?:disk|file ?system|spool|partition|volume|temp(?:orary)? file)/i,
    samples: ["eod: 452 4.3.1 Out of disk space for temp file"],
    not: { "rcpt.quota": "eod: 452 4.2.2 The mailbox is out of disk space" },
  },
  {
    cause: "rcpt.quota",
    text: /(?:mailbox|mail ?box|inbox|account|mail ?folder|user|recipient(?!s? (?:limit|per\b))|(?<!\bsystem )storage|message store|maildir|(?<!\bmessage )quota).{0,80}(?:is |are |has been )?(?:full\b|over ?quota|over (?:the |its |their |his )?(?:allowed |disk |storage |size )?(?:quota|limit)|out of (?:storage|space)|exceed(?:s|ed|ing)? .{0,40}(?:quota|storage|disk|size limit|local limit|space)|quota (?:usage )?exceeded|size limit exceeded|(?:reached|used up|exhausted|overdrawn))|over ?quota|quota (?:has been )?(?:exceeded|violation|full|reached)|(?:exceed(?:s|ed|ing)?|over|out of|would exceed|violat\w{1,4}) .{0,40}(?:quota|storage (?:limit|allocation|space)|mailbox (?:size|limit)|disk space)|(?:mailbox|inbox|folder) (?:is )?full|not? enough (?:storage |mail ?box )?space|(?:not|n't) have enough space|\bfull mail ?box|(?:mail ?box|inbox|folder|account).{0,40}\b(?:no|without) (?:more |any )?(?:room|space|storage)\b|(?:user|domain) ?disk quota|mail ?box space (?:is )?not enough|too many (?:messages|mails|e-?mails) (?:stored |(?:on|in) (?:the |his |this |your )?)(?:server|mail ?box|inbox|folder|account)|mail ?box (?:has )?exceed\w{0,3} .{0,20}(?:size|limit)|insufficient (?:storage|disk) space in .{0,20}mailbox|(?:casella|casilla|buz[oó]n|postfach|bo[iî]te).{0,60}(?:pien[ao]|llen[ao]|voll|pleine)|(?:casella|spazio|memoria) .{0,30}(?:esaurit|insufficiente)(?!\w{0,2} sul d)|quota .{0,20}(?:superat|esaurit|d[ée]pass|[üu]e?berschritten|excedida)|cuota .{0,20}(?:excedida|superada)|speicherplatz|mailbox size limit exceeded|space has been used up|extended quota|\bquota (?:is over|has been overdrawn)|over quote\b|\b(?:space|room) (?:available|left|remaining) (?:for|in|to) (?:the |this |that |his |their )?(?:user|mail ?box|recipient|account|inbox)|exceed\w{0,3} .{0,20}message count/i,
    samples: [
      "rcpt: 452 Mailbox full",
      "rcpt: 552 5.2.2 <bob@example.com>: mailbox is full",
      "rcpt: 550 Your message was rejected: the inbox has no more room",
      "rcpt: 452 4.2.2 The email account that you tried to reach is over quota",
      "rcpt: 554 5.2.2 mailbox full",
      "store: 452 4.2.2 <bob@example.com> Quota exceeded (mailbox for user is full)",
      "eod: 554 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException; mailbox is full",
      "rcpt: 552 RCPT TO:<bob@example.com> Mailbox disk quota exceeded",
      "rcpt: 550 5.7.1 Maildir over quota",
      "rcpt: 550 <bob@example.com> User has too many messages on the server.",
      "rcpt: 550 No enough space in mailbox",
      "rcpt: 552 The mailbox does not have enough space",
      "rcpt: 550 maildir delivery failed: Userdisk quota exceeded",
      "queue: User mailbox exceeds allowed size: bob@example.com",
      "rcpt: 552 5.2.2 Over quota",
      "rcpt: 550 The user has overdrawn his quota: maildir overdrawn",
      "eod: 552 The message is larger than the space left for this user",
      "eod: 550 It exceeds the allowed message count",
    ],
    not: {
      "eod.system-full": "mail: 452 4.3.1 Insufficient system storage",
      "mail.size-declared": "mail: 552 5.3.4 Message size exceeds fixed limit",
    },
  },
  {
    cause: "queue.loop",
    text: /mail (?:forwarding )?loop|loops? back to (?:myself|me)|host address is the local host|routing loop|loop detected|points to local host|forwarding loop|too many hops|hop count|leads in a circle|too many "?received|received:?'? .{0,20}headers?.{0,30} exceed|in a loop|looping|exceeded \d{1,3} hops|mail loop|delivered-to|config(?:uration)? error: mail loops|message depth exceed|forwarded more than the maximum|too many (?:times )?forward/i,
    samples: [
      "queue: 554 5.4.6 mail for example.com loops back to myself",
      "eod: 554 5.4.6 The message has come through 51 servers, it is in a loop",
      "rcpt: 550 5.4.6 <round@example.test> leads in a circle and reaches nobody",
      "eod: 554 5.4.0 Error: too many hops",
      'eod: 550 Too many "Received" headers - suspected mail loop',
      "eod: 554 The number of received headers in this message exceeds the maximum",
      "eod: 554 5.4.6 Too many hops 26 (25 max): from <a@other.example>",
      "queue: mail forwarding loop for bob@example.com",
      "rcpt: 451 remote host address is the local host",
      "eod: 552 5.7.0 Number of 'Received:' DATA headers exceeds maximum permitted",
      "queue: 550 5.4.14 Hop count exceeded - possible mail loop",
      "queue: 554 5.4.11 Agent generated message depth exceeded",
    ],
  },
  {
    cause: "data.line-format",
    text: /line of the message|lone (?:cr|lf)\b|bare (?:<?(?:lf|cr|newline)|line ?feed|carriage)|line (?:is |was )?(?:too|longer)|line length|(?:lines|line) (?:longer|exceed)|null (?:byte|character)|\bnul\b(?!: ?\w* ?null sender|.{0,20} sender)|barelinefeed|(?:stray|naked|isolated) (?:lf\b|cr\b|line ?feed|newline)|\bsmtplf\b/i,
    samples: [
      "eod: 553 Stray linefeeds in message (#5.6.2)",
      "eod: 554 5.6.0 A line of the message is longer than 1000000 bytes",
      "data: 521 5.5.2 mx.example.com Error: bare <LF> received",
      "eod: 550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds, which cannot be sent via DATA",
      "eod: 550 maximum allowed line length is 998 octets, got 2345",
      "data: 500 5.5.2 Line too long",
      "eod: 451 See http://cr.yp.to/docs/smtplf.html.",
    ],
    not: { "eod.malformed": "eod: 550 5.7.1 This message is not RFC 5322 compliant, the issue is: duplicate headers." },
  },
  {
    cause: "data.8bit",
    codes: ["5"],
    text: /8-?bit ?mime|body type not supported|8-?bit (?:data|characters)(?! in (?:the )?(?:message )?header)|(?:conversion|converting) .{0,40}(?:not|required|prohibited|impossible)|binarymime|\bbdat\b|chunking/i,
    samples: [
      "eod: 554 5.6.3 Conversion required but not supported",
      "eod: 554 5.6.1 Body type not supported by Remote Host",
      "mail: 555 5.5.4 Unsupported option: BODY=8BITMIME",
    ],
    not: { "tls.stripped": 'helo: 500 5.5.1 Command unrecognized: "XXXX"' },
  },
  {
    // Exim since 4.94: a name that a stranger gave is used for a file (taint checking).
    cause: "rcpt.directory-down",
    stages: ["rcpt", "mail"],
    text: /^tainted (?:name |filename |search query |arg |')/i,
    samples: ["rcpt: 451 Tainted name '/etc/exim4/lists/news' for file read not permitted"],
  },
  {
    cause: "local.delivery-defer",
    stages: ["queue"],
    text: /^tainted (?:name |filename |search query |arg |')/i,
    samples: ["queue: 451 Tainted '/var/mail/bob' (file or directory name for local_delivery transport) not permitted"],
  },
  {
    // Where it was found is told with it.
    cause: "eod.virus",
    text: /\b(?:malware|virus|trojan|worm)\b (?:was |is |has been )?(?:found|detected|identified|discovered) (?:in|within|inside)\b|\binfected attachment/i,
    samples: ["eod: 550 Malware found in attachment"],
    not: { "eod.attachment": "eod: 550 This attachment type may carry viruses, it is blocked" },
  },
  {
    cause: "eod.attachment",
    text: /(?<!\bas an? (?:\w{1,10} )?)attach|not accept(?:ing)? (?:e-?mails?|mails?|messages?) with (?:\w{1,10} )?(?:images|html)|(?:file|extension|archive).{0,60}(?:banned|block|forbidden|not (?:allowed|permitted|accepted)|prohibited|encrypted)|(?:banned|forbidden|illegal|dangerous|disallowed|prohibited|executable) (?:file|extension|content type|archive)|potential(?:ly)? (?:security|dangerous|executable)|(?:\bnot|n't|never) (?:let|accept|allow|permit|take|want|support)(?: (?:in|through))? (?:any )?(?:\S{1,12} ){0,2}(?:files?|archives?|file types?)\b|encrypted (?:archive|zip)|(?<!\bvirus\b.{0,60})macro\b|\.exe\b|allegat|anhang|anh(?:ä|ae)nge|pi[eè]ce[s]? jointe|adjunt|\bbanned: /i,
    samples: [
      "eod: 554 5.7.1 the recipient is not accepting mail with embedded images",
      "eod: 550 5.7.1 By policy we don't accept any compressed files",
      "eod: 552 5.7.0 This message was blocked because its content presents a potential security issue",
      "eod: 554 5.7.0 Reject, id=12345-01 - BANNED: .exe,invoice.exe",
    ],
    not: { "eod.virus": "eod: 550 This message contains malware (Eicar-Signature)" },
  },
  {
    cause: "eod.virus",
    codes: ["5", "4"],
    text: /\bvirus(?:es)?\b|malware|\binfected\b|\btrojan|eicar|phishing (?:attempt|detected)|clamav|\bworm\b/i,
    samples: [
      "eod: 554 5.7.1 Message refused: virus found",
      "eod: 554 5.7.1 Virus found: Doc.Macro.Dropper",
      "eod: 550 This message contains malware (Eicar-Signature)",
      "eod: 554 5.7.0 Reject, id=12345-01 - INFECTED: Eicar-Signature",
      "eod: 554 rejected due to virus",
      "eod: 550 virus detected",
    ],
    not: {
      "eod.attachment":
        "eod: 552 5.7.0 This message was blocked because its content presents a potential security issue",
    },
  },
  {
    // Rspamd's multimap says which of its maps spoke; people name those of file names so.
    cause: "eod.attachment",
    codes: ["5"],
    text: /^matched map: \S{0,60}(?:file|exten|attach)/i,
    samples: ["eod: 554 5.7.1 Matched map: FORBIDDEN_FILE_EXTENSION"],
  },
  {
    cause: "eod.content-rule",
    codes: ["5"],
    text: /^matched map: \S/i,
    samples: ["eod: 554 5.7.1 Matched map: SUBJECT_RULES"],
  },
  {
    cause: "eod.malformed",
    stages: ["data", "eod", "queue", "rcpt"],
    codes: ["5"],
    text: /failing address in "?\S{2,20} header|\bthere is no (?:from|to|date|sender|message-id)\b|not rfc.{0,20}(?:compliant|conform)|(?:violat|does not (?:comply|conform)).{0,40}rfc|rfc ?-?\d{3,4}.{0,60}compliant|(?:missing|duplicate|multiple|malformed|invalid|bad|too many|no) (?:\S{1,20} )?(?:header|from: ?(?:header|field)?|date:|message-id)|(?:no|missing|without|lacks?) (?:an? )?(?:valid )?(?:resent-)?(?:from|to|date|sender|message-id|subject):? (?:header )?field|headers? .{0,60}(?:syntax|missing|invalid|malformed|not (?:rfc|compliant|accepted)|larger than|too (?:large|big|long)|error)|message is malformed|malformed message|corrupt message|mime .{0,40}(?:error|invalid|malformed|violation|too)|(?:empty|blank) subject\b|header is larger|header error|non-?compliant|(?:invalid|improper|malformed|bad) mime|unnecessary (?:use of )?(?:base64|encoding)|uses unnecessary|improperly[- ]formatted|invalid (?:message content|data in message)|not allowed as (?:a |the )?from:?(?: header| address)/i,
    samples: [
      "eod: 554 5.6.0 The header is larger than 1048576 bytes",
      "eod: 550 5.7.1 This message is not RFC 5322 compliant, the issue is: duplicate headers.",
      "eod: 554 5.6.0 Mail message is malformed. Not accepted.",
      "eod: 550 '>' missing at end of address: failing address in \"Cc:\" header is: Bob <bob@example.com",
      "eod: 554 5.7.9 Header error",
      "eod: 550 There is no From in your message",
      "eod: 550 5.7.1 empty subject",
      "eod: 554 No Resent-From field given",
      "eod: 550 This message contains text that uses unnecessary base64 encoding",
      "eod: 554 5.5.6 Invalid message content",
      "eod: 550 IP addresses are not allowed as a From: address. Provide a valid From.",
    ],
    not: { "data.line-format": "data: 521 5.5.2 mx.example.com Error: bare <LF> received" },
  },
  {
    cause: "mail.size-declared",
    stages: ["mail", "rcpt", "queue", "connect", "helo"],
    text: /message (?:of|size) \d{1,12} (?:bytes is too large|exceeds)|message (?:is |was |file )?too (?:big|large|long)|size exceeds|(?:message|mail|e-?mail) (?:file )?(?:size|length) .{0,60}(?:exceed|limit|too|larger|over)|exceed(?:s|ed|ing)? .{0,60}(?:message|mail|fixed|maximum|administrative).{0,30}size|larger than .{0,60}(?:limit|maximum|allowed)|message (?:exceeds(?!.{0,60}\b(?:hops?|recipients|headers|attachments|spam|score|lines?)\b)|length)|\bsize violation|exceed\w{0,3} (?:the |our )?(?:allowed|permitted|maximum|max) (?:\w{1,10} )?size|too (?:big|large) (?:message|for)|too much (?:mail )?data|(?:messaggio|nachricht|message|mensaje) .{0,20}(?:troppo (?:grande|lungo)|zu gro(?:ß|ss)|trop (?:gros|volumineux|long|grand)|demasiado grande)|taille (?:limite|maximale) .{0,20}(?:atteinte|d[ée]pass[ée]e)/i,
    samples: [
      "mail: 552 Message rejected because it exceeded the allowed size.",
      "mail: 550 5.7.0 Message Size Violation",
      "queue: 552 5.3.4 message size 31457280 exceeds size limit 26214400 of server mx.example.com[192.0.2.9]",
      "mail: 552 Message size exceeds maximum permitted",
      "mail: 552 5.3.4 Message size exceeds fixed limit",
      "mail: 552 5.2.3 Message size exceeds fixed maximum message size",
      "mail: 552 5.3.4 Message too big for system",
      "mail: 523 the message's size exceeds the size limit",
    ],
    not: { "rcpt.quota": "rcpt: 552 5.2.2 <bob@example.com>: Recipient address rejected: Mailbox is full" },
  },
  {
    cause: "data.size-exceeded",
    stages: ["data", "eod"],
    text: /message (?:of|size) \d{1,12} (?:bytes is too large|exceeds)|message (?:is |was |file )?too (?:big|large|long)|size exceeds|(?:message|mail|e-?mail) (?:file )?(?:size|length) .{0,60}(?:exceed|limit|too|larger|over)|exceed(?:s|ed|ing)? .{0,60}(?:message|mail|fixed|maximum|administrative).{0,30}size|larger than .{0,60}(?:limit|maximum|allowed)|message (?:exceeds(?!.{0,60}\b(?:hops?|recipients|headers|attachments|spam|score|lines?)\b)|length)|\bsize violation|exceed\w{0,3} (?:the |our )?(?:allowed|permitted|maximum|max) (?:\w{1,10} )?size|too (?:big|large) (?:message|for)|too much (?:mail )?data|(?:messaggio|nachricht|message|mensaje) .{0,20}(?:troppo (?:grande|lungo)|zu gro(?:ß|ss)|trop (?:gros|volumineux|long|grand)|demasiado grande)|taille (?:limite|maximale) .{0,20}(?:atteinte|d[ée]pass[ée]e)/i,
    samples: [
      "eod: 552 Message rejected because it exceeded the allowed size.",
      "eod: 550 5.7.0 Message Size Violation",
      "eod: 552 message too big: read=52428801 max=52428800",
      "eod: 550 Message is too large for this host",
      "eod: 552 Taille limite du message atteinte",
    ],
    not: { "mail.size-declared": "mail: 552 5.3.4 Message size exceeds fixed limit" },
  },
  {
    cause: "data.size-exceeded",
    stages: ["data", "eod"],
    codes: ["552", "554", "5.3.4", "5.2.3"],
    text: /\bclass=size\b/i,
    samples: ["eod: 554 5.7.1 Message Rejected Class=size limit=10485760 Subclass=reject size=12571048"],
  },
  {
    cause: "data.size-exceeded",
    stages: ["data", "eod"],
    codes: ["552", "5.3.4", "5.2.3"],
    text: /(?:message|mail|maximum|fixed).{0,40}size|size.{0,40}(?:message|maximum|limit)|too (?:big|large|much data)|larger than|message (?:exceeds|length)/i,
    samples: [
      "eod: 552 5.3.4 Error: message file too big",
      "eod: 552 Message size exceeds maximum permitted",
      "eod: 552 5.2.3 Message exceeds maximum fixed size",
    ],
  },
  // The mailbox.
  {
    cause: "rcpt.moved",
    codes: ["5"],
    text: /(?:user|mailbox|recipient|account) (?:has |is )?moved|moved (?:to|permanently)|no longer (?:at|with|here|works)\b.{0,200}a@b|user not local; please|new address|relocated|has (?:changed|a new) .{0,20}address|trasferit|umgezogen|has left(?: (?:the|our)\b|[,.;]|$)|(?:has|is) retired\b|address .{0,40}(?:has been|was|is) replaced by/i,
    samples: [
      "rcpt: 550 5.1.6 <bob@example.com>: Recipient address rejected: User has moved to bob@new.example",
      "rcpt: 551 User not local; please try <bob@new.example>",
      "rcpt: 550 Rosa has retired, write to <bob@new.example>",
      "rcpt: 550 Address <bob@example.com> has been replaced by <robert@example.com>",
    ],
    not: { "rcpt.user-unknown": "rcpt: 550 5.1.1 <bob@example.com>... User unknown" },
  },
  {
    // Where he is now nobody says.
    cause: "rcpt.disabled",
    codes: ["5"],
    text: /\b(?:no longer|not any ?more|n't) (?:works?|working|employed) (?:at|for|with|here|in)\b|\bno longer (?:at|with) (?:the|our|this|us)\b|\bno longer here\b/i,
    samples: ["rcpt: 550 Bob Smith no longer works here", "rcpt: 550 She is no longer with us"],
    not: { "rcpt.user-unknown": "rcpt: 550 5.1.1 <bob@example.com>... User unknown" },
  },
  {
    cause: "rcpt.rate",
    text: /receiving (?:e?mail|messages) (?:too (?:quickly|fast)|at (?:a|too high a) rate)|recipient (?:has )?exceeded .{0,30}(?:rate|limit for the number|receive)|recipient thread limit|message receive limit|too (?:much|many) (?:e-?mail|mails?|messages?|recent messages) .{0,40}(?:for|to) (?:this|the) (?:recipient|user|mailbox)|(?:recipient|user|mailbox) .{0,60}(?:too many (?:recent )?messages|too much (?:e-?mail|mail))|exceeding receiving limits|receiving rate|(?:frequency|rate) of receiving|receiving (?:messages|mail|e-?mail) .{0,20}(?:limit|too often)/i,
    samples: [
      "rcpt: 450 4.2.1 The user you are trying to contact is receiving mail too quickly",
      "rcpt: 432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded",
      "rcpt: 550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.",
      "rcpt: 450 4.2.1 recipient has exceeded message rate limit",
      "rcpt: 550 The frequency of receiving messages is limited",
      "rcpt: 450 4.2.1 <bob@example.com>: Recipient address rejected: the user is receiving messages at too high a rate",
    ],
    not: { "rcpt.disabled": "rcpt: 550 5.2.1 <bob@example.com>: this account is disabled" },
  },
  {
    cause: "rcpt.disabled",
    stages: ["rcpt", "data", "eod", "queue", "store"],
    text: /\bis now (?:disabled|suspended|deactivated)\b|\b(?:account|mailbox|user) (?:is )?not (?:yet )?activated\b|(?:account|mailbox|mail ?box|user|recipient|address|konto|compte|cuenta|casilla|usuario|casella|utente|postfach)\b.{0,100}\b(?:disabled|suspended|inactiv\w{1,4}|inattiv[ao]|inaktiv|expirado|caducad[ao]|cancelad[ao]|not active|expired|deactivated|locked|frozen|closed|discontinued|cancell?ed|(?<!\b(?:wrong|unknown|incorrect|invalid|misspelled) or )no longer (?:valid|active|available|in use|accepts?|(?:accept|receiv)ing)|disabilitat[ao]|sospes[ao]|disattivat[ao]|scadut[ao]|gesperrt|deaktiviert|d[ée]sactiv[ée]|suspendue?|inactif|deshabilitad[ao]|suspendid[ao]|desactivad[ao])|(?:disabled|suspended|inactive|deactivated|expired|locked|closed|archived) (?:account|mailbox|user|recipient|address)|recipient suspend|(?:user|account|mailbox|recipient)[^.]{0,60}not accepting (?:mail|messages)(?! from)|mailbox unavailable or access denied|invalid\/inactive|(?:user|account|mailbox) (?:is|was|has been) terminated|(?:account|mailbox|mail ?box) .{0,20}(?:not|n't) (?:been )?(?:used|opened|accessed|logged in(?:to)?) (?:for|in|since|within)|\bno (?:recipient|user|account|login) activity\b|\b(?:user|recipient|owner|customer)\b.{0,20}\b(?:never|has(?: not|n't)) (?:logged|signed|entered)|\blog ?in to (?:enable|activate|receive)|\b(?:mail|message|e-?mail) (?:receiving|reception) (?:is |has been )?(?:disabled|suspended|switched off)|\b(?:user|recipient|account|mail ?box|a@b>?) (?:can(?:not|'t| not)|is unable to|is not able to) receive (?:any )?(?:e-?)?mail|\bmail is not (?:being )?accepted (?:at|for) this (?:address|user|mailbox)/i,
    samples: [
      "rcpt: 554 5.7.1 User <bob@example.com> should log in to enable receiving the mail",
      "rcpt: 552 <bob@example.com> mail receiving disabled, rejecting",
      "rcpt: 540 5.7.1 <bob@example.com> Recipient address rejected: Account locked by abuse team",
      "rcpt: 550 NOACTIVITY: Sorry, no recipient activity since 2019-01-01",
      "rcpt: 550 User hasn't entered during last 90 days",
      "rcpt: 554 5.7.1 User <bob@example.com> cannot receive email",
      "rcpt: 554 Refused. Mail is not being accepted at this address.",
      "rcpt: 550 5.2.1 <bob@example.com>: this account is disabled",
      "rcpt: 550 5.2.1 The email account that you tried to reach is disabled.",
      "rcpt: 550 <bob> is now disabled with MTA service.",
      "rcpt: 550 <bob@example.com>... User account not activated",
      "rcpt: 554 5.2.1 <bob@example.com>: Recipient address rejected: Inactive user",
      "rcpt: 550 5.2.1 Mailbox currently suspended",
      "rcpt: 550 <bob@example.com>: Recipient address rejected: User no longer receiving mail at this address",
      "rcpt: 550 5.2.1 bob@example.com is an expired account",
      "rcpt: 550 Message was not accepted -- invalid mailbox. Local mailbox bob@example.com is unavailable: user is terminated",
      "rcpt: 550 Mailbox was not used for more than 3 months",
    ],
    not: {
      "rcpt.user-unknown": "rcpt: 550 5.1.1 <bob@example.com>: User unknown",
      "rcpt.rate": "rcpt: 450 4.2.1 The user you are trying to contact is receiving mail too quickly",
    },
  },
  {
    cause: "rcpt.restricted",
    stages: ["mail", "rcpt", "data", "eod", "queue", "store"],
    codes: ["4", "5"],
    text: /recipient address rejected(?:: access denied| for policy)|sendernot(?:authenticated|inallowed)|notauthorized|resolver\.rst|allowed[- ]senders? list|(?:not|aren't|isn't) (?:allowed|authori[sz]ed|permitted) to (?:send|post|mail|write|submit)\b.{0,40}(?: to)\b|members?[- ]only|non-?members?|not (?:a )?(?:member(?! of (?:the )?domain\b)|subscri)|\b(?:mailbox|address|recipient)\b.{0,100}\bis restricted\b|(?:only|solely) (?:accept\w{0,3}|members?|internal|authenticated|authori[sz]ed)|(?:for )?internal (?:use|mail|lists?|users?|recipients?|senders?)\b|delivery not authori[sz]ed|senders? .{0,40}(?:must be|not) authenticated .{0,40}(?:group|mailbox|organi[sz]ation)|not authenticated (?:for|by|when)|closed mailing list|\bprivate (?:mailing )?list\b|\bspam ?arrest\b|\bonly (?:in|within|from) (?:the |this )?(?:same|own) (?:domain|organi)|restricted (?:recipient|group|address|list|access)|does(?: not|n't) accept (?:mail|e-?mail|messages) from (?:you|outside|external|the internet|this sender)|external (?:mail|senders?|e-?mail) .{0,30}(?:not|denied|refused)|non abilitat[oa] alla ricezione|pre-?approved|captcha|restricted to (?:members|subscribers|internal)|delivery restriction|not in (?:the |my )?(?:white|allow|safe) ?list|ip not in whitelist/i,
    samples: [
      "rcpt: 554 5.7.1 <staff@example.test>: Recipient address rejected: internal list only",
      "rcpt: 553 private list access denied.",
      "eod: 550 account is protected by SpamArrest",
      "rcpt: 450 4.7.1 The transmission has been permitted to this user only in the same domain.",
      "rcpt: 554 5.7.1 <all@example.com>: Recipient address rejected: Access denied",
      "rcpt: 550 5.7.1 You are not allowed to post to this mailing list",
      "rcpt: 553 mailbox bob@example.com is restricted",
      "rcpt: 554 5.7.1 Your mail could not be delivered because the recipient is only accepting mail from specific email addresses.",
      "rcpt: 550 Post by non-member to a members-only list",
      "rcpt: 554 5.7.1 Recipient address rejected for policy reasons",
    ],
    not: { "mail.sender-blocked": "rcpt: 554 5.7.1 <blocked@spam.example>: Sender address rejected: Access denied" },
  },
  {
    cause: "mail.rate-limit",
    text: /\b(?:only|no more than|at most|max(?:imum)?\.?(?: of)?) \d{1,7} (?:e-?mails?|messages?|mails) (?:per|in|within|an?|each|every)\b|\brate limit reach(?:ed)?, retry later\b/i,
    samples: [
      "rcpt: 450 4.7.1 <bob@example.com>: Recipient address rejected: Rate limit reach, retry later",
      "rcpt: 451 4.7.1 <bob@example.com>: Recipient address rejected: only 3 messages per ten minutes for alice@example.net",
      "mail: 450 4.7.1 At most 200 mails per hour are accepted from one sender",
    ],
    not: { "connect.too-many": "connect: 421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9" },
  },
  {
    cause: "rcpt.too-many",
    text: /too many (?:envelope )?(?:recipients|rcpts?|addresses)\b(?! (?:from|received|this|per hour))|(?:maximum|max|limit).{0,30}(?:number of )?recipients|no more than \d{1,6} recipients|recipients? .{0,30}(?:limit|exceed|too many)|multiple destination domains|too many rcpt|troppi destinatari|zu viele empf|trop de destinataires|demasiados destinatarios/i,
    samples: [
      "rcpt: 452 4.5.3 Error: too many recipients",
      "rcpt: 452 4.5.3 Too many recipients",
      "rcpt: 452 4.5.3 No more than 4 recipients in one transaction, send the rest in another",
      "rcpt: 552 too many recipients",
      "rcpt: 550 5.5.3 Too many recipients for this sender",
      "rcpt: 452 4.5.3 Recipients limit exceeded",
    ],
    not: { "submission.rate-limit": "rcpt: 550 5.4.5 Daily user sending limit exceeded" },
  },
  {
    cause: "mail.rate-limit",
    codes: ["4", "5"],
    text: /too (?:much|many) (?:mail|e-?mails?|messages?|recipients|spams?|auth commands) (?:from|received|this|per|in)|rate (?:limit|control)|ratelimit|(?:sending|send|message|mail|delivery|smtp) rate|throttl|too (?:fast|quickly)|(?:hourly|per hour|daily) .{0,40}(?:limit|exceed)|limit(?:s)? .{0,40}(?:per|an|each) (?:hour|minute|day|connection)|excessive (?:volume|rate|mail)|frequency limit|unusual (?:rate|volume|traffic)|unexpected volume|max(?:imum)? messages? per|queue quota exceeded|message threshold|messages per (?:session|connection)|slow down|sending too|(?:write|send|sent|mail|post)\w{0,3} .{0,60}too often|\b(?:try again|send|go) slower\b|too many .{0,30}in (?:a|one) (?:single )?(?:session|connection)|(?:outbound|sending) thread limit|(?:quota|limit) per (?:ip|host|network|client)\b/i,
    samples: [
      "mail: 421 Message threshold exceeded",
      "rcpt: 451 You write to this address too often, try again in an hour",
      "mail: 450 4.7.1 Error: too much mail from 127.0.0.66",
      "rcpt: 450 4.7.1 Error: too many recipients from 127.0.0.66",
      "auth: 450 4.7.1 Error: too many AUTH commands from 127.0.0.92",
      "mail: 451 4.7.1 Rate limit exceeded",
      "rcpt: 452 Too many recipients received this hour",
      "eod: 450 Please try again slower",
      "mail: 452 Your emails were deferred for attempting to send too many in a single session",
      "mail: 550 Exceeding outbound thread limit",
    ],
    not: { "connect.too-many": "connect: 421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9" },
  },
  // The sender's address.
  {
    cause: "mail.null-sender-refused",
    text: /\bmulti-recipient bounce\b|^<>:? (?:sender|.{0,40}(?:reject|refus|not (?:allowed|accepted)))|null (?:sender|return[- ]path|reverse[- ]path|envelope)s? .{0,40}(?:not|reject|refus|denied)|empty (?:envelope )?(?:sender|return)s? .{0,30}(?:not|reject|refus|denied)|(?:bounces?|returned mail|bounce messages?|dsns?|delivery reports?|mail from <>) .{0,40}(?:not (?:allowed|accepted)|refused|rejected|denied)|not a valid bounce|(?:invalid|bogus|fake|forged) bounce|backscatter|\bbatv\b|\bprvs\b|not accept(?:ing)? (?:bounces|<>|null)|without (?:an? )?(?:envelope )?(?:sender|return[- ]path)\b|unsigned (?:dsn|bounce|ndr|delivery (?:status|report))/i,
    samples: [
      "mail: 550 5.7.1 <>: Sender address rejected",
      "data: 450 4.5.3 <DATA>: Data command rejected: Multi-recipient bounce",
      "mail: 550 null sender is not allowed",
      "eod: 550 BATV: this is not a valid bounce",
      "rcpt: 550 5.7.1 Empty envelope senders not allowed",
      "mail: 554 5.7.1 Backscatter protection detected an invalid or expired email address",
      "eod: 554 Transaction failed unsigned DSN for bob@example.com",
    ],
  },
  {
    cause: "mail.sender-domain-unresolvable",
    stages: ["mail", "rcpt", "data", "eod", "queue", "helo", "connect"],
    text: /sender address rejected: (?:domain not found|.{0,30}(?:mx|dns|resolv)|domain .{0,260}nullmx)|domain (?:of|in) (?:the )?(?:sender|your|from|mail from)\b.{0,300}(?:does not (?:exist|resolve)|not (?:be )?(?:found|exist)|resolve)|(?:sender|mail ?from|envelope) domain .{0,20}look-?up .{0,20}fail|(?:sender(?:'s)?|from|mail ?from|return[- ]path|envelope)\b.{0,80}(?:domain|host|address|mx|dns).{0,80}(?:not found|(?:does|do|did)(?: not|n't) (?:exist|resolve)|unresolv|cannot be resolved|could not be (?:resolved|found)|no (?:valid )?(?:mx|dns|a record)|invalid|unroutable|not exist|has no\b|bad dns|nonexistent)|unrout(?:e)?able sender|(?:can't|cannot|unable to) (?:resolve|find) .{0,40}(?:sender|from|your) ?(?:domain)?|does not have (?:an? )?(?:valid )?(?:mx|a) .{0,20}record|nullmx.{0,40}sender|\bno (?:valid )?(?:mx|a|dns)\b.{0,40}\bsender|[ée]metteur invalide|invalid dns mx|verify (?:the )?sender domain|sender domain (?:must|is empty|unknown|not)|recursive cname|mx records? .{0,80}violat|\bdead domain\b|unresolvable .{0,20}\b(?:from|sender|envelope) domain/i,
    samples: [
      "mail: 550 MX records for example.org violate section 3.3.9",
      "rcpt: 550 no MX for the sender's domain",
      "mail: 550 domain example.org is a dead domain",
      "rcpt: 450 4.1.8 <a@gone.example>: Sender address rejected: Domain not found",
      "mail: 553 5.1.8 <a@gone.example>... Domain of sender address a@gone.example does not exist",
      "mail: 451 4.1.8 Domain of sender address a@gone.example does not resolve",
      "rcpt: 553 5.1.8 <a@gone.example>... Domain of sender address does not exist",
      "rcpt: 550 5.7.27 <a@nomail.example>: Sender address rejected: Domain nomail.example does not accept mail (nullMX)",
      "mail: 554 RFC 1035 violation: recursive CNAME records for other.org",
      "mail: 451 Message temporarily deferred due to unresolvable RFC.5321 from domain",
    ],
    not: {
      "dns.servfail":
        "queue: 451 Host or domain name not found. Name service error for name=slow.example type=MX: Host not found, try again",
    },
  },
  {
    cause: "mail.sender-syntax",
    text: /sender address (?:syntax|rejected: need fully-qualified|is not (?:a )?valid)|bad sender(?!s\b| ip\b)|(?:invalid|malformed|illegal|incorrect|bogus|fake|syntax error in|bad address syntax in) (?:the )?(?:sender(?!\b.{0,60}\bblack)|mail from|from address|return path|reverse-?path)|sender .{0,60}(?:syntax|malformed|illegal|not (?:a )?valid|fully qualified)|fully qualified (?:e-?mail )?address required|domain name required for sender|(?<!recipient address rejected: )need fully-qualified address/i,
    samples: [
      "mail: 550 Bogus mail from",
      "mail: 501 5.1.7 Bad sender address syntax",
      "rcpt: 504 5.5.2 <root@web01>: Sender address rejected: need fully-qualified address",
      "mail: 553 5.5.4 <root>... Domain name required for sender address root",
      "mail: 553 5.1.7 The sender address <x@> is not a valid RFC 5321 address",
    ],
    not: { "session.protocol-error": "mail: 555 5.5.4 Unsupported option: FOO=1" },
  },
  {
    cause: "rcpt.syntax",
    stages: ["rcpt", "queue", "eod"],
    codes: ["5"],
    text: /recipient address rejected: need fully-qualified|bad recipient(?= address| syntax)|invalid rcpt to address|(?<!\b(?:subject|header|body)\b.{0,40})(?:bad|invalid|malformed|illegal|incorrect) (?:recipient|destination|rcpt|forward-?path|e-?mail)? ?(?:address )?(?:syntax|format|characters?(?! in (?:the |this )?message)|chars)|recipient address .{0,80}(?:syntax|malformed|not (?:a )?valid|illegal|bad)|(?:address|rcpt to).{0,40}(?:syntax error|malformed|badly formed)|syntax error in (?:recipient|address|rcpt|mailbox)|malformed address|bad chars|domain name required for recipient|mailbox name (?:not allowed|invalid|syntax)/i,
    samples: [
      "rcpt: 501 5.1.3 Bad recipient address syntax",
      "rcpt: 553 5.1.3 The recipient address <x..y@example.com> is not a valid RFC 5321 address",
      "rcpt: 501 bob@exam ple: malformed address: ple may not follow bob@exam",
      "rcpt: 553 5.5.2 bad chars in command",
      "rcpt: 504 5.5.2 <bob>: Recipient address rejected: need fully-qualified address",
    ],
    not: { "mail.eai": "rcpt: 553 5.6.7 SMTPUTF8 is required for this address" },
  },
  {
    // Ways of old to write through others: Barricade MX and its kin.
    cause: "rcpt.syntax",
    codes: ["5"],
    text: /\bspecial case of at-?sign\b|\b(?:uucp|routed|source-?routed) address(?:es|ing)?\b/i,
    samples: [
      "rcpt: 550 5.7.1 UUCP addressing denied #132",
      "rcpt: 550 5.7.1 special case of at-sign in local-part denied #133",
    ],
  },
  {
    cause: "rcpt.syntax",
    stages: ["rcpt", "queue"],
    codes: ["501 5.1.3", "553 5.1.3"],
    text: /(?:invalid|bad|illegal) (?:e-?mail )?address/i,
    samples: ["rcpt: 501 5.1.3 Invalid address"],
  },
  // Where it should go: relaying, unknown users and domains.
  {
    cause: "dns.nxdomain",
    stages: ["rcpt", "queue", "eod"],
    codes: ["5"],
    text: /recipient(?:'s)? (?:e-?mail )?domain (?:must exist|does(?: not|n't) exist|not found|(?:is )?unknown)|unroute?able (?:mail )?domain|\bdomain .{0,60}is unknown\b/i,
    samples: [
      "rcpt: 550 Recipient domain must exist",
      'queue: 550 Unrouteable mail domain "gone.example"',
      "rcpt: 550 The mail domain mentioned in email address is unknown",
    ],
  },
  {
    // Whoever is past the recipients asks for the host of the sender.
    cause: "mail.sender-domain-unresolvable",
    stages: ["mail", "data", "eod"],
    text: /domain (?:does(?: not|n't)|must) (?:exist|resolve)|no such domain|domain must exist|\bhost does(?: not|n't) exist\b/i,
    samples: [
      "mail: 517 Domain does not exist: gone.example.",
      "mail: 550 sorry, your envelope sender domain must exist (#5.1.8)",
      "mail: 553 5.1.0 alice gone.example does not exist E2110",
      "eod: 553 gone.example does not exist",
    ],
  },
  {
    cause: "eod.scanner-down",
    stages: ["queue", "connect"],
    text: /^(?:delivery temporarily suspended: )?connect to (?:127\.0\.0\.1|localhost|host|::1)?\[(?:127\.0\.0\.1|::1)\]:(?!2[45]:)\d{2,5}: /i,
    samples: [
      "queue: connect to 127.0.0.1[127.0.0.1]:10024: Connection refused",
      "queue: delivery temporarily suspended: connect to 127.0.0.1[127.0.0.1]:10024: Connection refused",
    ],
  },
  {
    cause: "dns.null-mx",
    stages: ["rcpt", "queue", "eod"],
    text: /null ?mx|indicated no smtp service|domain .{0,260}does not accept (?:any )?(?:e-?)?mail\b|domain (?:takes|accepts) no mail/i,
    samples: [
      "queue: 556 5.1.10 Domain example.net does not accept mail (nullMX)",
      "rcpt: 556 5.1.10 Recipient address has null MX",
    ],
    not: {
      "dns.no-mx-no-a":
        "queue: Host or domain name not found. Name service error for name=nomail.example type=AAAA: Host found but no data record of requested type",
    },
  },
  {
    cause: "greeting.host-no-mail",
    text: /host (?:does not|doesn't|never) accepts? mail|(?:server|host|system|machine) (?:does not|doesn't|is not|never) (?:accept|receiv)\w{0,3} (?:any )?(?:e-?)?mail\b(?! from)|not (?:a mail|an smtp) server|no mail (?:service|accepted) here/i,
    samples: ["connect: 521 5.3.2 Host does not accept mail"],
    not: { "greeting.reputation": "connect: 554 No SMTP service for you" },
  },
  {
    cause: "rcpt.relay-denied",
    text: /relay(?:ing)?\b.{0,40}(?:denied|not (?:permitted|allowed|authori[sz]ed|enabled|available)|prohibited|disallowed|refused|rejected|disabled|forbidden|is closed|restricted|operation)|(?:does|do|will|can) ?not relay|(?:unable|refus\w{1,3}|not (?:allowed|permitted|authori[sz]ed)|cannot|can't) (?:to |as )?relay|\bno relay|not (?:an )?open relay|open relay|relay access|not? relay|allowed rcpthosts|as a relay|cannot deliver mail for|not allow\w{0,3} (?:to )?relay|delivery is not allowed to this address|we do not (?:relay|serve)|not (?:a )?(?:local|hosted|our|served) domain|(?:domain|host) .{0,60}not (?:hosted|served|local|handled|known|in my|accepted|configured)|unknown domain|domain (?:isn't|is not|not) (?:in|local|accepted|allowed|found here)|mail for .{0,260}not accepted|relay(?:ing)? non (?:consentito|permesso|autorizzato)|weiterleitung nicht|relais .{0,20}(?:refus|interdit|non autoris)|relay no permitido|not our (?:domain|customer domain)|no such domain (?:here|at this location)|(?:do(?:es)?n't|do(?:es)? not|not) (?:handle|serve|host|take|process) (?:e-?)?mail for(?! (?:this|that|the) (?:user|recipient|mailbox))/i,
    samples: [
      "rcpt: 554 5.7.1 <carol@elsewhere.example>: Relay access denied",
      "rcpt: 454 4.7.1 <carol@elsewhere.example>: Relay access denied",
      "rcpt: 550 5.7.1 <carol@elsewhere.example>: we do not relay",
      "rcpt: 550 relay not permitted",
      "rcpt: 550 5.7.1 <x@elsewhere.example> is not in a domain of this server, and it does not relay",
      "rcpt: 550 5.7.1 <carol@elsewhere.example>... Relaying denied",
      "rcpt: 550 5.7.1 Unable to relay",
      "rcpt: 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
      "rcpt: 550 5.7.1 Command rejected: relaying to elsewhere.example prohibited",
      "rcpt: 550-Administrative prohibition: open relay not allowed\n550 relay not permitted",
      "rcpt: 550 We don't handle mail for elsewhere.example",
    ],
    not: { "submission.auth-required": "mail: 530 5.7.0 Authentication required" },
  },
  {
    cause: "dns.servfail",
    text: /cname lookup failed/i,
    samples: ["queue: 451 CNAME lookup failed temporarily. (#4.4.3)"],
  },
  {
    cause: "rcpt.directory-down",
    stages: ["mail", "rcpt"],
    // Exim: what looks the address up cannot be worked out.
    text: /^failed to (?:expand |open \S{1,300} (?:when checking |for \w{1,20} search))/i,
    samples: [
      "rcpt: 451 failed to open /etc/exim/aliases for linear search: No such file or directory",
      'rcpt: 451 failed to open /etc/exim/blocked when checking "/etc/exim/blocked": No such file or directory',
      'rcpt: 451 failed to expand ACL string ":after_received:X-Recipients: $recipients": unknown variable name "recipients"',
    ],
  },
  {
    cause: "rcpt.directory-down",
    stages: ["mail", "rcpt", "data", "eod"],
    codes: ["4"],
    text: /temporary (?:lookup|directory|database|ldap|sql|mysql) (?:failure|error|problem)|(?:(?<!\b(?:dns|mx|name|host|hostname|cname|domain) )lookup|directory|ldap|database|sql|active directory).{0,40}(?:fail|error|unavailable|down|timed? ?out|deferred)|(?:user|recipient|address) (?:database|directory|lookup)|unable to (?:look ?up|verify|validate) (?:the )?(?:user|recipient|address)|failed to bind/i,
    samples: ["rcpt: 451 4.3.0 <bob@example.com>: Temporary lookup failure"],
    not: { "rcpt.user-unknown": "rcpt: 550 5.1.1 <bob@example.com>: User unknown" },
  },
  {
    cause: "dns.servfail",
    codes: ["4", "0"],
    text: /name service error.{0,340}try again|temporary lookup failure|host lookup did not complete|name ?server.{0,80}(?:fail|timed? ?-?out|lookup|deferred)|dns (?:query|lookup|resolution|server|error|failure|problem).{0,60}(?:fail|time|error|unavailable|$)|(?:temporary|transient) (?:dns|name|resolver)|temporary error in gethostbyname|servfail|malformed or unexpected name server reply|(?:temporary|non-recoverable) failure in (?:name resolution|mx lookup)|host name lookup failure|try again.{0,20}dns|lookup .{0,60}(?:timed out|failed temporarily)|malformed name ?server (?:reply|answer|response)/i,
    samples: [
      "queue: 451 Host or domain name not found. Name service error for name=slow.example type=MX: Host not found, try again",
      "queue: 451 host lookup did not complete",
      "queue: 451 4.4.0 DNS query failed",
      "queue: Name service error for name=odd.example type=MX: Malformed or unexpected name server reply",
      "queue: 451 4.4.3 Temporary failure in name resolution",
      "queue: Temporary failure in MX lookup",
      "queue: 450 4.4.312 DNS query failed",
      "queue: 451 4.4.3 Malformed name server reply",
      // nullmailer.
      "queue: Temporary error in gethostbyname",
    ],
    not: {
      "dns.nxdomain":
        "queue: 550 Host or domain name not found. Name service error for name=gone.example type=A: Host not found",
    },
  },
  {
    cause: "dns.no-mx-no-a",
    stages: ["rcpt", "queue"],
    text: /no data record of requested type|no (?:valid )?(?:mx|mail exchangers?|mail hosts?|mail servers?)\b.{0,40}(?:record|found|host|for|defined)?|has no (?:mx|mail exchanger)|not point to any mail|no mail exchanger/i,
    samples: [
      "queue: 550 Host or domain name not found. Name service error for name=nomail.example type=AAAA: Host found but no data record of requested type",
    ],
    not: {
      "dns.nxdomain":
        "queue: 550 Host or domain name not found. Name service error for name=gone.example type=A: Host not found",
    },
  },
  {
    cause: "dns.mx-wrong",
    stages: ["rcpt", "queue"],
    text: /all relevant mx records point to non-existent hosts|recipient address rejected: address uses mx in /i,
    samples: [
      "queue: all relevant MX records point to non-existent hosts",
      "rcpt: 554 <bob@example.com>: Recipient address rejected: Address uses MX in private address space (172.16.0.0/12)",
    ],
    not: {
      "queue.loop": "queue: lowest numbered MX record points to local host",
    },
  },
  {
    cause: "dns.servfail",
    stages: ["queue"],
    codes: ["4"],
    // Postfix, whose line may be cut off here: a name that nobody has it refuses for good.
    text: /name service error\b/i,
    samples: ["queue: 450 4.4.3 delivery temporarily suspended: Host or domain name not found. Name service error"],
    not: {
      "dns.nxdomain":
        "queue: 550 Host or domain name not found. Name service error for name=gone.example type=A: Host not found",
    },
  },
  {
    cause: "dns.nxdomain",
    stages: ["queue", "rcpt"],
    text: /name service error.{0,340}(?:host|domain) not found|(?:host|domain)(?: or domain)?(?: name)? (?:not found|unknown|does(?: not|n't) exist|is invalid)|unknown host|no such (?:host|domain)|unable to find the recipient domain|(?:can't|cannot|could not|couldn't) (?:find|resolve|locate) (?:the )?(?:domain|host|any host)|name or service not known|nodename nor servname provided|no address associated with (?:host)?name|nxdomain|(?:dominio|domaine|domain)\b.{0,40}(?:inesistente|non (?:esiste|trovato)|inconnu|unbekannt|no existe)/i,
    samples: [
      "queue: 550 Host or domain name not found. Name service error for name=gone.example type=A: Host not found",
      "queue: 550 5.1.2 <bob@gone.example>... Host unknown (Name server: gone.example: host not found)",
      "queue: 550 5.4.310 DNS domain gone.example does not exist",
      "queue: [mx.gone.example]: Name or service not known",
      "queue: 553 5.1.2 We were unable to find the recipient domain. Please check for any spelling errors",
    ],
    not: {
      "dns.servfail":
        "queue: 451 Host or domain name not found. Name service error for name=slow.example type=MX: Host not found, try again",
    },
  },
  {
    cause: "local.delivery-failed",
    stages: ["queue", "store"],
    codes: ["5"],
    // Exim says beside the number what it may mean: 127 that the command does not exist. 67 is a user.
    text: /^child process of \S{1,80} transport returned (?!67\b|75\b)\d/i,
    samples: [
      "queue: 550 Child process of dovecot_delivery transport returned 127 (could mean unable to exec or command does not exist) from command: /usr/libexec/dovecot/deliver",
    ],
  },
  {
    cause: "rcpt.user-unknown",
    codes: ["5"],
    text: /(?<!\bdomain of (?:the |this |your )?(?:from )?)\b(?:user|recipient|mailbox|mail ?box|account|address|alias|local part|customer|member|person)s?\b(?: a@b| <a@b>| \S{1,80})?(?: is| was| are)?(?:,? currently)? (?:unknown|not (?:found|known|exist|available|present|valid|recogni[sz]ed|local|ok|listed|registered|a valid)|unavailable|invalid|nonexistent|non-existent|undefined|unallocated|incorrect)|(?:unknown|no such|invalid|non-?existent|bad|nonexistent|undeliverable|unrecogni[sz]ed|no valid|unroute?able|not a (?:valid|known|local)|unallocated) (?:virtual |local |destination |e-?mail )?(?:user|recipient|mailbox|mail ?box|account|address|alias|local part|customer|member|person)s?\b(?! (?:record|service|host))|\bno (?:mailbox|user|account|recipient|person)\b(?! activity)|(?<!\bsender )does(?: not|n't) exist|do(?:e?s)?n't (?:exist|have an? .{0,80}account)|unrouteable address|user doesn't exist|recipientnotfound|mailbox (?:not|doesn't)|(?<!\bdns .{0,60})(?:could|can)(?:not|n't)? (?:not )?be found|there is no (?:one|such|user|mailbox)|is not (?:a )?(?:known|valid|registered|active) (?:user|mailbox|address|recipient|at this)|not our customer|previously bounced|\b(?:handle|take|have|hold) (?:e-?)?mail for (?:this|that|the) (?:user|recipient|mailbox)|no one (?:here|by that)|<a@b> not found|(?:wrong|unknown|incorrect|misspelled) or (?:is )?no longer valid|bad[-_ ]recipient\b|(?:can't|cannot) accept user|rejected recipients?\b|not an active address|no mail box available|non existent user|recipients? (?:was|were) undeliverable|unknown local-part|addressee unknown|blank mailhost|badrcptto|invalid or unknown|(?:utente|destinatario|casella|indirizzo)\b.{0,40}(?:sconosciut|inesistente|non (?:esiste|trovat|valid))|(?:benutzer|empf(?:ä|ae)nger|postfach|adresse|mailbox|konto)\b.{0,60}(?:unbekannt|existiert nicht|nicht (?:gefunden|vorhanden|bekannt|g(?:ü|ue)ltig))|unbekannte[rs]? (?:benutzer|empf|adresse)|kein(?:e|en)? (?:solche[rns]? )?(?:benutzer|empf|postfach|mailbox)|(?:utilisateur|destinataire|adresse|bo[iî]te|compte)\b.{0,60}(?:inconnue?|invalide|inexistante?|n'existe pas)|(?:usuario|buz[oó]n|cuenta|direcci[oó]n|destinatario)\b.{0,60}(?:no existe|inexistente|desconocid[oa]|no (?:es )?v[aá]lid|no encontrad)|no existe (?:dicha|ese|el|este)/i,
    samples: [
      "rcpt: 550 server doesn't handle mail for that user",
      "rcpt: 550 5.2.1 Not sending to previously bounced email",
      "rcpt: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
      "rcpt: 550 5.1.1 <user@example.com> User unknown; rejecting",
      "rcpt: 550 Unrouteable address",
      'queue: 550 unknown user: "bob"',
      "data: 554 5.5.1 There is no valid recipient",
      "data: 554 5.5.1 Error: no valid recipients",
      "rcpt: 550 5.1.1 <spam@example.com>: user unknown",
      "rcpt: 550 5.1.1 <bob@example.com>... User unknown",
      "rcpt: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient bob@example.com not found by SMTP address lookup",
      "rcpt: 550 Invalid recipient",
      "rcpt: 550 sorry, no mailbox here by that name (#5.1.1)",
      "rcpt: 550 5.1.1 No such user here",
      "rcpt: 550 Requested action not taken: mailbox unavailable",
      "rcpt: 550 5.1.1 <bob@example.com> recipient mailbox unallocated",
      "rcpt: 550 No such person at this address",
      "rcpt: 550 Recipient Rejected: No account by that name here",
      "rcpt: 550 bob is not an active address at this host",
      "queue: 550 The destination server rejected recipients",
      "rcpt: 550 BAD_RECIPIENT",
      "rcpt: 550 5.1.1 This address is wrong or no longer valid",
      "rcpt: 550 5.1.1 - This is not a valid email address. Please verify that you have the correct email address for your recipient.",
    ],
    not: {
      "rcpt.directory-down": "rcpt: 451 4.3.0 <bob@example.com>: Temporary lookup failure",
      "greeting.reputation":
        "rcpt: 550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]",
    },
  },
  // The queue, DNS and the network, in the sending server's own words.
  {
    cause: "local.delivery-failed",
    stages: ["queue", "store"],
    codes: ["5"],
    text: /^child process of \S{1,80} transport |^(?:data format error|command line usage error|service unavailable|internal software error|system resource problem|critical system file missing|input\/output error|permission denied|local configuration error|remote error in protocol|cannot open input|host name unknown)\. command output:|^command time limit exceeded|pipe delivery process timed out|command died with|can't create user output file|user output file|(?:maildir|mailbox|mail spool|home).{0,80}(?:permission denied|cannot (?:open|create|write)|no such file)|\block failure\b|error (?:while |when )?writing to|maildrop: unable to|unable to (?:create a dot-lock|treat as directory)|couldn't create\b|permission denied.{0,80}(?:maildir|mailbox|mail)|user missing home directory|^mail system configuration error$/i,
    samples: [
      "queue: 550 Child process of address_pipe transport returned 1 from command: /bin/false",
      "queue: 550 5.3.5 mail system configuration error",
      "queue: 554 5.2.0 can't create user output file. Command output: procmail: Couldn't create \"/var/mail/bob\"",
      'store: 550 5.3.0 Command died with status 73: "/usr/lib/dovecot/deliver"',
      "queue: 550 5.7.0 permission denied. Command output: fax: not your queue",
      "queue: 550 5.3.0 service unavailable. Command output: service was switched off",
      'queue: 550 5.3.0 Command time limit exceeded: "/usr/local/bin/import"',
      "queue: 550 pipe delivery process timed out",
      'queue: 550 5.2.0 procmail: Lock failure on "/var/mail/bob.lock"',
      "store: 550 5.0.0 /usr/bin/maildrop: Unable to create a dot-lock at /srv/mail/bob/14326.0.mx.",
      "store: 550 5.0.0 maildrop: error writing to mailbox. Unable to truncate mailbox. /usr/bin/maildrop: Unable to deliver to mailbox.",
      'store: 550 5.0.0 Couldn\'t create or rename temp file "/srv/mail/bob/tmp/1795917634.103_0.mx"',
    ],
  },
  {
    cause: "local.delivery-defer",
    stages: ["store"],
    // A mail store says so of itself: Dovecot.
    codes: ["4"],
    text: /internal error|temporary failure|unsuccessful implicit keep|excessive resource usage|error while writing to|^lock failure on|^couldn't create\b|^unable to treat as directory/i,
    samples: [
      "store: 451 4.2.0 BUG: Unknown internal error",
      // … and procmail.
      'store: 450 4.0.0 Error while writing to "/srv/mail/bob/mbox"',
      "store: 451 4.2.0 Execution of script /srv/mail/bob/.dovecot.sieve was aborted due to temporary failure",
    ],
  },
  {
    cause: "queue.dsn-failed",
    stages: ["queue"],
    // Postfix's smtp(8) and others, where bounce(8) does not answer.
    text: /^bounce or trace service failure$/i,
    samples: ["queue: 450 4.3.0 bounce or trace service failure"],
  },
  {
    cause: "local.delivery-defer",
    stages: ["queue", "store", "connect", "rcpt", "eod"],
    text: /^temporary failure$|^user lookup error$|^alias database unavailable$|^cannot find alias database owner$|^mail system configuration error$|^[a-z/' ]{5,40}\. command output:|^command time limit exceeded|^(?:unknown )?mail transport (?:unavailable|error)|^child process of \S{1,80} transport returned \d{1,3}\b|^(?:expansion of|failed to expand|malformed value) .{0,900}transport|^(?:permission denied|no such file or directory): |mailbox \S{1,255} (?:has (?:the )?wrong|is a symbolic link)|failed to create director(?:y|ies)|internal error occurred\. refer to server log|^(?:<[^>]{1,320}> )?temporary internal (?:failure|error)|(?:failed|unable|cannot) to (?:lock|open) (?:mailbox|file)|lock(?:ing)? .{0,60}(?:timeout|failed|timed out)|timeout .{0,40}waiting for lock|mailbox .{0,40}(?:\blocked|busy)|exited with ex_tempfail|^operating system error|^(?:open|stat|mkdir|rename|link|chdir|access|creat|write)\([^()]{1,400}\) failed: |\bno mdb\b/i,
    samples: [
      "queue: 451 temporary failure. Command output: lda: Fatal: internal error",
      "queue: 450 4.3.0 temporary failure. Command output: maildrop: error writing to mailbox. Unable to truncate mailbox. /usr/bin/maildrop: Unable to deliver to mailbox. ",
      // Postfix's pipe(8) of a program that left with EX_TEMPFAIL and without a word.
      "queue: 450 4.3.0 temporary failure",
      "queue: 450 4.0.0 cannot find alias database owner",
      "queue: 450 4.3.0 temporary failure. Command output: ERR: authdaemon: s_connect() failed: Connection refused /usr/bin/maildrop: Temporary authentication failure. ",
      "store: 451 4.2.0 <bob@example.com> Timeout while waiting for lock",
      "queue: 450 4.3.0 mail transport unavailable",
      // Postfix's local(8).
      "queue: 450 4.3.0 user lookup error",
      "queue: 450 4.3.0 alias database unavailable",
      "queue: 450 4.3.5 mail system configuration error",
      "queue: 451 Child process of lda transport returned 75 (could mean temporary error) from command: /usr/lib/dovecot/dovecot-lda",
      "queue: 451 Child process of address_pipe transport returned 73 (could mean can't create output file) from command: /srv/take.sh",
      'queue: Expansion of "$home/mail/$local_part" (file or directory name for local_delivery transport) failed: failed to open /etc/none: No such file or directory',
      "queue: 451 Permission denied: creating lock file hitching post /var/mail/bob.lock.mx.5f3e2b1a.00000c7d (euid=1000 egid=8)",
      "eod: 451 4.2.0 <bob@example.com> Internal error occurred. Refer to server log for more information. [2026-11-24 10:00:00]",
      "eod: 451 4.3.0 Temporary internal failure",
      "rcpt: 451 4.3.0 <bob@example.com> Temporary internal error",
      "queue: 451 4.0.0 Operating system error",
      "rcpt: 450 Recipient deferred because there is no Mdb",
      // Dovecot's storage, where a file may not be written.
      "store: 451 4.2.0 open(/srv/mail/example.test/bob/tmp/1793000000.M1P2.mx) failed: Permission denied",
    ],
  },
  {
    cause: "queue.expired",
    text: /(?:delivery|message|mail) (?:time |has )?expired|retry timeout exceeded|long failure period|failing for a long time|in the queue too long|queue\.expired|cannot send message for \d|unable to deliver .{0,40}(?:for|after) \d+ (?:days|hours)|(?<!permanent error; i've )giv(?:ing|en) up\b|not going to try again|delivery time|queue lifetime|message timed out\b|(?:after|in) \d{1,4} (?:tries|attempts)\b|allowed queue period|exceeded .{0,30}(?:retries|attempts|retry)/i,
    samples: [
      "queue: 554 DELIVERY TIME EXPIRED",
      "queue: 550 5.4.7 Message expired",
      "queue: 550 retry timeout exceeded",
      "queue: all hosts for 'example.com' have been failing for a long time (and retry time not reached)",
      "queue: 550 4.4.7 QUEUE.Expired; message expired",
      "queue: 550 I'm not going to try again; this message has been in the queue too long.",
      "queue: Failed to deliver to domain example.com after 12 tries",
      "queue: 550 example.com was not reachable within the allowed queue period",
    ],
  },
  {
    cause: "connect.refused",
    stages: ["queue", "connect"],
    codes: ["0", "4"],
    text: /connection refused|errno 111|winsock .{0,20}10061|socket error code 10061/i,
    samples: [
      "queue: 450 4.4.1 connect to mx.example.com[127.32.9.99]:25: Connection refused",
      "queue: 451 connect to mx.example.com[192.0.2.9]:25: Connection refused",
      "queue: 450 4.4.316 Connection refused [Message=Socket error code 10061]",
    ],
    not: { "connect.timeout": "queue: 451 connect to mx.example.com[192.0.2.9]:25: Connection timed out" },
  },
  {
    cause: "connect.timeout",
    stages: ["queue", "connect"],
    text: /(?:connect(?:ion)?|operation) (?:to .{0,340})?timed out|^connection timed out|(?:winsock|socket) .{0,30}10060|(?:connect|connection) time-?out|no (?:answer|response) from host|^connect to \S{1,340}: read timeout/i,
    samples: [
      "queue: 451 connect to mx.example.com[192.0.2.9]:25: Connection timed out",
      // Postfix until 2.3, of a host that greets nobody.
      "connect: 450 4.0.0 connect to mx.example.com[192.0.2.9]: read timeout",
      "queue: 451 4.4.1 Error encountered while communicating with primary target IP address: Socket error code 10060",
    ],
    not: { "connect.refused": "queue: connect to mx.example.com[192.0.2.9]:25: Connection refused" },
  },
  {
    cause: "connect.unreachable",
    stages: ["queue", "connect"],
    text: /no route to host|network is unreachable|host is (?:down|unreachable)/i,
    samples: [
      "queue: 451 connect to mx.example.com[192.0.2.9]:25: No route to host",
      "queue: connect to mx.example.com[2001:db8::1]:25: Network is unreachable",
    ],
    not: {
      "connect.ipv6-broken":
        "connect: 554 5.7.1 We don't process IPv6 addresses. Connect with an IPv4 address and try again.",
    },
  },
  {
    cause: "connect.reset",
    stages: ["queue", "connect", "helo", "mail", "rcpt"],
    text: /while receiving the initial server greeting|^lost connection with .{1,340} while (?:performing|sending (?:mail|rcpt))|in response to initial connection|without sending the initial smtp greeting|connection reset by|connection (?:was )?dropped by/i,
    samples: [
      "queue: 451 lost connection with mx.example.com[192.0.2.9] while receiving the initial server greeting",
      "queue: Remote host closed connection in response to initial connection",
      "rcpt: lost connection with mx.example.com[192.0.2.1] while sending RCPT TO",
      "connect: server dropped connection without sending the initial SMTP greeting",
    ],
    not: { "session.bot-noise": "helo: 421 4.7.0 This is a mail server" },
  },
  {
    cause: "queue.waiting",
    stages: ["queue", "connect"],
    text: /retry time not reached|delivery temporarily suspended|not yet (?:been )?tried/i,
    samples: [
      "queue: 451 retry time not reached for any host for 'example.com'",
      "queue: 451 some host address lookups failed and retry time not reached for other hosts or connection limit reached",
    ],
    not: { "queue.expired": "queue: 550 retry timeout exceeded" },
  },
  // The server itself: full, busy, its filter away.
  {
    cause: "eod.system-full",
    codes: ["4", "5"],
    text: /insufficient (?:system )?(?:storage|disk|space)|useddiskspace|insufficient disk|(?:disk|queue|spool|file ?system) (?:is |space )?(?:full|low|shortage|exhausted|quota)|(?:space|disk) shortage|no space left|out of (?:disk|storage)|not enough (?:disk )?space|\b(?:mail )?system (?:storage )?(?:is )?full\b|spazio esaurito sul d/i,
    samples: [
      "eod: 421 4.3.2 Error writing to mail file: Spazio esaurito sul device",
      "mail: 452 4.3.1 Mail system storage is full.",
      "mail: 452 4.3.1 Insufficient system storage",
      "mail: 452 4.4.5 Insufficient disk space; try again later",
      "mail: 452 space shortage, please try later",
      "mail: 452 4.3.1 Insufficient system resources (UsedDiskSpace[C:])",
      "mail: 452 Mail system full",
    ],
    not: { "rcpt.quota": "rcpt: 452 4.2.2 <bob@example.com>: mailbox is full" },
  },
  {
    // What looks at the content broke, or its author did not think of everything.
    cause: "eod.scanner-down",
    codes: ["4"],
    text: /\b(?:content |mail |message )?(?:scanner|filter|milter) (?:malfunction|crash(?:ed)?|exception|is broken)\b|\bpymilter: untrapped exception\b|\b(?:un(?:handled|trapped|caught)) exception in \S{0,40}(?:filter|milter|scan)/i,
    samples: [
      "eod: 451 4.6.0 Content scanner malfunction",
      "eod: 451 4.3.0 pymilter: untrapped exception in pyspf-filter",
    ],
    not: { "mail.rate-limit": "mail: 451 4.7.1 Rate limit exceeded" },
  },
  {
    cause: "mail.sender-blocked",
    codes: ["5"],
    text: /\bsender(?:'s)? (?:e-?mail )?address (?:is )?(?:on|in) (?:a |our |the |my )?(?:local |private )?(?:black|block|deny) ?list/i,
    samples: ["mail: 550 5.7.1 Sender address on local black list"],
    not: {
      "greeting.dnsbl": "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org",
    },
  },
  {
    // What asks it lets nobody in while it is away.
    cause: "eod.tempfail",
    codes: ["4"],
    text: /\bpolicy (?:service|server|daemon|delegation|check)\b.{0,40}\b(?:unavailable|not available|unreachable|not (?:reachable|responding|running)|down|timed? ?out|error|problem|fail(?:ed|ure|s)?)\b|(?:problem|error|fail(?:ed|ure)|timed? ?out|timeout|cannot|unable) .{0,40}\bpolicy (?:service|server|daemon)\b/i,
    samples: [
      "rcpt: 451 Policy service unavailable",
      "rcpt: 451 4.3.5 <bob@example.com>: Recipient address rejected: Policy service is unavailable",
      "rcpt: 450 4.3.2 policy server not reachable",
      "data: 451 4.3.0 Timeout while talking to policy server",
    ],
    not: { "eod.scanner-down": "eod: 451 4.7.1 Service unavailable - try again later" },
  },
  {
    cause: "greeting.busy",
    codes: ["4"],
    text: /(?:server|system|host) (?:is )?(?:too )?busy|too busy|insufficient (?:system )?resources|resources? (?:temporarily )?(?:unavailable|exhausted|low)|load (?:average|too high)|overload|(?:server|system|service) (?:is )?(?:shutting down|going down|in maintenance|under maintenance|closed)|shutting down|maintenance|not accepting (?:network )?(?:messages|connections|mail)|too much load|try again later, (?:server|system)|service (?:temporarily )?(?:unavailable|not available)|unable to process connection|all server ports are busy|license expired|out of memory|resources? (?:are|is) (?:temporarily )?(?:unavailable|exhausted|low)|unable to process (?:connections?|(?:an? )?(?:e-?mails?|messages?|commands?))/i,
    samples: [
      "connect: 421 4.3.2 Service not available, try again later",
      "connect: 421 4.4.5 Server busy, try again later.",
      "connect: 421 4.3.2 mx.example.net is busy",
      "mail: 452 4.3.1 Insufficient system resources",
      "connect: 421 4.3.2 System not accepting network messages",
      "connect: 421 mx.example.com Service shutting down and closing transmission channel",
      "connect: 421 mx.example.com Service unavailable - try again later",
      "connect: 421 Too much load; please try again later",
      "connect: 421 4.3.2 All server ports are busy",
      "mail: 451 Unable to process an email at this time",
      "connect: 451 Resources are temporarily unavailable",
    ],
    not: {
      "greeting.ips-ban": "connect: 421 4.7.1 Intrusion prevention active for [198.51.100.24][R]",
      "connect.too-many": "connect: 421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9",
    },
  },
  {
    cause: "eod.tempfail",
    codes: ["4"],
    text: /temporary (?:local |system |server |internal )?(?:problem|error|failure)|(?:local|internal|server|processing|queue file|write|system|configuration|software) (?:server )?(?:problem|error|failure)|error in processing|unexpected (?:failure|error)|local error|queue file write|upstream (?:server )?error|failed to be replicated|plugin .{0,30}(?:timeout|timed out)|could not (?:queue|store|process)|temporarily rejected|rejected temporarily|temporary failure|could not load|internal (?:system )?(?:issue|problem)/i,
    samples: [
      "eod: 451 4.3.0 Error: queue file write error",
      "eod: 451 Temporary local problem - please try later",
      "rcpt: 451 Temporary local problem - please try later",
      "eod: 421 4.3.0 Temporary System Problem. Try again later.",
      "eod: 451 4.3.0 Mail server temporarily rejected message.",
      "eod: 421 4.3.0 Upstream error, please check https://developers.cloudflare.com/email-routing/postmaster for possible reasons why.",
      "eod: 451 Requested action aborted: local error in processing",
      "rcpt: 451 4.3.5 Server configuration error",
      "eod: 451 4.3.0 Internal error",
      "rcpt: 451 Could not load DRD for domain (example.com)",
      "rcpt: 450 4.1.1 The recipient address is not currently available due to an internal system issue",
    ],
    not: { "eod.scanner-down": "eod: 451 4.7.1 Service unavailable - try again later" },
  },
  {
    // What qmail-queue, or what stands in its place, ended with: qmail's list of its exit codes.
    cause: "eod.tempfail",
    codes: ["4"],
    text: /^(?:mail system incorrectly installed, )?qqt? (?:failure|timeout|read error|unable to|trouble (?:making|creating|doing)|temporary problem|internal bug|waitpid surprise|crashed)/i,
    samples: ["eod: 451 qqt failure (#4.3.0)", "eod: 451 qq trouble creating files in queue (#4.3.0)"],
    not: { "eod.scanner-down": "eod: 451 qq temporary problem: the virus scanner is down (#4.3.0)" },
  },
  {
    // Said for good, and yet no fault of the message.
    cause: "eod.tempfail",
    codes: ["5"],
    text: /(?:encountered|met) an? (?:internal |unexpected )?error|error while (?:being )?process|internal (?:server|system|software) error|unexpected (?:server |system )?error/i,
    samples: ["eod: 550 It encountered an error while being processed", "eod: 554 5.3.0 Internal server error"],
  },
  // Refused for what the sender or the message is thought to be: the least telling words, so they come last.
  {
    // MDaemon keeps out for a time who failed too often.
    cause: "greeting.ips-ban",
    text: /\bdynamic screen(?:ing)?\b/i,
    samples: ["rcpt: 450 4.7.0 Dynamic screening: your address is temporarily refused, try again later"],
  },
  {
    cause: "greeting.reputation",
    codes: ["4", "5"],
    text: /\b(?:ip|host|server|network|client)(?:'s)? (?:address )?reputation\b/i,
    samples: ["rcpt: 451 4.7.1 Sender IP reputation temporarily blocked: https://www.example.net"],
  },
  {
    // That someone writes to himself is what is in it, not who he is.
    cause: "eod.content-rule",
    codes: ["5"],
    text: /\bidentical sender and recipient|\bsender and recipient (?:addresses )?(?:are )?(?:identical|the same)/i,
    samples: ["rcpt: 554 Refused. Identical sender and recipient addresses are not allowed."],
  },
  {
    cause: "mail.sender-blocked",
    codes: ["4", "5"],
    text: /client host rejected: (?:access denied|blocked|denied)|(?:sender(?!(?:'s)? ip\b)(?: (?:e-?mail )?address)?|from address|mail ?from(?! your (?:ip|network|host|server))|your (?:e-?mail )?(?:address|domain))\b.{0,100}(?:rejected: (?:access denied|blocked|denied)|blocked|black ?listed|banned|not (?:allowed|accepted|welcome|permitted|liked)|denied|refused|locally|prohibited)|(?:blocked|banned|blacklisted|denied|unwanted) sender|sender (?:e-?mail (?:address )?)?(?:is )?rejected\b(?!:)|sender denied|locally blacklisted|badmailfrom|by local (?:policy|blacklist)|envelope (?:blocked|rejected)|(?:server|system) does not accept (?:e-?)?mail from|mittente (?:bloccato|rifiutato)|absender .{0,30}(?:gesperrt|blockiert|abgelehnt)|exp[ée]diteur .{0,30}(?:bloqu|refus)|remitente .{0,30}(?:bloquead|rechazad)|senderfilterconfig|(?:(?:e-?mail|address|sender|domain) a@b|\bdomain host) .{0,20}(?:(?:black|block) ?-?listed|is banned|is blocked)|(?<!\bip )address (?:that|which) (?:has been|is|was) (?:black|block) ?-?listed|submit messages to this (?:e-?mail |mail )?system|not in (?:an? |the )?approved (?:\w{1,10} )?list/i,
    samples: [
      "mail: 550 5.0.1 Invalid Sender. Your domain has been blacklisted",
      "mail: 550 The domain example.org is banned",
      "mail: 550 the domain example.org is blacklisted",
      "mail: 550 this server does not accept mail from example.org",
      "mail: 550 Sender email address rejected",
      "rcpt: 554 5.7.1 <blocked@spam.example>: Sender address rejected: Access denied",
      "connect: 554 5.7.1 <unknown[192.0.2.9]>: Client host rejected: Access denied",
      "mail: 550 5.1.0 Sender denied",
      "mail: 550 5.1.0 <a@other.example> sender rejected",
      "rcpt: 550 other.example is locally blacklisted",
      "rcpt: 554 5.7.105 a@other.example: email address is on SenderFilterConfig list",
      "rcpt: 550 Sorry, you are sending to/from an address that has been blacklisted",
      "mail: 550 The email a@other.example is blacklisted",
      "mail: 553 5.7.1 Hello [192.0.2.9], for your MAIL FROM address <a@other.example> policy analysis reported: Your address is not liked source for email",
      "connect: 550 rejected because of not in approved list",
    ],
    not: { "mail.user-blocked": "rcpt: 550 5.7.1 Blacklisted by recipient" },
  },
  {
    // A table of senders of Postfix: it is the address that is called so, by whoever wrote the table.
    cause: "mail.sender-blocked",
    stages: ["mail", "rcpt"],
    codes: ["4", "5"],
    text: /^<[^<>]{1,320}>: sender address rejected: (?:you are (?:an? )?|(?:a )?known )?spam(?:mers?|ming)?\W{0,3}$/i,
    samples: ["rcpt: 554 5.7.1 <rosa@other.example>: Sender address rejected: spammer"],
    not: { "mail.user-blocked": "rcpt: 550 You are registered as spammer (by user's reject list)" },
  },
  {
    // A table of senders that Postfix asks at the end (smtpd_end_of_data_restrictions), in whatever words.
    cause: "mail.sender-blocked",
    stages: ["data", "eod"],
    codes: ["5"],
    text: /^<[^<>]{1,320}>: sender address rejected: /i,
    samples: ["eod: 554 5.7.1 <a@other.example>: Sender address rejected: we have read it and decline"],
    not: { "mail.user-blocked": "eod: 550 Your address blocked by the FakeMail User." },
  },
  {
    // A server that was connected to says so of itself, for good: nothing of the network.
    cause: "greeting.reputation",
    codes: ["550 5.7.1", "554 5.7.1"],
    text: /^connection refused\b/i,
    samples: ["connect: 550 5.7.1 Connection refused OXSUS0001_101"],
  },
  {
    cause: "greeting.reputation",
    stages: ["connect", "helo", "mail", "rcpt", "queue"],
    codes: ["4", "5"],
    text: /reputation|(?:ip|address|host|network|connection)\b.{0,100}(?:black ?list|block ?list|banned|blocked|spammer|abus)|(?:banned|blocked|blacklisted|bad|rejected) (?:sending |sender )?(?:ip|address|host|server|network)|you (?:have been|are) (?:black|block) ?listed|no smtp service|not allowed to connect|(?:source|origin) of (?:spam|abuse)|spam source|abuse (?:detected|from)|too many complaints|sending spam|(?<!not an? )spammer|permanently deferred|access from .{0,60}blocked|go away|blocked for (?:abuse|spam)|from blacklisted|suspiciously like spam|^(?:host |\[s\d{2}\] )?blocked[.!]?$/i,
    samples: [
      "connect: 554 5.7.1 No SMTP service for you",
      "connect: 554 Your IP 192.0.2.9 address has a bad reputation",
      "connect: 554 5.7.1 You are not allowed to connect",
      "rcpt: 550 5.7.0 You have been blacklisted. See http://spamauditor.org/best-practices/ for more information.. Protection provided by MagicSpam 2.1-12.2 http://www.magicspam.com",
      "rcpt: 550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]",
      "connect: 421 4.7.0 your network is temporary blacklisted",
      "connect: 550 Blocked",
      "connect: 550 [S10] Blocked",
    ],
    not: {
      "greeting.dnsbl": "rcpt: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org",
    },
  },
  {
    cause: "greeting.reputation",
    codes: ["4", "5"],
    text: /reputation/i,
    samples: ["eod: 550 5.7.1 This message is likely suspicious due to the low reputation of the sending IP address."],
  },
  {
    // A domain, for what was sent in its name.
    cause: "mail.sender-blocked",
    codes: ["4", "5"],
    text: /\bdomain (?:is |was |has been )?(?:blocked|banned|black ?-?listed)\b/i,
    samples: ["mail: 550 Domain blocked due to spam complaints"],
    not: { "mail.user-blocked": "mail: 550 Domain blocked by the recipient" },
  },
  {
    // Amavis says behind its id what it found.
    cause: "eod.malformed",
    codes: ["5"],
    text: /^reject, id=\S{1,40} - bad-?header/i,
    samples: ["eod: 554 5.6.0 Reject, id=11223-04 - BAD-HEADER-0"],
  },
  {
    // What a filter is told to look for, be it spam or not.
    cause: "eod.content-rule",
    codes: ["5"],
    text: /\bcontent[- ]?filter(?:ing)? (?:polic(?:y|ies)|rules?)\b/i,
    samples: ["eod: 500 #5.5.0 Message rejected by content filter policy"],
    not: { "eod.spam": "eod: 554 5.7.1 Message rejected by content filter, it looks like spam" },
  },
  {
    cause: "eod.spam",
    codes: ["5", "4"],
    text: /\bspam\b|anti-?spam|unsolicited|spam(?:my|assassin|-like| ?points| ?score)|bulk (?:mail|email)|junk ?mail|score[sd]? .{0,40}(?:point|exceed|threshold|\d)|\bube\b|\buce\b|content (?:rejected|denied|filter)|bulk\.advertis|mass mailer|looks like (?:spam|junk)|(?:recurrent )?pattern detection|^reject, id=\d|message (?:content )?rejected due to (?:content\b(?! restriction)|suspected)|unacceptable content|\bcontent reject\b|spam pattern|pourriel|correo no deseado|detected as|suspicious|blocked by (?:our|the|your|a) (?:\w{1,20} ){0,2}filters?\b|\bgtube\b/i,
    samples: [
      "eod: 554 5.7.1 Gtube pattern",
      "eod: 553 5.7.3 CONTENT REJECT:192.0.2.9.2011101001.XXYIvtHf:dspam check:4:http://mail.example.com/info/policy/12",
      "eod: 553 Blocked using spam pattern, your message may contain the spam contents",
      "eod: 554 5.7.0 Reject, id=12345-01",
      "eod: 550 5.7.1 This message was rejected by Recurrent Pattern Detection System",
      "eod: 554 5.7.1 Message cannot be accepted, spam rejection",
      "eod: 554 5.7.1 Spam message rejected",
      "eod: 550 This message scored 12.1 spam points.",
      "eod: 550 5.7.1 Message content rejected, UBE, id=00000-00-000",
      "rcpt: 550 spam detected",
      "eod: 550 You're using a mass mailer",
      "eod: 554 5.7.1 Message looks like spam",
      'eod: 550 "The mail server detected your message as spam and has prevented delivery."',
      "eod: 550 Your message has been temporarily blocked by our filter",
    ],
    not: { "greeting.dnsbl": "rcpt: 550 5.7.1 192.0.2.9 listed at zen.spamhaus.org" },
  },
  {
    cause: "eod.content-rule",
    stages: ["data", "eod", "queue"],
    codes: ["5"],
    text: /\bpolic(?:y|ies)\b|content (?:restriction|rule|violation|not allowed)|transport\.rules|banned content|prohibited (?:content|words?)|(?:message|mail|header|body|subject) .{0,60}(?:not allowed|prohibited|violat|matches?|rule|forbidden|reject)|administrative prohibition|administratively|\bdlp\b|rejected by (?:rule|organi[sz]ation|content)|\brule\b|due to organi[sz]ational settings|reject\w{0,3} (?:the |your |this )?(?:e-?)?(?:mail|message|mail's|message's) content|\b(?:e-?mails?|mail|messages?|letters?|offers?) (?:of this (?:kind|type|sort) )?(?:is|are) not (?:wanted|welcome)\b(?! from)|(?:not|n't) (?:take|accept|want) (?:\w{1,20} ){1,3}of this (?:kind|type|sort)/i,
    samples: [
      "eod: 550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy",
      "eod: 554 5.7.1 Message rejected due to content restrictions",
      "eod: 550 Administrative prohibition",
      "eod: 550 5.7.1 Rejected for policy reasons",
      "eod: 550 5.7.0 Local Policy Violation",
      "eod: 550 Rejecting mail content",
      "eod: 550 5.7.1 Message bounced due to organizational settings.",
      "eod: 550 5.7.1 Prize mail is not wanted here",
      "eod: 550 We do not take offers of this kind",
    ],
    not: { "eod.spam": "eod: 550 This message scored 12.1 spam points." },
  },
  {
    cause: "mail.sender-blocked",
    stages: ["connect", "helo", "mail", "rcpt"],
    text: /(?:sender address|client host) rejected|access denied|(?<!\/\S{1,100}: )permission denied|(?<!\bmessage (?:was |has been |is )?)(?:rejected|blocked|denied|refused) (?:by|for|due to|because of) .{0,30}polic|policy (?:reject|violation|reasons)|administrative prohibition|administratively/i,
    samples: [
      "rcpt: 450 4.7.1 <later@spam.example>: Sender address rejected: Come back later",
      "rcpt: 554 5.7.1 <mx.other.example[192.0.2.9]>: Client host rejected: We take no mail from this provider",
      "mail: 550 5.7.1 <a@other.example>... Access denied",
      "rcpt: 550 5.0.0 Access denied",
      "rcpt: 550 Administrative prohibition",
    ],
  },
  // Codes that say it, whatever the words: so the words of their samples say nothing.
  {
    cause: "rcpt.quota",
    codes: ["4.2.2", "5.2.2", "422", "522"],
    samples: ["rcpt: 552 5.2.2 <bob@example.com>: no", "rcpt: 452 4.2.2 later", "rcpt: 522 later"],
  },
  {
    cause: "mail.eai",
    codes: ["5.6.7", "5.6.9", "4.6.7"],
    samples: ["mail: 550 5.6.7 no"],
  },
  {
    cause: "mail.size-declared",
    stages: ["mail"],
    codes: ["552", "5.3.4", "5.2.3", "523"],
    samples: ["mail: 552 5.3.4 no", "mail: 552 no"],
  },
  {
    cause: "data.size-exceeded",
    stages: ["data", "eod"],
    codes: ["552 5.3.4", "552 5.2.3", "5.3.4", "5.2.3"],
    samples: ["eod: 552 5.3.4 no"],
  },
  {
    cause: "rcpt.too-many",
    codes: ["4.5.3", "5.5.3"],
    samples: ["rcpt: 452 4.5.3 no"],
  },
  {
    cause: "mail.sender-syntax",
    stages: ["mail"],
    codes: ["501", "553", "504", "5.1.7", "5.5.2"],
    samples: ["mail: 501 5.1.7 no", "mail: 553 5.1.7 no"],
  },
  {
    cause: "rcpt.syntax",
    stages: ["rcpt"],
    codes: ["501", "5.1.3"],
    samples: ["rcpt: 501 5.1.3 no", "rcpt: 501 no"],
  },
  {
    cause: "submission.mechanism",
    codes: ["538", "534", "523"],
    samples: ["auth: 538 no", "auth: 534 5.7.9 no"],
  },
  {
    cause: "submission.auth-failed",
    codes: ["535"],
    samples: ["auth: 535 5.7.8 no"],
  },
  {
    cause: "submission.auth-required",
    codes: ["530"],
    samples: ["mail: 530 5.7.0 no"],
  },
  {
    cause: "dns.null-mx",
    codes: ["556"],
    samples: ["rcpt: 556 5.1.10 no"],
  },
  {
    cause: "rcpt.user-unknown",
    stages: ["rcpt", "data", "eod", "queue", "store"],
    codes: ["5.1.1", "5.1.10"],
    samples: ["rcpt: 550 5.1.1 <bob@example.com>: no", "rcpt: 550 5.1.10 no"],
  },
  {
    cause: "eod.system-full",
    codes: ["4.3.1"],
    samples: ["mail: 452 4.3.1 no"],
  },
  {
    cause: "greeting.host-no-mail",
    stages: ["connect"],
    codes: ["521"],
    samples: ["connect: 521 5.3.2 no"],
  },
  {
    cause: "greeting.busy",
    stages: ["connect", "helo", "mail"],
    codes: ["421"],
    samples: ["connect: 421 4.3.2 no"],
  },
  {
    cause: "greeting.reputation",
    stages: ["connect"],
    codes: ["554", "550"],
    samples: ["connect: 554 5.7.1 no"],
  },
  {
    cause: "session.protocol-error",
    stages: ["helo", "mail", "rcpt", "data"],
    codes: ["500", "501", "502", "503", "504", "555"],
    samples: ["mail: 555 5.5.4 Unsupported option: FOO=1", "rcpt: 503 5.5.1 need MAIL before RCPT"],
  },
];
