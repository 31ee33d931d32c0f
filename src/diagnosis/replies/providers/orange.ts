/** Replies of Orange, Wanadoo and La Poste, who share a system and its codes, and what they mean. */
import { defineProvider } from "../provider.ts";

export const orange = defineProvider({
  name: "Orange, Wanadoo and La Poste",
  hosts: ["orange.fr", "wanadoo.fr", "laposte.net"],
  mark: /\b(?:ofr|lpn|ouk)\w{0,6}_\d{3}\b/i,
  source: "https://www.postmastery.com/orange-postmaster-smtp-error-codes-ofr/",
  replies: [
    {
      cause: "mail.sender-domain-unresolvable",
      text: /[ée]metteur invalide(?!.{0,80}spf)|\b(?:ofr|lpn|ouk)\w{0,6}_4(?:03|05|15)\b/i,
      own: true,
      samples: [
        "rcpt: 501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]",
        "rcpt: 501 5.1.0 Emetteur invalide. OFR004_405",
      ],
    },
    {
      cause: "mail.spf",
      text: /spf\/dns de votre nom de domaine|\b(?:ofr|lpn|ouk)\w{0,6}_401\b/i,
      samples: [
        "mail: 421 Emetteur invalide, Veuillez verifier la configuration SPF/DNS de votre nom de domaine. Invalid Sender. SPF check failed, please verify the SPF/DNS configuration for your domain name.",
        "rcpt: 550 5.5.0 SPF: a@other.example is not allowed to send mail. LPN004_401",
      ],
    },
    {
      cause: "submission.auth-failed",
      text: /code d'authentification invalide|\b(?:ofr|lpn|ouk)\w{0,6}_305\b/i,
      samples: ["auth: 550 5.7.0 Code d'authentification invalide OFR_305"],
    },
    {
      cause: "submission.auth-required",
      text: /authentification requise|\b(?:ofr|lpn|ouk)\w{0,6}_402\b/i,
      own: true,
      samples: ["mail: 550 5.5.0 Authentification requise. Authentication Required. LPN105_402"],
    },
    {
      cause: "submission.sender-not-owned",
      text: /mail from not owned by user|\b(?:ofr|lpn|ouk)\w{0,6}_421\b/i,
      samples: ["mail: 550 5.5.3 Mail from not owned by user. LPN105_421"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /destinataires? invalide|\b(?:ofr|lpn|ouk)\w{0,6}_?41[68]\b/i,
      own: true,
      samples: [
        "rcpt: 550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]",
        "rcpt: 550 5.1.1 destinataire invalide. OFR_416",
        "rcpt: 550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. LPN416",
      ],
    },
    {
      cause: "rcpt.quota",
      text: /bo[iî]te du destinataire pleine|\b(?:ofr|lpn|ouk)\w{0,6}_417\b/i,
      own: true,
      samples: [
        "rcpt: 552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR004_417 [417]",
        "rcpt: 552 5.1.1 Boite du destinataire pleine. OFR_417",
      ],
    },
    {
      cause: "rcpt.disabled",
      text: /bo[iî]te du destinataire archiv[eé]e|compte du destinataire est bloqu[eé]|\b(?:ofr|lpn|ouk)\w{0,6}_42[06]\b/i,
      samples: [
        "rcpt: 550 5.5.0 Boite du destinataire archivee. Archived recipient. LPN007_420",
        "rcpt: 550 5.5.0 Le compte du destinataire est bloque. The recipient account is blocked. LPN007_426",
      ],
    },
    {
      cause: "eod.dmarc",
      text: /v[eé]rification dmarc en [eé]chec|\b(?:ofr|lpn|ouk)\w{0,6}_517\b/i,
      samples: [
        "eod: 571 5.7.1 Message refused, DMARC verification Failed. Message refuse, verification DMARC en echec LPN007_517",
      ],
    },
    {
      cause: "eod.spam",
      text: /mail rejet[eé]|\b(?:ofr|lpn|ouk)\w{0,6}_5(?:06|13)\b/i,
      samples: ["eod: 550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]", "eod: 550 5.2.0 Mail rejete. ofr_506"],
    },
    {
      cause: "greeting.reputation",
      text: /adresse ip source bloqu[eé]e|\b(?:ofr|lpn|ouk)\w{0,6}_(?:10[23]|510|999)\b/i,
      note: "999: two hours without service for what went before",
      samples: [
        "connect: 550 Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/",
        "connect: 550 Adresse IP source bloquee pour incident de spam. OFR006_102",
        "connect: 421 mwinf5c77 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]",
      ],
    },
    {
      cause: "connect.too-many",
      text: /\b(?:ofr|lpn|ouk)\w{0,6}_104\b|trop de connexions|too many connections/i,
      own: true,
      samples: [
        "connect: 421 Service refuse. Veuillez essayer plus tard. Service refused, please try later. Too many connections OFR004_104 [104]",
        "connect: 421 mwinf5c79 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /service refus[eé]/i,
      own: true,
      note: "for what the same address sent before, or too much at once",
      samples: [
        "eod: 421 4.2.0 Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR005_505 [505]",
      ],
    },
  ],
});
