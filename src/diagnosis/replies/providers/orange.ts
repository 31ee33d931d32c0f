/** Replies of Orange and Wanadoo, and what they mean. */
import { defineProvider } from "../provider.ts";

export const orange = defineProvider({
  name: "Orange and Wanadoo",
  hosts: ["orange.fr", "wanadoo.fr"],
  mark: /\bofr\w{0,4}_\d{3}/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "mail.sender-domain-unresolvable",
      text: /[ée]metteur invalide|\bofr\w{0,4}_405/i,
      own: true,
      samples: [
        "rcpt: 501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]",
        "rcpt: 501 5.1.0 Emetteur invalide. OFR004_405",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      text: /destinataires? invalide|\bofr\w{0,4}_41[68]/i,
      own: true,
      samples: [
        "rcpt: 550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]",
        "rcpt: 550 5.1.1 destinataire invalide. OFR_416",
      ],
    },
    {
      cause: "rcpt.quota",
      text: /bo[iî]te du destinataire pleine|\bofr\w{0,4}_417/i,
      own: true,
      samples: [
        "rcpt: 552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR004_417 [417]",
        "rcpt: 552 5.1.1 Boite du destinataire pleine. OFR_417",
      ],
    },
    {
      cause: "eod.spam",
      text: /mail rejet[eé]|\bofr\w{0,4}_506/i,
      samples: ["eod: 550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]", "eod: 550 5.2.0 Mail rejete. ofr_506"],
    },
    {
      cause: "greeting.reputation",
      text: /adresse ip source bloqu[eé]e|\bofr\w{0,4}_102/i,
      samples: [
        "connect: 550 Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/",
        "connect: 550 Adresse IP source bloquee pour incident de spam. OFR006_102",
      ],
    },
    {
      cause: "connect.too-many",
      text: /service refus[eé]|\bofr\w{0,4}_104|too many connections.{0,40}\bofr/i,
      own: true,
      samples: [
        "connect: 421 Service refuse. Veuillez essayer plus tard. Service refused, please try later. Too many connections OFR004_104 [104]",
        "connect: 421 Service refuse. Too many connections OFR004_104",
      ],
    },
  ],
});
