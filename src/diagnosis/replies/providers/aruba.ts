/** Replies of Aruba, and what they mean. */
import { defineProvider } from "../provider.ts";

export const aruba = defineProvider({
  name: "Aruba",
  hosts: ["aruba.it", "arubabusiness.it", "arubamail.it"],
  mark: /\baruba\.it/i,
  source: "https://guide.hosting.aruba.it/email/risoluzione-errori-comuni-e-consigli/risoluzione-errori-comuni.aspx",
  replies: [
    {
      cause: "rcpt.quota",
      text: /user is over quota/i,
      own: true,
      samples: ["rcpt: 552 5.2.2 user is over quota"],
    },
    {
      cause: "rcpt.syntax",
      text: /bad chars in command/i,
      own: true,
      note: "an accented or strange character in a recipient",
      samples: ["rcpt: 553 5.5.2 bad chars in command"],
    },
    {
      cause: "submission.sender-not-owned",
      text: /not authori[sz]ed for the mailbox|(?:header|mail ?from|sender).{0,80}not authori[sz]ed/i,
      own: true,
      samples: ["mail: 550 sender (header/mail from) not authorised for the mailbox"],
    },
    {
      cause: "submission.outbound-filter",
      codes: ["552"],
      text: /spam detected/i,
      own: true,
      note: "said by the outgoing server",
      source:
        "https://guide.arubabusiness.it/email/configurazioni-email-arubabusiness/errori-comuni-invio-ricezione-posta",
      samples: ["mail: 552 5.2.0 spam detected"],
    },
    {
      cause: "submission.rate-limit",
      codes: ["451"],
      text: /policy violation/i,
      own: true,
      note: "more than 200-300 sends in 20 minutes",
      source:
        "https://guide.arubabusiness.it/email/configurazioni-email-arubabusiness/errori-comuni-invio-ricezione-posta",
      samples: ["mail: 451 policy violation"],
    },
  ],
});
