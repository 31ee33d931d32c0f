/** What a refusal is about, by words that many servers share, in several languages: asked of what a program tells without a reply. */
import type { WordsRow } from "../replies/words-row.ts";

/** The first row that fits speaks. */
export const replyWords: readonly WordsRow[] = [
  {
    cause: "rcpt.moved",
    text: /has moved|new (?:e-?mail )?address is|please (?:use|send|forward) .{0,40}(?:instead|new address)|please (?:use|write to|try) (?!https?:)\S{1,64}@\S|user not local; please try/i,
    samples: [
      "Bob has moved; please use bob@new.example instead",
      "mailbox alice@example.org has been migrated. Please use alice@newdomain.example",
    ],
  },
  {
    cause: "mail.sender-blocked",
    text: /(?<!\bip )\baddress (?:that|which) (?:has been|is|was) (?:black|block) ?-?listed/i,
    samples: ["Sorry, you are sending to/from an address that has been blacklisted"],
  },
  {
    cause: "rcpt.quota",
    text: /(?:mail ?box|inbox|account|folder|user|recipient|quota|storage|disk space|maildir|maildrop|postfach|casella|bo[iî]te|buz[oó]n).{0,80}(?:\bfull\b|over ?quota|out of (?:storage|space)|\bvoll\b|überfüllt|überschritten|erschöpft|\bpiena\b|esaurit|saturée?|pleine|\bllen[oa]\b|limit\S{0,3} (?:ist )?(?:erreicht|bereikt)|(?:superato|oltrepassato|esaurito) (?:lo |la |il )?(?:spazio|capienza|capacità|quota)|dépassé (?:l'|la |sa |son )?(?:espace|capacité|quota)|(?:superado|excedido) (?:el |la |su )?(?:espacio|capacidad|cuota)|(?:excedeu|ultrapassou) (?:o |a )?(?:seu |sua )?(?:espaço|capacidade|[cq]uota)|(?:atteint|raggiunto|superato|alcanzado|atingiu|alcançou) (?:il |la |su |sa |le |o )?(?:\w{1,12} )?l[ií]mite?)|over ?(?:disk )?quota|quota.{0,40}(?:exceed|full|überschritten|superata|dépassé)|exceed(?:s|ed|ing)? .{0,40}(?:quota|storage|mailbox|disk)|mailbox.{0,40}(?:over|exceed\w*) .{0,20}limit|out of (?:storage|disk) space|QuotaExceeded|insufficient disk quota|mail ?box (?:has )?exceed\w{0,3} .{0,20}(?:size|limit)|not? enough (?:free |storage |mail ?box |disk )?space(?! on (?:the )?(?:device|server|disk))|mail ?box space (?:is )?not enough|too many (?:messages|mails|e-?mails) (?:stored )?(?:(?:on|in) (?:the |his |this |your )?)?(?:server|mail ?box|inbox|folder|account)|spazio .{0,30}(?:esaurito|insufficiente)|supera(?:to)? la quota/i,
    samples: [
      "The recipient's inbox is out of storage space",
      "La casella del destinatario è piena",
      "La casella di posta del destinatario ha superato lo spazio disponibile",
      "La boîte du destinataire a dépassé l'espace disponible",
      "El buzón del destinatario ha superado el espacio disponible",
      "Das Postfach ist voll",
      "Das Postfach des Empfängers hat das Limit erreicht",
      "La boîte aux lettres du destinataire a atteint sa limite",
      "User mailbox exceeds allowed size: bob@example.com",
      'bob "(0), ErrMsg=mail box space not enough, account=bob "',
    ],
  },
  {
    cause: "mail.user-blocked",
    text: /(?:recipients?|users?|they|addressee|customer|mailbox|he|she) (?:is|are) (?:currently )?not accepting (?:any )?(?:e-?mail|mail|messages?) from|(?:blocked|rejected|refused) by the (?:recipient|user|addressee)\b|recipient (?:has )?blocked/i,
    samples: [
      "could not be delivered because they are not accepting mail from alice@sender.example:",
      "The message was blocked by the recipient",
    ],
  },
  {
    cause: "rcpt.disabled",
    text: /(?:mail ?box|account|address|user|recipient|e-?mail|casella|utente|postfach|konto|compte|bo[iî]te|cuenta).{0,60}(?:\bdisabled|suspended|deactivated|inactive|not active|\bclosed\b|expired|terminated|\blocked\b|disabilitat|sospes|inattiv|non attiv|scadut|chius|deaktiviert|gesperrt|stillgelegt|désactivée?|fermée?|suspendue?|desactivad|suspendid)|(?<!\b(?:wrong|unknown|incorrect|invalid|misspelled) or )no longer (?:accepts? (?:e-?)?mail|active|in use|valid|works? (?:here|for)|available|with)|has left (?:the|our) (?:company|organi[sz]ation)|(?:inactive|disabled|suspended) (?:user|account|mailbox|recipient)|not (?:currently )?accepting (?:new |any )?(?:messages|mail)(?! from| with| until)|left the company/i,
    samples: [
      "Sorry your message cannot be delivered. This mailbox is disabled (554.30).",
      "Casella disabilitata",
      "this address no longer accepts mail.",
    ],
  },
  {
    cause: "eod.scanner-down",
    text: /(?:scanner|filter|milter|antivirus|content checker).{0,60}(?:unavailable|down|error|timeout|failed)/i,
    samples: ["Virus scanner is unavailable"],
  },
  {
    cause: "eod.virus",
    text: /\bvirus\b|malware|infected|trojan|infetto|contenuto (?:dannoso|malevolo)|phishing (?:attempt|link)|VIRUS ALERT/i,
    samples: [
      "Our virus checker found Eicar-Test-Signature in your email",
      "rilevata la presenza di contenuto dannoso (Win.Downloader)",
    ],
  },
  {
    cause: "eod.attachment",
    text: /banned (?:name|content|file|attachment)|\bBANNED\b|(?:attachment|allegato|anhang|pièce jointe|file type|file extension|extension).{0,80}(?:not allowed|blocked|forbidden|prohibited|banned|rejected|non (?:consentit|ammess)|nicht erlaubt|interdit)|(?:illegal|prohibited|forbidden|blocked) attachment|not accepting (?:messages|mail) with attachments/i,
    samples: [
      "BANNED CONTENTS ALERT: our content checker found banned name: .exe",
      "message contains prohibited attachment type",
      "could not be delivered because they are not accepting mail with attachments or embedded images",
    ],
  },
  {
    cause: "eod.dmarc",
    text: /\bdmarc\b/i,
    samples: ["Unauthenticated email is not accepted due to domain's DMARC policy"],
  },
  { cause: "eod.dkim", text: /\bdkim\b/i, samples: ["DKIM signature is invalid"] },
  {
    cause: "mail.spf",
    text: /\bspf\b|sender policy framework|not (?:allowed|authori[sz]ed|permitted) to send (?:e-?mail |mail )?(?:from|for)\b/i,
    samples: ["SPF unauthorized mail is prohibited.", "is not allowed to send mail from example.org"],
  },
  {
    cause: "greeting.dnsbl",
    text: /spamhaus|spamcop|barracudacentral|sorbs|uceprotect|surbl|\brbl\b|dnsbl|blocked (?:using|by \S{1,120} list)|(?:listed|(?<!n't |not )found) (?:in|on|at|by) \S{0,120}(?:\.\w{2,}|block ?list|blacklist|rbl|dnsbl)|\b(?:ip|host|address|server)\b.{0,60}(?:black ?list|block ?list)ed|in (?:a |our )?(?:black|block) ?list/i,
    samples: ["rejected because 192.0.2.9 is in a black list at zen.example.org", "IP listed in spamcop"],
  },
  {
    cause: "greeting.no-ptr",
    text: /reverse (?:dns|lookup|mapping|hostname)|\bPTR\b|\brdns\b|cannot find your (?:reverse )?hostname|invalid hostname for ip/i,
    samples: ["IP 192.0.2.9 has no reverse DNS"],
  },
  {
    cause: "rcpt.greylist",
    text: /gr[ae]y[- ]?list/i,
    samples: ["Greylisting in action, please come back later"],
  },
  {
    cause: "rcpt.relay-denied",
    text: /relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed)|prohibited|disallowed|mail)|(?:not|unable|refus\w{0,4}|does not|cannot|won't) (?:permitted )?(?:to )?relay|not a (?:local|gateway)|isn't in my list of allowed rcpthosts|not (?:a )?local(?: domain| user| host)?\b|we do not (?:host|handle|serve)|not hosted here|relay(?:ing)? (?:nicht|non|refus|denegad)/i,
    samples: [
      "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
      "Unable to relay for bob@example.com",
    ],
  },
  {
    cause: "mail.size-declared",
    text: /(?:message(?! threshold)|mail|(?<!header )size|file|nachricht|messaggio|mensaje).{0,60}(?:too (?:big|large)|exceeds?(?!.{0,60}\b(?:recipients|headers|attachments|spam|score|lines?|per (?:hour|day))\b)|larger than|zu gro(?:ß|ss)|troppo grande|supera|volumineux|demasiado grande)|too (?:big|large) (?:for|to)|maximum (?:message )?size|size limit|trop (?:gros|volumineux)|(?:Recip|Send)SizeLimit|databytes limit|dimensione massima/i,
    samples: [
      "message size exceeds my databytes limit (#5.3.4)",
      "Il messaggio supera la dimensione massima consentita",
    ],
  },
  {
    cause: "mail.sender-domain-unresolvable",
    text: /(?:sender|envelope|from|return).{0,60}(?:domain|host).{0,60}(?:not found|not exist|unresolv|could not be|cannot be|no valid|invalid|unknown)|domain of sender .{0,200}(?:does not|not)|cannot resolve (?:your|sender|mail from)/i,
    samples: ["Domain of sender address alice@sender.example does not resolve"],
  },
  {
    cause: "mail.sender-verify",
    text: /sender (?:verify|verification|callout|address verification)|(?:could|can)(?: ?not|n't) verify (?:the )?sender|callback/i,
    samples: ["Could not verify sender address by callout"],
  },
  {
    cause: "mail.rate-limit",
    text: /(?:\brate[- ]?(?:limit|control|exceed)|\b(?:message|mail|sending|delivery|connection|unusual|high|excessive) rate\b|throttl|too (?:many|much) (?:messages|mail|e-?mails)|too fast|sending limit|limit.{0,30}exceeded.{0,40}(?:hour|minute|day)|deferred due to (?:user|unexpected))/i,
    samples: [
      "temporarily deferred due to unexpected volume or user complaints",
      'Ratelimit "user" exceeded',
      "an unusual rate of mail",
    ],
  },
  {
    cause: "connect.too-many",
    text: /too many (?:concurrent |simultaneous )?(?:smtp )?(?:connections|sessions)/i,
    samples: ["Too many concurrent SMTP connections from this IP address"],
  },
  {
    cause: "mail.sender-blocked",
    text: /(?:sender|from(?! your (?:ip|network|host|server))|envelope(?! recipient)|your (?:e-?mail )?address|your domain|mittente|absender|expéditeur).{0,80}(?:blocked|black ?listed|banned|not allowed|not accepted|not welcome|refused|denied|bloccat|blockiert|abgelehnt|refusé|bloqué)/i,
    samples: ["Sender address is blocked by policy", "Mittente bloccato"],
  },
  {
    cause: "greeting.reputation",
    text: /reputation|\b(?:ip|host|server|network|client)\b.{0,60}on (?:our|a) (?:block|black) ?list|poor (?:sender|ip)|use (?:the |your )?.{0,40}(?:smtp|mail|outgoing) ?(?:server|relay)? ?(?:of|from)? ?(?:your )?(?:isp|provider)|dynamic (?:ip|address)|dial-?up|residential|\b(?:ip|host|server|network|client)\b.{0,60}(?:blocked|banned|refused|rejected|denied|not allowed|not welcome)|blocked .{0,40}(?:ip|network)|no smtp service|access denied.{0,30}(?:ip|host)/i,
    samples: ["Your IP address has a poor reputation", "part of their network is on our block list (S3140)"],
  },
  {
    cause: "eod.url-listed",
    text: /(?:url|link|uri|website).{0,60}(?:listed|blocked|malicious|blacklist|spam)|malicious (?:url|link)/i,
    samples: ["The message contains a malicious URL"],
  },
  {
    cause: "eod.spam",
    text: /\bspam|unsolicited|bulk (?:e-?)?mail|\bscore\b(?! for .{0,20}(?:host|ip|server))|junk mail|indesiderat|unerwünscht|indésirable|no deseado|content (?:filter|rejected|denied|of (?:your|the) message)|message (?:has been |was )?(?:blocked|rejected|refused) (?:due to|because of|for|by) (?:its )?(?:content|suspicious|policy)/i,
    samples: [
      "MDaemon has identified your message as spam. It will not be delivered.",
      "554 rejected due to spam content",
    ],
  },
  {
    cause: "eod.malformed",
    text: /bad header|(?:missing|invalid|duplicate|malformed|multiple).{0,30}(?:header|from:|date:|message-id|mime)|RFC ?-?5?2?8?322|not (?:rfc|RFC)|bare (?:LF|CR)|non-?compliant/i,
    samples: [
      "BAD HEADER SECTION, Duplicate header field: From",
      "Messages missing a valid Message-ID header are not accepted",
    ],
  },
  {
    cause: "eod.content-rule",
    text: /TRANSPORT\.RULES|rejected (?:by|due to) (?:a )?(?:transport|mail flow|content|custom|local) (?:rule|policy)|violates? .{0,30}(?:policy|rule)|message (?:content )?rejected|administrative (?:prohibition|policy)|policy (?:violation|reasons?|restriction)/i,
    samples: ["TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy"],
  },
  {
    cause: "rcpt.rate",
    text: /recipient thread limit|recipient.{0,60}too (?:fast|quickly)|receiving (?:mail|messages|e-?mail) (?:at a rate|too)/i,
    samples: ["The user you are trying to contact is receiving mail too quickly"],
  },
  {
    cause: "rcpt.user-unknown",
    text: /Recip(?:ient)?NotFound|recipient address rejected: access denied|address is (?:possibly |probably )?(?:incorrect|wrong)|did not (?:exactly )?match (?:any|an?|the|one)\b.{0,60}(?:address|user|mailbox|account|recipient)|(?:wrong|unknown|incorrect|misspelled) or (?:is )?no longer valid|(?<!\b(?:domain of (?:the |this )?|greeting |sender ))(?:user|recipient|mail ?box|account|address|(?<!\b(?:host|domain|server|file)-? ?)name|login|alias|e-?mail|local ?part|destinatario|utente|indirizzo|casella|empfänger|benutzer|adresse|postfach|utilisateur|destinataire|usuario|buz[oó]n).{0,120}(?:\bunknown|not (?:found|exist|known|recogni[sz]ed|valid|listed|registered|available|have an? account|our customer)|does(?:n't| not) (?:exist|have)|(?:couldn't|could not|can't|cannot) be found|wasn't found|unavailable|invalid|no such|non-?existent|sconosciut|inesistente|non (?:esiste|trovat|valid|è stato trovato|risulta)|unbekannt|existiert nicht|nicht (?:gefunden|bekannt|vorhanden|existent)|ungültig|inconnue?\b|inexistante?|introuvable|n'existe pas|désactivé|desconocid|no (?:existe|encontrad)|inexistent)|(?:unknown|no such|invalid|non-?existent|undefined|bad(?: destination)?|invalid final delivery|unbekannter|unroutable|unrouteable|unknown local) (?:user|recipient|mail ?box|account|address|person|destination|e-?mail|user ?id|empfänger|benutzer)|no mailbox here|no (?:valid )?(?:mailbox|recipients?|user)\b|(?:doesn't|does not|don't) have an? .{1,80}account|not listed in (?:the )?(?:public|domino)|not our customer|couldn't be found|could not be found at|(?<!\b(?:greeting|sender|domain|host)\b.{0,20})is not (?:a valid|known|a known|found)|\b(?:wasn't|was not) found (?:at|in)\b|impossibile trovare|n'a pas (?:pu être|été) trouvé|adresse .{0,40}introuvable/i,
    samples: [
      "User bob (bob@example.com) not listed in Domino Directory",
      "This user doesn't have a yahoo.com account (bob@yahoo.com) [-5]",
      "Destinatario sconosciuto",
      "Unbekannter Empfänger",
      "Utilisateur inconnu",
      "The e-mail account does not exist at the organization this message was sent to.",
      "The recipient name is not recognized",
      "Your message to bob@example.com couldn't be delivered. bob wasn't found at example.com.",
      "bob1@example.com, did not exactly match any address of this house",
      "this address is wrong or no longer valid",
    ],
  },
  {
    cause: "eod.system-full",
    text: /insufficient (?:system )?(?:storage|resources|disk)|no space left|disk full|system (?:storage|is full)/i,
    samples: ["Insufficient system storage"],
  },
  {
    cause: "greeting.busy",
    text: /(?:service|server) (?:is )?(?:not available|temporarily|busy|shutting down|overloaded)|^\W{0,3}(?:please,? )?try again later\W{0,3}$|too busy/i,
    samples: ["Service not available, closing transmission channel"],
  },
  {
    // Sieve's reject (RFC 5429) in the words of Dovecot, whose reason may be one of the above.
    cause: "local.sieve",
    text: /your message to \S{1,330} was automatically rejected:/i,
    samples: ["Your message to <bob@example.com> was automatically rejected: Please do not write to me any more."],
  },
];
