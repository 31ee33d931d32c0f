/** Replies of Aruba PEC, and what they mean. */
import { defineProvider } from "../provider.ts";

export const arubaPec = defineProvider({
  name: "Aruba PEC",
  hosts: ["pec.aruba.it", "pec.it", "arubapec.it"],
  mark: /\b(?:aruba)?pec\.(?:aruba\.)?it\b/i,
  source:
    "https://guide.pec.it/posta-pec/faq-errori-comuni/errori-comuni/errori-comuni-durante-invio-ricezione-pec.aspx",
  replies: [
    {
      cause: "submission.sender-not-owned",
      text: /sender address rejected: not logged in/i,
      own: true,
      samples: ["mail: 553 5.7.1 Sender address rejected: not logged in"],
    },
    {
      cause: "rcpt.restricted",
      text: /non abilitato alla ricezione di posta non certificata/i,
      own: true,
      note: "PEC box closed to ordinary mail",
      samples: ["rcpt: 554 Indirizzo destinatario sconosciuto o non abilitato alla ricezione di posta non certificata"],
    },
    {
      cause: "greeting.ips-ban",
      text: /indirizzo ip bloccato temporaneamente/i,
      samples: ["connect: 554 Indirizzo IP bloccato temporaneamente per sospetto abuso"],
    },
  ],
});
