/** Replies of NetEase (163.com, 126.com, yeah.net), and what they mean. */
import { defineProvider } from "../provider.ts";

export const netease = defineProvider({
  name: "NetEase (163.com, 126.com, yeah.net)",
  hosts: ["netease.com", "163.com", "126.com", "yeah.net"],
  mark: /\bmail\.163\.com/i,
  source: "https://help.163.com/09/1224/17/5RAJ4LMH00753VB8.html",
  replies: [
    {
      cause: "submission.auth-required",
      text: /\blocal user only\b/i,
      note: "Coremail takes mail to others from those who log in",
      samples: ["rcpt: 550 Local user only or Authentication mechanism"],
    },
    {
      cause: "greeting.reputation",
      text: /\bHL:(?:REP|MEP|IHU|IPB)\b|\bWM:BLI\b/,
      note: "too many unknown recipients, forged sender domains, hung up, not on the list of those who may send",
      samples: [
        "connect: 421 HL:REP 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
        "connect: 554 HL:IPB 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "connect.too-many",
      text: /\bHL:ICC\b/,
      samples: [
        "connect: 421 HL:ICC 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /\bHL:IFC\b|\bMI:(?:DMC|SFQ)\b/,
      note: "letters of an address, of a connection, of a sender within 15 minutes",
      samples: [
        "connect: 421 HL:IFC 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
        "mail: 451 MI:SFQ 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "session.too-many-errors",
      text: /\b(?:MI|RP):(?:CEL|CCL)\b/,
      samples: [
        "mail: 450 MI:CEL 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "rcpt.too-many",
      text: /\bRP:DRC\b/,
      samples: [
        "rcpt: 450 RP:DRC 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "greeting.dnsbl",
      text: /\bDT:RBL\b/,
      samples: [
        "eod: 450 DT:RBL 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "mail.sender-blocked",
      text: /\bWM:BLU\b/,
      samples: [
        "mail: 450 WM:BLU 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "mail.spf",
      text: /\bMI:SPF\b/,
      samples: [
        "mail: 550 MI:SPF 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
    {
      cause: "eod.spam",
      text: /\bDT:SPM\b/,
      note: "content or the way of sending looks like spam; with 451 it may be tried again after two minutes",
      samples: [
        "eod: 554 DT:SPM 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
        "eod: 451 DT:SPM 163 mx14,QMCowECpA0qTiftVaeB3Cg--.872S2 1442548128,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.9",
      ],
    },
  ],
});
