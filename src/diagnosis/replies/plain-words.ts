/** What a refusal is about where no known wording is in it: whom or what it names, and what it says of it. Asked last, before bare codes. */
import type { CauseId } from "../causes.ts";
import { withoutNames } from "./wording.ts";
import type { WordsRow } from "./words-row.ts";

/** That something is not wanted, in any form of the word. */
const unwanted =
  /(?:refus|reject|declin|den(?:y|ie)|\bbarred\b|turned away|block|black ?-?list|\bbann?(?:s|ed|ing)?\b|\bno permit|(?:not|n't|never|no longer) (?:be |yet )?(?:welcome|allowed|accept|permit|want|tak|support|like|trust)|untrust|unwelcome|forbid|prohibit|disallow|stopp)/
    .source;
/** The machine that sends. */
const machine =
  /(?<!\b(?:owner|administrator|users?|rules?|policy) of (?:this|our|the) )\b(?:ips?|ip address(?:es)?|hosts?|servers?|mtas?|networks?|clients?|connections?|machine)\b/
    .source;
/** Who writes, as the envelope or the header has it. */
const writer =
  /\b(?:senders?|mail ?from|from address|return[- ]?path|reverse[- ]?path|envelope(?! recipient)|originator|your (?:e-?mail )?(?:address|domain))\b/
    .source;
/** Who is written to. */
const reader = /\b(?:users?|recipients?|addressees?|mail ?box(?:es)?|accounts?|subscribers?|customers?|owner)\b/.source;

const either = (one: string, gap: number, other: string): string =>
  `${one}.{0,${gap}}${other}|${other}.{0,${gap}}${one}`;
const row = (cause: WordsRow["cause"], text: string, samples: readonly string[]): WordsRow => ({
  cause,
  text: new RegExp(text, "i"),
  samples,
});

/** The first row that fits speaks: what only one thing is said of stands before what is said of many. */
export const plainWords: readonly WordsRow[] = [
  // Who sends here as its own user.
  row(
    "submission.account-blocked",
    `\\byour (?:e-?mail |mail |user )?account\\b.{0,60}(?:block|stopp|suspend|disabl|turned off|lock)|(?<!\\banonymous )\\bsending (?:has been |is |was )?(?:turned off|switched off|stopped|disabled|suspended)|account outbounds? (?:is )?disabled`,
    ["Account outbounds disabled"],
  ),
  row(
    "submission.auth-required",
    `\\banonymous (?:sending|senders?|mail|users?|access)\\b|\\buse smtp[- ]?auth\\b|\\brelay without\\b.{0,20}\\bauth|\\b(?:log ?(?:in|on)|sign ?in|authenticat\\w{1,4}|password|identify yourself|verify yourself)\\b.{0,40}\\b(?:before|first|to send|is (?:needed|required))\\b|only after (?:log|authent)|\\b(?:needs?|requires?|without) (?:an? )?(?:log ?in|password|authentication)\\b`,
    ["Log in first, by AUTH", "We do not relay without SMTP authentication"],
  ),
  row(
    "submission.auth-failed",
    `\\b(?:user ?name|password|credentials?|log ?in)\\b.{0,40}(?:\\bnot\\b|n't|wrong|incorrect|invalid|\\bbad\\b|fail|mismatch)|\\b(?:wrong|incorrect|invalid|bad) (?:user ?name|password|credential|login)|\\bauthentication\\b.{0,40}(?:not allowed|not permitted|refused|rejected|disabled)`,
    [
      "Username and Password not accepted",
      "Incorrect authentication data: wrong password",
      "Authentication not allowed on ibsmtp servers",
    ],
  ),
  row(
    "submission.sender-not-owned",
    `${writer}.{0,60}\\b(?:not|n't) (?:in|from|of|use|belong to|part of) (?:my|our|an?|the|this|your) (?:\\w{1,10} )?domain\\b|\\b(?:does not|doesn't|do not|don't|not the) own(?:er)?\\b|\\b(?:may not|must not|cannot|can't|not allowed to) use (?:this|that) (?:from|sender|address)\\b|${writer}.{0,60}(?:(?:not|n't) (?:owned|yours|one of your|verified|your own)|differs? from|must (?:be|equal|match) (?:your|the|an?) |\\bmust be your own\\b|(?:not|n't) match)|\\b(?:this|the) address (?:does not|doesn't) belong to you\\b|\\baddress of your (?:own )?account\\b`,
    [
      "5.7.1 Sender address rejected: you are not the owner of it",
      "Sender email is not in my domain",
      "Mail from differs from the user who logged in",
    ],
  ),
  row(
    "submission.mechanism",
    `\\b(?:auth\\w{0,12}|log-?in)\\b.{0,12}\\b(?:modes?|methods?|mechanisms?|types?)\\b.{0,30}(?:unsupported|unknown|(?:not|n't) (?:be )?(?:supported|available|allowed|enabled|offered))`,
    ["auth mode unsupported"],
  ),
  row("tls.cert", `\\bcertificates?\\b`, ["Server certificate not trusted"]),
  row("tls.handshake", `\\b(?:agree|negotiat\\w{1,4}|common|shared|strength|weak)\\b.{0,30}\\bciphers?\\b`, [
    "This route requires high-strength ciphers",
  ]),
  row(
    "tls.required-missing",
    `\\b(?:only|use|must|needs?|requir\\w{1,4}|mandatory|enforce\\w?|wants?)\\b.{0,40}(?:encrypt|\\btls\\b|\\bssl|starttls|secure (?:connection|channel))|(?:encrypt\\w{0,4}|\\btls\\b|\\bssl\\w{0,3}|starttls)\\b.{0,40}\\b(?:only|must|needed|required|mandatory)\\b`,
    ["We take mail by TLS only", "TLS is required, but was not offered"],
  ),
  // Proof of origin.
  row(
    "eod.dkim",
    `\\bunsigned (?:e-?)?(?:mails?|messages?)\\b|\\b(?:messages?|mails?) must be signed\\b|\\bkey not found\\b.{0,20}\\bselector\\b|\\bsignatures?\\b.{0,40}(?:\\bnot\\b|n't|invalid|\\bbad\\b|wrong|fail|missing|broken)|\\b(?:invalid|bad|missing|broken|no) (?:dkim |domain )?signature|\\bbody hash\\b`,
    ["Message not accepted: invalid DKIM signature", "Unsigned mail is not taken here"],
  ),
  row(
    "eod.dmarc",
    `(?:\\bdomain\\b|\\bowner\\b|\\.[a-z]{2,9}) (?:asks|wants|requests|tells|told|asked)\\b.{0,40}(?:refus|reject|quarantin)`,
    ["The domain asks us to reject what it did not sign"],
  ),
  row(
    "mail.spf",
    `${machine}.{0,40}\\b(?:may|must|can|is|are) ?(?:not|n't)\\b.{0,30}\\bsend\\b.{0,20}\\b(?:for|from|as|in the name)\\b|\\bdomain\\b.{0,20}(?:does not|doesn't) (?:list|permit|authori[sz]e|name)\\b.{0,30}(?:server|host|ip|you)|\\bfrom its own servers|\\bdomain\\b.{0,40}\\bforbids?\\b|\\b(?:not|n't) (?:among|one of|in the list of) the (?:senders|servers|hosts)\\b`,
    ["192.0.2.9 is a server that may not send for example.org"],
  ),
  // The mailbox.
  row(
    "rcpt.quota",
    `\\b(?:no|not enough|too little|insufficient|out of|lacks?)\\b.{0,20}\\b(?:room|space|storage)\\b(?!.{0,12}\\b(?:server|disk|device|spool)\\b)|\\b(?:must|should|needs? to|has to) (?:delete|free|remove|clean|empty)\\b.{0,30}\\b(?:messages?|mails?|space|mail ?box|room)\\b|\\b(?:does not|doesn't) fit (?:in|into)\\b|\\bstorage limit\\b|\\bany ?more (?:e-?mails?|mails?|messages)\\b|\\bstuffed\\b|\\b(?:won't|will not|cannot|can't) hold (?:this|your|the|any)\\b|\\busage\\b.{0,20}\\b(?:above|over|exceed)|\\bceiling\\b|\\b(?:box|mbox|mail ?box) is \\w{0,10} ?full\\b|\\b(?:space|storage|room)\\b.{0,20}(?:used up|exhausted|gone|full)|(?:mail ?box|inbox|mail ?folder|account|recipient)\\b.{0,40}\\b(?:full\\b|capacity|hold (?:any )?more|(?:size|storage|its) limit|limit (?:reached|exc?ee?ded)|limit reached|room|overflow)`,
    ["No enough space in mailbox", "Mailbox full", "The owner must delete some messages before"],
  ),
  row(
    "rcpt.moved",
    `\\b(?:new|different|other|changed)\\b.{0,20}\\baddress\\b|replaced by|\\bmoved\\b|\\baddress (?:has |was )?(?:been )?changed\\b|\\b(?:user|recipient|he|she|mail ?box|account)\\b.{0,12}\\b(?:has )?(?:gone to|relocated)\\b|\\bforwarding address\\b|\\bnow at <?a@b|\\bnew (?:mail ?box|account|e-?mail) at <?a@b|\\buse <?a@b\\S{0,12} instead|\\baddress ?book\\b(?<=\\b(?:update|correct|change) .{0,20})`,
    ["Rosa has retired and has a new address", "Address <bob@example.com> has been replaced by <robert@example.com>"],
  ),
  row(
    "mail.user-blocked",
    `(?:${reader}|\\bperson\\b|\\bs?he\\b).{0,40}(?:(?:chosen|decided|asked|opted|elected|prefers?|wishes|wants) not to (?:hear|get|receive|be (?:written|contacted|mailed))|(?:does not|doesn't|do not|don't) (?:wish|want)|ignor|personal(?:ly)?|preference|privacy|setting|filters? your|put you|has blocked|refuse)`,
    [
      "Refused due to recipient preferences",
      "The recipient refuses to accept your mail",
      "She prefers not to get mail of yours",
    ],
  ),
  row(
    "rcpt.restricted",
    `\\b(?:only|solely|just)\\b.{0,40}\\b(?:members?|subscribers?|colleagues|internal|inside|local|trusted|approved|authenticated|specific|known|certain|registered|invited|partners?|staff|employees?)\\b|\\b(?:from )?(?:outside|external)\\b.{0,40}(?:not|n't|${unwanted})|(?:not|n't|${unwanted}).{0,40}\\b(?:outside|external)\\b|\\b(?:members?|subscribers?)(?:[ -]only| alone)\\b|\\b(?:be|are|get) (?:a )?(?:subscribed?|members?|subscriber)\\b|\\b(?:internal|known|approved|trusted|registered|selected) (?:senders?|addresses|users?|people|staff)\\b.{0,12}\\bonly\\b|\\boutsiders?\\b|\\bpermitted senders\\b|\\bto (?:mail|write to|post to) this (?:group|list|address|recipient)\\b|\\bno mail from the internet\\b|\\bmoderat|\\b(?:approve|allow) you\\b|\\bpermission (?:of|from|to)\\b|\\bnot on the list of (?:people|senders|those)|\\bprivate (?:mailing )?list`,
    [
      "the recipient only accepts mail from members of the list",
      "Only registered partners may write here",
      "Post by non-member to a members-only list",
    ],
  ),
  row(
    "rcpt.disabled",
    `\\b(?:inactive|suspended|locked|disabled|closed) (?:mbox|mail ?box)\\b|\\bmbox\\b.{0,20}\\b(?:locked|closed|disabled|inactive|suspended)|\\bno longer in service\\b|\\b(?:account|mail ?box)(?: of (?:the |this )?(?:recipient|user))? (?:is |was |has been )?blocked\\b(?! (?:by (?:the )?(?:recipient|user|addressee)|for|from))|\\bbilling\\b|\\bread[- ]only\\b|\\b(?:mail ?box|account|mbox)\\b.{0,30}\\b(?:parked|asleep|to sleep|sleeping|retired)\\b|\\b(?:not|n't) paid\\b|\\bsubscription\\b.{0,30}\\b(?:ran|run|has run) out\\b|\\bon leave\\b|(?:${reader}|\\bservice\\b|\\bcontract\\b|\\bholder\\b).{0,60}(?:\\bclosed\\b|\\bbarred\\b|dormant|on hold|migrat|(?:not|n't|never) (?:been )?logged in|cancel|terminat|\\bended\\b|switched off|\\bidle\\b|\\bstopped\\b|\\blocked\\b|inactiv|suspend|disabl|deactivat|expir|frozen|not (?:been )?(?:in use|used)|unpaid|payment)|\\binactiv\\w{1,4}\\b.{0,80}${reader}|\\b(?:has|have) (?:closed|cancell?ed) (?:this|his|her|the|their) (?:account|mail ?box|contract)`,
    [
      "due to extended inactivity new mail is not currently being accepted for this mailbox",
      "Mailbox was not used for more than 3 months",
      "Mailbox currently suspended",
      "Inactive mbox",
      "Address is no longer in service",
    ],
  ),
  // The client's host.
  row(
    "greeting.no-ptr",
    `(?:\\bip(?: address)?|\\byour (?:mail )?(?:ip|server|host|address|machine)(?:'s)?)\\b.{0,60}(?:resolv\\w{1,5}|\\b(?:no|valid|proper|matching|without an?|missing) (?:\\w{1,10} )?(?:host ?names?|dns|names?)\\b)|\\bno names? in (?:the )?dns\\b|\\bresolve (?:your|the|this) (?:\\w{1,10} )?ip\\b|\\b(?:not|n't) (?:find|resolve|look ?up) your (?:\\w{1,10} )?(?:host|server|ip|machine|address)\\b.{0,20}|\\b(?:rdns|ptr|reverse|in-addr)\\b|\\bip\\b.{0,30}\\bhost ?name\\b.{0,30}\\b(?:disagree|not agree|mismatch|differ)|\\bunknown client host\\b|\\bno (?:host ?)?name for (?:your |this |the )?ip\\b|\\bhosts? without (?:an? )?(?:dns |reverse )?(?:names?|records?)\\b`,
    [
      "No PTR record",
      "We could not find your sending host in DNS",
      "Your host has no valid name",
      "Hosts without DNS name are not taken",
    ],
  ),
  row("session.protocol-error", `\\b(?:say|send|use) (?:helo|ehlo|mail|rcpt)\\b.{0,20}\\bfirst\\b`, [
    "Please say HELO/EHLO first",
  ]),
  row(
    "greeting.helo",
    `\\bhost ?names? in (?:the |your )?greeting\\b|\\b(?:helo|ehlo|greet(?:ing|ed)?|introduc\\w{1,5})\\b.{0,60}\\b(?:name|yourself|host ?name|fqdn|domain|argument|parameter|value|own)\\b|\\b(?:wrong|bad|invalid) .{0,30}\\b(?:helo|ehlo)\\b`,
    ["HELO/EHLO argument invalid"],
  ),
  row(
    "greeting.early-talker",
    `\\b(?:spoke|talk\\w{0,3}|sent)\\b.{0,20}\\bbefore\\b.{0,20}\\b(?:turn|greeting|banner|allowed|server)\\b|\\bout of turn\\b`,
    ["A mail server waits for the greeting; you talked before the greeting"],
  ),
  row(
    "greeting.dnsbl",
    `\\b(?:dns ?bls?|rbls?|(?<!\\b(?:senders?|recipients?|users?|domains?|<a@a\\.example>)(?: \\S{1,40}){0,3} )(?:black|block)[ -]?list(?:s|ed)?(?!.{0,30}\\b(?:files?|extensions?|attach|urls?|links?)))\\b|\\blisted[:,]? .{0,20}https?:`,
    ["Listed in an RBL"],
  ),
  row(
    "greeting.reputation",
    `\\bspam(?:ming|my)? (?:ips?|hosts?|servers?|networks?)\\b|\\b(?:bounce|dictionary|harvest\\w{0,3}|spam) attacks?\\b|${machine}.{0,80}(?:spam|unwanted|junk|abus|histor|complain|suspicious|reputation|bad senders?|flagged|garbage|bad (?:name|behaviou?r)|trust)|(?:spam|unwanted|junk|garbage|abus\\w{1,4}|complaints?|suspicious).{0,60}\\b(?:from|by|of) (?:your|this|the) (?:mail )?(?:ip|host|server|network|provider)|\\bsources? of (?:spam|junk|abuse|unwanted)|\\breputation\\b|\\bsender ?score\\b|\\b(?:messages?|mails?|e-?mails?) from \\(?\\[?\\d{1,3}(?:\\.\\d{1,3}){3}\\]?\\)?.{0,20}\\b(?:deferred|refused|blocked|rejected)|${machine}.{0,12}\\bfiltered\\b|\\bip(?: address)? ?\\(\\S{1,45}\\) is filtered\\b|\\bip in prison\\b`,
    [
      "Your IP address has a bad reputation",
      "Suspected spam ip",
      "Suspected bounce attacks",
      "Message from (192.0.2.10) temporarily deferred",
    ],
  ),
  // What is in the message.
  row(
    "eod.url-listed",
    `\\b(?:bad|listed|spam(?:my|vertised)?) (?:urls?|links?|uris?)\\b|\\bdomains?\\b.{0,12}\\b(?:in|of) (?:your |the |this )?(?:message|mail(?! ?from)|body|content)\\b|\\bbody\\b.{0,20}\\blisted domain|\\b(?:urls?|links?|web ?sites?|web address(?:es)?)\\b.{0,60}(?:${unwanted}|fraud|phish|malicious|\\bbad\\b|listed|known|spam)`,
    ["The message contains a url that has been blocked", "A domain in your message is listed"],
  ),
  row(
    "eod.virus",
    `\\b(?:virus(?:es)?|malicious|infect\\w{1,4}|contaminat\\w{1,4}|malware|trojans?|worms?|phishing)\\b|\\bthreats? (?:was |were )?(?:detected|found)\\b`,
    ["Virus infected message rejected"],
  ),
  row(
    "eod.attachment",
    `\\b(?:attach\\w{1,6}|enclosures?|files?|documents?|archives?|zip|macros?|executables?)\\b.{0,60}${unwanted}|\\bno (?:\\w{1,5} files?|executables|archives|zips?)\\b|\\bwith macros\\b|${unwanted}.{0,40}\\b(?:attach\\w{1,6}|enclosures?|files?|documents?|archives?|zip|macros?|executables?)\\b`,
    ["message contains prohibited attachment type"],
  ),
  row(
    "queue.loop",
    `\\balready (?:seen|processed|handled) this (?:message|mail)\\b|\\bcame back to us\\b|\\bhop (?:limit|count)\\b|\\bloops?\\b|\\blooping\\b|\\bcircl(?:es?|ing)\\b|(?:been|was) here (?:before|already)|too many (?:hops|received|forward)|\\breceived\\W{1,3}.{0,30}\\b(?:too (?:high|many)|exceed)`,
    ["mail loop detected", "hop limit"],
  ),
  row(
    "data.line-format",
    `\\blines?\\b.{0,40}\\b(?:characters|bytes|octets|long|longer|limit)\\b|\\b(?:naked|bare|stray|lone|isolated) (?:lf|cr|line ?feeds?|newlines?|carriage)`,
    ["bare <LF> received: a bare LF", "maximum allowed line length is 998 octets"],
  ),
  row(
    "mail.size-declared",
    `\\b(?:too (?:big|large)|(?:messages?|mails?|e-?mails?|data|text) (?:is |was )?too long|(?<!\\b(?:commands?|lines?|arguments?|names?|paths?)\\b.{0,20})(?:larger|bigger|longer) than|oversized?|maximum (?:e-?mail |message )?size|size (?:limit|exceed)|bytes exceed\\w{0,3}|heavier than|taille)\\b|\\bmaximum is \\d{1,9} ?[kmg]`,
    ["Message is too large for this host"],
  ),
  row(
    "eod.malformed",
    `\\b(?:headers?|subject|date|from:|mime|encod\\w{1,5}|charset|rfc ?-?\\d{3,4}|format)\\b.{0,60}(?:not (?:well|valid|proper|compliant|allowed|accepted)|missing|illegal|invalid|wrong|twice|\\btwo\\b|multiple|duplicate|\\bbad\\b|malformed|error|exceed|complex|not (?:in )?ascii)|\\bneeds? an? (?:date|subject|from|message-id)\\b|\\b(?:has|with|contains) no (?:date|subject|from|message-id)\\b|\\b8-?bit\\b.{0,30}\\bheaders?\\b|\\b(?:missing|blank|illegal|invalid|duplicate|multiple|malformed|improper|unnecessary|two)\\b.{0,40}\\b(?:headers?|(?:from|to):|(?:from|to) (?:lines?|fields?)|subject|date|mime|encoding|base64|charset|format|fields?)\\b`,
    ["Duplicate header field: From", "This message contains text that uses unnecessary base64 encoding"],
  ),
  row(
    "eod.spam",
    `spam|\\b(?:unwanted|junk|unsolicited|advertis\\w{1,6} (?:e-?mails?|messages?|material|content)|bulk|bayes\\w{0,4})\\b|\\bscor(?:e|ed|es)\\b|\\bfilter(?:s|ed)?\\b`,
    ["Denied due to spam", "Message filtered"],
  ),
  // How much and how fast.
  row(
    "rcpt.too-many",
    `${either("\\b(?:recipients?|rcpts?|addressees)\\b", 40, "\\b(?:too many|number|maximum|max|limit|fewer|no more|(?:per|an?) (?:message|mail|e-?mail|transaction))\\b")}|\\brecipient count\\b|\\btoo many people\\b|\\bsplit (?:your|this|the) (?:message|mail)\\b`,
    ["Recipients limit exceeded", "Only 50 recipients per mail", "You have named too many people"],
  ),
  row(
    "connect.too-many",
    either(
      "\\b(?:connections?|sessions?)\\b",
      40,
      "\\b(?:too many|number|count|maximum|limit|concurrent|simultaneous|parallel|no more|at (?:a|one) time|at once|already \\d{1,5}|is enough|cap)\\b",
    ),
    ["The maximum number of concurrent connections has exceeded a limit"],
  ),
  row(
    "rcpt.rate",
    `(?:${reader}.{0,40}\\b(?:gets?|receiv\\w{1,4})\\b|\\breceiving\\b).{0,30}\\b(?:too|many|much|rate|limit\\w{0,3}|frequency)\\b|frequency of receiving|${reader}.{0,20}\\bflooded\\b|${reader}.{0,40}\\b(?:gett|receiv|tak|com)ing (?:in )?(?:\\w{1,8} )?(?:more|too much|so much|too many|so many)\\b`,
    ["The frequency of receiving messages is limited", "This account is getting more e-mail than is good for it"],
  ),
  row(
    "mail.rate-limit",
    `\\b(?:slow(?:er|ly|down)?|speed|rates?|rate-?limit\\w{0,3}|frequen\\w{1,5}|throttl\\w{1,5}|volume|(?:unusual|unexpected|excessive|large) (?:amounts?|numbers?|quantit\\w{1,3})|too (?:fast|often|quickly|many|much)|per (?:second|minute|hour|day)|(?:this|an|your) hour|more than you may|allowance|thread limit|limit\\w{0,3})\\b`,
    ["Please try again slower", "Rate limit exceeded", "deferred because of an unexpected quantity"],
  ),
  row(
    "rcpt.greylist",
    `gr[ae]y[- ]?list|\\b(?:try|come|retry)\\b.{0,20}\\b(?:in|after) (?:\\w{1,10}) (?:min|sec|hour)|\\bsee you again\\b|\\b(?:retry|again) after \\d|\\bfirst (?:attempt|time|contact)\\b|\\b(?:do not|don't) know you\\b|\\bpostgrey\\b|\\bnew triplet\\b|\\bcome back in (?:a few|some) minutes\\b|\\bmail from (?:strangers|new senders)\\b|\\bnot known yet\\b.{0,30}\\b(?:retry|again|later)\\b`,
    ["Greylisted, please try again in 300 seconds", "You are not known yet, please retry"],
  ),
  // Where it should go.
  row(
    "rcpt.relay-denied",
    `\\brelay(?:ing|s)?\\b|(?:\\bnot|n't) (?:carry|take|accept|handle|process|serve|host|deliver) (?:any )?(?:e-?)?(?:mails?|messages?) for (?:\\w{1,10} ){0,3}(?:domains?\\b|hosts?\\b|a\\.example)|\\b(?:foreign|non-?local) (?:domains?|address|e-?mail)|\\bthrough (?:this|our) (?:server|host|machine|system)|\\bforwarding (?:mail )?(?:to\\b|(?:is )?(?:not |un|dis)\\w{3,9})|(?:\\bnot|n't) deliver to (?:that|this|the|such) domain\\b|(?:not|n't) .{0,30}\\b(?:domain (?:that|which) we|mail (?:host|server) for)\\b|\\bdomains?\\b.{0,40}(?:not|n't) (?:\\w{1,10} )?(?:here|served|hosted|ours|local|handled|in (?:our|my) list)|\\b(?:not|n't) (?:a |one of )?our (?:local )?domains?\\b|\\bnot (?:an? |the )?mx for\\b|(?:\\bnot|n't) forward (?:your|this) (?:mail|message)\\b`,
    [
      "relay not permitted",
      "Messages: we do not take mail for this domain",
      "We don't handle mail for elsewhere.example: not one of our domains",
    ],
  ),
  // Who writes.
  row(
    "mail.null-sender-refused",
    `\\bbounce(?:s?\\b(?! attack)|deny)|\\b(?:dsns?|ndrs?|non-?delivery|delivery reports?)\\b|\\b(?:without|no|null|empty|blank) (?:an? )?(?:envelope )?(?:sender|return[- ]?path)`,
    ["Transaction failed unsigned DSN", "null sender is not allowed"],
  ),
  row(
    "mail.sender-verify",
    either(
      writer,
      60,
      "(?:confirm|verif|validat|call ?back|call ?out|\\bcheck|answers?\\b|\\b(?:by|at) your own (?:mail )?server)",
    ),
    ["Rejected because the sending MTA or the sender has not passed validation"],
  ),
  row(
    "mail.sender-domain-unresolvable",
    either(
      writer,
      80,
      "(?:unknown (?:tld|domain|host)\\b|resolv|\\bmx\\b|\\bdns\\b|mail exchanger|(?:does not|doesn't|must) exist|cannot be found|not found|\\brepl(?:y|ied)\\b)",
    ),
    ["Domain of sender address does not resolve", "sender <a@b.example> from unknown TLD"],
  ),
  row(
    "mail.sender-syntax",
    `(?:${writer}|\\bfrom part\\b).{0,60}(?:broken|not an? (?:\\w{1,10} )?(?:correct|valid|complete|address)|lacks?|incomplete|syntax|format|malformed|invalid|fully qualified)|\\binvalid (?:sender|from)`,
    ["The sender address is not a valid address"],
  ),
  row(
    "mail.sender-blocked",
    `${either(`(?:${writer}|\\b(?:messages?|e?-?mails?) from\\b)`, 80, unwanted)}|${writer}.{0,40}\\blist(?:ed|s)?\\b`,
    ["Sender denied", "The sender is blocked by policy"],
  ),
  row(
    "rcpt.syntax",
    `\\b(?:domain|local)[- ]?part\\b.{0,12}\\b(?:missing|empty)\\b|\\bcould not be parsed\\b|\\brecipient must be fully\\b|\\bbad chars\\b`,
    ["The domain part is missing"],
  ),
  row(
    "dns.nxdomain",
    `\\b(?:domain|host)(?: names?)?\\b.{0,60}(?:(?:not|n't|must) (?:be )?(?:exist|found|resolve|known)|unknown|invalid|no longer exists)|\\b(?:unknown|invalid|no such|non-?existent|unroute?able) (?:\\w{1,10} )?(?:domain|host)\\b|\\bcould not find\\b.{0,60}\\bdns\\b|\\bdns records?\\b.{0,80}(?:not|n't) (?:be )?(?:found|exist)`,
    ["The mail domain mentioned in email address is unknown", "Recipient domain must exist"],
  ),
  row("dns.servfail", `\\bdns\\b.{0,20}\\b(?:errors?|fail\\w{0,4}|trouble|problems?|time[d]? ?out|time-?outs?)\\b`, [
    "DNS query error",
    "DNS resolving error",
  ]),
  row(
    "dns.null-mx",
    `\\b(?:domain|host|server|system)\\b.{0,40}\\b(?:never|not|no|n't)\\b.{0,20}\\b(?:takes?|accepts?|receives?)\\b.{0,10}\\bmail\\b|\\b(?:takes?|accepts?|receives?) no (?:e-?)?mail\\b`,
    ["Domain does not accept mail", "That domain is parked and receives no mail"],
  ),
  row(
    "connect.timeout",
    `\\bno (?:answer|response|reply) from|\\bgave no (?:answer|response|reply)|did(?: not|n't) (?:answer|respond)\\b`,
    ["No answer from host"],
  ),
  // In brackets it is the command that was answered.
  row("greeting.helo", `(?<!\\()\\b(?:helo|ehlo)\\b`, ["Invalid HELO"]),
  row("connect.unreachable", `\\b(?:host|network|server|destination) (?:is )?unreachable\\b`, ["Host unreachable"]),
  row(
    "session.protocol-error",
    `\\bprotocol (?:violation|error)\\b|\\b(?:unknown|unrecogni[sz]ed|unimplemented) (?:smtp )?commands?\\b`,
    ["Protocol violation"],
  ),
  row("mail.spf", `\\bpurported responsible address\\b`, ["can't determine Purported Responsible Address"]),
  row("mail.sender-verify", `\\bverification fail`, ["Verification failed for the sender: verification failure"]),
  // Whose server is away, and who is away for a time.
  row(
    "rcpt.temp-unverified",
    `\\b(?:could not|cannot|can't|unable to) (?:check|verify|validate) (?:the |this |that )?(?:recipient|user|address)\\b.{0,40}\\b(?:later|now|time|moment)\\b|\\b(?:next hop|downstream)\\b|\\b(?:recipient|user|customer|destination|remote)(?:'s)? (?:mail )?(?:servers?|hosts?|systems?) .{0,40}(?:unavailable|not available|unreachable|\\bdown\\b|not (?:answer|respond))`,
    [
      "The recipient's server was temporarily unavailable to accept your message",
      "Could not check the recipient, try later",
    ],
  ),
  row("greeting.busy", `\\bservice (?:is |was )?(?:currently |temporarily )(?:not available|unavailable)`, [
    "Account service is temporarily unavailable",
  ]),
  row(
    "rcpt.disabled",
    `${reader}.{0,20}\\b(?:temporarily|currently|momentarily) (?:not available|unavailable)|\\baccounts? (?:is )?(?:not available|unavailable)`,
    ["Account temporarily unavailable", "Recipient account is unavailable"],
  ),
  row(
    "rcpt.restricted",
    `\\b(?:recipient|user|mail ?box|address|account)\\b.{0,20}(?:(?:not|n't) (?:be )?(?:allowed|permitted|authori[sz]ed)|(?:black|block) ?-?listed)\\b`,
    ["this recipient is not allowed", "recipient <a@b.example> black listed"],
  ),
  // Nothing but that the machine is not wanted, or that nobody is there.
  row("greeting.reputation", either(machine, 60, unwanted), [
    "Server access forbidden by your IP",
    "You are not allowed to connect from this host",
  ]),
  row(
    "rcpt.user-unknown",
    `\\bno\\b.{0,30}\\bin (?:\\w{1,10} ){0,3}directory\\b|\\b(?:nobody|no ?one|no such\\b(?! (?:content|message|command|option|service))|never existed|never heard of|no longer exists?|not exist|doesn't exist|unknown|not (?:a |one of )?(?:our|known|valid|found|present|recogni[sz]ed)|could not be (?:found|identified)|incorrect|inexisten\\w{1,3}|inconnue?)\\b|(?:${reader}|\\baddress(?:es)?\\b).{0,40}(?:invalid|unavailable|incorrect|\\bbad\\b|${unwanted})`,
    ["No such person at this address", "mailbox unavailable"],
  ),
  row("eod.content-rule", `\\b(?:policy|policies|rules?|content|words?|administrator|administrative\\w{0,2}|dlp)\\b`, [
    "Local Policy Violation",
    "Administrative prohibition",
  ]),
  // The server's own trouble.
  row(
    "rcpt.directory-down",
    either(
      "\\b(?:directory|look-?ups?|ldap|user ?base)\\b",
      40,
      "(?:fail|unavail|\\bdown\\b|out of|cannot|could not|unable|error|temporar)",
    ),
    ["Temporary lookup failure"],
  ),
  row("eod.system-full", `\\b(?:disk|spool|system|queue|storage)\\b.{0,20}\\b(?:full|exhausted)\\b`, [
    "Mail system full",
  ]),
  row(
    "queue.expired",
    `\\b(?:give|gave|giving) up\\b|\\btoo long\\b|\\bexpired?\\b|\\b(?:tried|trying) (?:for|\\d)|\\btimeout\\b`,
    ["this message has been in the queue too long"],
  ),
  row(
    "greeting.busy",
    `\\bservice (?:is )?(?:currently|temporarily) (?:not available|unavailable)|\\b(?:overload\\w{0,3}|busy|restart\\w{0,3}|maintenance|memory|resources?|unable to process|load (?:average|is|too)|(?:back|available) (?:soon|later|shortly))\\b`,
    ["Unable to process an email at this time", "Internal resources are temporarily unavailable"],
  ),
  row(
    "eod.tempfail",
    `^\\W*temporar(?:il)?y (?:unavailable|not available|failure|error|problem)\\b|\\bglitch|\\berror while processing\\b|\\bsomething (?:broke|failed)\\b|\\bunexpected condition\\b|\\bcomplete (?:this |the |your )?transaction\\b|\\b(?:something went wrong|(?:encountered|an|unexpected|unknown|system|server|local|i.o) errors?\\b|could not (?:load|write|open|read|connect)|cannot (?:write|open|read|connect)|database|internal|misconfigured|configuration|set up wrong\\w{0,2}|fault|problem|issue)\\b`,
    ["It encountered an error while being processed", "Could not load DRD for domain", "Temporary glitch"],
  ),
];

/** The cause that a text on one line names so; names that strangers choose are no words of it. */
export function plainCauseOf(text: string): CauseId | undefined {
  const words = withoutNames(text);
  return plainWords.find((row) => row.text.test(words))?.cause;
}
