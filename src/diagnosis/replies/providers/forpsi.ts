/** Replies of Forpsi and Aruba Cloud in Czechia, Poland and Hungary, and what they mean. */
import { defineProvider } from "../provider.ts";

export const forpsi = defineProvider({
  name: "Forpsi",
  hosts: ["forpsi.com", "forpsi.net"],
  mark: /\bforpsi\.com\b|\bbizsmtp\b/i,
  source:
    "https://support.konto.pl/kb/a2871/ograniczenie-wiadomosci-przychodzacych-na-serwerze-pocztowym-mxavas_forpsi_com.aspx",
  replies: [
    {
      cause: "rcpt.quota",
      text: /final recipient mailbox is full/i,
      samples: ["rcpt: 552 5.1.1 5.2.2 sorry, final recipient mailbox is full (chkuser)"],
    },
    {
      cause: "mail.user-blocked",
      text: /sender is blacklisted/i,
      own: true,
      note: "by the recipient's own list",
      samples: ["mail: 550 5.1.1 <a@other.example> sender is blacklisted"],
    },
    {
      cause: "eod.spam",
      text: /spam detected/i,
      own: true,
      samples: ["eod: 552 5.2.0 0biL1i00V1cmcpM01biL4w spam detected"],
    },
    {
      cause: "mail.spf",
      text: /blocked by spf/i,
      samples: ["mail: 550 5.1.0 0bcW1i00G0jifNx01bcmHa blocked by SPF"],
    },
    {
      cause: "submission.rate-limit",
      text: /policy violation/i,
      own: true,
      source: "https://support.konto.pl/kb/a2765/blad-policy-violation-e-maile-w-kolejce-z-adresu-ip.aspx",
      samples: ["mail: 550 5.1.0 cNkj1y0022zrrQM01NkjaD policy violation, see https://support.forpsi.com/kb/a4081"],
    },
  ],
});
