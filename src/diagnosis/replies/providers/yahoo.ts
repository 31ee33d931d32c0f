/** Replies of Yahoo and AOL, and what they mean. */
import { defineProvider } from "../provider.ts";

export const yahoo = defineProvider({
  name: "Yahoo and AOL",
  hosts: ["yahoodns.net", "yahoo.com", "aol.com", "yahoo.co.jp", "verizon.net"],
  mark: /(?:postmaster|help|senders)\.(?:yahoo|yahooinc|aol)\.com|\.yahoo\.com\b/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    // AOL's codes until 2018: the family in front of the colon says why, what stands behind it which list it was.
    {
      cause: "greeting.no-ptr",
      text: /\bdns:nr\b/i,
      source: "http://postmaster.aol.com/Postmaster.Errors.php",
      samples: ["connect: 554 5.7.1 : (DNS:NR) https://postmaster.aol.com/error-codes#554dnsnr"],
    },
    {
      cause: "eod.url-listed",
      text: /\bhvu:b\d/i,
      source: "http://postmaster.aol.com/Postmaster.Errors.php",
      samples: [
        "eod: 521 5.2.1 : (HVU:B1) https://postmaster.aol.com/error-codes#554hvub1",
        "eod: 554 TRANSACTION FAILED: (HVU:B1) http://postmaster.info.aol.com/errors/554hvub1.html",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /\bdyn:t\d/i,
      source: "http://postmaster.aol.com/Postmaster.Errors.php",
      samples: ["connect: 421 4.7.1 : (DYN:T1) https://postmaster.aol.com/error-codes#421dynt1"],
    },
    {
      cause: "mail.sender-blocked",
      text: /\brly:sn\b/i,
      note: "an address of AOL from a host that is not AOL's",
      source: "http://postmaster.aol.com/Postmaster.Errors.php",
      samples: ["eod: 521 5.2.1 : (RLY:SN) https://postmaster.aol.com/error-codes#554rlysn"],
    },
    {
      cause: "greeting.reputation",
      text: /\b(?:con:b\d|rtr:[a-z]{2}\b|dns:b\d|rly:[a-z]{1,2}\d?\b)/i,
      note: "CON and RLY: complaints about the address; RTR and DNS:B: dynamic, unallocated or infected addresses",
      source: "http://postmaster.aol.com/Postmaster.Errors.php",
      samples: [
        "eod: 521 5.2.1 : (CON:B1) http://postmaster.info.aol.com/errors/554conb1.html",
        "connect: 554 5.7.1 : (RTR:BL) https://postmaster.aol.com/error-codes#554rtrbl",
        "connect: 554- (RTR:DU) http://postmaster.info.aol.com/errors/554rtrdu.html",
        "connect: 554- (RLY:B1) http://postmaster.info.aol.com/errors/554rlyb1.html",
        "connect: 554- (DNS:B1) http://postmaster.info.aol.com/errors/554dnsb1.html",
      ],
    },
    {
      cause: "eod.spam",
      text: /aol will not accept delivery of this message/i,
      source: "https://pastebin.com/MuB2sCDr",
      samples: ["eod: 521 5.2.1 : AOL will not accept delivery of this message."],
    },
    {
      cause: "greeting.dnsbl",
      text: /\[BL2[12]\]|because the ip is in spamhaus's list/i,
      samples: [
        "connect: 553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.9, because the ip is in Spamhaus's list; see http://postmaster.yahoo.com/550-bl23.html",
        "connect: 553 5.7.1 [TSS07] Connections will not be accepted from 192.0.2.9, because the ip is in Spamhaus's list; see https://help.yahoo.com/kb/postmaster/SLN5070.html",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /\[TS03\]|permanently deferred/i,
      own: true,
      source: "https://senders.yahooinc.com/smtp-error-codes/",
      samples: [
        "connect: 421 4.7.1 [TS03] All messages from 192.0.2.9 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes",
        "connect: 421 4.7.1 [TS03] permanently deferred",
      ],
    },
    {
      cause: "greeting.dnsbl",
      text: /\[BL23\]/i,
      samples: [
        "connect: 553 5.7.1 [BL23] Connections not accepted from IP addresses on Spamhaus XBL; see http://postmaster.yahoo.com/errors/550-bl23.html [550]",
      ],
    },
    {
      cause: "eod.malformed",
      text: /headers are not rfc compliant/i,
      own: true,
      samples: ["eod: 554 Headers are not RFC compliant[291]"],
    },
    {
      cause: "greeting.reputation",
      text: /\bmail from [\da-f.:]{3,45} not allowed - \[\d{1,3}\]/i,
      samples: ["connect: 453 Mail from 192.0.2.9 not allowed - [90]"],
    },
    {
      cause: "mail.rate-limit",
      text: /\bmessage (?:from \([\da-f.:]{3,45}\) )?temporarily deferred - (?:\d|\[)/i,
      note: "until about 2016",
      samples: [
        "connect: 421 Message from (192.0.2.9) temporarily deferred - 4.16.50. Please refer to http://help.yahoo.com/help/us/mail/defer/defer-06.html",
        "connect: 451 Message temporarily deferred - 4.16.50",
        "eod: 451 Message temporarily deferred - [160]",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /\[TSS\d\d\]|temporarily deferred due to (?:unexpected volume|user complaints)/i,
      own: true,
      source: "https://senders.yahooinc.com/smtp-error-codes/",
      samples: [
        "rcpt: 421 4.7.0 [TSS04] Messages from 192.0.2.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes",
        "rcpt: 421 4.7.0 [TSS04] temporarily deferred due to unexpected volume or user complaints",
      ],
    },
    {
      cause: "greeting.busy",
      text: /resources temporarily unavailable/i,
      own: true,
      source: "https://senders.yahooinc.com/smtp-error-codes/",
      samples: ["connect: 451 Resources temporarily unavailable"],
    },
    {
      cause: "session.too-many-errors",
      text: /\bVS1-(?:MF|IP)\b|excessive unknown recipients/i,
      own: true,
      source: "https://senders.yahooinc.com/smtp-error-codes/",
      samples: [
        "rcpt: 451 VS1-MF Excessive unknown recipients - possible Open Relay",
        "rcpt: 451 VS1-MF / Excessive unknown recipients",
      ],
    },
    {
      cause: "eod.spam",
      text: /\[PH\d\d\]/i,
      source: "https://senders.yahooinc.com/smtp-error-codes/",
      samples: [
        "eod: 554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes [120]",
        "eod: 554 [PH01] not accepted for policy reasons",
      ],
    },
    {
      cause: "eod.dmarc",
      codes: ["5.7.9"],
      text: /not accepted for policy reasons/i,
      source: "https://senders.yahooinc.com/smtp-error-codes/",
      samples: [
        "eod: 554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes",
      ],
    },
    {
      cause: "mail.sender-domain-unresolvable",
      codes: ["554"],
      text: /does not exist/i,
      own: true,
      source: "https://senders.yahooinc.com/smtp-error-codes/",
      samples: ["rcpt: 554 does not exist (unresolvable From domain)"],
    },
    {
      cause: "mail.rate-limit",
      text: /max message per connection reached/i,
      own: true,
      samples: ["rcpt: 421 Max message per connection reached"],
    },
    {
      cause: "rcpt.rate",
      text: /user is receiving mail too quickly/i,
      own: true,
      samples: ["rcpt: 450 User is receiving mail too quickly"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /requested mail action aborted, mailbox not found/i,
      own: true,
      samples: ["rcpt: 552 1 Requested mail action aborted, mailbox not found"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /this user doesn't have an? \S{1,255} account/i,
      own: true,
      samples: [
        "rcpt: 554 delivery error: dd This user doesn't have a yahoo.com account (bob@yahoo.com) [0] - mta1234.mail.ne1.yahoo.com",
      ],
    },
    {
      cause: "rcpt.disabled",
      text: /mailbox is disabled|\(554\.30\)/i,
      own: true,
      samples: [
        "rcpt: 554 delivery error: dd Sorry, your message to bob@yahoo.com cannot be delivered. This mailbox is disabled (554.30). - mta1234.mail.bf1.yahoo.com",
      ],
    },
    {
      cause: "rcpt.disabled",
      text: /is no longer valid/i,
      own: true,
      samples: ["rcpt: 554 delivery error: dd bob@yahoo.com is no longer valid. [-20] - mta1234.mail.gq1.yahoo.com"],
    },
    {
      cause: "eod.spam",
      text: /message not allowed - \[\d{1,4}\]/i,
      samples: ["eod: 554 Message not allowed - [299]"],
    },
    {
      cause: "rcpt.relay-denied",
      text: /relaying denied/i,
      own: true,
      samples: ["rcpt: 550 relaying denied"],
    },
  ],
});
