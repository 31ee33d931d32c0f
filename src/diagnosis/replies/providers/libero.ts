/** Replies of Libero, Virgilio and IOL, and what they mean. */
import { defineProvider } from "../provider.ts";

export const libero = defineProvider({
  name: "Libero, Virgilio and IOL",
  hosts: ["libero.it", "virgilio.it", "iol.it", "iol.local", "inwind.it"],
  mark: /\.iol\.local\b|\b(?:lib|vir)_\d{3}\b/i,
  source: "https://aiuto.libero.it/articolo/mail/messaggi-di-errore-piu-frequenti-dopo-invio-email",
  replies: [
    {
      cause: "eod.dmarc",
      text: /invalid domain.{0,120}\b(?:lib|vir)_\d{3}/i,
      note: "domain check: DMARC alignment, envelope or HELO; before DATA it is the envelope",
      source:
        "https://www.suped.com/learn/email-deliverability/what-causes-a-550-invalid-domain-error-from-virgilio-and-libero-and-how-can-it-be-resolved",
      samples: [
        "eod: 550 Invalid Domain [smtp-26.iol.local; LIB_420]",
        "eod: 550 Invalid Domain [smtp-33.iol.local; VIR_420]",
      ],
    },
    {
      cause: "rcpt.quota",
      text: /mailbox full|user quota exceeded/i,
      own: true,
      samples: ["rcpt: 552 MAILBOX FULL (User quota exceeded)"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /bad destination mailbox address|user unknown/i,
      own: true,
      samples: ["rcpt: 550 BAD DESTINATION MAILBOX ADDRESS / USER UNKNOWN"],
    },
    {
      cause: "dns.nxdomain",
      text: /routing server failure/i,
      own: true,
      samples: ["rcpt: 550 ROUTING SERVER FAILURE"],
    },
    {
      cause: "submission.auth-required",
      text: /relaying not allowed|relay disabled/i,
      own: true,
      samples: ["mail: 550 RELAYING NOT ALLOWED (Relay Disabled)"],
    },
    {
      cause: "queue.expired",
      text: /delivery time expired/i,
      own: true,
      samples: ["queue: 554 DELIVERY TIME EXPIRED"],
    },
  ],
});
