/** What programs say in words of their own, not a server's reply, when a message fails or waits: one row a cause, samples beside it. */
import type { WordsRow } from "../replies/words-row.ts";
import { clientWords } from "./client-words.ts";

/** The first row that fits speaks: what is more telling stands before what is less. All texts are one line. */
export const programWords: readonly WordsRow[] = [
  ...clientWords,
  {
    cause: "submission.sender-not-owned",
    text: /SendAsDenied|not allowed to send (?:as|on behalf of)|permission to send (?:the message )?on behalf of/i,
    samples: [
      "STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message",
    ],
  },
  {
    cause: "submission.rate-limit",
    text: /SubmissionQuotaExceeded|exceeded (?:a|the|your) (?:limit for sending|sending (?:limit|quota)|max(?:imum)? (?:emails|defers))|reached a limit for sending mail|has exceeded its (?:hourly|daily) (?:limit|quota)|reached (?:the|its|their|your) (?:hourly|daily|monthly) (?:e-?mail|sending|message) limit|max emails per hour|max rcpt to daily limit|outgoing mail (?:limit|quota)|\b(?:mailbox|account|user)\b.{0,80}\bsent \d[\d.,]{0,8} (?:messages|e-?mails|mails)\b.{0,100}\b(?:most|limit|maximum|more than|allow\w{0,3})\b|\bsending limit (?:(?:has been|was|is) )?(?:reached|exceeded)/i,
    samples: [
      "MAX RCPT TO DAILY LIMIT",
      "Your mailbox sent 1,200 e-mails today, more than the tariff provides for.",
      "The user alice has reached the daily email limit of 200.",
      "You have reached a limit for sending mail. Your message was not sent.",
      "Domain sender.example has exceeded the max emails per hour (100/100 (100%)) allowed. Message discarded.",
    ],
  },
  {
    cause: "submission.account-blocked",
    text: /bad outbound sender|e-?mail sending blocked due to suspicious|you can no longer send|sending (?:from|for) this account (?:is|has been) (?:disabled|suspended)|outgoing (?:e-?)?mail\b.{0,200}\bsuspended|\baccount\b.{0,160}\b(?:block|barr|stopp|disabl|suspend|prevent|kept)\w{0,3}(?: (?:it|you|him|her|them))? from sending\b(?! \w{0,8} ?(?:hosts?|servers?|domains?|networks?))/i,
    samples: [
      'Outgoing mail from "alice@sender.example" has been suspended.',
      "Spam came out of your account, so it was barred from sending until you call us.",
      "Email sending blocked due to suspicious account activity on primary Cox account.",
    ],
  },
  {
    cause: "eod.spam",
    text: /rejected due to (?:a )?spam classification/i,
    samples: ["Your email to group talk@example.com was rejected due to spam classification."],
  },
  {
    cause: "submission.outbound-filter",
    text: /does(?:n't| not) allow external forwarding/i,
    samples: [
      "Your organization does not allow external forwarding. Please contact your administrator for further assistance.",
    ],
  },
  // Microsoft 365: the sender's own organisation blocks whom he writes to.
  {
    cause: "submission.outbound-filter",
    text: /blocked by your organi[sz]ation's tenant allow\/block list/i,
    samples: [
      "5.7.703 Your message can't be delivered because one or more recipients are blocked by your organization's tenant allow/block list policy.",
    ],
  },
  // Postfix looks the sender up before it takes his mail, and says what came of that.
  {
    cause: "mail.sender-verify",
    text: /sender address rejected: (?:undeliverable|unverified) address/i,
    samples: ["Sender address rejected: unverified address: Host or domain name not found."],
  },
  // vpopmail and Courier's maildrop, at a Maildir; Postfix and procmail, whose mailbox is one file and grew to its limit.
  {
    cause: "local.quota-late",
    text: /\bmaildir over quota\b|\b(?:mailbox|writing (?:to|message))\b.{0,120}: file too large/i,
    samples: [
      "5.7.0 x-unix; maildrop: maildir over quota",
      "cannot append message to destination file /var/mail/bob: error writing message: File too large",
      'procmail: Error while writing to "/var/mail/bob": File too large',
    ],
  },
  {
    cause: "local.delivery-defer",
    text: /can ?not open new e-?mail file errno=\d/i,
    samples: [
      "can not open new email file errno=13 file=/home/vpopmail/domains/example.com/bob/Maildir/tmp/1155254417.28358.mx,S=212350",
    ],
  },
  {
    cause: "eod.content-rule",
    text: /does not accept e?-?mail in non-Western\b/i,
    samples: ["The user does not accept email in non-Western (non-Latin) character sets."],
  },
  // Mimecast, of the server behind it.
  {
    cause: "greeting.busy",
    text: /recipient server unavailable or busy/i,
    samples: ["The problem appears to be : -- Recipient server unavailable or busy"],
  },
  // Google Groups.
  {
    cause: "rcpt.restricted",
    text: /\bgroup \S{1,255} does not allow posting through e-?mail/i,
    samples: ["The group example-forum@googlegroups.com does not allow posting through email."],
  },
  // Odoo: of an address that takes mail of members alone, and of one that collects answers.
  {
    cause: "rcpt.restricted",
    text: /cannot be (?:accepted because this is a private e-?mail address|processed\. This address is used to collect replies)/i,
    samples: [
      "The following email sent to sales@example.com cannot be accepted because this is a private email address.",
      "The email sent to catchall@example.com cannot be processed. This address is used to collect replies and should not be used to directly contact Example.",
    ],
  },
  // Cisco: a filter of the administrator has "bounce" for its action.
  {
    cause: "eod.content-rule",
    text: /\bmessage bounced by administrator\b/i,
    samples: ["5.x.0 - Message bounced by administrator (delivery attempts: 0)"],
  },
  {
    cause: "rcpt.restricted",
    text: /RESOLVER\.RST\.(?:AuthRequired|NotAuthorized|SenderNotAuthenticated|RestrictedTo)|RestrictedToRecipientsPermission|SenderNotAuthenticatedFor|do(?:es)? not have permission to send to|allowed to (?:post|send) to (?:this|the) (?:group|list|mailbox|recipient)|only accepts? (?:messages|e?mail) from (?:people|members|senders)|only allowed (?:senders|to)|group .{1,120} isn't set up to receive messages from|may not have permission to post messages to the group|non autorizzat[oi] a inviare|keine Berechtigung,? .{0,60}zu senden|n'(?:avez|êtes) pas (?:l')?autoris\S{1,6}? .{0,40}envoyer/i,
    samples: [
      "RESOLVER.RST.NotAuthorized; not authorized",
      "You do not have permission to send to this recipient. For assistance, contact your system administrator.",
    ],
  },
  {
    cause: "queue.loop",
    text: /RESOLVER\.FWD\.Loop|DNS\.MxLoopback|hop (?:count|limit) exceeded|\bMX list for \S{1,255} points back to|exceed\w{0,3} .{0,40}\bhops?\b|received headers .{0,30}exceed|loops? back to (?:me|myself)|mail forwarding loop|too many (?:hops|"?received"? headers)|(?:mail|message|routing) ?(?:is )?(?:in a )?loop(?:ing)?\b|suspected mail loop|best-preference MX|bounce between two (?:e-?mail )?servers|remote host address is the local host|loop detected|Delivered-To line/i,
    samples: [
      "mail for loop.example loops back to myself",
      'Too many "Received" headers - suspected mail loop',
      "Sorry. Although I'm listed as a best-preference MX or A for that host, it isn't in my control/locals file, so I don't treat it as local.",
      "Hop count exceeded - possible mail loop",
      "This message exceeded the maximum number of hops",
      "MX list for loop.example. points back to mail.sender.example",
    ],
  },
  {
    cause: "dns.null-mx",
    text: /null ?MX|MX or SRV record indicated no SMTP service|does not accept (?:e-?mail|mail)(?: \(nullMX\)|(?! (?:in|from|with|by|without)\b))/i,
    samples: ["Domain nomail.example does not accept mail (nullMX)", "an MX or SRV record indicated no SMTP service"],
  },
  // The directory of a university (phquery) calls itself a name server.
  {
    cause: "rcpt.user-unknown",
    text: /no matches to nameserver query/i,
    samples: ["bob No matches to nameserver query"],
  },
  {
    cause: "dns.servfail",
    text: /querying the Domain Name System \(DNS\).{0,120}failed|host not found, try again|(?:temporary|transient) (?:dns|lookup|name server) (?:error|failure)|host lookup did not complete|name lookup failure|hostname lookup failure|SERVFAIL|lookup failed temporarily|could not contact DNS servers|malformed or unexpected name server reply|(?:temporary|non-recoverable) failure in name resolution|EAI_AGAIN|DNS (?:server )?(?:timed? ?out|query failed)|dns lookup (?:timeout|failure(?!: host \S{1,255} not found))|DNS-?Fehler/i,
    samples: [
      "Despite repeated attempts to deliver your message, querying the Domain Name System (DNS) for the recipient's domain location information failed.",
      "Host or domain name not found. Name service error for name=slow.example type=MX: Host not found, try again",
      "DNS Error: DNS type 'mx' lookup of slow.example responded with code SERVFAIL",
      "Name server: slow.example.: host name lookup failure",
      "Name service error for name=odd.example type=MX: Malformed or unexpected name server reply",
      "getaddrinfo EAI_AGAIN mx.slow.example",
    ],
  },
  {
    cause: "dns.no-mx-no-a",
    text: /host found but no data record|no data known|InfoNoRecords|returned answer with no data|DNS type 'mx' lookup of \S{1,255} responded with code NOERROR|couldn't find a mail exchanger or IP address|no mail (?:servers?|exchangers?) (?:found )?for|no MX (?:found|records?)|has no (?:valid )?mail (?:servers?|exchangers?)|kein(?:e|en)? (?:MX|Mailserver)/i,
    samples: [
      "Name service error for name=bare.example type=A: Host found but no data record of requested type",
      "DNS Error: DNS type 'mx' lookup of bare.example responded with code NOERROR; no usable records found",
    ],
  },
  {
    cause: "dns.mx-wrong",
    text: /all relevant MX records point to non-existent hosts|MX records? (?:points?|pointing|resolves?) to (?:a )?(?:non-?existent|private|local|unroutable|invalid)|lowest numbered MX record points to local host/i,
    samples: ["all relevant MX records point to non-existent hosts"],
  },
  {
    cause: "dns.nxdomain",
    text: /NonExistentDomain|domain is not reachable|InfoDomainNonexistent|NXDOMAIN|name or service not known|nodename nor servname provided|no address associated with (?:host)?name|\bENOTFOUND\b|host (?:or domain name )?not found|DNS lookup failure: host \S{1,255} not found|host unknown|unknown (?:mail )?host|(?:unknown|no such|invalid|non-?existent) domain|(?<!sender address rejected: )domain (?:name )?(?:(?:[\w-]{1,63}\.){1,8}[\w-]{2,63} )?(?:not found|does(?:n't| not) exist|is unknown|could ?n[o']t be found)|(?:couldn't|could not|unable to) find (?:any host|the domain|domain|a host)|all host address lookups failed|DNS domain .{1,255} does not exist|could not (?:be resolved|resolve(?! your\b))|could not be found in domain name service|dominio .{0,80}(?:inesistente|non (?:esiste|trovato|è stato trovato))|(?:domain|domäne) .{0,80}(?:existiert nicht|nicht gefunden|unbekannt)|domaine .{0,80}(?:inconnu|inexistant|introuvable)|dominio .{0,80}(?:no existe|no encontrado|desconocido)/i,
    samples: [
      "Host or domain name not found. Name service error for name=gone.example type=AAAA: Host not found",
      "Sorry, I couldn't find any host named gone.example. (#5.1.2)",
      "The destination server for this recipient could not be found in Domain Name Service (DNS).",
      "Host unknown (Name server: gone.example: host not found)",
      "The domain name gone.example does not exist",
      "[mx.gone.example]: Name or service not known",
      "getaddrinfo ENOTFOUND mx.gone.example",
      "DNS lookup failure: host gone.example not found",
    ],
  },
  {
    cause: "tls.mta-sts",
    text: /MTA-?STS/i,
    samples: ["mx.example.com is not listed in the MTA-STS policy of example.com"],
  },
  {
    cause: "tls.dane",
    text: /\bTLSA\b|\bDANE\b/,
    samples: ["TLSA records unavailable for mx.example.com"],
  },
  {
    cause: "tls.required-missing",
    text: /TLS (?:is )?required,? but|does not (?:support|offer) (?:START)?TLS|did not offer (?:START)?TLS|(?:START)?TLS (?:is )?not (?:available|offered|supported)|TLS session is required/i,
    samples: [
      "TLS is required, but was not offered by host mx.example.com[192.0.2.9]",
      "a TLS session is required, but the server did not offer TLS support",
    ],
  },
  // cPanel's Exim, of a domain without any host.
  {
    cause: "dns.nxdomain",
    text: /the account or domain may not exist, they may be blacklisted, or missing the proper dns entries/i,
    samples: [
      "The mail server could not deliver mail to bob@example.com.  The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.",
    ],
  },
  {
    cause: "tls.cert",
    text: /certificate[ _](?:is )?(?:not (?:trusted|verified)|valid for .{1,300}, not |(?:has )?expired|(?:is )?invalid|verification failed|verify[ _]failed|could not be validated)|unable to (?:verify|get) .{0,60}certificate|certificate .{0,40}(?:mismatch|does not match)|self[- ]signed certificate|does not match certificate|PKIX path (?:building|validation) failed/i,
    samples: [
      "Server certificate not verified",
      "x509: certificate is valid for *.example.net, not mx.example.com",
      // Libraries by which programs send: Python, JavaMail, .NET, MailKit, nodemailer.
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch (_ssl.c:1006)",
      "javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target",
      "The remote certificate is invalid according to the validation procedure.",
      "MailKit.Security.SslHandshakeException: The server's SSL certificate could not be validated for the following reasons:",
      "Error: unable to verify the first certificate",
      "Error: self-signed certificate in certificate chain",
      "Hostname/IP does not match certificate's altnames: Host: mail.example.com. is not in the cert's altnames",
    ],
  },
  {
    cause: "tls.handshake",
    text: /(?:TLS|SSL) (?:handshake|negotiation|session).{0,40}(?:fail|error)|cannot start TLS|STARTTLS.{0,30}fail|\bwrong[ _]version[ _]number\b|could not convert socket to TLS|\bSslHandshakeException\b|\bunsupported protocol\b.{0,40}\bssl|no appropriate protocol/i,
    samples: [
      "Cannot start TLS: handshake failure",
      "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1123)",
      "javax.mail.MessagingException: Could not convert socket to TLS; nested exception is: javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)",
    ],
  },
  {
    cause: "mail.eai",
    text: /SMTPUTF8 is required|internationali[sz]ed (?:e-?mail )?address.{0,40}not (?:supported|permitted)|does not support SMTPUTF8/i,
    samples: ["SMTPUTF8 is required, but was not offered by host mx.example.com[192.0.2.9]"],
  },
  {
    cause: "queue.smarthost-refused",
    text: /does not advertise AUTH|'send mail as' account are misconfigured|SASL authentication failed|SMTP AUTH failed with the remote server|smart ?host.{0,60}(?:refus|reject|fail)/i,
    samples: [
      "SASL authentication failed; server smtp.provider.example[192.0.2.5] said: 535 5.7.8 Error",
      "Unspecified Error (SENT_SECOND_EHLO): Smtp server does not advertise AUTH capability",
    ],
  },
  {
    cause: "queue.wrong-route",
    text: /NoConnectorForAddressType|no route found to (?:domain|server)|mail transport unavailable|unknown mail transport|no connector|could not find a gateway|mailing to remote domains not supported/i,
    samples: [
      "Mailing to remote domains not supported",
      "No route found to domain gone.example from server HUB1/Example.",
      "mail transport unavailable",
      "could not find a gateway for gone.example",
    ],
  },
  {
    cause: "local.delivery-defer",
    text: /(?:connect to|lost connection with|conversation with) (?:\S{1,255}\[(?:private)?\/|\S{0,255}(?:dovecot|lmtp|cyrus)\S{0,60}[[\]]|\S{1,255}\[[\da-f.:]{3,45}\]:24:)/i,
    samples: [
      "connect to dovecot[172.22.1.250]:24: Connection refused",
      "delivery temporarily suspended: lost connection with dovecot[172.22.1.250] while sending end of data -- message may be sent more than once",
      "connect to mx.example.com[/var/run/cyrus/socket/lmtp]: No such file or directory",
    ],
  },
  {
    cause: "eod.scanner-down",
    text: /\b(?:avp|clam|amavis|spam[dc]\b|spamass|rspam|virus|anti-?virus|milter|content filter|kav|sophos|drweb)\S{0,20}.{0,80}(?:(?:unable|failed) to connect|(?:cannot|can't|could not|couldn't) connect|connection refused|not (?:running|responding|reachable))|connect to \S{1,60}\[(?:127\.0\.0\.1|::1)\]:(?!2[45]\b)\d{2,5}:/i,
    samples: [
      "temporary failure. Command output: avpcheck: unable to connect to avp daemon: Connection refused",
      "clamdscan: could not connect to clamd on 127.0.0.1",
      "connect to 127.0.0.1[127.0.0.1]:10024: Connection refused",
    ],
  },
  {
    cause: "greeting.delay-abandoned",
    text: /timed? ?out while (?:receiving the initial server greeting|waiting for (?:the )?(?:banner|greeting))/i,
    samples: ["conversation with mx.example.com[192.0.2.9] timed out while receiving the initial server greeting"],
  },
  {
    cause: "eod.slow-scan",
    text: /timed? ?out while sending end of data|timeout after (?:end of data|data was sent|pipelined end of data)|SMTP timeout.{0,80}after end of data/i,
    samples: [
      "conversation with mx.example.com[192.0.2.9] timed out while sending end of data -- message may be sent more than once",
    ],
  },
  {
    cause: "data.mid-transfer-drop",
    text: /(?:lost connection|timed? ?out|connection (?:died|closed|reset|lost)|closed connection).{0,120}(?:while sending (?:message body|end of data)|in response to (?:end of data|pipelined end of data|data)|after (?:sending data|end of data|data)|while sending the message|sending data block)/i,
    samples: [
      "lost connection with mx.example.com[192.0.2.9] while sending end of data -- message may be sent more than once",
      "Remote host closed connection in response to end of data",
    ],
  },
  {
    cause: "connect.refused",
    text: /connection refused|actively refused|socket error: 10061|verbindung (?:wurde )?(?:abgelehnt|verweigert)|connessione rifiutata|connexion refusée/i,
    samples: [
      "connect to mx.example.com[192.0.2.9]:25: Connection refused",
      "Deferred: Connection refused by mx.example.com.",
    ],
  },
  {
    cause: "connect.unreachable",
    text: /no route to host|network is unreachable|host is (?:down|unreachable)|network unreachable/i,
    samples: ["connect to mx.example.com[192.0.2.9]:25: No route to host"],
  },
  {
    cause: "connect.reset",
    text: /connection reset|connection closed|\bconnection with \S{1,255} is broken|read error from|lost connection with|remote host closed connection|connection (?:dropped|died|was closed)|TCP-RST|closed (?:the )?connection unexpectedly|connection unexpectedly closed|unexpected EOF on SMTP connection|server sent an empty reply|response reading failed|end of file reached/i,
    samples: [
      "lost connection with mx.example.com[192.0.2.9] while receiving the initial server greeting",
      "reply: read error from [127.0.2.19]",
      "Connection closed unexpectedly",
      "SMTP module(domain example.com) reports: connection with mx.example.com is broken",
    ],
  },
  {
    cause: "connect.timeout",
    text: /socket error: 10060|(?:connection|connect|operation) (?:timed? ?out|time-?out)|timed? ?out while (?:connecting|performing)|\bi\/o timeout\b|did not accept our requests to connect|network error on destination|(?:wasn't|was not|unable|could not|couldn't|can't|cannot|failed) (?:able )?(?:to )?(?:connect\b|(?:establish|open|make) (?:an? |the )?(?:[\w/]{1,12} )?connection)|did(?:n't| not) respond|not responding|zeitüberschreitung|tempo scaduto|unreachable for too long/i,
    samples: [
      "connect to mx.example.com[192.0.2.9]:25: Connection timed out",
      "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)",
      "The recipient server did not accept our requests to connect.",
      "Last attempt failed because: Can't connect to host",
      "Network error on destination MXs",
    ],
  },
  {
    cause: "local.alias-wrong",
    text: /RESOLVER\.ADR\.Ambiguous|several matches found in (?:the )?(?:domino )?directory|ambiguous (?:recipient|address)|error in (?:alias|forward)|aliasing\/forwarding loop|alias database|exceeds? alias recursion/i,
    samples: ["Several matches found in Domino Directory", "RESOLVER.ADR.Ambiguous; ambiguous address"],
  },
  {
    cause: "local.delivery-defer",
    text: /child process of \S{1,80} transport returned 75\b|\(file or directory name for \S{1,80} transport\) failed\b/i,
    samples: [
      'R=localuser T=local_delivery defer (-1): Expansion of "$home/mail/$local_part" (file or directory name for local_delivery transport) failed: failed to open /etc/none for linear search: No such file or directory',
      "defer (0): Child process of dovecot_delivery transport returned 75 (could mean temporary error) from command: /usr/lib/dovecot/dovecot-lda",
    ],
  },
  {
    cause: "local.delivery-failed",
    text: /child process of \S{1,80} transport (?!returned 75\b)|"\|[^"]{1,300}"\.\.\. |pipe to \||(?:command|program|mailer) (?:died|exited|returned|failed)|unknown mailer error|can't create (?:output|user output file)|cannot (?:create|update|open|write) (?:mailbox|mail ?dir|user|output|lock|file)|unable to (?:create lock|open mailbox|switch to)|local delivery failed|local configuration error|command time limit exceeded|BadPrimary|delivery to (?:file|pipe) forbidden/i,
    samples: [
      "Child process of address_pipe transport returned 1 from command: /bin/false",
      "unknown mailer error 255",
    ],
  },
  {
    cause: "queue.deleted",
    text: /cancel(?:l)?ed by (?:the )?administrator|deleted by (?:the )?(?:administrator|postmaster)|delivery cancel(?:l)?ed/i,
    samples: ["delivery cancelled by administrator"],
  },
  {
    cause: "queue.expired",
    text: /delivery failed \d{1,4} attempts|retry timeout exceeded|all hosts have been failing for a long time|retry time not reached for any host|in the queue too long|could not be delivered (?:for|within|after|in) (?:too long|\d|more(?! than \d{1,3} hours?\b| than \d{1,3} hour\(s\)))|QUEUE\.Expired|message expired|envelope expired|time limit (?:specified|exceeded)|exceed\w{0,3} (?:its|the) (?:maximum )?(?:lifetime|time in the queue|queue time)\b|delivery time(?:d)? ?(?:out|expired)|gave up|giving up|has been (?:in the queue|failing|undeliverable) (?:too long|for)|message timeout|max(?:imum)? (?:retries|(?:number of )?(?:delivery )?(?:attempts|tries)|queue (?:time|life))|after \d{1,4} (?:tries|attempts)\b|allowed queue period|not (?:been )?(?:collected|picked up|fetched) (?:after|within|for|in) \d|could not deliver .{0,80}(?:in|for|within) \d{1,3} (?:days|hours)|nicht innerhalb|per \d{1,2} giorni|pendant \d{1,2} jours/i,
    samples: [
      "Delivery failed 20 attempts: bob@example.com",
      "all hosts have been failing for a long time and were last tried after this message arrived",
      "Message could not be delivered for 5 days",
      "Message could not be delivered within 5 days",
      "QUEUE.Expired; message expired",
      "Envelope expired",
      "Reason:  Exceeded Maximum Delivery Attempts.",
      "The message exceeded the maximum number of delivery attempts.",
      "The message has exceeded its lifetime in the queue.",
      "failed because it has not been collected after 30 days",
      "Failed to deliver to domain example.com after 12 tries",
    ],
  },
  {
    cause: "queue.waiting",
    text: /there was a temporary problem (?:while )?delivering|will (?:retry|keep trying) for \d{1,3} more/i,
    samples: ["There was a temporary problem delivering your message. Gmail will retry for 46 more hours."],
  },
];
