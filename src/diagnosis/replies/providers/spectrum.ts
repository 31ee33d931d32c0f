/** Replies of Spectrum (Charter, Time Warner, Road Runner), and what they mean. */
import { defineProvider } from "../provider.ts";

export const spectrum = defineProvider({
  name: "Spectrum (Charter, Time Warner, Road Runner)",
  hosts: ["charter.net", "twc.com", "rr.com", "spectrum.net"],
  mark: /\bspectrum\.net|\bcharter\.net/i,
  source: "https://www.spectrum.net/support/internet/understanding-email-error-codes",
  replies: [
    {
      cause: "submission.account-blocked",
      text: /AUP#O(?:ut)?-10[1-8]0\b/,
      note: "the customer's own account",
      samples: [
        "mail: 550 5.1.0 <a@charter.net> sender rejected. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#Out-1010",
      ],
    },
    {
      cause: "submission.rate-limit",
      text: /AUP#O(?:ut)?-1(?:3[5-9]|4\d|54|58)0\b/,
      samples: [
        "rcpt: 452 4.1.0 Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#Out-1350",
      ],
    },
    {
      cause: "submission.sender-not-owned",
      text: /AUP#(?:O(?:ut)?|I(?:n)?)-15[02]0\b/,
      samples: [
        "mail: 550 5.1.0 <a@charter.net> sender rejected. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#Out-1500",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /AUP#I(?:n)?-10[0-8]0\b/,
      note: "what came from there was suspicious; the block ends by itself",
      samples: [
        "connect: 554 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1000",
        "connect: 554 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1020",
      ],
    },
    {
      cause: "greeting.no-ptr",
      text: /AUP#I(?:n)?-11[0-5]0\b/,
      samples: [
        "connect: 554 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1130",
      ],
    },
    {
      cause: "greeting.dnsbl",
      text: /AUP#I(?:n)?-12[0-5]0\b/,
      note: "1200 and 1210: Cloudmark CSI; 1220 to 1250: Spamhaus",
      samples: [
        "connect: 554 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1220",
      ],
    },
    {
      cause: "connect.ipv6-broken",
      text: /AUP#I(?:n)?-1260\b/,
      samples: [
        "connect: 554 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1260",
      ],
    },
    {
      cause: "greeting.reputation",
      codes: ["5"],
      text: /sender rejected.{0,200}AUP#I(?:n)?-13[0-4]0\b/,
      note: "a bad reputation leaves no connections",
      samples: [
        "mail: 550 5.1.0 <a@other.example> sender rejected. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1310",
      ],
    },
    {
      cause: "connect.too-many",
      text: /AUP#I(?:n)?-13[0-4]0\b/,
      note: "how many are let in depends on the reputation of the address",
      samples: [
        "connect: 421 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1340",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /AUP#I(?:n)?-1(?:3[5-9]|4\d|54|58)0\b/,
      samples: [
        "connect: 421 cmsmtp 192.0.2.9 blocked. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1370",
      ],
    },
    {
      cause: "rcpt.too-many",
      text: /AUP#(?:O(?:ut)?|I(?:n)?)-1550\b/,
      samples: [
        "rcpt: 452 4.1.0 Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1550",
      ],
    },
  ],
});
